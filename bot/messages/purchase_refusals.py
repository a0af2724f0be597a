"""Why a step of a purchase order was refused: what stands in the way, and what to do next."""

from collections.abc import Callable
from typing import Any, Final

from bot.messages.figures import amount, number, price, unit_of
from bot.messages.text import Line, line
from inventory import inbound_errors as errors
from inventory.book import Book


def below_received(error: errors.BelowReceived, book: Book) -> Line:
    """Word a cut below what has come."""
    came = amount(error.received, unit_of(book, error.item))
    return line(
        f"{came} of {error.item} have come for {error.number} already: "
        f"it cannot be cut to {number(error.quantity)}. What is not wanted goes back as a return."
    )


def beyond_agreement(error: errors.BeyondAgreement, book: Book) -> Line:
    """Word that what has partly come cannot cost more."""
    currency = book.rules.currency
    figures = ""
    if error.agreed is not None and error.total is not None:
        figures = f" ({price(error.agreed, currency)} agreed, {price(error.total, currency)} now)"
    return line(
        f"{error.number} has partly come and cannot cost more than was agreed to{figures}. "
        "Place another order for what is wanted besides."
    )


PURCHASE_REFUSALS: Final[tuple[Callable[[Any, Book], Line], ...]] = (
    below_received,
    beyond_agreement,
)
"""One function an error of `inventory/inbound_errors.py` about purchase orders."""
