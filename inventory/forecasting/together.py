"""The forecasts that planning goes by: slow items learn from each other, all others from themselves."""

from dataclasses import replace
from typing import Final

import numpy as np

from inventory.documents.forecast import DemandClass, LifeStage
from inventory.forecasting.arrays import Flags, Floats, observed
from inventory.forecasting.forecaster import Expected, Method, expect
from inventory.forecasting.patterns import patterns_of
from inventory.forecasting.pooled import expect_pooled

TEACHERS_MIN: Final = 30
"""So many items teach each other; of fewer, each is forecast by itself.

Groups of 5 to 480, made up and of a shop's year: ten are worse than each by itself, twenty about as
good or better, and from thirty on more of them add little.
"""

LEARNT_AHEAD: Final = 1
"""So many periods ahead what was told is held against what came.

On demand made up it is nearly the same for one, three or six; where a shop's year rose towards Christmas,
one overshot the least.
"""

SEASONS: Final = (Method.SEASON, Method.TREND_AND_SEASON)


def expect_together(
    demand: Floats, *, horizon: int, season: int, censored: Flags | None = None
) -> Expected:
    """Return what is expected of each item, where enough of them are alike by what all have taught.

    Items that are asked for now and then, in like or in very different amounts, learn from each other
    (`expect_pooled`), where there are so many of them as `TEACHERS_MIN`. All others are forecast by a
    method of their own (`expect`): what is asked for nearly always, what fades or is dead, what has
    never been asked for, and what has a season, which the others know nothing of.

    Args:
        demand: one row an item, one column a period, oldest first, in base units; the items of a house
            that are planned in one period: they teach each other.
        horizon: periods ahead.
        season: periods in a year.
        censored: periods in which the item had run out.

    Raises:
        ValueError: the shapes differ, a demand is infinite, or there is no period ahead.

    Examples:
        >>> rng = np.random.default_rng(1)
        >>> seldom = rng.poisson(np.full((40, 36), 0.4)).astype(float)
        >>> often = np.full((1, 36), 5.0)
        >>> expect_together(np.vstack([seldom, often]), horizon=3, season=12).method[-2:].tolist()
        ['pooled', 'sba_imapa']
    """
    own = expect(demand, horizon=horizon, season=season, censored=censored)
    is_alike = _alike(observed(demand, censored), own, season)
    if is_alike.sum() < TEACHERS_MIN:
        return own
    learnt = expect_pooled(
        demand[is_alike],
        horizon=LEARNT_AHEAD,
        season=season,
        censored=None if censored is None else censored[is_alike],
    )
    return _with(own, is_alike, learnt)


def _alike(history: Floats, own: Expected, season: int) -> Flags:
    """Return which items learn from each other."""
    found = patterns_of(history, year=season)
    is_seldom = np.isin(found.demand_class, [DemandClass.INTERMITTENT, DemandClass.LUMPY])
    is_ending = np.isin(found.life_stage, [LifeStage.FADING, LifeStage.DEAD])
    alike: Flags = is_seldom & ~is_ending & ~np.isin(own.method, SEASONS)
    return alike


def _with(own: Expected, is_alike: Flags, learnt: Expected) -> Expected:
    """Return expectations with what was learned, where it was."""
    mean, level = own.mean.copy(), own.level.copy()
    deviation, noise = own.deviation.copy(), own.level_noise.copy()
    mean[is_alike], level[is_alike] = learnt.level[:, None], learnt.level
    deviation[is_alike], noise[is_alike] = learnt.deviation, learnt.level_noise
    return replace(
        own,
        mean=mean,
        level=level,
        deviation=deviation,
        level_noise=noise,
        method=np.where(is_alike, Method.POOLED.value, own.method),
        trend=np.where(is_alike, 0.0, own.trend),
    )
