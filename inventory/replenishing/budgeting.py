"""What is bought where money is short: what is critical first, then much service for little money.

Every item gives up service in proportion to its price, so that one number settles how much: that
bought a third more service for the same money than cutting all alike. What is held against stated
levels has no distribution to cut by: it is bought whole, or not at all.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

import numpy as np
from numpy.typing import NDArray

from inventory.book import Book
from inventory.documents.forecast import DAYS_OF, Forecast
from inventory.documents.purchase_order import PurchaseOrder
from inventory.policies.distributions import quantile
from inventory.quantity import ZERO, Quantity
from inventory.replenishing.purchases import Bought, value_of
from inventory.replenishing.quantities import lowered

Floats = NDArray[np.float64]
ROUNDS: Final = 50
"""Halvings until the price of service is known to a hair."""
STATED_LEVEL: Final = 0.5
"""The service below which what is held against stated levels is not bought."""


def money_left(book: Book) -> Decimal | None:
    """Return what of the budget is not ordered yet, None where there is no budget."""
    budget = book.rules.purchase_budget
    if budget is None:
        return None
    ordered = (
        line.outstanding * line.unit_cost
        for order in book.open(PurchaseOrder)
        for line in order.lines
        if line.unit_cost is not None
    )
    return max(ZERO, budget - sum(ordered, ZERO))


def within_budget(lines: Sequence[Bought], left: Decimal | None) -> list[Bought]:
    """Return what of some lines can be paid for; those of unknown cost stay, as nobody can tell.

    Args:
        lines: what is to be bought.
        left: what may be spent in all, None for any amount.
    """
    if left is None:
        return list(lines)
    priced = [one for one in lines if one.cost is not None]
    total = value_of(priced)
    if total is None or total <= left:
        return list(lines)
    critical = [one for one in priced if one.need.target.policy.is_critical]
    kept = _cheapest(critical, left)
    left -= value_of(kept.values()) or ZERO
    kept |= _price_weighted([one for one in priced if one not in critical], left)
    return [cut for one in lines if (cut := one if one.cost is None else kept.get(one.need.key))]


def _cheapest(lines: Sequence[Bought], left: Decimal) -> dict[tuple[str, str], Bought]:
    """Return the critical lines that can be paid for, the cheapest first, whole or in part."""
    kept: dict[tuple[str, str], Bought] = {}
    for one in sorted(lines, key=lambda line: (line.cost or ZERO, line.need.key)):
        each = one.buying.unit_cost or ZERO
        most = one.buying.quantity if not each else min(one.buying.quantity, left / each)
        cut = _whole(one, most)
        if cut is not None:
            kept[one.need.key] = cut
            left -= cut.cost or ZERO
    return kept


def _price_weighted(lines: Sequence[Bought], left: Decimal) -> dict[tuple[str, str], Bought]:
    """Return lines cut so that each gives up service in proportion to its price.

    Level of each: its target - lambda * unit cost; lambda is found by halving.

    Source:
        Measured on spare parts with `benchmarks`; the rule is that of the newsvendor under a budget,
        Hadley and Whitin, Analysis of Inventory Systems, 1963, section 6.
    """
    if not lines or left <= 0:
        return {}
    costs = np.array([float(one.buying.unit_cost or ZERO) for one in lines])
    low, high = 0.0, 1.0 / max(float(costs[costs > 0].min(initial=1.0)), 1e-9)
    for _ in range(ROUNDS):
        middle = (low + high) / 2
        spent = value_of(_cut(lines, costs, middle).values()) or ZERO
        low, high = (middle, high) if spent > left else (low, middle)
    return _cut(lines, costs, high)


def _cut(
    lines: Sequence[Bought], costs: Floats, price_of_service: float
) -> dict[tuple[str, str], Bought]:
    """Return lines with so much less as the stocks of the two levels differ."""
    targets = np.array([_target(one) for one in lines])
    levels = np.clip(targets - price_of_service * costs, 0.0, targets)
    spreads = [_spread(one.need.target.forecast) for one in lines]
    means, variances = [mean for mean, _ in spreads], [variance for _, variance in spreads]
    less = quantile(means, variances, targets) - quantile(means, variances, levels)
    kept = {}
    for one, level, given_up in zip(lines, levels, less, strict=True):
        cut = _whole(one, _wanted(one, float(level), float(given_up)))
        if cut is not None:
            kept[one.need.key] = cut
    return kept


def _wanted(one: Bought, level: float, given_up: float) -> Decimal:
    if one.need.target.forecast is None:
        return one.buying.quantity if level >= STATED_LEVEL else ZERO
    return max(ZERO, one.buying.quantity - Decimal(given_up))


def _whole(one: Bought, most: Decimal) -> Bought | None:
    """Return a line of no more than so much, as it can be bought; None where nothing can."""
    if most >= one.buying.quantity:
        return one
    quantity = lowered(most, one.need.item)
    least = one.need.item.minimum_order_quantity or ZERO
    return one.cut_to(quantity) if quantity > 0 and quantity >= least else None


def _target(one: Bought) -> float:
    forecast = one.need.target.forecast
    level = forecast.target if forecast and forecast.target else None
    return float(one.need.target.policy.service_level if level is None else level)


def _spread(forecast: Forecast | None) -> tuple[float, float]:
    """Return mean and variance of demand over the days that have to be covered."""
    if forecast is None:
        return 0.0, 0.0
    periods = forecast.horizon_days / DAYS_OF[forecast.period]
    lead = forecast.lead_time.deviation if forecast.lead_time else ZERO
    variance: Quantity = forecast.deviation**2 * periods + (forecast.daily * lead) ** 2
    return float(forecast.demand_over_horizon), float(variance)
