"""When to buy and up to what: levels that keep a promised service, for all items at once.

Two promises are told apart. *Cycle service* is the share of order cycles in which nothing runs out:
a quantile of demand. *Fill rate* is the share of what is asked for that is there at once: a loss.
Who says "95 %" mostly means the fill rate, which the same stock reaches with less where orders are
large, and with more where demand is lumpy.

Demand is told by mean and variance over the days that a level has to cover: the lead time L until
what is ordered arrives, and the review time R until it is looked at again.
"""

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import ndtri

from inventory.policies.arrays import Floats, Rows, at_least_zero, smallest_stock
from inventory.policies.distributions import DemandDistribution, checked_level, quantile


def variance_over(
    mean: ArrayLike,
    deviation: ArrayLike,
    lead_mean: ArrayLike,
    lead_sd: ArrayLike,
    review: ArrayLike = 0.0,
) -> Floats:
    """Return the variance of demand over a lead time that varies, and a review time that does not.

    (L + R) * s_d^2 + d^2 * s_L^2: periods are independent of each other and of the lead time.

    Args:
        mean: d, expected demand a period, in units.
        deviation: s_d, the standard deviation of one period's demand.
        lead_mean: L, in periods; 0 where goods come at once.
        lead_sd: s_L, the standard deviation of one delivery's lead time, in periods.
        review: R, in periods.

    Returns:
        units squared, in the shape of the arguments together.

    Raises:
        ValueError: a value is no finite number.

    Source:
        Eppen and Martin, Determining safety stock in the presence of stochastic lead time and
        demand, Management Science 34(11), 1988.

    Examples:
        >>> round(float(variance_over(100, 20, 7, 2)) ** 0.5, 4)
        206.8816
    """
    demand, spread = at_least_zero("mean", mean), at_least_zero("deviation", deviation)
    lead, lead_spread = at_least_zero("lead_mean", lead_mean), at_least_zero("lead_sd", lead_sd)
    periods = lead + at_least_zero("review", review)
    return np.asarray(periods * spread**2 + (demand * lead_spread) ** 2)


def order_up_to_cycle(mean: ArrayLike, variance: ArrayLike, level: ArrayLike) -> Floats:
    """Return the smallest level S that covers demand in a share `level` of all order cycles.

    Args:
        mean: expected demand over lead time and review, in units.
        variance: of it, in units squared.
        level: cycle service as a share; above 0.9999 it counts as 0.9999.

    Returns:
        whole units; 0 where nothing is expected, and for a level of 0.

    Raises:
        ValueError: a value is no finite number, or a level is below 0 or above 1.

    Examples:
        >>> order_up_to_cycle([30, 30, 0], [30, 300, 0], 0.95).tolist()
        [39.0, 63.0, 0.0]
    """
    return quantile(mean, variance, level)


def order_up_to_fill(
    mean_lead: ArrayLike,
    var_lead: ArrayLike,
    mean_protection: ArrayLike,
    var_protection: ArrayLike,
    mean_review: ArrayLike,
    level: ArrayLike,
) -> Floats:
    """Return the smallest level S from which a share `level` of demand is served at once.

    What runs out newly in one review cycle must be no more than what may:
    E[(D_{L+R} - S)+] - E[(D_L - S)+] <= (1 - level) * E[D_R].

    Args:
        mean_lead: expected demand over the lead time L, in units; 0 where goods come at once.
        var_lead: of it, in units squared.
        mean_protection: expected demand over lead time and review, L + R.
        var_protection: of it; at least `var_lead`.
        mean_review: expected demand over the review time R, the time between two orders.
        level: fill rate as a share; above 0.9999 it counts as 0.9999.

    Returns:
        whole units; 0 where nothing is asked for in a review, and for a level of 0.

    Raises:
        ValueError: a value is no finite number, or a level is below 0 or above 1.

    Source:
        Silver, Pyke and Thomas, Inventory and Production Management in Supply Chains, 4th ed., ch.
        6, for (R, S) with backorders.

    Examples:
        With goods that come at once, 8 of a Poisson(6) demand leave 0.314 of 6 unserved: 94.8 %.

        >>> float(order_up_to_fill(0, 0, 6, 6, 6, 0.947)), float(order_up_to_fill(0, 0, 6, 6, 6, 0.95))
        (8.0, 9.0)
    """
    values = np.broadcast_arrays(
        at_least_zero("mean_lead", mean_lead),
        at_least_zero("var_lead", var_lead),
        at_least_zero("mean_protection", mean_protection),
        at_least_zero("var_protection", var_protection),
        at_least_zero("mean_review", mean_review),
        checked_level(level),
    )
    lead = DemandDistribution(values[0], values[1])
    protection = DemandDistribution(values[2], values[3])
    mean, share = values[4].ravel(), values[5].ravel()

    def shortage(rows: Rows, stock: Floats) -> tuple[Floats, Floats]:
        newly = protection.missing(stock, rows) - lead.missing(stock, rows)
        return newly, lead.exceeding(stock, rows) - protection.exceeding(stock, rows)

    is_asked_for = mean > 0.0
    allowed = np.where(is_asked_for, (1.0 - share) * mean, np.inf)
    start = np.where(is_asked_for, _near(protection, 1.0 - 0.5 * (1.0 - share)), 0.0)
    # A level of zero keeps nothing, however the last digits of what is missing then fall.
    levels = np.where(share > 0.0, smallest_stock(shortage, allowed, start), 0.0)
    return levels.reshape(values[5].shape)


