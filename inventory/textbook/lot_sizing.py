"""Lot sizing: when to order what is known to be needed, period by period."""

from collections.abc import Sequence
from typing import NamedTuple

from inventory.textbook.checking import must_not_be_negative


class LotSizes(NamedTuple):
    """What to order in each period.

    Attributes:
        orders: units, one number a period; each covers its own and perhaps some following periods.
        cost: of ordering and holding over all periods.
    """

    orders: tuple[float, ...]
    cost: float


def wagner_whitin(demand: Sequence[float], *, order_cost: float, holding_cost: float) -> LotSizes:
    """Return the cheapest orders for a demand that is known and must be met in its period.

    From the last period back: the best order of a period covers the demand of as many periods as
    makes its own cost, and the best cost from there on, smallest. An order of nothing costs nothing.

    Args:
        demand: units, one number a period, the first first.
        order_cost: K, per order, in account currency.
        holding_cost: h, per unit left at the end of a period, same currency.

    Returns:
        the orders and their cost; of equally cheap ones that with fewer periods an order first.

    Raises:
        ValueError: a cost or a demand is below zero or no number.

    Source:
        Wagner and Whitin, Dynamic version of the economic lot size model, Management Science 5(1),
        1958; Snyder and Shen, Fundamentals of Supply Chain Theory, 2nd ed., eq. 3.39, Example 3.9,
        Problems 3.27 and 3.29.

    Examples:
        >>> wagner_whitin([90, 120, 80, 70], order_cost=500, holding_cost=2)
        LotSizes(orders=(210.0, 0.0, 150.0, 0.0), cost=1380.0)
        >>> wagner_whitin([150, 100, 80, 200], order_cost=120, holding_cost=0.8)
        LotSizes(orders=(150.0, 180.0, 0.0, 200.0), cost=424.0)
        >>> wagner_whitin([730, 580, 445, 650, 880], order_cost=100, holding_cost=0.1)
        LotSizes(orders=(1310.0, 0.0, 1095.0, 0.0, 880.0), cost=423.0)
    """
    must_not_be_negative(order_cost=order_cost, holding_cost=holding_cost)
    for units in demand:
        must_not_be_negative(demand=units)
    periods = len(demand)
    cost_from = [0.0] * (periods + 1)
    covered_until = [0] * periods
    for first in reversed(range(periods)):
        cost_from[first], covered_until[first] = _best_order(
            demand, first, cost_from, (order_cost, holding_cost)
        )
    return LotSizes(_orders(demand, covered_until), cost_from[0])


def _best_order(
    demand: Sequence[float], first: int, cost_from: Sequence[float], costs: tuple[float, float]
) -> tuple[float, int]:
    """Return the least cost from a period on, and the period before which its order ends."""
    order_cost, holding_cost = costs
    best, until, own = float("inf"), first + 1, 0.0
    for last in range(first, len(demand)):
        own += holding_cost * (last - first) * demand[last]
        is_ordered = any(demand[first : last + 1])
        total = own + (order_cost if is_ordered else 0.0) + cost_from[last + 1]
        if total < best:
            best, until = total, last + 1
    return best, until


def _orders(demand: Sequence[float], covered_until: Sequence[int]) -> tuple[float, ...]:
    orders = [0.0] * len(demand)
    first = 0
    while first < len(demand):
        orders[first] = float(sum(demand[first : covered_until[first]]))
        first = covered_until[first]
    return tuple(orders)
