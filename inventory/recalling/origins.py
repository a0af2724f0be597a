"""Where goods of one lot came from: receipts, orders, suppliers, and what else came with them."""

from collections.abc import Collection, Iterator
from decimal import Decimal
from typing import NamedTuple

from inventory.book import Book
from inventory.bookkeeping.trail import Receipt
from inventory.documents.purchase_order import PurchaseOrder
from inventory.location import OPENING
from inventory.quantity import ZERO
from inventory.recalling.joins import Joins
from inventory.stock_key import LotKey


class Companion(NamedTuple):
    """Another lot that came with the same receipt, and the kits it went into at once."""

    lot: LotKey
    quantity: Decimal
    kits: tuple[LotKey, ...]


class Brought(NamedTuple):
    """What one receipt brought of a lot.

    Attributes:
        document: the purchase order, or what was typed; `is_opening`: it was there when the book
            began.
        supplier: a code, empty where nobody knows.
        companions: the other lots of the same receipt.
    """

    transaction: str
    document: str
    is_opening: bool
    supplier: str
    quantity: Decimal
    companions: tuple[Companion, ...]


class Origin(NamedTuple):
    """Where a lot came from.

    Attributes:
        supplier_lot: the supplier's own number.
        receipts: in order; empty for what was built here.
        builds: transactions it came out of.
    """

    lot: LotKey
    supplier_lot: str
    receipts: tuple[Brought, ...]
    builds: tuple[str, ...]


def origins_of(book: Book, lots: Collection[LotKey]) -> dict[LotKey, Origin]:
    """Return where each of some lots came from."""
    joins = Joins(book.trail)
    return {lot: _origin(book, lot, joins) for lot in lots}


def _origin(book: Book, lot: LotKey, joins: Joins) -> Origin:
    known = book.lot(lot.item, lot.code) if lot.code else None
    usual = known.supplier if known else ""
    built = book.trail.built.of(lot)
    return Origin(
        lot=lot,
        supplier_lot=known.supplier_lot if known else "",
        receipts=tuple(
            _brought(book, lot, receipt, quantity, usual, joins)
            for receipt, quantity in book.trail.came.of(lot).items()
            if quantity > 0
        ),
        builds=tuple(name for name, quantity in built.items() if quantity > 0),
    )


def _brought(
    book: Book, lot: LotKey, receipt: Receipt, quantity: Decimal, usual: str, joins: Joins
) -> Brought:
    is_opening = receipt.document == OPENING
    order = book.get(PurchaseOrder, receipt.document.upper()) if receipt.document else None
    return Brought(
        transaction=receipt.transaction,
        document="" if is_opening else receipt.document,
        is_opening=is_opening,
        supplier=(order.supplier if order else "") or usual,
        quantity=quantity,
        companions=() if is_opening else tuple(_companions(book, lot, receipt, joins)),
    )


def _companions(book: Book, lot: LotKey, receipt: Receipt, joins: Joins) -> Iterator[Companion]:
    for other in book.trail.brought.get(receipt.transaction, ()):
        came = ZERO if other == lot else _came_with(book, other, receipt.transaction)
        if came:
            kits = (join.target for join in joins.onward(other))
            yield Companion(other, came, tuple(dict.fromkeys(kits)))


def _came_with(book: Book, lot: LotKey, transaction: str) -> Decimal:
    came = book.trail.came.of(lot).items()
    return sum((much for receipt, much in came if receipt.transaction == transaction), ZERO)
