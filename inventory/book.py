"""The book: what is where, folded from transactions, with every master row and open document.

Balances are never stored by anybody else; `apply` is the only way to change a book. Inner mappings
are replaced rather than changed, so that readers in other threads always see a whole item.
"""

from collections.abc import Iterable, Iterator, MutableMapping
from datetime import date, timedelta
from decimal import Decimal
from operator import attrgetter
from typing import Final, TypeAlias, TypeVar, get_args

from inventory.bookkeeping.holds import holds_changed
from inventory.bookkeeping.indexes import Indexes
from inventory.bookkeeping.overlay import Overlay, changes_of
from inventory.bookkeeping.versioned import FOLDED_TYPES, Versioned
from inventory.customer import Customer
from inventory.entries import DOCUMENT_TYPES, PART_TYPES, Entry, EntryType, type_of
from inventory.errors import BrokenInvariantError
from inventory.item import Item
from inventory.location import VIRTUAL_LOCATIONS, Location, LocationKind
from inventory.lot import Lot, LotStatus, lot_key
from inventory.move import Move
from inventory.people import Person, Role
from inventory.quantity import ZERO, trimmed
from inventory.record import Record
from inventory.rules import Rules, Setting
from inventory.stock_key import StockKey as StockKey
from inventory.supplier import Supplier
from inventory.transaction import Transaction

ENTRY_TYPES: Final[tuple[EntryType, ...]] = get_args(EntryType)

E = TypeVar("E", bound=Record)


Balances: TypeAlias = dict[tuple[str, str], Decimal]
"""(location, lot) -> on hand of one item; zero balances are left out."""


