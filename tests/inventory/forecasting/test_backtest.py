"""A forecaster is judged by what it said before it knew."""

import numpy as np
import pytest

from inventory.forecasting.arrays import Floats
from inventory.forecasting.backtest import Rolling, backtest, backtests, by_group, summary
from inventory.forecasting.forecaster import expect
from inventory.forecasting.together import expect_together

QUARTER = Rolling(horizon=3, step=3)


def twice_the_mean(mean: Floats, variance: Floats) -> Floats:
    return 2 * mean


def judged(demand: list[list[float]], censored: np.ndarray | None = None, rolling=QUARTER):
    return backtest(
        np.array(demand, dtype=float),
        expect,
        rolling,
        season=12,
        bound=(0.95, twice_the_mean),
        censored=censored,
    )


def test_steady_demand_is_forecast_without_error():
    found = judged([[5] * 24])
    assert found.origins.tolist() == [4]
    assert found.actual.tolist() == [[15.0] * 4]
    assert found.error.tolist() == pytest.approx([0.0])
    assert found.bias.tolist() == pytest.approx([0.0])
    assert found.coverage.tolist() == [1.0]
    assert found.pinball.tolist() == pytest.approx([0.05 * 4 * 15])


def test_an_origin_knows_nothing_of_what_follows():
    steady, changed = [5.0] * 24, [5.0] * 21 + [90.0, 80.0, 70.0]
    assert judged([steady]).forecast.tolist() == judged([changed]).forecast.tolist()


def test_demand_that_doubled_was_forecast_too_low():
    found = judged([[5] * 21 + [10] * 3], rolling=Rolling(horizon=3, origins=1))
    assert found.bias.tolist() == pytest.approx([-0.5])
    assert found.error.tolist() == pytest.approx([0.5])


@pytest.mark.parametrize("months", [0, 1, 8])
def test_a_short_history_is_compared_with_nothing(months: int):
    found = judged([[5] * months])
    for figures in (found.origins, found.demand, found.error, found.bias, found.coverage):
        assert figures.tolist() == [0.0]


def test_a_young_item_among_old_ones_has_fewer_origins():
    young = [float("nan")] * 12 + [5.0] * 12
    found = judged([[5.0] * 24, young])
    assert found.origins.tolist() == [4, 2]


def test_a_sum_that_ran_out_is_not_compared():
    censored = np.zeros((1, 24), dtype=bool)
    censored[0, 22] = True
    assert judged([[5] * 24], censored).origins.tolist() == [3]


def test_what_nobody_wanted_has_no_share_to_be_wrong_by():
    found = judged([[0] * 24])
    assert found.origins.tolist() == [4]
    assert (found.demand.tolist(), found.error.tolist(), found.bias.tolist()) == (
        [0.0],
        [0.0],
        [0.0],
    )


def test_groups_are_summed_up_and_add_up():
    found = judged([[5] * 24, [5] * 21 + [10] * 3, [0] * 24, [float("nan")] * 19 + [5] * 5])
    groups = by_group(found, np.array(["A", "A", "B", "C"]))
    whole = summary(found)
    assert (groups["A"].items, groups["A"].compared, groups["A"].demand) == (2, 8, 135.0)
    assert groups["A"].bias == pytest.approx(-15 / 135)
    assert groups["B"][2:5] == (0.0, 0.0, 0.0)
    assert groups["C"] == (0, 0, 0.0, 0.0, 0.0, 0.0, 0.0)
    assert whole.compared == sum(one.compared for one in groups.values())
    assert whole.demand == sum(one.demand for one in groups.values())


LADDER = [Rolling(1), Rolling(2), Rolling(4, step=2), Rolling(13, step=4), Rolling(26)]


def some_demand() -> tuple[Floats, np.ndarray]:
    """Three years of forty items by week: slow ones, steady ones, one with a season, some unknown."""
    rng = np.random.default_rng(7)
    demand = rng.poisson(rng.gamma(0.6, 1.5, size=(40, 1)) * np.ones((1, 156))).astype(float)
    demand[:2] += 20 + 15 * np.sin(np.arange(156) * 2 * np.pi / 52)
    demand[5, :100] = np.nan
    return demand, rng.random(demand.shape) < 0.03


@pytest.mark.parametrize("forecaster", [expect, expect_together])
def test_several_horizons_tested_together_are_tested_as_each_by_itself(forecaster):
    demand, censored = some_demand()
    ways = {"season": 52, "bound": (0.95, twice_the_mean), "censored": censored}

    together = backtests(demand, forecaster, LADDER, **ways)

    for done, rolling in zip(together, LADDER, strict=True):
        alone = backtest(demand, forecaster, rolling, **ways)
        for name in ("is_compared", "forecast", "actual", "upper"):
            assert np.array_equal(getattr(done, name), getattr(alone, name)), (name, rolling)


def test_a_forecaster_is_asked_once_from_each_origin_as_far_as_any_looks():
    asked = []

    def noting(demand, *, horizon, season, censored=None):
        asked.append((demand.shape[1], horizon))
        return expect(demand, horizon=horizon, season=season, censored=censored)

    demand = np.full((1, 12), 5.0)
    backtests(demand, noting, [Rolling(1), Rolling(3)], season=12, bound=(0.95, twice_the_mean))

    assert asked == [(6, 3), (7, 3), (8, 3), (9, 3), (10, 1), (11, 1)]
