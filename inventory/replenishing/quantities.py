"""How much of an item is bought where so much is needed: as it is sold, kept and used up.

Raised to the supplier's least, to whole packs, and to a price break that pays; lowered to what can be
used before it expires, and to the days of cover that managers allow. What can only be bought by the
pack or in a least quantity is bought in that all the same: the line says for how long it lasts.
"""

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Final

from inventory.documents.replenishment import Bound
from inventory.item import Item
from inventory.quantity import ONE, ZERO, trimmed
from inventory.replenishing.targets import Target
from inventory.rules import Rules
from inventory.stock_policy import PolicyKind

YEAR_DAYS: Final = 365
PER_CENT: Final = Decimal(100)


@dataclass(frozen=True, slots=True)
class Buying:
    """How much is bought of an item, at what cost a unit, and what made it so much."""

    quantity: Decimal
    unit_cost: Decimal | None = None
    bounds: tuple[Bound, ...] = ()


def cost_at(item: Item, quantity: Decimal, known: Decimal | None = None) -> Decimal | None:
    """Return what a unit costs in an order of so many, None where nobody knows.

    Args:
        item: with its price breaks.
        quantity: of the order, in base units.
        known: what it was bought for, where its row says nothing.
    """
    reached = [one for one in item.price_breaks if one.quantity <= quantity]
    if reached:
        return max(reached, key=lambda one: one.quantity).unit_cost
    return known if item.unit_cost is None else item.unit_cost


@dataclass(frozen=True, slots=True)
class Terms:
    """On what terms an item is bought.

    Attributes:
        target: what it is held against.
        rules: of the house, for what ordering and holding cost.
        lead_days: how long it takes to come; meanwhile what is there is used.
        known_cost: what a unit was bought for, where its row says nothing.
    """

    item: Item
    target: Target
    rules: Rules
    lead_days: int = 0
    known_cost: Decimal | None = None

    def buying(self, needed: Decimal, usable: Decimal) -> Buying:
        """Return how much to buy.

        Args:
            needed: what the policy asks for, in base units; nothing is bought where that is none.
            usable: the item's position, less what will expire.
        """
        if needed <= 0:
            return Buying(ZERO)
        bounds: list[Bound] = [Bound.ORDER_SIZE] if self.target.order_quantity else []
        least = raised(self.item.minimum_order_quantity or ZERO, self.item)
        quantity = max(raised(needed, self.item), least)
        if quantity != needed:
            bounds.append(Bound.MINIMUM_ORDER if needed < least else Bound.PACK)
        most, cap = self._cap(usable)
        cheaper = self._at_break(quantity, most)
        if cheaper != quantity:
            quantity = cheaper
            bounds.append(Bound.PRICE_BREAK)
        if most is not None and quantity > most:
            lowered = self._lowered(most, least)
            bounds += [cap] if lowered < quantity else []
            quantity = lowered
        return Buying(trimmed(quantity), self.cost_at(quantity), tuple(bounds))

    def cost_at(self, quantity: Decimal) -> Decimal | None:
        """Return what a unit costs in an order of so many, None where nobody knows."""
        return cost_at(self.item, quantity, self.known_cost)

    def _lowered(self, most: Decimal, least: Decimal) -> Decimal:
        """Return what can be bought within a cap; the least there is, where that is above it."""
        if most <= 0:
            return ZERO
        return max(lowered(most, self.item), least, step_of(self.item))

    def _cap(self, usable: Decimal) -> tuple[Decimal | None, Bound]:
        """Return the most that is used in time, None for no limit, and what limits it."""
        daily, policy = self.target.daily, self.target.policy
        if not daily:
            return None, Bound.COVER
        caps: list[tuple[Decimal, Bound]] = []
        if self.item.shelf_life_days:
            left = max(ZERO, usable - daily * self.lead_days)
            caps.append((daily * self.item.shelf_life_days - left, Bound.SHELF_LIFE))
        if policy.max_cover_days and policy.kind is not PolicyKind.MIN_MAX:
            caps.append((daily * policy.max_cover_days - usable, Bound.COVER))
        return min(caps, key=lambda one: one[0], default=(None, Bound.COVER))

    def _at_break(self, quantity: Decimal, most: Decimal | None) -> Decimal:
        """Return a larger quantity whose price pays for keeping it, or the quantity itself."""
        if self.cost_at(quantity) is None:
            return quantity
        breaks = (one.quantity for one in self.item.price_breaks)
        larger = (raised(one, self.item) for one in breaks if one > quantity)
        offered = [quantity, *(one for one in larger if most is None or one <= most)]
        return min(offered, key=lambda one: (self._cost(one), one))

    def _cost(self, quantity: Decimal) -> Decimal:
        """Return what buying in such quantities costs: a year's goods, orders and holding.

        Where no demand is expected it is what the one order costs.

        Source:
            Snyder and Shen, Fundamentals of Supply Chain Theory, 2nd ed., section 3.4 (all units).
        """
        each = self.cost_at(quantity) or ZERO
        if not self.target.daily:
            return each * quantity
        yearly = self.target.daily * YEAR_DAYS
        holding = self.rules.holding_percent / PER_CENT * each * quantity / 2
        return yearly * each + self.rules.ordering_cost * yearly / quantity + holding


def step_of(item: Item) -> Decimal:
    """Return in what steps an item is bought: by the pack, by the piece, or in any quantity (0)."""
    return item.pack_multiple or (ZERO if item.is_fractional else ONE)


def raised(quantity: Decimal, item: Item) -> Decimal:
    """Return a quantity in whole steps, rounded up."""
    step = step_of(item)
    return (quantity / step).to_integral_value(ROUND_CEILING) * step if step > 0 else quantity


def lowered(quantity: Decimal, item: Item) -> Decimal:
    """Return a quantity in whole steps, rounded down."""
    step = step_of(item)
    return (quantity / step).to_integral_value(ROUND_FLOOR) * step if step > 0 else quantity
