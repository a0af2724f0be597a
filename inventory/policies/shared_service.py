"""One service for a group of items at the least stock: where a unit more helps most, it is kept.

Where every item keeps the same fill rate, units lie where they serve little. A unit more of an item
costs what it adds to the units on hand, and saves what fewer have to wait. For the least stock at a
given fill of the whole group, the last unit of every item has the same worth: what it saves over
what it costs. One worth settles all items, as one lambda settles a budget (`budget`).

Slow items of large orders may end at nothing: where that must not be, say so with a floor.

Planning shares a promise out first (`shared_promises`): each item then keeps the fill rate that is
its part of it, as any other item keeps its own.
"""

from collections.abc import Callable
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from inventory.policies.arrays import Flags, Floats, Rows, at_least_zero, smallest_stock
from inventory.policies.distributions import DemandDistribution, checked_level
from inventory.policies.levels import order_up_to_fill

WORTH_MIN: Final = 1e-7
WORTH_MAX: Final = 1e3
"""Between them the worth of the last unit is looked for."""

WORTH_START: Final = 0.02
"""About the worth at 90 %."""

NEAR: Final = 0.002
"""So near, as a share of the shortfall allowed, what is missing has to come."""

ROUNDS_MAX: Final = 40
CHEAPEST: Final = 1e-4
"""No item counts as cheaper than this share of the mean price."""

NOTHING: Final = 1e-300
"""A chance below it counts as this much, so that nothing is divided by zero."""

HAIR: Final = 1e-9
"""By so little a promise is lowered, so that the level it was read from keeps it."""


class Demands(NamedTuple):
    """Demand of n items over the lead time L and over lead time and review, L + R.

    Attributes:
        mean_lead, mean_protection: units; what is asked for in a review is the difference.
        var_lead, var_protection: units squared.
    """

    mean_lead: ArrayLike
    var_lead: ArrayLike
    mean_protection: ArrayLike
    var_protection: ArrayLike


class Promises(NamedTuple):
    """What each item of a group promises by itself, one entry an item.

    Attributes:
        share: its fill rate.
        is_least: it is as low as any may be: a unit of it is worth no more than elsewhere.
    """

    share: Floats
    is_least: Flags


def order_up_to_worth(
    demands: Demands, worth: ArrayLike, *, price: ArrayLike = 1.0, review: ArrayLike = 1.0
) -> Floats:
    """Return levels S of which the last unit of each item is worth as much.

    The next unit on the shelf stays there at the end of a review with the chance P(D_{L+R} <= S),
    and serves somebody at once who would have waited with the chance P(D_L <= S) - P(D_{L+R} <= S).
    It is kept while the one is more than `worth` times the other.

    Args:
        demands: (n,) each.
        worth: units served at once that a unit on hand has to bring; above 0. With a price: units
            served for each unit of money.
        price: (n,) what a unit on hand costs, 1 for the least units; an item of price 0 counts as one
            of a ten-thousandth of the mean price.
        review: (n,) how long each review is, in one unit of time for all: what a unit saves is
            counted in it.

    Returns:
        (n,) whole units; 0 where nothing is asked for in a review.

    Raises:
        ValueError: a value is no finite number, or a worth is not above zero.

    Source:
        Marginal analysis: Sherbrooke, Optimal Inventory Modeling of Systems, 2nd ed., 2004, ch. 2;
        here for fill with backorders, of which only new ones count.

    Examples:
        Two items of the same mean over three months, the second with larger orders:

        >>> like = Demands([4, 4], [5, 16], [6, 6], [7.5, 24])
        >>> order_up_to_worth(like, 0.1).tolist(), order_up_to_worth(like, 0.02).tolist()
        ([10.0, 11.0], [12.0, 18.0])
    """
    lead = DemandDistribution(demands.mean_lead, demands.var_lead)
    protection = DemandDistribution(demands.mean_protection, demands.var_protection)
    asked = at_least_zero("worth", worth) * _cost(price) * _length(review)
    wanted = np.broadcast_to(asked, protection.mean.shape)
    if (wanted <= 0.0).any():
        raise ValueError("worth: must be above zero")

    def shortage(rows: Rows, stock: Floats) -> tuple[Floats, Floats]:
        here = _worth(lead, protection, stock, rows)
        return here, here - _worth(lead, protection, np.maximum(stock - 1.0, 0.0), rows)

    start = protection.mean + np.sqrt(np.maximum(protection.variance, protection.mean))
    return smallest_stock(shortage, wanted, start)


