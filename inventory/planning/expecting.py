"""What is expected of items over the days that their stock has to cover: one table a period.

Lead time and review are days, demand comes by day, week or month: what is asked for in them is read
from the forecast of each period ahead, parts of a period by their share.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from inventory.demand.history import stacked
from inventory.documents.forecast import DAYS_OF, Period
from inventory.forecasting.arrays import Counts, Flags, Floats
from inventory.forecasting.backtest import Rolling, backtests
from inventory.forecasting.forecaster import Expected, Forecaster
from inventory.forecasting.patterns import Patterns, classify
from inventory.planning.subjects import Subject
from inventory.policies.distributions import quantile
from inventory.policies.levels import variance_over

YEAR_OF: Final[dict[Period, int]] = {Period.DAY: 365, Period.WEEK: 52, Period.MONTH: 12}
"""Period -> how many of them are a year."""

AHEAD_MAX: Final = 400
"""Periods that are forecast; beyond them the last one goes on."""

TESTED: Final = (1, 2, 3, 4, 6, 8, 13, 26, 52)
"""Horizons, in periods, for which methods are tested on the past: each item by the nearest one."""

BOUND: Final = 0.95
"""The upper bound that is compared with what came."""


@dataclass(frozen=True)
class Tested:
    """How the method has done on the past: one entry an item.

    Attributes:
        origins: from how many days of the past it was asked; 0 for never.
        periods: over how many periods each time.
        demand: what came in all; where it is 0 there is nothing that errors could be a share of.
        span: periods that were compared, each once; `came` what was asked for in so many.
    """

    origins: Counts
    periods: Counts
    demand: Floats
    error: Floats
    bias: Floats
    coverage: Floats
    span: Counts

    @property
    def came(self) -> Floats:
        """What was asked for in the periods that were compared, each counted once."""
        sums = np.maximum(self.origins * self.periods, 1)
        came: Floats = self.demand * self.span / sums
        return came


@dataclass(frozen=True)
class Seen:
    """One entry an item, in base units; all items of one period.

    Attributes:
        mean_lead, variance_lead: of demand over the lead time.
        mean, variance: over lead time and review, which a level has to cover.
        mean_review: over the review alone.
        yearly: expected in the next year.
    """

    period: Period
    patterns: Patterns
    expected: Expected
    tested: Tested
    mean_lead: Floats
    variance_lead: Floats
    mean: Floats
    variance: Floats
    mean_review: Floats
    yearly: Floats


def expected_of(
    period: Period,
    subjects: Sequence[Subject],
    forecaster: Forecaster,
    others: Sequence[Subject] = (),
) -> Seen:
    """Return what is expected of items whose demand is counted in one period.

    Args:
        period: the one.
        subjects: the items.
        forecaster: who says what is expected.
        others: items of the same period that the forecaster may learn from; nothing is told of them.
    """
    number = len(subjects)
    demand, censored = stacked([one.history for one in (*subjects, *others)])
    days, year = float(DAYS_OF[period]), YEAR_OF[period]
    lead = np.array([float(one.lead_time.days) for one in subjects]) / days
    lead_spread = np.array([float(one.lead_time.deviation) for one in subjects]) / days
    review = np.array([one.policy.review_days for one in subjects], dtype=np.float64) / days
    ahead = int(min(max(np.ceil((lead + review).max(initial=1.0)), 1), AHEAD_MAX))
    expected = forecaster(demand, horizon=ahead, season=year, censored=censored).first(number)
    mean_lead, mean = _until(expected.mean, lead), _until(expected.mean, lead + review)
    rate = np.divide(mean, lead + review)
    spread = expected.deviation_over(lead + review)
    return Seen(
        period=period,
        patterns=classify(demand[:number], censored[:number], year=year),
        expected=expected,
        tested=_tested(demand, censored, forecaster, (lead + review, review), year),
        mean_lead=mean_lead,
        variance_lead=variance_over(rate, spread, lead, lead_spread),
        mean=mean,
        variance=variance_over(rate, spread, lead, lead_spread, review),
        mean_review=mean - mean_lead,
        yearly=rate * year,
    )


def _until(ahead: Floats, periods: Floats) -> Floats:
    """Return what is expected until so many periods from now, parts of one by their share.

    Examples:
        >>> _until(np.array([[4.0, 6.0]]), np.array([1.5])).tolist()
        [7.0]
    """
    columns = ahead.shape[1]
    sums = np.concatenate([np.zeros((len(ahead), 1)), ahead.cumsum(axis=1)], axis=1)
    whole = np.minimum(np.floor(periods), columns).astype(np.int64)
    rows = np.arange(len(ahead))
    following = ahead[rows, np.minimum(whole, columns - 1)]
    until: Floats = sums[rows, whole] + following * (periods - whole)
    return until


def _tested(
    demand: Floats,
    censored: Flags,
    forecaster: Forecaster,
    covered: tuple[Floats, Floats],
    year: int,
) -> Tested:
    """Test the method on each item's past, over about as many periods as its stock has to cover.

    All of them are there each time, as they teach each other; the first ones are those that are told of.
    """
    horizon = _nearest(covered[0])
    step = np.maximum(np.rint(covered[1]), 1).astype(np.int64)
    rows = {int(periods): np.flatnonzero(horizon == periods) for periods in np.unique(horizon)}
    tested = backtests(
        demand,
        forecaster,
        [Rolling(periods, step=int(np.median(step[theirs]))) for periods, theirs in rows.items()],
        season=year,
        bound=(BOUND, lambda mean, variance: quantile(mean, variance, BOUND)),
        censored=censored,
    )
    found = np.zeros((5, len(horizon)))
    for theirs, done in zip(rows.values(), tested, strict=True):
        told = (done.origins, done.demand, done.error, done.bias, done.coverage)
        found[:, theirs] = np.array(told)[:, theirs]
    origins = found[0].astype(np.int64)
    apart = np.minimum(step, horizon)
    span = np.where(origins > 0, (origins - 1) * apart + horizon, 0)
    return Tested(origins, horizon, found[1], found[2], found[3], found[4], span)


def _nearest(periods: Floats) -> Counts:
    """Return the tested horizon next to each, by ratio."""
    offered = np.array(TESTED)
    distance = np.abs(np.log(np.maximum(periods, 0.5))[:, None] - np.log(offered)[None, :])
    nearest: Counts = offered[distance.argmin(axis=1)]
    return nearest
