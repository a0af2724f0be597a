"""What selects about purchase orders offer while somebody types: suppliers."""

from bot.messages.text import Block
from bot.suggesting.suggestions import SUGGESTIONS_MAX, nearest
from bot.suggesting.typeahead import labelled_options
from inventory.book import Book
from inventory.item import Item
from inventory.supplier import Supplier


def supplier_options(book: Book, typed: str) -> list[Block]:
    """Offer active suppliers by code or name, codes that begin with it first."""
    wanted = typed.casefold().strip()
    found = [
        one
        for one in book.all(Supplier)
        if one.is_active and wanted in f"{one.code} {one.name}".casefold()
    ]
    found.sort(key=lambda one: (not one.code.casefold().startswith(wanted), one.code))
    return labelled_options((one.code, f"{one.code} {one.name}".strip(), "") for one in found)


def nearest_suppliers(book: Book, text: str) -> list[str]:
    """Return up to three codes whose code or name resembles a text, the nearest first."""
    known: dict[str, str] = {}
    for supplier in book.all(Supplier):
        for name in filter(None, (supplier.code, supplier.name)):
            if supplier.is_active:
                known[name] = supplier.code
    found = nearest(text, known, SUGGESTIONS_MAX * 2)
    return list(dict.fromkeys(known[name] for name in found))[:SUGGESTIONS_MAX]


def usual_supplier(book: Book, skus: list[str]) -> str:
    """Return the one supplier that all of some items are bought of, empty where there are several."""
    items = (book.get(Item, sku) for sku in skus)
    codes = {item.supplier for item in items if item}
    code = codes.pop() if len(codes) == 1 else ""
    supplier = book.supplier(code) if code else None
    return supplier.code if supplier and supplier.is_active else ""
