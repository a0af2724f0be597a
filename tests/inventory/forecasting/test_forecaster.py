"""Each item is forecast by a method that suits its demand."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from inventory.forecasting.forecaster import Expected, expect

EVERY_MONTH = [5.0, 6, 5, 5, 6, 5, 5, 6, 5, 5, 6, 5]
NOW_AND_THEN = [4.0, 0, 0, 5, 0, 0, 4, 0, 5, 0, 0, 4]
NAN = float("nan")


def expected(*rows: list[float], horizon: int = 3) -> Expected:
    return expect(np.array(rows, dtype=float), horizon=horizon, season=12)


def test_the_method_follows_the_class():
    found = expected(EVERY_MONTH, NOW_AND_THEN, [0.0] * 12)
    assert found.method.tolist() == ["sba_imapa", "imapa_ses", "none"]


def test_a_forecast_has_a_column_for_each_period_ahead():
    assert expected(EVERY_MONTH, horizon=4).mean.shape == (1, 4)
    with pytest.raises(ValueError, match="one period ahead"):
        expected(EVERY_MONTH, horizon=0)


def test_no_history_expects_nothing():
    for nothing in (np.zeros((1, 0)), np.full((1, 6), NAN), np.zeros((1, 6))):
        found = expect(nothing, horizon=2, season=12)
        assert (found.mean.tolist(), found.deviation.tolist()) == ([[0.0, 0.0]], [0.0])
        assert found.method.tolist() == ["none"]


def test_no_items_are_no_trouble():
    assert expect(np.zeros((0, 60)), horizon=2, season=12).mean.shape == (0, 2)


def test_equal_demand_is_expected_to_stay_and_not_to_vary():
    found = expected([5.0] * 60)
    assert found.mean[0].tolist() == pytest.approx([5.0] * 3)
    assert found.deviation.tolist() == [0.0]


def test_one_period_varies_as_poisson_does_and_is_not_sure_of_its_level():
    found = expected([9.0], horizon=1)
    assert found.mean.tolist() == [[9.0]]
    assert found.deviation.tolist() == [3.0]
    assert found.deviation_over(4.0)[0] ** 2 == pytest.approx(9.0 * 1.4)


def test_one_demand_long_ago_is_nearly_forgotten():
    assert 0 < expected([7.0] + [0.0] * 40).mean[0, 0] < 0.1


def test_demand_that_stopped_is_followed_down_before_it_is_dead():
    stopped = EVERY_MONTH * 3 + [0.0] * 6
    found = expected(stopped)
    assert found.method.tolist() == ["tsb"]
    assert found.mean[0, 0] < 0.6 * 5


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


def test_months_that_ran_out_teach_nothing():
    sold = np.array([[10.0] * 12 + [0.0, 0.0, 3.0]])
    ran_out = np.zeros((1, 15), dtype=bool)
    ran_out[0, 12:] = True
    blind = expect(sold, horizon=1, season=12)
    told = expect(sold, horizon=1, season=12, censored=ran_out)
    assert blind.mean[0, 0] < 8
    assert (told.mean.tolist(), told.history.tolist()) == ([[10.0]], [12])


def test_a_level_that_rose_varies_more_than_its_history():
    history = [0.0, 0, 4, 0, 0, 2] * 2 + [4.0, 0, 0, 6, 0, 8] * 2
    found = expected(history, horizon=1)
    assert found.mean[0, 0] > 1.2 * np.mean(history)
    assert found.deviation[0] ** 2 > 1.1 * np.var(history, ddof=1)


@given(
    arrays(
        np.float64,
        st.tuples(st.integers(0, 4), st.integers(0, 40)),
        elements=st.one_of(st.just(0.0), st.floats(-5, 1e9), st.just(NAN)),
    ),
    st.integers(1, 5),
)
def test_a_forecast_is_always_a_number_and_never_below_zero(demand, horizon):
    found = expect(demand, horizon=horizon, season=12)
    for figures in (found.mean, found.deviation, found.season):
        assert np.isfinite(figures).all()
        assert (figures >= 0).all()
    assert np.isfinite(found.trend).all()


@settings(deadline=None)
@given(
    arrays(np.int64, (3, 48), elements=st.integers(0, 30)),
    st.integers(2, 50),
)
def test_an_item_is_forecast_the_same_alone_as_among_others(demand, times):
    together = expect(demand.astype(float), horizon=2, season=12)
    alone = expect(demand[1:2].astype(float), horizon=2, season=12)
    assert together.mean[1].tolist() == pytest.approx(alone.mean[0].tolist())
    assert together.deviation[1] == pytest.approx(alone.deviation[0])
