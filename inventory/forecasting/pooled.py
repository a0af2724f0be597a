"""Forecasts that learn from all items together how far the past of one may be trusted.

A slow item has too few demands to tell whether it should be smoothed quickly or slowly, and whether it
is on its way up; a thousand of them have enough. So each is smoothed at four speeds, and what really
came in the past, summed over the horizon, settles for all items at once what each speed weighs and
what the common mean weighs. Weights are never negative and need not add up to one: where demand as a
whole rises, so do they. Everything is learned anew from the demand that is given, nothing is tuned.

How demand scatters is learned likewise: halfway, by ratios, between what the item's own errors say
and what those of all items say of one with such a mean (Taylor's law: a power of the mean). It is
never more than the mean times the most that was ever asked for in a period: so much it would be, were
each demand as large. Else what goes to sleep would seem to come in heaps of any size, and need them.
"""

from typing import Final, NamedTuple

import numpy as np

from inventory.forecasting.arrays import Flags, Floats, lengths, means, observed
from inventory.forecasting.forecaster import Expected, Method
from inventory.forecasting.outliers import winsorised

ALPHAS: Final = (0.05, 0.1, 0.2, 0.4)
STEADY: Final = 1
"""Which of them errors are measured from, and weighed by: .1."""

WARM_UP: Final = 12
"""Periods of an item that its smoothing starts from, the mean of them; half of a short history."""

LARGE_AS: Final = 3.0
"""A squared error weighs as 1 / (level + so many times the mean level): large items err by more."""

BELIEF: Final = 30.0
"""Equal weights of the four speeds are believed as much as so many sums that came."""

DESCENTS: Final = 200
ERROR_ALPHA: Final = 0.1
ITEMS_MIN: Final = 10
"""With fewer items that scatter, nothing is said by all of them together."""


class _Past(NamedTuple):
    """What was smoothed, at every end of a period.

    Attributes:
        levels: one level a speed, item and end: (speeds, n, periods + 1); meant once warm.
        is_warm: whether an item had so many periods at that end: (n, periods + 1).
        scatter: each item's squared error of one period ahead, smoothed: (n,).
    """

    levels: Floats
    is_warm: Flags
    scatter: Floats


def expect_pooled(
    demand: Floats, *, horizon: int, season: int, censored: Flags | None = None
) -> Expected:
    """Return what is expected of each item, learned from all of them.

    The items should be of one kind and one period: they teach each other. A single one is smoothed
    towards its own mean.

    Args:
        demand: one row an item, one column a period, oldest first, in base units; see `kept` for
            NaN, negatives and leading zeros.
        horizon: periods ahead; the same is expected in each, no trend or season of its own.
        season: periods in a year; only gives the factors their number.
        censored: periods in which the item had run out.

    Returns:
        Expectations that are never below zero; 0 for an item of which no period is known. An item
        that nobody has asked for yet is expected what such items have taught, a part of the common
        mean: some of them begin to be asked for. The deviation is that of errors one period ahead,
        so that it holds what is not known of the level already.

    Raises:
        ValueError: the shapes differ, a demand is infinite, or there is no period ahead.

    Source:
        Weights by least squares that are not negative: Breiman, Stacked regressions, Machine
        Learning 24 (1996). Variance by a power of the mean: Taylor, Nature 189 (1961).

    Examples:
        Twenty items on their way up: smoothing alone would lag behind, at 28 for the quickest.

        >>> rising = np.tile(np.arange(1.0, 31.0), (20, 1))
        >>> expect_pooled(rising, horizon=2, season=12).mean[0].round()
        array([32., 32.])
    """
    if horizon < 1:
        raise ValueError("a forecast looks at least one period ahead")
    history, outliers = winsorised(observed(demand, censored))
    past = _past(history)
    mean = _mean(history, past, horizon)
    return Expected(
        mean=np.repeat(mean[:, None], horizon, axis=1),
        deviation=np.sqrt(np.minimum(_variance(past.scatter, mean), mean * _largest(history))),
        level=mean,
        level_noise=np.zeros(len(mean)),
        method=np.full(len(mean), Method.POOLED.value),
        trend=np.zeros(len(mean)),
        season=np.ones((len(mean), season)),
        history=lengths(history),
        outliers=outliers,
    )


