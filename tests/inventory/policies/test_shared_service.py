import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inventory.policies.arrays import Floats
from inventory.policies.distributions import loss
from inventory.policies.levels import order_up_to_fill
from inventory.policies.shared_service import (
    Demands,
    order_up_to_shared_fill,
    order_up_to_worth,
    shared_promises,
)

MEANS = st.lists(st.floats(0.01, 50), min_size=2, max_size=8).map(np.array)
WIDTHS = st.floats(1, 8)
"""Variance over mean."""


def demands(mean: Floats, width: float, lead: int = 2) -> Demands:
    return Demands(lead * mean, lead * mean * width, (lead + 1) * mean, (lead + 1) * mean * width)


def missing(of: Demands, levels: Floats) -> float:
    short = loss(of.mean_protection, of.var_protection, levels)
    return float((short - loss(of.mean_lead, of.var_lead, levels)).sum())


def on_hand(of: Demands, levels: Floats) -> float:
    left = loss(of.mean_protection, of.var_protection, levels)
    return float((levels - of.mean_protection + left).sum())


@given(mean=MEANS, width=WIDTHS, level=st.floats(0.5, 0.99))
@settings(max_examples=25, deadline=None)
def test_a_group_misses_no_more_than_it_may(mean: Floats, width: float, level: float) -> None:
    of = demands(mean, width)
    levels = order_up_to_shared_fill(of, level)
    assert missing(of, levels) <= (1 - level) * mean.sum() * (1 + 1e-9)
    assert (levels == np.floor(levels)).all()


@given(mean=MEANS, width=WIDTHS, worth=st.floats(0.005, 0.5))
@settings(max_examples=25, deadline=None)
def test_no_unit_would_help_more_elsewhere(mean: Floats, width: float, worth: float) -> None:
    of = demands(mean, width)
    levels = order_up_to_worth(of, worth)
    for item in range(len(mean)):
        for other in range(len(mean)):
            if item == other or levels[item] == 0:
                continue
            moved = levels.copy()
            moved[item] -= 1
            moved[other] += 1
            saved = missing(of, levels) - missing(of, moved)
            cost = on_hand(of, moved) - on_hand(of, levels)
            assert saved <= worth * cost + 1e-9


def test_a_group_needs_fewer_units_than_the_same_fill_for_each() -> None:
    rng = np.random.default_rng(7)
    mean = np.exp(rng.normal(-1, 1.2, 500))
    of = demands(mean, 3.0)
    each = order_up_to_fill(*of, mean, 0.95)
    together = order_up_to_shared_fill(of, 1 - missing(of, each) / mean.sum())
    assert on_hand(of, together) < 0.9 * on_hand(of, each)


def test_what_is_dear_is_kept_short_and_what_costs_nothing_is_not_endless() -> None:
    of = demands(np.array([2.0, 2.0, 2.0]), 3.0)
    dear, cheap, free = order_up_to_worth(of, 0.05, price=[10, 1, 0])
    assert dear < cheap < free < 100


def test_a_floor_is_kept_whatever_it_is_worth() -> None:
    of = demands(np.array([0.02, 5.0]), 4.0)
    assert order_up_to_shared_fill(of, 0.8)[0] == 0
    assert order_up_to_shared_fill(of, 0.8, floor=[1, 0])[0] == 1


def test_nothing_expected_or_nothing_to_review_keeps_nothing() -> None:
    nothing = np.zeros(2)
    assert order_up_to_shared_fill(Demands(nothing, nothing, nothing, nothing), 0.95).sum() == 0
    same = np.array([3.0, 4.0])
    assert order_up_to_worth(Demands(same, same, same, same), 0.1).sum() == 0


def test_goods_that_come_at_once_cover_the_review_alone() -> None:
    at_once = Demands(np.zeros(1), np.zeros(1), np.array([6.0]), np.array([6.0]))
    assert order_up_to_shared_fill(at_once, 0.947).tolist() == [8.0]


def test_a_level_of_all_is_finite_and_a_worth_of_nothing_is_refused() -> None:
    of = demands(np.array([1.0]), 2.0)
    assert np.isfinite(order_up_to_shared_fill(of, 1.0)).all()
    with pytest.raises(ValueError, match="worth"):
        order_up_to_worth(of, 0.0)


# -- shared out ----------------------------------------------------------------------------------


# A floor is a whole per cent of Settings; below a millionth its share is lost in the arithmetic.
FLOORS = st.integers(0, 95).map(lambda percent: percent / 100)


@given(mean=MEANS, width=WIDTHS, level=st.floats(0.6, 0.99), floor=FLOORS)
@settings(max_examples=25, deadline=None)
def test_levels_for_the_promises_are_those_of_the_group(
    mean: Floats, width: float, level: float, floor: float
) -> None:
    of = demands(mean, width)
    least = order_up_to_fill(*of, mean, min(floor, level))
    promised = shared_promises(of, level, floor=floor)

    levels = order_up_to_fill(*of, mean, promised.share)
    assert levels.tolist() == order_up_to_shared_fill(of, level, floor=least).tolist()
    assert (promised.share >= min(floor, level) - 1e-6).all()
    assert (promised.is_least == (levels <= least)).all()


def test_no_item_is_promised_absurdly_little_where_a_floor_is_set() -> None:
    of = demands(np.array([0.02, 5.0]), 4.0)

    assert shared_promises(of, 0.8).share[0] == 0
    assert shared_promises(of, 0.8, floor=0.7).share[0] >= 0.7 - 1e-6
    assert shared_promises(of, 0.8, floor=0.7).is_least.tolist() == [True, False]


def test_an_item_alone_keeps_the_whole_promise() -> None:
    of = demands(np.array([5.0]), 2.0)

    alone = order_up_to_fill(*of, [5.0], shared_promises(of, 0.95).share)
    assert alone.tolist() == order_up_to_fill(*of, [5.0], 0.95).tolist()


def test_what_may_be_missing_is_added_up_where_items_aim_at_different_levels() -> None:
    of = demands(np.array([2.0, 2.0, 2.0]), 3.0)

    mixed = order_up_to_shared_fill(of, [0.9, 0.95, 1.0])
    assert mixed.tolist() == order_up_to_shared_fill(of, 0.95).tolist()


def test_what_is_missing_counts_by_the_day_where_reviews_differ() -> None:
    """Looked at once a month or once a week: the same demand a day, and the same share of it missing."""
    week, month = np.array([7.0]), np.array([28.0])
    demand = np.concatenate([week, month])
    at_once = Demands(np.zeros(2), np.zeros(2), demand, 2 * demand)

    levels = order_up_to_shared_fill(at_once, 0.95, review=[7, 28])
    short = loss(demand, 2 * demand, levels) / [7, 28]
    assert short.sum() <= 0.05 * 2
    assert short.sum() == pytest.approx(0.05 * 2, rel=0.2)


def test_a_review_of_no_time_is_refused_and_a_group_of_nothing_keeps_nothing() -> None:
    with pytest.raises(ValueError, match="review"):
        order_up_to_worth(demands(np.array([1.0]), 2.0), 0.1, review=0)
    assert shared_promises(Demands([], [], [], []), 0.95).share.size == 0
