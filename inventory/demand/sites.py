"""The sites of a house, as demand and plans see them: one forecast for each, or one for the house.

A house whose places name at most one site is one site without a name. Where they name more, bins
that name none are a site of their own, also without a name, as they are for transfers.
"""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from inventory.book import Book
from inventory.location import VIRTUAL_LOCATIONS, Location, LocationKind
from inventory.lot import LotStatus
from inventory.quantity import ZERO

HOUSE_SITE = ""
"""The name of the only site of a house, and of the bins of a larger one that name none."""


class Sites:
    """Which site each place belongs to; made once for a run, since it looks at every place.

    Attributes:
        names: the sites, sorted.
    """

    def __init__(self, book: Book) -> None:
        self._book = book
        real = [p for p in book.all(Location) if p.is_active and p.kind.is_real]
        named = {place.site for place in real if place.site}
        self.is_one = len(named) <= 1
        bins = {place.site for place in real if place.kind is LocationKind.STORAGE}
        self.names: tuple[str, ...] = (
            (HOUSE_SITE,) if self.is_one else tuple(sorted(named | (bins & {HOUSE_SITE})))
        )

    def of(self, location: str) -> str:
        """Return the site of a place as Locations has it now; a code that is gone names none."""
        if self.is_one:
            return HOUSE_SITE
        found = self._book.get(Location, location) or self._book.location(location)
        return found.site if found else HOUSE_SITE

    def available(self, item: str, on: date | None = None) -> Mapping[str, Decimal]:
        """Return site -> what of an item may be promised there; see `Book.available`."""
        book, total = self._book, defaultdict[str, Decimal](lambda: ZERO)
        held = book.held.get(item, {})
        for (code, lot), quantity in book.balances(item).items():
            if not book.kind_of(code).is_available:
                continue
            if book.lot_status(item, lot, on) is LotStatus.APPROVED:
                total[self.of(code)] += quantity - held.get((code, lot), ZERO)
        return total

    def stocked(self, item: str) -> Mapping[str, Decimal]:
        """Return site -> what of an item lies in receiving and storage, whatever it is kept for."""
        book, total = self._book, defaultdict[str, Decimal](lambda: ZERO)
        for (code, _), quantity in book.stock.get(item, {}).items():
            if code not in VIRTUAL_LOCATIONS and book.kind_of(code).is_available:
                total[self.of(code)] += quantity
        return total
