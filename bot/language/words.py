"""Cuts a typed line into words, as a thumb on a phone types it.

Smart quotes quote, any space parts, digits of every script and full-width letters are themselves,
and marks nobody sees are dropped. What stands in quotes is left exactly as it is; a doubled quote
inside it is one quote. A scanned code is one word, and stays as the scanner sent it.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from bot.language.code_form import GS, begins_code, is_arrow_of_code
from bot.language.usage import EmptyOption, QuoteNotClosed

QUOTES: Final = frozenset('"\u201c\u201d\u201e\u201f\u00ab\u00bb\uff02')
ARROWS: Final = frozenset(">\u2192\uff1e")
DASHES: Final = frozenset("\u2010\u2011\u2012\u2013\u2014\u2212\ufe63\uff0d")
_LOOKALIKES: Final[dict[str, str]] = {
    **{chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)},  # full-width ASCII
    **dict.fromkeys(DASHES, "-"),
    **dict.fromkeys(ARROWS, ">"),
}
_SAFE: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.#+/-]*(?<!-)")
_FRACTION_SLASH: Final = "\u2044"
PLACE: Final = "@"
TARGET: Final = ">"


@dataclass(frozen=True, slots=True)
class Word:
    """One piece of a line.

    Attributes:
        text: what it says, folded unless it was quoted.
        marker: `@`, `>` or an option's name in lower case; empty for a bare word.
        start, end: where it stands in the line, marker included.
        is_code: whether it has the form of a scanned code.
    """

    text: str
    marker: str
    is_quoted: bool
    start: int
    end: int
    is_code: bool = False


def words_of(line: str) -> list[Word]:
    """Cut a line into words.

    Raises:
        QuoteNotClosed, EmptyOption: as they say.
    """
    return list(_Scanner(line).words())


def folded(text: str) -> str:
    """Return text with one spelling for what looks alike on a keyboard."""
    if text.isascii():  # nothing there looks like anything else
        return text.strip()
    parts = (_folded(char) for char in text)
    return "".join(f" {part}" if _FRACTION_SLASH in part else part for part in parts).strip()


def quoted(text: str) -> str:
    """Return text in quotes, so that `words_of` gives it back unchanged."""
    doubled = "".join(char * 2 if char in QUOTES else char for char in text)
    return f'"{doubled}"'


def spelled(text: str) -> str:
    """Return text as one word: quoted where it would fall apart, or be taken for a code."""
    is_plain = _SAFE.fullmatch(text) and not begins_code(text, 0)
    return text if is_plain else quoted(text)


@lru_cache(maxsize=4096)
def _folded(char: str) -> str:
    if char in _LOOKALIKES:
        return _LOOKALIKES[char]
    if unicodedata.category(char) == "Cf":
        return ""
    compatible = unicodedata.normalize("NFKC", char)
    if _FRACTION_SLASH in compatible:
        return compatible
    return str(unicodedata.decimal(char)) if char.isdecimal() else char


class _Scanner:
    """Walks one line from left to right."""

    def __init__(self, line: str) -> None:
        self.line = line
        self.at = 0

    def words(self) -> Iterator[Word]:
        while self._skip_spaces():
            start = self.at
            marker = "" if begins_code(self.line, start) else self._marker()
            text, is_quoted = self._value(marker)
            is_code = not is_quoted and begins_code(text, 0)
            yield Word(text, marker, is_quoted, start, self.at, is_code)

    def _skip_spaces(self) -> bool:
        """Move to the next word; False at the end of the line."""
        while self.at < len(self.line) and _is_space(self.line[self.at]):
            self.at += 1
        return self.at < len(self.line)

    def _marker(self) -> str:
        """Step over `@`, `>` or `name:` and return it, or the empty string before a bare word."""
        char = _folded(self.line[self.at])
        if char in (PLACE, TARGET):
            self.at += 1
            return char
        if self.line[self.at : self.at + 2] == "->":
            self.at += 2
            return TARGET
        end = self.at
        while end < len(self.line) and _folded(self.line[end]).isalpha():
            end += 1
        if end == self.at or end == len(self.line) or _folded(self.line[end]) != ":":
            return ""
        name = folded(self.line[self.at : end]).casefold()
        self.at = end + 1
        return name

    def _value(self, marker: str) -> tuple[str, bool]:
        if marker and not self._skip_spaces():
            raise EmptyOption(name=marker)
        if marker == TARGET and self.line[self.at] == PLACE and self.at + 1 < len(self.line):
            self.at += 1  # `> @B-02`
        if self.line[self.at] in QUOTES:
            return self._quoted(), True
        text = self._code() if begins_code(self.line, self.at) else self._bare()
        if marker and not text:
            raise EmptyOption(name=marker)
        return text, False

    def _quoted(self) -> str:
        start = self.at = self.at + 1
        text: list[str] = []
        while self.at < len(self.line):
            char = self.line[self.at]
            self.at += 1
            if char not in QUOTES:
                text.append(char)
            elif self.line[self.at : self.at + 1] == char:
                text.append(char)
                self.at += 1
            else:
                return "".join(text)
        raise QuoteNotClosed(text=self.line[start:])

    def _code(self) -> str:
        start = self.at
        while self.at < len(self.line) and not self._ends_code(self.line[self.at]):
            self.at += 1
        return self.line[start : self.at].rstrip(GS)

    def _ends_code(self, char: str) -> bool:
        if char in ARROWS:
            return not is_arrow_of_code(self.line, self.at)
        return _is_space(char) and char != GS

    def _bare(self) -> str:
        start = self.at
        while self.at < len(self.line) and not self._ends_bare(self.line[self.at]):
            self.at += 1
        end = self.at
        if self._is_before_arrow() and self.line[end - 1 : end] == "-" and end - 1 > start:
            end -= 1  # the dash of `->`
        return folded(self.line[start:end])

    def _ends_bare(self, char: str) -> bool:
        return _is_space(char) or char in ARROWS

    def _is_before_arrow(self) -> bool:
        return self.at < len(self.line) and self.line[self.at] == ">"


def _is_space(char: str) -> bool:
    return char.isspace() or char in "\u200b\ufeff\u2060"