class Book:
    """Everything a decision may look at, at one sequence number.

    Attributes:
        sequence: of the last transaction applied; `line`: of the last ledger row.
        forked_at: of the last transaction of the book that a fork came from, None for no fork.
        stock: sku -> balances, virtual locations included (a supplier's is negative).
        rows: real balances -> their place in the order of first appearance, from 0.
        held: sku -> what is kept for orders, where it lies: the sum of all holds.
        loads: real locations -> how many units lie there, all items together.
        parts: lines of documents (`SO-7/2`) -> their place in the order of first appearance.
    """

    def __init__(self) -> None:
        self.sequence = 0
        self.forked_at: int | None = None
        self.line = 0
        self.stock: MutableMapping[str, Balances] = {}
        self.rows: MutableMapping[StockKey, int] = {}
        self.row_count = 0
        self.held: MutableMapping[str, Balances] = {}
        self.loads: MutableMapping[str, Decimal] = {}
        self.parts: dict[EntryType, MutableMapping[str, int]] = {t: {} for t in PART_TYPES}
        self.part_counts: dict[EntryType, int] = dict.fromkeys(PART_TYPES, 0)
        self.entries: dict[EntryType, MutableMapping[str, Versioned]] = {t: {} for t in ENTRY_TYPES}
        self.entry_counts: dict[EntryType, int] = dict.fromkeys(ENTRY_TYPES, 0)
        self.indexes = Indexes()
        self._rules: Rules | None = None

    def fork(self) -> "Book":
        """Return a book that starts here and keeps its own changes: a stage for decisions."""
        staged = Book()
        staged.forked_at = self.sequence
        staged.sequence, staged.line, staged.row_count = self.sequence, self.line, self.row_count
        staged.stock = Overlay(self.stock)
        staged.rows = Overlay(self.rows)
        staged.held = Overlay(self.held)
        staged.loads = Overlay(self.loads)
        staged.parts = {t: Overlay(parts) for t, parts in self.parts.items()}
        staged.part_counts = dict(self.part_counts)
        staged.entries = {t: Overlay(rows) for t, rows in self.entries.items()}
        staged.entry_counts = dict(self.entry_counts)
        staged.indexes = self.indexes
        staged._rules = self.rules
        return staged

    def absorb(self, stage: "Book") -> None:
        """Take over what was decided on a fork, now that it is on disk.

        Raises:
            BrokenInvariantError: this book has moved on since it was forked.
        """
        if stage.forked_at != self.sequence:
            raise BrokenInvariantError(f"forked at {stage.forked_at}, absorbed at {self.sequence}")
        self.stock.update(changes_of(stage.stock))
        self.rows.update(changes_of(stage.rows))
        self.held.update(changes_of(stage.held))
        self.loads.update(changes_of(stage.loads))
        self._index_loads(changes_of(stage.loads))
        for entry_type, parts in stage.parts.items():
            self.parts[entry_type].update(changes_of(parts))
        self.part_counts = stage.part_counts
        for entry_type, rows in stage.entries.items():
            changed = changes_of(rows)
            self.entries[entry_type].update(
                {key: _settled(entry_type, row) for key, row in changed.items()}
            )
            if entry_type in DOCUMENT_TYPES:
                for key, row in changed.items():
                    self._index_document(entry_type, key, is_open=_is_open(row.entry))
        self.entry_counts = stage.entry_counts
        self.line, self.row_count, self._rules = stage.line, stage.row_count, stage._rules
        self.sequence = stage.sequence

    # -- what it says -------------------------------------------------------------------------

    def on_hand(self, item: str, location: str, lot: str = "") -> Decimal:
        return self.stock.get(item, {}).get((location, lot), ZERO)

    def reserved(self, item: str, location: str, lot: str = "") -> Decimal:
        """Return what of a balance is kept for orders."""
        return self.held.get(item, {}).get((location, lot), ZERO)

    def balances(self, item: str) -> Balances:
        """Return the item's balances in real locations, in no particular order."""
        return {
            (location, lot): quantity
            for (location, lot), quantity in self.stock.get(item, {}).items()
            if location not in VIRTUAL_LOCATIONS
        }

    def available(self, item: str, on: date | None = None) -> Decimal:
        """Return what may be promised: on hand in receiving and storage, not kept for an order.

        Args:
            item: its sku.
            on: the day asked about, to leave out lots that have expired by then; held ones are
                left out in any case.
        """
        held = self.held.get(item, {})
        return sum(
            (
                quantity - held.get((code, lot), ZERO)
                for (code, lot), quantity in self.balances(item).items()
                if self.kind_of(code).is_available
                and self.lot_status(item, lot, on) is LotStatus.APPROVED
            ),
            ZERO,
        )

    def lot_status(self, item: str, lot: str, on: date | None = None) -> LotStatus:
        """Return what may be done with a lot: as it is set, and expired where it is past its date.

        Args:
            item: its sku.
            lot: its code; goods without one are approved.
            on: the day asked about; None where the date does not matter.
        """
        found = self.lot(item, lot) if lot else None
        if found is None:
            return LotStatus.APPROVED
        is_expired = on is not None and self.is_expired(item, lot, on)
        return LotStatus.EXPIRED if found.is_approved and is_expired else found.status

    def is_expired(self, item: str, lot: str, on: date) -> bool:
        """Tell whether a lot may no longer be picked on a day, by the margin of the rules."""
        found = self.lot(item, lot) if lot else None
        if found is None or found.expires_on is None:
            return False
        return on + timedelta(days=self.rules.expiry_margin_days) > found.expires_on

    def items_at(self, location: str) -> dict[StockKey, Decimal]:
        """Return what lies in one real location."""
        return {
            StockKey(sku, place, lot): quantity
            for sku in sorted(self.indexes.items_seen_at(location))
            for (place, lot), quantity in self.stock.get(sku, {}).items()
            if place == location
        }

    def is_used(self, item: str) -> bool:
        """Tell whether the ledger has ever moved this item."""
        return item in self.stock

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
        rows = self.entries[type_of(model)]
        named = map(rows.get, self.indexes.open_documents(type_of(model)))
        for versioned in sorted(filter(None, named), key=attrgetter("position")):
            entry = versioned.entry
            if isinstance(entry, model) and _is_open(entry):
                yield entry

    def found(self, model: type[E], word: str) -> Iterator[E]:
        """Yield the entries of a model that a word leads to (`found_by`), in order of appearance."""
        rows = self.entries[type_of(model)]
        named = map(rows.get, self.indexes.found_by(type_of(model), word))
        for versioned in sorted(filter(None, named), key=attrgetter("position")):
            entry = versioned.entry
            if isinstance(entry, model) and word in getattr(entry, "found_by", ()):
                yield entry

    def version_of(self, entry_type: EntryType, key: str) -> int:
        """Return the version of an entry, 0 where there never was one."""
        found = self.entries[entry_type].get(key)
        return found.version if found else 0

    def position_of(self, entry_type: EntryType, key: str) -> int:
        """Return an entry's place in the order of first appearance among its type, from 0."""
        return self.entries[entry_type][key].position

    def load(self, location: str) -> Decimal:
        """Return how many units lie in a real location, all items together."""
        return self.loads.get(location, ZERO)

    def fold_loads(self) -> None:
        """Count anew what lies in each location, from the balances."""
        self.loads = {}
        for places in self.stock.values():
            for (location, _), quantity in places.items():
                self._note_load(location, quantity)

    # -- lookups that forgive spelling, never guess -------------------------------------------

    def item(self, text: str) -> Item | None:
        """Find an item by sku, barcode, or a sku that differs in upper and lower case only."""
        if exact := self.get(Item, text):
            return exact
        named = [item for sku in self.indexes.skus_like(text) if (item := self.get(Item, sku))]
        matching = [item for item in named if _names(item, text)]
        return matching[0] if len(matching) == 1 else None

    def location(self, text: str) -> Location | None:
        """Find a location by code, or a code that differs in upper and lower case only."""
        if exact := self.get(Location, text) or VIRTUAL_LOCATIONS.get(text.upper()):
            return exact
        codes = self.indexes.locations_like(text)
        found = [place for code in codes if (place := self.get(Location, code))]
        return found[0] if len(found) == 1 else None

    def kind_of(self, location: str) -> LocationKind:
        """Return a location's kind; a code that is gone from the tab counts as storage."""
        found = self.location(location)
        return found.kind if found else LocationKind.STORAGE

    def first_of_kind(self, kind: LocationKind, site: str = "") -> Location | None:
        """Return the active location of a kind whose code sorts first, those of a site before."""
        named = (self.get(Location, code) for code in self.indexes.locations_of_kind(kind))
        found = [place for place in named if place and place.kind is kind and place.is_active]
        return min(found, key=lambda place: (place.site != site, place.code), default=None)

    def customer(self, text: str) -> Customer | None:
        """Find a customer by code, or a code that differs in upper and lower case only."""
        if exact := self.get(Customer, text):
            return exact
        found = [one for one in self.all(Customer) if one.code.casefold() == text.casefold()]
        return found[0] if len(found) == 1 else None

    def supplier(self, text: str) -> Supplier | None:
        """Find a supplier by code, or a code that differs in upper and lower case only."""
        if exact := self.get(Supplier, text):
            return exact
        found = [one for one in self.all(Supplier) if one.code.casefold() == text.casefold()]
        return found[0] if len(found) == 1 else None

    def lot(self, item: str, code: str) -> Lot | None:
        return self.get(Lot, lot_key(item, code))

    # -- people and rules ---------------------------------------------------------------------

    @property
    def rules(self) -> Rules:
        if self._rules is None:
            self._rules = Rules.of({row.name: row.value for row in self.all(Setting)})
        return self._rules

    def role_of(self, user: str) -> Role:
        """Return somebody's role now; people who are not listed have the default one."""
        person = self.get(Person, user)
        if person is None:
            return self.rules.default_role
        return person.role if person.is_active else Role.NONE

    def people_with(self, role: Role) -> tuple[str, ...]:
        """Return the users who have at least a role, sorted."""
        return tuple(
            sorted(p.user for p in self.all(Person) if p.is_active and p.role.includes(role))
        )

    # -- how it changes -----------------------------------------------------------------------

    def apply(self, transaction: Transaction) -> None:
        """Fold one transaction in.

        Raises:
            BrokenInvariantError: it is not the next one, or was decided on another book.
        """
        if transaction.sequence != self.sequence + 1:
            raise BrokenInvariantError(f"{transaction.id} applied at {self.sequence}")
        for move in transaction.moves:
            self._apply_move(move)
        for change in transaction.changes:
            if self.version_of(change.type, change.key) != change.version:
                raise BrokenInvariantError(f"{transaction.id} changes a stale {change.type}")
            self._put(change.type, change.key, change.after, transaction.sequence)
        self.sequence = transaction.sequence

    def _apply_move(self, move: Move) -> None:
        if move.line != self.line + 1:
            raise BrokenInvariantError(f"ledger line {move.line} applied at {self.line}")
        self.line = move.line
        balances = dict(self.stock.get(move.item, {}))
        for location, quantity in ((move.source, -move.quantity), (move.target, move.quantity)):
            place = (location, move.lot)
            balances[place] = trimmed(balances.get(place, ZERO) + quantity)
            if not balances[place]:
                del balances[place]
            self._note_row(StockKey(move.item, *place))
            self._note_load(location, quantity)
        self.stock[move.item] = balances

    def _note_load(self, location: str, change: Decimal) -> None:
        if location in VIRTUAL_LOCATIONS:
            return
        self.loads[location] = trimmed(self.loads.get(location, ZERO) + change)
        self._index_loads([location])

    def _index_loads(self, locations: Iterable[str]) -> None:
        """A stage may be dropped, so what it has filled may be empty until it is absorbed."""
        for location in locations:
            if not self.loads[location]:
                self.indexes.walk.emptied(location)
            elif self.forked_at is None:
                self.indexes.walk.filled(location)

    def _note_row(self, key: StockKey) -> None:
        if key.location in VIRTUAL_LOCATIONS or key in self.rows:
            return
        self.rows[key] = self.row_count
        self.row_count += 1
        self.indexes.saw(key.item, key.location)

    def _put(self, entry_type: EntryType, key: str, entry: Entry | None, version: int) -> None:
        known = self.entries[entry_type].get(key)
        position = known.position if known else self.entry_counts[entry_type]
        if not known:
            self.entry_counts[entry_type] += 1
        if entry_type == "order":
            self.add_holds(known.entry if known else None, entry)
        if entry_type in self.parts and entry is not None:
            self._note_parts(entry_type, getattr(entry, "part_keys", ()))
        row = Versioned(entry, version, position)
        is_stage = self.forked_at is not None
        self.entries[entry_type][key] = row if is_stage else _settled(entry_type, row)
        self.indexes.refer(entry_type, key, getattr(entry, "found_by", ()))
        if entry_type in DOCUMENT_TYPES:
            self._index_document(entry_type, key, is_open=_is_open(entry))
        elif isinstance(entry, Item):
            self.indexes.add_item(entry)
        elif isinstance(entry, Location):
            self.indexes.add_location(entry)
        if entry_type == "setting":
            self._rules = None

    def add_holds(self, before: Entry | None, after: Entry | None) -> None:
        """Bring what is kept for orders from one state of an order to another."""
        for key, change in holds_changed(before, after).items():
            held = dict(self.held.get(key.item, {}))
            place = (key.location, key.lot)
            held[place] = trimmed(held.get(place, ZERO) + change)
            if not held[place]:
                del held[place]
            self.held[key.item] = held

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
        elif self.forked_at is None:
            self.indexes.closed(entry_type, key)


def _settled(entry_type: EntryType, row: Versioned) -> Versioned:
    """Return a row as it is kept once it is on disk: folded where it is done."""
    if entry_type not in FOLDED_TYPES or row.is_folded or _is_open(row.entry):
        return row
    return row.as_done()


def _is_open(entry: Record | None) -> bool:
    return entry is not None and bool(getattr(entry, "is_open", False))


def _names(item: Item, text: str) -> bool:
    return item.sku.casefold() == text.casefold() or text in item.codes
