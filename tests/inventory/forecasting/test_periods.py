"""Demand is counted in the step that fills, and that the review needs."""

import numpy as np

from inventory.forecasting.periods import choose_period

EVERY_DAY = np.ones(400)


def every(days: int, length: int = 400) -> np.ndarray:
    demand = np.zeros(length)
    demand[::days] = 3.0
    return demand


def chosen(*daily: np.ndarray, review_days: int = 7) -> list[str]:
    return choose_period(np.array(daily), review_days=review_days).tolist()


def test_sparser_demand_is_counted_in_longer_periods():
    assert chosen(every(1), every(5), every(20), every(60), review_days=1) == [
        "day",
        "week",
        "week",
        "month",
    ]


def test_periods_are_no_finer_than_the_review():
    assert chosen(EVERY_DAY, review_days=1) == ["day"]
    assert chosen(EVERY_DAY, review_days=7) == ["week"]
    assert chosen(EVERY_DAY, review_days=14) == ["week"]
    assert chosen(EVERY_DAY, review_days=30) == ["month"]


def test_a_young_item_is_counted_in_steps_of_which_there_are_twelve():
    assert chosen(every(20, 100), every(1, 100)) == ["week", "week"]
    assert chosen(every(20, 60), every(1, 60)) == ["day", "day"]
    assert chosen(np.zeros(0)) == ["day"]


def test_days_before_an_item_was_there_do_not_make_it_old():
    young = np.concatenate([np.full(340, np.nan), np.ones(60)])
    assert chosen(EVERY_DAY, young) == ["week", "day"]


def test_what_nobody_wants_is_counted_by_the_month():
    assert chosen(np.zeros(400)) == ["month"]
