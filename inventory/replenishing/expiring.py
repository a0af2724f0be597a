"""What will expire before it is used: goods that are there, and will not be when they are needed."""

from collections.abc import Collection, Iterable
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from inventory.book import Book
from inventory.demand.sites import Sites
from inventory.lot import LotStatus
from inventory.quantity import ZERO


class Keeping(NamedTuple):
    """So much of a lot, and for how many days it can still be picked."""

    days: int
    quantity: Decimal


def expiring_before_use(
    lots: Iterable[Keeping], *, daily: Decimal, within_days: Decimal
) -> Decimal:
    """Return what of some lots will expire before it is used, first expired first out.

    Args:
        lots: available stock, in any order.
        daily: expected demand a day.
        within_days: what keeps for longer is not looked at: the next delivery is there before.

    Examples:
        >>> old, young = Keeping(5, Decimal(20)), Keeping(90, Decimal(40))
        >>> expiring_before_use([young, old], daily=Decimal(2), within_days=Decimal(30))
        Decimal('10')
    """
    used = gone = ZERO
    for one in sorted(lots):
        if one.days > within_days:
            break
        usable = min(one.quantity, max(ZERO, daily * one.days - used))
        used += usable
        gone += one.quantity - usable
    return gone


def keeping(book: Book, sites: Sites, item: str, names: Collection[str], on: date) -> list[Keeping]:
    """Return the dated lots of an item that may be promised, with how long they keep.

    Args:
        book: as it stands.
        sites: of the house.
        item: its sku.
        names: of the sites where they lie.
        on: the day asked about.
    """
    margin = timedelta(days=book.rules.expiry_margin_days)
    found = []
    for (code, lot), quantity in book.balances(item).items():
        known = book.lot(item, lot) if lot else None
        if known is None or known.expires_on is None or sites.of(code) not in names:
            continue
        free = quantity - book.reserved(item, code, lot)
        is_there = book.kind_of(code).is_available
        if is_there and free > 0 and book.status_of(known, on) is LotStatus.APPROVED:
            found.append(Keeping((known.expires_on - margin - on).days + 1, free))
    return found
