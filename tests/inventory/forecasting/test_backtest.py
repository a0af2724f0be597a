"""A forecaster is judged by what it said before it knew."""

import numpy as np
import pytest

from inventory.forecasting.arrays import Floats
from inventory.forecasting.backtest import Rolling, backtest, by_group, summary
from inventory.forecasting.forecaster import expect

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
