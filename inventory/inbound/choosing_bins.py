"""Choosing bins: where goods in receiving should go, in which order, and why there.

First where the same lot lies, then the item's home, where the item lies, empty bins, and last bins
that hold other things; among equals the nearest, then by code. Where more of it is about to be put
counts after where it lies. A bin must take the item and have
room for some of it; goods that find no room in one are split over several.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal
from enum import StrEnum
from itertools import chain
from typing import Final, NamedTuple

from inventory.bookkeeping.walk import FIRST_ON_THE_WALK, Near, walk_of
from inventory.documents.putaway import Putaway
from inventory.draft import Draft
from inventory.inbound.fitting_bins import room_for, takes
from inventory.item import Item
from inventory.location import Location, LocationKind
from inventory.quantity import ZERO

SPLITS_MAX: Final = 20
"""Bins over which one line is split; what is left waits without a proposal."""


class BinReason(StrEnum):
    """Why a bin is proposed, as people are told."""

    SAME_LOT = "the same lot lies there"
    HOME = "its home"
    SAME_ITEM = "the same item lies there"
    GOING = "more of it goes there"
    EMPTY = "empty, near the dock"
    ROOM = "has room"
    NOWHERE = "no bin has room"


class Choice(NamedTuple):
    """A bin for some of the goods; `bin` is empty where none was found."""

    bin: str
    quantity: Decimal
    why: BinReason


class BinChooser:
    """Chooses bins for the lines of one command; what it chose is taken for its next choices.

    Args:
        draft: whose book knows the bins; what open putaways propose counts as taken.
        besides: number of a putaway whose own proposals do not count.
    """

    def __init__(self, draft: Draft, besides: str = "") -> None:
        self._draft = draft
        self._units: defaultdict[str, Decimal] = defaultdict(lambda: ZERO)
        self._weights: defaultdict[str, Decimal] = defaultdict(lambda: ZERO)
        self._going: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
        self._full: set[str] = set()
        self._around: dict[tuple[str, int], list[str]] = {}
        for known in draft.book.open(Putaway):
            putaway = draft.current(Putaway, known.number)
            for line in putaway.lines if putaway and putaway.number != besides else ():
                if line.proposed and line.outstanding:
                    item = draft.book.get(Item, line.item)
                    self._take(line.proposed, item, line.lot, line.outstanding)

    def choose(self, item: Item, lot: str, quantity: Decimal, dock: Location) -> list[Choice]:
        """Return bins for a quantity, the best first; together they take all of it.

        Args:
            item: what is put away.
            lot: which of its lots, empty for none.
            quantity: in base units.
            dock: where it lies now; only bins of its site are chosen.
        """
        choices: list[Choice] = []
        left = quantity
        for code, why in self._ranked(item, lot, dock):
            if not left or len(choices) == SPLITS_MAX:
                break
            taken = min(left, self._room(code, item, left))
            if taken:
                choices.append(Choice(code, taken, why))
                self._take(code, item, lot, taken)
                left -= taken
        return [*choices, Choice("", left, BinReason.NOWHERE)] if left else choices

    def choose_one(self, item: Item, lot: str, quantity: Decimal, dock: Location) -> Choice:
        """Return the best bin that has room for all of a quantity; see `choose`."""
        for code, why in self._ranked(item, lot, dock):
            if self._room(code, item, quantity) >= quantity:
                self._take(code, item, lot, quantity)
                return Choice(code, quantity, why)
        return Choice("", quantity, BinReason.NOWHERE)

    def _ranked(self, item: Item, lot: str, dock: Location) -> Iterator[tuple[str, BinReason]]:
        seen: set[str] = set()
        for code, why in self._groups(item, lot, dock):
            if code not in seen:
                seen.add(code)
                yield code, why

    def _groups(self, item: Item, lot: str, dock: Location) -> Iterator[tuple[str, BinReason]]:
        here = _walk_from(dock)
        lies, goes = self._draft.book.balances(item.sku), self._going[item.sku]
        named = (
            (self._nearest(lies, here, lot) if lot else [], BinReason.SAME_LOT),
            (self._nearest(goes, here, lot) if lot else [], BinReason.GOING),
            ((item.home,), BinReason.HOME),
            (self._nearest(lies, here), BinReason.SAME_ITEM),
            (self._nearest(goes, here), BinReason.GOING),
            (self._empty(dock.site, here), BinReason.EMPTY),
            (self._all(dock.site, here), BinReason.ROOM),
        )
        pairs = chain.from_iterable(((code, why) for code in codes) for codes, why in named)
        return ((code, why) for code, why in pairs if self._suits(code, item, dock))

    def _nearest(
        self, places: Iterable[tuple[str, str]], here: int, lot: str | None = None
    ) -> list[str]:
        """Return the bins of some places (bin, lot), the nearest first, of one lot or of all."""
        book, codes = self._draft.book, {code for code, its in places if lot in (None, its)}
        return sorted(codes, key=lambda code: (abs(walk_of(book.location(code)) - here), code))

    def _empty(self, site: str, here: int) -> Iterator[str]:
        for near in self._draft.book.indexes.walk.near(site, here, is_empty=True):
            is_empty = not self._units[near.code] and not self._draft.load(near.code)
            if is_empty and self._is_there(near, here):
                yield near.code

    def _all(self, site: str, here: int) -> Iterator[str]:
        """Yield every bin; looked up once a command, since a full house would be walked a line."""
        if (site, here) not in self._around:
            walk = self._draft.book.indexes.walk.near(site, here)
            self._around[site, here] = [near.code for near in walk if self._is_there(near, here)]
        yield from (code for code in self._around[site, here] if code not in self._full)

    def _is_there(self, near: Near, here: int) -> bool:
        """Tell whether a bin still is where the index has it."""
        return abs(walk_of(self._draft.book.get(Location, near.code)) - here) == near.distance

    def _suits(self, code: str, item: Item, dock: Location) -> bool:
        place = self._draft.book.get(Location, code) if code else None
        return (
            place is not None
            and place.is_active
            and place.kind is LocationKind.STORAGE
            and place.site == dock.site
            and takes(place, item)
        )

    def _room(self, code: str, item: Item, wanted: Decimal) -> Decimal:
        place = self._draft.book.get(Location, code)
        assert place is not None  # noqa: S101 - `_suits` has seen it
        room = room_for(self._draft, place, item, self._units[code], self._weights[code])
        if room is None:
            return wanted
        if not room and place.capacity_kg is None:
            self._full.add(code)
        return room

    def _take(self, code: str, item: Item | None, lot: str, quantity: Decimal) -> None:
        self._units[code] += quantity
        if item:
            self._going[item.sku].add((code, lot))
        if item and item.weight:
            self._weights[code] += item.weight * quantity


def _walk_from(dock: Location) -> int:
    """Return where the walk begins: at the dock, or at the first bin where it has no place on it."""
    return FIRST_ON_THE_WALK if dock.walk_order is None else dock.walk_order
