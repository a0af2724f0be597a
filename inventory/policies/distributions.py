"""How demand over some days may turn out: negative binomial, Poisson, or nothing at all.

A sum of demand is told by its mean and variance. Where the variance is above the mean, as nearly
always in a warehouse, it is negative binomial; else Poisson, also where less than Poisson's
variance was measured, so that a few equal months do not promise that surprises are over. Where
nothing is expected it is zero for certain. Whole units; everything for all items at once.
"""

from typing import Final

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import betainc, gammainc, gammaincc, ndtri

from inventory.policies.arrays import Floats, Rows, at_least_zero, numbers, smallest_stock

LEVEL_MAX: Final = 0.9999
"""The most that is ever aimed at: nobody can promise that something never runs out."""
EXCESS_MIN: Final = 1e-6
"""A variance above the mean by a smaller share is Poisson's."""
MEAN_MIN: Final = 1e-12
"""Less than that is expected of nobody: figures so small are what smoothing leaves of demand."""


class DemandDistribution:
    """Demand of n items over a time of their own, each a negative binomial or a Poisson.

    The negative binomial counts failures before r successes of probability p, with
    r = mean^2 / (variance - mean) and p = mean / variance, so that both moments fit.

    Attributes:
        mean: (n,) units; below zero counts as zero, and so does what is next to nothing.
        variance: (n,) units squared.

    Source:
        Axsaeter, Inventory Control, 3rd ed., ch. 5.
    """

    def __init__(self, mean: ArrayLike, variance: ArrayLike) -> None:
        self.mean, self.variance = _flat_pair(
            at_least_zero("mean", mean), at_least_zero("variance", variance)
        )
        self.mean = np.where(self.mean < MEAN_MIN, 0.0, self.mean)
        self._is_wide = (self.variance > self.mean * (1.0 + EXCESS_MIN)) & (self.mean > 0.0)
        wide_mean, wide_variance = self.mean[self._is_wide], self.variance[self._is_wide]
        excess = wide_variance - wide_mean
        self._size = np.ones_like(self.mean)
        self._size[self._is_wide] = wide_mean * (wide_mean / excess)
        self._failure = np.zeros_like(self.mean)
        self._failure[self._is_wide] = excess / wide_variance

    def exceeding(self, stock: Floats, rows: Rows | slice = slice(None)) -> Floats:
        """Return P(D > stock), exact in the far tail too, where 1 - cdf has no digits left."""
        return self._exceeding(np.floor(stock), rows, extra=0.0)

    def missing(self, stock: Floats, rows: Rows | slice = slice(None)) -> Floats:
        """Return E[(D - stock)+] in units, also for a stock between whole units or below zero."""
        mean, whole = self.mean[rows], np.floor(stock)
        beyond = mean * self._exceeding(whole - 1.0, rows, extra=1.0)
        left = beyond - stock * self._exceeding(whole, rows, extra=0.0)
        return np.where(stock < 0.0, mean - stock, np.maximum(left, 0.0))

    def within(self, stock: Floats) -> Floats:
        """Return P(D <= stock)."""
        whole = np.floor(stock)
        known = np.maximum(whole, 0.0)
        tight = gammaincc(known + 1.0, self.mean)
        wide = betainc(self._size, known + 1.0, 1.0 - self._failure)
        chance = np.where(self._is_wide, wide, tight)
        return np.where(whole < 0.0, 0.0, chance)

    def quantile(self, level: Floats) -> Floats:
        """Return the smallest whole stock with P(D <= stock) >= level, levels already checked."""
        deviation = np.sqrt(np.maximum(self.variance, self.mean))
        allowed = np.where(self.mean > 0.0, 1.0 - level, 1.0)
        start = self.mean + ndtri(np.maximum(level, 0.01)) * deviation

        def shortage(rows: Rows, stock: Floats) -> tuple[Floats, Floats]:
            missing = self.exceeding(stock, rows)
            return missing, missing - self.exceeding(stock - 1.0, rows)

        return smallest_stock(shortage, allowed, start)

    def _exceeding(self, whole: Floats, rows: Rows | slice, *, extra: float) -> Floats:
        """Return P(D > whole) of whole units, with `extra` added to the r of a negative binomial."""
        known = np.maximum(whole, 0.0) + 1.0
        is_wide = self._is_wide[rows]
        chance = np.empty_like(known)
        tight = ~is_wide
        chance[tight] = gammainc(known[tight], self.mean[rows][tight])
        size = self._size[rows][is_wide] + extra
        chance[is_wide] = betainc(known[is_wide], size, self._failure[rows][is_wide])
        return np.where(whole < 0.0, 1.0, chance)


