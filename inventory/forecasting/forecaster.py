"""Which method is used for which item, and what it expects: the one door to forecasts."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

import numpy as np

from inventory.documents.forecast import DemandClass, LifeStage
from inventory.forecasting.arrays import Counts, Flags, Floats, Names, lengths, observed, variances
from inventory.forecasting.intermittent import sba, tsb
from inventory.forecasting.outliers import winsorised
from inventory.forecasting.patterns import patterns_of
from inventory.forecasting.smoothing import imapa, ses


class Method(StrEnum):
    """How a forecast was made, as it is told beside it."""

    NONE = "none"
    SBA = "sba"
    IMAPA_SES = "imapa_ses"
    TSB = "tsb"


@dataclass(frozen=True)
class Expected:
    """What is expected of each item; one row or entry an item.

    Attributes:
        mean: demand in each period ahead; one column a period, never below zero.
        deviation: standard deviation of demand in one period around it.
        method: values of `Method`, or what another forecaster calls its own.
        trend: what the first period ahead adds to the one before; 0 where no trend has won.
        season: factors of the next periods, the first one first, as many as the year has periods; all
            1 where no season has won.
        history: known periods the forecast was made of.
        outliers: how many of them were cut to what is usual: see `winsorised`.
    """

    mean: Floats
    deviation: Floats
    method: Names
    trend: Floats
    season: Floats
    history: Counts
    outliers: Counts


class Forecaster(Protocol):
    """Whatever turns demand into expectations."""

    def __call__(
        self, demand: Floats, *, horizon: int, season: int, censored: Flags | None = None
    ) -> Expected:
        """Return what is expected.

        Args:
            demand: one row an item, one column a period, oldest first, in base units; see `observed`.
            horizon: periods ahead.
            season: periods in a year: 12, 52 or 365.
            censored: periods in which the item had run out.

        Raises:
            ValueError: the shapes differ, a demand is infinite, or there is no period ahead.
        """
        ...


def expect(demand: Floats, *, horizon: int, season: int, censored: Flags | None = None) -> Expected:
    """Return what is expected of each item, by a method that suits its demand.

    - asked for in most periods (smooth, erratic): SBA with a mean start;
    - asked for now and then (intermittent, lumpy): the mean of IMAPA and SES(.1);
    - fading: TSB, the only one of them that follows demand down;
    - never asked for, dead: the same methods; they come to nothing, or nearly.

    The deviation is that of the history itself.

    Examples:
        >>> expect(np.array([[3.0, 5, 4, 4, 3, 5]]), horizon=2, season=12).mean.round(2)
        array([[4.02, 4.02]])
    """
    if horizon < 1:
        raise ValueError("a forecast looks at least one period ahead")
    history, outliers = winsorised(observed(demand, censored))
    level, method = _level(history, season)
    return Expected(
        mean=np.repeat(level[:, None], horizon, axis=1),
        deviation=np.sqrt(variances(history)),
        method=method,
        trend=np.zeros(len(level)),
        season=np.ones((len(level), season)),
        history=lengths(history),
        outliers=outliers,
    )


def _level(history: Floats, season: int) -> tuple[Floats, Names]:
    found = patterns_of(history, year=season)
    names = np.select(
        [
            found.demands == 0,
            found.life_stage == LifeStage.FADING.value,
            np.isin(found.demand_class, [DemandClass.SMOOTH.value, DemandClass.ERRATIC.value]),
        ],
        [Method.NONE.value, Method.TSB.value, Method.SBA.value],
        Method.IMAPA_SES.value,
    )
    level = np.zeros(len(history))
    for name, method in _METHODS.items():
        rows = names == name.value
        level[rows] = method(history[rows])
    return level, names


def _imapa_ses(history: Floats) -> Floats:
    return (imapa(history) + ses(history)) / 2


_METHODS = {Method.TSB: tsb, Method.SBA: sba, Method.IMAPA_SES: _imapa_ses}
