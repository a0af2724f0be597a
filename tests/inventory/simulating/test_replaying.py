"""A way of buying lived through day by day: stock, service and orders add up."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inventory.simulating.replaying import Buying, replay_daily
from inventory.simulating.replenishment import simulate


def a_buying(point, level, **how):
    usual = {"review_days": 1, "lead_days": [0]}
    return Buying(points=np.array([float(point)]), levels=np.array([float(level)]), **usual | how)


def days(*units):
    return np.array(units, dtype=float)


def test_what_is_ordered_in_the_evening_is_there_on_the_morning_after_its_lead_time():
    seen = replay_daily(days(4, 0, 0, 0, 0), a_buying(9, 10, lead_days=[2]))

    assert seen.stock.tolist() == [6, 6, 6, 10, 10]
    assert seen.orders == 1


def test_a_lead_time_of_zero_is_there_the_next_morning():
    assert replay_daily(days(4, 0), a_buying(9, 10)).stock.tolist() == [6, 10]


def test_who_waits_is_served_first_when_goods_come():
    seen = replay_daily(days(14, 0, 0), a_buying(9, 10, lead_days=[1]))

    assert seen.stock.tolist() == [0, 0, 10]
    assert (seen.asked, seen.served, seen.fill_rate) == (14, 10, pytest.approx(10 / 14))
    assert seen.days_out == 2


def test_the_position_is_looked_at_on_review_days_only():
    seen = replay_daily(days(0, 2, 2, 0, 0, 0, 0), a_buying(9, 10, review_days=3))

    assert seen.stock.tolist() == [10, 8, 6, 6, 10, 10, 10]


def test_nothing_is_ordered_above_the_reorder_point():
    assert replay_daily(days(1, 1, 1), a_buying(6, 10)).orders == 0


def test_a_fixed_quantity_is_ordered_as_often_as_it_takes():
    seen = replay_daily(days(9, 0), a_buying(5, 10, quantity=3))

    assert seen.stock.tolist() == [1, 7]


def test_an_order_is_at_least_the_minimum_and_in_whole_packs():
    assert replay_daily(days(1, 0), a_buying(9, 10, minimum=5)).stock[-1] == 14
    assert replay_daily(days(1, 0), a_buying(9, 10, minimum=5, step=4)).stock[-1] == 17
    assert replay_daily(days(0.4, 0), a_buying(9.99, 10, step=0)).stock[-1] == pytest.approx(10)


def test_deliveries_take_their_lead_times_in_turn():
    seen = replay_daily(days(1, 0, 1, 0, 0, 0), a_buying(9, 10, lead_days=[0, 2]))

    assert seen.stock.tolist() == [9, 10, 9, 9, 9, 10]


def test_levels_change_from_review_to_review_and_the_last_ones_stay():
    buying = Buying(points=days(9, 11), levels=days(10, 12), review_days=1, lead_days=[0])

    assert replay_daily(days(0, 0, 0, 5, 0), buying).stock.tolist() == [10, 10, 12, 7, 12]


def test_a_cycle_in_which_somebody_waited_is_not_kept():
    seen = replay_daily(days(12, 0, 3, 0, 0), a_buying(9, 10))

    assert (seen.cycles, seen.cycles_kept, seen.cycle_service) == (2, 1, 0.5)


def test_where_nothing_was_asked_for_everything_was_served():
    seen = replay_daily(days(0, 0), a_buying(-1, 0))

    assert (seen.fill_rate, seen.cycle_service, seen.mean_stock) == (1, 1, 0)
    assert replay_daily(days(), a_buying(0, 1)).mean_stock == 0


def test_returns_beyond_sales_are_no_demand():
    assert replay_daily(days(-3, 2), a_buying(-1, 10)).asked == 2


@pytest.mark.parametrize("wrong", [{"review_days": 0}, {"lead_days": []}, {"levels": np.zeros(0)}])
def test_a_way_of_buying_that_buys_never_is_refused(wrong):
    usual = {"points": days(1), "levels": days(2), "review_days": 1, "lead_days": [0]}

    with pytest.raises(ValueError, match="replay"):
        replay_daily(days(1), Buying(**usual | wrong))


@given(
    st.lists(st.integers(0, 20), min_size=1, max_size=60),
    st.integers(0, 30),
    st.integers(1, 8),
    st.lists(st.integers(0, 9), min_size=1, max_size=3),
)
def test_no_unit_appears_or_is_lost(demand, level, review, lead):
    seen = replay_daily(
        days(*demand), a_buying(level - 0.5, level, review_days=review, lead_days=lead)
    )

    assert (seen.stock >= 0).all()
    assert 0 <= seen.served <= seen.asked == sum(demand)
    assert seen.stock.max() <= level
    assert seen.days_out <= len(demand)


@given(st.lists(st.integers(0, 9), min_size=30, max_size=60), st.integers(1, 20))
def test_a_higher_level_never_serves_less(demand, level):
    lower = replay_daily(days(*demand), a_buying(level - 0.5, level, lead_days=[3], review_days=2))
    higher = replay_daily(
        days(*demand), a_buying(level + 0.5, level + 1, lead_days=[3], review_days=2)
    )

    assert higher.fill_rate >= lower.fill_rate
    assert higher.mean_stock >= lower.mean_stock


@given(st.lists(st.integers(0, 12), min_size=1, max_size=50), st.integers(0, 60), st.integers(0, 6))
def test_looked_at_every_day_it_is_the_simulation_of_the_benchmarks(demand, level, lead):
    seen = replay_daily(days(*demand), a_buying(level - 0.5, level, lead_days=[lead]))
    played = simulate([demand], [[float(level)]], lead_time=lead, first=0)

    assert seen.fill_rate == pytest.approx(played.fill)
    assert seen.mean_stock == pytest.approx(played.units)
