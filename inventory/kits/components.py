"""Components: what so many kits are made of, and where so much of it is taken from."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Final, NamedTuple

from inventory.draft import Draft
from inventory.holders import holders_by_place
from inventory.inbound_errors import OtherSite
from inventory.item import Item
from inventory.kit_errors import ComponentsShort, ComponentsUnusable, ShortComponent
from inventory.kits.bill_of_materials import bill_of, lasts_for
from inventory.lines import place_of
from inventory.location import AVAILABLE_KINDS, LocationKind
from inventory.lots.candidates import Candidate, candidates
from inventory.quantity import ZERO, Amount

PLACES_TOLD: Final = 5


class Component(NamedTuple):
    """What some kits take of one item."""

    item: Item
    each: Decimal
    quantity: Decimal


class Bench(NamedTuple):
    """Where a kit is built: at one site, of what lies there, or in the one bin that was named."""

    site: str
    source: str = ""


class Taken(NamedTuple):
    """What is taken from one balance."""

    item: Item
    found: Candidate
    quantity: Decimal


def components_of(
    draft: Draft, kit: Item, quantity: Decimal, *, is_new: bool
) -> tuple[Component, ...]:
    """Return what so many kits are made of, each item once.

    Args:
        draft: whose book names them.
        kit: with a bill of materials.
        quantity: of the kit, in its base unit.
        is_new: it is to be built; what is out of use may still come out of one that was.

    Raises:
        ComponentsUnusable: with all that are not there or out of use.
        FractionRefused, QuantityTooLarge: a component does not come in so much.
    """
    bill = bill_of(draft.book, kit)
    items = {sku: draft.book.get(Item, sku) for sku in bill}
    unknown = tuple(sku for sku, item in items.items() if item is None)
    inactive = tuple(sku for sku, item in items.items() if is_new and item and not item.is_active)
    if unknown or inactive:
        raise ComponentsUnusable(item=kit.sku, unknown=unknown, inactive=inactive)
    return tuple(
        Component(item, each, item.in_base_units(Amount(number=quantity * each)))
        for item, each in ((items[sku], each) for sku, each in bill.items())
        if item is not None
    )


def taken_for(
    draft: Draft, kit: Item, quantity: Decimal, parts: Sequence[Component], bench: Bench
) -> list[Taken]:
    """Return where the components of some kits come from, what expires first before all others.

    Args:
        draft: whose moves and holds count.
        kit: what is built.
        quantity: of it, in its base unit.
        parts: what it takes.
        bench: where it is built.

    Raises:
        ComponentsShort: with everything of which there is not enough.
    """
    found = {part.item.sku: _candidates(draft, part.item, bench) for part in parts}
    free = {sku: sum((one.free for one in there), ZERO) for sku, there in found.items()}
    if short := [part for part in parts if free[part.item.sku] < part.quantity]:
        raise ComponentsShort(
            item=kit.sku,
            unit=kit.unit,
            wanted=quantity,
            most=min(lasts_for(kit, free[part.item.sku], part.each) for part in parts),
            source=bench.source,
            short=tuple(_short(draft, part, free[part.item.sku]) for part in short),
        )
    return [taken for part in parts for taken in _taken(part, found[part.item.sku])]


def earliest(taken: Iterable[Taken]) -> tuple[date, str]:
    """Return the first day on which something of it expires, and what that is.

    Returns:
        The day and the item's sku; `date.max` where nothing expires.
    """
    days = ((one.found.expires_on, one.item.sku) for one in taken)
    return min(days, default=(date.max, ""))


def place_for(draft: Draft, verb: str, named: str, item: Item, beside: str = "") -> str:
    """Return where goods that come out of production are put: as named, else home, else receiving.

    Args:
        draft: whose book knows the places.
        verb: which is named to the person.
        named: the bin that was named, or empty.
        item: the goods.
        beside: the bin that what they are made of comes from: they stay at its site.

    Raises:
        UnknownLocation, Inactive, WrongPlace: as they say.
        OtherSite: the named bin is at another site.
    """
    site = site_of(draft, beside) if beside else None
    if named:
        place = place_of(draft, verb, named, kinds=AVAILABLE_KINDS)
        if site not in (None, place.site):
            raise OtherSite(problem="transfer_needed", location=beside, target=place.code)
        return place.code
    home = draft.book.location(item.home) if item.home else None
    is_home = home is not None and home.is_active and home.kind in AVAILABLE_KINDS
    if home and is_home and site in (None, home.site):
        return home.code
    return draft.place_of_kind(LocationKind.RECEIVING, site or "")


def site_of(draft: Draft, location: str) -> str:
    """Return the site of a bin, empty where there is only one."""
    found = draft.book.location(location)
    return found.site if found else ""


def _candidates(draft: Draft, item: Item, bench: Bench) -> list[Candidate]:
    return [
        one
        for one in candidates(draft, item.sku)
        if bench.source in ("", one.location) and site_of(draft, one.location) == bench.site
    ]


def _taken(part: Component, there: Iterable[Candidate]) -> Iterable[Taken]:
    left = part.quantity
    for one in there:
        if taken := min(left, one.free):
            yield Taken(part.item, one, taken)
            left -= taken


def _short(draft: Draft, part: Component, free: Decimal) -> ShortComponent:
    sku = part.item.sku
    lies = sorted(
        ((place, lot, there) for (place, lot), there in draft.book.balances(sku).items()),
        key=lambda one: (-one[2], one[0], one[1]),
    )
    held: defaultdict[str, Decimal] = defaultdict(lambda: ZERO)
    for holders in holders_by_place(draft.book, sku).values():
        for order, quantity in holders:
            held[order] += quantity
    return ShortComponent(
        item=sku,
        unit=part.item.unit,
        wanted=part.quantity,
        free=free,
        lies=tuple(lies[:PLACES_TOLD]),
        holders=tuple(sorted(held.items(), key=lambda one: -one[1])),
    )
