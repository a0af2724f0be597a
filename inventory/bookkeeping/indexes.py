"""Hints for look-ups by other names than the key.

An index may name too much, never too little: whoever asks it verifies in the book. So stages and
books can share one, and a stage that is dropped leaves nothing wrong behind.
"""

from collections import defaultdict
from collections.abc import Iterable
from copy import copy

from inventory.bookkeeping.walk import WalkIndex
from inventory.entries import EntryType
from inventory.item import Item
from inventory.location import Location, LocationKind


class Indexes:
    """Candidates by folded codes, barcodes and kinds, by place, by what is open, and by other words.

    Attributes:
        walk: storage bins along the walk.
        held_whole: items without lots all of whose goods somebody may hold back.
    """

    def __init__(self) -> None:
        self._skus: defaultdict[str, dict[str, None]] = defaultdict(dict)
        self._locations: defaultdict[str, dict[str, None]] = defaultdict(dict)
        self._of_kind: defaultdict[LocationKind, dict[str, None]] = defaultdict(dict)
        self._seen_at: defaultdict[str, dict[str, None]] = defaultdict(dict)
        self._open: defaultdict[EntryType, dict[str, None]] = defaultdict(dict)
        self.walk = WalkIndex()
        self.held_whole: set[str] = set()
        self._referred: defaultdict[tuple[EntryType, str], dict[str, None]] = defaultdict(dict)

    def still(self) -> "Indexes":
        """Return the same for a book that stands still: what is closed elsewhere stays open there.

        The rest only ever grows, but for bins that are filled, and may be shared.
        """
        other = copy(self)
        other._open = defaultdict(dict)
        for entry_type, keys in list(self._open.items()):
            other._open[entry_type] = dict(keys)
        return other

    def add_item(self, item: Item) -> None:
        for name in (item.sku, *item.codes):
            self._skus[name.casefold()][item.sku] = None

    def add_location(self, location: Location) -> None:
        self._locations[location.code.casefold()][location.code] = None
        self._of_kind[location.kind][location.code] = None
        self.walk.add(location)

    def add_lot(self, item: str, code: str) -> None:
        if not code:
            self.held_whole.add(item)

    def saw(self, item: str, location: str) -> None:
        self._seen_at[location][item] = None

    def opened(self, entry_type: EntryType, key: str) -> None:
        self._open[entry_type][key] = None

    def closed(self, entry_type: EntryType, key: str) -> None:
        self._open[entry_type].pop(key, None)

    def refer(self, entry_type: EntryType, key: str, words: Iterable[str]) -> None:
        for word in words:
            self._referred[entry_type, word][key] = None

    def found_by(self, entry_type: EntryType, word: str) -> list[str]:
        return list(self._referred.get((entry_type, word), ()))

    def may_be_open(self, entry_type: EntryType) -> bool:
        return bool(self._open.get(entry_type))

    def open_documents(self, entry_type: EntryType) -> list[str]:
        return list(self._open.get(entry_type, ()))

    def open_found_by(self, entry_type: EntryType, word: str) -> list[str]:
        """Return the documents that a word leads to and that may not be done."""
        is_open = self._open.get(entry_type, {})
        return [key for key in self.found_by(entry_type, word) if key in is_open]

    def skus_like(self, text: str) -> list[str]:
        return list(self._skus.get(text.casefold(), ()))

    def locations_like(self, text: str) -> list[str]:
        return list(self._locations.get(text.casefold(), ()))

    def locations_of_kind(self, kind: LocationKind) -> list[str]:
        return list(self._of_kind.get(kind, ()))

    def items_seen_at(self, location: str) -> list[str]:
        return list(self._seen_at.get(location, ()))
