"""Why a step on the way in was refused: what is wrong with the goods or papers, and what to do next."""

from collections.abc import Callable
from typing import Any, Final

from bot.messages.figures import amount, counted
from bot.messages.lot_words import held_by, is_held_so
from bot.messages.telling import plain
from bot.messages.text import Code, Line, clipped, line
from inventory import inbound_errors as errors
from inventory.book import Book
from inventory.lot import LotStatus
from inventory.lots.lot_search import lots_of
from inventory.lots.serials import SERIALS_MAX, folded

SERIALS_SHOWN: Final = 120
"""Characters of serial numbers that a sentence bears."""

SERIALS: Final = {
    "unreadable": (
        "“{as_typed}” cannot be read as serial numbers. Write sn:1,2,4-7 or sn:SN0100-SN0119; "
        "sn:=AB12-34 takes one number as it stands."
    ),
    "repeated": "Serial {named} is named twice. Name each piece once.",
    "too_many": f"A line takes at most {SERIALS_MAX} serial numbers. Use several lines.",
    "not_serial": "{item} has no serial numbers. Leave sn: out, or tick Serials on Items.",
    "missing": "{item} goes by serial number: say which, as sn:100-119.{there}",
    "count": (
        "{counted} serial numbers are named ({named}), but {wanted} of {item}. "
        "Mend one of them, or leave the quantity out."
    ),
    "mixed": (
        "Nobody can tell which of {counted} serial numbers are rejected. Write two lines: one of "
        "the good pieces, one of the bad ones with 0 accepted."
    ),
    "known": (
        "Serial {named} of {item} is in the building already{at}. "
        "Check the number; what lies elsewhere is moved."
    ),
    "unknown": "Serial {named} of {item} is not there{at}. Check the number.",
}
"""What is wrong with serial numbers -> its words."""

VERBS: Final = {
    "shipment": "ship",
    "move": "move to packing",
    "quarantine": "put into quarantine",
    "unbuild": "take apart",
    "undo": "undo what was built with",
}
"""What was asked of a lot -> its words, where they are others."""


def serials_refused(error: errors.SerialsRefused, book: Book) -> Line:
    """Word serial numbers that cannot be read, do not add up, or lie elsewhere."""
    item = book.item(error.item)
    wanted = amount(error.wanted, item.unit if item else "piece") if error.wanted else ""
    named = clipped(folded(error.serials), SERIALS_SHOWN)
    return line(
        SERIALS[error.problem].format(
            item=error.item,
            named=named,
            as_typed=clipped(", ".join(error.serials), SERIALS_SHOWN),
            counted=len(error.serials),
            wanted=wanted,
            there=f" There: {named}." if named else "",
            at=_at(error, book),
        )
    )


def lot_held(error: errors.LotHeld, book: Book) -> Line:
    """Word a lot that somebody holds back, and what can be done about it."""
    what = f"lot {clipped(error.lot, 60)} of {error.item}" if error.lot else f"any {error.item}"
    if error.status == LotStatus.EXPIRED:
        margin = book.rules.expiry_margin_days
        days = f", and picking stops {counted(margin, 'day')} before" if margin else ""
        return line(
            f"Cannot release {what}: it expires on {error.expires_on}{days}. "
            "Scrap it by an adjustment; a wrong date is put right by its receipt."
        )
    held = is_held_so(error.status, plain(error.reason))
    if error.recall:
        lift = Code(f"/inv recall {error.recall} lift it was lot L8")
        return line(
            f"Cannot change {what}: it is {held}, and that ends with the recall. If it was a mistake, "
            "lift the recall and say why, as in ",
            lift,
        )
    start = f"Cannot {VERBS.get(error.verb, error.verb)} {what}: it is {held}."
    if error.verb == "release":
        return line(f"{start} When the recall is over, put it on hold first, then release it.")
    instead = _another_lot(error, book)
    if recall := held_by(error.status, error.reason).recall:
        instead = instead.removesuffix(",")
        return line(f"{start} {instead}. What the recall asks for: ", Code(f"/inv recall {recall}"))
    return line(f"{start} {instead} or have a manager release it (/inv release).")


def _another_lot(error: errors.LotHeld, book: Book) -> str:
    """Name an approved lot that lies in a bin, first expired first."""
    free = {
        lot: place
        for (place, lot), quantity in sorted(book.balances(error.item).items(), reverse=True)
        if quantity > book.reserved(error.item, place, lot)
        and book.kind_of(place).is_available
        and book.lot_status(error.item, lot) is LotStatus.APPROVED
    }
    first = next((lot.code for lot in lots_of(book, error.item) if lot.code in free), None)
    return f"Take lot {first} at {free[first]}," if first else "Move it to quarantine,"


def _at(error: errors.SerialsRefused, book: Book) -> str:
    """Say where the first of them lies."""
    wanted = error.serials[0] if error.serials else ""
    places = sorted(place for place, lot in book.balances(error.item) if lot == wanted)
    return f": {wanted} lies at {places[0]}" if places else ""


INBOUND_REFUSALS: Final[tuple[Callable[[Any, Book], Line], ...]] = (
    serials_refused,
    serials_refused,
    lot_held,
)
"""One function an error of `inventory/inbound_errors.py`."""
