"""What came back of an order before returns were documents: it counts against what was shipped, too."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from inventory.book import Book
from inventory.documents.shipment import Shipment
from inventory.quantity import ZERO
from inventory.stock_key import LotKey


class Left(NamedTuple):
    """So much of an item left with one line of an order."""

    order_line: int
    item: str
    quantity: Decimal


class CameBack(NamedTuple):
    """So much of an item and lot came back, which is taken to be of one line of an order."""

    order_line: int
    item: str
    lot: str
    quantity: Decimal


def unlisted_back(book: Book, number: str, left: Sequence[Left]) -> Iterator[CameBack]:
    """Yield what came back of an order without a return that says so.

    Args:
        book: whose ledger knows.
        number: of the order; what came back of its parcels came back of it.
        left: its lines as they left; what is over is taken to be of the last one of its item.
    """
    for goods, quantity in _back(book, number).items():
        lines = [one for one in left if one.item == goods.item]
        rest = quantity
        for one in lines:
            part = rest if one is lines[-1] else min(rest, one.quantity)
            rest -= part
            if part > 0:
                yield CameBack(one.order_line, goods.item, goods.code, part)


def _back(book: Book, number: str) -> dict[LotKey, Decimal]:
    unlisted = book.trail.unlisted
    if not unlisted:
        return {}
    back: defaultdict[LotKey, Decimal] = defaultdict(lambda: ZERO)
    parcels = (one.number for one in book.found(Shipment, number))
    for name in dict.fromkeys((number.upper(), *parcels)):
        for goods, quantity in unlisted.get(name, {}).items():
            back[goods] += quantity
    return back
