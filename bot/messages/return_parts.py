"""The parts that all that is said of a return is made of: how far it is, and what became of goods."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from bot.messages.figures import ARROW, number
from bot.messages.telling import plain
from bot.messages.text import clipped
from inventory.condition import Disposition
from inventory.documents.customer_return import (
    CustomerReturn,
    Inspection,
    Remedy,
    ReturnStatus,
)
from inventory.quantity import ZERO
from inventory.returning.owed import owed_of

DISPOSED: Final = {
    Disposition.RESTOCK: "restocked in {target}",
    Disposition.REFURBISH: "to be refurbished, at {target}",
    Disposition.QUARANTINE: "in quarantine at {target}",
    Disposition.SCRAP: "scrapped",
    Disposition.RETURN_TO_VENDOR: "to go back to the supplier, at {target}",
}
"""What became of goods -> its words."""

DISPOSITIONS: Final = {
    Disposition.RESTOCK: "restock",
    Disposition.REFURBISH: "refurbish",
    Disposition.QUARANTINE: "quarantine",
    Disposition.SCRAP: "scrap",
    Disposition.RETURN_TO_VENDOR: "back to the supplier",
}
"""What is to become of goods -> its words."""

WANTED: Final = {
    Remedy.REFUND: ", refund wanted",
    Remedy.REPLACEMENT: ", replacement wanted",
    Remedy.NONE: "",
}


def total(quantities: Iterable[Decimal]) -> str:
    """Write what some lines come to."""
    return number(sum(quantities, ZERO))


def standing(found: CustomerReturn) -> str:
    """Say where a return stands, and what it waits for."""
    to_inspect = sum((line.waiting for line in found.lines), ZERO)
    waits = f"{number(to_inspect)} to be inspected" if to_inspect else ""
    match found.status:
        case ReturnStatus.EXPECTED:
            return "waiting for the goods"
        case ReturnStatus.PART_RECEIVED:
            came = total(line.received for line in found.lines)
            wanted = total(line.returned for line in found.lines)
            return ", ".join(filter(None, (f"{came} of {wanted} have come", waits)))
        case ReturnStatus.RECEIVED:
            return waits or "received"
        case ReturnStatus.INSPECTED:
            return f"inspected{_to_make_good(found)}"
        case _:
            return plain(found.status.value)


def _to_make_good(found: CustomerReturn) -> str:
    asked = [line for line in found.lines if line.remedy is not Remedy.NONE]
    left = [line for line in asked if owed_of(line) > 0]
    remedies = dict.fromkeys(line.remedy for line in left)
    words = {Remedy.REFUND: "refunded", Remedy.REPLACEMENT: "replaced"}
    told = " and ".join(words[one] for one in remedies)
    return f", to be {told}" if told else ""


def inspected_as(one: Inspection) -> str:
    """Say what an inspection found, and what became of it."""
    goes = DISPOSED[one.disposition].format(target=clipped(one.target, 60))
    lot = f" of lot {clipped(one.lot, 60)}" if one.lot else ""
    rejection = f" ({one.rejection})" if one.rejection else ""
    return f"{number(one.quantity)}{lot} {plain(one.condition.value)} {ARROW} {goes}{rejection}"
