"""How demand may turn out: against sums written out, and at the edges where nothing is usual."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import nbinom, poisson

from inventory.policies.distributions import LEVEL_MAX, cdf, loss, quantile

MEANS = st.floats(1e-4, 1e4)
SPREADS = st.floats(0.0, 50.0)
LEVELS = st.floats(0.0, 1.0)


def the_distribution(mean, variance):
    if variance <= mean * (1 + 1e-6):
        return poisson(mean)
    return nbinom(mean**2 / (variance - mean), mean / variance)


@given(MEANS, SPREADS, LEVELS)
def test_a_quantile_is_the_smallest_stock_that_covers_the_level(mean, spread, level):
    stock = float(quantile(mean, mean * spread, level))
    capped = min(level, LEVEL_MAX)

    assert stock == int(stock) >= 0
    assert cdf(mean, mean * spread, stock) >= capped - 1e-9
    assert stock == 0 or cdf(mean, mean * spread, stock - 1) < capped + 1e-9


@given(MEANS, SPREADS, st.integers(0, 20_000))
def test_a_cdf_is_that_of_the_distribution_with_both_moments(mean, spread, stock):
    expected = the_distribution(mean, mean * spread).cdf(stock)

    assert cdf(mean, mean * spread, stock) == pytest.approx(expected, abs=1e-8)


@pytest.mark.parametrize(("mean", "variance"), [(6, 6), (6, 3), (6, 40), (0.3, 2), (40, 41)])
@pytest.mark.parametrize("stock", [0, 1, 5, 12, 60])
def test_a_loss_is_the_sum_of_what_is_asked_for_beyond_the_stock(mean, variance, stock):
    units = np.arange(20_000)
    chances = the_distribution(mean, variance).pmf(units)
    expected = float((np.maximum(units - stock, 0) * chances).sum())

    assert loss(mean, variance, stock) == pytest.approx(expected, rel=1e-6, abs=1e-9)


@given(MEANS, SPREADS, st.floats(0, 1e4))
def test_a_loss_falls_with_the_stock_and_is_never_less_than_the_mean_less_the_stock(
    mean, spread, stock
):
    here, further = loss(mean, mean * spread, [stock, stock + 1])

    assert further <= here + 1e-9 * mean
    assert here >= max(0.0, mean - stock) - 1e-6 * mean


def test_a_loss_between_two_whole_units_lies_on_the_line_between_them():
    low, middle, high = loss(6, 20, [7, 7.5, 8])

    assert middle == pytest.approx((low + high) / 2)


def test_a_stock_below_zero_is_a_debt_that_adds_to_what_is_missing():
    assert loss(6, 20, -4) == pytest.approx(10)
    assert cdf(6, 20, -1) == 0


def test_where_nothing_is_expected_nothing_is_kept_or_missing():
    assert quantile([0, -3], [0, 5], 0.99).tolist() == [0, 0]
    assert loss([0, -3], [0, 5], 0).tolist() == [0, 0]
    assert cdf([0, -3], [0, 5], 0).tolist() == [1, 1]


def test_less_than_poissons_variance_counts_as_poissons():
    assert quantile(12, [0, 5, 12], 0.95).tolist() == [18, 18, 18]


def test_a_level_of_zero_asks_for_nothing_and_one_of_one_for_the_most_that_is_promised():
    assert quantile(12, 30, 0) == 0
    assert quantile(12, 30, 1) == quantile(12, 30, LEVEL_MAX)


@pytest.mark.parametrize("level", [95, -0.1, float("nan")])
def test_a_level_that_is_no_share_is_refused(level):
    with pytest.raises(ValueError, match="level"):
        quantile(12, 30, level)


def test_a_figure_that_is_no_number_is_refused():
    with pytest.raises(ValueError, match="mean"):
        quantile([12, float("nan")], 30, 0.95)
    with pytest.raises(ValueError, match="variance"):
        loss(12, float("inf"), 4)


@pytest.mark.parametrize("mean", [1e-4, 1e6])
@pytest.mark.parametrize("spread", [0.5, 1.0 + 1e-7, 1.0 + 1e-5, 3.0, 1e6])
def test_tiny_and_huge_demand_gives_figures_that_can_be_used(mean, spread):
    variance = mean * spread
    stock = quantile(mean, variance, 0.99)

    assert np.isfinite(stock)
    assert cdf(mean, variance, stock) >= 0.99 - 1e-9
    assert 0 <= loss(mean, variance, stock) <= mean


def test_the_shape_of_the_answer_is_that_of_the_question():
    assert quantile(6, 6, 0.8).shape == ()
    assert quantile([[6], [7]], 9, [0.8, 0.9, 0.95]).shape == (2, 3)
    assert quantile([], [], 0.9).shape == (0,)


@pytest.mark.parametrize("mean", [1e-13, 1e-20, 1e-300])
def test_what_smoothing_leaves_of_demand_is_nothing(mean: float):
    assert quantile(mean, 4.0, 0.95) == 0.0
