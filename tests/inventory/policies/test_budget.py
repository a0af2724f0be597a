"""Money that does not do for everything: much service for little, and what is critical first."""

import numpy as np
import pytest

from inventory.policies.budget import levels_within_budget
from inventory.policies.distributions import LEVEL_MAX, loss, quantile

ITEMS = 400


def a_warehouse():
    """Return mean and variance of demand over the days to cover, and price, of many items."""
    chance = np.random.default_rng(7)
    mean = chance.gamma(0.6, 12.0, ITEMS) + 0.05
    return mean, mean * (1.0 + chance.gamma(1.0, 3.0, ITEMS)), chance.lognormal(2.0, 1.5, ITEMS)


def fill_of(levels, mean, variance):
    return 1.0 - loss(mean, variance, levels).sum() / mean.sum()


def test_price_weighted_ratios_buy_more_fill_than_equal_ones_for_the_same_money():
    mean, variance, price = a_warehouse()
    for equal_ratio in (0.6, 0.8, 0.9, 0.95):
        equal = quantile(mean, variance, equal_ratio)
        money = float((price * equal).sum())

        weighted = levels_within_budget(
            lambda shares: quantile(mean, variance, shares), price, money
        )

        assert weighted.spent <= money
        assert fill_of(weighted.levels, mean, variance) > fill_of(equal, mean, variance)


def test_the_budget_is_used_up_but_never_passed():
    mean, variance, price = a_warehouse()
    for money in (100.0, 5_000.0, 40_000.0):
        found = levels_within_budget(lambda shares: quantile(mean, variance, shares), price, money)

        assert 0.95 * money < found.spent <= money
        assert found.is_within


def test_each_ratio_falls_with_the_price():
    mean, variance, price = a_warehouse()
    found = levels_within_budget(lambda shares: quantile(mean, variance, shares), price, 20_000)

    expected = np.clip(1 - found.price_of_service * price, 0, LEVEL_MAX)
    assert found.shares == pytest.approx(expected)


def test_money_enough_for_everything_gives_up_nothing():
    found = levels_within_budget(
        lambda shares: quantile([10, 10], 20, shares), [1, 10], 1e6, most=0.95
    )

    assert found.shares.tolist() == [0.95, 0.95]
    assert found.price_of_service == 0


def test_an_item_of_price_zero_is_kept_in_full_even_without_any_money():
    found = levels_within_budget(lambda shares: quantile([10, 10], 20, shares), [0, 10], 0)

    assert found.levels.tolist() == [quantile(10, 20, LEVEL_MAX), 0]
    assert (found.spent, found.is_within) == (0, True)


def test_where_nothing_has_a_price_nothing_is_given_up():
    found = levels_within_budget(lambda shares: quantile([10, 10], 20, shares), [0, 0], 0)

    assert found.shares.tolist() == [LEVEL_MAX, LEVEL_MAX]


def test_critical_items_keep_their_floor_and_are_paid_for_first():
    free = levels_within_budget(lambda shares: quantile([10, 0.1], 20, shares), [1, 500], 520)
    kept = levels_within_budget(
        lambda shares: quantile([10, 0.1], 20, shares), [1, 500], 520, floor=[0, 1]
    )

    assert free.levels[1] == 0
    assert kept.levels[1] == 1
    assert kept.spent <= 520


def test_floors_dearer_than_the_budget_are_kept_and_said():
    found = levels_within_budget(
        lambda shares: quantile([10, 0.1], 20, shares), [1, 500], 100, floor=[0, 1]
    )

    assert (found.levels.tolist(), found.spent, found.is_within) == ([0, 1], 500, False)


def test_what_is_there_already_costs_nothing():
    found = levels_within_budget(
        lambda shares: quantile([10, 10], 20, shares), [10, 10], 0, position=[12, 3]
    )

    assert found.levels.tolist() <= [12, 3]
    assert found.spent == 0


def test_a_budget_below_zero_is_refused():
    with pytest.raises(ValueError, match="budget"):
        levels_within_budget(lambda shares: shares, [1], -1)
