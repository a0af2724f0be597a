"""Why a request was refused: what happened, why, and what to do next, in one sentence or two.

One function an error. The next step is always something the person can do, or names who can.
"""

from collections.abc import Sequence
from functools import singledispatch

from bot.messages.count_refusals import COUNT_REFUSALS
from bot.messages.inbound_refusals import INBOUND_REFUSALS
from bot.messages.kit_refusals import KIT_REFUSALS
from bot.messages.label_refusals import LABEL_REFUSALS
from bot.messages.lot_words import IS_HELD
from bot.messages.naming import listed
from bot.messages.order_refusals import ORDER_REFUSALS
from bot.messages.parcel_refusals import PARCEL_REFUSALS
from bot.messages.planning_refusals import PLANNING_REFUSALS
from bot.messages.purchase_refusals import PURCHASE_REFUSALS
from bot.messages.quantity_refusals import QUANTITY_REFUSALS, infinitive
from bot.messages.recall_refusals import RECALL_REFUSALS
from bot.messages.receipt_refusals import RECEIPT_REFUSALS
from bot.messages.return_refusals import RETURN_REFUSALS
from bot.messages.rights import RIGHT_REFUSALS
from bot.messages.shelf_refusals import SHELF_REFUSALS
from bot.messages.text import Line, clipped, line
from inventory import errors
from inventory.book import Book
from inventory.location import LocationKind

NAMED_MAX = 25
"""Of what may be chosen, as a refusal names it."""

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
    return line(f"Say {PARTS.get(error.part, error.part)} to {infinitive(error.verb)}.")


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
        f"Cannot {infinitive(error.verb)} at {error.location}: it is a {error.kind} place. "
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
    *RIGHT_REFUSALS,
    *QUANTITY_REFUSALS,
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


def _named(text: str) -> str:
    return f"“{clipped(text, 80)}”"


def _any_of(words: Sequence[str]) -> str:
    return listed([clipped(word.replace("_", " "), 40) for word in words[:NAMED_MAX]], "or")
