"""Which past transactions a recall has to look at: those that began it, and receipts of some days."""

from inventory.book import Book
from inventory.documents.recall import Recall, RecallScope
from inventory.lot import Lot
from inventory.stock_key import LotKey
from inventory.transaction import transaction_id


def recall_named(book: Book, number: str) -> Recall | None:
    """Return a recall by its number, also in small letters; for a part of one, the whole."""
    found = book.get(Recall, number) or book.get(Recall, number.strip().upper())
    return book.get(Recall, found.part_of) if found and found.part_of else found


def steps_of(recall: Recall) -> tuple[str, ...]:
    """Return the transactions that held its lots, in order."""
    return tuple(map(transaction_id, (recall.started_at, *recall.widened_at)))


def started_with(book: Book, transaction: str) -> Recall | None:
    """Return the recall that a transaction has begun, as long as it is open."""
    begun = (
        one
        for one in book.open(Recall)
        if transaction_id(one.started_at) == transaction and not one.part_of
    )
    return next(begun, None)


def receipts_asked(book: Book, scope: RecallScope) -> tuple[str, ...]:
    """Return the receipts whose days decide about a scope, none where it names no days."""
    if not (scope.since or scope.until):
        return ()
    supplier = book.supplier(scope.supplier) if scope.supplier else None
    item = book.item(scope.item) if scope.item else None
    lots = (
        lot
        for lot in book.all(Lot)
        if (supplier is None or lot.supplier == supplier.code)
        and (item is None or lot.item == item.sku)
    )
    return tuple(dict.fromkeys(one for lot in lots for one in receipts_of(book, lot)))


def receipts_of(book: Book, lot: Lot) -> tuple[str, ...]:
    """Return the transactions that brought goods of a lot, the first of them first."""
    brought = [receipt.transaction for receipt in book.trail.came.of(LotKey(lot.item, lot.code))]
    return tuple(dict.fromkeys(filter(None, brought)))
