"""Reads one typed line for one verb: each word by the role that `line_shape` gave it.

What scanned codes mean is looked up last, when every word has its role.
"""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TypeVar

from bot.language.code_form import is_bin_label
from bot.language.codes import CODED_PARTS, Codes
from bot.language.grammar import SPELLINGS, Verb
from bot.language.line_shape import Shape, shape_of
from bot.language.numbers import read_number
from bot.language.option_reader import read_option, read_value
from bot.language.requests import OfTheWhole
from bot.language.usage import Fault, OptionNotTaken, PartRepeated, UsageError
from bot.language.words import Word, words_of
from inventory.commands import Line
from inventory.quantity import Amount

T = TypeVar("T")


class WrongWord(Exception):
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


class LineReader:
    """Reads one line for one verb.

    Raises:
        WrongWord: from `read`, at the first word that cannot be read.
    """

    def __init__(self, verb: Verb, line: str, today: date, codes: Codes | None = None) -> None:
        self._verb = verb
        self._line = line
        self._today = today
        self._codes = codes

    def read(self) -> tuple[Line, OfTheWhole]:
        shape = within(None, lambda: shape_of(words_of(self._line)))
        parts: dict[str, object] = {
            "item": shape.item.text if shape.item else "",
            "amount": self._amount(shape),
            "location": self._place(shape.place, "location"),
            "target": self._place(shape.target, "target"),
        }
        for word in shape.options:
            named = partial(read_option, word, self._verb.name, self._verb.options)
            option = within(word, named)
            if parts.get(option.field):
                raise WrongWord(PartRepeated(part=option.name), word)
            parts[option.field] = within(word, partial(read_value, option, word, today=self._today))
        day, why = parts.pop("occurred_on", None), parts.pop("override", "")
        line = self._coded(Line.model_validate(parts), shape)
        return line, OfTheWhole(day if isinstance(day, date) else None, str(why))

    def _coded(self, line: Line, shape: Shape) -> Line:
        """Return the line with its codes read; words in quotes are what they say."""
        codes = self._codes
        if codes is None:
            return line
        lot = next((word for word in shape.options if SPELLINGS[word.marker].name == "lot"), None)
        words = dict(zip(CODED_PARTS, (shape.item, shape.place, shape.target, lot), strict=True))
        parts = [part for part, word in words.items() if word and not word.is_quoted]
        return within(None, lambda: codes.fill(self._verb, line, parts))

    def _amount(self, shape: Shape) -> Amount | None:
        word = shape.quantity
        if word is None:
            return None
        number = within(word, partial(read_number, word.text))
        return Amount(number=number, unit=shape.unit.text if shape.unit else "")

    def _place(self, word: Word | None, part: str) -> str:
        if word is None:
            return ""
        if part not in self._verb.parts:
            if is_bin_label(self._line[word.start :]):  # the second of two, scanned without a `>`
                raise WrongWord(PartRepeated(part="place"), word)
            name = "@" if part == "location" else ">"
            raise WrongWord(self._not_taken(name), word)
        return word.text

    def _not_taken(self, name: str) -> OptionNotTaken:
        takes = tuple(option.name for option in self._verb.options)
        return OptionNotTaken(verb=self._verb.name, name=name, takes=takes)


def within(word: Word | None, read: Callable[[], T]) -> T:
    """Read something, and say on failure at which word it stood."""
    try:
        return read()
    except UsageError as error:
        raise WrongWord(error, word) from None
