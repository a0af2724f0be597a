"""A request as a button or a form makes it, and what stands in a form.

What cannot be read is collected, field by field, before anything is asked of the desk.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Final, TypeVar

from bot.language.amounts import read_amount
from bot.language.line_shape import shape_of
from bot.language.numbers import read_price
from bot.language.usage import StrayWords, UsageError
from bot.language.words import words_of
from bot.messages.text import as_plain
from bot.messages.usage import mistake
from bot.target import Target
from inventory.book import Book
from inventory.order_commands import CreditedLine
from inventory.quantity import Amount
from inventory.transaction import transaction_id

T = TypeVar("T")
SEVERAL: Final = "\n"
"""What stands between values of which a field takes several."""

NONE: Final = "-"
"""What a select says for none of its codes: it knows no empty value."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A request: the kind of a command and what it asks.

    Attributes:
        is_told: it moves stock, so that the thread hears of it, with Undo.
    """

    kind: str
    facts: Mapping[str, Any]
    is_told: bool = False


@dataclass(frozen=True, slots=True)
class Fields:
    """What stands in a form; what cannot be read is collected in `errors`, by block id.

    Attributes:
        opened: what stood there when the form was opened.
    """

    values: Mapping[str, str]
    opened: Mapping[str, str] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)

    def text(self, name: str) -> str:
        return self.values.get(name, "").strip()

    def chosen(self, name: str) -> str:
        """Return a chosen code, empty for none."""
        return "" if self.text(name) == NONE else self.text(name)

    def several(self, name: str) -> tuple[str, ...]:
        """Return everything that was chosen in a field that takes several."""
        return tuple(filter(None, self.text(name).split(SEVERAL)))

    def day(self, name: str) -> date | None:
        return date.fromisoformat(self.text(name)) if self.text(name) else None

    def amount(self, name: str) -> Amount | None:
        return self._read(name, read_amount)

    def number(self, name: str) -> Decimal | None:
        return self._read(name, read_price)

    def goods(self, name: str) -> tuple[CreditedLine, ...]:
        """Return what is written a line each, quantity and item."""
        lines: list[CreditedLine] = []
        for text in filter(None, map(str.strip, self.text(name).splitlines())):
            try:
                shape = shape_of(words_of(text))
                if shape.quantity is None or shape.item is None:
                    raise StrayWords(words=(text,))
                unit = f" {shape.unit.text}" if shape.unit else ""
                amount = read_amount(f"{shape.quantity.text}{unit}")
                lines.append(CreditedLine(item=shape.item.text, amount=amount))
            except UsageError as error:
                self.errors[name] = f"{text}: {as_plain(mistake(error))}"
        return tuple(lines)

    def _read(self, name: str, reader: Callable[[str], T]) -> T | None:
        if not self.text(name):
            return None
        try:
            return reader(self.text(name))
        except UsageError as error:
            self.errors[name] = as_plain(mistake(error))
            return None


Press = Callable[[Target], Asked]
"""Makes the request of a button out of what it is about."""

Reader = Callable[[Target, Fields, Book], Asked]
"""Reads a form into a request; what cannot be read is left in the errors of its fields."""


def numbered(kind: str, *, is_told: bool = False, **more: Any) -> Press:  # noqa: ANN401 - of any command
    """Return what asks something of a whole document."""
    return lambda target: Asked(kind, {"number": target.number, **more}, is_told=is_told)


def lined(kind: str, **more: Any) -> Press:  # noqa: ANN401 - of any command
    """Return what asks something of one line, or (line 0) of all of them; it moves stock."""

    def press(target: Target) -> Asked:
        return Asked(kind, {"number": target.number, "line": target.part, **more}, is_told=True)

    return press


def take_back(target: Target) -> Asked:
    """Ask for the undo of a decision, whose transaction stands in the place of a line."""
    return Asked("undo", {"transaction": transaction_id(target.part)})


def reasoned(kind: str, *, is_told: bool = False) -> Reader:
    """Return what reads why a document ends."""

    def read(target: Target, fields: Fields, _book: Book) -> Asked:
        facts = {"number": target.number, "reason": fields.text("reason")}
        return Asked(kind, facts, is_told=is_told)

    return read
