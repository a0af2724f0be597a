"""What open orders hold of some lots, and who works on it."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from inventory.book import Book
from inventory.documents.order import Hold, Order
from inventory.documents.pick_list import PickList
from inventory.documents.shipment import Shipment
from inventory.stock_key import LotKey


class Kept(NamedTuple):
    """What an order holds of a lot.

    Attributes:
        document: the pick list that fetches it, or the shipment it is being packed for; or empty.
    """

    order: str
    location: str
    quantity: Decimal
    is_picked: bool
    document: str


def kept_of(book: Book, lots: Collection[LotKey]) -> Mapping[LotKey, list[Kept]]:
    """Return what open orders hold of each lot of which they hold any, the most urgent first."""
    wanted = {lot for lot in lots if _is_held(book, lot)}
    found: defaultdict[LotKey, list[Kept]] = defaultdict(list)
    if not wanted:
        return found
    for order in sorted(book.open(Order), key=lambda one: one.rank):
        for lot, hold in _holds(order):
            if lot in wanted:
                document = _document_of(book, order, lot, is_picked=hold.is_picked)
                found[lot].append(
                    Kept(order.number, hold.location, hold.quantity, hold.is_picked, document)
                )
    return found


def _is_held(book: Book, lot: LotKey) -> bool:
    return any(code == lot.code for _, code in book.held.get(lot.item, {}))


def _holds(order: Order) -> Iterator[tuple[LotKey, Hold]]:
    for line in order.lines:
        for hold in line.holds:
            yield LotKey(line.item, hold.lot), hold


def _document_of(book: Book, order: Order, lot: LotKey, *, is_picked: bool) -> str:
    """Return what somebody works on: goods that are picked belong to a shipment."""
    if not is_picked:
        fetching = book.get(PickList, order.pick_list) if order.pick_list else None
        stops = fetching.lines if fetching else ()
        is_fetched = any(
            stop.is_waiting and stop.order == order.number and (stop.item, stop.lot) == lot
            for stop in stops
        )
        return order.pick_list if is_fetched else ""
    shipments = (book.get(Shipment, number) for number in order.shipments)
    packing = (
        one.number
        for one in shipments
        if one is not None and any((line.item, line.lot) == lot for line in one.lines)
    )
    return next(packing, "")