def reorder_point(mean: ArrayLike, variance: ArrayLike, level: ArrayLike) -> Floats:
    """Return the smallest reorder point s that covers demand in a share `level` of order cycles.

    Args:
        mean: expected demand until what is ordered arrives, in units: over the lead time, and over
            the review time too where stock is not looked at after every issue.
        variance: of it, in units squared.
        level: cycle service as a share; above 0.9999 it counts as 0.9999.

    Returns:
        whole units; 0 where nothing is expected: then it is bought when asked for.

    Raises:
        ValueError: a value is no finite number, or a level is below 0 or above 1.

    Examples:
        >>> reorder_point([700, 700], [42800, 2800], 0.95).tolist()
        [1071.0, 789.0]
    """
    return quantile(mean, variance, level)


def reorder_point_fill(
    mean: ArrayLike, variance: ArrayLike, order_quantity: ArrayLike, level: ArrayLike
) -> Floats:
    """Return the smallest reorder point s from which a share `level` is served at once, given Q.

    Of each order of Q no more than (1 - level) * Q may be missing before the next arrives:
    E[(D - s)+] - E[(D - s - Q)+] <= (1 - level) * Q. A large Q alone keeps most of the promise.

    Args:
        mean: expected demand until what is ordered arrives, in units, as for `reorder_point`.
        variance: of it, in units squared.
        order_quantity: Q in units; below 1 it counts as 1, as if single units were ordered.
        level: fill rate as a share; above 0.9999 it counts as 0.9999.

    Returns:
        whole units, at least 0.

    Raises:
        ValueError: a value is no finite number, or a level is below 0 or above 1.

    Source:
        Axsaeter, Inventory Control, 3rd ed., ch. 5; Nahmias, Production and Operations
        Analysis, ch. 5, Type-2 service, where the second loss is left out.

    Examples:
        >>> reorder_point_fill(100, 625, [100, 400], 0.98).tolist()
        [129.0, 105.0]
    """
    mean, variance, batch, share = np.broadcast_arrays(
        at_least_zero("mean", mean),
        at_least_zero("variance", variance),
        np.maximum(at_least_zero("order_quantity", order_quantity), 1.0),
        checked_level(level),
    )
    demand, size, wanted = DemandDistribution(mean, variance), batch.ravel(), share.ravel()

    def shortage(rows: Rows, stock: Floats) -> tuple[Floats, Floats]:
        after = stock + size[rows]
        missing = demand.missing(stock, rows) - demand.missing(after, rows)
        return missing, demand.exceeding(after, rows) - demand.exceeding(stock, rows)

    start = _near(demand, wanted)
    return smallest_stock(shortage, (1.0 - wanted) * size, start).reshape(share.shape)


def _near(demand: DemandDistribution, share: Floats) -> Floats:
    """Return where a normal demand would have its quantile, to begin a search there."""
    spread = np.sqrt(np.maximum(demand.variance, demand.mean))
    near: Floats = demand.mean + ndtri(np.maximum(share, 0.01)) * spread
    return near
