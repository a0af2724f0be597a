"""What lies where since when, and what of it is kept for orders: folded from moves and from holds.

Inner mappings are replaced rather than changed, so that every page and every fork of a book can share
them.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, MutableMapping
from datetime import datetime
from decimal import Decimal
from typing import NamedTuple, TypeAlias

from inventory.bookkeeping.indexes import Indexes
from inventory.bookkeeping.overlay import Overlay, changes_of, still
from inventory.errors import BrokenInvariantError
from inventory.location import VIRTUAL_LOCATIONS
from inventory.move import Move
from inventory.quantity import ZERO, trimmed
from inventory.stock_key import StockKey

Balances: TypeAlias = dict[tuple[str, str], Decimal]
"""(location, lot) -> on hand of one item; zero balances are left out."""


class Touch(NamedTuple):
    """When a balance was moved last, also where as much came as went.

    Attributes:
        sequence: of the transaction; `at` is when it was recorded.
        since: when something came to lie there, and some of the kind has lain there ever since.
    """

    sequence: int
    at: datetime
    since: datetime


class Shelves:
    """Balances, holds and loads.

    Attributes:
        line: the last ledger row.
        stock: sku -> balances, virtual locations included (a supplier's is negative).
        rows: real balances -> their place in the order of first appearance, from 0.
        row_count: how many of them there are.
        touches: real balances -> when each was moved last.
        held: sku -> what is kept for orders, where it lies: the sum of all holds.
        loads: real locations -> how many units lie there, all items together.
    """

    def __init__(self, indexes: Indexes) -> None:
        self.line = 0
        self.stock: MutableMapping[str, Balances] = {}
        self.rows: MutableMapping[StockKey, int] = {}
        self.row_count = 0
        self.touches: MutableMapping[StockKey, Touch] = {}
        self.held: MutableMapping[str, Balances] = {}
        self.loads: MutableMapping[str, Decimal] = {}
        self._indexes = indexes
        self._is_stage = False

    def fork(self) -> "Shelves":
        """Return shelves that start as these and keep their own changes."""
        staged = Shelves(self._indexes)
        staged._is_stage = True
        staged.line, staged.row_count = self.line, self.row_count
        staged.stock = Overlay(self.stock)
        staged.rows = Overlay(self.rows)
        staged.touches = Overlay(self.touches)
        staged.held = Overlay(self.held)
        staged.loads = Overlay(self.loads)
        return staged

    def still(self, indexes: Indexes) -> "Shelves":
        """Return shelves as these are by now."""
        other = Shelves(indexes)
        other.line, other.row_count = self.line, self.row_count
        other.stock, other.rows = still(self.stock), still(self.rows)
        other.touches, other.held = still(self.touches), still(self.held)
        other.loads = still(self.loads)
        return other

    def absorb(self, stage: "Shelves") -> None:
        """Take over what a fork has changed."""
        self.stock.update(changes_of(stage.stock))
        self.rows.update(changes_of(stage.rows))
        self.touches.update(changes_of(stage.touches))
        self.held.update(changes_of(stage.held))
        self.loads.update(changes_of(stage.loads))
        if not self._is_stage:
            for location in changes_of(stage.loads):
                self._index_load(location)
        self.line, self.row_count = stage.line, stage.row_count

    def apply(self, moves: Iterable[Move], touch: Touch) -> None:
        """Fold the ledger rows of one transaction in.

        Raises:
            BrokenInvariantError: one of them is not the next row.
        """
        changed: dict[str, Balances] = {}
        for move in moves:
            if move.line != self.line + 1:
                raise BrokenInvariantError(f"ledger line {move.line} applied at {self.line}")
            self.line = move.line
            if move.item not in changed:
                changed[move.item] = dict(self.stock.get(move.item, {}))
            self._shift(move, changed[move.item], touch)
        self.stock.update(changed)

    def keep(self, changes: Mapping[StockKey, Decimal]) -> None:
        """Change by how much of each balance is kept for orders."""
        changed: dict[str, Balances] = {}
        for (item, location, lot), change in changes.items():
            if item not in changed:
                changed[item] = dict(self.held.get(item, {}))
            _add(changed[item], (location, lot), change)
        self.held.update(changed)

    def fold_loads(self) -> None:
        """Count anew what lies in each location, from the balances."""
        loads: defaultdict[str, Decimal] = defaultdict(lambda: ZERO)
        for places in self.stock.values():
            for (location, _), quantity in places.items():
                loads[location] += quantity
        self.loads.clear()
        for location, load in loads.items():
            self._note_load(location, load)

    def _shift(self, move: Move, balances: Balances, touch: Touch) -> None:
        for location, quantity in ((move.source, -move.quantity), (move.target, move.quantity)):
            is_first = (location, move.lot) not in balances
            _add(balances, (location, move.lot), quantity)
            if location not in VIRTUAL_LOCATIONS:
                key = StockKey(move.item, location, move.lot)
                known = None if is_first else self.touches.get(key)
                self.touches[key] = Touch(touch.sequence, touch.at, known.since) if known else touch
                self._note_row(key)
                self._note_load(location, quantity)

    def _note_row(self, key: StockKey) -> None:
        if key in self.rows:
            return
        self.rows[key] = self.row_count
        self.row_count += 1
        self._indexes.saw(key.item, key.location)

    def _note_load(self, location: str, change: Decimal) -> None:
        if location in VIRTUAL_LOCATIONS:
            return
        self.loads[location] = trimmed(self.loads.get(location, ZERO) + change)
        self._index_load(location)

    def _index_load(self, location: str) -> None:
        """A stage may be dropped, so what it has filled may be empty until it is absorbed."""
        if not self.loads[location]:
            self._indexes.walk.emptied(location)
        elif not self._is_stage:
            self._indexes.walk.filled(location)


def _add(balances: Balances, place: tuple[str, str], change: Decimal) -> None:
    balances[place] = trimmed(balances.get(place, ZERO) + change)
    if not balances[place]:
        del balances[place]
