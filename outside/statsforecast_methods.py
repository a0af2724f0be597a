"""More methods for demand that comes often, by statsforecast: an extra that nothing needs.

AutoETS and AutoTheta have trends and seasons of many kinds, take a thousand times as long as ours,
and pay for items only that are asked for all the time. So the nightly job alone asks them, where it is
told to, and each is believed only for items whose last year it has forecast better.
"""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from inventory.documents.forecast import DemandClass
from inventory.forecasting.arrays import Counts, Flags, Floats, kept, lengths
from inventory.forecasting.contest import LEFT_MAX, YEARS_MIN
from inventory.forecasting.forecaster import Expected, expect
from inventory.forecasting.outliers import winsorised
from inventory.forecasting.patterns import patterns_of
from inventory.forecasting.together import expect_together
from outside.statsforecast_library import LibraryMethod, asked

TRIED: Final = (LibraryMethod.AUTO_ETS, LibraryMethod.AUTO_THETA)
ITEMS_MAX: Final = 500
"""Items of one call on which they are tried, those of the largest demand."""

REACH: Final = 3.0


@dataclass(frozen=True)
class Library:
    """One method of the library for every item, as a `Forecaster`."""

    method: LibraryMethod

    def __call__(
        self, demand: Floats, *, horizon: int, season: int, censored: Flags | None = None
    ) -> Expected:
        """Return what it expects; how demand scatters is told as our own forecaster tells it."""
        ours = expect(demand, horizon=horizon, season=season, censored=censored)
        history, _ = winsorised(kept(demand, censored))
        mean = asked(history, self.method, horizon=horizon, season=season)
        return replace(
            ours,
            mean=mean,
            level=mean.mean(axis=1),
            method=np.full(len(history), self.method.value),
            trend=np.zeros(len(history)),
            season=np.ones((len(history), season)),
        )


def expect_with_library(
    demand: Floats, *, horizon: int, season: int, censored: Flags | None = None
) -> Expected:
    """Return what is expected: by ours, or by the library where it has been better.

    Smooth and erratic items are tried that have been known for two years and at least half of another
    one, the 500 of the largest demand. That last year is forecast from what was known before; a
    method is taken that leaves at most 85 % of the squared error that ours leaves, and of two the
    better one; not where it now expects more than three times what ours does, or less than a third.

    Raises:
        ValueError: the shapes differ, a demand is infinite, or there is no period ahead.
        ModuleNotFoundError: the extra is not installed.
    """
    ours = expect_together(demand, horizon=horizon, season=season, censored=censored)
    history, _ = winsorised(kept(demand, censored))
    tested = min(season, history.shape[1] - YEARS_MIN * season)
    if tested < season // 2:
        return ours
    rows = _tried(history, YEARS_MIN * season + tested, season)
    shares = _shares_left(history[rows], tested, season)
    for method, share in zip(TRIED, shares, strict=True):
        is_best = (share <= LEFT_MAX) & (share == shares.min(axis=0))
        mean = asked(history[rows[is_best]], method, horizon=horizon, season=season)
        believed = is_near(mean, ours.mean[rows[is_best]])
        taken = np.flatnonzero(is_best)[believed]
        ours = _with(ours, rows[taken], method, mean[believed], share[taken])
    return ours


def is_near(theirs: Floats, ours: Floats) -> Flags:
    """Return where two expect something of the same size: no level is set on a runaway."""
    one, other = theirs.sum(axis=1), ours.sum(axis=1)
    near: Flags = (one <= REACH * other) & (other <= REACH * one) & (one > 0)
    return near


def _tried(history: Floats, periods_min: int, season: int) -> Counts:
    """Return the rows on which the library is tried."""
    found = patterns_of(history, year=season)
    is_often = np.isin(found.demand_class, [DemandClass.SMOOTH, DemandClass.ERRATIC])
    rows = np.flatnonzero(is_often & (lengths(history) >= periods_min))
    largest = np.argsort(-np.nansum(history[rows], axis=1), kind="stable")
    result: Counts = np.sort(rows[largest[:ITEMS_MAX]])
    return result


def _shares_left(history: Floats, tested: int, season: int) -> Floats:
    """Return the share of our squared error of the last periods that each method leaves."""
    end = history.shape[1] - tested
    known, came = history[:, :end], history[:, end:]
    ours = _squares(expect(known, horizon=tested, season=season).mean, came)
    shares: Floats = np.ones((len(TRIED), len(history)))
    for place, method in enumerate(TRIED):
        theirs = _squares(asked(known, method, horizon=tested, season=season), came)
        np.divide(theirs, ours, out=shares[place], where=ours > 0)
    return shares


def _squares(mean: Floats, came: Floats) -> Floats:
    squares: Floats = np.nansum((mean - came) ** 2, axis=1)
    return squares


def _with(
    ours: Expected, rows: Counts, method: LibraryMethod, mean: Floats, share: Floats
) -> Expected:
    """Return expectations with those of a method in some rows; half of what it saves counts."""
    is_taken = np.zeros(len(ours.mean), dtype=np.bool_)
    is_taken[rows] = True
    means, level, deviation = ours.mean.copy(), ours.level.copy(), ours.deviation.copy()
    means[rows], level[rows] = mean, mean.mean(axis=1)
    deviation[rows] *= np.sqrt((1 + share) / 2)
    return replace(
        ours,
        mean=means,
        level=level,
        deviation=deviation,
        method=np.where(is_taken, method.value, ours.method),
        trend=np.where(is_taken, 0.0, ours.trend),
        season=np.where(is_taken[:, None], 1.0, ours.season),
    )
