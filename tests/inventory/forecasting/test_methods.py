"""Methods do what their authors say, and what the library says where theirs are the same."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from inventory.forecasting.arrays import observed
from inventory.forecasting.intermittent import Start, croston, sba, tsb
from inventory.forecasting.smoothing import (
    imapa,
    moving_average,
    ses,
)
from inventory.textbook.aggregated_smoothing import adida_as_library, imapa_as_library

ORACLE = np.array([[0.0, 0, 5, 0, 0, 0, 3, 0, 2, 0, 0, 0, 0, 4, 0, 0]])
NOW_AND_THEN = [0.0, 4, 0, 0, 5, 0, 0, 4, 0, 5, 0, 0, 4]
METHODS = (ses, moving_average, croston, sba, tsb, imapa)


def test_the_library_variants_give_the_library_s_figures():
    found = {
        "CrostonClassic": croston(ORACLE, start=Start.FIRST),
        "CrostonSBA": sba(ORACLE, start=Start.FIRST),
        "TSB": tsb(ORACLE, start=Start.FIRST),
        "ADIDA": adida_as_library(ORACLE),
        "IMAPA": imapa_as_library(ORACLE),
    }
    assert {name: float(level[0]) for name, level in found.items()} == {
        "CrostonClassic": pytest.approx(1.4001880288310875, abs=1e-12),
        "CrostonSBA": pytest.approx(1.330178627389533, abs=1e-12),
        "TSB": pytest.approx(0.8622810946149402, abs=1e-12),
        "ADIDA": pytest.approx(0.944, abs=1e-6),
        "IMAPA": pytest.approx(0.8159528217857563, abs=1e-6),
    }


@pytest.mark.parametrize("method", METHODS)
def test_equal_demand_in_every_period_is_forecast_as_it_is(method):
    assert method(np.full((1, 9), 5.0)).tolist() == pytest.approx([5.0])


@pytest.mark.parametrize("method", METHODS)
def test_no_history_and_no_demand_give_zero(method):
    assert method(np.array([[np.nan] * 4, [0.0] * 4])).tolist() == [0.0, 0.0]


@pytest.mark.parametrize("method", METHODS)
def test_a_history_of_one_period_is_all_that_is_known(method):
    assert method(np.array([[7.0]])).tolist() == [7.0]


def test_after_demand_stops_tsb_falls_geometrically_and_croston_waits():
    stopped = [np.array([NOW_AND_THEN + [0.0] * quiet]) for quiet in range(5)]
    chances = [tsb(history, start=Start.FIRST)[0] for history in stopped]
    assert chances == pytest.approx([chances[0] * 0.9**quiet for quiet in range(5)])
    for method in (croston, sba):
        levels = [method(history, start=Start.FIRST)[0] for history in stopped]
        assert levels == pytest.approx([levels[0]] * 5)


def test_a_mean_start_does_not_hang_on_the_last_period():
    late = np.array([[0.0] * 23 + [5.0]])
    assert tsb(late, start=Start.FIRST).round(3).tolist() == [0.5]
    assert croston(late)[0] == pytest.approx(5 / 24)


@given(
    arrays(
        np.float64,
        st.tuples(st.integers(1, 4), st.integers(1, 30)),
        elements=st.one_of(st.just(0.0), st.floats(-5, 1e9), st.just(float("nan"))),
    )
)
def test_a_forecast_is_never_below_zero_never_beyond_what_was_seen(demand):
    history = observed(demand)
    most = np.nan_to_num(history).max(axis=1)
    for method in METHODS:
        level = method(history)
        assert np.isfinite(level).all()
        assert (level >= 0).all()
        assert (level <= most * (1 + 1e-9)).all()
