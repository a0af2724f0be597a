"""Putaways: what lies in receiving and belongs into a bin, one document for each receipt."""

from datetime import date
from typing import Literal

from inventory.quantity import ZERO, Quantity
from inventory.record import Record


class PutawayLine(Record):
    """One thing to bring from receiving to a bin.

    Attributes:
        number: from 1, for ever.
        proposed: the bin it should go to; empty where none was found. `why` says why that one.
        done: what was brought; `gone` left receiving another way.
        bins: where it was brought, in order.
    """

    number: int
    item: str
    lot: str = ""
    location: str
    quantity: Quantity
    proposed: str = ""
    why: str = ""
    done: Quantity = ZERO
    gone: Quantity = ZERO
    bins: tuple[str, ...] = ()
    done_by: str = ""

    @property
    def outstanding(self) -> Quantity:
        return self.quantity - self.done - self.gone


class Putaway(Record):
    """What one receipt brought into receiving, numbered `PA-1`.

    Attributes:
        receipt: the transaction that brought it.
        purchase_order: in whose thread it is told, empty for none.
        claimed_by: who has said that they do it, or empty.
    """

    type: Literal["putaway"] = "putaway"
    number: str
    receipt: str
    purchase_order: str = ""
    lines: tuple[PutawayLine, ...]
    planned_on: date
    planned_by: str
    claimed_by: str = ""

    @property
    def key(self) -> str:
        return self.number

    @property
    def is_open(self) -> bool:
        return any(line.outstanding for line in self.lines)

    @property
    def part_keys(self) -> tuple[str, ...]:
        """What names its lines, each of which has a row of its own in the workbook."""
        return tuple(f"{self.number}/{line.number}" for line in self.lines)

    def line(self, number: int) -> PutawayLine | None:
        """Return a line by its number."""
        return next((line for line in self.lines if line.number == number), None)

    def with_line(self, changed: PutawayLine) -> "Putaway":
        """Return the document with a line in the place of the one of its number."""
        lines = tuple(changed if one.number == changed.number else one for one in self.lines)
        return self.model_copy(update={"lines": lines})
