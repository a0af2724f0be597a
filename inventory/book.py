"""The book: what is where, folded from transactions, with every master row and open document.

Balances are never stored by anybody else; `apply` is the only way to change a book. What it is made
of stands in `bookkeeping/`: the shelves with what lies on them, and the register of entries.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import TypeVar

from inventory.bookkeeping.holds import holds_changed
from inventory.bookkeeping.indexes import Indexes
from inventory.bookkeeping.register import Register
from inventory.bookkeeping.shelves import Balances, Shelves, Touch
from inventory.bookkeeping.spelling import (
    first_of_kind,
    item_named,
    location_named,
    partner_named,
)
from inventory.bookkeeping.trail import Trail
from inventory.customer import Customer
from inventory.effect import Effect
from inventory.entries import Entry, EntryType
from inventory.errors import BrokenInvariantError
from inventory.item import Item
from inventory.location import VIRTUAL_LOCATIONS, Location, LocationKind
from inventory.lot import Lot, LotStatus, lot_key
from inventory.people import Person, Role
from inventory.quantity import ZERO
from inventory.record import Record
from inventory.rules import Rules, Setting
from inventory.stock_key import StockKey
from inventory.supplier import Supplier
from inventory.transaction import Transaction

E = TypeVar("E", bound=Record)


class Book:
    """Everything a decision may look at, at one sequence number.

    Attributes:
        sequence: of the last transaction applied.
        forked_at: of the last transaction of the book that a fork came from, None for no fork.
        shelves: balances and holds; `stock`, `rows`, `touches`, `held`, `loads` are its mappings.
        register: master rows and documents; `entries`, `parts` and `indexes` are its own.
        trail: where every lot came from, and where it went.
    """

    def __init__(self) -> None:
        indexes = Indexes()
        self._stand(Shelves(indexes), Register(indexes), Trail())
        self.sequence = 0
        self.forked_at: int | None = None
        self._rules: Rules | None = None

    def _stand(self, shelves: Shelves, register: Register, trail: Trail) -> None:
        """Every look-up goes through these mappings, so they are one step away."""
        self.shelves, self.register, self.trail = shelves, register, trail
        self.stock, self.rows, self.touches = shelves.stock, shelves.rows, shelves.touches
        self.held, self.loads = shelves.held, shelves.loads
        self.entries, self.parts = register.entries, register.parts
        self.indexes = register.indexes

    @property
    def line(self) -> int:
        """The last ledger row."""
        return self.shelves.line

    def fork(self) -> "Book":
        """Return a book that starts here and keeps its own changes: a stage for decisions."""
        staged = Book.__new__(Book)  # without shelves of its own, which nobody would look at
        staged._stand(self.shelves.fork(), self.register.fork(), self.trail.fork())
        staged.sequence = staged.forked_at = self.sequence
        staged._rules = self.rules
        return staged

    def still(self) -> "Book":
        """Return what this book says by now, for good: to be read or forked, never added to.

        Of a fork only its own changes are copied, so what it stands on has to stay as it is.
        """
        indexes = self.indexes.still()
        other = Book.__new__(Book)
        other._stand(self.shelves.still(indexes), self.register.still(indexes), self.trail.still())
        other.sequence, other.forked_at = self.sequence, self.forked_at
        other._rules = self.rules
        return other

    def absorb(self, stage: "Book") -> None:
        """Take over what was decided on a fork, now that it is on disk.

        Raises:
            BrokenInvariantError: this book has moved on since it was forked.
        """
        if stage.forked_at != self.sequence:
            raise BrokenInvariantError(f"forked at {stage.forked_at}, absorbed at {self.sequence}")
        self.shelves.absorb(stage.shelves)
        self.register.absorb(stage.register)
        self.trail.absorb(stage.trail)
        self._rules = stage._rules
        self.sequence = stage.sequence

    # -- what it says -------------------------------------------------------------------------

    def on_hand(self, item: str, location: str, lot: str = "") -> Decimal:
        return self.stock.get(item, {}).get((location, lot), ZERO)

    def reserved(self, item: str, location: str, lot: str = "") -> Decimal:
        """Return what of a balance is kept for orders."""
        return self.held.get(item, {}).get((location, lot), ZERO)

    def is_touched(self, key: StockKey, since: int) -> bool:
        """Tell whether a balance has been moved after a transaction, also out and in again."""
        touch = self.touches.get(key)
        return touch is not None and touch.sequence > since

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
            lot: its code; goods without one are approved unless all of the item are held.
            on: the day asked about; None where the date does not matter.
        """
        return self.status_of(self.lot(item, lot), on)

    def status_of(self, lot: Lot | None, on: date | None = None) -> LotStatus:
        """Return what may be done with a lot on a day; None stands for goods without one."""
        if lot is None:
            return LotStatus.APPROVED
        is_past = lot.is_approved and on is not None and self._is_past(lot, on)
        return LotStatus.EXPIRED if is_past else lot.status

    def is_expired(self, item: str, lot: str, on: date) -> bool:
        """Tell whether a lot may no longer be picked on a day, by the margin of the rules."""
        found = self.lot(item, lot) if lot else None
        return found is not None and self._is_past(found, on)

    def _is_past(self, lot: Lot, on: date) -> bool:
        if lot.expires_on is None:
            return False
        return on + timedelta(days=self.rules.expiry_margin_days) > lot.expires_on

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
        return self.register.get(model, key)

    def all(self, model: type[E]) -> Iterator[E]:
        """Yield every entry of a model, in order of first appearance."""
        return self.register.all(model)

    def open(self, model: type[E]) -> Iterator[E]:
        """Yield the documents of a model that are not done, in order of first appearance."""
        return self.register.open(model)

    def found(self, model: type[E], word: str) -> Iterator[E]:
        """Yield the entries of a model that a word leads to (`found_by`), in order of appearance."""
        return self.register.found(model, word)

    def open_found(self, model: type[E], word: str) -> Iterator[E]:
        """Yield the documents a word leads to that are not done: the others stay folded."""
        return self.register.open_found(model, word)

    def version_of(self, entry_type: EntryType, key: str) -> int:
        """Return the version of an entry, 0 where there never was one."""
        return self.register.version_of(entry_type, key)

    def position_of(self, entry_type: EntryType, key: str) -> int:
        """Return an entry's place in the order of first appearance among its type, from 0."""
        return self.entries[entry_type][key].position

    def load(self, location: str) -> Decimal:
        """Return how many units lie in a real location, all items together."""
        return self.loads.get(location, ZERO)

    # -- lookups that forgive spelling, never guess -------------------------------------------

    def item(self, text: str) -> Item | None:
        """Find an item by sku, barcode, or a sku that differs in upper and lower case only."""
        return item_named(self.register, text)

    def location(self, text: str) -> Location | None:
        """Find a location by code, or a code that differs in upper and lower case only."""
        return location_named(self.register, text)

    def kind_of(self, location: str) -> LocationKind:
        """Return a location's kind; a code that is gone from the tab counts as storage."""
        if virtual := VIRTUAL_LOCATIONS.get(location):
            return virtual.kind
        found = self.get(Location, location) or self.location(location)
        return found.kind if found else LocationKind.STORAGE

    def first_of_kind(self, kind: LocationKind, site: str = "") -> Location | None:
        """Return the active location of a kind whose code sorts first, those of a site before."""
        return first_of_kind(self.register, kind, site)

    def customer(self, text: str) -> Customer | None:
        """Find a customer by code, or a code that differs in upper and lower case only."""
        return partner_named(self.register, Customer, text)

    def supplier(self, text: str) -> Supplier | None:
        """Find a supplier by code, or a code that differs in upper and lower case only."""
        return partner_named(self.register, Supplier, text)

    def lot(self, item: str, code: str) -> Lot | None:
        """Return a lot; with an empty code that of an item without lots which is held as a whole."""
        if not code and item not in self.indexes.held_whole:
            return None
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

    def apply(self, transaction: Transaction | Effect) -> None:
        """Fold one transaction in.

        Raises:
            BrokenInvariantError: it is not the next one, or was decided on another book.
        """
        if transaction.sequence != self.sequence + 1:
            raise BrokenInvariantError(f"{transaction.id} applied at {self.sequence}")
        touch = Touch(transaction.sequence, transaction.at, since=transaction.at)
        self.shelves.apply(transaction.moves, touch)
        self.trail.apply(transaction)
        for change in transaction.changes:
            if self.version_of(change.type, change.key) != change.version:
                raise BrokenInvariantError(f"{transaction.id} changes a stale {change.type}")
            self._put(change.type, change.key, change.after, transaction.sequence)
        self.sequence = transaction.sequence

    def _put(self, entry_type: EntryType, key: str, entry: Entry | None, version: int) -> None:
        if entry_type == "order":
            known = self.entries[entry_type].get(key)
            self.shelves.keep(holds_changed(known.entry if known else None, entry))
        self.register.put(entry_type, key, entry, version)
        if entry_type == "setting":
            self._rules = None
