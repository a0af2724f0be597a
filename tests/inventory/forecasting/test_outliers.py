"""One demand that nothing explains is cut to what is usual; what comes again is usual."""

import numpy as np
import pytest

from inventory.forecasting.outliers import winsorised

USUAL = [3.0, 0, 5, 4, 0, 4, 3, 5, 6, 0, 4, 5]


def cut(*row: float) -> tuple[list[float], int]:
    history, outliers = winsorised(np.array([row]))
    return history[0].tolist(), int(outliers[0])


def test_usual_demand_is_left_alone():
    assert cut(*USUAL) == (USUAL, 0)


def test_a_typing_mistake_is_cut_to_twenty_times_the_usual():
    history, outliers = cut(*USUAL, 80_995)
    assert outliers == 1
    assert history[-1] == pytest.approx(4 * np.exp(3))
    assert history[:-1] == USUAL


def test_a_large_order_is_no_mistake():
    assert cut(*USUAL, 60)[1] == 0


def test_two_mistakes_do_not_hide_each_other():
    assert cut(*USUAL * 5, 80_995, 74_215)[1] == 2


def test_what_comes_every_quarter_is_how_the_item_is_asked_for():
    wholesale = [1.0, 1, 500] * 6
    assert cut(*wholesale) == (wholesale, 0)


def test_with_three_demands_nobody_can_tell():
    assert cut(0, 1, 0, 2, 900) == ([0, 1, 0, 2, 900], 0)


def test_nothing_known_is_nothing_cut():
    history, outliers = winsorised(np.array([[np.nan, np.nan], [0.0, 0.0]]))
    assert outliers.tolist() == [0, 0]
    assert np.isnan(history[0]).all()
