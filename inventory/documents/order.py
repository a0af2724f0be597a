"""Orders: what a customer wants, what is kept for it, and how far it has come.

A hold says where goods kept for a line lie. It travels with them: from the bin to packing when they
are picked, and out of the order when they leave. So the sum of all holds is what is reserved, and
nothing else has to be kept in step.
"""

from datetime import date
from enum import IntEnum, StrEnum
from typing import Final, Literal

from inventory.documents.lined import Lined, NumberedLine
from inventory.place import Place
from inventory.quantity import ZERO, Quantity
from inventory.record import Record


class Priority(IntEnum):
    """The lower the number, the sooner it is served."""

    URGENT = 1
    HIGH = 2
    NORMAL = 3
    LOW = 4


class OrderStatus(StrEnum):
    """How far the part of an order is that has not left yet."""

    PLACED = "placed"
    PART_RESERVED = "part_reserved"
    RESERVED = "reserved"
    PICKING = "picking"
    PACKING = "packing"
    PART_SHIPPED = "part_shipped"
    SHIPPED = "shipped"
    DELIVERED = "delivered"
    CANCELLED = "cancelled"


_BEFORE_PICKING: Final = frozenset(
    {OrderStatus.PLACED, OrderStatus.PART_RESERVED, OrderStatus.RESERVED}
)
_IN_WORK: Final = frozenset({OrderStatus.PICKING, OrderStatus.PACKING})

ORDER_TRANSITIONS: Final[dict[OrderStatus, frozenset[OrderStatus]]] = {
    **{status: _BEFORE_PICKING | _IN_WORK | {OrderStatus.CANCELLED} for status in _BEFORE_PICKING},
    **{
        status: _BEFORE_PICKING
        | _IN_WORK
        | {
            OrderStatus.PART_SHIPPED,
            OrderStatus.SHIPPED,
            OrderStatus.DELIVERED,
            OrderStatus.CANCELLED,
        }
        for status in _IN_WORK
    },
    OrderStatus.PART_SHIPPED: frozenset({OrderStatus.SHIPPED, OrderStatus.DELIVERED} | _IN_WORK),
    OrderStatus.SHIPPED: frozenset({OrderStatus.DELIVERED, OrderStatus.PART_SHIPPED} | _IN_WORK),
    OrderStatus.DELIVERED: frozenset({OrderStatus.SHIPPED}),
    OrderStatus.CANCELLED: frozenset(),
}
"""Status -> what may follow. From shipped back to packing leads only the undo of a shipment."""


class Hold(Record):
    """Goods kept for an order line.

    Attributes:
        location: where they lie now.
        origin: the bin they were picked from; empty while they still lie in it.
    """

    location: str
    lot: str = ""
    quantity: Quantity
    origin: str = ""

    @property
    def is_picked(self) -> bool:
        return bool(self.origin)


class OrderLine(NumberedLine):
    """One item of an order, in base units.

    Attributes:
        unit_price: per base unit, before tax; None where it is not charged.
        discount_percent: off the price.
        replaces: the number of the line it was sent instead of, 0 for none.
        kept_at_once: what of it was there when it was asked for; None where nobody noted that.
    """

    item: str
    ordered: Quantity
    unit_price: Quantity | None = None
    discount_percent: Quantity = ZERO
    note: str = ""
    holds: tuple[Hold, ...] = ()
    shipped: Quantity = ZERO
    cancelled: Quantity = ZERO
    replaces: int = 0
    kept_at_once: Quantity | None = None

    @property
    def outstanding(self) -> Quantity:
        """What has still to leave."""
        return self.ordered - self.cancelled - self.shipped

    @property
    def reserved(self) -> Quantity:
        """What is kept in bins."""
        return sum((hold.quantity for hold in self.holds if not hold.is_picked), ZERO)

    @property
    def picked(self) -> Quantity:
        """What lies in packing."""
        return sum((hold.quantity for hold in self.holds if hold.is_picked), ZERO)

    @property
    def missing(self) -> Quantity:
        """What nothing is kept for: the back-order."""
        return self.outstanding - self.reserved - self.picked


class Order(Lined[OrderLine]):
    """One customer's order, numbered `SO-1`.

    Attributes:
        customer: a code from the tab Customers.
        reference: the customer's own number for it.
        requested_on: the day it should be there, None where any day will do.
        requirements: what has to be done for this order besides the customer's packing rules.
        ships_whole: nothing is reserved until everything can be.
        service: the carrier's service chosen for it, empty for the most efficient.
        source: form, message, sheet, import or shop.
        thread: where its message stands in Slack, None until it was sent.
        pick_list: the pick list that is open for it.
        shipments: those being prepared, in order.
    """

    type: Literal["order"] = "order"
    number: str
    status: OrderStatus = OrderStatus.PLACED
    customer: str
    reference: str = ""
    lines: tuple[OrderLine, ...]
    requested_on: date | None = None
    priority: Priority = Priority.NORMAL
    requirements: tuple[str, ...] = ()
    ships_whole: bool = False
    service: str = ""
    note: str = ""
    source: str = "form"
    placed_on: date
    placed_by: str
    thread: Place | None = None
    pick_list: str = ""
    shipments: tuple[str, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether something has still to leave."""
        return self.status not in (
            OrderStatus.SHIPPED,
            OrderStatus.DELIVERED,
            OrderStatus.CANCELLED,
        )

    @property
    def found_by(self) -> tuple[str, ...]:
        """The thread that is about it, and the month it was placed in."""
        placed = placed_word(self.placed_on)
        return (self.thread.address, placed) if self.thread else (placed,)

    @property
    def rank(self) -> tuple[int, date, int]:
        """Orders of a lower rank are served first: priority, requested day, number."""
        return (self.priority, self.requested_on or date.max, int(self.number[3:]))


def placed_word(day: date) -> str:
    """Return the word by which orders are found that were placed in the month of a day.

    Examples:
        >>> placed_word(date(2026, 11, 26))
        'placed 2026-11'
    """
    return f"placed {day:%Y-%m}"


def status_of(order: Order) -> OrderStatus:
    """Return how far an order is, by its lines and the documents open for it."""
    if not any(line.outstanding for line in order.lines):
        return _ended(order)
    if order.pick_list:
        return OrderStatus.PICKING
    if order.shipments:
        return OrderStatus.PACKING
    if any(line.shipped for line in order.lines):
        return OrderStatus.PART_SHIPPED
    return _waiting(order)


def _ended(order: Order) -> OrderStatus:
    if not any(line.shipped for line in order.lines):
        return OrderStatus.CANCELLED
    is_there = order.status is OrderStatus.DELIVERED
    return OrderStatus.DELIVERED if is_there else OrderStatus.SHIPPED


def _waiting(order: Order) -> OrderStatus:
    if not any(line.missing for line in order.lines):
        return OrderStatus.RESERVED
    is_kept = any(line.holds for line in order.lines)
    return OrderStatus.PART_RESERVED if is_kept else OrderStatus.PLACED
