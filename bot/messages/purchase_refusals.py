"""Why a step of a purchase order was refused: what stands in the way, and what to do next."""

from collections.abc import Callable
from typing import Any, Final

from bot.messages.figures import amount, money, number, price, unit_of
from bot.messages.rights import ask
from bot.messages.text import Line, clipped, line, who
from inventory import inbound_errors as errors
from inventory.book import Book
from inventory.people import Role

MISSING: Final = {
    "supplier": ("{number} has no supplier yet. Press Change… and choose one."),
    "lines": "Nothing is left to order on {number}. Change it, or cancel it.",
    "address": (
        "The supplier of {number} has no e-mail address. Add it on Suppliers, or press Sent by "
        "hand once the paper is handed over."
    ),
}
"""What a purchase order lacks -> its words."""


def unknown_supplier(error: errors.UnknownSupplier, _book: Book) -> Line:
    """Word a supplier that is not there, or out of use."""
    named = f"“{clipped(error.supplier, 80)}”"
    return line(f"There is no supplier {named} in use. Check the code, or add it on Suppliers.")


def approver_needed(error: errors.ApproverNeeded, book: Book) -> Line:
    """Word that a second manager has to agree, and who could."""
    why = "its value is not known"
    if error.value is not None:
        currency = book.rules.currency
        value, limit = money(error.value, currency), money(error.limit, currency)
        why = f"it is worth {value}, and above {limit} another manager approves"
    if error.is_unsigned:
        why = why.replace("another manager", "an admin")
    whose = (
        "was typed into the sheet, nobody knows by whom," if error.is_unsigned else "is your own"
    )
    start = f"{error.number} {whose} and {why}. "
    if error.who:
        return line(start, ask(error.who, book))
    admins = [one for admin in book.people_with(Role.ADMIN)[:5] for one in (", ", who(admin))][1:]
    givers = admins or ["whoever keeps the sheet"]
    role = "admin" if error.is_unsigned else "manager"
    return line(start, f"Nobody else has the role {role}: ", *givers, " can give it on People.")


def not_agreed(error: errors.NotAgreed, _book: Book) -> Line:
    """Word what a purchase order lacks before it can go on."""
    return line(MISSING[error.missing].format(number=error.number))


def changed_since(error: errors.ChangedSince, _book: Book) -> Line:
    """Word that somebody changed an order under the approver's eyes."""
    return line(
        f"{error.number} was changed meanwhile ({error.transaction}). "
        "Its message says what it is now: look at it, then approve."
    )


def below_received(error: errors.BelowReceived, book: Book) -> Line:
    """Word a cut below what has come."""
    came = amount(error.received, unit_of(book, error.item))
    return line(
        f"{came} of {error.item} have come for {error.number} already: "
        f"it cannot be cut to {number(error.quantity)}. What is not wanted goes back as a return."
    )


def beyond_agreement(error: errors.BeyondAgreement, book: Book) -> Line:
    """Word that what has partly come cannot cost more, nor bring something else."""
    if error.item:
        return line(
            f"{error.number} has partly come, and nobody agreed to {error.item}. "
            "Place another order for it."
        )
    currency = book.rules.currency
    figures = ""
    if error.agreed is not None and error.total is not None:
        figures = f" ({price(error.agreed, currency)} agreed, {price(error.total, currency)} now)"
    return line(
        f"{error.number} has partly come and cannot cost more than was agreed to{figures}. "
        "Place another order for what is wanted besides."
    )


PURCHASE_REFUSALS: Final[tuple[Callable[[Any, Book], Line], ...]] = (
    unknown_supplier,
    approver_needed,
    not_agreed,
    changed_since,
    below_received,
    beyond_agreement,
)
"""One function an error of `inventory/inbound_errors.py` about purchase orders."""
