"""How forecasts of any kind do on any demand: arrays in, figures out.

A forecaster is asked again and again with what was known then. What it says of the sum over the
horizon is compared with what came; the upper bound of that sum is the quantile of a negative
binomial of its mean and variance (`inventory.policies.distributions`).
"""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Final, NamedTuple

import numpy as np

from inventory.forecasting.arrays import Flags, Floats, Names, kept, means
from inventory.forecasting.backtest import Backtest, Rolling, backtest, summary
from inventory.forecasting.forecaster import Expected, Forecaster, expect
from inventory.forecasting.patterns import classify
from inventory.forecasting.together import expect_together
from inventory.policies.distributions import quantile

LEVEL: Final = 0.95
CLASSES: Final = ("smooth", "erratic", "intermittent", "lumpy")
QUARTERS: Final = Rolling(horizon=3, step=3, origins=4)


class Figures(NamedTuple):
    """How a forecaster has done on a set.

    Attributes:
        pinball: the loss of the upper bound at .95 over all demand; forecasting nothing loses .95.
        coverage: the share of sums within that bound.
        bias: (forecast - demand) / demand over everything.
        rmsse: demand class -> root mean squared error of the sums over that of saying the last
            period again, mean over items (M5's definition, on sums); 0 for a class without items.
    """

    pinball: float
    coverage: float
    bias: float
    rmsse: dict[str, float]


def accuracy(
    demand: Floats,
    forecaster: Forecaster = expect_together,
    rolling: Rolling = QUARTERS,
    *,
    season: int = 12,
    censored: Flags | None = None,
) -> Figures:
    """Return how a forecaster does on demand.

    Args:
        demand: one row an item, one column a period, oldest first; NaN where not known.
        forecaster: who is asked.
        rolling: how many periods ahead, from how many origins, how far apart.
        season: periods in a year.
        censored: periods in which the item had run out.
    """
    tested = said_of_past(demand, forecaster, rolling, season=season, censored=censored)
    found = summary(tested)
    first = min(rolling.ends(demand.shape[1]), default=0)
    names = classify(demand, censored, year=season).demand_class
    return Figures(
        pinball=found.pinball,
        coverage=found.coverage,
        bias=found.bias,
        rmsse=_rmsse(tested, demand[:, :first], names, rolling.horizon),
    )


def said_of_past(
    demand: Floats,
    forecaster: Forecaster = expect_together,
    rolling: Rolling = QUARTERS,
    *,
    season: int = 12,
    censored: Flags | None = None,
) -> Backtest:
    """Return what a forecaster said of the past and what came; the arguments are those of `accuracy`."""
    return backtest(
        demand,
        forecaster,
        rolling,
        season=season,
        bound=(LEVEL, partial(quantile, level=LEVEL)),
        censored=censored,
    )


def _rmsse(tested: Backtest, before: Floats, names: Names, horizon: int) -> dict[str, float]:
    steps = np.diff(np.where(before > 0, before, 0.0), axis=1) ** 2
    scale = horizon * steps.mean(axis=1)
    origins = tested.origins
    squares = ((tested.forecast - tested.actual) ** 2).sum(axis=1) / np.maximum(origins, 1)
    is_scaled = (scale > 0) & (origins > 0)
    shares = np.sqrt(squares / np.where(is_scaled, scale, 1.0))
    return {
        name: float(shares[rows].mean()) if (rows := (names == name) & is_scaled).any() else 0.0
        for name in CLASSES
    }


def simple(ahead: Callable[[Floats, int, int], Floats], name: str) -> Forecaster:
    """Return a forecaster that says plain figures, and of their scatter what ours says.

    Args:
        ahead: demand, periods ahead and periods in a year -> one column a period ahead.
        name: of the method.
    """

    def said(
        demand: Floats, *, horizon: int, season: int, censored: Flags | None = None
    ) -> Expected:
        mean = ahead(kept(demand, censored), horizon, season)
        ours = expect(demand, horizon=horizon, season=season, censored=censored)
        method = np.full(len(mean), name)
        return replace(ours, mean=mean, level=mean.mean(axis=1), method=method)

    return said


def _nothing(demand: Floats, horizon: int, _season: int) -> Floats:
    return np.zeros((len(demand), horizon))


def _last(demand: Floats, horizon: int, _season: int) -> Floats:
    return np.repeat(np.nan_to_num(demand[:, -1:]), horizon, axis=1)


def _last_year(demand: Floats, horizon: int, season: int) -> Floats:
    if demand.shape[1] < season:
        return _mean_of_year(demand, horizon, season)
    return np.nan_to_num(demand[:, -season:][:, np.arange(horizon) % season])


def _mean_of_year(demand: Floats, horizon: int, season: int) -> Floats:
    return np.repeat(means(demand[:, -season:])[:, None], horizon, axis=1)


SIMPLE: Final[dict[str, Forecaster]] = {
    "nothing": simple(_nothing, "nothing"),
    "the last period again": simple(_last, "last"),
    "the same period last year": simple(_last_year, "last_year"),
    "mean of a year": simple(_mean_of_year, "mean_of_year"),
}
"""What anybody could do."""
