"""Lots as people name them: by our own code, or by the supplier's number that a notice quotes."""

from decimal import Decimal

from inventory.book import Book
from inventory.location import VIRTUAL_LOCATIONS
from inventory.lot import Lot
from inventory.quantity import ZERO


def lots_of(book: Book, item: str) -> list[Lot]:
    """Return the lots of an item that ever came, first expired first, then in the order they came."""
    codes = {lot for (_, lot) in book.stock.get(item, {}) if lot}
    found = [lot for code in codes if (lot := book.lot(item, code))]
    found.sort(key=lambda lot: book.position_of("lot", lot.key))
    return sorted(found, key=lambda lot: (lot.expires_on is None, lot.expires_on or 0))


def on_hand_of(book: Book, lot: Lot) -> Decimal:
    """Return how much of a lot lies in the building: what has not gone to or come from outside."""
    return -sum((book.on_hand(lot.item, place, lot.code) for place in VIRTUAL_LOCATIONS), ZERO)


def lots_named(book: Book, item: str, text: str) -> list[Lot]:
    """Return the lots of an item that a text names, our own codes before the supplier's numbers.

    Several are possible: upper and lower case are one, and a supplier's lot may be several of ours.
    """
    if exact := book.lot(item, text):
        return [exact]
    wanted, known = text.strip().casefold(), lots_of(book, item)
    by_code = [lot for lot in known if lot.code.casefold() == wanted]
    return by_code or [lot for lot in known if wanted and lot.supplier_lot.casefold() == wanted]


def lots_called(book: Book, text: str) -> list[Lot]:
    """Return the lots of whatever items that a text names, our own codes before the suppliers'."""
    wanted = text.strip().casefold()
    known = [lot for lot in book.all(Lot) if lot.code]
    by_code = [lot for lot in known if lot.code.casefold() == wanted]
    return by_code or [lot for lot in known if wanted and lot.supplier_lot.casefold() == wanted]
