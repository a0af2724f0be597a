"""Unusual demand: a jump that chance hardly explains, or silence where there used to be orders.

Every item is looked at every time, so that even a rare chance comes up somewhere: with 10,000 items
and one in a thousand ten would cry wolf. So the false alarms of a run are bounded, not those of an
item: of all items together at most `FALSE_ALARMS` jumps and as many stops are expected to be chance,
and of no item more than one in `1 / CHANCE_MAX` runs. A jump is a demand that

- is beyond the negative binomial (or Poisson) of the item's own past, or of its forecast, and
- is above everything seen before, since half a year does not tell the tail of a distribution.

A stop is a run of periods without demand that is too long for how often there used to be some. How
often that was is not known exactly either: of n periods d had demand, so that by the rule of
succession k without are as likely as (z + 1) ... (z + k) / ((n + 2) ... (n + k + 1)), z = n - d.

Source: Laplace's rule of succession as the predictive of a beta-binomial, Gelman and others, Bayesian
Data Analysis, 3rd ed., section 2.4; one bound for all items after Bonferroni.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln

from inventory.demand.history import DemandHistory, stacked
from inventory.planning_commands import Seen
from inventory.policies.distributions import cdf
from inventory.stock_policy import AlertKind

Floats: TypeAlias = NDArray[np.float64]
Flags: TypeAlias = NDArray[np.bool_]

FALSE_ALARMS: Final = 0.5
"""Jumps, and stops, of a run over all items that may be expected to be chance alone."""

CHANCE_MAX: Final = 0.001
"""Of a single item, however few there are."""

JUMP_PERIODS: Final = 26
JUMP_DEMANDS: Final = 8
"""A past of fewer periods or demands does not tell how large they come: half a year of weeks."""

STOP_PERIODS: Final = 12
STOP_DEMANDS: Final = 3
"""Nor does one of fewer than these, how often."""

TOLD_PERIODS: Final = 13
"""For so long a stop is news: after that the item has another life, and other alerts tell of it."""

PLACES: Final = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Unusual:
    """What was found of n items.

    Attributes:
        jumped, stopped: whether the latest known period, or the latest of them, are unusual.
        usual: mean demand of a period before that; 0 where nothing is known.
        latest: demand of the latest period, or as much of it as was there.
    """

    jumped: Flags
    stopped: Flags
    usual: Floats
    latest: Floats


def unusual(
    demand: Floats, censored: Flags | None = None, expected: tuple[Floats, Floats] | None = None
) -> Unusual:
    """Find jumps and stops in the latest demand of many items.

    Args:
        demand: one row an item, one column a period, oldest first; NaN where nothing is known.
        censored: of the same shape: periods in which the item had run out. They tell of no stop, and
            nothing of what is usual. Nor do periods before the first demand.
        expected: (mean, variance) of the latest period as forecast, one of each an item; else those
            of its past are taken, the variance two standard errors higher than it was measured.
    """
    values = np.array(demand, dtype=np.float64)
    if not values.size:
        nothing = np.zeros(len(values), dtype=np.bool_)
        return Unusual(nothing, nothing, np.zeros(len(values)), np.zeros(len(values)))
    latest = values[:, -1].copy()  # who ran out sold at least so much: a jump all the same
    if censored is not None:
        values[censored] = np.nan
    values[_leading_zeros(values)] = np.nan
    past = values[:, :-1]
    n, mean, variance = _moments(past)
    is_known = (n >= JUMP_PERIODS) & ((past > 0).sum(axis=1) >= JUMP_DEMANDS) & ~np.isnan(latest)
    limit = chance_limit(len(values))
    wanted = expected if expected is not None else (mean, variance * doubt(n, mean, variance))
    top = np.where(np.isnan(past), 0.0, past).max(axis=1, initial=0.0)
    now = np.nan_to_num(latest)
    chance = 1 - cdf(wanted[0], wanted[1], np.ceil(now) - 1)
    jumped = is_known & (now > top) & (chance <= limit)
    return Unusual(jumped, _stopped(values, limit), mean, now)


def chance_limit(items: int) -> float:
    """Return how unlikely demand must be in one of so many items.

    Examples:
        >>> chance_limit(10_000), chance_limit(20)
        (5e-05, 0.001)
    """
    return min(CHANCE_MAX, FALSE_ALARMS / max(items, 1))


def seen_in(histories: Iterable[DemandHistory]) -> tuple[Seen, ...]:
    """Return what is unusual in histories of one period, jumps first."""
    found = list(histories)
    values, censored = stacked(found)
    told = unusual(values, censored)
    kinds = ((AlertKind.DEMAND_JUMP, told.jumped), (AlertKind.DEMAND_STOP, told.stopped))
    return tuple(
        Seen(
            about=about,
            item=found[row].item,
            site=found[row].site,
            before=_decimal(told.usual[row]),
            after=_decimal(told.latest[row] if about is AlertKind.DEMAND_JUMP else 0.0),
        )
        for about, flags in kinds
        for row in np.flatnonzero(flags).tolist()
    )


def _leading_zeros(values: Floats) -> Flags:
    """Return which periods lie before an item's first demand; all of them where there is none."""
    before: Flags = np.cumsum(np.nan_to_num(values) > 0, axis=1) == 0
    return before


