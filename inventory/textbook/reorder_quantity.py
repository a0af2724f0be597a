"""Order a fixed quantity Q when at or below r: exact cost, and what the textbooks do instead.

Demand over the lead time is normal here, and the position is looked at after every issue. What
waits costs by the year of waiting; where it costs once, see `goodwill`. For demand in whole units,
all items at once, there is `reorder_point_fill`.
"""

import math
from typing import Final, NamedTuple

from inventory.textbook.checking import must_be_positive
from inventory.textbook.economic_quantity import (
    economic_order_quantity,
    economic_quantity_with_waiting,
)
from inventory.textbook.newsvendor import newsvendor_cost_normal, normal_factor
from inventory.textbook.normal import inverse_standard_normal_loss, standard_normal_second_loss

STEPS_MAX: Final = 1000
NEAR: Final = 1e-11


class ReorderProblem(NamedTuple):
    """What an item costs and how it is asked for.

    Attributes:
        order_cost: K, per order, in account currency.
        holding_cost: h, per unit per year, same currency.
        stockout_cost: p, same currency; per unit that waits, or per unit and year of waiting: each
            formula says which.
        demand_rate: d, units per year.
        lead_mean: expected demand over the lead time, units.
        lead_sd: standard deviation of it, above zero.
    """

    order_cost: float
    holding_cost: float
    stockout_cost: float
    demand_rate: float
    lead_mean: float
    lead_sd: float


class ReorderQuantity(NamedTuple):
    """When to order and how much.

    Attributes:
        reorder_point: r, units, not rounded.
        order_quantity: Q, units, not rounded.
    """

    reorder_point: float
    order_quantity: float


def reorder_cost(problem: ReorderProblem, chosen: ReorderQuantity) -> float:
    """Return what any reorder point and quantity cost a year, exactly.

    (K * d + integral of g(y) from r to r + Q) / Q, with g the newsvendor's cost of a position; in
    closed form by the second loss.

    Args:
        problem: its stockout cost is per unit and year of waiting.
        chosen: any r, and a Q above zero.

    Returns:
        account currency a year, without the goods themselves.

    Raises:
        ValueError: a cost, a rate, the deviation or the quantity is not positive.

    Source:
        Snyder and Shen, Fundamentals of Supply Chain Theory, 2nd ed., eq. 5.7, Example 5.1.

    Examples:
        >>> problem = ReorderProblem(8, 0.225, 7.5, 1300, 1300 / 12, 150 / 12**0.5)
        >>> round(reorder_cost(problem, ReorderQuantity(126.8, 328.5)), 6)
        78.071163
        >>> round(reorder_cost(problem, ReorderQuantity(100, 250)), 6)
        87.346478
    """
    check_problem(problem)
    point, quantity = chosen
    must_be_positive(order_quantity=quantity)
    low = (point - problem.lead_mean) / problem.lead_sd
    high = low + quantity / problem.lead_sd
    between = standard_normal_second_loss(low) - standard_normal_second_loss(high)
    missing = problem.lead_sd**2 * between
    held = problem.holding_cost * quantity * (point - problem.lead_mean + quantity / 2.0)
    waiting = (problem.holding_cost + problem.stockout_cost) * missing
    return (problem.order_cost * problem.demand_rate + held + waiting) / quantity


def by_economic_quantity_with_waiting(problem: ReorderProblem) -> ReorderQuantity:
    """Return the economic quantity with waiting (EOQB), and the best point for it.

    Q = sqrt(2 * K * d * (h + p) / (h * p)), and r so that positions r and r + Q cost the same.

    Args:
        problem: its stockout cost is per unit and year of waiting.

    Returns:
        r and Q, not rounded; at most an eighth dearer than the best pair.

    Raises:
        ValueError: a cost, a rate or the deviation is not positive.

    Source:
        Zheng, On properties of stochastic inventory systems, Management Science 38(1), 1992;
        Snyder and Shen, Fundamentals of Supply Chain Theory, 2nd ed., eqs. 3.27 and 5.9, section on
        the EOQB approximation of Example 5.1.

    Examples:
        >>> problem = ReorderProblem(8, 0.225, 7.5, 1300, 1300 / 12, 150 / 12**0.5)
        >>> best = by_economic_quantity_with_waiting(problem)
        >>> round(best.reorder_point, 4), round(best.order_quantity, 4)
        (128.6378, 308.5738)
    """
    check_problem(problem)
    quantity = economic_quantity_with_waiting(
        order_cost=problem.order_cost,
        holding_cost=problem.holding_cost,
        waiting_cost=problem.stockout_cost,
        demand_rate=problem.demand_rate,
    ).order_quantity
    return ReorderQuantity(best_point_for(problem, quantity), quantity)


