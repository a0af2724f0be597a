"""What a bin takes and holds: which items may lie there, and how many more have room."""

from collections.abc import Iterable
from decimal import ROUND_DOWN, Decimal

from inventory.draft import Draft
from inventory.item import Item
from inventory.location import Location
from inventory.quantity import DECIMALS_MAX, ZERO
from inventory.transaction import Crowded

KILOGRAMS = "kg"


def takes(place: Location, item: Item) -> bool:
    """Tell whether an item may lie in a bin, by its kind or category."""
    named = {word.casefold() for word in place.takes}
    return not named or bool(named & {item.kind.value.casefold(), item.category.casefold()})


def room_for(
    draft: Draft, place: Location, item: Item, units: Decimal = ZERO, weight: Decimal = ZERO
) -> Decimal | None:
    """Return how much more of an item a bin has room for, None for any quantity.

    Args:
        draft: whose moves count.
        place: the bin.
        item: whose weight counts, where it is known.
        units: promised to the bin besides.
        weight: likewise, in kilograms.

    Returns:
        In base units, rounded down to what the item is counted in; never below zero.
    """
    rooms: list[Decimal] = []
    if place.capacity is not None:
        rooms.append(place.capacity - draft.load(place.code) - units)
    if place.capacity_kg is not None and item.weight:
        left = place.capacity_kg - weight_in(draft, place.code) - weight
        rooms.append(left / item.weight)
    if not rooms:
        return None
    step = Decimal(1).scaleb(-DECIMALS_MAX) if item.is_fractional else Decimal(1)
    return max(ZERO, min(rooms).quantize(step, rounding=ROUND_DOWN))


def weight_in(draft: Draft, location: str) -> Decimal:
    """Return the kilograms that lie in a bin; items whose weight nobody knows weigh nothing."""
    keys = {*draft.book.items_at(location), *(k for k in draft.touched if k.location == location)}
    weights = ((draft.book.get(Item, key.item), draft.on_hand(*key)) for key in keys)
    return sum((item.weight * there for item, there in weights if item and item.weight), ZERO)


def crowded_bins(draft: Draft, filled: Iterable[Location]) -> tuple[Crowded, ...]:
    """Return which of the places that a draft fills hold more than they are made for."""
    found: list[Crowded] = []
    for place in filled:
        if place.capacity is not None or place.capacity_kg is not None:
            found += _crowded(draft, place)
    return tuple(found)


def _crowded(draft: Draft, place: Location) -> list[Crowded]:
    found = []
    if place.capacity is not None and (load := draft.load(place.code)) > place.capacity:
        found.append(Crowded(location=place.code, holds=load, capacity=place.capacity))
    if place.capacity_kg is not None:
        weight = weight_in(draft, place.code)
        if weight > place.capacity_kg:
            limits = {"holds": weight, "capacity": place.capacity_kg, "unit": KILOGRAMS}
            found.append(Crowded(location=place.code, **limits))
    return found
