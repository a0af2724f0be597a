"""Why a step on the way in was refused: what is wrong with the goods or papers, and what to do next."""

from collections.abc import Callable
from typing import Any, Final

from bot.messages.figures import amount, money
from bot.messages.rights import ask
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


MISSING: Final = {
    "supplier": ("{number} has no supplier yet. Press Change… and choose one."),
    "lines": "Nothing is left to order on {number}. Change it, or cancel it.",
    "address": (
        "The supplier of {number} has no e-mail address. Add it on Suppliers, or press Sent by "
        "hand once the paper is handed over."
    ),
}
"""What a purchase order lacks -> its words."""


def unknown_supplier(error: errors.UnknownSupplier, book: Book) -> Line:
    """Word a supplier that is not there, or out of use."""
    del book
    named = f"“{clipped(error.supplier, 80)}”"
    return line(f"There is no supplier {named} in use. Check the code, or add it on Suppliers.")


def approver_needed(error: errors.ApproverNeeded, book: Book) -> Line:
    """Word that a second manager has to agree, and who could."""
    why = "its value is not known"
    if error.value is not None:
        currency = book.rules.currency
        value, limit = money(error.value, currency), money(error.limit, currency)
        why = f"it is worth {value}, and above {limit} another manager approves"
    return line(f"{error.number} is your own and {why}. ", ask(error.who, book))


def not_agreed(error: errors.NotAgreed, book: Book) -> Line:
    """Word what a purchase order lacks before it can go on."""
    del book
    return line(MISSING[error.missing].format(number=error.number))


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


INBOUND_REFUSALS: Final[tuple[Callable[[Any, Book], Line], ...]] = (
    unknown_supplier,
    approver_needed,
    not_agreed,
    serials_refused,
)
"""One function an error of `inventory/inbound_errors.py`."""
