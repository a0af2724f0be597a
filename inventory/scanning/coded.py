"""Which items of a book a scanned GTIN is about, and in which of their packs.

Zeros in front of a GTIN come and go: scanners send fourteen digits, the trade prints thirteen, and a
spreadsheet keeps a number without any.
"""

from typing import Final, NamedTuple

from inventory.book import Book
from inventory.item import Item, Pack

GTIN_LENGTHS: Final = (8, 12, 13, 14)
GTIN_DIGITS: Final = max(GTIN_LENGTHS)
DIGITS_MIN: Final = 7
"""Fewer are left of no barcode in use, however many zeros were dropped."""


class Coded(NamedTuple):
    """An item by its code; `pack` where the code is that of one of its packs."""

    item: Item
    pack: Pack | None = None


def items_of_gtin(book: Book, gtin: str) -> list[Coded]:
    """Return the items with a GTIN in any length; more than one can be meant by nobody.

    A shop may use the GTIN itself as the code of its item, but none with zeros dropped.
    """
    digits = gtin.lstrip("0")
    found: dict[str, Coded] = {}
    for length in range(max(len(digits), DIGITS_MIN), GTIN_DIGITS + 1):
        text = digits.zfill(length)
        item = book.item(text)
        if item and (text in item.codes or length in GTIN_LENGTHS):
            found.setdefault(item.sku, Coded(item, item.pack_of(text)))
    return list(found.values())


def named(book: Book, text: str) -> Coded | None:
    """Return the item that a text names as it stands: a SKU, or one of its barcodes."""
    item = book.item(text)
    return Coded(item, item.pack_of(text)) if item else None
