"""Which lots a document is about: those it brought, held, sent, took back or recalls."""

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from inventory.book import Book
from inventory.documents.customer_return import CustomerReturn
from inventory.documents.order import Order
from inventory.documents.purchase_order import PurchaseOrder
from inventory.documents.recall import Recall
from inventory.documents.shipment import Shipment
from inventory.errors import UnknownDocument
from inventory.known import known
from inventory.stock_key import LotKey


def lots_carried(book: Book, number: str) -> tuple[LotKey, ...]:
    """Return the lots that a document is about, each once; kits without lots that have a trail, too.

    Args:
        book: that knows it.
        number: of an order, shipment, return, purchase order or recall.

    Raises:
        UnknownDocument: there is none of that number.
    """
    kind = _KINDS.get(number.partition("-")[0])
    if kind is None:
        raise UnknownDocument(number=number)
    found = dict.fromkeys(kind(book, number))
    return tuple(lot for lot in found if lot.code or lot.item in book.trail.kits)


def _sent_with(book: Book, number: str) -> Iterable[LotKey]:
    shipment = known(book, Shipment, number)
    yield from (LotKey(line.item, line.lot) for line in shipment.lines)
    yield from book.trail.shipped.lots_with(lambda word: word == number)


def _held_or_sent_for(book: Book, number: str) -> Iterable[LotKey]:
    order = known(book, Order, number)
    for line in order.lines:
        yield from (LotKey(line.item, hold.lot) for hold in line.holds)
    with_it = {name for name, parcel in book.trail.parcels.items() if parcel.order == number}
    yield from book.trail.shipped.lots_with(lambda word: word in with_it)


def _taken_back(book: Book, number: str) -> Iterable[LotKey]:
    known(book, CustomerReturn, number)
    yield from book.trail.returned.lots_with(lambda word: word == number)


def _brought_for(book: Book, number: str) -> Iterable[LotKey]:
    known(book, PurchaseOrder, number)
    yield from book.trail.came.lots_with(lambda receipt: receipt.document == number)


def _recalled(book: Book, number: str) -> Iterable[LotKey]:
    recall = known(book, Recall, number)
    yield from (LotKey(lot.item, lot.code) for lot in recall.lots if not lot.made_of)


_KINDS: Final[Mapping[str, Callable[[Book, str], Iterable[LotKey]]]] = {
    "SH": _sent_with,
    "SO": _held_or_sent_for,
    "RMA": _taken_back,
    "PO": _brought_for,
    "RC": _recalled,
}

CARRIERS: Final = tuple(_KINDS)
"""How the numbers of documents begin whose goods can be traced."""
