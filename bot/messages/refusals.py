"""Why a request was refused: what happened, why, and what to do next, in one sentence or two.

One function an error. The next step is always something the person can do, or names who can.
"""

from collections.abc import Sequence
from decimal import Decimal
from functools import singledispatch

from bot.messages.count_refusals import COUNT_REFUSALS
from bot.messages.figures import amount, number, place_and_lot
from bot.messages.inbound_refusals import INBOUND_REFUSALS
from bot.messages.kit_refusals import KIT_REFUSALS
from bot.messages.label_refusals import LABEL_REFUSALS
from bot.messages.lot_words import IS_HELD
from bot.messages.naming import listed
from bot.messages.order_refusals import ORDER_REFUSALS
from bot.messages.parcel_refusals import PARCEL_REFUSALS
from bot.messages.planning_refusals import PLANNING_REFUSALS
from bot.messages.purchase_refusals import PURCHASE_REFUSALS
from bot.messages.recall_refusals import RECALL_REFUSALS
from bot.messages.receipt_refusals import RECEIPT_REFUSALS
from bot.messages.return_refusals import RETURN_REFUSALS
from bot.messages.rights import (
    already_decided,
    date_refused,
    not_allowed,
    other_duty,
    self_approval,
    undo_refused,
)
from bot.messages.shelf_refusals import SHELF_REFUSALS
from bot.messages.text import Line, clipped, line
from inventory import count_errors, errors
from inventory.book import Book
from inventory.location import LocationKind

NAMED_MAX = 25
"""Of what may be chosen, as a refusal names it."""

INFINITIVES = {
    "shipment": "ship",
    "adjustment": "adjust",
    "receipt": "receive",
    "opening": "open",
    "receive_transfer": "take the transfer in",
    "enter_count": "count",
    "cause": "settle why it was off",
}
"""Kinds of moves whose verb is another word."""

COSTS = {
    "cost": "What {item} costs",
    "price": "The price of {item}",
    "freight": "The freight of {item}",
}
"""What money is for -> its words."""

PARTS = {
    "quantity": "how many",
    "item": "which item",
    "location": "which bin (@A-01)",
    "target": "to which bin (> B-02)",
    "condition": "in which condition (condition:damaged)",
    "reason": "why (reason:damaged)",
    "why": "why, in a few words,",
    "line": "of which line (line:1)",
    "rejected": "how many are rejected (rejected:2)",
    "cause": "what it was (misplaced, say)",
}


MEANT = {"customer": "which customer", "line": "which line (line:2)"}
"""Parts of what is asked about -> their words."""


@singledispatch
def refusal(error: errors.StockError, _book: Book) -> Line:
    """Word a refusal for the person who asked."""
    return line(f"That was refused ({type(error).__name__}). Nothing was posted.")


@refusal.register
def _(error: errors.UnknownItem, _book: Book) -> Line:
    return line(f"There is no item {_named(error.item)}. Check the code, or add it on Items.")


@refusal.register
def _(error: errors.UnknownLocation, _book: Book) -> Line:
    return line(f"There is no bin {_named(error.location)}. Check it, or add it on Locations.")


@refusal.register
def _(error: errors.UnknownLot, _book: Book) -> Line:
    known = (
        f" Known there: {_any_of(error.known)}."
        if error.known
        else " None lies there: name another bin."
    )
    return line(f"{error.item} has no lot {_named(error.lot)}.{known}")


@refusal.register
def _(error: errors.UnknownUnit, _book: Book) -> Line:
    return line(
        f"{error.item} is not counted in {_named(error.unit)}. It comes in {_any_of(error.known)}."
    )


@refusal.register
def _(error: errors.UnknownReason, _book: Book) -> Line:
    return line(f"{_named(error.reason)} is not on the list. Choose {_any_of(error.known)}.")


@refusal.register
def _(error: errors.UnknownTransaction, _book: Book) -> Line:
    return line(
        f"There is no posting {_named(error.transaction)} that moved stock. "
        "Its number stands in its answer, as TX-12."
    )


@refusal.register
def _(error: errors.UnknownDocument, _book: Book) -> Line:
    return line(f"There is no {_named(error.number)}. Check the number.")


@refusal.register
def _(error: errors.Inactive, _book: Book) -> Line:
    if error.what == "kind":
        return line(f"No location of the kind {error.code} is in use: add one on Locations.")
    tab = {"item": "Items", "location": "Locations"}.get(error.what, "Suppliers")
    return line(f"{error.code} is out of use. Set it active on {tab}, or choose another.")


@refusal.register
def _(error: errors.MissingPart, _book: Book) -> Line:
    if error.verb == "quote":
        return line(f"Carriers cannot be asked without {error.part}. Add it, then ask again.")
    if error.part in MEANT:
        return line(f"Say {MEANT[error.part]} is meant.")
    return line(f"Say {PARTS.get(error.part, error.part)} to {_verb(error.verb)}.")


@refusal.register
def _(error: errors.NotPositive, _book: Book) -> Line:
    if error.verb == "adjust":
        return line(f"An adjustment of {error.item} by 0 changes nothing. Say by how much: -2.")
    if error.verb in COSTS:
        return line(f"{COSTS[error.verb].format(item=error.item)} cannot be below 0.")
    if error.verb == "decide_proposal":
        each = f"{number(error.number)} {error.item}"
        return line(f"Cannot approve {each}: it has to be 0 or more. 0 leaves it out.")
    least = "0 or more" if error.verb == "count" else "more than 0"
    return line(
        f"Cannot {_verb(error.verb)} {number(error.number)} {error.item}: it has to be {least}."
    )


