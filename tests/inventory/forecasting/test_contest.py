"""A trend or a season is believed where it has forecast the past better, and not before."""

import numpy as np
import pytest

from inventory.forecasting.forecaster import Expected, expect
from inventory.forecasting.shapes import Dated, factors

SUMMERS = np.array([2.0, 2, 3, 5, 9, 14, 16, 13, 8, 4, 2, 2])
CHRISTMAS = np.array([0.0, 0, 0, 0, 0, 0, 0, 0, 4, 20, 60, 30])
WOBBLE = np.tile([1.0, 0.9, 1.1, 0.95, 1.05], 12)


def expected(row: np.ndarray, horizon: int = 12) -> Expected:
    return expect(row[None, :], horizon=horizon, season=12)


def test_a_season_is_found_and_forecast_month_by_month():
    found = expected(np.tile(SUMMERS, 4) * WOBBLE[:48])
    assert found.method.tolist() == ["season"]
    assert found.mean[0].argmax() == 6
    assert found.mean[0] == pytest.approx(SUMMERS, rel=0.25)
    assert found.season[0].mean() == pytest.approx(1.0)


def test_factors_start_with_the_next_period():
    found = expected(np.concatenate([np.tile(SUMMERS, 4), SUMMERS[:4]]))
    assert found.season[0].argmax() == 2


def test_goods_for_christmas_are_seasonal_though_nobody_wants_them_in_spring():
    found = expected(np.tile(CHRISTMAS, 5) * WOBBLE)
    assert found.method.tolist() == ["season"]
    assert found.mean[0, 10] > 40
    assert found.mean[0, :8].tolist() == pytest.approx([0.0] * 8, abs=0.1)


def test_two_years_are_too_short_to_prove_a_season():
    assert expected(np.tile(SUMMERS, 2)).method.tolist() == ["sba_imapa"]


def test_a_steady_rise_is_a_trend_that_levels_off():
    found = expected(np.linspace(10, 60, 48) * WOBBLE[:48])
    assert found.method.tolist() == ["trend"]
    assert 0.3 < found.trend[0] < 1.2
    steps = np.diff(found.mean[0])
    assert (steps > 0).all()
    assert steps[-1] < steps[0]


def test_a_trend_leads_no_further_than_twice_the_level():
    doubling = 2.0 ** np.arange(0, 12, 0.25)
    found = expected(doubling)
    assert found.mean[0].max() <= 2 * doubling[-1]


def test_a_fall_never_leads_below_zero():
    found = expected(np.linspace(60, 1, 48) * WOBBLE[:48])
    assert (found.mean > 0).all()


def test_noise_is_neither():
    steady = np.random.default_rng(7).poisson(20, (400, 48)).astype(float)
    found = expect(steady, horizon=3, season=12)
    assert (found.method == "sba_imapa").mean() > 0.94


def test_a_season_leaves_less_to_stand_against():
    seasonal = np.tile(SUMMERS, 4) * WOBBLE[:48]
    shuffled = np.random.default_rng(3).permutation(seasonal)
    assert expected(seasonal).deviation[0] < 0.85 * expected(shuffled).deviation[0]


def test_a_stock_out_in_summer_does_not_shift_the_seasons():
    sold = np.tile(SUMMERS, 4)
    sold[30] = 0.0
    censored = np.zeros((1, 48), dtype=bool)
    censored[0, 30] = True
    found = expect(sold[None, :], horizon=12, season=12, censored=censored)
    assert found.mean[0] == pytest.approx(SUMMERS, rel=0.1)


def test_years_that_do_not_agree_make_flat_factors():
    one, other = np.array([1.0, 3.0]), np.array([3.0, 1.0])
    years = np.concatenate([one, other, one, other])[None, :]
    assert factors(Dated.of(years), 2)[0] == pytest.approx([1.0, 1.0])
