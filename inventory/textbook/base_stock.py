"""Base stock and safety stock under a normal demand over a lead time."""

import math
from typing import NamedTuple

from scipy.special import ndtri

from inventory.policies.levels import variance_over
from inventory.textbook.checking import must_be_a_share, must_not_be_negative
from inventory.textbook.newsvendor import StockLevel, newsvendor_normal


class NormalReorderPoint(NamedTuple):
    """A reorder point under a normal demand over a lead time.

    Attributes:
        deviation: standard deviation of demand over the lead time, units.
        safety_stock: z of them.
        reorder_point: expected demand over the lead time and the safety stock.
    """

    deviation: float
    safety_stock: float
    reorder_point: float


def base_stock_normal(
    *,
    holding_cost: float,
    stockout_cost: float,
    demand_mean: float,
    demand_sd: float,
    lead_time: float,
) -> StockLevel:
    """Return the level up to which to order every period, for a normal demand and a fixed lead time.

    The newsvendor's level for demand over L + 1 periods: what is ordered now has to last until the
    order after it arrives.

    Args:
        holding_cost: h, per unit on hand at the end of a period, in account currency.
        stockout_cost: p, per unit waiting then, same currency.
        demand_mean: units a period.
        demand_sd: standard deviation of it.
        lead_time: L, in periods; 0 where goods come before the period's demand.

    Returns:
        the level, not rounded, and its expected cost a period.

    Raises:
        ValueError: a cost is not positive, or a deviation or the lead time is below zero.

    Source:
        Snyder and Shen, Fundamentals of Supply Chain Theory, 2nd ed., Example 4.4.

    Examples:
        >>> best = base_stock_normal(
        ...     holding_cost=0.18, stockout_cost=0.70, demand_mean=50, demand_sd=8, lead_time=4
        ... )
        >>> round(best.level, 6), round(best.cost, 6)
        (264.766894, 4.466781)
    """
    must_not_be_negative(lead_time=lead_time)
    periods = lead_time + 1.0
    return newsvendor_normal(
        holding_cost=holding_cost,
        stockout_cost=stockout_cost,
        demand_mean=demand_mean * periods,
        demand_sd=demand_sd * math.sqrt(periods),
    )


def reorder_point_normal(
    *,
    demand_mean: float,
    demand_sd: float,
    lead_time: float,
    lead_time_sd: float,
    service_level: float,
) -> NormalReorderPoint:
    """Return safety stock and reorder point where demand and lead time both vary.

    sd = sqrt(L * s_d^2 + d^2 * s_L^2), safety stock z * sd, reorder point d * L + z * sd.

    Demand over a random lead time is not normal, even where demand is: with few and long
    deliveries the tail is heavier. `reorder_point` does better by a negative binomial.

    Args:
        demand_mean: d, units a period.
        demand_sd: s_d, standard deviation of it.
        lead_time: L, in periods.
        lead_time_sd: s_L, standard deviation of it, in periods.
        service_level: the share of order cycles in which nothing runs out.

    Returns:
        deviation, safety stock and reorder point, in units, not rounded.

    Raises:
        ValueError: the service level is not between 0 and 1, or an argument is below zero.

    Source:
        Silver, Pyke and Thomas, Inventory and Production Management in Supply Chains, 4th ed., ch.
        6; the caveat from Eppen and Martin, Management Science 34(11), 1988.

    Examples:
        >>> point = reorder_point_normal(
        ...     demand_mean=100, demand_sd=20, lead_time=7, lead_time_sd=2, service_level=0.95
        ... )
        >>> [round(figure, 4) for figure in point]
        [206.8816, 340.29, 1040.29]
    """
    must_be_a_share(service_level=service_level)
    must_not_be_negative(
        demand_mean=demand_mean,
        demand_sd=demand_sd,
        lead_time=lead_time,
        lead_time_sd=lead_time_sd,
    )
    variance = float(variance_over(demand_mean, demand_sd, lead_time, lead_time_sd))
    deviation = math.sqrt(variance)
    kept = float(ndtri(service_level)) * deviation
    return NormalReorderPoint(deviation, kept, demand_mean * lead_time + kept)
