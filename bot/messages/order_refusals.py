"""Why a step of an order was refused: who was there first, what stands in the way, what to do next."""

from collections.abc import Callable
from typing import Any, Final

from bot.messages.count_steps import COUNTS, wrong_count_step
from bot.messages.figures import number, place_and_lot
from bot.messages.return_refusals import RETURN_PREFIX, wrong_return_step
from bot.messages.telling import plain
from bot.messages.text import Code, Line, Part, clipped, line, who
from inventory import order_errors as errors
from inventory.book import Book

HOLDERS_NAMED: Final = 3
PLACES_NAMED: Final = 2
RULES_NAMED: Final = 5
PEOPLE_NAMED: Final = 5
INFINITIVES: Final = {"shipment": "ship", "adjustment": "adjust", "order": "order"}

NEXT: Final = {
    "pick": "Look at its message for how far it is.",
    "claim": "Look at the order for what is left to fetch.",
    "release": "There is nothing to release.",
    "check": "Only what is picked and not packed yet can be checked.",
    "tick": "Unpack it first if a rule was forgotten.",
    "pack": "First everything has to be picked and checked.",
    "unpack": "Only a packed shipment that has not left can be unpacked.",
    "ship": "Only a packed shipment can leave: press Packed first.",
    "track": "It has to leave first: press Ship….",
    "print": "That paper does not exist yet: it comes with the next step.",
    "resend": "Only a letter that did not leave can be sent again.",
    "change": "Place another order for what is wanted now.",
    "cancel": "What has left comes back as a return.",
    "substitute": "Record that stop first, or give the list up.",
    "want_label": "A label is bought for a packed shipment that has not left.",
    "quote": "Carriers are asked about a packed shipment that has not left.",
    "print_label": "Only a label that was bought can be fetched.",
    "receive_transfer": "Its message says who received it.",
    "approve": "Only a draft can be approved.",
    "send": "Only what is approved and not sent yet can be sent.",
    "close": "Closed is an order of which something has come; any other open one can be cancelled.",
    "change_supplier": "Cancel it, and order from the other one.",
}
"""What was asked -> what can be done instead."""

UNSENT: Final = ("draft", "approved")
_BLIND: Final = "Without po: it is a delivery of its own."
NEXT_AT: Final = {
    ("cancel", "cancelled"): "Nothing is left to do.",
    ("cancel", "received"): "All of it has come: close it, or send goods back.",
    ("cancel", "closed"): "Nothing is left to do.",
    ("close", "closed"): "Nothing is left to do.",
    ("send", "draft"): "It has to be approved first.",
    ("print", "draft"): "It is printed once it is approved.",
    ("print", "cancelled"): "What is cancelled is not printed, lest somebody sends it.",
    ("receive", "closed"): f"Nothing more is expected of it. {_BLIND}",
    ("receive", "cancelled"): f"Nothing is expected of it. {_BLIND}",
    ("settle", "settled"): "Nothing is left to decide.",
    ("return", "returned"): "All that left came back already, or is announced to.",
}
"""What was asked and how it stands -> what can be done there, where it is something else."""

VERBS: Final = {
    "receive": "receive for",
    "notify": "write to the customers of",
    "reply": "note what customers said about",
    "widen": "add lots to",
    "want_label": "buy a label for",
    "quote": "ask carriers about",
    "print_label": "print the label of",
    "receive_transfer": "receive",
    "change_supplier": "change the supplier of",
}
"""What was asked -> its words, where they are others."""

STATUSES: Final = {
    "picking": "being picked",
    "draft": "a draft",
    "checking": "still to be checked",
    "packing": "still to be packed",
}
"""How a document stands -> its words, where the status reads as if it did that itself."""

