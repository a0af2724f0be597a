"""Number format patterns, taken apart: `#,##0.00;[Red]-0;"none";@` to sections of tokens.

A pattern always writes its signs the English way; the locale comes in when a value is shown.
"""

import operator
import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from functools import cached_property, lru_cache
from typing import Final


class Kind(Enum):
    """What a token of a pattern stands for."""

    LITERAL = auto()
    DIGIT = auto()
    POINT = auto()
    COMMA = auto()
    PERCENT = auto()
    EXPONENT = auto()
    GENERAL = auto()
    TEXT = auto()
    YEAR = auto()
    MONTH = auto()
    DAY = auto()
    HOUR = auto()
    HOUR_OF_HALF = auto()
    MINUTE = auto()
    SECOND = auto()
    FRACTION = auto()
    HALF_DAY = auto()
    ELAPSED = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """One part of a pattern and the text that wrote it (of a literal: the text it shows)."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Layout:
    """What a section asks of a number before any digit is known.

    `whole` and `fraction` are its digit places before and after the point; the number is moved by
    `scale` powers of ten first.
    """

    whole: tuple[str, ...]
    fraction: tuple[str, ...]
    grouped: bool
    scale: int
    exponent: Token | None


@dataclass(frozen=True)
class Section:
    """One of the parts between semicolons; `applies` is its condition in brackets, if it has one."""

    tokens: tuple[Token, ...]
    applies: Callable[[float], bool] | None = None

    def has(self, *kinds: Kind) -> bool:
        """Whether a token of one of these kinds occurs."""
        return any(token.kind in kinds for token in self.tokens)

    @cached_property
    def is_date(self) -> bool:
        """Whether numbers are shown as dates, times or durations."""
        return self.has(*_DATE_LETTERS.values(), Kind.HOUR_OF_HALF, Kind.MINUTE, Kind.ELAPSED)

    @cached_property
    def shows_numbers(self) -> bool:
        """Whether the section has a place for a number."""
        return self.has(Kind.DIGIT, Kind.GENERAL)

    @cached_property
    def layout(self) -> Layout:
        """How the section places digits."""
        tokens = [token for token in self.tokens if token.kind is not Kind.LITERAL]
        kinds = [token.kind for token in tokens]
        end = next((i for i, k in enumerate(kinds) if k in _ENDS_OF_WHOLE), len(kinds))
        digits = [i for i, kind in enumerate(kinds[:end]) if kind is Kind.DIGIT]
        last = digits[-1] if digits else -1
        trailing_commas = kinds[last + 1 : end].count(Kind.COMMA)
        return Layout(
            whole=tuple(tokens[i].text for i in digits),
            fraction=tuple(token.text for token in tokens[end:] if token.kind is Kind.DIGIT),
            grouped=bool(digits) and Kind.COMMA in kinds[digits[0] : last],
            scale=2 * kinds.count(Kind.PERCENT) - 3 * trailing_commas,
            exponent=next((token for token in tokens if token.kind is Kind.EXPONENT), None),
        )


_DATE_LETTERS: Final = {
    "y": Kind.YEAR,
    "m": Kind.MONTH,
    "d": Kind.DAY,
    "h": Kind.HOUR,
    "s": Kind.SECOND,
}
_ENDS_OF_WHOLE: Final = (Kind.POINT, Kind.EXPONENT)
_SIGNS: Final = {".": Kind.POINT, ",": Kind.COMMA, "%": Kind.PERCENT, "@": Kind.TEXT}
_COMPARISONS: Final = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "=": operator.eq,
    "<>": operator.ne,
}
_PART = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|_(?P<space>.)|\*(?P<fill>.)|\[(?P<bracket>[^\]]*)\]'
    r"|(?P<half>am/pm|a/p)|(?P<exponent>E[+-]0+)|(?P<general>General)"
    r"|(?P<letters>y+|m+|d+|h+|s+)|(?P<digit>[0#?])|(?P<sign>[.,%@])|(?P<end>;)|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)")
_CURRENCY = re.compile(r"\$([^-\]]*)(?:-.*)?")


@lru_cache(maxsize=1024)
def sections_of(pattern: str) -> tuple[Section, ...]:
    """The sections of a pattern, in the order written; never none."""
    sections = []
    tokens: list[Token] = []
    applies: Callable[[float], bool] | None = None
    for match in _PART.finditer(pattern):
        if match["end"]:
            sections.append(_section(tokens, applies))
            tokens, applies = [], None
        elif match["bracket"] is not None and _CONDITION.fullmatch(match["bracket"]):
            applies = _condition(match["bracket"])
        else:
            tokens.append(_token(match))
    return (*sections, _section(tokens, applies))


def _token(match: re.Match[str]) -> Token:  # noqa: PLR0911  one answer a kind
    name, text = match.lastgroup or "other", match[match.lastgroup or "other"]
    match name:
        case "bracket":
            return _bracketed(text)
        case "space":
            return Token(Kind.LITERAL, " ")
        case "fill":
            return Token(Kind.LITERAL, "")
        case "half":
            return Token(Kind.HALF_DAY, text)
        case "exponent":
            return Token(Kind.EXPONENT, text)
        case "general":
            return Token(Kind.GENERAL, text)
        case "letters":
            return Token(_DATE_LETTERS[text[0].lower()], text.lower())
        case "digit":
            return Token(Kind.DIGIT, text)
        case "sign":
            return Token(_SIGNS[text], text)
        case _:
            return Token(Kind.LITERAL, text)


def _bracketed(content: str) -> Token:
    """`[h]` counts hours that have passed, `[$€-407]` is a currency sign, `[Red]` shows nothing."""
    letters = content.lower()
    if letters and letters[0] in "hms" and set(letters) == {letters[0]}:
        return Token(Kind.ELAPSED, letters)
    currency = _CURRENCY.fullmatch(content)
    return Token(Kind.LITERAL, currency[1] if currency else "")


def _condition(text: str) -> Callable[[float], bool]:
    match = _CONDITION.fullmatch(text)
    if match is None:
        raise ValueError(text)
    compare, bound = _COMPARISONS[match[1]], float(match[2])
    return lambda number: bool(compare(number, bound))


def _section(tokens: list[Token], applies: Callable[[float], bool] | None) -> Section:
    section = Section(tuple(tokens), applies)
    if not section.is_date:
        return section
    return Section(tuple(_with_fractions(_with_minutes(_with_halves(tokens)))), applies)


def _with_halves(tokens: list[Token]) -> list[Token]:
    """Where AM or PM is told, hours are counted from noon and midnight."""
    if not any(token.kind is Kind.HALF_DAY for token in tokens):
        return tokens
    return [
        Token(Kind.HOUR_OF_HALF, token.text) if token.kind is Kind.HOUR else token
        for token in tokens
    ]


def _with_minutes(tokens: list[Token]) -> list[Token]:
    """Tell `m` for minutes from `m` for months: minutes follow hours or come before seconds."""
    read = list(tokens)
    timed = [i for i, token in enumerate(tokens) if token.kind is not Kind.LITERAL]
    for place, i in enumerate(timed):
        before = read[timed[place - 1]] if place else None
        after = tokens[timed[place + 1]] if place + 1 < len(timed) else None
        if read[i].kind is Kind.MONTH and len(read[i].text) <= len("mm"):  # noqa: SIM102  two ideas
            if _counts_hours(before) or _counts_seconds(after):
                read[i] = Token(Kind.MINUTE, read[i].text)
    return read


def _counts_hours(token: Token | None) -> bool:
    return token is not None and (
        token.kind in (Kind.HOUR, Kind.HOUR_OF_HALF)
        or (token.kind is Kind.ELAPSED and token.text[0] == "h")
    )


def _counts_seconds(token: Token | None) -> bool:
    return token is not None and (
        token.kind is Kind.SECOND or (token.kind is Kind.ELAPSED and token.text[0] == "s")
    )


def _with_fractions(tokens: list[Token]) -> list[Token]:
    """In a date, `.000` after the seconds is their fraction; every other sign is a literal."""
    read: list[Token] = []
    for token in tokens:
        last = read[-1] if read else None
        if token.kind is Kind.DIGIT and last is not None and last.text.startswith("."):
            read[-1] = Token(Kind.FRACTION, last.text + token.text)
        elif token.kind in (Kind.DIGIT, Kind.POINT, Kind.COMMA, Kind.PERCENT, Kind.EXPONENT):
            read.append(Token(Kind.LITERAL, token.text))
        else:
            read.append(token)
    return read
