"""Every master row and document, by type and key, each with the version that changed it last."""

from collections.abc import Iterable, Iterator, MutableMapping, Sequence
from operator import attrgetter
from typing import Final, TypeVar, get_args

from inventory.bookkeeping.indexes import Indexes
from inventory.bookkeeping.overlay import Overlays, all_still, changes_of
from inventory.bookkeeping.versioned import FOLDED_TYPES, Versioned
from inventory.entries import DOCUMENT_TYPES, PART_TYPES, Entry, EntryType, type_of
from inventory.item import Item
from inventory.location import Location
from inventory.lot import Lot
from inventory.record import Record

ENTRY_TYPES: Final[tuple[EntryType, ...]] = get_args(EntryType)

E = TypeVar("E", bound=Record)


class Register:
    """Entries in order of first appearance, and the ways to find them.

    Attributes:
        entries: by type and key, those taken out included.
        entry_counts: how many there are of each type.
        parts: lines of documents (`SO-7/2`) -> their place in the order of first appearance.
        part_counts: how many there are of each type.
        indexes: hints for look-ups by other names.
    """

    def __init__(self, indexes: Indexes) -> None:
        self.entries: dict[EntryType, MutableMapping[str, Versioned]] = {t: {} for t in ENTRY_TYPES}
        self.entry_counts: dict[EntryType, int] = dict.fromkeys(ENTRY_TYPES, 0)
        self.parts: dict[EntryType, MutableMapping[str, int]] = {t: {} for t in PART_TYPES}
        self.part_counts: dict[EntryType, int] = dict.fromkeys(PART_TYPES, 0)
        self.indexes = indexes
        self._is_stage = False

    def fork(self) -> "Register":
        """Return a register that starts as this one and keeps its own changes."""
        staged = Register(self.indexes)
        staged._is_stage = True
        staged.entries = Overlays(self.entries)
        staged.entry_counts = dict(self.entry_counts)
        staged.parts = Overlays(self.parts)
        staged.part_counts = dict(self.part_counts)
        return staged

    def still(self, indexes: Indexes) -> "Register":
        """Return a register as this one is by now."""
        other = Register(indexes)
        other.entries, other.parts = all_still(self.entries), all_still(self.parts)
        other.entry_counts = dict(self.entry_counts)
        other.part_counts = dict(self.part_counts)
        return other

    def absorb(self, stage: "Register") -> None:
        """Take over what a fork has changed, now that it is on disk."""
        for entry_type, parts in stage.parts.items():
            self.parts[entry_type].update(changes_of(parts))
        for entry_type, rows in stage.entries.items():
            changed = changes_of(rows)
            for key, row in changed.items():  # folded once, for whoever else absorbs the stage
                changed[key] = _settled(entry_type, row)
                if entry_type in DOCUMENT_TYPES:
                    is_open = not changed[key].is_folded and _is_open(row.entry)
                    self._index_document(entry_type, key, is_open=is_open)
            self.entries[entry_type].update(changed)
        self.part_counts.update(stage.part_counts)
        self.entry_counts.update(stage.entry_counts)

    def get(self, model: type[E], key: str) -> E | None:
        """Return an entry by its model and key, or None where there is none."""
        found = self.entries[type_of(model)].get(key)
        entry = found.entry if found else None
        return entry if isinstance(entry, model) else None

    def all(self, model: type[E]) -> Iterator[E]:
        """Yield every entry of a model, in order of first appearance."""
        for versioned in list(self.entries[type_of(model)].values()):
            entry = versioned.entry
            if isinstance(entry, model):
                yield entry

    def open(self, model: type[E]) -> Iterator[E]:
        """Yield the documents of a model that are not done, in order of first appearance."""
        keys = self.indexes.open_documents(type_of(model))
        if not keys:  # as in most houses, for most models: every posting asks for some
            return iter(())
        return (entry for entry in self._in_order(model, keys) if _is_open(entry))

    def found(self, model: type[E], word: str) -> Iterator[E]:
        """Yield the entries of a model that a word leads to (`found_by`), in order of appearance."""
        keys = self.indexes.found_by(type_of(model), word)
        return (
            entry for entry in self._in_order(model, keys) if word in getattr(entry, "found_by", ())
        )

    def open_found(self, model: type[E], word: str) -> Iterator[E]:
        """Yield the documents that a word leads to and that are not done, in order of appearance."""
        keys = self.indexes.open_found_by(type_of(model), word)
        return (
            entry
            for entry in self._in_order(model, keys)
            if _is_open(entry) and word in getattr(entry, "found_by", ())
        )

    def _in_order(self, model: type[E], keys: Sequence[str]) -> Iterator[E]:
        if not keys:
            return
        named = map(self.entries[type_of(model)].get, keys)
        for versioned in sorted(filter(None, named), key=attrgetter("position")):
            entry = versioned.entry
            if isinstance(entry, model):
                yield entry

    def version_of(self, entry_type: EntryType, key: str) -> int:
        """Return the version of an entry, 0 where there never was one."""
        found = self.entries[entry_type].get(key)
        return found.version if found else 0

    def put(self, entry_type: EntryType, key: str, entry: Entry | None, version: int) -> None:
        """Bring an entry to what it is since a transaction; None where it was taken out."""
        known = self.entries[entry_type].get(key)
        position = known.position if known else self.entry_counts[entry_type]
        if not known:
            self.entry_counts[entry_type] += 1
        if entry_type in self.part_counts and entry is not None:
            self._note_parts(entry_type, getattr(entry, "part_keys", ()))
        row = Versioned(entry, version, position)
        self.entries[entry_type][key] = row if self._is_stage else _settled(entry_type, row)
        self.index(entry_type, key, entry)

    def index(self, entry_type: EntryType, key: str, entry: Entry | None) -> None:
        """Note by which other names an entry can be found."""
        self.indexes.refer(entry_type, key, getattr(entry, "found_by", ()))
        if entry_type in DOCUMENT_TYPES:
            self._index_document(entry_type, key, is_open=_is_open(entry))
        elif isinstance(entry, Item):
            self.indexes.add_item(entry)
        elif isinstance(entry, Location):
            self.indexes.add_location(entry)
        elif isinstance(entry, Lot):
            self.indexes.add_lot(entry.item, entry.code)

    def _note_parts(self, entry_type: EntryType, keys: Iterable[str]) -> None:
        parts = self.parts[entry_type]
        for key in keys:
            if key not in parts:
                parts[key] = self.part_counts[entry_type]
                self.part_counts[entry_type] += 1

    def _index_document(self, entry_type: EntryType, key: str, *, is_open: bool) -> None:
        """A stage may be dropped, so what it has closed stays named until it is absorbed."""
        if is_open:
            self.indexes.opened(entry_type, key)
        elif not self._is_stage:
            self.indexes.closed(entry_type, key)


def _settled(entry_type: EntryType, row: Versioned) -> Versioned:
    """Return a row as it is kept once it is on disk: folded where it is done."""
    if entry_type not in FOLDED_TYPES or row.is_folded or _is_open(row.entry):
        return row
    return row.as_done()


def _is_open(entry: Record | None) -> bool:
    return entry is not None and bool(getattr(entry, "is_open", False))
