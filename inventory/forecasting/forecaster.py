"""Which method is used for which item, and what it expects: the one door to forecasts."""

from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Final, Protocol

import numpy as np

from inventory.documents.forecast import DemandClass, LifeStage
from inventory.forecasting.arrays import (
    Counts,
    Flags,
    Floats,
    Names,
    closed_up,
    kept,
    lengths,
    means,
    variances,
)
from inventory.forecasting.contest import contest
from inventory.forecasting.intermittent import sba, tsb
from inventory.forecasting.outliers import winsorised
from inventory.forecasting.patterns import DEAD_GAPS, Patterns, patterns_of
from inventory.forecasting.smoothing import imapa, ses

SES_ALPHA: Final = 0.15
LEVEL_NOISE: Final = 0.1
"""Variance of a smoothed level over that of one period, alpha / (2 - alpha): .05 to .18 in use."""
LEVEL_SHIFT_MAX: Final = 4.0
FADED_BELOW: Final = 0.5


class Method(StrEnum):
    """How a forecast was made, as it is told beside it."""

    NONE = "none"
    SBA_IMAPA = "sba_imapa"
    IMAPA_SES = "imapa_ses"
    TSB = "tsb"
    TREND = "trend"
    SEASON = "season"
    TREND_AND_SEASON = "trend_and_season"
    POOLED = "pooled"


@dataclass(frozen=True)
class Expected:
    """What is expected of each item; one row or entry an item.

    Attributes:
        mean: demand in each period ahead; one column a period, never below zero.
        level: demand in the first of them, were it of an average season.
        deviation: standard deviation of demand in one period around its mean.
        level_noise: how little is known of that mean: its variance as a share of the variance of one
            period. See `deviation_over`.
        method: values of `Method`, or what another forecaster calls its own.
        trend: what the first period ahead adds to the one before; 0 where no trend has won. Those
            that follow add less: see `damped`.
        season: factors of the next periods, the first one first, as many as the year has periods;
            all 1 where no season has won.
        history: known periods the forecast was made of.
        outliers: how many of them were cut to what is usual: see `winsorised`.
    """

    mean: Floats
    level: Floats
    deviation: Floats
    level_noise: Floats
    method: Names
    trend: Floats
    season: Floats
    history: Counts
    outliers: Counts

    def first(self, items: int) -> "Expected":
        """Return what is expected of so many items, the first ones."""
        return Expected(*(getattr(self, one.name)[:items] for one in fields(self)))

    def deviation_over(self, periods: Floats | float) -> Floats:
        """Return the deviation a period of a sum over so many periods.

        Its square times the periods is the variance of the sum: what is wrong with the mean is wrong
        in every period alike, so that a sum is the less certain the longer it is.

        Args:
            periods: that are added up; one figure, or one an item.
        """
        result: Floats = self.deviation * np.sqrt(1 + periods * self.level_noise)
        return result


class Forecaster(Protocol):
    """Whatever turns demand into expectations."""

    def __call__(
        self, demand: Floats, *, horizon: int, season: int, censored: Flags | None = None
    ) -> Expected:
        """Return what is expected.

        Args:
            demand: one row an item, one column a period, oldest first, in base units; see `kept`.
            horizon: periods ahead.
            season: periods in a year: 12, 52 or 365.
            censored: periods in which the item had run out.

        Raises:
            ValueError: the shapes differ, a demand is infinite, or there is no period ahead.
        """
        ...


def expect(demand: Floats, *, horizon: int, season: int, censored: Flags | None = None) -> Expected:
    """Return what is expected of each item, by a method that suits its demand.

    - asked for in most periods (smooth, erratic): the mean of SBA and IMAPA, one slow, one quick;
    - asked for now and then (intermittent, lumpy): the mean of IMAPA and SES;
    - fading, dead, or quiet three times as long as it ever was: TSB, which follows demand down;
    - otherwise, where a trend, a season or both have forecast the item's own past better: that.

    The variance is the history's own. Where the level has moved away from the history's mean it
    moves with its root: with orders as large as ever and more or fewer of them it would move in
    proportion, and half of what moves a level is chance. A trend or a season leaves less: the share
    of the squared error that is left by it. What is not known of the level itself comes on top.

    Raises:
        ValueError: the shapes differ, a demand is infinite, or there is no period ahead.

    Examples:
        >>> demand = np.array([[3.0, 5, 4, 4, 3, 5], [0, 0, 0, 0, 0, 0]])
        >>> found = expect(demand, horizon=2, season=12)
        >>> found.mean.round(1).tolist(), found.method.tolist()
        ([[4.0, 4.0], [0.0, 0.0]], ['sba_imapa', 'none'])
    """
    if horizon < 1:
        raise ValueError("a forecast looks at least one period ahead")
    dated, outliers = winsorised(kept(demand, censored))
    history = closed_up(dated)
    level, method = _level(history, patterns_of(history, year=season))
    won = contest(dated, horizon=horizon, season=season)
    is_won = won.is_won & (method != Method.TSB)
    mean = np.where(is_won[:, None], won.mean, level[:, None])
    variance = variances(history) * np.where(is_won, won.error_left, _moved(level, history))
    return Expected(
        mean=mean,
        level=np.where(is_won, won.level, level),
        deviation=np.sqrt(variance),
        level_noise=np.full(len(level), LEVEL_NOISE),
        method=np.where(is_won, won.shape, method),
        trend=np.where(is_won, won.trend, 0.0),
        season=np.where(is_won[:, None], won.season, 1.0),
        history=lengths(history),
        outliers=outliers,
    )


def _moved(level: Floats, history: Floats) -> Floats:
    """Return by what the variance of history is multiplied for a level that is not its mean.

    Below half of the mean the deviation itself goes down with the level: else what fades would seem
    to come in larger and larger heaps, and need the more stock the less it sells.
    """
    mean = means(history)
    shift = np.divide(level, mean, out=np.ones_like(level), where=mean > 0)
    root = np.sqrt(np.clip(shift, FADED_BELOW, LEVEL_SHIFT_MAX))
    result: Floats = root * np.minimum(shift / FADED_BELOW, 1.0) ** 2
    return result


def _level(history: Floats, found: Patterns) -> tuple[Floats, Names]:
    ended = np.isin(found.life_stage, [LifeStage.FADING, LifeStage.DEAD])
    quiet = found.quiet > DEAD_GAPS * np.maximum(found.longest_gap, 1)
    often = np.isin(found.demand_class, [DemandClass.SMOOTH, DemandClass.ERRATIC])
    names = np.select(
        [found.demands == 0, ended | quiet, often],
        [Method.NONE, Method.TSB, Method.SBA_IMAPA],
        Method.IMAPA_SES,
    )
    level = np.zeros(len(history))
    for name, method in _METHODS.items():
        rows = names == name
        level[rows] = method(history[rows])
    return level, names


def _sba_imapa(history: Floats) -> Floats:
    return (sba(history) + imapa(history)) / 2


def _imapa_ses(history: Floats) -> Floats:
    return (imapa(history) + ses(history, alpha=SES_ALPHA)) / 2


_METHODS: Final = {
    Method.TSB: tsb,
    Method.SBA_IMAPA: _sba_imapa,
    Method.IMAPA_SES: _imapa_ses,
}
