"""Why a delivery was refused: too much, not ordered, too old; and what can be done with it."""

from collections.abc import Callable
from typing import Any, Final

from bot.messages.figures import amount, money, number
from bot.messages.telling import day
from bot.messages.text import Line, clipped, line
from inventory import inbound_errors as errors
from inventory.book import Book

ITEMS_NAMED: Final = 6


def over_delivery(error: errors.OverDelivery, _book: Book) -> Line:
    """Word a delivery beyond what was ordered, and what of it may be taken."""
    came = f", {number(error.received)} of them have come" if error.received else ""
    beyond = f" and up to {number(error.most)} are taken" if error.most > error.ordered else ""
    start = (
        f"{amount(error.now, error.unit)} of {error.item} is more than may come for {error.number}: "
        f"{number(error.ordered)} were ordered{beyond}{came}."
    )
    if not error.left:
        return line(
            f"{start} Send it back, or have the order changed; without po: it is a delivery of its own."
        )
    rest = error.now - error.left
    return line(
        f"{start} Receive {number(error.left)}, and reject the rest "
        f"(rejected:{rest:f} reason:too_many) or have the order changed."
    )


def not_ordered(error: errors.NotOrdered, _book: Book) -> Line:
    """Word goods that are not on the order, and what is."""
    named = ", ".join(clipped(item, 40) for item in error.items[:ITEMS_NAMED])
    more = len(error.items) - ITEMS_NAMED
    others = f" and {more} more" if more > 0 else ""
    return line(
        f"{error.item} is not on {error.number}, which is for {named}{others}. "
        "Check the item; leave po: out if it came without an order."
    )


def short_dated(error: errors.ShortDated, _book: Book) -> Line:
    """Word goods that keep for too short a time, and the ways out."""
    lot = f"Lot {clipped(error.lot, 60)} of {error.item}" if error.lot else error.item
    if error.expires_on is None:
        return line(
            f"{lot} must keep until {day(error.least_on)} at least. Say when it expires "
            "(exp:2027-03-01) or when it was made (made:2026-03-01, where Items has its shelf life)."
        )
    return line(
        f"{lot} expires on {day(error.expires_on)}; a delivery must keep until "
        f"{day(error.least_on)} at least. Reject it (quantity 0, with rejected: and "
        "reason:short_dated), or have a manager take it with reason:short_dated."
    )


def freight_refused(error: errors.FreightRefused, book: Book) -> Line:
    """Word freight that cannot be spread."""
    if error.problem == "twice":
        return line("freight: is said twice. Say it once, for all of the delivery.")
    cost = money(error.freight, book.rules.currency)
    return line(f"Nothing is accepted that could bear the freight of {cost}. Leave freight: out.")


RECEIPT_REFUSALS: Final[tuple[Callable[[Any, Book], Line], ...]] = (
    over_delivery,
    not_ordered,
    short_dated,
    freight_refused,
)
"""One function an error of a receipt."""
