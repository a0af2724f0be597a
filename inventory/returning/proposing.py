"""What would become of returned goods if nobody says otherwise: for those who still have to decide."""

from inventory.book import Book
from inventory.condition import Condition, Disposition
from inventory.item import Item
from inventory.location import Location, LocationKind
from inventory.lot import LotStatus
from inventory.returning.disposing import proposed_for

RESTOCK_KINDS = frozenset({LocationKind.STORAGE, LocationKind.RECEIVING})


def proposal_for(book: Book, item: Item, lot: str, condition: Condition) -> Disposition:
    """Return what is proposed for goods of a lot: what is held back is never restocked."""
    proposed = proposed_for(book, item, condition)
    is_held = book.lot_status(item.sku, lot) is not LotStatus.APPROVED
    return Disposition.QUARANTINE if proposed is Disposition.RESTOCK and is_held else proposed


def usual_bin(book: Book, item: Item, lies_at: str) -> str:
    """Return where goods are restocked if no bin is named: their home at that site, or receiving.

    Empty where there is neither.
    """
    lies = book.get(Location, lies_at)
    site = lies.site if lies else ""
    home = book.get(Location, item.home) if item.home else None
    if home and home.is_active and home.kind in RESTOCK_KINDS and site in ("", home.site):
        return home.code
    dock = book.first_of_kind(LocationKind.RECEIVING, site)
    return dock.code if dock else ""
