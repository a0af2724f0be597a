import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from inventory.forecasting.arrays import Floats
from inventory.forecasting.pooled import expect_pooled
from inventory.forecasting.smoothing import ses
from inventory.policies.levels import order_up_to_fill

DEMAND = arrays(
    np.float64,
    st.tuples(st.integers(1, 15), st.integers(0, 40)),
    elements=st.one_of(st.just(0.0), st.floats(0, 1e6), st.just(np.nan)),
)


def poisson(rate: Floats, periods: int, seed: int = 3) -> Floats:
    rates = np.repeat(rate[:, None], periods, axis=1)
    return np.random.default_rng(seed).poisson(rates).astype(np.float64)


@given(demand=DEMAND, horizon=st.integers(1, 6))
@settings(max_examples=80, deadline=None)
def test_every_forecast_is_a_number_and_none_is_below_zero(demand: Floats, horizon: int) -> None:
    found = expect_pooled(demand, horizon=horizon, season=12)
    assert found.mean.shape == (len(demand), horizon)
    for each in (found.mean, found.deviation):
        assert np.isfinite(each).all()
        assert (each >= 0).all()


def test_steady_demand_is_smoothed_slowly_and_moving_demand_quickly() -> None:
    rng = np.random.default_rng(5)
    steady = poisson(np.full(300, 2.0), 40)
    walk = np.exp(np.cumsum(rng.normal(0, 0.25, (300, 40)), axis=1))
    moving = rng.poisson(2 * walk).astype(np.float64)
    for demand in (steady, moving):
        demand[0, -3:] = 40
        demand[0, :-3] = 2
    calm = expect_pooled(steady, horizon=1, season=12).mean[0, 0]
    quick = expect_pooled(moving, horizon=1, season=12).mean[0, 0]
    assert calm < quick


def test_where_all_demand_rises_the_forecast_lags_less_than_smoothing() -> None:
    rising = poisson(np.full(400, 1.0), 36) * np.linspace(1, 3, 36)
    found = expect_pooled(rising, horizon=3, season=12).mean[:, 0].mean()
    assert ses(rising).mean() < found < 3.1


def test_the_deviation_is_about_what_demand_scatters_by() -> None:
    found = expect_pooled(poisson(np.full(300, 4.0), 48), horizon=3, season=12)
    assert np.median(found.deviation) == pytest.approx(2.0, rel=0.1)


def test_where_new_items_keep_beginning_one_not_asked_for_yet_is_expected_to() -> None:
    rng = np.random.default_rng(11)
    starts = rng.integers(0, 72, 400)
    begun = np.arange(36) >= starts[:, None]
    lively = np.where(begun, rng.poisson(1.0, (400, 36)), 0).astype(np.float64)
    settled = np.vstack([np.full((200, 36), 1.0), np.zeros((200, 36))])
    soon, never = (
        expect_pooled(each, horizon=3, season=12).mean[each.sum(axis=1) == 0, 0].mean()
        for each in (lively, settled)
    )
    assert never == pytest.approx(0.0, abs=0.01)
    assert 0.02 < soon < 0.3


def test_an_item_of_which_nothing_is_known_is_not_expected() -> None:
    demand = np.vstack([np.full(30, np.nan), np.full(30, 5.0)])
    assert expect_pooled(demand, horizon=1, season=12).mean[0].tolist() == [0.0]


def test_no_items_at_all_are_expected_nothing() -> None:
    assert expect_pooled(np.zeros((0, 5)), horizon=2, season=12).mean.shape == (0, 2)


@pytest.mark.parametrize("periods", [0, 1, 5])
def test_short_histories_are_answered_by_their_mean(periods: int) -> None:
    found = expect_pooled(np.full((3, periods), 4.0), horizon=2, season=12)
    assert found.mean[:, 0] == pytest.approx([4.0 if periods else 0.0] * 3)
    assert set(found.method) == {"pooled"}


def test_a_typing_mistake_does_not_teach_the_others() -> None:
    demand = poisson(np.full(50, 3.0), 36)
    before = expect_pooled(demand, horizon=1, season=12).mean[1:]
    demand[0, 20] = 80_995
    after = expect_pooled(demand, horizon=1, season=12).mean[1:]
    assert after == pytest.approx(before, rel=0.25)


def test_what_goes_to_sleep_is_not_expected_in_heaps_larger_than_ever() -> None:
    asleep = poisson(np.linspace(0.5, 4, 80), 50)
    asleep[:, 25:] = 0.0
    found = expect_pooled(asleep, horizon=1, season=52)
    assert (found.deviation**2 <= found.level * asleep.max(axis=1) + 1e-9).all()
    mean, variance = found.level, found.deviation**2
    levels = order_up_to_fill(2 * mean, 2 * variance, 3 * mean, 3 * variance, mean, 0.98)
    assert levels.max() < 10 * asleep.max()


def test_no_period_ahead_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one period"):
        expect_pooled(np.ones((1, 12)), horizon=0, season=12)
