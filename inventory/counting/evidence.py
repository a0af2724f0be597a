"""What is known of a line that was off, and what it may have come from."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from inventory.documents.cycle_count import CountLine
from inventory.item import Item
from inventory.move import Move, MoveKind
from inventory.quantity import ZERO, Quantity
from inventory.record import Record
from inventory.stock_key import StockKey


class Clue(StrEnum):
    """By what an entry gives itself away, the strongest first.

    other_bin_off   another bin is off by as much the other way
    other_lot_off   another lot in this bin is
    entered_twice   the same was entered twice
    other_unit      right if it had been said in another unit
    wrong_way       right if it had gone the other way
    mistyped        right with two digits swapped, or one more or less
    undone          right if it had not been undone
    as_large        right if it had not been entered
    other_bin_used  right if it had been entered here instead of in another bin
    """

    OTHER_BIN_OFF = "other_bin_off"
    OTHER_LOT_OFF = "other_lot_off"
    ENTERED_TWICE = "entered_twice"
    OTHER_UNIT = "other_unit"
    WRONG_WAY = "wrong_way"
    MISTYPED = "mistyped"
    UNDONE = "undone"
    AS_LARGE = "as_large"
    OTHER_BIN_USED = "other_bin_used"


class Suggestion(Record):
    """What a variance may have come from.

    Attributes:
        cause: one of `CAUSES`.
        moves: the entries it is about, in order; empty where another count tells it.
        location: the other bin, `lot` the other lot, where it is about one.
        unit: the unit that was meant or said by mistake.
        meant: the quantity that would have been right, None where no entry should be there.
    """

    cause: str
    clue: Clue
    moves: tuple[Move, ...] = ()
    location: str = ""
    lot: str = ""
    unit: str = ""
    meant: Quantity | None = None


@dataclass(frozen=True)
class Evidence:
    """What is known of a line.

    Attributes:
        changes: the moves of its balance, in order, each with by how much it changed it.
        moves: these and the moves of the item elsewhere, in order.
        others: lines of other balances of the item, counted about the same time.
        unlike: bins of another kind than the line's: nobody takes one for the other.
    """

    line: CountLine
    changes: tuple[tuple[Move, Decimal], ...]
    moves: tuple[Move, ...]
    item: Item
    others: tuple[CountLine, ...]
    unlike: frozenset[str] = frozenset()

    @cached_property
    def off(self) -> Decimal:
        return self.line.variance or ZERO

    @cached_property
    def reversed(self) -> frozenset[str]:
        """The ids of moves that were taken back."""
        return frozenset(move.reverses for move in self.moves if move.reverses)

    def stands(self, move: Move) -> bool:
        """Tell whether a move is an entry of its own that nobody took back."""
        return not move.reverses and move.id not in self.reversed

    @cached_property
    def entries(self) -> tuple[tuple[Move, Decimal], ...]:
        """What people entered here and what stands, the newest first; counts are right."""
        return tuple(
            (move, change)
            for move, change in reversed(self.changes)
            if self.stands(move) and move.kind is not MoveKind.COUNT
        )

    @cached_property
    def elsewhere(self) -> tuple[Move, ...]:
        """Moves of the item that stand and passed this balance by, the newest first."""
        here = {move.id for move, _ in self.changes}
        return tuple(
            move for move in reversed(self.moves) if self.stands(move) and move.id not in here
        )


def change_of(move: Move, key: StockKey) -> Decimal:
    """Return by how much a move changes a balance, zero where it is about others."""
    if (move.item, move.lot) != (key.item, key.lot):
        return ZERO
    return move.quantity * ((move.target == key.location) - (move.source == key.location))
