"""Order a fixed quantity Q when at or below r, where each unit that is missing costs goodwill once.

The oldest of the reorder rules, by Hadley and Whitin, and the two service levels that stand in for
a goodwill nobody can name. Demand over the lead time is normal here; for demand in whole units, all
items at once, there are `reorder_point` and `reorder_point_fill`.
"""

import math
from collections.abc import Iterator
from typing import NamedTuple

from scipy.special import ndtri

from inventory.textbook.checking import must_be_a_share, must_be_positive
from inventory.textbook.normal import inverse_standard_normal_loss, standard_normal_loss
from inventory.textbook.reorder_quantity import (
    NEAR,
    STEPS_MAX,
    ReorderProblem,
    ReorderQuantity,
    check_problem,
    economic_quantity_of,
)


class GoodwillStep(NamedTuple):
    """One step towards the quantity and point where each unit that is missing costs goodwill.

    Attributes:
        order_quantity: Q, units.
        reorder_point: R, units.
        missing: units expected to be missing in an order cycle.
    """

    order_quantity: float
    reorder_point: float
    missing: float


def by_expected_inventory_level(problem: ReorderProblem) -> ReorderQuantity:
    """Return r and Q by the expected inventory level, the way of Hadley and Whitin.

    Q = sqrt(2 * d * (K + p * n(r)) / h) and F(r) = 1 - Q * h / (p * d), one after the other until
    they stay: where `goodwill_steps` end.

    Args:
        problem: its stockout cost is per unit that is missing, however long it waits.

    Returns:
        r and Q, not rounded.

    Raises:
        ValueError: an argument is not positive, or missing a unit costs too little to keep any:
            p * d must be above Q * h.

    Source:
        Hadley and Whitin, Analysis of Inventory Systems, 1963; Snyder and Shen, Fundamentals of
        Supply Chain Theory, 2nd ed., eqs. 5.16 to 5.18, Algorithm 5.1, Example 5.2.

    Examples:
        >>> problem = ReorderProblem(8, 0.225, 7.5, 1300, 1300 / 12, 150 / 12**0.5)
        >>> best = by_expected_inventory_level(problem)
        >>> round(best.reorder_point, 4), round(best.order_quantity, 4)
        (213.9704, 318.5902)
        >>> round(expected_level_cost(problem, best), 5)
        95.45114

        Harvey's mustard of Nahmias: 25 for each jar that is missing, a fifth of 10 to hold one.

        >>> mustard = ReorderProblem(50, 0.2 * 10, 25, 200, 100, 25)
        >>> best = by_expected_inventory_level(mustard)
        >>> round(best.order_quantity, 3), round(best.reorder_point, 3)
        (110.774, 142.568)
    """
    last = list(goodwill_steps(problem))[-1]
    return ReorderQuantity(last.reorder_point, last.order_quantity)


def expected_level_cost(problem: ReorderProblem, chosen: ReorderQuantity) -> float:
    """Return what a point and a quantity cost a year by the expected inventory level.

    h * (r - mean + Q / 2) + K * d / Q + p * d * n(r) / Q

    Args:
        problem: its stockout cost is per unit that is missing.
        chosen: any r, and a Q above zero.

    Returns:
        account currency a year, without the goods themselves.

    Raises:
        ValueError: a cost, a rate, the deviation or the quantity is not positive.

    Source:
        Snyder and Shen, Fundamentals of Supply Chain Theory, 2nd ed., eq. 5.16, Example 5.2.

    Examples:
        >>> problem = ReorderProblem(8, 0.225, 7.5, 1300, 1300 / 12, 150 / 12**0.5)
        >>> round(expected_level_cost(problem, ReorderQuantity(213.97044, 318.59018)), 5)
        95.45114
    """
    check_problem(problem)
    must_be_positive(order_quantity=chosen.order_quantity)
    point, quantity = chosen
    held = problem.holding_cost * (point - problem.lead_mean + quantity / 2.0)
    cycle = problem.order_cost + problem.stockout_cost * _missing(problem, point)
    return held + cycle * problem.demand_rate / quantity


