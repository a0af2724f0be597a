"""What a scope holds today, in walking order: the balances that a plan makes lines of.

A bin of the scope that is empty by the book is a balance too, of no item: is it empty?
"""

from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from typing import Final

from inventory.bookkeeping.walk import walk_of
from inventory.count_errors import NothingToCount
from inventory.counting.narrowing import emptied_at, looks_at_emptied, narrowed
from inventory.documents.cycle_count import CountScope, CycleCount
from inventory.draft import Draft
from inventory.errors import UnknownItem, UnknownLocation
from inventory.location import REAL_KINDS, VIRTUAL_LOCATIONS, Location, LocationKind
from inventory.sites import site_named, sites_of
from inventory.stock_key import StockKey

COUNTED_KINDS: Final = REAL_KINDS - {LocationKind.TRANSIT}
"""Where goods can be counted: not on their way between sites."""


def balances_in(
    draft: Draft, scope: CountScope, *, classes: Mapping[str, str], seed: int = 0
) -> list[StockKey]:
    """Return what a scope holds today and nobody is counting yet, in walking order.

    Args:
        draft: whose book knows what lies where.
        scope: every part that is named narrows it down.
        classes: sku -> A, B or C, where the item does not say itself.
        seed: what chooses a random sample; the same one chooses the same balances.

    Raises:
        UnknownLocation, UnknownItem, NothingToCount: a part of the scope names no such thing.
    """
    candidates = frozenset(_candidates(draft, scope, _places(draft, scope)))
    keys = narrowed(draft, scope, candidates - on_open_sheets(draft), classes)
    if scope.sample:
        keys = _sample(keys, scope.sample, seed)
    return sorted(keys, key=lambda key: _walk(draft, key))


def on_open_sheets(draft: Draft) -> frozenset[StockKey]:
    """Return the balances that somebody is counting, or somebody else has to agree to."""
    return frozenset(
        line.stock_key
        for count in draft.book.open(CycleCount)
        for line in count.lines
        if line.is_unsettled
    )


def _places(draft: Draft, scope: CountScope) -> dict[str, Location]:
    """Return the locations of a scope by code."""
    places = _bins(draft, scope.bins) if scope.bins else _countable(draft)
    if scope.site:
        site = _site(draft, scope.site)
        places = {code: place for code, place in places.items() if place.site == site}
    if scope.zone:
        zone, parents = _zone(draft, scope.zone), _parents(draft)
        places = {c: place for c, place in places.items() if zone in _above(c, parents)}
    return places


def _countable(draft: Draft) -> dict[str, Location]:
    return {p.code: p for p in draft.book.all(Location) if p.kind in COUNTED_KINDS}


def _bins(draft: Draft, codes: Iterable[str]) -> dict[str, Location]:
    places = {}
    for code in codes:
        place = draft.book.location(code)
        if place is None or place.kind not in REAL_KINDS:
            raise UnknownLocation(location=code)
        places[place.code] = place
    return places


def _site(draft: Draft, text: str) -> str:
    sites = sites_of(draft)
    site = site_named(sites, text)
    if site is None:
        raise NothingToCount(problem="unknown_site", what=text, known=sites)
    return site


def _zone(draft: Draft, text: str) -> str:
    """Return the zone that a text names, also in other letters."""
    zones = sorted(set(_parents(draft).values()))
    wanted = text.strip().casefold()
    found = text if text in zones else next((z for z in zones if z.casefold() == wanted), None)
    if found is None:
        raise NothingToCount(problem="unknown_zone", what=text, known=tuple(zones))
    return found


def _parents(draft: Draft) -> dict[str, str]:
    """Return code -> zone; a zone need not be a location itself."""
    zones = ((place.code, zone_of(place)) for place in draft.book.all(Location))
    return {code: zone for code, zone in zones if zone}


def zone_of(place: Location) -> str:
    """Return what a location belongs to: what Locations says, or what its code begins with.

    Most houses write the aisle into the code of a bin and nowhere else.

    Examples:
        >>> zone_of(Location(code="A-01", kind=LocationKind.STORAGE))
        'A'
        >>> zone_of(Location(code="A-01", kind=LocationKind.STORAGE, parent="NORTH"))
        'NORTH'
    """
    if place.parent or place.kind is not LocationKind.STORAGE:
        return place.parent
    return place.code.rpartition("-")[0]


def _above(code: str, parents: Mapping[str, str]) -> list[str]:
    """Return a location and everything it belongs to, however somebody has tied it in a ring."""
    found = [code]
    while (code := parents.get(code, "")) and code not in found:
        found.append(code)
    return found


def _candidates(
    draft: Draft, scope: CountScope, places: Mapping[str, Location]
) -> Iterator[StockKey]:
    """Yield what lies in some places, and where it matters also what has gone down to nothing."""
    skus = _skus(draft, scope.items)
    yield from _of_items(draft, skus, places) if skus else _at(draft, places)
    if looks_at_emptied(scope):
        yield from (key for key in emptied_at(draft, places) if not skus or key.item in skus)


def _skus(draft: Draft, texts: Iterable[str]) -> list[str]:
    items = {text: draft.book.item(text) for text in texts}
    for text, item in items.items():
        if item is None:
            raise UnknownItem(item=text)
    return [item.sku for item in items.values() if item]


def _of_items(
    draft: Draft, skus: Iterable[str], places: Mapping[str, Location]
) -> Iterator[StockKey]:
    for sku in skus:
        for location, lot in draft.book.balances(sku):
            if location in places:
                yield StockKey(sku, location, lot)


def _at(draft: Draft, places: Mapping[str, Location]) -> Iterator[StockKey]:
    """Yield everything that lies in some places, and those bins in which nothing does.

    What other places belong to is an aisle rather than a bin: nobody asks whether it is empty.
    """
    for sku, balances in draft.book.stock.items():
        for location, lot in balances:
            if location not in VIRTUAL_LOCATIONS and location in places:
                yield StockKey(sku, location, lot)
    aisles = frozenset(_parents(draft).values())
    for place in places.values():
        if (
            place.kind is LocationKind.STORAGE
            and place.is_active
            and place.code not in aisles
            and not draft.book.load(place.code)
        ):
            yield StockKey("", place.code, "")


def _sample(keys: Iterable[StockKey], size: int, seed: int) -> frozenset[StockKey]:
    """Return so many of some balances: by chance for people, the same for the same seed."""
    return frozenset(sorted(keys, key=lambda key: _chance(key, seed))[:size])


def _chance(key: StockKey, seed: int) -> bytes:
    return sha256("\x1f".join((str(seed), *key)).encode()).digest()


def _walk(draft: Draft, key: StockKey) -> tuple[str, int, StockKey]:
    place = draft.book.location(key.location)
    by_bin = StockKey(key.location, key.item, key.lot)
    return (place.site if place else "", walk_of(place), by_bin)
