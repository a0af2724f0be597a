"""How much of an item is bought where so much is needed, on its supplier's terms and the house's."""

from dataclasses import dataclass, replace
from decimal import ROUND_FLOOR, Decimal
from typing import Final

from inventory.documents.replenishment import Bound
from inventory.item import Item
from inventory.policies.rounding import Costs, OrderSize, Terms, Use, order_size, unit_cost_at
from inventory.quantity import ONE, ZERO
from inventory.replenishing.targets import Target
from inventory.rules import Rules
from inventory.stock_policy import PolicyKind

PER_CENT: Final = Decimal(100)


@dataclass(frozen=True, slots=True)
class Sizing:
    """Sizes the orders of an item: on what terms it is bought.

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

    def size(self, needed: Decimal, usable: Decimal, on_order: Decimal = ZERO) -> OrderSize:
        """Return how much to buy.

        Args:
            needed: what the policy asks for, in base units.
            usable: the item's position, less what will expire.
            on_order: what of it has not come.
        """
        use, terms = self._use(usable, on_order), terms_of(self.item)
        found = order_size(needed, terms, use=use, costs=self._costs)
        if not (self.target.order_quantity and found.quantity):
            return found
        return replace(found, bounds=(Bound.ORDER_SIZE, *found.bounds))

    @property
    def _costs(self) -> Costs:
        return Costs(
            unit_cost=self.known_cost if self.item.unit_cost is None else self.item.unit_cost,
            ordering=self.rules.ordering_cost,
            holding=self.rules.holding_percent / PER_CENT,
        )

    def _use(self, usable: Decimal, on_order: Decimal) -> Use:
        """Return how fast it is used; people who state a maximum are not held to a cover as well."""
        policy = self.target.policy
        is_stated = policy.kind is PolicyKind.MIN_MAX
        return Use(
            daily=self.target.daily,
            position=usable,
            on_order=on_order,
            lead_days=self.lead_days,
            shelf_life_days=self.item.shelf_life_days,
            max_cover_days=None if is_stated else policy.max_cover_days,
            wanted_anyway=max(ZERO, policy.floor - usable, -usable),
        )


def terms_of(item: Item) -> Terms:
    """Return how an item is sold: by the pack, by the piece, or in any quantity."""
    step = item.pack_multiple or (ZERO if item.is_fractional else ONE)
    return Terms(item.minimum_order_quantity or ZERO, step, item.price_breaks)


def cost_at(item: Item, quantity: Decimal, known: Decimal | None = None) -> Decimal | None:
    """Return what a unit costs in an order of so many, None where nobody knows.

    Args:
        item: with its price breaks.
        quantity: of the order, in base units.
        known: what it was bought for, where its row says nothing.
    """
    usual = known if item.unit_cost is None else item.unit_cost
    return unit_cost_at(quantity, terms_of(item), Costs(unit_cost=usual))


def at_most(item: Item, quantity: Decimal) -> Decimal:
    """Return the most that can be bought in an order of no more than so many; zero for nothing."""
    terms = terms_of(item)
    whole = quantity
    if terms.step > 0:
        whole = (quantity / terms.step).to_integral_value(ROUND_FLOOR) * terms.step
    return whole if whole >= terms.minimum else ZERO