def _moments(past: Floats) -> tuple[Floats, Floats, Floats]:
    """Return (known periods, mean, variance) of each row, zero where there are none."""
    is_known = ~np.isnan(past)
    n = is_known.sum(axis=1).astype(np.float64)
    filled = np.where(is_known, past, 0.0)
    mean = filled.sum(axis=1) / np.maximum(n, 1)
    squares = np.where(is_known, (filled - mean[:, None]) ** 2, 0.0).sum(axis=1)
    return n, mean, squares / np.maximum(n - 1, 1)


def doubt(n: Floats, mean: Floats, variance: Floats) -> Floats:
    """Return by what a variance measured over n periods may well be too low, and a mean be off.

    The squared relative standard error of a measured variance is 2 / (n - 1) + kurtosis / n, and
    the excess kurtosis of a negative binomial 6 / r + 1 / variance: lumpy demand shows its spread
    late. Two standard errors are added, else short calm pasts raise several times the false alarms
    that are promised.
    """
    periods, spread = np.maximum(n, 2.0), np.maximum(variance, 1e-9)
    excess = np.maximum(spread - mean, 0.0) / np.maximum(mean, 1e-9) ** 2  # 1 / r
    error = 2 / (periods - 1) + (6 * excess + 1 / spread) / periods
    factor: Floats = 1 + 1 / periods + 2 * np.sqrt(error)
    return factor


def _stopped(values: Floats, limit: float) -> Flags:
    """Return which items have been silent for too long, but not for much longer than that."""
    positive = values > 0
    known = ~np.isnan(values)
    last = values.shape[1] - 1 - positive[:, ::-1].argmax(axis=1)
    is_after = np.arange(values.shape[1]) > last[:, None]
    silent = (known & is_after).sum(axis=1).astype(np.float64)
    before = (known & ~is_after).sum(axis=1) - 1.0  # without the demand that the run follows
    demands = positive.sum(axis=1) - 1.0
    is_known = (before >= STOP_PERIODS) & (demands >= STOP_DEMANDS - 1)
    empty = np.maximum(before - demands, 0.0)
    is_long = _chance_of_silence(before, empty, silent) <= limit
    was_long = _chance_of_silence(before, empty, silent - TOLD_PERIODS) <= limit
    stopped: Flags = is_known & is_long & ~was_long
    return stopped


def _chance_of_silence(periods: Floats, empty: Floats, silent: Floats) -> Floats:
    """Return how likely so many periods without demand are after others, some of them empty."""
    n, z, k = np.maximum(periods, 0.0), empty, np.maximum(silent, 0.0)
    log = gammaln(z + k + 1) - gammaln(z + 1) - gammaln(n + k + 2) + gammaln(n + 2)
    chance: Floats = np.exp(np.minimum(log, 0.0))
    return chance


def _decimal(value: float) -> Decimal:
    return Decimal(float(value)).quantize(PLACES)
