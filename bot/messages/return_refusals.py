"""Why a step of a return was refused: what stands in the way, and what to do instead."""

from collections.abc import Callable
from typing import Any, Final

from bot.messages.figures import amount, counted, number
from bot.messages.naming import listed
from bot.messages.telling import day, plain
from bot.messages.text import Code, Line, clipped, line
from inventory import return_errors as errors
from inventory.book import Book
from inventory.lot import LotStatus
from inventory.order_errors import WrongStep

ITEMS_NAMED: Final = 6
OVERRIDE: Final = "override:goodwill"

GOES: Final = {
    "restock": "restocked",
    "refurbish": "refurbished",
    "quarantine": "put into quarantine",
    "scrap": "scrapped",
    "return_to_vendor": "sent back to the supplier",
}
"""What becomes of goods -> as it is said of them."""

RETURN_PREFIX: Final = "RMA-"

STEPS: Final = {"receive": "take in more of", "make_good": "refund or replace"}
"""What was asked of a return -> its words, where they are others."""

STANDS: Final = {
    "expected": "nothing of it has come yet",
    "part_received": "a part of it has come",
    "received": "goods of it wait to be inspected",
    "inspected": "its goods are inspected",
    "closed": "it is closed",
    "cancelled": "it was cancelled",
}
"""Where a return stands -> its words."""

INSTEAD: Final = {
    "closed": "What comes back besides is a return of its own.",
    "cancelled": "If its goods come after all, announce them anew.",
    ("close", "closed"): "Nothing is left to do.",
    ("cancel", "cancelled"): "Nothing is left to do.",
    ("close", "received"): "Inspect them first, then close it.",
    ("cancel", "part_received"): "Close it instead: nothing more is expected of it then.",
    ("cancel", "received"): "Inspect them, then close it.",
    ("cancel", "inspected"): "Close it instead.",
}
"""Where a return stands, or what was asked and where it stands -> what can be done."""

UNMADE: Final = {
    "nothing": "Nothing is left to refund or replace on {of}: all of it has been.",
    "not_inspected": "Nothing of {of} is inspected yet. Inspect it first, then refund or replace it.",
    "no_order": (
        "{of} came back without an order of ours, so nobody knows what was paid for it. Credit the "
        "invoice by its own number, or replace it."
    ),
    "not_invoiced": (
        "{order} has no invoice that {of} could be credited against. Refund it another way, or "
        "replace it."
    ),
    "free": (
        "The customer paid nothing for {of}, so there is nothing to refund. Replace it, or close the "
        "return."
    ),
    "credited": (
        "All that {order} was invoiced for the goods of {of} is credited already, so nothing is left "
        "to refund."
    ),
    "wrong_item": (
        "{of} is the wrong item: sending it again would be wrong again. Take an order for what the "
        "customer should have got."
    ),
    "no_customer": (
        "Nobody knows whose return {number} is, so no goods can be sent instead. Take an order for "
        "the customer, or refund it."
    ),
}
"""Why nothing can be made good -> its words."""


def beyond_shipped(error: errors.BeyondShipped, _book: Book) -> Line:
    """Word that more comes back than has left."""
    unit = error.unit or "piece"
    left = error.shipped - error.returned
    came = f", and {number(error.returned)} came back or were announced" if error.returned else ""
    besides = " beyond what was announced" if error.is_more else ""
    start = (
        f"{amount(error.wanted, unit)} of {error.item}{besides} is more than may come back of "
        f"{error.order}: {number(error.shipped)} were shipped{came}. "
    )
    more = " more" if error.is_more else ""
    instead = "Take only what was announced, or" if error.is_more else "Leave the order out, or"
    step = f"Take {number(left)}{more}, or" if left > 0 else instead
    return line(f"{start}{step} ", *_or_say_why(may_override=error.may_override))


def window_closed(error: errors.WindowClosed, _book: Book) -> Line:
    """Word that goods come back too late."""
    left = f"{error.item} of {error.order} left on {day(error.shipped_on)}"
    start = f"{left} and could come back for {counted(error.days, 'day')}, until {day(error.until)}"
    return line(f"{start}. To take it, ", *_or_say_why(may_override=error.may_override))


def not_shipped(error: errors.NotShipped, _book: Book) -> Line:
    """Word that an order never sent what is to come back."""
    if not error.items:
        return line(
            f"Nothing of {error.order} has left yet, so nothing can come back. "
            "Check the number, or leave the order out."
        )
    if error.kits:
        kit = clipped(error.kits[0], 60)
        return line(
            f"{clipped(error.item, 60)} is a part of {kit}, which {error.order} shipped whole. Take "
            f"back a {kit}, or the part by itself without the order."
        )
    named = ", ".join(clipped(item, 60) for item in error.items[:ITEMS_NAMED])
    more = len(error.items) - ITEMS_NAMED
    rest = f" and {more} more" if more > 0 else ""
    return line(
        f"{clipped(error.item, 60)} did not leave with {error.order}, which shipped {named}{rest}. "
        "Check the item and the order, or leave the order out."
    )