def goodwill_steps(problem: ReorderProblem) -> Iterator[GoodwillStep]:
    """Yield each step from the economic quantity to where quantity and point agree.

    Args:
        problem: its stockout cost is per unit that is missing: goodwill lost once.

    Yields:
        quantity, point and what is missing; the last step repeats itself.

    Raises:
        ValueError: an argument is not positive, or missing a unit costs too little to keep any.

    Source:
        Nahmias, Production and Operations Analysis, ch. 5, Harvey's Specialty Shop.

    Examples:
        >>> from itertools import islice
        >>> mustard = ReorderProblem(50, 0.2 * 10, 25, 200, 100, 25)
        >>> for step in islice(goodwill_steps(mustard), 3):
        ...     print([round(figure, 2) for figure in step])
        [100.0, 143.77, 0.4]
        [109.63, 142.69, 0.45]
        [110.65, 142.58, 0.45]
    """
    check_problem(problem)
    quantity = economic_quantity_of(problem)
    for _ in range(STEPS_MAX):
        share = quantity * problem.holding_cost / (problem.stockout_cost * problem.demand_rate)
        if share >= 1.0:
            raise ValueError("stockout_cost: too small for any stock to be worth its holding cost")
        point = problem.lead_mean + problem.lead_sd * float(ndtri(1.0 - share))
        missing = _missing(problem, point)
        yield GoodwillStep(quantity, point, missing)
        cycle = problem.order_cost + problem.stockout_cost * missing
        further = math.sqrt(2.0 * problem.demand_rate * cycle / problem.holding_cost)
        if abs(further - quantity) <= NEAR * quantity:
            return
        quantity = further


def reorder_point_for_cycles(*, lead_mean: float, lead_sd: float, service_level: float) -> float:
    """Return the point at which a share of order cycles sees nothing run out (Type-1 service).

    R = mean + z * sd

    Args:
        lead_mean: expected demand over the lead time, units.
        lead_sd: standard deviation of it, above zero.
        service_level: the share of order cycles, above 0 and below 1.

    Returns:
        units, not rounded.

    Raises:
        ValueError: the deviation is not positive, or the level is no such share.

    Source:
        Nahmias, Production and Operations Analysis, ch. 5, Type-1 service (the book prints 151).

    Examples:
        >>> round(reorder_point_for_cycles(lead_mean=100, lead_sd=25, service_level=0.98), 4)
        151.3437
    """
    must_be_positive(lead_sd=lead_sd)
    must_be_a_share(service_level=service_level)
    return lead_mean + lead_sd * float(ndtri(service_level))


def reorder_point_for_fill(
    *, lead_mean: float, lead_sd: float, order_quantity: float, fill_rate: float
) -> float:
    """Return the point from which a share of demand is served at once, given Q (Type-2 service).

    sd * L(z) = (1 - beta) * Q, R = mean + z * sd

    Args:
        lead_mean: expected demand over the lead time, units.
        lead_sd: standard deviation of it, above zero.
        order_quantity: Q, units, above zero.
        fill_rate: beta, the share of units, above 0 and below 1.

    Returns:
        units, not rounded; below the mean where Q is so large that little can go missing.

    Raises:
        ValueError: the deviation or the quantity is not positive, or the rate is no such share.

    Source:
        Nahmias, Production and Operations Analysis, ch. 5, Type-2 service (the book prints 126).

    Examples:
        >>> round(
        ...     reorder_point_for_fill(lead_mean=100, lead_sd=25, order_quantity=100, fill_rate=0.98), 4
        ... )
        125.531
    """
    must_be_positive(lead_sd=lead_sd, order_quantity=order_quantity)
    must_be_a_share(fill_rate=fill_rate)
    allowed = (1.0 - fill_rate) * order_quantity
    return lead_mean + lead_sd * inverse_standard_normal_loss(allowed / lead_sd)


def _missing(problem: ReorderProblem, point: float) -> float:
    """Return n(r): the units expected to be missing from a point in one order cycle."""
    return problem.lead_sd * standard_normal_loss((point - problem.lead_mean) / problem.lead_sd)
