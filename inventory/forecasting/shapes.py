"""Demand with a shape: what changes with the season of the year, and what grows or shrinks.

Demand is taken as level x factor of the season, where the level may have a slope. Recent periods
weigh more. Rows keep their place in the calendar here: a period that is not known weighs nothing
where it stands.
"""

from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import Final, NamedTuple

import numpy as np

from inventory.forecasting.arrays import Floats

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
    level: Floats
    trend: Floats
    season: Floats


class Dated(NamedTuple):
    """Demand in the calendar's places.

    Attributes:
        values: one row an item, one column a period; 0 where not known.
        known: 1 where known, 0 elsewhere.
    """

    values: Floats
    known: Floats

    @classmethod
    def of(cls, dated: Floats) -> "Dated":
        """Return demand whose unknown periods are NaN."""
        known = ~np.isnan(dated)
        return cls(np.where(known, dated, 0.0), known.astype(np.float64))

    def until(self, end: int) -> "Dated":
        """Return the first so many periods."""
        return Dated(self.values[:, :end], self.known[:, :end])


@dataclass(frozen=True)
class Fit:
    """Demand with a season, or none, from which forecasts with a trend, or none, are made.

    Attributes:
        dated: what it was made of.
        coming: factors of the next periods, the first one first, as many as a year has.
    """

    dated: Dated
    coming: Floats

    def ahead(self, horizon: int, *, has_trend: bool) -> Ahead:
        """Return expected demand of each period ahead, never below zero."""
        season = self.coming.shape[1]
        line = np.repeat(self._level[:, None], horizon, axis=1)
        trend = np.zeros(len(line))
        if has_trend:
            end, slope = self._line()
            steps = damped(horizon, season)
            line = np.clip(end[:, None] + slope[:, None] * steps, line / REACH, line * REACH)
            trend = slope * steps[0]
        mean = line * self.coming[:, np.arange(horizon) % season]
        return Ahead(mean, line[:, 0], trend, self.coming)

    @cached_property
    def _weights(self) -> Floats:
        """The factor of each period of the past; 0 where not known."""
        known, season = self.dated.known, self.coming.shape[1]
        weights: Floats = self.coming[:, np.arange(-known.shape[1], 0) % season] * known
        return weights

    @cached_property
    def _level(self) -> Floats:
        """Discounted demand over discounted factors."""
        weigh = LEVEL_DISCOUNT ** np.arange(self._weights.shape[1])[::-1]
        return _over(self.dated.values @ weigh, self._weights @ weigh)

    def _line(self) -> tuple[Floats, Floats]:
        """Return level at the end and slope a period, of demand over its factors.

        Level and slope leave no discounted error and no discounted error times its age. The slope is
        drawn to 0 by the share of its square that chance explains.
        """
        values, known = self.dated
        ages = np.arange(-values.shape[1], 0) + 1.0
        weigh = SLOPE_DISCOUNT**-ages
        powers = np.column_stack([weigh, weigh * ages, weigh * ages**2])
        zeroth, first, second = (self._weights @ powers).T
        total, moment = (values @ powers[:, :2]).T
        centre, mean = _over(first, zeroth), _over(total, zeroth)
        spread = second - first * centre
        slope = _over(moment - total * centre, spread)
        level = mean - slope * centre
        left = values - self._weights * (level[:, None] + slope[:, None] * ages)
        own, by_age, by_square = (known @ (powers * weigh[:, None])).T
        moved = by_square - 2 * centre * by_age + centre**2 * own
        variance = _over(np.square(left) @ weigh, zeroth) * _over(moved, spread**2)
        drawn = slope * np.maximum(1 - _over(variance, slope**2), 0.0)
        return mean - drawn * centre, drawn


def damped(horizon: int, season: int) -> Floats:
    """Return how many slopes a trend has added by each period ahead: less and less each time.

    Examples:
        >>> damped(3, 12).round(2)
        array([0.9 , 1.72, 2.46])
    """
    added: Floats = np.cumsum((DAMPING ** (1 / season)) ** np.arange(1, horizon + 1))
    return added


def fit(dated: Dated, season: int, *, has_season: bool) -> Fit:
    """Return demand with the factors of its seasons, or with none.

    Args:
        dated: demand in the calendar's places.
        season: periods in a year.
        has_season: whether there are factors; that needs a whole year at least.
    """
    if has_season:
        return Fit(dated, factors(dated, season))
    return Fit(dated, np.ones((len(dated.values), season)))


def factors(dated: Dated, season: int) -> Floats:
    """Return what each period of the year has of the mean, the next period first.

    Each whole year back from the end is compared with its own mean. The less the years agree, the
    more the factors are drawn towards 1: by the share of their variance that chance alone explains.
    Factors of a row have a mean of 1.

    Examples:
        >>> summers = np.tile([1.0, 3.0], 4)[None, :]
        >>> factors(Dated.of(summers), 2)
        array([[0.5, 1.5]])
    """
    items, periods = dated.values.shape
    years = min(periods // season, YEARS_MAX)
    values, known = (
        part[:, periods - years * season :].reshape(items, years, season) for part in dated
    )
    yearly = _over(values.sum(axis=2), known.sum(axis=2))[:, :, None]
    known = known * (yearly > 0)
    ratios = values / np.where(yearly > 0, yearly, 1.0)
    numbers = known.sum(axis=1)
    mean = _over(ratios.sum(axis=1), numbers)
    within = np.square(ratios).sum(axis=(1, 2)) - (numbers * mean**2).sum(axis=1)
    within = np.maximum(within, 0.0) / np.maximum(numbers.sum(axis=1) - season, 1)
    mean = np.where(numbers > 0, mean, 1.0)
    chance = _over(within / years, mean.var(axis=1, ddof=1))
    drawn = 1 + np.maximum(1 - chance, 0.0)[:, None] * (mean - 1)
    result: Floats = drawn / drawn.mean(axis=1, keepdims=True)
    return result


def _over(part: Floats, whole: Floats) -> Floats:
    result: Floats = np.divide(part, whole, out=np.zeros_like(part), where=whole > 0)
    return result
