"""First in, first out: what lies there as layers, of which the oldest leaves first.

Nothing is divided and nothing rounded: a layer's value is quantity times unit cost, exactly.
"""

from bisect import bisect_left
from decimal import Decimal, localcontext
from operator import attrgetter

from inventory.errors import BrokenInvariantError
from inventory.money import EXACT_DIGITS
from inventory.quantity import ZERO
from inventory.valuation.cost_layers import Layer, Portion


class FifoLayers:
    """What lies there, the oldest layer first: first in, first out."""

    def __init__(self) -> None:
        self.quantity = ZERO
        self.layers: list[Layer] = []

    @property
    def value(self) -> Decimal:
        with localcontext(prec=EXACT_DIGITS):
            return sum((layer.value for layer in self.layers), ZERO)

    def current_cost(self) -> Decimal | None:
        """Return what one of the newest layer cost, None where that is not known."""
        newest = self.layers[-1] if self.layers else None
        return newest.unit_cost if newest and newest.is_known else None

    def bring(self, portion: Portion) -> None:
        """Add goods, each layer at its own place: one that left and comes back regains it."""
        for layer in portion.layers:
            if self.layers and layer.place <= self.layers[-1].place:
                self._put(layer)
            else:
                self.layers.append(layer)
        self.quantity += portion.quantity

    def take(self, quantity: Decimal) -> Portion:
        """Take goods, the oldest first.

        Raises:
            BrokenInvariantError: so much does not lie there.
        """
        if quantity > self.quantity:
            raise BrokenInvariantError(f"{quantity} to value, only {self.quantity} on hand")
        taken: list[Layer] = []
        left = quantity
        while left:
            oldest = self.layers[0]
            if oldest.quantity <= left:
                taken.append(self.layers.pop(0))
            else:
                taken.append(oldest.of(left))
                self.layers[0] = oldest.of(oldest.quantity - left)
            left -= taken[-1].quantity
        self.quantity -= quantity
        return Portion.of(*taken)

    def take_back(self, portion: Portion) -> Portion:
        """Take exactly these goods; what of them has left since is made up from the oldest."""
        own = [self._take_of(layer) for layer in portion.layers]
        found = Portion.of(*(layer for layer in own if layer.quantity))
        self.quantity -= found.quantity
        instead = self.take(portion.quantity - found.quantity)
        return Portion.of(*found.layers, *instead.layers)

    def _take_of(self, wanted: Layer) -> Layer:
        index = self._index_of(wanted)
        there = self.layers[index] if index < len(self.layers) else None
        if there is None or there.place != wanted.place:
            return wanted.of(ZERO)
        if there.quantity <= wanted.quantity:
            return self.layers.pop(index)
        self.layers[index] = there.of(there.quantity - wanted.quantity)
        return wanted

    def _put(self, layer: Layer) -> None:
        index = self._index_of(layer)
        if index < len(self.layers) and self.layers[index].place == layer.place:
            there = self.layers[index]
            self.layers[index] = there.of(there.quantity + layer.quantity)
        else:
            self.layers.insert(index, layer)

    def _index_of(self, layer: Layer) -> int:
        return bisect_left(self.layers, layer.place, key=attrgetter("place"))
