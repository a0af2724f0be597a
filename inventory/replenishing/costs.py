"""What items cost by what they were bought for, where the tab Items does not say."""

from decimal import Decimal
from typing import Final

from inventory.book import Book
from inventory.documents.purchase_order import PurchaseOrder, PurchaseStatus
from inventory.item import Item
from inventory.move import MoveKind
from inventory.ports import JournalReader, MoveFilter

RECEIPTS_MAX: Final = 5
"""The latest receipts of an item that are looked through for one with a cost."""


def last_costs(book: Book, reader: JournalReader) -> dict[str, Decimal]:
    """Return sku -> what a unit cost last, of items whose row says nothing.

    The newest purchase order that agrees to a price counts, else the newest receipt that tells one.

    Args:
        book: with the items and purchase orders.
        reader: the past.
    """
    unknown = {
        item.sku
        for item in book.all(Item)
        if item.is_active and item.unit_cost is None and not item.components
    }
    found = _agreed(book, unknown) if unknown else {}
    for sku in sorted(unknown - found.keys()):
        if book.is_used(sku) and (cost := _received(reader, sku)) is not None:
            found[sku] = cost
    return found


def _agreed(book: Book, unknown: set[str]) -> dict[str, Decimal]:
    """Return what newer orders agree to in place of older ones."""
    return {
        line.item: line.unit_cost
        for order in book.all(PurchaseOrder)
        if order.status is not PurchaseStatus.CANCELLED
        for line in order.lines
        if line.item in unknown and line.unit_cost is not None
    }


def _received(reader: JournalReader, sku: str) -> Decimal | None:
    receipts = reader.moves(MoveFilter(item=sku, kind=MoveKind.RECEIPT), RECEIPTS_MAX)
    return next((one.unit_cost for one in receipts if one.unit_cost is not None), None)
