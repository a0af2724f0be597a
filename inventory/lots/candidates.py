"""Free stock in the order in which it is taken: first expired, then first come, then along the walk."""

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from inventory.book import Book
from inventory.bookkeeping.walk import walk_of
from inventory.documents.order import Order
from inventory.documents.pick_list import Doubt
from inventory.draft import Draft
from inventory.lot import LotStatus, lot_key
from inventory.quantity import ZERO
from inventory.stock_key import StockKey


class Candidate(NamedTuple):
    """Free stock of an item, in the order in which it is taken."""

    expires_on: date
    came: int
    walk: int
    location: str
    lot: str
    free: Decimal


def candidates(draft: Draft, sku: str, order: Order | None = None) -> list[Candidate]:
    """Return the free stock of an item as it is taken.

    Args:
        draft: whose moves and holds count.
        sku: of the item.
        order: as it is about to be put; its holds that the draft does not know of are taken.
    """
    mine = _not_drafted(draft, order, sku) if order else {}
    found = []
    for location, lot in draft.book.balances(sku):
        doubt = draft.current(Doubt, _doubt_key(sku, location, lot))
        if not draft.book.kind_of(location).is_available or _is_open(doubt):
            continue
        free = draft.free(sku, location, lot) - mine.get((location, lot), ZERO)
        if free > 0 and draft.lot_status(sku, lot) is LotStatus.APPROVED:
            found.append(_candidate(draft, sku, location, lot, free))
    return sorted(found)


def free_now(book: Book, sku: str, on: date, site: str) -> Decimal:
    """Return how much of an item there is to take at a site on a day: all `candidates` there."""
    return sum(
        (
            quantity - book.reserved(sku, location, lot)
            for (location, lot), quantity in book.balances(sku).items()
            if _is_at(book, location, site)
            and book.kind_of(location).is_available
            and book.lot_status(sku, lot, on) is LotStatus.APPROVED
            and not _is_open(book.get(Doubt, _doubt_key(sku, location, lot)))
        ),
        ZERO,
    )


def _is_at(book: Book, location: str, site: str) -> bool:
    place = book.location(location)
    return (place.site if place else "") == site


def _candidate(draft: Draft, sku: str, location: str, lot: str, free: Decimal) -> Candidate:
    book, known = draft.book, draft.book.lot(sku, lot) if lot else None
    place = book.location(location)
    walk = walk_of(place)
    came = (
        book.position_of("lot", lot_key(sku, lot))
        if known
        else book.rows[StockKey(sku, location, lot)]
    )
    expires = known.expires_on if known and known.expires_on else date.max
    return Candidate(expires, came, walk, location, lot, free)


def _doubt_key(sku: str, location: str, lot: str) -> str:
    return "\x1f".join((sku, location, lot))


def _is_open(doubt: Doubt | None) -> bool:
    return doubt is not None and doubt.is_open


def _not_drafted(draft: Draft, order: Order, sku: str) -> dict[tuple[str, str], Decimal]:
    """Return what an order holds by now beyond what the draft has been told of it."""
    known = draft.current(Order, order.number)
    held: dict[tuple[str, str], Decimal] = {}
    for one, sign in ((order, 1), (known, -1)):
        for line in one.lines if one else ():
            for hold in line.holds if line.item == sku else ():
                place = (hold.location, hold.lot)
                held[place] = held.get(place, ZERO) + sign * hold.quantity
    return held