def order_up_to_shared_fill(
    demands: Demands,
    level: ArrayLike,
    *,
    price: ArrayLike = 1.0,
    floor: ArrayLike = 0.0,
    review: ArrayLike = 1.0,
) -> Floats:
    """Return levels at which a group serves a share of all its demand at once, at the least cost.

    Args:
        demands: (n,) each; the items of the group.
        level: fill rate of all units of the group together, as a share; above 0.9999 it counts as
            0.9999. One figure, or one an item: then what may be missing of each is added up.
        price: (n,) what a unit on hand costs; 1 for the fewest units.
        floor: (n,) the least level of an item in units, whatever it is worth.
        review: (n,) how long each review is, in one unit of time for all; 1 where they are alike.

    Returns:
        (n,) whole units. What is expected to be missing in a unit of time comes within 0.2 % of what
        may be, or as near as whole units allow.

    Raises:
        ValueError: a value is no finite number, a level is below 0 or above 1, or a review is not
            above zero.

    Examples:
        A third fewer units than 95 % for each of them, for the same share of all demand:

        >>> mean, var = np.array([0.1, 1.0, 20.0]), np.array([2.0, 2.0, 25.0])
        >>> like = Demands(2 * mean, 2 * var, 3 * mean, 3 * var)
        >>> order_up_to_shared_fill(like, 0.95).tolist()
        [0.0, 4.0, 70.0]
        >>> order_up_to_fill(*like, mean, 0.95).tolist()
        [36.0, 9.0, 68.0]
    """
    share, length = checked_level(level), _length(review)
    lead = DemandDistribution(demands.mean_lead, demands.var_lead)
    protection = DemandDistribution(demands.mean_protection, demands.var_protection)
    least = np.broadcast_to(at_least_zero("floor", floor), protection.mean.shape)
    asked = (protection.mean - lead.mean).clip(0.0)
    allowed = float(((1.0 - share) * asked / length).sum())

    def levels_at(worth: float) -> Floats:
        return np.maximum(order_up_to_worth(demands, worth, price=price, review=length), least)

    def missing(levels: Floats) -> float:
        return float(((protection.missing(levels) - lead.missing(levels)) / length).sum())

    if allowed <= 0.0 or missing(least) <= allowed:
        return np.ceil(least)
    return _found(levels_at, missing, allowed)


def shared_promises(
    demands: Demands, level: ArrayLike, *, floor: float = 0.0, review: ArrayLike = 1.0
) -> Promises:
    """Return what each item promises by itself, so that a group keeps a fill rate at the fewest units.

    Args:
        demands: (n,) each; the items of the group.
        level: fill rate of the group, as a share; one figure, or one an item.
        floor: the least fill rate of an item by itself, as a share; no item is raised above its level
            by it.
        review: (n,) how long each review is, in one unit of time for all.

    Returns:
        what the levels of `order_up_to_shared_fill` serve, so that `order_up_to_fill` comes back to
        them; `level` where nothing is asked for in a review.

    Raises:
        ValueError: as `order_up_to_shared_fill` says.

    Examples:
        >>> mean, var = np.array([0.1, 1.0, 20.0]), np.array([2.0, 2.0, 25.0])
        >>> like = Demands(2 * mean, 2 * var, 3 * mean, 3 * var)
        >>> shared_promises(like, 0.95).share.round(3).tolist()
        [0.0, 0.656, 0.971]
        >>> shared_promises(like, 0.95, floor=0.8).share.round(3).tolist()
        [0.809, 0.855, 0.956]
    """
    lead = DemandDistribution(demands.mean_lead, demands.var_lead)
    protection = DemandDistribution(demands.mean_protection, demands.var_protection)
    asked = (protection.mean - lead.mean).clip(0.0)
    least = order_up_to_fill(*demands, asked, np.minimum(level, floor))
    stock = order_up_to_shared_fill(demands, level, floor=least, review=review)
    missing = protection.missing(stock) - lead.missing(stock)
    share = 1.0 - np.divide(missing, asked, out=np.zeros_like(asked), where=asked > 0)
    share = np.where(asked > 0, np.clip(share - HAIR, 0.0, 1.0), level)
    return Promises(share, stock <= least)


def _cost(price: ArrayLike) -> Floats:
    paid = at_least_zero("price", price)
    mean = float(paid.mean())
    return np.maximum(paid, CHEAPEST * mean) if mean > 0.0 else np.ones_like(paid)


def _length(review: ArrayLike) -> Floats:
    length = at_least_zero("review", review)
    if (length <= 0.0).any():
        raise ValueError("review: must be above zero")
    return length


def _worth(
    lead: DemandDistribution, protection: DemandDistribution, stock: Floats, rows: Rows
) -> Floats:
    beyond, beyond_lead = protection.exceeding(stock, rows), lead.exceeding(stock, rows)
    here: Floats = (beyond - beyond_lead).clip(0.0) / np.maximum(1.0 - beyond, NOTHING)
    return here


def _found(
    levels_at: Callable[[float], Floats], missing: Callable[[Floats], float], allowed: float
) -> Floats:
    """Return the levels of the worth at which no more is missing than allowed, and not much less."""
    low, high = np.log(WORTH_MIN), np.log(WORTH_MAX)
    worth, best = np.log(WORTH_START), levels_at(WORTH_MIN)
    for _ in range(ROUNDS_MAX):
        levels = levels_at(float(np.exp(worth)))
        short = missing(levels)
        if short <= allowed:
            best, low = levels, worth
            if short >= (1.0 - NEAR) * allowed:
                break
        else:
            high = worth
        if high - low < NEAR:
            break
        # The shortfall goes about as the worth: a step of their ratio lands close by.
        further = worth + np.log(allowed / max(short, NOTHING)) - NEAR / 2
        worth = further if low < further < high else (low + high) / 2
    return best
