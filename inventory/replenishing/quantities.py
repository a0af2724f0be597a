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


def buying(
    item: Item,
    needed: Decimal,
    *,
    target: Target,
    usable: Decimal,
    rules: Rules,
    lead_days: int = 0,
    known_cost: Decimal | None = None,
) -> Buying:
    """Return how much to buy.

    Args:
        item: what.
        needed: what the policy asks for, in base units; nothing is bought where that is none.
        target: what the item is held against.
        usable: its position, less what will expire.
        rules: of the house, for what ordering and holding cost.
        lead_days: how long it takes to come; meanwhile what is there is used.
        known_cost: what a unit was bought for, where its row says nothing.
    """
    if needed <= 0:
        return Buying(ZERO)
    bounds: list[Bound] = [Bound.ORDER_SIZE] if target.order_quantity else []
    least = _raised(item.minimum_order_quantity or ZERO, item)
    quantity = max(_raised(needed, item), least)
    if quantity == least and needed < least:
        bounds.append(Bound.MINIMUM_ORDER)
    elif quantity != needed:
        bounds.append(Bound.PACK)
    most, cap = _cap(item, target, usable, lead_days)
    cheaper = _at_break(item, quantity, target, rules, known_cost, most)
    if cheaper != quantity:
        quantity = cheaper
        bounds.append(Bound.PRICE_BREAK)
    if most is not None and quantity > most:
        lowered = _lowered(most, item, least)
        bounds = [*bounds, cap] if lowered < quantity else bounds
        quantity = lowered
    return Buying(trimmed(quantity), cost_at(item, quantity, known_cost), tuple(bounds))


def step_of(item: Item) -> Decimal:
    """Return in what steps an item is bought: by the pack, by the piece, or in any quantity (0)."""
    return item.pack_multiple or (ZERO if item.is_fractional else ONE)


def _raised(quantity: Decimal, item: Item) -> Decimal:
    step = step_of(item)
    return (quantity / step).to_integral_value(ROUND_CEILING) * step if step > 0 else quantity


def _lowered(most: Decimal, item: Item, least: Decimal) -> Decimal:
    """Return the most that can be bought within a cap; the least there is, where that is above it."""
    if most <= 0:
        return ZERO
    step = step_of(item)
    whole = (most / step).to_integral_value(ROUND_FLOOR) * step if step > 0 else most
    return max(whole, least, step)


def _cap(
    item: Item, target: Target, usable: Decimal, lead_days: int
) -> tuple[Decimal | None, Bound]:
    """Return the most that is used in time, None for no limit, and what limits it."""
    daily = target.daily
    if not daily:
        return None, Bound.COVER
    caps: list[tuple[Decimal, Bound]] = []
    if item.shelf_life_days:
        left = max(ZERO, usable - daily * lead_days)
        caps.append((daily * item.shelf_life_days - left, Bound.SHELF_LIFE))
    if target.policy.max_cover_days and target.kind is not PolicyKind.MIN_MAX:
        caps.append((daily * target.policy.max_cover_days - usable, Bound.COVER))
    return min(caps, key=lambda one: one[0], default=(None, Bound.COVER))


def _at_break(
    item: Item,
    quantity: Decimal,
    target: Target,
    rules: Rules,
    known_cost: Decimal | None,
    most: Decimal | None,
) -> Decimal:
    """Return a larger quantity whose price pays for keeping it, or the quantity itself."""
    own = cost_at(item, quantity, known_cost)
    if own is None:
        return quantity
    larger = (_raised(one.quantity, item) for one in item.price_breaks if one.quantity > quantity)
    offered = [quantity, *(one for one in larger if most is None or one <= most)]
    return min(offered, key=lambda one: (_cost(item, one, target, rules, known_cost), one))


def _cost(
    item: Item, quantity: Decimal, target: Target, rules: Rules, known_cost: Decimal | None
) -> Decimal:
    """Return what buying in such quantities costs: a year's goods, orders and holding.

    Where no demand is expected it is what the one order costs.

    Source:
        Snyder and Shen, Fundamentals of Supply Chain Theory, 2nd ed., section 3.4 (all units).
    """
    each = cost_at(item, quantity, known_cost) or ZERO
    if not target.daily:
        return each * quantity
    yearly = target.daily * YEAR_DAYS
    holding = rules.holding_percent / PER_CENT * each * quantity / 2
    return yearly * each + rules.ordering_cost * yearly / quantity + holding
