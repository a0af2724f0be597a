"""Kits: what goes into production comes out again in the same transaction, worth the same.

    built        components leave at what they cost by the method at hand; the kit costs their sum
    taken apart  the kit leaves at what it costs; that is shared out over what comes out of it

It is shared out in proportion to what each cost when the kit was built: by FIFO when those very kits
were, by average when one was built last. Where nobody has built it of these goods, the proportion is
that of what they cost now; where nobody knows that either, of how many there are. So over all items
together building changes no value, and no part of a cent is lost.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal, localcontext
from typing import Final, NamedTuple

from inventory.location import PRODUCTION
from inventory.money import EXACT_DIGITS
from inventory.move import Move, MoveKind
from inventory.quantity import ZERO
from inventory.valuation.cost_layers import Portion, shared
from inventory.valuation.worth import Valuation

ValuationOf = Callable[[str], Valuation]

PRODUCTIVE: Final = (MoveKind.BUILD, MoveKind.UNBUILD)
_CLEAR: Final = Decimal("1E-24")
"""Parts are rounded to this before they are compared: thirds that add up to a whole are one."""


class _Made(NamedTuple):
    """What went into some kits: item -> value."""

    quantity: Decimal
    values: Mapping[str, Decimal]


def is_productive(move: Move) -> bool:
    """Tell whether a move builds or takes apart; one that takes that back is as any reversal."""
    return move.kind in PRODUCTIVE and not move.reverses


class Production:
    """Couples the values of kits and components by one method."""

    def __init__(self) -> None:
        """Begin with nothing built."""
        self._made: dict[int, _Made] = {}
        self._made_last: dict[str, _Made] = {}

    def post(self, moves: Sequence[Move], valuation_of: ValuationOf) -> None:
        """Take the moves of one transaction into account, the whole of it or what of it counts.

        Args:
            moves: those that build or take apart.
            valuation_of: sku -> its valuation by the method. It is handed in each time: kept, it
                would tie everything into a circle, and a long fold is freed at once without one.

        Raises:
            BrokenInvariantError: more goes in than is there.
        """
        gone = [
            (move, valuation_of(move.item).consume(move))
            for move in moves
            if move.target == PRODUCTION
        ]
        come = [move for move in moves if move.source == PRODUCTION]
        if not come:
            return
        with localcontext(prec=EXACT_DIGITS):
            value = sum((portion.value for _, portion in gone), ZERO)
            is_known = value > 0 or all(_is_known(portion) for _, portion in gone)
            if come[0].kind is MoveKind.BUILD:
                self._remember(gone, come)
                weights = [move.quantity for move in come]
            else:
                weights = self._apart(gone, come, valuation_of)
            for move, part in zip(come, shared(value, weights), strict=True):
                valuation_of(move.item).build(move, part, is_known=is_known)

    def _remember(self, gone: Sequence[tuple[Move, Portion]], come: Sequence[Move]) -> None:
        values: defaultdict[str, Decimal] = defaultdict(lambda: ZERO)
        for move, portion in gone:
            values[move.item] += portion.value
        made = _Made(sum((move.quantity for move in come), ZERO), dict(values))
        for move in come:
            self._made[move.line] = self._made_last[move.item] = made

    def _apart(
        self,
        gone: Sequence[tuple[Move, Portion]],
        come: Sequence[Move],
        valuation_of: ValuationOf,
    ) -> list[Decimal]:
        """Return how much of the value each of the moves that bring goods has."""
        quantities: defaultdict[str, Decimal] = defaultdict(lambda: ZERO)
        for move in come:
            quantities[move.item] += move.quantity
        parts: defaultdict[str, Decimal] = defaultdict(lambda: ZERO)
        for value, made in self._origins(gone):
            costs = _costs(made, quantities, valuation_of)
            whole = sum(costs.values(), ZERO)
            for sku, cost in costs.items():
                parts[sku] += value * cost / whole
        return [
            (parts[move.item] * move.quantity / quantities[move.item]).quantize(_CLEAR)
            for move in come
        ]

    def _origins(
        self, gone: Sequence[tuple[Move, Portion]]
    ) -> Iterator[tuple[Decimal, _Made | None]]:
        """Yield the value of what is taken apart with what it was made of, where that is known."""
        for move, portion in gone:
            if not portion.layers:
                yield portion.value, self._made_last.get(move.item)
            for layer in portion.layers:
                yield layer.value, self._made.get(layer.line)


def _costs(
    made: _Made | None, quantities: Mapping[str, Decimal], valuation_of: ValuationOf
) -> Mapping[str, Decimal]:
    """Return what goods count in proportion to each other, above nothing in all."""
    if made and made.values.keys() == quantities.keys() and any(made.values.values()):
        return made.values
    now = {
        sku: (valuation_of(sku).current_cost() or ZERO) * quantity
        for sku, quantity in quantities.items()
    }
    return now if any(now.values()) else quantities


def _is_known(portion: Portion) -> bool:
    return all(layer.is_known for layer in portion.layers)
