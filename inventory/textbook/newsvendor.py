"""The newsvendor: how much to have for one period, when too much and too little both cost."""

from typing import NamedTuple

from scipy.special import ndtri

from inventory.policies.distributions import DemandDistribution
from inventory.textbook.checking import must_be_positive, must_not_be_negative
from inventory.textbook.normal import standard_normal_density, standard_normal_loss


class StockLevel(NamedTuple):
    """A stock to begin a period with.

    Attributes:
        level: S, units.
        cost: what is expected to be paid for too much and too little, a period.
    """

    level: float
    cost: float


def newsvendor_normal(
    *, holding_cost: float, stockout_cost: float, demand_mean: float, demand_sd: float
) -> StockLevel:
    """Return the best stock for a normal demand.

    S* = mean + z * sd with Phi(z) = p / (p + h), at a cost of (h + p) * phi(z) * sd.

    Args:
        holding_cost: h, per unit left over, in account currency.
        stockout_cost: p, per unit missing, same currency.
        demand_mean: units a period.
        demand_sd: standard deviation of it; 0 where demand is known.

    Returns:
        the level, not rounded, and its expected cost a period.

    Raises:
        ValueError: a cost is not positive, or the deviation is below zero.

    Source:
        Snyder and Shen, Fundamentals of Supply Chain Theory, 2nd ed., eqs. 4.30 and 4.37,
        Example 4.3 and Problem 4.1.

    Examples:
        >>> best = newsvendor_normal(
        ...     holding_cost=0.18, stockout_cost=0.70, demand_mean=50, demand_sd=8
        ... )
        >>> round(best.level, 6), round(best.cost, 6)
        (56.603956, 1.997605)
        >>> best = newsvendor_normal(
        ...     holding_cost=43, stockout_cost=79, demand_mean=900, demand_sd=60
        ... )
        >>> round(best.level, 4), round(best.cost, 4)
        (922.7214, 2718.1968)
    """
    z = normal_factor(holding_cost=holding_cost, stockout_cost=stockout_cost)
    must_not_be_negative(demand_sd=demand_sd)
    cost = (holding_cost + stockout_cost) * standard_normal_density(z) * demand_sd
    return StockLevel(demand_mean + z * demand_sd, cost)


def newsvendor_cost_normal(
    level: float,
    *,
    holding_cost: float,
    stockout_cost: float,
    demand_mean: float,
    demand_sd: float,
) -> float:
    """Return what any stock is expected to cost under a normal demand.

    h * (S - mean) + (h + p) * sd * L((S - mean) / sd)

    Args:
        level: S, units.
        holding_cost: h, per unit left over, in account currency.
        stockout_cost: p, per unit missing, same currency.
        demand_mean: units a period.
        demand_sd: standard deviation of it, above zero.

    Returns:
        account currency a period.

    Raises:
        ValueError: a cost or the deviation is not positive.

    Source:
        Snyder and Shen, Fundamentals of Supply Chain Theory, 2nd ed., eq. 4.24.

    Examples:
        >>> round(
        ...     newsvendor_cost_normal(
        ...         56.603956, holding_cost=0.18, stockout_cost=0.70, demand_mean=50, demand_sd=8
        ...     ),
        ...     6,
        ... )
        1.997605
    """
    must_be_positive(holding_cost=holding_cost, stockout_cost=stockout_cost, demand_sd=demand_sd)
    over = level - demand_mean
    missing = demand_sd * standard_normal_loss(over / demand_sd)
    return holding_cost * over + (holding_cost + stockout_cost) * missing


def newsvendor_discrete(
    *,
    holding_cost: float,
    stockout_cost: float,
    demand_mean: float,
    demand_variance: float | None = None,
) -> StockLevel:
    """Return the best stock for a demand in whole units: Poisson, or negative binomial.

    The smallest S with P(D <= S) >= p / (p + h), at a cost of h * E[(S - D)+] + p * E[(D - S)+].

    Args:
        holding_cost: h, per unit left over, in account currency.
        stockout_cost: p, per unit missing, same currency.
        demand_mean: units a period.
        demand_variance: of it; None or no more than the mean for Poisson's.

    Returns:
        the level in whole units, and its expected cost a period.

    Raises:
        ValueError: a cost is not positive, or the mean is no number.

    Source:
        Snyder and Shen, Fundamentals of Supply Chain Theory, 2nd ed., the demand of Example
        4.7.

    Examples:
        >>> best = newsvendor_discrete(holding_cost=1, stockout_cost=4, demand_mean=6)
        >>> best.level, round(best.cost, 6)
        (8.0, 3.570107)
    """
    must_be_positive(holding_cost=holding_cost, stockout_cost=stockout_cost)
    variance = demand_mean if demand_variance is None else demand_variance
    demand = DemandDistribution([demand_mean], [variance])
    ratio = stockout_cost / (stockout_cost + holding_cost)
    level = demand.quantile(demand.mean * 0.0 + ratio)
    missing = float(demand.missing(level)[0])
    left = float(level[0] - demand.mean[0]) + missing
    return StockLevel(float(level[0]), holding_cost * left + stockout_cost * missing)


def normal_factor(*, holding_cost: float, stockout_cost: float) -> float:
    """Return z of the critical ratio p / (p + h): how many deviations to keep above the mean.

    Raises:
        ValueError: a cost is not positive.
    """
    must_be_positive(holding_cost=holding_cost, stockout_cost=stockout_cost)
    return float(ndtri(stockout_cost / (stockout_cost + holding_cost)))
