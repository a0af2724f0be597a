"""Why a request about an order was refused, and what to do next: one function an error."""

from collections.abc import Callable, Sequence
from typing import Any, Final

from bot.messages.figures import amount, number, place_and_lot
from bot.messages.text import Line, Part, clipped, line, who
from inventory import order_errors as errors
from inventory.book import Book
from inventory.errors import TrackingRefused


def unknown_customer(error: errors.UnknownCustomer, book: Book) -> Line:
    """Word a customer nobody has entered."""
    del book
    return line(
        f"There is no customer {_named(error.customer)} in use. Check the code, or add a row for "
        "it on Customers in the sheet."
    )


def unknown_line(error: errors.UnknownLine, book: Book) -> Line:
    """Word a line that a document does not have."""
    del book
    return line(f"{error.number} has no line {error.line}. Look at it, and say one of its own.")


def unknown_service(error: errors.UnknownService, book: Book) -> Line:
    """Word a carrier's service that is not there or out of use."""
    del book
    return line(
        f"There is no service {_named(error.service)} in use. Check the code, or add it on Carriers."
    )


def wrong_step(error: errors.WrongStep, book: Book) -> Line:
    """Word what cannot be done while a document stands where it does."""
    del book
    status = error.status.replace("_", " ")
    first = f" Finish {error.by} first." if error.by else ""
    return line(f"Cannot {error.action} {error.number}: it is {status}.{first}")


def already_claimed(error: errors.AlreadyClaimed, book: Book) -> Line:
    """Word that somebody else holds the list."""
    del book
    return line(f"{error.number} is in the hands of ", who(error.by), ". Ask, or take another.")


def already_picked(error: errors.AlreadyPicked, book: Book) -> Line:
    """Word that somebody was quicker at one line."""
    del book
    return line(
        f"Line {error.line} of {error.number} ({clipped(error.item, 60)}) is done, by ",
        who(error.by),
        ". Go on with the next.",
    )


def nothing_to_pick(error: errors.NothingToPick, book: Book) -> Line:
    """Word orders for which nothing is kept."""
    del book
    be = "is" if len(error.orders) == 1 else "are"
    return line(
        f"Nothing is kept in any bin for {_listed(error.orders)}, which {be} still waiting for "
        "goods. Receive or count them, and it is kept by itself."
    )


def reason_needed(error: errors.ReasonNeeded, book: Book) -> Line:
    """Word what departs from the plan without a reason."""
    del book
    why = {
        "short": f"Less of {error.item} than the list says",
        "another_lot": f"Another lot of {error.item} than {error.planned}",
        "substitute": f"Another item instead of {error.item}",
    }.get(error.why, f"A change of {error.item}")
    return line(f"{why} takes a reason. Say why, as in reason:damaged.")


def second_person(error: errors.SecondPersonNeeded, book: Book) -> Line:
    """Word that nobody checks what he picked himself."""
    del book
    told: list[Part] = [f"You picked {error.number} yourself: somebody else checks it."]
    for position, user in enumerate(error.who[:5]):
        told += [" Ask " if position == 0 else ", ", who(user)]
    return line(*told, "." if error.who else " Nobody else may: give somebody the role on People.")


def packing_blocked(error: errors.PackingBlocked, book: Book) -> Line:
    """Word the rules that nobody has ticked."""
    del book
    rules = "; ".join(f"“{clipped(rule, 80)}”" for rule in error.rules[:10])
    return line(f"Cannot pack {error.number} yet: tick in its thread what is done: {rules}.")


def quantity_out_of_range(error: errors.QuantityOutOfRange, book: Book) -> Line:
    """Word a quantity that cannot be."""
    del book
    return line(
        f"{number(error.quantity)} of {clipped(error.item, 60)} cannot be for {error.number}: "
        f"say {number(error.least)} to {number(error.most)}."
    )


def reserved(error: errors.Reserved, book: Book) -> Line:
    """Word that enough lies there, and is kept for others."""
    del book
    where = place_and_lot(error.location, error.lot)
    held = ", ".join(f"{number(q)} kept for {order}" for order, q in error.holders[:3])
    steps = [f"{error.verb} {number(error.free)}"] if error.free > 0 else []
    steps += [
        f"take from {place_and_lot(place, lot)} ({number(free)} free)"
        for place, lot, free in error.elsewhere[:2]
    ]
    step = ", or ".join(steps) or "pick it for the order that holds it, or receive more"
    return line(
        f"Cannot {error.verb} {number(error.wanted)} {clipped(error.item, 60)} at {where}: "
        f"{amount(error.free, error.unit)} free ({number(error.on_hand)} on hand, {held}). "
        f"{step[0].upper()}{step[1:]}."
    )


def tracking_refused(error: TrackingRefused, book: Book) -> Line:
    """Word a tracking number with a slip in it."""
    del book
    if error.problem == "check_digit":
        fits = f" {error.expected} would fit." if error.expected else ""
        return line(
            f"{clipped(error.number, 64)} is no number of {_listed(error.carriers)}: its check "
            f"digit is wrong ({error.found}).{fits} Look at the label again."
        )
    text = "is longer than any" if error.problem == "too_long" else "is no"
    return line(f"“{clipped(error.number, 64)}” {text} tracking number. Copy it from the label.")


ORDER_REFUSALS: Final[tuple[Callable[[Any, Book], Line], ...]] = (
    unknown_customer,
    unknown_line,
    unknown_service,
    wrong_step,
    already_claimed,
    already_picked,
    nothing_to_pick,
    reason_needed,
    second_person,
    packing_blocked,
    quantity_out_of_range,
    reserved,
    tracking_refused,
)


def _named(text: str) -> str:
    return f"“{clipped(text, 80)}”"


def _listed(words: Sequence[str]) -> str:
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"
