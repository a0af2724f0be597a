"""Putaways: what lies in receiving and belongs into a bin, one document for each receipt."""

from datetime import date
from typing import Literal

from inventory.documents.lined import Lined, NumberedLine
from inventory.quantity import ZERO, Quantity


class PutawayLine(NumberedLine):
    """One thing to bring from receiving to a bin.

    Attributes:
        proposed: the bin it should go to; empty where none was found. `why` says why that one.
        done: what was brought; `gone` left receiving another way.
        bins: where it was brought, in order.
    """

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


class Putaway(Lined[PutawayLine]):
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
    def is_open(self) -> bool:
        return any(line.outstanding for line in self.lines)
