"""Pick lists: what somebody fetches from the bins, for one order or for a wave of several."""

from enum import StrEnum
from typing import Final, Literal

from inventory.documents.lined import Lined, NumberedLine
from inventory.quantity import ZERO, Quantity
from inventory.record import Record


class PickStatus(StrEnum):
    """Where a pick list stands."""

    OPEN = "open"
    CLAIMED = "claimed"
    DONE = "done"
    CANCELLED = "cancelled"


PICK_TRANSITIONS: Final[dict[PickStatus, frozenset[PickStatus]]] = {
    PickStatus.OPEN: frozenset({PickStatus.CLAIMED, PickStatus.DONE, PickStatus.CANCELLED}),
    PickStatus.CLAIMED: frozenset({PickStatus.OPEN, PickStatus.DONE, PickStatus.CANCELLED}),
    PickStatus.DONE: frozenset({PickStatus.CLAIMED, PickStatus.OPEN}),
    PickStatus.CANCELLED: frozenset({PickStatus.OPEN, PickStatus.CLAIMED}),
}
"""Status -> what may follow. A check that sends goods back opens a list that was done."""


class PickLine(NumberedLine):
    """One stop: fetch so much of an item from a bin, for a line of an order.

    Attributes:
        quantity: to fetch; `picked` was fetched, `short` was not there.
        is_waiting: whether somebody has still to go there.
        words: why it has to be fetched once more.
    """

    order: str
    order_line: int
    item: str
    location: str
    lot: str = ""
    quantity: Quantity
    picked: Quantity = ZERO
    short: Quantity = ZERO
    is_waiting: bool = True
    picked_by: str = ""
    reason: str = ""
    words: str = ""


class PickList(Lined[PickLine]):
    """Stops in walking order, numbered `PK-1`."""

    type: Literal["pick_list"] = "pick_list"
    number: str
    status: PickStatus = PickStatus.OPEN
    orders: tuple[str, ...]
    lines: tuple[PickLine, ...]
    claimed_by: str = ""
    planned_by: str = ""

    @property
    def is_open(self) -> bool:
        return self.status in (PickStatus.OPEN, PickStatus.CLAIMED)

    @property
    def is_wave(self) -> bool:
        return len(self.orders) > 1

    def waits_for(self, order: str) -> bool:
        """Tell whether something of an order has still to be fetched."""
        return any(line.is_waiting for line in self.lines if line.order == order)


class Doubt(Record):
    """A bin that was found short: nothing is reserved there until somebody has counted it.

    Attributes:
        missing: what the picker did not find; `order`: for which order.
    """

    type: Literal["doubt"] = "doubt"
    item: str
    location: str
    lot: str = ""
    missing: Quantity
    order: str
    reason: str
    is_open: bool = True

    @property
    def key(self) -> str:
        return "\x1f".join((self.item, self.location, self.lot))
