"""The comparison of policies, on demand small enough to look at."""

import doctest
from pathlib import Path

import numpy as np
import pytest

import benchmarks
from benchmarks.planning_data import by_days, made_up
from benchmarks.planning_held_out import beside, curves_of
from benchmarks.planning_policies import BESIDE, OURS, SINGLE, Curve, curve_of
from inventory.simulating.replenishment import simulate

FIXED = SINGLE[1:4]


def test_the_example_of_plain_calls_runs() -> None:
    readme = Path(benchmarks.__path__[0]) / "README.md"
    found = doctest.testfile(str(readme), module_relative=False)
    assert (found.failed, found.attempted > 0) == (0, True)


def test_units_are_read_off_the_curve_at_the_fill_that_was_achieved() -> None:
    demand = np.full((1, 6), 4.0)
    low, high = (simulate(demand, [[level]], lead_time=0, first=0) for level in (2.0, 6.0))
    curve = Curve("two points", [low, high])
    assert (low.fill, low.units, high.fill, high.units) == (0.5, 0.0, 1.0, 2.0)
    assert curve.units_at(0.75) == 1.0
    assert curve.units_at(0.25) is None


def test_no_policy_sees_the_months_it_is_judged_by() -> None:
    demand = made_up("walk", 5, items=30, periods=32)
    changed = demand.copy()
    changed[:, -1] += 50
    for policy in (*SINGLE, OURS, *BESIDE):
        one, other = (curve_of(policy, each, lead_time=1, first=26) for each in (demand, changed))
        before = sorted(outcome.ordered.sum() for outcome in one.outcomes)
        after = sorted(outcome.ordered.sum() for outcome in other.outcomes)
        assert before == after, policy.name


def test_our_policy_needs_fewer_units_than_the_best_of_the_usual_ones() -> None:
    demand = made_up("life", 77, items=300, periods=40)
    ours, others = curves_of(demand, lead_time=2, first=26, policies=FIXED)
    at = beside(ours, others, 0.85)
    assert at.ratio is not None
    assert at.ratio < 1.03


def test_a_fill_that_nobody_reaches_has_no_ratio() -> None:
    demand = made_up("stable", 78, items=30, periods=30)
    ours, others = curves_of(demand, lead_time=2, first=26, policies=FIXED)
    assert beside(ours, others, 0.99999).ratio is None


def test_demand_is_added_up_from_the_end() -> None:
    assert by_days(np.arange(7.0).reshape(1, 7), 3).tolist() == [[6.0, 15.0]]


def test_made_up_demand_is_the_same_for_the_same_seed() -> None:
    one, other = (made_up("trend", seed, items=5) for seed in (1, 1))
    assert one.tolist() == other.tolist()
    with pytest.raises(ValueError, match="no such demand"):
        made_up("weather", 1)