def best_point_for(problem: ReorderProblem, order_quantity: float) -> float:
    """Return the reorder point of least cost for a given quantity.

    Where the positions r and r + Q cost the same: else all of them could move to the cheaper end.

    Args:
        problem: its stockout cost is per unit and year of waiting.
        order_quantity: Q, units, above zero.

    Returns:
        r in units, not rounded.

    Raises:
        ValueError: a cost, a rate, the deviation or the quantity is not positive.

    Source:
        Snyder and Shen, Fundamentals of Supply Chain Theory, 2nd ed., eq. 5.9.

    Examples:
        >>> problem = ReorderProblem(8, 0.225, 7.5, 1300, 1300 / 12, 150 / 12**0.5)
        >>> round(best_point_for(problem, 300), 4)
        129.4273
    """
    check_problem(problem)
    must_be_positive(order_quantity=order_quantity)
    high = problem.lead_mean + _factor(problem) * problem.lead_sd
    low = high - order_quantity
    while high - low > NEAR * (1.0 + abs(low)):
        middle = (low + high) / 2.0
        if _position_cost(problem, middle) > _position_cost(problem, middle + order_quantity):
            low = middle
        else:
            high = middle
    return (low + high) / 2.0


def by_economic_quantity_and_safety_stock(problem: ReorderProblem) -> ReorderQuantity:
    """Return the economic quantity, and the newsvendor's point over the lead time (EOQ+SS).

    Q = sqrt(2 * K * d / h), r = mean + z * sd with Phi(z) = p / (p + h).

    Args:
        problem: its stockout cost is per unit and year of waiting.

    Returns:
        r and Q, not rounded; r is too high where Q covers more than the lead time.

    Raises:
        ValueError: a cost, a rate or the deviation is not positive.

    Source:
        Snyder and Shen, Fundamentals of Supply Chain Theory, 2nd ed., eqs. 3.4 and 5.21.

    Examples:
        >>> problem = ReorderProblem(8, 0.225, 7.5, 1300, 1300 / 12, 150 / 12**0.5)
        >>> best = by_economic_quantity_and_safety_stock(problem)
        >>> round(best.reorder_point, 4), round(best.order_quantity, 4)
        (190.337, 304.0468)
    """
    check_problem(problem)
    point = problem.lead_mean + _factor(problem) * problem.lead_sd
    return ReorderQuantity(point, economic_quantity_of(problem))


def by_loss_functions(problem: ReorderProblem) -> ReorderQuantity:
    """Return r and Q by first and second loss, nearly the exact pair.

    Q = sqrt(2 * (K * d + (h + p) * n2(r)) / h) and n(r) = h * Q / (h + p), one after the other until
    they stay; what would still be missing at r + Q is left out.

    Args:
        problem: its stockout cost is per unit and year of waiting.

    Returns:
        r and Q, not rounded.

    Raises:
        ValueError: a cost, a rate or the deviation is not positive.

    Source:
        Hadley and Whitin, Analysis of Inventory Systems, 1963; Snyder and Shen, Fundamentals of
        Supply Chain Theory, 2nd ed., eqs. 5.28 and 5.29.

    Examples:
        >>> problem = ReorderProblem(8, 0.225, 7.5, 1300, 1300 / 12, 150 / 12**0.5)
        >>> best = by_loss_functions(problem)
        >>> round(best.reorder_point, 4), round(best.order_quantity, 4)
        (126.8671, 328.4491)
    """
    check_problem(problem)
    together = problem.holding_cost + problem.stockout_cost
    quantity = economic_quantity_of(problem)
    for _ in range(STEPS_MAX):
        allowed = problem.holding_cost * quantity / together
        z = inverse_standard_normal_loss(allowed / problem.lead_sd)
        waiting = together * problem.lead_sd**2 * standard_normal_second_loss(z)
        yearly = problem.order_cost * problem.demand_rate + waiting
        further = math.sqrt(2.0 * yearly / problem.holding_cost)
        if abs(further - quantity) <= NEAR * quantity:
            break
        quantity = further
    return ReorderQuantity(problem.lead_mean + z * problem.lead_sd, quantity)


def check_problem(problem: ReorderProblem) -> None:
    """Refuse a problem that the formulas cannot be worked out with.

    Raises:
        ValueError: a cost, the rate or the deviation is not positive.
    """
    must_be_positive(
        order_cost=problem.order_cost,
        holding_cost=problem.holding_cost,
        stockout_cost=problem.stockout_cost,
        demand_rate=problem.demand_rate,
        lead_sd=problem.lead_sd,
    )


def economic_quantity_of(problem: ReorderProblem) -> float:
    """Return the economic order quantity, with which every iteration begins."""
    return economic_order_quantity(
        order_cost=problem.order_cost,
        holding_cost=problem.holding_cost,
        demand_rate=problem.demand_rate,
    )


def _factor(problem: ReorderProblem) -> float:
    return normal_factor(holding_cost=problem.holding_cost, stockout_cost=problem.stockout_cost)


def _position_cost(problem: ReorderProblem, position: float) -> float:
    return newsvendor_cost_normal(
        position,
        holding_cost=problem.holding_cost,
        stockout_cost=problem.stockout_cost,
        demand_mean=problem.lead_mean,
        demand_sd=problem.lead_sd,
    )