def lot_not_shipped(error: errors.LotNotShipped, _book: Book) -> Line:
    """Word that another lot, or another piece, comes back than was sent."""
    left = listed([clipped(lot, 40) for lot in error.lots[:ITEMS_NAMED]], "or")
    there = f" Still out there are {left}." if left else ""
    start = f"{clipped(error.lot, 60)} of {error.item} is not what is still out for {error.order}."
    return line(
        f"{start}{there} Check the goods, or ", *_or_say_why(may_override=error.may_override)
    )


def nothing_to_inspect(error: errors.NothingToInspect, _book: Book) -> Line:
    """Word that nothing, or less, waits to be inspected."""
    waiting = ", ".join(f"line {one}" for one in error.lines)
    if error.wanted is not None and error.waiting:
        there = amount(error.waiting, error.unit or "piece")
        return line(
            f"{there} of {error.number} line {error.line} wait to be inspected, not "
            f"{number(error.wanted)}. Say {number(error.waiting)} or less."
        )
    if not error.lines:
        return line(
            f"Nothing of {error.number} waits to be inspected: all that has come is inspected. "
            "Look at its message for how it stands."
        )
    if not error.line:
        return line(f"Say which line of {error.number} you mean: {waiting} wait to be inspected.")
    return line(
        f"Nothing of {error.number} line {error.line} waits to be inspected; {waiting} does."
    )


def disposition_refused(error: errors.DispositionRefused, _book: Book) -> Line:
    """Word that goods in that state cannot go there."""
    ways = listed([GOES.get(one, plain(one)) for one in error.allowed], "or")
    instead = f" It can be {ways}." if ways else ""
    if error.problem != "condition":
        lot = f"Lot {clipped(error.lot, 60)} of {error.item}" if error.lot else error.item
        is_past = error.problem == LotStatus.EXPIRED
        stands = "past its date" if is_past else "held back, and nobody may pick it"
        return line(f"{lot} is {stands}: it cannot be restocked.{instead}")
    goes = GOES.get(error.disposition, plain(error.disposition))
    what = f"{error.item} that is {plain(error.condition)}"
    return line(f"{what} cannot be {goes}.{instead}")


def nothing_to_make_good(error: errors.NothingToMakeGood, _book: Book) -> Line:
    """Word why nothing can be refunded or sent in its place."""
    of = f"{error.number} line {error.line}" if error.line else error.number
    words = UNMADE.get(error.problem, UNMADE["nothing"])
    order = error.order or "Its order"
    return line(words.format(of=of, number=error.number, order=order))


def more_than_owed(error: errors.MoreThanOwed, _book: Book) -> Line:
    """Word that less of a line is to be refunded or replaced."""
    left = f"{amount(error.owed, error.unit or 'piece')} of {error.item}"
    verb = "is" if error.owed == 1 else "are"
    return line(
        f"{left} {verb} left to refund or replace on {error.number} line {error.line}, not "
        f"{number(error.wanted)}. Say {number(error.owed)} or less."
    )


def wrong_return_step(error: WrongStep) -> Line:
    """Word that a return is not where this can be done."""
    asked = (error.action, error.status)
    step = INSTEAD.get(asked) or INSTEAD.get(error.status, "Look at its message for what can be.")
    verb = STEPS.get(error.action, plain(error.action))
    stands = STANDS.get(error.status, f"it is {plain(error.status)}")
    return line(f"Cannot {verb} {error.number}: {stands}. {step}")


def other_customer(error: errors.OtherCustomer, _book: Book) -> Line:
    """Word that a return takes goods of one customer."""
    return line(
        f"{error.order} is of {clipped(error.customer, 60)}, the return of "
        f"{clipped(error.wanted, 60)}. Make a return of its own for each customer."
    )


def _or_say_why(*, may_override: bool) -> Line:
    if may_override:
        return line("say why it is taken, as ", Code(OVERRIDE), ".")
    return line("have a manager say why it is taken (", Code(OVERRIDE), ").")


RETURN_REFUSALS: Final[tuple[Callable[[Any, Book], Line], ...]] = (
    beyond_shipped,
    window_closed,
    not_shipped,
    lot_not_shipped,
    nothing_to_inspect,
    disposition_refused,
    nothing_to_make_good,
    more_than_owed,
    other_customer,
)
"""One function an error of `inventory/return_errors.py`."""
