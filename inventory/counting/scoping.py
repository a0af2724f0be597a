"""What a scope holds today, in walking order: the balances that a plan makes lines of.

A bin of the scope that is empty by the book is a balance too, of no item: is it empty?
"""

from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from typing import Final, NamedTuple

from inventory.bin_codes import Order, bins_like, is_pattern, order_of
from inventory.book import Book
from inventory.bookkeeping.walk import walk_of
from inventory.count_errors import NothingToCount
from inventory.counting.narrowing import emptied_at, looks_at_emptied, narrowed
from inventory.documents.count_scope import CountScope
from inventory.documents.cycle_count import CycleCount
from inventory.draft import Draft
from inventory.errors import UnknownItem, UnknownLocation
from inventory.location import REAL_KINDS, VIRTUAL_LOCATIONS, Location, LocationKind
from inventory.sites import site_named, sites_of
from inventory.stock_key import StockKey

COUNTED_KINDS: Final = REAL_KINDS - {LocationKind.TRANSIT}
"""Where goods can be counted: not on their way between sites."""


class Scoped(NamedTuple):
    """What a scope holds today.

    Attributes:
        keys: what nobody is counting yet, in walking order.
        elsewhere: the open sheets that have the rest of it, in the order of their numbers.
    """

    keys: list[StockKey]
    elsewhere: tuple[str, ...]


def balances_in(
    draft: Draft, scope: CountScope, *, classes: Mapping[str, str], seed: int = 0
) -> Scoped:
    """Return what a scope holds today.

    Args:
        draft: whose book knows what lies where.
        scope: every part that is named narrows it down.
        classes: sku -> A, B or C, where the item does not say itself.
        seed: what chooses a random sample; the same one chooses the same balances.

    Raises:
        UnknownLocation, UnknownItem, NothingToCount: a part of the scope names no such thing.
    """
    book, being_counted = draft.book, on_open_sheets(draft.book)
    candidates = frozenset(_candidates(book, scope, _places(draft, scope)))
    keys = frozenset(narrowed(draft, scope, candidates, classes))
    elsewhere = {being_counted[key]: None for key in being_counted if key in keys}
    free = keys - being_counted.keys()
    if scope.sample:
        free = _sample(free, scope.sample, seed)
    return Scoped(in_walking_order(book, free), tuple(elsewhere))


def in_walking_order(book: Book, keys: Iterable[StockKey]) -> list[StockKey]:
    """Return balances along the walk; in a bin, and among bins without a place on it, by code."""
    wanted = list(keys)

    def stop_of(code: str) -> tuple[str, int, Order, str]:
        place = book.location(code)
        return (place.site if place else "", walk_of(place), order_of(code), code)

    codes = sorted({key.location for key in wanted}, key=stop_of)
    stops = {code: number for number, code in enumerate(codes)}
    return sorted(wanted, key=lambda key: (stops[key.location], key))


def everything_in(book: Book) -> Iterator[StockKey]:
    """Yield every balance that can be counted, and no empty bin."""
    return _lying(book, _countable(book))


def on_open_sheets(book: Book) -> dict[StockKey, str]:
    """Return the balances that somebody counts, or somebody else has to agree to -> their sheet."""
    return {
        line.stock_key: count.number
        for count in book.open(CycleCount)
        for line in count.lines
        if line.is_unsettled
    }


def _places(draft: Draft, scope: CountScope) -> dict[str, Location]:
    """Return the locations of a scope by code."""
    book = draft.book
    places = _bins(book, scope.bins) if scope.bins else _countable(book)
    if scope.site:
        site = _site(draft, scope.site)
        places = {code: place for code, place in places.items() if place.site == site}
    if scope.zone:
        parents = _parents(book)
        zone = _zone(parents, scope.zone)
        places = {c: place for c, place in places.items() if zone in _above(c, parents)}
    return places


def _countable(book: Book) -> dict[str, Location]:
    return {p.code: p for p in book.all(Location) if p.kind in COUNTED_KINDS}


def _bins(book: Book, codes: Iterable[str]) -> dict[str, Location]:
    """Return the bins that codes name; a pattern names those in use that fit."""
    places: dict[str, Location] = {}
    for code in codes:
        known = book.location(code)
        if known is None and is_pattern(code):
            found = [one for one in bins_like(book, code) if one.kind in COUNTED_KINDS]
            if not found:
                raise NothingToCount(problem="unknown_bins", what=code)
        elif known is None or known.kind not in REAL_KINDS:
            raise UnknownLocation(location=code)
        else:
            found = [known]
        places |= {one.code: one for one in found}
    return places


def _site(draft: Draft, text: str) -> str:
    sites = sites_of(draft)
    site = site_named(sites, text)
    if site is None:
        raise NothingToCount(problem="unknown_site", what=text, known=sites)
    return site


def _zone(parents: Mapping[str, str], text: str) -> str:
    """Return the zone that a text names, also in other letters."""
    zones = sorted(set(parents.values()))
    wanted = text.strip().casefold()
    found = text if text in zones else next((z for z in zones if z.casefold() == wanted), None)
    if found is None:
        raise NothingToCount(problem="unknown_zone", what=text, known=tuple(zones))
    return found


def _parents(book: Book) -> dict[str, str]:
    """Return code -> zone; a zone need not be a location itself."""
    zones = ((place.code, zone_of(place)) for place in book.all(Location))
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
    book: Book, scope: CountScope, places: Mapping[str, Location]
) -> Iterator[StockKey]:
    """Yield what lies in some places, and where it matters also what has gone down to nothing."""
    skus = _skus(book, scope.items)
    if skus:
        yield from _of_items(book, skus, places)
    else:
        yield from _lying(book, places)
        yield from _empty(book, places)
    if looks_at_emptied(scope):
        yield from (key for key in emptied_at(book, places) if not skus or key.item in skus)


def _skus(book: Book, texts: Iterable[str]) -> list[str]:
    items = {text: book.item(text) for text in texts}
    for text, item in items.items():
        if item is None:
            raise UnknownItem(item=text)
    return [item.sku for item in items.values() if item]


def _of_items(
    book: Book, skus: Iterable[str], places: Mapping[str, Location]
) -> Iterator[StockKey]:
    for sku in skus:
        for location, lot in book.balances(sku):
            if location in places:
                yield StockKey(sku, location, lot)


def _lying(book: Book, places: Mapping[str, Location]) -> Iterator[StockKey]:
    """Yield what lies in some places; others may post meanwhile."""
    for sku, balances in list(book.stock.items()):
        for location, lot in balances:
            if location not in VIRTUAL_LOCATIONS and location in places:
                yield StockKey(sku, location, lot)


def _empty(book: Book, places: Mapping[str, Location]) -> Iterator[StockKey]:
    """Yield the bins of some places in which nothing lies.

    What other places belong to is an aisle rather than a bin: nobody asks whether it is empty.
    """
    aisles = frozenset(_parents(book).values())
    for place in places.values():
        if (
            place.kind is LocationKind.STORAGE
            and place.is_active
            and place.code not in aisles
            and not book.load(place.code)
        ):
            yield StockKey("", place.code, "")


def _sample(keys: Iterable[StockKey], size: int, seed: int) -> frozenset[StockKey]:
    """Return so many of some balances: by chance for people, the same for the same seed."""
    return frozenset(sorted(keys, key=lambda key: _chance(key, seed))[:size])


def _chance(key: StockKey, seed: int) -> bytes:
    return sha256("\x1f".join((str(seed), *key)).encode()).digest()
