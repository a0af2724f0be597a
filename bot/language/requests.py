"""What one sentence, form or button asks for: a posting or a question."""

from datetime import date
from typing import NamedTuple

from bot.language.grammar import OPTIONS, VERBS
from inventory.commands import Line
from inventory.record import Record


class OfTheWhole(NamedTuple):
    """What a line says that belongs to all that is posted with it."""

    occurred_on: date | None = None
    override: str = ""


class Posting(Record):
    """What somebody wants posted, line by line.

    Attributes:
        override: why it is posted although a limit stands against it.
        numbers: each line's number in what was typed, from 1.
    """

    verb: str
    lines: tuple[Line, ...]
    occurred_on: date | None = None
    override: str = ""
    numbers: tuple[int, ...] = ()

    @property
    def missing(self) -> tuple[str, ...]:
        """The parts the verb needs that the first line leaves out; serial numbers are counted."""
        line = self.lines[0] if self.lines else Line(item="")
        counted = ("quantity",) if line.serials and self.verb != "adjust" else ()
        needs = (part for part in VERBS[self.verb].needs if part not in counted)
        return tuple(part for part in needs if not getattr(line, field_of(part)))

    def number_of(self, index: int) -> int:
        """Return the typed number of a line, counted from 1 among those that were read."""
        return self.numbers[index - 1] if self.numbers else index


class Question(Record):
    """What somebody wants to know: `words` as typed, and the `@` place."""

    verb: str
    words: str = ""
    location: str = ""

    @property
    def is_about_something(self) -> bool:
        """Tell whether it can be answered: a bin alone says what lies there, not what it did."""
        if self.verb == "value":  # of everything, where no item is named
            return bool(self.words or not self.location)
        return bool(self.words or (self.location and self.verb in ("stock", "find")))


def field_of(part: str) -> str:
    """Return the field of `Line` that a part fills."""
    if part in OPTIONS:
        return OPTIONS[part].field
    return "amount" if part == "quantity" else part
