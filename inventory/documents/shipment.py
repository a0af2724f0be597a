"""Shipments: what leaves together, from the first piece picked to the customer's door.

A shipment is opened by the first pick for an order, checked by a second person, packed by the
customer's rules, and shipped. `/ship` without an order makes one that is on its way at once.
"""

from datetime import date, datetime
from enum import StrEnum
from typing import Final, Literal, Self

from inventory.documents.letter import SentLetter
from inventory.documents.lined import Lined, NumberedLine
from inventory.documents.package_label import PackageLabel
from inventory.documents.progress import Progress
from inventory.documents.remark import RemarkKind
from inventory.quantity import ZERO, Quantity
from inventory.record import Record
from inventory.tracking_numbers import folded


class ShipmentStatus(StrEnum):
    """How far a shipment is."""

    PICKING = "picking"
    CHECKING = "checking"
    PACKING = "packing"
    PACKED = "packed"
    SHIPPED = "shipped"
    DELIVERED = "delivered"
    RETURNED = "returned"
    LOST = "lost"
    CANCELLED = "cancelled"


PREPARING: Final = frozenset(
    {
        ShipmentStatus.PICKING,
        ShipmentStatus.CHECKING,
        ShipmentStatus.PACKING,
        ShipmentStatus.PACKED,
    }
)
"""Before it leaves: all of it can still be put back."""

SHIPMENT_TRANSITIONS: Final[dict[ShipmentStatus, frozenset[ShipmentStatus]]] = {
    ShipmentStatus.PICKING: frozenset(
        {ShipmentStatus.CHECKING, ShipmentStatus.PACKING, ShipmentStatus.CANCELLED}
    ),
    ShipmentStatus.CHECKING: frozenset(
        {ShipmentStatus.PICKING, ShipmentStatus.PACKING, ShipmentStatus.CANCELLED}
    ),
    ShipmentStatus.PACKING: frozenset(
        {ShipmentStatus.PICKING, ShipmentStatus.PACKED, ShipmentStatus.CANCELLED}
    ),
    ShipmentStatus.PACKED: frozenset(
        {ShipmentStatus.PACKING, ShipmentStatus.SHIPPED, ShipmentStatus.CANCELLED}
    ),
    ShipmentStatus.SHIPPED: frozenset(
        {
            ShipmentStatus.PACKED,
            ShipmentStatus.DELIVERED,
            ShipmentStatus.RETURNED,
            ShipmentStatus.LOST,
        }
    ),
    ShipmentStatus.DELIVERED: frozenset({ShipmentStatus.RETURNED}),
    ShipmentStatus.LOST: frozenset(
        {ShipmentStatus.SHIPPED, ShipmentStatus.DELIVERED, ShipmentStatus.RETURNED}
    ),
    ShipmentStatus.RETURNED: frozenset({ShipmentStatus.SHIPPED, ShipmentStatus.DELIVERED}),
    ShipmentStatus.CANCELLED: frozenset(),
}
"""Status -> what may follow. From shipped back to packed leads only an undo; what was lost may turn up."""


class ShipmentLine(NumberedLine):
    """Goods picked for one order line, at packing until they leave.

    Attributes:
        origin: the bin they came from; `packing` is where they lie until they leave.
        picked_by: who fetched them, with which `pick_list`.
        is_checked: whether a second person found quantity and quality right; `checked_by`: who.
        photo: a link to a picture of what the checker saw, empty for none.
    """

    order_line: int
    item: str
    lot: str = ""
    quantity: Quantity
    origin: str
    packing: str = ""
    picked_by: str
    pick_list: str = ""
    is_checked: bool = False
    checked_by: str = ""
    note: str = ""
    photo: str = ""


class PackingRule(Record):
    """Something that has to be done before a shipment counts as packed, and who did it."""

    text: str
    ticked_by: str = ""
    ticked_at: datetime | None = None


