"""What has left for an order, by which line, lot and day: returns are held to it.

Orders of ours know their lines. Of a number that is none of ours the parcels of `/ship` say what
left with them, all of it as line 0.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from inventory.documents.order import Order
from inventory.documents.shipment import Shipment
from inventory.draft import Draft
from inventory.item import Item
from inventory.quantity import ZERO
from inventory.stock_key import LotKey


class Leaving(NamedTuple):
    """So much of a line that left with one shipment; `on` is None where nobody noted the day."""

    on: date | None
    lot: str
    quantity: Decimal


class ShippedLine(NamedTuple):
    """One item of an order as it left; `number` is its line, 0 for orders that are not ours."""

    number: int
    item: str
    quantity: Decimal
    leavings: tuple[Leaving, ...]

    def of_lot(self, lot: str) -> Decimal:
        """Return how much of a lot has left."""
        return sum((one.quantity for one in self.leavings if one.lot == lot), ZERO)

    def since(self, day: date) -> Decimal:
        """Return how much left on a day or after it, or nobody knows when."""
        before = (one.quantity for one in self.leavings if one.on and one.on < day)
        return self.quantity - sum(before, ZERO)

    def last_before(self, day: date) -> date | None:
        """Return the last day before another on which some of it left."""
        return max((one.on for one in self.leavings if one.on and one.on < day), default=None)


class ShippedOrder(NamedTuple):
    """An order as returns see it: its number as the book spells it, whose it is, what has left."""

    number: str
    customer: str
    lines: tuple[ShippedLine, ...]

    def sent(self, item: Item, lot: str) -> bool:
        """Tell whether some of a lot has left with it."""
        return any(line.item == item.sku and line.of_lot(lot) for line in self.lines)


def shipped_order(draft: Draft, text: str) -> ShippedOrder | None:
    """Return what has left for an order; None where the book knows nothing of such a number.

    A shipment stands for its order, a parcel that has none for itself.
    """
    number = text.strip()
    if parcel := draft.current(Shipment, number.upper()):
        number = parcel.order if draft.current(Order, parcel.order) else parcel.number
    order = draft.current(Order, number) or draft.current(Order, number.upper())
    if order is not None:
        return ShippedOrder(order.number, order.customer, tuple(_lines_of(draft, order)))
    return _by_parcels(draft, number) if number else None


def order_of_piece(draft: Draft, item: Item, serial: str) -> str:
    """Return the number that a piece last left for, empty where nobody noted one."""
    trail = draft.book.trail
    left_with = list(trail.shipped.of(LotKey(item.sku, serial))) if item.is_serial else []
    orders = (shipped_order(draft, document) for document in reversed(left_with))
    return next((order.number for order in orders if order and order.sent(item, serial)), "")


def _lines_of(draft: Draft, order: Order) -> Iterator[ShippedLine]:
    leavings: defaultdict[int, list[Leaving]] = defaultdict(list)
    for shipment in draft.book.found(Shipment, order.number):
        for one in shipment.lines if shipment.has_left else ():
            left = Leaving(shipment.shipped_on, one.lot, one.quantity)
            leavings[one.order_line].append(left)
    for line in order.lines:
        if line.shipped:
            yield ShippedLine(line.number, line.item, line.shipped, tuple(leavings[line.number]))


def _by_parcels(draft: Draft, number: str) -> ShippedOrder | None:
    parcels = parcels_for(draft, number)
    alone = draft.current(Shipment, number)
    if alone is not None:
        parcels = [alone] if alone.has_left else []
    if not parcels or not all(parcel.goods for parcel in parcels):
        return None
    leavings: defaultdict[str, list[Leaving]] = defaultdict(list)
    for parcel in parcels:
        for goods in parcel.goods:
            leavings[goods.item].append(Leaving(parcel.shipped_on, goods.lot, goods.quantity))
    customer = next((parcel.to for parcel in parcels if parcel.to), "")
    lines = tuple(ShippedLine(0, item, _sum(left), tuple(left)) for item, left in leavings.items())
    return ShippedOrder(alone.number if alone else parcels[0].order, customer, lines)


def parcels_for(draft: Draft, number: str) -> list[Shipment]:
    """Return what has left for a number that somebody gave, in upper or lower case."""
    found = (
        draft.current(Shipment, one.number) for one in draft.book.found(Shipment, number.upper())
    )
    return [one for one in found if one and one.has_left and one.order.upper() == number.upper()]


def _sum(leavings: Iterable[Leaving]) -> Decimal:
    return sum((one.quantity for one in leavings), ZERO)
