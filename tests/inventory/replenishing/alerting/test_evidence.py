"""A forecast that is right is told bad rarely, whatever chance makes of the little that is asked for."""

from datetime import date
from decimal import Decimal

import numpy as np
import pytest

from inventory.demand.unusual import CHANCE_MAX
from inventory.documents.forecast import Accuracy, Forecast, Period
from inventory.forecasting.backtest import Rolling, backtest
from inventory.forecasting.forecaster import expect
from inventory.policies.distributions import quantile
from inventory.replenishing.alerting.evidence import chance_of_bias, chance_of_misses

ITEMS = 600
WEEKS = 34


def exactly(value):
    return Decimal(str(round(float(value), 6)))


def as_kept(demand, horizon):
    """Yield forecasts as a run keeps them, of items whose demand never changes its ways."""
    expected = expect(demand, horizon=horizon, season=52)
    bound = (0.95, lambda mean, variance: quantile(mean, variance, 0.95))
    found = backtest(demand, expect, Rolling(horizon=horizon), season=52, bound=bound)
    deviation = expected.deviation_over(1.0)
    for row in np.flatnonzero((found.origins >= 4) & (found.demand > 0) & (expected.level > 0)):
        origins = int(found.origins[row])
        span = origins - 1 + horizon
        yield Forecast(
            item="MUG-BLU",
            computed_on=date(2026, 11, 23),
            period=Period.WEEK,
            history=int(expected.history[row]),
            mean=exactly(expected.level[row]),
            deviation=exactly(deviation[row]),
            accuracy=Accuracy(
                origins=origins,
                periods=horizon,
                bias=exactly(found.bias[row]),
                coverage=exactly(found.coverage[row]),
                bound=Decimal("0.95"),
                span=span,
                demand=exactly(found.demand[row] * span / (origins * horizon)),
            ),
        )


@pytest.mark.parametrize("rate", [0.7, 10.0])
@pytest.mark.parametrize("is_uneven", [False, True])
def test_right_forecasts_are_hardly_ever_beyond_chance(rate, is_uneven):
    random = np.random.default_rng(7)
    shape = (ITEMS, WEEKS)
    demand = random.negative_binomial(1.5, 1.5 / (1.5 + rate), shape) if is_uneven else None
    demand = random.poisson(rate, shape) if demand is None else demand
    found = list(as_kept(demand.astype(np.float64), 2))
    beyond = [chance <= CHANCE_MAX for chance in chance_of_bias(found)]
    missed = [chance_of_misses(one.accuracy) <= CHANCE_MAX for one in found]
    assert len(found) > ITEMS / 2
    assert sum(beyond) + sum(missed) <= 2


def test_a_forecast_that_did_not_see_demand_fall_to_a_fifth_is_beyond_chance():
    demand = np.array([[20.0, 22, 18, 21, 19, 20, 23, 17] * 4 + [4.0, 3, 5, 4]])
    [one] = as_kept(demand, 2)
    assert one.accuracy.bias > 1
    assert chance_of_bias([one])[0] <= CHANCE_MAX


def test_nothing_is_judged_where_nothing_was_compared():
    assert chance_of_bias([]) == []
    assert chance_of_misses(Accuracy()) == 1
    assert chance_of_misses(Accuracy(periods=2, span=8, coverage=Decimal(1))) == 1
