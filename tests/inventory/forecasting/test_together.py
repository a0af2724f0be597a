"""Slow items learn from each other where there are enough of them; all others are left as they were."""

import numpy as np
import pytest

from inventory.forecasting.arrays import Floats
from inventory.forecasting.backtest import Rolling, backtest
from inventory.forecasting.forecaster import expect
from inventory.forecasting.together import TEACHERS_MIN, expect_together
from inventory.policies.distributions import quantile

OFTEN = [5.0, 6, 5, 5, 7] * 7 + [6.0]
STOPPED = [0.0, 3, 0, 4, 0, 3] * 4 + [0.0] * 12
NEVER = [0.0] * 36
SEASONAL = ([0.0] * 8 + [9.0, 8, 9, 8]) * 3


def seldom(items: int, periods: int = 36, seed: int = 3) -> Floats:
    rate = np.full((items, periods), 0.4)
    return np.random.default_rng(seed).poisson(rate).astype(np.float64)


def test_items_asked_for_now_and_then_learn_from_each_other() -> None:
    demand = np.vstack([seldom(40), [OFTEN, STOPPED, NEVER]])
    found, own = (each(demand, horizon=3, season=12) for each in (expect_together, expect))

    assert set(found.method[:40]) == {"pooled"}
    assert found.mean[:40].std() < own.mean[:40].std()
    assert found.mean[40:].tolist() == own.mean[40:].tolist()
    assert found.method[40:].tolist() == ["sba_imapa", "tsb", "none"]


def test_too_few_are_forecast_each_by_itself() -> None:
    few, enough = (seldom(items) for items in (TEACHERS_MIN - 1, TEACHERS_MIN))

    assert "pooled" not in expect_together(few, horizon=3, season=12).method
    assert set(expect_together(enough, horizon=3, season=12).method) == {"pooled"}


def test_a_season_is_kept_to_which_the_others_know_nothing_of() -> None:
    demand = np.vstack([seldom(40), [SEASONAL]])
    found = expect_together(demand, horizon=3, season=12)

    assert found.method[-1] == "season"
    assert found.season[-1].max() > 1.5


def test_months_that_ran_out_teach_nobody() -> None:
    demand = seldom(40)
    ran_out = np.zeros(demand.shape, dtype=np.bool_)
    ran_out[:, -3:] = True
    blind = np.where(ran_out, 0.0, demand)
    found = expect_together(blind, horizon=1, season=12, censored=ran_out)

    assert found.history.tolist() == [33] * 40
    assert found.mean[:, 0].mean() == pytest.approx(demand[:, :-3].mean(), rel=0.1)


def test_what_came_later_teaches_nobody_about_the_past() -> None:
    demand = seldom(40)
    changed = demand.copy()
    changed[:, -3:] += 50
    bound = (0.95, lambda mean, variance: quantile(mean, variance, 0.95))
    said, again = (
        backtest(each, expect_together, Rolling(horizon=3, step=3), season=12, bound=bound)
        for each in (demand, changed)
    )

    assert said.forecast.tolist() == again.forecast.tolist()
    assert said.upper.tolist() == again.upper.tolist()


def test_no_items_are_no_trouble() -> None:
    assert expect_together(np.zeros((0, 36)), horizon=2, season=12).mean.shape == (0, 2)


def test_for_any_horizon_as_many_periods_are_told() -> None:
    for horizon in (1, 3, 50):
        assert expect_together(seldom(30), horizon=horizon, season=12).mean.shape == (30, horizon)
    with pytest.raises(ValueError, match="one period ahead"):
        expect_together(seldom(30), horizon=0, season=12)
