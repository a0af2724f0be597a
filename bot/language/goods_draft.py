"""Goods that somebody wants, as said so far by a line, a form or a message: sold or bought."""

from abc import abstractmethod
from typing import Generic, Self, TypeVar

from inventory.quantity import Amount
from inventory.record import Record


class GoodsLine(Record):
    """One line; a part that was left out is empty."""

    item: str = ""
    amount: Amount | None = None

    @property
    def missing(self) -> tuple[str, ...]:
        """The parts without which nothing can be ordered."""
        return (*(() if self.amount else ("quantity",)), *(() if self.item else ("item",)))


L = TypeVar("L", bound=GoodsLine)


class GoodsDraft(Record, Generic[L]):
    """What was said so far.

    Attributes:
        numbers: each line's number in what was typed, from 1.
        source: form or message.
    """

    lines: tuple[L, ...] = ()
    numbers: tuple[int, ...] = ()
    source: str = "form"

    @property
    @abstractmethod
    def party(self) -> str:
        """The code of the customer or supplier; empty while nobody is named."""

    @abstractmethod
    def with_party(self, code: str) -> Self:
        """Return the draft for another customer or supplier."""

    @property
    def is_whole(self) -> bool:
        """Whether it can be placed as it is."""
        return bool(self.party and self.lines) and not any(one.missing for one in self.lines)

    def number_of(self, index: int) -> int:
        """Return the typed number of a line; 0 stands for the party, on the first.

        Lines are counted from 1; the party's own line is none of them.
        """
        if not index:
            return 1
        return self.numbers[index - 1] if self.numbers else index

    def with_line(self, index: int, line: L) -> Self:
        """Return the draft with another line at a place, counted from 1."""
        lines = (*self.lines[: index - 1], line, *self.lines[index:])
        return self.model_copy(update={"lines": lines})
