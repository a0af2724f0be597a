"""Everything that is computed of demand, for all items in one plain call: arrays in, arrays out."""

import math
from dataclasses import dataclass
from functools import partial

import numpy as np

from inventory.forecasting.arrays import Flags, Floats
from inventory.forecasting.backtest import Backtest, Rolling, backtest
from inventory.forecasting.forecaster import Expected, Forecaster
from inventory.forecasting.patterns import Patterns, classify
from inventory.forecasting.together import expect_together
from inventory.planning.expecting import BOUND
from inventory.policies.coverage import Coverage
from inventory.policies.distributions import quantile
from inventory.stock_policy import ServiceKind


@dataclass(frozen=True, kw_only=True)
class Supply:
    """How all the items come, and what is promised of them.

    Attributes:
        lead: the lead time, in periods; `lead_deviation` that of a single delivery.
        review: from one order to the next, in periods.
        service: whether `level` is a share of what is asked for, or of order cycles.
    """

    lead: float = 2.0
    lead_deviation: float = 0.0
    review: float = 1.0
    service: ServiceKind = ServiceKind.FILL
    level: float = 0.95

    @property
    def horizon(self) -> int:
        """Whole periods that lead time and review fill together."""
        return max(1, math.ceil(self.lead + self.review))


@dataclass(frozen=True, kw_only=True)
class Computed:
    """What is known of demand, and what follows from it; one entry an item.

    Attributes:
        order_up_to: S, in whole units: what is there and ordered together after each review.
    """

    patterns: Patterns
    expected: Expected
    tested: Backtest
    coverage: Coverage
    order_up_to: Floats


def compute(
    demand: Floats,
    supply: Supply,
    *,
    season: int = 12,
    censored: Flags | None = None,
    forecaster: Forecaster = expect_together,
) -> Computed:
    """Classify, forecast, test the forecasts on the past, and set levels.

    Args:
        demand: one row an item, one column a period, oldest first, in base units; NaN where not
            known.
        supply: lead time, review and service.
        season: periods in a year.
        censored: periods in which the item had run out.
        forecaster: who says what is expected.

    Raises:
        ValueError: the shapes differ, a demand is infinite, or a level is no share.

    Examples:
        >>> demand = np.tile([4.0, 6.0, 5.0, 5.0, 6.0, 4.0, 5.0], (1, 4))
        >>> found = compute(demand, Supply(lead=1, review=1))
        >>> found.patterns.demand_class.tolist(), found.expected.mean.round(1).tolist()
        (['smooth'], [[5.0, 5.0]])
        >>> found.order_up_to.tolist()
        [14.0]
    """
    rolling = Rolling(horizon=supply.horizon, step=max(1, round(supply.review)))
    expected = forecaster(demand, horizon=rolling.horizon, season=season, censored=censored)
    tested = backtest(
        demand,
        forecaster,
        rolling,
        season=season,
        bound=(BOUND, partial(quantile, level=BOUND)),
        censored=censored,
    )
    coverage = _coverage(expected, supply)
    return Computed(
        patterns=classify(demand, censored, year=season),
        expected=expected,
        tested=tested,
        coverage=coverage,
        order_up_to=coverage.order_up_to(supply.service, np.full(len(demand), supply.level)),
    )


def _coverage(expected: Expected, supply: Supply) -> Coverage:
    like = np.ones(len(expected.mean))
    return Coverage(
        mean=expected.mean.mean(axis=1),
        deviation=expected.deviation_over(supply.lead + supply.review),
        lead=supply.lead * like,
        lead_deviation=supply.lead_deviation * like,
        review=supply.review * like,
    )
