"""Why a quantity was refused: too little there, no whole number, none at all."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any, Final

from bot.messages.figures import amount, number, place_and_lot
from bot.messages.text import Line, line
from inventory import errors
from inventory.book import Book

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


def not_positive(error: errors.NotPositive, _book: Book) -> Line:
    """Word a quantity or a price that is not above zero."""
    if error.verb == "adjust":
        return line(f"An adjustment of {error.item} by 0 changes nothing. Say by how much: -2.")
    if error.verb in COSTS:
        return line(f"{COSTS[error.verb].format(item=error.item)} cannot be below 0.")
    if error.verb == "decide_proposal":
        each = f"{number(error.number)} {error.item}"
        return line(f"Cannot approve {each}: it has to be 0 or more. 0 leaves it out.")
    least = "0 or more" if error.verb == "count" else "more than 0"
    return line(
        f"Cannot {infinitive(error.verb)} {number(error.number)} {error.item}: it has to be {least}."
    )


def fraction_refused(error: errors.FractionRefused, _book: Book) -> Line:
    """Word a part of what comes in whole ones."""
    return line(
        f"{amount(error.quantity, error.unit)} of {error.item} is not a whole number, and it "
        "comes in whole ones. Say a whole number, or tick Fractions on Items."
    )


def too_large(error: errors.QuantityTooLarge, _book: Book) -> Line:
    """Word a quantity beyond all measure."""
    return line(
        f"{amount(error.quantity, error.unit)} of {error.item} is more than anybody stocks "
        "(999,999,999 at most). Check the number."
    )


def nothing_moved(error: errors.NothingMoved, _book: Book) -> Line:
    """Word a move that ends where it begins."""
    return line(f"{error.item} is at {error.location} already. Name another bin.")


def not_enough(error: errors.NotEnough, _book: Book) -> Line:
    """Word that less lies there than was asked for, and where more does."""
    verb = infinitive(error.verb)
    where = place_and_lot(error.location, error.lot)
    there = f"{amount(error.on_hand, error.unit)} available" if error.on_hand > 0 else "none there"
    step = _next_step(error, verb)
    return line(f"Cannot {verb} {number(error.wanted)} {error.item} at {where}: {there}. {step}.")


def too_many_lines(error: errors.TooManyLines, _book: Book) -> Line:
    """Word a posting of too many lines."""
    return line(
        f"{error.lines} lines are too many for one posting: {error.most} at most. Send it in parts."
    )


def infinitive(verb: str) -> str:
    """Return how what was asked is said: `enter_count` is to count."""
    return INFINITIVES.get(verb, verb).replace("_", " ")


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


def _best(error: errors.NotEnough) -> Sequence[tuple[str, str, Decimal]]:
    """Return up to two places, those that hold enough first."""
    return sorted(error.elsewhere, key=lambda place: place[2] < error.wanted)[:2]


QUANTITY_REFUSALS: Final[tuple[Callable[[Any, Book], Line], ...]] = (
    not_positive,
    fraction_refused,
    too_large,
    nothing_moved,
    not_enough,
    too_many_lines,
)
