"""What is not known is left out; what was really zero counts."""

import numpy as np
import pytest

from inventory.forecasting.arrays import observed

NAN = float("nan")


def seen(row: list[float], censored: list[bool] | None = None) -> list[float]:
    history = observed(np.array([row]), None if censored is None else np.array([censored]))[0]
    return history[~np.isnan(history)].tolist()


def test_a_month_that_ran_out_is_left_out():
    assert seen([4.0, 1.0, 6.0], [False, True, False]) == [4.0, 6.0]


def test_a_month_that_ran_out_late_stays_for_at_least_so_much_was_wanted():
    assert seen([4.0, 9.0, 6.0], [False, True, False]) == [4.0, 9.0, 6.0]


def test_where_every_month_ran_out_all_stay():
    assert seen([4.0, 1.0], [True, True]) == [4.0, 1.0]


def test_months_that_nobody_knows_are_closed_up():
    assert seen([NAN, 4.0, NAN, 6.0, NAN]) == [4.0, 6.0]


def test_more_returns_than_sales_are_no_demand():
    assert seen([4.0, -3.0]) == [4.0, 0.0]


def test_a_first_demand_after_years_counts_the_years():
    assert len(seen([0.0] * 23 + [5.0])) == 24


def test_an_item_introduced_late_starts_with_its_introduction():
    assert seen([0.0] * 20 + [5.0, 6.0, 5.0, 6.0]) == [5.0, 6.0, 5.0, 6.0]
    assert seen([0.0] * 30 + [5.0, 0.0, 6.0, 0.0, 5.0, 0.0])[:2] == [0.0, 5.0]


def test_what_cannot_be_is_refused():
    with pytest.raises(ValueError, match="beyond"):
        observed(np.array([[float("inf")]]))
    with pytest.raises(ValueError, match="one row an item"):
        observed(np.array([1.0, 2.0]))
    with pytest.raises(ValueError, match="censored is"):
        observed(np.array([[1.0, 2.0]]), np.array([[True]]))


def test_the_caller_s_array_is_left_alone():
    demand = np.array([[-1.0, NAN, 4.0]])
    observed(demand)
    assert demand[0, 0] == -1.0
