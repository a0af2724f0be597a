"""Refusals about parcels and papers: carriers, boxes, tracking numbers and credit notes."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any, Final

from bot.messages.figures import number
from bot.messages.quotes import no_service
from bot.messages.text import Line, clipped, line
from inventory import order_errors, parcel_errors
from inventory.book import Book


def service_missing(error: parcel_errors.NoService, _book: Book) -> Line:
    """Word that no carrier takes these packages there."""
    where = f" to {clipped(f'{error.country} {error.postcode}'.strip(), 40)}"
    over = ""
    if error.problem == "too_heavy" and error.most_kg is not None:
        over = f" The heaviest package has {error.heaviest_kg:f} kg, {error.most_kg:f} kg go."
    goes = where if error.country else ""
    return line(f"No service takes it{goes}: {no_service(error)}.{over}")


def fits_nowhere(error: parcel_errors.FitsNowhere, _book: Book) -> Line:
    """Word that no box is made for a piece."""
    sides, most = _sides(error.sides_cm), _sides(error.most_sides_cm)
    match error.problem:
        case "nothing":
            return line("There is nothing to pack. Pick something first.")
        case "no_package_types":
            return line("The tab Package types is empty. Add the boxes you use there.")
        case "too_heavy":
            weight, limit = _kilograms(error.weight_kg), _kilograms(error.most_weight_kg)
            return line(
                f"{error.item} weighs {weight}, and the strongest box takes {limit}. "
                "Add a stronger one on Package types, or say which you take."
            )
        case "too_many":
            return line("That is too much for one proposal. Say which boxes you take.")
        case _:
            return line(
                f"{error.item} ({sides}) fits into no box: the longest has {most}. "
                "Add a larger one on Package types, or say which you take."
            )


def tracking_refused(error: parcel_errors.TrackingRefused, _book: Book) -> Line:
    """Word a tracking number with a slip in it, naming the digit that would fit."""
    named = f"“{clipped(error.number, 64)}”"
    if error.problem == "empty":
        return line("There is no tracking number in that. Leave it empty, or type it anew.")
    if error.problem == "too_long":
        return line(f"{named} is too long for a tracking number. Scan the other barcode.")
    whose = " or ".join(error.carriers) or "a carrier"
    fits = f": its last digit is {error.found}, and {error.expected} would fit" * bool(
        error.expected
    )
    return line(f"{named} looks like a number of {whose} with a slip in it{fits}. Check it again.")


def credit_refused(error: order_errors.CreditRefused, _book: Book) -> Line:
    """Word a credit note that cannot be made."""
    match error.problem:
        case "nothing":
            return line(f"Nothing of {error.invoice} is left to be credited.")
        case "no_such_line":
            return line(f"{error.invoice} has no line {error.line}. Look at its paper.")
        case "not_positive":
            return line(f"Say how much of line {error.line} of {error.invoice}: more than 0.")
        case _:
            return line(
                f"{number(error.quantity)} of line {error.line} of {error.invoice} cannot be "
                f"credited: {number(error.left)} are left of it."
            )


def _sides(sides: tuple[Decimal, ...]) -> str:
    return f"{' x '.join(f'{side:f}' for side in sides)} cm" if sides else "no size known"


def _kilograms(weight: Decimal | None) -> str:
    return f"{weight:f} kg" if weight is not None else "more"


PARCEL_REFUSALS: Final[tuple[Callable[[Any, Book], Line], ...]] = (
    service_missing,
    fits_nowhere,
    tracking_refused,
    credit_refused,
)
"""One function an error."""