LABEL_STATUSES: Final = {
    "label_wanted": (
        "its label is about to be bought",
        "Wait until its message says how that ended.",
    ),
    "label_buying": ("its label is being bought", "Wait until its message says how that ended."),
    "label_unknown": (
        "nobody can tell yet whether its label was bought",
        "It is looked for until that is certain; its message says how it ended.",
    ),
    "label_bought": ("its label is bought", "Press Ship…, or unpack it to have another."),
    "label_unused": ("its label was bought for another parcel", "Ask for prices anew."),
}
"""How a label stands -> its words, and what can be done then."""


def unknown_customer(error: errors.UnknownCustomer, _book: Book) -> Line:
    """Word a customer that is not there."""
    named = f"“{clipped(error.customer, 80)}”"
    return line(f"There is no customer {named}. Check the code, or add it on Customers.")


def unknown_line(error: errors.UnknownLine, _book: Book) -> Line:
    """Word a line, stop or rule that is not there, or not named."""
    if not error.line:
        return line(f"Say which line of {error.number} is meant, as in ", Code("line:1"), ".")
    return line(f"{error.number} has no line {error.line}. Look at its message for the numbers.")


def unknown_service(error: errors.UnknownService, _book: Book) -> Line:
    """Word a service that is not there."""
    named = f"“{clipped(error.service, 80)}”"
    return line(f"There is no service {named} in use. Choose another, or look at Carriers.")


def wrong_step(error: errors.WrongStep, book: Book) -> Line:
    """Word that a document is not where this can be done."""
    if error.number.startswith(COUNTS):
        return wrong_count_step(error, book)
    if error.number.startswith(RETURN_PREFIX):
        return wrong_return_step(error)
    step = NEXT_AT.get((error.action, error.status)) or NEXT.get(
        error.action, "Look at its message for what can be done now."
    )
    if error.by:
        step = f"Finish {error.by} first, or give it up."
    known = f"it is {STATUSES.get(error.status, plain(error.status))}", step
    stands, step = LABEL_STATUSES.get(error.status, known)
    verb = VERBS.get(error.action, plain(error.action))
    start = f"Cannot {verb} {error.number}: {stands}. "
    if error.status == "not_listed":
        return line(
            f"Cannot {verb} {error.number}: some of its customers are not listed yet. That is done by "
            "itself within minutes; look at its board, then try again."
        )
    if error.number.startswith("RC-"):
        return line(f"{start}Its board says how it ended: ", Code(f"/inv recall {error.number}"))
    if error.action == "receive" and error.status in UNSENT:
        return line(start, *_to_be_sent(error))
    return line(start, step)


def _to_be_sent(error: errors.WrongStep) -> Line:
    """Say how a manager has a purchase order count as sent, so that goods may come for it."""
    send = Code(f"/inv send {error.number} hand")
    approve = ("approve it (", Code(f"/inv approve {error.number}"), ") and ")
    first = approve if error.status == "draft" else ()
    return line("First a manager has to ", *first, "send it (", send, " if the supplier has it).")


def already_claimed(error: errors.AlreadyClaimed, _book: Book) -> Line:
    """Word that somebody else has the list."""
    return line(
        f"{error.number} is in the hand of ", who(error.by), ". They or a manager can release it."
    )


def already_picked(error: errors.AlreadyPicked, _book: Book) -> Line:
    """Word that somebody was quicker at a stop or a line."""
    by: tuple[Part, ...] = (" by ", who(error.by)) if error.by else ()
    done = f"{error.number} line {error.line} ({error.item}) is done already"
    return line(done, *by, ". Go on with the next.")


def nothing_to_pick(error: errors.NothingToPick, _book: Book) -> Line:
    """Word that nothing is kept in bins for orders."""
    named = ", ".join(error.orders[:10])
    return line(f"Nothing is reserved in any bin for {named}. Receive what is missing first.")


def reason_needed(error: errors.ReasonNeeded, _book: Book) -> Line:
    """Word that a departure from the plan has to be explained."""
    match error.why:
        case "short":
            return line(f"Less of {error.item} than {error.number} says takes a reason: say why.")
        case "another_lot":
            return line(
                f"{error.number} asks for lot {error.planned or 'none'} of {error.item}. "
                "Take that one, or say why another."
            )
        case _:
            return line(f"Sending another item than {error.item} takes a reason: say why.")


