"""The yardstick itself: what is said of a forecaster follows from what it said."""

import numpy as np
import pytest

from benchmarks.forecast_accuracy import SIMPLE, accuracy
from benchmarks.forecasting import ITEMS, MONTHS, enlarged
from inventory.forecasting.forecaster import expect

STEADY = np.full((3, 36), 6.0)


def test_forecasting_nothing_loses_the_level_and_all_the_demand():
    found = accuracy(STEADY, SIMPLE["nothing"])
    assert (found.pinball, found.bias) == (pytest.approx(0.95), -1.0)
    assert found.coverage == 0.0


def test_steady_demand_is_no_trouble_for_anybody_else():
    for name, forecaster in SIMPLE.items():
        if name != "nothing":
            assert accuracy(STEADY, forecaster).bias == pytest.approx(0.0)
    ours = accuracy(STEADY)
    assert (ours.bias, ours.coverage) == (pytest.approx(0.0), 1.0)


def test_ours_is_nearer_than_saying_the_last_month_again():
    demand = np.random.default_rng(2).poisson(3.0, (200, 40)).astype(float)
    ours, last = accuracy(demand, expect), accuracy(demand, SIMPLE["the last period again"])
    assert ours.pinball < last.pinball
    assert all(ours.rmsse[name] <= last.rmsse[name] for name in ours.rmsse)


def test_the_large_set_is_the_small_one_again_and_again():
    small = np.arange(12.0).reshape(3, 4)
    large = enlarged(small)
    assert large.shape == (ITEMS, MONTHS)
    assert large[3:6, 4:8].tolist() == small.tolist()
