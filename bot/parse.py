"""Turns a typed block into one request, and a request back into text.

The order of the parts is free. A part that cannot be read is never skipped and never guessed:
everything wrong in a block is named at once, by line number. `parse_posting(verb, written(x))`
gives `x` again.
"""

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from functools import partial
from typing import TypeVar

from rapidfuzz import process

from bot.days import read_day
from bot.grammar import SPELLINGS, VERB_SPELLINGS, VERBS, Option, OptionKind, Verb
from bot.line_shape import Shape, shape_of
from bot.numbers import read_number
from bot.requests import Posting, Question
from bot.usage import (
    BlockErrors,
    DaysDiffer,
    Fault,
    OptionNotTaken,
    PartRepeated,
    UnknownOption,
    UnknownVerb,
    UsageError,
)
from bot.words import PLACE, Word, spelled, words_of
from inventory.commands import Line
from inventory.quantity import Amount

T = TypeVar("T")


def split_verb(text: str) -> tuple[str, str]:
    """Split `receive 24 MUG-BLU` into its verb and the rest.

    Raises:
        UnknownVerb: with the verbs it resembles.
    """
    word, *rest = text.split(maxsplit=1)
    verb = VERB_SPELLINGS.get(word.casefold().removeprefix("/"))
    if verb is None:
        raise UnknownVerb(word=word, near=_nearest(word, VERBS))
    return verb, rest[0] if rest else ""


def parse_posting(verb: str, text: str, *, today: date) -> Posting:
    """Read every line of a block.

    Args:
        verb: a verb that posts.
        text: one posting a line; blank lines are passed over.
        today: the warehouse's own, for `tomorrow` and the like.

    Raises:
        BlockErrors: with everything that cannot be read.
    """
    faults: list[Fault] = []
    read: list[tuple[int, Line, date | None]] = []
    readable: list[tuple[int, str]] = []
    for number, line in _lines_of(text):
        try:
            read.append((number, *_LineReader(VERBS[verb], line, today).read()))
            readable.append((number, line))
        except _WrongWord as wrong:
            faults.append(wrong.as_fault(number, line))
    days = sorted({day for _, _, day in read if day})
    if len(days) > 1:
        differ = DaysDiffer(days=tuple(day.isoformat() for day in days))
        faults.append(Fault(number=read[-1][0], line=text, error=differ))
        readable.clear()
    if faults:
        lines = len(_lines_of(text))
        raise BlockErrors(faults=tuple(faults), lines=lines, readable=tuple(readable))
    return Posting(
        verb=verb,
        lines=tuple(line for _, line, _ in read),
        occurred_on=days[0] if days else None,
        numbers=tuple(number for number, _, _ in read),
    )


def parse_question(verb: str, text: str) -> Question:
    """Read a question: free words, and perhaps an `@` place.

    Raises:
        BlockErrors: an open quote, or an empty `@`.
    """
    line = " ".join(text.split())
    try:
        words = words_of(line)
    except UsageError as error:
        raise BlockErrors(faults=(Fault(number=1, line=line, error=error),), lines=1) from None
    places = [word.text for word in words if word.marker == PLACE]
    bare = [line[word.start : word.end] if _is_odd(word) else word.text for word in words]
    spoken = [text for text, word in zip(bare, words, strict=True) if word.marker != PLACE]
    return Question(verb=verb, words=" ".join(spoken), location=places[0] if places else "")


def _is_odd(word: Word) -> bool:
    """Tell whether a question's word only looks like an option: it is taken as typed."""
    return bool(word.marker) and word.marker != PLACE


def _lines_of(text: str) -> list[tuple[int, str]]:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return [(n, line.strip()) for n, line in enumerate(lines, start=1) if line.strip()]


class _WrongWord(Exception):
    """Where in a line the error stands, so that the line can be corrected."""

    def __init__(self, error: UsageError, word: Word | None) -> None:
        super().__init__(str(error))
        self.error = error
        self.word = word

    def as_fault(self, number: int, line: str) -> Fault:
        corrections: tuple[str, ...] = ()
        if word := self.word:
            corrections = tuple(
                f"{line[: word.start]}{fix}{line[word.end :]}" for fix in self.error.fixes
            )
        return Fault(number=number, line=line, error=self.error, corrections=corrections)


class _LineReader:
    """Reads one line for one verb."""

    def __init__(self, verb: Verb, line: str, today: date) -> None:
        self._verb = verb
        self._line = line
        self._today = today

    def read(self) -> tuple[Line, date | None]:
        shape = _within(None, lambda: shape_of(words_of(self._line)))
        parts: dict[str, object] = {
            "item": shape.item.text if shape.item else "",
            "amount": self._amount(shape),
            "location": self._place(shape.place, "location"),
            "target": self._place(shape.target, "target"),
        }
        for word in shape.options:
            option = _within(word, partial(self._option, word))
            if parts.get(option.field):
                raise _WrongWord(PartRepeated(part=option.name), word)
            parts[option.field] = _within(word, partial(self._value, option, word))
        day = parts.pop("occurred_on", None)
        return Line.model_validate(parts), day if isinstance(day, date) else None

    def _amount(self, shape: Shape) -> Amount | None:
        word = shape.quantity
        if word is None:
            return None
        number = _within(word, partial(read_number, word.text))
        return Amount(number=number, unit=shape.unit.text if shape.unit else "")

    def _place(self, word: Word | None, part: str) -> str:
        if word is None:
            return ""
        if part not in self._verb.parts:
            name = "@" if part == "location" else ">"
            raise _WrongWord(self._not_taken(name), word)
        return word.text

    def _option(self, word: Word) -> Option:
        option = SPELLINGS.get(word.marker)
        if option is None:
            names = tuple(option.name for option in self._verb.options)
            near = _nearest(word.marker, names)
            fixes = tuple(f"{name}:{spelled(word.text)}" for name in near)
            raise UnknownOption(name=word.marker, known=names, fixes=fixes)
        if option not in self._verb.options:
            raise self._not_taken(option.name)
        return option

    def _value(self, option: Option, word: Word) -> str | date | Decimal:
        match option.kind:
            case OptionKind.DAY:
                return _fixed(option, partial(read_day, word.text, today=self._today))
            case OptionKind.NUMBER:
                return _fixed(option, partial(read_number, word.text))
            case OptionKind.TEXT | OptionKind.CHOICE:
                return word.text

    def _not_taken(self, name: str) -> OptionNotTaken:
        takes = tuple(option.name for option in self._verb.options)
        return OptionNotTaken(verb=self._verb.name, name=name, takes=takes)


def _within(word: Word | None, read: Callable[[], T]) -> T:
    """Read something, and say on failure at which word it stood."""
    try:
        return read()
    except UsageError as error:
        raise _WrongWord(error, word) from None


def _fixed(option: Option, read: Callable[[], T]) -> T:
    """Read a value; fixes of it must name the option again."""
    try:
        return read()
    except UsageError as error:
        error.fixes = tuple(f"{option.name}:{fix}" for fix in error.fixes)
        raise


def _nearest(word: str, known: Iterable[str]) -> tuple[str, ...]:
    found = process.extract(word.casefold(), list(known), limit=3, score_cutoff=70)
    return tuple(name for name, _, _ in found)
