"""Demand with a shape: what changes with the season of the year, and what grows or shrinks.

Demand is taken as level x factor of the season, where the level may have a slope. Recent periods
weigh more. Rows keep their place in the calendar here: a period that is not known is NaN where it
stands, and weighs nothing.
"""

from enum import Enum
from typing import Final, NamedTuple

import numpy as np

from inventory.forecasting.arrays import Flags, Floats

LEVEL_DISCOUNT: Final = 0.9
SLOPE_DISCOUNT: Final = 0.95
YEARS_MAX: Final = 5
DAMPING: Final = 0.3
"""What is left of a slope after a year."""
REACH: Final = 2.0
"""A trend leads at most so many times above or below the level of late."""


class Shape(Enum):
    """What a forecast allows demand to do, the plainest first."""

    FLAT = (False, False)
    TREND = (True, False)
    SEASON = (False, True)
    TREND_AND_SEASON = (True, True)

    @property
    def has_trend(self) -> bool:
        return self.value[0]

    @property
    def has_season(self) -> bool:
        return self.value[1]


class Ahead(NamedTuple):
    """What a shape expects: see `Expected`."""

    mean: Floats
    trend: Floats
    season: Floats


def ahead(dated: Floats, shape: Shape, *, horizon: int, season: int) -> Ahead:
    """Return expected demand of each period ahead, never below zero.

    Args:
        dated: one row an item, one column a period, NaN where not known.
        shape: what demand is allowed to do; a season needs two years at least.
        horizon: periods ahead.
        season: periods in a year.
    """
    coming = np.ones((len(dated), season))
    if shape.has_season:
        coming = factors(dated, season)
    weights = _repeated_back(coming, dated.shape[1])
    level = _level(dated, weights)
    line = np.repeat(level[:, None], horizon, axis=1)
    trend = np.zeros(len(dated))
    if shape.has_trend:
        end, slope = _line(dated, weights)
        steps = np.cumsum((DAMPING ** (1 / season)) ** np.arange(1, horizon + 1))
        line = np.clip(end[:, None] + slope[:, None] * steps, line / REACH, line * REACH)
        trend = slope * steps[0]
    return Ahead(line * coming[:, np.arange(horizon) % season], trend, coming)


def factors(dated: Floats, season: int) -> Floats:
    """Return what each period of the year has of the mean, the next period first.

    Each whole year back from the end is compared with its own mean. The less the years agree, the
    more the factors are drawn towards 1: by the share of their variance that chance alone explains.
    Factors of a row have a mean of 1.

    Examples:
        >>> summers = np.tile([1.0, 3.0], 4)[None, :]
        >>> factors(summers, 2)
        array([[0.5, 1.5]])
    """
    years = min(dated.shape[1] // season, YEARS_MAX)
    ratios, known = _ratios(dated[:, dated.shape[1] - years * season :], years, season)
    numbers = known.sum(axis=1)
    mean = np.where(known, ratios, 0.0).sum(axis=1) / np.maximum(numbers, 1)
    mean = np.where(numbers > 0, mean, 1.0)
    squares = np.where(known, (ratios - mean[:, None, :]) ** 2, 0.0).sum(axis=(1, 2))
    within = squares / np.maximum(known.sum(axis=(1, 2)) - season, 1)
    between = mean.var(axis=1, ddof=1)
    chance = within / years / np.where(between > 0, between, 1.0)
    drawn = 1 + np.maximum(1 - chance, 0.0)[:, None] * (mean - 1)
    result: Floats = drawn / drawn.mean(axis=1, keepdims=True)
    return result


def _ratios(dated: Floats, years: int, season: int) -> tuple[Floats, Flags]:
    """Return demand over the mean of its year, and which are known: item x year x period."""
    whole = dated.reshape(len(dated), years, season)
    known = ~np.isnan(whole)
    mean = np.where(known, whole, 0.0).sum(axis=2) / np.maximum(known.sum(axis=2), 1)
    known &= (mean > 0)[:, :, None]
    ratios: Floats = np.where(known, whole, 0.0) / np.where(mean > 0, mean, 1.0)[:, :, None]
    return ratios, known


def _repeated_back(coming: Floats, periods: int) -> Floats:
    """Return the factor of each period of the past."""
    season = coming.shape[1]
    result: Floats = coming[:, np.arange(-periods, 0) % season]
    return result


def _level(dated: Floats, factor: Floats) -> Floats:
    """Return discounted demand over discounted factors."""
    known = ~np.isnan(dated)
    weigh = LEVEL_DISCOUNT ** np.arange(dated.shape[1])[::-1]
    return _over(np.where(known, dated, 0.0) @ weigh, np.where(known, factor, 0.0) @ weigh)


def _line(dated: Floats, factor: Floats) -> tuple[Floats, Floats]:
    """Return level at the end and slope a period, of demand over its factors.

    The slope is drawn to 0 by the share of its square that chance explains.
    """
    known = ~np.isnan(dated)
    values, weights = np.where(known, dated, 0.0), np.where(known, factor, 0.0)
    ages = np.arange(-dated.shape[1], 0) + 1.0
    weigh = SLOPE_DISCOUNT**-ages
    zeroth, first, second = (weights @ (weigh * ages**power) for power in (0, 1, 2))
    total, moment = values @ weigh, values @ (weigh * ages)
    centre, mean = _over(first, zeroth), _over(total, zeroth)
    spread = second - first * centre
    slope = _over(moment - total * centre, spread)
    off = ages - centre[:, None]
    left = values - weights * (mean[:, None] + slope[:, None] * off)
    variance = _over((left**2) @ weigh, zeroth) * _over(
        ((weigh * off) ** 2 * known).sum(axis=1), spread**2
    )
    slope = slope * np.maximum(1 - _over(variance, slope**2), 0.0)
    return mean - slope * centre, slope


def _over(part: Floats, whole: Floats) -> Floats:
    result: Floats = np.divide(part, whole, out=np.zeros_like(part), where=whole > 0)
    return result