def _past(history: Floats) -> _Past:
    known = ~np.isnan(history)
    values = np.where(known, history, 0.0)
    seen = known.cumsum(axis=1)
    warm_up = max(1, min(WARM_UP, values.shape[1] // 2))
    is_start = known & (seen <= warm_up)
    start = np.where(is_start, values, 0.0).sum(axis=1) / np.maximum(is_start.sum(axis=1), 1)
    squares = np.where(is_start, (values - start[:, None]) ** 2, 0.0).sum(axis=1)
    scatter = squares / np.maximum(is_start.sum(axis=1) - 1, 1)
    levels = np.empty((len(ALPHAS), len(values), values.shape[1] + 1))
    levels[:, :, 0] = start
    speeds = np.array(ALPHAS)[:, None]
    for period, value in enumerate(values.T):
        is_learned = known[:, period] & ~is_start[:, period]
        error = np.where(is_learned, value - levels[:, :, period], 0.0)
        levels[:, :, period + 1] = levels[:, :, period] + speeds * error
        learned = ERROR_ALPHA * (error[STEADY] ** 2 - scatter)
        scatter = scatter + np.where(is_learned, learned, 0.0)
    is_warm = np.pad(seen, ((0, 0), (1, 0))) >= warm_up
    return _Past(levels, is_warm, scatter)


def _mean(history: Floats, past: _Past, horizon: int) -> Floats:
    """Return expected demand a period: the levels at the end, weighed as the past teaches."""
    common = float(means(history).mean()) if len(history) else 0.0
    ends = history.shape[1] - horizon + 1
    weights = np.append(np.full(len(ALPHAS), 1 / len(ALPHAS)), 0.0)
    if ends > 0 and common > 0:
        is_told = past.is_warm[:, :ends]
        told = past.levels[:, :, :ends][:, is_told].T
        came = _sums(history, horizon)[is_told] / horizon
        weights = _weights(told, came, common, weights)
    now = past.levels[:, :, -1].T @ weights[:-1] + weights[-1] * common
    result: Floats = np.where(lengths(history) > 0, now, 0.0)
    return result


def _sums(history: Floats, horizon: int) -> Floats:
    """Return what came in the `horizon` periods after each end of a period."""
    before = np.pad(np.nancumsum(history, axis=1), ((0, 0), (1, 0)))
    result: Floats = before[:, horizon:] - before[:, :-horizon]
    return result


def _weights(told: Floats, came: Floats, common: float, believed: Floats) -> Floats:
    """Return the weights, none below zero, by which what was told comes nearest to what came."""
    told = np.column_stack([told, np.full(len(told), common)])
    trust = 1 / (told[:, STEADY] + LARGE_AS * common)
    weighed = told * trust[:, None]
    normal, right = weighed.T @ told, weighed.T @ came
    belief = BELIEF * max(np.trace(normal) / max(len(told), 1), common**2 / (LARGE_AS * common))
    belief /= len(believed)
    normal += belief * np.eye(len(believed))
    right += belief * believed
    return _descended(normal, right, believed)


def _descended(normal: Floats, right: Floats, weights: Floats) -> Floats:
    """Return the least squares that are not negative, one coordinate after the other."""
    weights = weights.copy()
    for _ in range(DESCENTS):
        for place in range(len(weights)):
            step = (right[place] - normal[place] @ weights) / normal[place, place]
            weights[place] = max(weights[place] + step, 0.0)
    return weights


def _largest(history: Floats) -> Floats:
    """Return the most that was asked for of each item in a period."""
    largest: Floats = np.nan_to_num(history).max(axis=1)
    return largest


def _variance(scatter: Floats, mean: Floats) -> Floats:
    """Return the variance of one period: halfway between the item's own and that of its like."""
    is_told = (scatter > 0) & (mean > 0)
    if is_told.sum() < ITEMS_MIN:
        return scatter
    powers = np.column_stack([np.ones(is_told.sum()), np.log(mean[is_told])])
    law, *_ = np.linalg.lstsq(powers, np.log(scatter[is_told]), rcond=None)
    like = np.exp(law[0] + law[1] * np.log(np.where(is_told, mean, 1.0)))
    return np.where(is_told, np.sqrt(scatter * like), scatter)
