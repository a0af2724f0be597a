"""Order up to S when at or below s: the best pair for demand in whole units, exactly.

The position is looked at every period. The algorithm of Zheng and Federgruen walks once along the
levels, with the cost of a pair written by the renewal function of demand: how often, on the way
down from S, each position is visited.
"""

from typing import NamedTuple

import numpy as np

from inventory.policies.distributions import DemandDistribution
from inventory.textbook.checking import must_be_positive, must_not_be_negative


class ReorderLevels(NamedTuple):
    """When to order and up to what.

    Attributes:
        reorder_point: s: ordered when the inventory position is at or below it; it may be below 0.
        order_up_to_level: S.
        cost: of ordering, holding and waiting, a period.
    """

    reorder_point: int
    order_up_to_level: int
    cost: float


def exact_reorder_levels(
    *,
    order_cost: float,
    holding_cost: float,
    waiting_cost: float,
    demand_mean: float,
    demand_variance: float | None = None,
    lead_time: float = 0.0,
) -> ReorderLevels:
    """Return the pair (s, S) of least cost where the position is looked at every period.

    The cost of a pair is (K + sum of m(j) * G(S - j)) / M(S - s), j from 0 to S - s - 1, where G(y)
    is what holding and waiting cost from position y, m the renewal density of demand, M its sum.

    Args:
        order_cost: K, per order, in account currency.
        holding_cost: h, per unit on hand at the end of a period, same currency.
        waiting_cost: p, per unit waiting then, same currency.
        demand_mean: units a period; it takes some milliseconds a hundred of them.
        demand_variance: of it; None or no more than the mean for Poisson's, else negative binomial.
        lead_time: L, in whole periods, after which what was ordered arrives; 0 for before the
            period's demand.

    Returns:
        the two levels and their cost.

    Raises:
        ValueError: a cost or the mean is not positive, or the lead time is below zero.

    Source:
        Zheng and Federgruen, Finding optimal (s, S) policies is about as simple as evaluating a
        single policy, Operations Research 39(4), 1991, with its table; Snyder and Shen,
        Fundamentals of Supply Chain Theory, 2nd ed., eqs. 4.71 to 4.75, Algorithm 4.2, Example 4.7
        and Problem 4.31.

    Examples:
        >>> best = exact_reorder_levels(
        ...     order_cost=5, holding_cost=1, waiting_cost=4, demand_mean=6
        ... )
        >>> best.reorder_point, best.order_up_to_level, round(best.cost, 7)
        (4, 10, 8.0341116)
        >>> best = exact_reorder_levels(
        ...     order_cost=150, holding_cost=40, waiting_cost=125, demand_mean=4
        ... )
        >>> best.reorder_point, best.order_up_to_level, round(best.cost, 5)
        (2, 7, 223.57483)

        The first and the most surprising rows of the table of 1991:

        >>> for mean in (10, 25, 64):
        ...     s, S, cost = exact_reorder_levels(
        ...         order_cost=64, holding_cost=1, waiting_cost=9, demand_mean=mean
        ...     )
        ...     print(s, S, round(cost, 3))
        6 40 35.022
        19 56 54.262
        55 74 78.402
    """
    must_not_be_negative(order_cost=order_cost, lead_time=lead_time)
    must_be_positive(holding_cost=holding_cost, waiting_cost=waiting_cost, demand_mean=demand_mean)
    variance = demand_mean if demand_variance is None else demand_variance
    covered = lead_time + 1.0
    costs = _Costs(
        order_cost,
        (holding_cost, waiting_cost),
        DemandDistribution([demand_mean], [variance]),
        DemandDistribution([demand_mean * covered], [variance * covered]),
    )
    return _walk(costs)


class _Costs:
    """What positions and pairs of levels cost a period; both are remembered."""

    def __init__(
        self,
        order_cost: float,
        unit_costs: tuple[float, float],
        period: DemandDistribution,
        covered: DemandDistribution,
    ) -> None:
        self._order_cost = order_cost
        self.holding_cost, self.waiting_cost = unit_costs
        self._period = period
        self.covered = covered
        self._at: dict[int, float] = {}
        self._density = np.zeros(0)
        self._renewals = np.zeros(1)

    def at(self, position: int) -> float:
        """Return G(y): what holding and waiting cost from a position, a period."""
        if position not in self._at:
            missing = float(self.covered.missing(np.array([float(position)]))[0])
            left = position - float(self.covered.mean[0]) + missing
            self._at[position] = self.holding_cost * left + self.waiting_cost * missing
        return self._at[position]

    def of(self, reorder_point: int, order_up_to_level: int) -> float:
        """Return what a pair of levels costs a period."""
        steps = order_up_to_level - reorder_point
        if steps > self._density.size:
            self._grow(max(2 * self._density.size, steps, 64))
        visited = (float(self._density[j]) * self.at(order_up_to_level - j) for j in range(steps))
        return (self._order_cost + sum(visited)) / float(self._renewals[steps])

    def _grow(self, size: int) -> None:
        """Work out how often each position is visited, for so many positions below S."""
        units = np.arange(-1.0, size)
        below = np.zeros(units.size, dtype=np.intp)
        chances = -np.diff(self._period.exceeding(units, below))
        density = np.zeros(size)
        density[0] = 1.0 / float(self._period.exceeding(np.zeros(1))[0])
        for j in range(1, size):
            density[j] = density[0] * float(chances[1 : j + 1] @ density[j - 1 :: -1])
        self._density = density
        self._renewals = np.concatenate(([0.0], np.cumsum(density)))


def _walk(costs: _Costs) -> ReorderLevels:
    """Walk up from the best single position until no higher level can be better."""
    ratio = costs.waiting_cost / (costs.waiting_cost + costs.holding_cost)
    up_to = int(costs.covered.quantile(np.array([ratio]))[0])
    point = up_to - 1
    while costs.of(point, up_to) > costs.at(point):
        point -= 1
    best = costs.of(point, up_to)
    candidate = up_to + 1
    while costs.at(candidate) <= best:
        if costs.of(point, candidate) < best:
            up_to = candidate
            while costs.of(point, up_to) <= costs.at(point + 1):
                point += 1
            best = costs.of(point, up_to)
        candidate += 1
    return ReorderLevels(point, up_to, best)
