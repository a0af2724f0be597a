"""The book as a draft leaves it so far: its own moves and changes on top of what the book says."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import TypeVar

from inventory.book import Book
from inventory.bookkeeping.holds import holds_changed
from inventory.dates import local_date
from inventory.documents.order import Order
from inventory.entries import Change, Entry, EntryType, type_of
from inventory.location import VIRTUAL_LOCATIONS
from inventory.lot import Lot, LotStatus, lot_key
from inventory.quantity import ZERO, trimmed
from inventory.record import Record
from inventory.stock_key import StockKey
from inventory.transaction import BalanceChange

E = TypeVar("E", bound=Record)


class DraftedBook:
    """Balances, holds and entries with what has been drafted, which the book does not know yet."""

    def __init__(self, book: Book, at: datetime) -> None:
        self.book = book
        self._at = at
        self._changes: dict[tuple[str, str], Change] = {}
        self._held: defaultdict[StockKey, Decimal] = defaultdict(lambda: ZERO)
        self._before: dict[StockKey, Decimal] = {}
        self._loaded: defaultdict[str, Decimal] = defaultdict(lambda: ZERO)
        self._after: dict[StockKey, Decimal] = {}

    @property
    def today(self) -> date:
        """The warehouse's own date when the command was given."""
        return local_date(self.book, self._at)

    def on_hand(self, item: str, location: str, lot: str = "") -> Decimal:
        """Return what lies there after the moves drafted so far."""
        key = StockKey(item, location, lot)
        return self._after.get(key, self.book.on_hand(*key))

    def reserved(self, item: str, location: str, lot: str = "") -> Decimal:
        """Return what is kept for orders there, after the changes drafted so far."""
        return self.book.reserved(item, location, lot) + self._held[StockKey(item, location, lot)]

    def free(self, item: str, location: str, lot: str = "") -> Decimal:
        """Return what lies there and is kept for nobody."""
        return self.on_hand(item, location, lot) - self.reserved(item, location, lot)

    def load(self, location: str) -> Decimal:
        """Return how many units lie in a real location, after the moves drafted so far."""
        return self.book.load(location) + self._loaded[location]

    @property
    def touched(self) -> tuple[StockKey, ...]:
        """The balances that its moves and documents have changed so far."""
        return tuple(dict.fromkeys((*self._after, *self._held)))

    def lots_at(self, item: str, location: str) -> tuple[str, ...]:
        """Return the lots of an item that lie in a location by now, sorted."""
        here = {lot for (code, lot) in self.book.stock.get(item, {}) if code == location}
        drafted = {key.lot for key in self._after if key[:2] == (item, location)}
        there = {lot for lot in here | drafted if lot and self.on_hand(item, location, lot)}
        return tuple(sorted(there))

    def lots_in_use(self, item: str) -> set[str]:
        """Return the lots of an item that lie anywhere, or went anywhere for good."""
        drafted = {key.lot for key in self._after if key.item == item}
        return drafted | {lot for (_, lot) in self.book.stock.get(item, {})}

    def in_building(self, item: str, lot: str) -> Decimal:
        """Return how much of a lot lies in the building, by what came in and what went out."""
        return -sum((self.on_hand(item, place, lot) for place in VIRTUAL_LOCATIONS), ZERO)

    def lot(self, item: str, code: str) -> Lot | None:
        """Return a lot as this draft leaves it so far; an empty code is one as `Book.lot` says."""
        change = self._changes.get(("lot", lot_key(item, code)))
        if change is None:
            return self.book.lot(item, code)
        return change.after if isinstance(change.after, Lot) else None

    def lot_status(self, item: str, lot: str) -> LotStatus:
        """Return what may be done with a lot today, as this draft leaves it so far."""
        drafted = self.lot(item, lot)
        if drafted is not None and not drafted.is_approved:
            return drafted.status
        is_expired = bool(lot) and self.book.is_expired(item, lot, self.today)
        return LotStatus.EXPIRED if is_expired else LotStatus.APPROVED

    def current(self, model: type[E], key: str) -> E | None:
        """Return an entry as this draft leaves it so far."""
        change = self._changes.get((type_of(model), key))
        if change is None:
            return self.book.get(model, key)
        return change.after if isinstance(change.after, model) else None

    def changed(self, model: type[E]) -> Iterator[E]:
        """Yield the entries of a model that this draft has changed or added so far."""
        for change in tuple(self._changes.values()):
            if isinstance(change.after, model):
                yield change.after

    def mention(self, item: str, location: str, lot: str = "") -> None:
        """Have the reply tell this balance even where it does not change."""
        self._mentioned(StockKey(item, location, lot))

    def put(self, entry: Entry) -> None:
        """Change or add an entry."""
        self._shift_holds(entry.type, entry.key, entry)
        before = self.book.entries[entry.type].get(entry.key)
        self._changes[entry.type, entry.key] = Change(
            version=before.version if before else 0,
            before=before.entry if before else None,
            after=entry,
        )

    def take_out(self, entry: Entry) -> None:
        """Remove an entry that nothing refers to."""
        self._shift_holds(entry.type, entry.key, None)
        version = self.book.version_of(entry.type, entry.key)
        self._changes[entry.type, entry.key] = Change(version=version, before=entry, after=None)

    def restore(self, change: Change) -> None:
        """Put an entry back to what it was before a change that still stands."""
        self._shift_holds(change.type, change.key, change.before)
        version = self.book.version_of(change.type, change.key)
        self._changes[change.type, change.key] = Change(
            version=version, before=change.after, after=change.before
        )

    def next_number(self, entry: type[Record], prefix: str) -> str:
        """Return the next document number, also after documents this draft has added."""
        entry_type = type_of(entry)
        new = [c for (t, _), c in self._changes.items() if t == entry_type and c.version == 0]
        return f"{prefix}-{self.book.register.entry_counts[entry_type] + len(new) + 1}"

    def _balance_changes(self) -> tuple[BalanceChange, ...]:
        """Return the real balances that the reply tells."""
        return tuple(
            BalanceChange(
                item=key.item,
                location=key.location,
                lot=key.lot,
                before=before,
                after=self._after[key],
            )
            for key, before in self._before.items()
            if key.location not in VIRTUAL_LOCATIONS
        )

    def _shift(self, key: StockKey, quantity: Decimal) -> None:
        self._after[key] = trimmed(self._mentioned(key) + quantity)
        self._loaded[key.location] += quantity

    def _mentioned(self, key: StockKey) -> Decimal:
        """Return what lies there so far, for the reply to tell what lay there before."""
        if key not in self._after:
            self._before[key] = self._after[key] = self.book.on_hand(*key)
        return self._after[key]

    def _shift_holds(self, entry_type: EntryType, key: str, after: Entry | None) -> None:
        """Bring what is kept for orders from an order as this draft left it so far to another."""
        if entry_type != "order":
            return
        for place, change in holds_changed(self.current(Order, key), after).items():
            self._held[place] += change