def quantile(mean: ArrayLike, variance: ArrayLike, level: ArrayLike) -> Floats:
    """Return the smallest whole stock that covers demand with a probability of `level`.

    Args:
        mean: expected demand in units, one number an item; below zero counts as zero.
        variance: of it, in units squared; up to the mean it is Poisson's.
        level: the probability as a share, 0 to 1; above 0.9999 it counts as 0.9999.

    Returns:
        whole units in the shape of the arguments together; 0 where nothing is expected.

    Raises:
        ValueError: a value is no finite number, or a level is below 0 or above 1.

    Source:
        Poisson: Snyder and Shen, Fundamentals of Supply Chain Theory, 2nd ed., Example 4.7,
        where the critical ratio 4 / 5 of a Poisson(6) demand asks for 8.

    Examples:
        >>> float(quantile(6, 6, 4 / 5))
        8.0
        >>> quantile([6, 0, 10], [30, 0, 2], 0.95).tolist()
        [17.0, 0.0, 15.0]
    """
    share = checked_level(level)
    mean, variance, share = np.broadcast_arrays(numbers("mean", mean), variance, share)
    demand = DemandDistribution(mean, variance)
    return demand.quantile(share.ravel()).reshape(share.shape)


def cdf(mean: ArrayLike, variance: ArrayLike, stock: ArrayLike) -> Floats:
    """Return the probability that demand is no more than a stock.

    Args:
        mean: expected demand in units, one number an item; below zero counts as zero.
        variance: of it, in units squared; up to the mean it is Poisson's.
        stock: in units; parts of a unit do not help, and below zero nothing is covered.

    Returns:
        shares from 0 to 1, in the shape of the arguments together.

    Raises:
        ValueError: a value is no finite number.

    Examples:
        >>> cdf(6, 6, [7, 8]).round(4).tolist()
        [0.744, 0.8472]
    """
    mean, variance, stock = np.broadcast_arrays(
        numbers("mean", mean), variance, numbers("stock", stock)
    )
    return DemandDistribution(mean, variance).within(stock.ravel()).reshape(stock.shape)


def loss(mean: ArrayLike, variance: ArrayLike, stock: ArrayLike) -> Floats:
    """Return how many units are expected to be asked for beyond a stock: E[(D - S)+].

    In closed form: mean * P(D' >= S) - S * P(D > S), where D' has r + 1 in place of r if D is
    negative binomial, and is D itself if it is Poisson.

    Args:
        mean: expected demand in units, one number an item; below zero counts as zero.
        variance: of it, in units squared; up to the mean it is Poisson's.
        stock: in units, whole or not; below zero it is a debt that adds to what is missing.

    Returns:
        units, never below zero, in the shape of the arguments together.

    Raises:
        ValueError: a value is no finite number.

    Source:
        Zipkin, Foundations of Inventory Management, 2000, appendix C (both distributions).

    Examples:
        >>> loss(6, 6, [0, 8]).round(4).tolist()
        [6.0, 0.314]
    """
    mean, variance, stock = np.broadcast_arrays(
        numbers("mean", mean), variance, numbers("stock", stock)
    )
    return DemandDistribution(mean, variance).missing(stock.ravel()).reshape(stock.shape)


def checked_level(level: ArrayLike) -> Floats:
    """Return levels of service as shares, at most `LEVEL_MAX`.

    Raises:
        ValueError: a level is below 0 or above 1 (95 for 95 %, say), or no number.
    """
    share = numbers("level", level)
    if ((share < 0.0) | (share > 1.0)).any():
        raise ValueError("level: a share from 0 to 1, as 0.95")
    return np.minimum(share, LEVEL_MAX)


def _flat_pair(mean: Floats, variance: Floats) -> tuple[Floats, Floats]:
    mean, variance = np.broadcast_arrays(mean, variance)
    return mean.ravel(), variance.ravel()
