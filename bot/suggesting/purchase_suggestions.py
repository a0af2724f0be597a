"""Purchase orders that may have been meant: the nearest right word for the one that is wrong."""

from collections.abc import Iterator

from bot.language.purchase_draft import PurchaseDraft
from bot.suggesting.goods_suggestions import with_line_mended, with_part
from bot.suggesting.purchase_typeahead import nearest_suppliers
from bot.suggesting.suggestions import SUGGESTIONS_MAX
from inventory.book import Book
from inventory.errors import StockError
from inventory.inbound_errors import UnknownSupplier


def meant_purchases(book: Book, draft: PurchaseDraft, error: StockError) -> list[PurchaseDraft]:
    """Return up to three purchase orders that correct the one thing that is wrong, nearest first."""
    found = dict.fromkeys(_corrected(book, draft, error))
    return list(found)[:SUGGESTIONS_MAX]


def _corrected(book: Book, draft: PurchaseDraft, error: StockError) -> Iterator[PurchaseDraft]:
    if isinstance(error, UnknownSupplier):
        yield from with_part(draft, "supplier", nearest_suppliers(book, error.supplier))
    else:
        yield from with_line_mended(book, draft, error)
