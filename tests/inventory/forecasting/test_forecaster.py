"""Each item is forecast by a method that suits its demand."""

import numpy as np
import pytest

from inventory.forecasting.forecaster import Expected, expect

EVERY_MONTH = [5.0, 6, 5, 5, 6, 5, 5, 6, 5, 5, 6, 5]
NOW_AND_THEN = [4.0, 0, 0, 5, 0, 0, 4, 0, 5, 0, 0, 4]


def expected(*rows: list[float], horizon: int = 3) -> Expected:
    return expect(np.array(rows), horizon=horizon, season=12)


def test_the_method_follows_the_class():
    found = expected(EVERY_MONTH, NOW_AND_THEN, [0.0] * 12)
    assert found.method.tolist() == ["sba", "imapa_ses", "none"]


def test_a_forecast_has_a_column_for_each_period_ahead():
    assert expected(EVERY_MONTH, horizon=4).mean.shape == (1, 4)
    with pytest.raises(ValueError, match="one period ahead"):
        expected(EVERY_MONTH, horizon=0)


def test_no_history_expects_nothing():
    found = expect(np.zeros((1, 0)), horizon=2, season=12)
    assert (found.mean.tolist(), found.deviation.tolist()) == ([[0.0, 0.0]], [0.0])
    assert (found.history.tolist(), found.method.tolist()) == ([0], ["none"])


def test_one_period_varies_as_poisson_does():
    found = expected([9.0])
    assert (found.mean[0, 0], found.deviation[0]) == (9.0, 3.0)


def test_a_typing_mistake_of_eighty_thousand_does_not_run_away():
    usual = [12.0, 9, 14, 11, 10, 13, 12, 8, 11, 12, 10, 9]
    typed = [*usual[:6], 80_995.0, *usual[7:]]
    found = expected(usual, typed)
    assert found.outliers.tolist() == [0, 1]
    assert found.mean[1, 0] < 3 * found.mean[0, 0]


def test_demand_that_has_really_grown_is_no_outlier():
    grown = expected([1.0] * 20 + [50.0] * 6)
    assert grown.outliers.tolist() == [0]
    assert grown.mean[0, 0] > 20
