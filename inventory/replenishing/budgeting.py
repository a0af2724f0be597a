"""What is bought where money is short: what is critical first, then much service for little money.

Every item gives up service in proportion to its price, so that one number settles how much: that
bought a third more service for the same money than cutting all alike. What is held against stated
levels has no distribution to cut by: it is bought whole, or not at all.
"""

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import Final

import numpy as np
from numpy.typing import NDArray

from inventory.book import Book
from inventory.documents.forecast import DAYS_OF, Forecast
from inventory.documents.purchase_order import PurchaseOrder
from inventory.policies.budget import levels_within_budget
from inventory.policies.distributions import quantile
from inventory.quantity import ZERO, Quantity
from inventory.replenishing.purchases import Bought, value_of
from inventory.replenishing.quantities import at_most

Floats = NDArray[np.float64]
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
    critical, others = _parted(priced)
    kept = _cheapest(critical, left)
    left -= value_of(kept.values()) or ZERO
    kept |= _price_weighted(others, left)
    return [cut for one in lines if (cut := one if one.cost is None else kept.get(one.need.key))]


def _parted(lines: Iterable[Bought]) -> tuple[list[Bought], list[Bought]]:
    """Return the lines of what is critical, and the others."""
    critical, others = list[Bought](), list[Bought]()
    for one in lines:
        (critical if one.need.target.policy.is_critical else others).append(one)
    return critical, others


def _cheapest(lines: Sequence[Bought], left: Decimal) -> dict[tuple[str, str], Bought]:
    """Return the lines that can be paid for, the cheapest first, whole or in part."""
    kept: dict[tuple[str, str], Bought] = {}
    for one in sorted(lines, key=lambda line: (line.cost or ZERO, line.need.key)):
        each = one.buying.unit_cost or ZERO
        most = one.buying.quantity if not each else min(one.buying.quantity, left / each)
        if cut := _cut(one, most):
            kept[one.need.key] = cut
            left -= cut.cost or ZERO
    return kept


def _price_weighted(lines: Sequence[Bought], left: Decimal) -> dict[tuple[str, str], Bought]:
    """Return lines cut so that each gives up service in proportion to its price.

    Where even no service at all is too dear, because levels stand far above any demand, the
    cheapest are bought.
    """
    if not lines:
        return {}
    costs = [float(one.buying.unit_cost or ZERO) for one in lines]
    targets = np.array([_target(one) for one in lines])
    found = levels_within_budget(_bought_at(lines, targets), costs, float(left), most=targets)
    if not found.is_within:
        return _cheapest(lines, left)
    cuts = (_cut(one, Decimal(str(units))) for one, units in zip(lines, found.levels, strict=True))
    return {cut.need.key: cut for cut in cuts if cut}


def _bought_at(lines: Sequence[Bought], targets: Floats) -> Callable[[Floats], Floats]:
    """Return what says how much of each line is bought at lower service.

    That is so much less as the stocks differ that these services need.
    """
    means, variances = np.array([_spread(one.need.target.forecast) for one in lines]).T
    whole = quantile(means, variances, targets)

    def bought_at(shares: Floats) -> Floats:
        less = whole - quantile(means, variances, shares)
        wanted = map(_wanted, lines, shares.tolist(), less.tolist())
        return np.array(
            [float(at_most(one.need.item, most)) for one, most in zip(lines, wanted, strict=True)]
        )

    return bought_at


def _wanted(one: Bought, share: float, given_up: float) -> Decimal:
    if one.need.target.forecast is None:
        return one.buying.quantity if share >= STATED_LEVEL else ZERO
    return max(ZERO, one.buying.quantity - Decimal(given_up))


def _cut(one: Bought, most: Decimal) -> Bought | None:
    """Return a line of no more than so much, as it can be bought; None where nothing can."""
    if most >= one.buying.quantity:
        return one
    quantity = at_most(one.need.item, most)
    return one.cut_to(quantity) if quantity else None


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
