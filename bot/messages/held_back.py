"""What of an item is here and held back: the figures beside it leave that out, and people see it lie."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from bot.messages.figures import number
from bot.messages.lot_words import IS_HELD, held_by
from inventory.book import Book
from inventory.demand.sites import Sites
from inventory.lot import Lot
from inventory.quantity import ZERO


def held_back(book: Book, item: str, site: str = "") -> str:
    """Write how much of an item is held, by which recall or how: `30 held by RC-1, 4 on hold`.

    Args:
        book: as it stands.
        item: its sku.
        site: the one asked about; empty for the whole house.
    """
    totals: defaultdict[str, Decimal] = defaultdict(lambda: ZERO)
    for place, lot, quantity in _held(book, item):
        if not site or Sites(book).of(place) == site:
            recall = held_by(lot.status, lot.reason).recall
            totals[f"held by {recall}" if recall else IS_HELD[lot.status]] += quantity
    return ", ".join(f"{number(quantity)} {how}" for how, quantity in totals.items())


def _held(book: Book, item: str) -> Iterator[tuple[str, Lot, Decimal]]:
    for (place, code), quantity in sorted(book.balances(item).items()):
        lot = book.lot(item, code)
        if quantity and lot is not None and not lot.is_approved:
            yield place, lot, quantity
