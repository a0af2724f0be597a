"""Storage bins along the walk through each site: which are near, and which of them may be empty.

A house has thousands of bins and a delivery hundreds of lines, so nobody may look at every bin for
every line. Like all indexes this one may name too much, never too little: whoever asks it verifies.
"""

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterator
from heapq import merge
from itertools import groupby
from operator import itemgetter
from typing import Final, NamedTuple

from inventory.location import Location, LocationKind

FIRST_ON_THE_WALK: Final = 0
LAST_ON_THE_WALK: Final = 10**9


class Stop(NamedTuple):
    """A bin where the walk comes by it."""

    walk: int
    code: str


class Near(NamedTuple):
    """A bin, and how far the walk is from where somebody stands."""

    distance: int
    code: str


def walk_of(place: Location | None) -> int:
    """Return where a bin comes on the walk; the last where nobody has said."""
    if place is None or place.walk_order is None:
        return LAST_ON_THE_WALK
    return place.walk_order


class WalkIndex:
    """The bins of each site, in walking order."""

    def __init__(self) -> None:
        self._stops: defaultdict[str, list[Stop]] = defaultdict(list)
        self._empty: defaultdict[str, list[Stop]] = defaultdict(list)
        self._spots: defaultdict[str, list[tuple[str, Stop]]] = defaultdict(list)

    def add(self, place: Location) -> None:
        """Note a bin where it is now; where it was before stays noted."""
        if place.kind is not LocationKind.STORAGE:
            return
        stop = Stop(walk_of(place), place.code)
        if (place.site, stop) not in self._spots[place.code]:
            self._spots[place.code].append((place.site, stop))
            insort(self._stops[place.site], stop)
            insort(self._empty[place.site], stop)

    def emptied(self, code: str) -> None:
        """Note that nothing may lie in a bin any more."""
        for site, stop in self._spots.get(code, ()):
            if not _has(self._empty[site], stop):
                insort(self._empty[site], stop)

    def filled(self, code: str) -> None:
        """Note that something lies in a bin, for good.

        It is taken out in one step: other threads try commands out and put bins in meanwhile.
        """
        for site, stop in self._spots.get(code, ()):
            if _has(self._empty[site], stop):
                self._empty[site].remove(stop)

    def near(self, site: str, walk: int, *, is_empty: bool = False) -> Iterator[Near]:
        """Yield the bins of a site, the nearest first, by code where the way is the same.

        Args:
            site: as Locations names it.
            walk: where on the walk somebody stands.
            is_empty: only those in which nothing may lie.
        """
        stops = (self._empty if is_empty else self._stops).get(site, [])
        at = bisect_left(stops, Stop(walk, ""))
        ahead = (Near(stop.walk - walk, stop.code) for stop in stops[at:])
        return merge(_behind(stops[:at], walk), ahead)


def _behind(stops: list[Stop], walk: int) -> Iterator[Near]:
    for _, group in groupby(reversed(stops), key=itemgetter(0)):
        yield from (Near(walk - stop.walk, stop.code) for stop in reversed(list(group)))


def _has(stops: list[Stop], stop: Stop) -> bool:
    at = bisect_left(stops, stop)
    return at < len(stops) and stops[at] == stop
