"""Cuts what was typed of an order into its lines: at line breaks, and at `;` outside quotes."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.language.words import QUOTES, folded

CUTS = frozenset(";\uff1b")


@dataclass(frozen=True, slots=True)
class Piece:
    """One line of an order, with its number and where it stands in the whole text."""

    number: int
    text: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def pieces_of(text: str) -> list[Piece]:
    """Return every line that says something.

    Lines are numbered as they stand, empty ones too, so that a number points at the line pasted;
    what `;` cuts counts on.
    """
    pieces: list[Piece] = []
    number = start = 0
    for line in text.split("\n"):
        cut = [(at, one) for at, one in _cut(line) if folded(one)]
        if not cut:
            number += 1
        for at, one in cut:
            number += 1
            lead = len(one) - len(one.lstrip())
            pieces.append(Piece(number, one.strip(), start + at + lead))
        start += len(line) + 1
    return pieces


def _cut(line: str) -> Iterator[tuple[int, str]]:
    """Yield the parts of one line between semicolons, each with its place in it."""
    begin = at = 0
    while at < len(line):
        if line[at] in QUOTES and _opens(line, at):
            at = _after_quote(line, at + 1)
        elif line[at] in CUTS:
            yield begin, line[begin:at]
            at += 1
            begin = at
        else:
            at += 1
    yield begin, line[begin:]


def _opens(line: str, at: int) -> bool:
    """Tell whether a quote stands where a word or a value begins."""
    return at == 0 or line[at - 1].isspace() or line[at - 1] in CUTS or line[at - 1] in ":@>"


def _after_quote(line: str, at: int) -> int:
    """Return the place after the quote that closes; a doubled one belongs to the text."""
    while at < len(line):
        if line[at] not in QUOTES:
            at += 1
        elif line[at + 1 : at + 2] == line[at]:
            at += 2
        else:
            return at + 1
    return len(line)
