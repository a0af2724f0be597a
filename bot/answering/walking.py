"""Which pick list somebody goes on with: their own, or the most urgent that nobody has."""

from dataclasses import replace

from bot.answering.answers import Asker
from bot.answering.clerk import Clerk
from inventory.book import Book
from inventory.documents.order import Order
from inventory.documents.pick_list import PickLine, PickList
from inventory.rights import require


def begin_walk(clerk: Clerk, asker: Asker) -> PickList | None:
    """Take the list that is next for somebody, and return it; None where none waits.

    Raises:
        StockError, JournalUnavailableError: they may not pick, or the list was taken meanwhile.
    """
    require(clerk.book, asker.user, "record_pick")
    found = next_list(clerk.book, asker.user)
    if found is None or found.claimed_by:
        return found
    clerk.handle("claim_pick", replace(asker, is_announced=False), number=found.number)
    return clerk.book.get(PickList, found.number)


def next_list(book: Book, user: str) -> PickList | None:
    """Return the pick list that somebody goes on with, None where none waits."""
    waiting = (
        one
        for one in book.open(PickList)
        if one.claimed_by in ("", user) and next_stop(one) is not None
    )
    return min(waiting, key=lambda one: (not one.claimed_by, *_urgency(book, one)), default=None)


def next_stop(pick_list: PickList) -> PickLine | None:
    """Return the first stop that waits, None where all is fetched or given up."""
    if not pick_list.is_open:
        return None
    return next((stop for stop in pick_list.lines if stop.is_waiting), None)


def ready_orders(book: Book) -> list[Order]:
    """Return the orders that something is kept for and nobody fetches yet, the most urgent first."""
    ready = [
        order
        for order in book.open(Order)
        if not order.pick_list and any(one.reserved for one in order.lines)
    ]
    return sorted(ready, key=lambda order: order.rank)


def _urgency(book: Book, pick_list: PickList) -> tuple[object, ...]:
    orders = (book.get(Order, number) for number in pick_list.orders)
    return min((order.rank for order in orders if order), default=())