class Package(Record):
    """One box, numbered within its shipment (`SH-4/1`).

    Attributes:
        kind: its code on the tab Package types, empty for another box.
        weight: kilograms, goods and box; sizes in centimetres, outside.
        lines: what is in it, as (number of the shipment's line, quantity).
    """

    number: int
    kind: str = ""
    weight: Quantity | None = None
    length: Quantity | None = None
    width: Quantity | None = None
    height: Quantity | None = None
    lines: tuple[tuple[int, Quantity], ...] = ()


class SentGoods(Record):
    """What left with a parcel that was shipped without an order of ours.

    Attributes:
        origin: the place it left from; empty for parcels of before.
    """

    item: str
    lot: str = ""
    quantity: Quantity
    origin: str = ""


class Shipment(Lined[ShipmentLine]):
    """Goods that leave together, numbered `SH-1`; its moves carry the number.

    Attributes:
        to: to whom, as people write it; the customer's code where it is for an order.
        order: the order it is for, or whatever number people gave it.
        service: the code of the carrier's service on the tab Carriers.
        promised_on: the day the service says it will be there.
        price: what the carrier charges, in the currency of Settings.
        pickup_on: the day the carrier fetches it, `pickup_window` as in `14:00-16:00`.
        progress: where it stands on its way, None before anybody has heard of it.
        event_ids: the carrier's own names of what was heard, so that it is heard once.
        invoice: its number, empty where none was made.
        letters: to the customer, in order.
        labels: of carriers, bought for its packages or about to be.
        worries: what of it has been said in the thread already: late, stuck.
        goods: what left, where it was shipped without lines; empty for parcels of before.
    """

    type: Literal["shipment"] = "shipment"
    number: str
    status: ShipmentStatus = ShipmentStatus.SHIPPED
    carrier: str = ""
    tracking: str = ""
    to: str = ""
    order: str = ""
    lines: tuple[ShipmentLine, ...] = ()
    rules: tuple[PackingRule, ...] = ()
    packages: tuple[Package, ...] = ()
    service: str = ""
    promised_on: date | None = None
    price: Quantity | None = None
    pickup_on: date | None = None
    pickup_window: str = ""
    packed_by: str = ""
    shipped_on: date | None = None
    shipped_by: str = ""
    progress: Progress | None = None
    event_ids: tuple[str, ...] = ()
    invoice: str = ""
    letters: tuple[SentLetter, ...] = ()
    labels: tuple[PackageLabel, ...] = ()
    worries: tuple[RemarkKind, ...] = ()
    goods: tuple[SentGoods, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether somebody has still to do or to watch something."""
        is_watched = self.status is ShipmentStatus.SHIPPED and bool(self.lines)
        is_paying = any(label.is_pending for label in self.labels)
        return self.status in PREPARING or is_watched or is_paying

    @property
    def has_left(self) -> bool:
        """Whether it is on its way or has come to an end out there."""
        return self.status not in PREPARING and self.status is not ShipmentStatus.CANCELLED

    @property
    def found_by(self) -> tuple[str, ...]:
        """Its order, as written and in capitals, every tracking number, and the month of goods."""
        numbers = (self.tracking, *(label.tracking for label in self.labels))
        month = handed_word(self.shipped_on) if self.goods and self.shipped_on else ""
        words = (self.order, self.order.upper(), *map(folded, numbers), month)
        return tuple(dict.fromkeys(filter(None, words)))

    @property
    def part_keys(self) -> tuple[str, ...]:
        """What names its packages, each of which has a row of its own in the workbook."""
        return tuple(f"{self.number}/{package.number}" for package in self.packages)

    @property
    def unticked(self) -> tuple[PackingRule, ...]:
        """The rules that nobody has ticked yet."""
        return tuple(rule for rule in self.rules if not rule.ticked_by)

    def with_line(self, changed: ShipmentLine) -> Self:
        """Return the shipment with a line in the place of the one of its number, or without it."""
        lines = (changed if one.number == changed.number else one for one in self.lines)
        kept = tuple(line for line in lines if line.quantity > ZERO)
        return self.model_copy(update={"lines": kept})


def handed_word(day: date) -> str:
    """Return the word by which parcels without an order are found that left in the month of a day.

    Examples:
        >>> handed_word(date(2026, 11, 26))
        'handed 2026-11'
    """
    return f"handed {day:%Y-%m}"