def nobody_to_write_to(error: errors.NobodyToWriteTo, _book: Book) -> Line:
    """Word that a letter has nobody to go to."""
    start = f"No letter about {error.number} was sent: "
    if not error.customer:
        return line(start, "Write to customers is off on Settings.")
    named = f"“{clipped(error.customer, 80)}”"
    if error.number.startswith("RC-"):
        told = Code(f"/inv recall {error.number} told {error.customer.split(',')[0]}")
        return line(start, f"no e-mail of {named} is kept. Call them, then note it: ", told)
    return line(start, f"no e-mail of {named} is kept. Fill it in on Customers, then resend.")


def second_person_needed(error: errors.SecondPersonNeeded, _book: Book) -> Line:
    """Word that the picker may not check, and who can."""
    start = f"You picked {error.number}, so somebody else checks it. "
    if not error.who:
        return line(
            start,
            "Nobody else has the role operator: an admin can give it on People, or switch the "
            "second person off on Settings.",
        )
    people: list[Part] = []
    for position, user in enumerate(error.who[:PEOPLE_NAMED]):
        people += [", " if position else "", who(user)]
    return line(start, "Ask ", *people, ".")


def packing_blocked(error: errors.PackingBlocked, _book: Book) -> Line:
    """Word the rules that nobody has ticked."""
    named = "; ".join(clipped(rule, 120) for rule in error.rules[:RULES_NAMED])
    more = len(error.rules) - RULES_NAMED
    rest = f" … and {more} more" if more > 0 else ""
    return line(f"{error.number} is not packed yet. First tick: {named}{rest}.")


def quantity_out_of_range(error: errors.QuantityOutOfRange, _book: Book) -> Line:
    """Word a quantity beyond what is possible, and what is."""
    possible = f"{number(error.least)} to {number(error.most)}"
    if error.least == error.most:
        possible = number(error.most)
    asked = f"{number(error.quantity)} of {error.item}"
    return line(f"{asked} cannot be for {error.number}: {possible} would be possible.")


def reserved(error: errors.Reserved, _book: Book) -> Line:
    """Word that enough lies there and others hold it."""
    verb = INFINITIVES.get(error.verb, plain(error.verb))
    held = [f"{number(much)} reserved for {order}" for order, much in error.holders[:HOLDERS_NAMED]]
    more = len(error.holders) - HOLDERS_NAMED
    held += [f"more for {more} other orders"] if more > 0 else []
    there = ", ".join((f"{number(error.on_hand)} on hand", *held))
    where = place_and_lot(error.location, error.lot)
    return line(
        f"Cannot {verb} {number(error.wanted)} {error.item} at {where}: "
        f"{number(error.free)} available ({there}). {_instead(error, verb)}."
    )


def _instead(error: errors.Reserved, verb: str) -> str:
    steps = [f"{verb} {number(error.free)}"] if error.free > 0 else []
    best = sorted(error.elsewhere, key=lambda place: place[2] < error.wanted)[:PLACES_NAMED]
    places = [f"{place_and_lot(at, lot)} ({number(free)} available)" for at, lot, free in best]
    steps += [f"take from {' or from '.join(places)}"] if places else []
    first = error.holders[0][0] if error.holders else "the order that holds it"
    step = ", or ".join(steps) or f"{verb} it for {first}, or have {first} changed"
    return step[0].upper() + step[1:]


ORDER_REFUSALS: Final[tuple[Callable[[Any, Book], Line], ...]] = (
    unknown_customer,
    unknown_line,
    unknown_service,
    wrong_step,
    already_claimed,
    already_picked,
    nothing_to_pick,
    reason_needed,
    nobody_to_write_to,
    second_person_needed,
    packing_blocked,
    quantity_out_of_range,
    reserved,
)
"""One function an error of `inventory/order_errors.py`."""
