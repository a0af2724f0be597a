"""Levels that keep a promised service: the smallest that do, also where nothing is usual."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inventory.policies.distributions import loss
from inventory.policies.levels import (
    order_up_to_cycle,
    order_up_to_fill,
    reorder_point,
    reorder_point_fill,
    variance_over,
)

MEANS = st.floats(1e-4, 1e4)
SPREADS = st.floats(1.0, 40.0)
LEVELS = st.floats(0.0, 0.999)


@given(MEANS, SPREADS, st.floats(0, 6), LEVELS)
def test_an_order_up_to_level_is_the_smallest_that_keeps_the_fill_rate(mean, spread, lead, level):
    over_lead, over_both = mean * lead, mean * (lead + 1)
    stock = float(
        order_up_to_fill(over_lead, over_lead * spread, over_both, over_both * spread, mean, level)
    )

    def newly_missing(level):
        both = loss(over_both, over_both * spread, level)
        return float(both - loss(over_lead, over_lead * spread, level))

    slack = 1e-7 * over_both
    assert newly_missing(stock) <= (1 - level) * mean + slack
    assert stock == 0 or newly_missing(stock - 1) > (1 - level) * mean - slack


@given(MEANS, SPREADS, st.floats(1, 1e4), LEVELS)
def test_a_reorder_point_is_the_smallest_that_keeps_the_fill_rate_with_its_order_quantity(
    mean, spread, quantity, level
):
    point = float(reorder_point_fill(mean, mean * spread, quantity, level))

    def missing(stock):
        after = loss(mean, mean * spread, stock + quantity)
        return float(loss(mean, mean * spread, stock) - after)

    slack = 1e-7 * (mean + quantity)
    assert missing(point) <= (1 - level) * quantity + slack
    assert point == 0 or missing(point - 1) > (1 - level) * quantity - slack


def test_a_larger_order_quantity_needs_a_lower_reorder_point():
    points = reorder_point_fill(100, 900, [1, 50, 200, 1000, 20_000], 0.98)

    assert (np.diff(points) < 0).all()


def test_a_higher_level_never_asks_for_less():
    levels = np.linspace(0, 1, 41)

    assert (np.diff(order_up_to_fill(20, 90, 30, 140, 10, levels)) >= 0).all()
    assert (np.diff(order_up_to_cycle(30, 140, levels)) >= 0).all()


def test_a_level_of_zero_keeps_nothing_and_one_of_one_a_finite_stock():
    assert order_up_to_fill(20, 90, 30, 140, 10, [0, 1]).tolist() == [0, 90]


def test_where_nothing_is_asked_for_nothing_is_kept():
    assert order_up_to_fill(0, 0, 0, 0, 0, 0.95) == 0
    assert order_up_to_fill(20, 40, 20, 40, 0, 0.95) == 0
    assert order_up_to_cycle(0, 9, 0.95) == reorder_point(0, 9, 0.95) == 0


def test_goods_that_come_at_once_are_kept_for_the_review_alone():
    at_once = order_up_to_fill(0, 0, 10, 40, 10, 0.95)

    assert at_once < order_up_to_fill(10, 40, 20, 80, 10, 0.95)
    assert loss(10, 40, at_once) <= 0.5


@pytest.mark.parametrize("mean", [1e-4, 1e6])
def test_tiny_and_huge_demand_has_levels(mean):
    stock = order_up_to_fill(2 * mean, 8 * mean, 3 * mean, 12 * mean, mean, 0.95)

    assert np.isfinite(stock)
    assert 0 <= stock <= 4 * mean + 10


def test_the_variance_of_a_lead_time_counts_with_the_square_of_demand():
    assert variance_over(100, 20, 7, 2) == 7 * 400 + 10_000 * 4
    assert variance_over(100, 20, 7, 2, 1) == 8 * 400 + 10_000 * 4
    assert variance_over([10, 0], [3, 0], 0, 0, 1).tolist() == [9, 0]


def test_a_figure_that_is_no_number_is_refused():
    with pytest.raises(ValueError, match="var_lead"):
        order_up_to_fill(1, float("nan"), 2, 2, 1, 0.9)
    with pytest.raises(ValueError, match="level"):
        reorder_point_fill(1, 1, 1, 98)
