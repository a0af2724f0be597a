"""What would have been expected at each review of the past, from what was known then."""

import numpy as np
import pytest

from inventory.simulating.past_levels import Past, Supply, coverage_then
from inventory.stock_policy import ServiceKind

SUPPLY = Supply(lead_days=14, lead_deviation=3.5, review_days=7)


def a_past(demand, censored=None, period_days=7):
    out = np.zeros(demand.size, dtype=bool) if censored is None else censored
    return Past(demand=demand, censored=out, period_days=period_days)


def test_what_came_after_a_review_changes_nothing_of_what_was_expected_then():
    calm = np.full(200, 2.0)
    wild = np.concatenate((np.full(100, 2.0), np.full(100, 50.0)))

    then = [coverage_then(a_past(one), [70, 100], SUPPLY) for one in (calm, wild)]
    assert then[0].mean.tolist() == then[1].mean.tolist() == pytest.approx([14, 14])


def test_lead_time_and_review_are_told_in_periods():
    found = coverage_then(a_past(np.full(200, 2.0)), [70], SUPPLY)

    assert (found.lead[0], found.lead_deviation[0], found.review[0]) == (2, 0.5, 1)
    assert found.expected[0] == pytest.approx(42)


def test_a_period_in_which_it_had_run_out_is_not_learnt_from():
    demand = np.full(140, 2.0)
    demand[70:84] = 0
    out = demand == 0

    blind = coverage_then(a_past(demand), [140], SUPPLY)
    seeing = coverage_then(a_past(demand, out), [140], SUPPLY)
    assert seeing.mean[0] == pytest.approx(14)
    assert blind.mean[0] < 13


def test_where_nothing_is_known_yet_nothing_is_kept():
    found = coverage_then(a_past(np.full(100, 2.0)), [3], SUPPLY)

    assert found.order_up_to(ServiceKind.FILL, np.array([0.95])).tolist() == [0]


def test_no_reviews_are_no_levels():
    assert coverage_then(a_past(np.full(100, 2.0)), [], SUPPLY).mean.size == 0
