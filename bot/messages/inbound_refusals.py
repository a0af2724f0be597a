"""Why a step on the way in was refused: what is wrong with the goods or papers, and what to do next."""

from collections.abc import Callable
from typing import Any, Final

from bot.messages.figures import amount
from bot.messages.text import Line, clipped, line
from inventory import inbound_errors as errors
from inventory.book import Book
from inventory.serials import SERIALS_MAX, folded

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
    "missing": "{item} goes by serial number: say which, as sn:100-119.",
    "count": (
        "{counted} serial numbers are named ({named}), but {wanted} of {item}. "
        "Mend one of them, or leave the quantity out."
    ),
    "known": (
        "Serial {named} of {item} is in the building already{at}. "
        "Check the number; what lies elsewhere is moved."
    ),
    "unknown": "Serial {named} of {item} is not there{at}. Check the number.",
}
"""What is wrong with serial numbers -> its words."""


def serials_refused(error: errors.SerialsRefused, book: Book) -> Line:
    """Word serial numbers that cannot be read, do not add up, or lie elsewhere."""
    item = book.item(error.item)
    wanted = amount(error.wanted, item.unit if item else "piece") if error.wanted else ""
    return line(
        SERIALS[error.problem].format(
            item=error.item,
            named=clipped(folded(error.serials), SERIALS_SHOWN),
            as_typed=clipped(", ".join(error.serials), SERIALS_SHOWN),
            counted=len(error.serials),
            wanted=wanted,
            at=_at(error, book),
        )
    )


def _at(error: errors.SerialsRefused, book: Book) -> str:
    """Say where the first of them lies."""
    wanted = error.serials[0] if error.serials else ""
    places = sorted(place for place, lot in book.balances(error.item) if lot == wanted)
    return f": {wanted} lies at {places[0]}" if places else ""


INBOUND_REFUSALS: Final[tuple[Callable[[Any, Book], Line], ...]] = (serials_refused,)
"""One function an error of `inventory/inbound_errors.py`."""
