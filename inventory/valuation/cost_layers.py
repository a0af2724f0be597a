"""Layers of cost: goods with what they cost and since when they are there.

A layer is known by the ledger line that brought it, so the oldest is the one with the least line,
never the one with the earliest time: a back-dated receipt does not rewrite what left before it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import ROUND_DOWN, Decimal, localcontext

from inventory.money import EXACT_DIGITS
from inventory.quantity import ONE, ZERO

CUT_DECIMALS = Decimal("1E-12")
"""To how much a part of an averaged value is cut; what is left keeps the rest, so none is lost."""


@dataclass(frozen=True, slots=True)
class Layer:
    """Goods of one cost.

    Attributes:
        line: the ledger line that brought them; `since`: when that happened.
        is_known: whether anybody said what they cost; if not, `unit_cost` is zero.
    """

    line: int
    since: datetime
    quantity: Decimal
    unit_cost: Decimal
    is_known: bool = True

    @property
    def place(self) -> tuple[int, Decimal, bool]:
        """Its place among the layers; what one line brought back may have cost several prices."""
        return self.line, self.unit_cost, self.is_known

    @property
    def value(self) -> Decimal:
        return self.quantity * self.unit_cost

    def of(self, quantity: Decimal) -> "Layer":
        """Return the same goods in another quantity."""
        return Layer(self.line, self.since, quantity, self.unit_cost, self.is_known)


@dataclass(frozen=True, slots=True)
class Portion:
    """Goods that come or leave together.

    Attributes:
        value: what they cost, not rounded.
        layers: of what they are made; empty where only the average is known.
    """

    quantity: Decimal
    value: Decimal
    layers: tuple[Layer, ...] = ()

    @classmethod
    def of(cls, *layers: Layer) -> "Portion":
        if len(layers) == 1:  # most are: the rest of a long fold waits for this
            return cls(layers[0].quantity, layers[0].value, layers)
        quantity = sum((layer.quantity for layer in layers), ZERO)
        return cls(quantity, sum((layer.value for layer in layers), ZERO), layers)

    def split(self, quantity: Decimal) -> tuple["Portion", "Portion"]:
        """Return so much of it, the oldest first, and what is left.

        Without layers the first part's value is cut to twelve decimals.
        """
        if quantity >= self.quantity:
            return self, Portion(ZERO, ZERO)
        if self.layers:
            taken, left = _split(self.layers, quantity)
            return Portion.of(*taken), Portion.of(*left)
        value = share_of(self.value, quantity, self.quantity)
        return Portion(quantity, value), Portion(self.quantity - quantity, self.value - value)

    def brought_by(self, line: int, since: datetime) -> "Portion":
        """Return it as a newly arrived one, at the same cost."""
        layers = tuple(replace(layer, line=line, since=since) for layer in self.layers)
        return replace(self, layers=layers)


def joined(portions: Sequence[Portion]) -> Portion:
    """Return several portions as one."""
    return Portion(
        sum((one.quantity for one in portions), ZERO),
        sum((one.value for one in portions), ZERO),
        tuple(layer for one in portions for layer in one.layers),
    )


def share_of(value: Decimal, quantity: Decimal, whole: Decimal) -> Decimal:
    """Return what a part of some goods is worth: all of it exactly, less cut to twelve decimals."""
    if quantity == whole:
        return value
    with localcontext(prec=EXACT_DIGITS):
        return (value * quantity / whole).quantize(CUT_DECIMALS)


def layers_worth(
    value: Decimal, quantity: Decimal, line: int, since: datetime
) -> tuple[Layer, ...]:
    """Return goods that are worth exactly so much together, however it divides.

    Where the value of one has more than twelve decimals, the smallest power of ten that fits (one
    piece, for whole goods) is a layer of its own and costs what is left over more.
    """
    with localcontext(prec=EXACT_DIGITS):
        unit_cost = (value / quantity).quantize(CUT_DECIMALS, rounding=ROUND_DOWN)
        left = value - unit_cost * quantity
        if not left:
            return (Layer(line, since, quantity, unit_cost),)
        part = min(ONE, ONE.scaleb(quantity.adjusted()))
        dearer = Layer(line, since, part, unit_cost + left / part)
        rest = (Layer(line, since, quantity - part, unit_cost),) if quantity > part else ()
        return (*rest, dearer)


def shared(value: Decimal, weights: Sequence[Decimal]) -> list[Decimal]:
    """Return a value in parts by weight: each cut to twelve decimals, the heaviest has the rest.

    Where all weights are nothing, the first part is all of it.
    """
    with localcontext(prec=EXACT_DIGITS):
        whole = sum(weights, ZERO)
        heaviest = max(range(len(weights)), key=weights.__getitem__)
        parts = [
            (value * weight / whole).quantize(CUT_DECIMALS, rounding=ROUND_DOWN) if whole else ZERO
            for weight in weights
        ]
        parts[heaviest] += value - sum(parts, ZERO)
        return parts


def _split(layers: tuple[Layer, ...], quantity: Decimal) -> tuple[list[Layer], list[Layer]]:
    taken: list[Layer] = []
    left: list[Layer] = []
    for layer in layers:
        part = min(layer.quantity, quantity)
        quantity -= part
        if part:
            taken.append(layer.of(part))
        if part < layer.quantity:
            left.append(layer.of(layer.quantity - part))
    return taken, left
