"""Moving average: everything that lies there costs the same, anew after each arrival.

What leaves is cut to twelve decimals of a currency unit, and what stays keeps the rest.
"""

from decimal import Decimal

from inventory.errors import BrokenInvariantError
from inventory.quantity import ONE, ZERO
from inventory.valuation.cost_layers import Portion, share_of


class MovingAverage:
    """What lies there, all of it at one cost: what came in by what lay there then."""

    def __init__(self) -> None:
        self.quantity = ZERO
        self.value = ZERO

    def current_cost(self) -> Decimal | None:
        """Return what one costs on average, None where none is there."""
        return share_of(self.value, ONE, self.quantity) if self.quantity else None

    def bring(self, portion: Portion) -> None:
        """Add goods; the average becomes that of both."""
        self.quantity += portion.quantity
        self.value += portion.value

    def take(self, quantity: Decimal) -> Portion:
        """Take goods at the average.

        Raises:
            BrokenInvariantError: so much does not lie there.
        """
        if quantity > self.quantity:
            raise BrokenInvariantError(f"{quantity} to value, only {self.quantity} on hand")
        return self._taken(quantity, share_of(self.value, quantity, self.quantity or quantity))

    def take_back(self, portion: Portion) -> Portion:
        """Take exactly these goods at what they came in for, as though they never had come.

        Where others have left at an average with them in it, that can be more than is left, or
        leave value without goods: then they leave at the average.
        """
        is_all = portion.quantity == self.quantity
        if portion.value > self.value or (is_all and portion.value != self.value):
            return self.take(portion.quantity)
        return self._taken(portion.quantity, portion.value)

    def _taken(self, quantity: Decimal, value: Decimal) -> Portion:
        self.quantity -= quantity
        self.value -= value
        return Portion(quantity, value)