@refusal.register
def _(error: errors.FractionRefused, _book: Book) -> Line:
    return line(
        f"{amount(error.quantity, error.unit)} of {error.item} is not a whole number, and it "
        "comes in whole ones. Say a whole number, or tick Fractions on Items."
    )


@refusal.register
def _(error: errors.QuantityTooLarge, _book: Book) -> Line:
    return line(
        f"{amount(error.quantity, error.unit)} of {error.item} is more than anybody stocks "
        "(999,999,999 at most). Check the number."
    )


@refusal.register
def _(error: errors.NothingMoved, _book: Book) -> Line:
    return line(f"{error.item} is at {error.location} already. Name another bin.")


@refusal.register
def _(error: errors.NotEnough, _book: Book) -> Line:
    verb = _verb(error.verb)
    where = place_and_lot(error.location, error.lot)
    there = f"{amount(error.on_hand, error.unit)} available" if error.on_hand > 0 else "none there"
    step = _next_step(error, verb)
    return line(f"Cannot {verb} {number(error.wanted)} {error.item} at {where}: {there}. {step}.")


@refusal.register
def _(error: errors.WrongPlace, _book: Book) -> Line:
    kinds = _any_of(error.wanted)
    if error.condition:
        state = error.condition.replace("_", " ")
        return line(
            f"Goods returned as {state} cannot go to {error.location} (a {error.kind} place). "
            f"Name a {kinds} place, or none."
        )
    if error.wanted == (LocationKind.RETURNS.value,):
        return line(
            f"What comes back is inspected before it goes to {error.location}, which is a "
            f"{error.kind} place. Leave the place out, or name one for returns."
        )
    return line(
        f"Cannot {_verb(error.verb)} at {error.location}: it is a {error.kind} place. "
        f"Name a {kinds} one."
    )


@refusal.register
def _(error: errors.LotRefused, _book: Book) -> Line:
    known = f" There: {_any_of(error.known)}." if error.known else ""
    match error.problem:
        case "missing":
            return line(f"{error.item} is tracked by lot: say which, as lot:L7.{known}")
        case "not_tracked":
            return line(f"{error.item} is not tracked by lot. Leave lot and expiry out.")
        case "expired":
            return line(
                f"Lot {error.lot} of {error.item} is not to be used any more "
                f"(expires {error.expires_on}). Take another lot, or scrap it by an adjustment."
            )
        case "ambiguous":
            return line(
                f"{_named(error.lot)} is several lots of {error.item}: say which, as "
                f"lot:{error.known[0]}.{known}"
            )
        case "another_made_on":
            return line(
                f"Lot {error.lot} of {error.item} was made on {error.made_on} by the book. "
                "Leave made: out, or use another lot code."
            )
        case _:
            return line(
                f"Lot {error.lot} of {error.item} expires on {error.expires_on} by the book. "
                "Leave exp: out, or use another lot code."
            )


@refusal.register
def _(error: count_errors.CountedTwice, _book: Book) -> Line:
    where = place_and_lot(error.location, error.lot)
    return line(f"{error.item} at {where} is counted twice in this block. Keep the right line.")


@refusal.register
def _(error: errors.TooManyLines, _book: Book) -> Line:
    return line(
        f"{error.lines} lines are too many for one posting: {error.most} at most. Send it in parts."
    )


@refusal.register
def _(error: errors.NothingChanged, _book: Book) -> Line:
    state = IS_HELD.get(error.state, error.state) or "so"
    return line(f"Nothing to do: {error.what} is {state} already.")


@refusal.register
def _(error: errors.KeyReused, _book: Book) -> Line:
    return line(
        f"This came twice with different contents; {error.transaction} was posted the first time. "
        "Look at that one, then try again."
    )


for words in (
    *ORDER_REFUSALS,
    *PARCEL_REFUSALS,
    *INBOUND_REFUSALS,
    *KIT_REFUSALS,
    *PURCHASE_REFUSALS,
    *RECEIPT_REFUSALS,
    *LABEL_REFUSALS,
    *SHELF_REFUSALS,
    *COUNT_REFUSALS,
    *RETURN_REFUSALS,
    *RECALL_REFUSALS,
    *PLANNING_REFUSALS,
):
    refusal.register(words)
refusal.register(not_allowed)
refusal.register(other_duty)
refusal.register(self_approval)
refusal.register(undo_refused)
refusal.register(date_refused)
refusal.register(already_decided)


def _next_step(error: errors.NotEnough, verb: str) -> str:
    places = [
        f"{place_and_lot(location, lot)} ({number(there)} available)"
        for location, lot, there in _best(error)
    ]
    steps = [f"{verb} {number(error.on_hand)}"] if error.on_hand > 0 else []
    if places and verb == "ship":
        steps.append(
            f"pick the rest first, from {places[0]}" if steps else f"pick from {places[0]} first"
        )
    elif places:
        steps.append(f"take from {' or from '.join(places)}")
    step = ", or ".join(steps) or "none can be taken elsewhere: receive it, or count the bin"
    return step[0].upper() + step[1:]


def _verb(verb: str) -> str:
    return INFINITIVES.get(verb, verb).replace("_", " ")


def _named(text: str) -> str:
    return f"“{clipped(text, 80)}”"


def _any_of(words: Sequence[str]) -> str:
    return listed([clipped(word.replace("_", " "), 40) for word in words[:NAMED_MAX]], "or")


def _best(error: errors.NotEnough) -> Sequence[tuple[str, str, Decimal]]:
    """Return up to two places, those that hold enough first."""
    return sorted(error.elsewhere, key=lambda place: place[2] < error.wanted)[:2]
