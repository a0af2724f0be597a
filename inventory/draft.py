"""A transaction in the making: every verb writes its moves here, and here promise 6 is kept.

A draft sees its own moves, so that the second line of a block knows what the first one took.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Final, TypedDict, TypeVar, Unpack

from inventory.book import Book
from inventory.bookkeeping.holds import holds_changed
from inventory.commands import Command
from inventory.dates import local_date, occurred_at, refuse_frozen
from inventory.documents.order import Order
from inventory.entries import Change, Entry, EntryType, type_of
from inventory.errors import Inactive, NotEnough, NothingMoved, TooManyLines
from inventory.holders import holders_of
from inventory.inbound_errors import LotHeld, SerialsRefused
from inventory.item import Item
from inventory.location import VIRTUAL_LOCATIONS, LocationKind
from inventory.lot import Lot, LotStatus, lot_key
from inventory.move import Move, MoveKind
from inventory.notices import Notice, PostedNotice
from inventory.order_errors import Reserved
from inventory.quantity import ZERO, Quantity, trimmed
from inventory.record import Record
from inventory.stock_key import StockKey
from inventory.transaction import (
    MOVES_MAX,
    BalanceChange,
    Crowded,
    Posted,
    Reply,
    Transaction,
    transaction_id,
)

E = TypeVar("E", bound=Record)

LEAVING: Final = frozenset({MoveKind.PICK, MoveKind.SHIPMENT, MoveKind.BUILD})
"""Moves after which goods are on their way to somebody: only approved lots may be."""


class Details(TypedDict, total=False):
    """Optional parts of a move."""

    lot: str
    reason: str
    document: str
    note: str
    unit_cost: Quantity | None
    reverses: str


class Draft:
    """Collects what a command does; `finish` makes the transaction of it.

    Attributes:
        may_take_held: whether its moves may take what is kept for orders: goods that are not
            there cannot be kept. Whoever sets it releases what is overdrawn then.
        crowded: the bins it fills beyond their capacity, for the reply.
        freight_by: by what freight was shared among lines, empty where there was none.
    """

    def __init__(self, book: Book, command: Command) -> None:
        self.book = book
        self.command = command
        self.id = transaction_id(book.sequence + 1)
        self.occurred_at = occurred_at(book, command)
        self.undoes = ""
        self.may_take_held = False
        self.crowded: tuple[Crowded, ...] = ()
        self.freight_by = ""
        self._moves: list[Move] = []
        self._changes: dict[tuple[str, str], Change] = {}
        self._notices: list[Notice] = []
        self._remarks = 0
        self._held: defaultdict[StockKey, Decimal] = defaultdict(lambda: ZERO)
        self._before: dict[StockKey, Decimal] = {}
        self._loaded: defaultdict[str, Decimal] = defaultdict(lambda: ZERO)
        self._after: dict[StockKey, Decimal] = {}

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
    def moves(self) -> tuple[Move, ...]:
        """The moves drafted so far."""
        return tuple(self._moves)

    @property
    def touched(self) -> tuple[StockKey, ...]:
        """The balances that its moves and documents have changed so far."""
        return tuple(dict.fromkeys((*self._after, *self._held)))

    @property
    def today(self) -> date:
        """The warehouse's own date when the command was given."""
        return local_date(self.book, self.command.at)

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

    def lot_status(self, item: str, lot: str) -> LotStatus:
        """Return what may be done with a lot today, as this draft leaves it so far."""
        drafted = self.current(Lot, lot_key(item, lot)) if lot else None
        if drafted is not None and not drafted.is_approved:
            return drafted.status
        is_expired = bool(lot) and self.book.is_expired(item, lot, self.today)
        return LotStatus.EXPIRED if is_expired else LotStatus.APPROVED

    def mention(self, item: str, location: str, lot: str = "") -> None:
        """Have the reply tell this balance even where it does not change."""
        key = StockKey(item, location, lot)
        self._before.setdefault(key, self.book.on_hand(*key))
        self._after.setdefault(key, self._before[key])

    def move(  # a move has that many parts
        self,
        kind: MoveKind,
        item: Item,
        quantity: Decimal,
        source: str,
        target: str,
        **details: Unpack[Details],
    ) -> Move:
        """Add one ledger row.

        Raises:
            NothingMoved: source and target are the same.
            NotEnough: a real source would fall below zero.
            Reserved: enough lies there, but not without what is kept for orders.
            SerialsRefused: a piece would be in two places.
            LotHeld: goods of a held lot would leave.
        """
        lot = details.get("lot", "")
        refuse_frozen(self.book, self.occurred_at)
        if kind in LEAVING and not details.get("reverses"):
            self.refuse_held(kind.value, item.sku, lot)
        if source == target:
            raise NothingMoved(item=item.sku, location=source)
        if source not in VIRTUAL_LOCATIONS:
            self._refuse_overdraft(kind, item, quantity, StockKey(item.sku, source, lot))
        elif item.is_serial and target not in VIRTUAL_LOCATIONS:
            self._refuse_second(item, quantity, lot)
        if len(self._moves) == MOVES_MAX:
            raise TooManyLines(lines=len(self._moves) + 1, most=MOVES_MAX)
        self._shift(StockKey(item.sku, source, lot), -quantity)
        self._shift(StockKey(item.sku, target, lot), quantity)
        move = Move(
            line=self.book.line + len(self._moves) + 1,
            id=f"{self.id}/{len(self._moves) + 1}",
            transaction=self.id,
            kind=kind,
            item=item.sku,
            quantity=quantity,
            source=source,
            target=target,
            actor=self.command.actor,
            occurred_at=self.occurred_at,
            recorded_at=self.command.at,
            **details,
        )
        self._moves.append(move)
        return move

    def reprice(self, move: Move, unit_cost: Quantity) -> None:
        """Give a move of this draft the cost that is known only after all lines were looked at."""
        index = move.line - self.book.line - 1
        self._moves[index] = move.model_copy(update={"unit_cost": trimmed(unit_cost)})

    def _refuse_overdraft(
        self, kind: MoveKind, item: Item, quantity: Decimal, key: StockKey
    ) -> None:
        on_hand = self.on_hand(*key)
        if on_hand < quantity:
            raise self.shortage(kind.value, item, quantity, key)
        if self.may_take_held or self.free(*key) >= quantity:
            return
        raise Reserved(
            verb=kind.value,
            item=item.sku,
            unit=item.unit,
            location=key.location,
            lot=key.lot,
            wanted=quantity,
            on_hand=on_hand,
            free=self.free(*key),
            holders=holders_of(self.book, key),
            elsewhere=self._elsewhere(item, key),
        )

    def refuse_held(self, verb: str, item: str, lot: str) -> None:
        """Refuse a lot that somebody holds back.

        Raises:
            LotHeld: with why.
        """
        held = self.current(Lot, lot_key(item, lot)) if lot else None
        if held is not None and not held.is_approved:
            raise LotHeld(
                verb=verb, item=item, lot=lot, status=held.status.value, reason=held.reason
            )

    def _refuse_second(self, item: Item, quantity: Decimal, serial: str) -> None:
        if quantity + self.in_building(item.sku, serial) > 1:
            raise SerialsRefused(problem="known", item=item.sku, serials=(serial,))

    def _elsewhere(self, item: Item, key: StockKey) -> tuple[tuple[str, str, Decimal], ...]:
        """Return where else the item is free, most first."""
        others = (
            (
                location,
                lot,
                self.book.on_hand(item.sku, location, lot)
                - self.book.reserved(item.sku, location, lot),
            )
            for (location, lot) in self.book.balances(item.sku)
            if (location, lot) != (key.location, key.lot)
            and self.book.kind_of(location).is_available
            and self.lot_status(item.sku, lot) is LotStatus.APPROVED
        )
        free = sorted(others, key=lambda place: (-place[2], place[0], place[1]))
        return tuple(place for place in free[:5] if place[2] > 0)

    def shortage(self, verb: str, item: Item, wanted: Decimal, key: StockKey) -> NotEnough:
        """Describe what is missing and where else it lies, most first."""
        return NotEnough(
            verb=verb,
            item=item.sku,
            unit=item.unit,
            location=key.location,
            lot=key.lot,
            wanted=wanted,
            on_hand=self.on_hand(*key),
            elsewhere=self._elsewhere(item, key),
        )

    def place_of_kind(self, kind: LocationKind, site: str = "") -> str:
        """Return the code of the default location of a kind, of a site where it has one.

        Raises:
            Inactive: the Locations tab has no active one.
        """
        found = self.book.first_of_kind(kind, site)
        if found is None:
            raise Inactive(what="kind", code=kind.value)
        return found.code

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

    def _shift_holds(self, entry_type: EntryType, key: str, after: Entry | None) -> None:
        """Bring what is kept for orders from an order as this draft left it so far to another."""
        if entry_type != "order":
            return
        for place, change in holds_changed(self.current(Order, key), after).items():
            self._held[place] += change

    def next_number(self, entry: type[Record], prefix: str) -> str:
        """Return the next document number, also after documents this draft has added."""
        entry_type = type_of(entry)
        new = [c for (t, _), c in self._changes.items() if t == entry_type and c.version == 0]
        return f"{prefix}-{self.book.register.entry_counts[entry_type] + len(new) + 1}"

    def tell(self, notice: Notice, *, is_current: bool = False) -> None:
        """Have something said.

        Args:
            notice: what.
            is_current: it takes the place of what was to be said under the same name.
        """
        for index, one in enumerate(self._notices if is_current else ()):
            if one.message == notice.message:
                self._notices[index] = notice
                return
        self._notices.append(notice)

    def next_remark(self) -> str:
        """Return the number of the next remark."""
        self._remarks += 1
        return f"{self.id}.{self._remarks}"

    @property
    def is_empty(self) -> bool:
        return not (self._moves or self._changes or self._before)

    def finish(self) -> Posted:
        """Return the transaction and the reply."""
        if self.command.is_announced and self.command.place:
            self.tell(PostedNotice(place=self.command.place, transaction=self.id))
        transaction = Transaction(
            sequence=self.book.sequence + 1,
            id=self.id,
            at=self.command.at,
            command=self.command,
            moves=tuple(self._moves),
            changes=tuple(self._changes.values()),
            notices=tuple(self._notices),
            undoes=self.undoes,
        )
        balances = tuple(
            BalanceChange(**key._asdict(), before=before, after=self._after[key])
            for key, before in self._before.items()
            if key.location not in VIRTUAL_LOCATIONS
        )
        reply = Reply(
            transaction=self.id,
            balances=balances,
            freight_by=self.freight_by,
            crowded=self.crowded,
        )
        return Posted(transaction=transaction, reply=reply)

    def _shift(self, key: StockKey, quantity: Decimal) -> None:
        self.mention(*key)
        self._after[key] = trimmed(self._after[key] + quantity)
        self._loaded[key.location] += quantity
