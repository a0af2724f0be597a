from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from inventory.demand.unusual import FALSE_ALARMS, seen_in, unusual
from inventory.documents.forecast import Period
from inventory.planning_commands import Seen
from inventory.stock_policy import AlertKind
from tests.demand_days import today

YEAR = [4.0, 6, 5, 3, 7, 5, 4, 6, 5, 5] * 3


def jumped(*latest, past=YEAR, censored=None):
    row = np.array([[*past, *latest]])
    flags = None if censored is None else np.array([[False] * len(past) + list(censored)])
    found = unusual(row, flags)
    return bool(found.jumped[0]), bool(found.stopped[0])


def test_demand_far_beyond_its_past_is_a_jump_and_a_little_more_is_none():
    assert jumped(25.0) == (True, False)
    assert jumped(8.0) == (False, False)
    assert jumped(5.0) == (False, False)


def test_silence_where_there_always_was_demand_is_a_stop():
    assert jumped(0.0) == (False, False)
    assert jumped(0.0, 0.0, 0.0, 0.0) == (False, True)


def test_silence_is_usual_where_demand_is_rare():
    rare = [1.0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1]
    assert jumped(*[0.0] * 6, past=rare) == (False, False)
    assert jumped(*[0.0] * 36, past=[*rare, *rare, *rare]) == (False, True)


def test_a_stop_is_told_for_a_quarter_and_then_no_more():
    assert jumped(*[0.0] * 12)[1]
    assert not jumped(*[0.0] * 40)[1]


def test_a_jump_that_has_been_seen_before_is_none():
    assert jumped(25.0, past=[*YEAR, 30.0]) == (False, False)


def test_periods_without_stock_tell_no_stop_and_of_a_jump_what_was_there():
    silent = [0.0] * 6
    assert jumped(*silent, censored=[True] * 6) == (False, False)
    assert jumped(90.0, censored=[True]) == (True, False)
    assert jumped(5.0, censored=[True]) == (False, False)


def test_a_short_past_or_one_demand_tells_nothing():
    assert jumped(25.0, past=YEAR[:20]) == (False, False)
    assert jumped(25.0, past=[0.0] * 30 + [1.0]) == (False, False)
    assert jumped(*[0.0] * 20, past=[*[0.0] * 30, 1.0]) == (False, False)


def test_nothing_at_all_is_not_unusual():
    assert unusual(np.zeros((0, 0))).jumped.tolist() == []
    assert unusual(np.zeros((2, 0))).stopped.tolist() == [False, False]
    assert jumped(past=[0.0] * 30) == (False, False)


def test_what_is_forecast_is_not_unusual():
    christmas = (np.array([25.0]), np.array([40.0]))

    assert not unusual(np.array([[*YEAR, 25.0]]), expected=christmas).jumped[0]
    assert unusual(np.array([[*YEAR, 90.0]]), expected=christmas).jumped[0]


@pytest.mark.parametrize("kind", ["poisson", "negative binomial", "lumpy", "rare"])
def test_chance_alone_raises_no_more_alarms_than_promised(kind):
    random, items, runs = np.random.default_rng(7), 2_000, 20
    means = random.uniform(0.5, 20, size=(items, 1))
    alarms = 0
    for _ in range(runs):
        if kind == "poisson":
            demand = random.poisson(means, size=(items, 53))
        elif kind == "rare":
            demand = random.poisson(0.2, size=(items, 53))
        elif kind == "lumpy":
            demand = random.negative_binomial(0.3, 0.3 / (0.3 + means), size=(items, 53))
        else:
            demand = random.negative_binomial(2.0, 2.0 / (2.0 + means), size=(items, 53))
        found = unusual(demand.astype(float))
        alarms += found.jumped.sum() + found.stopped.sum()

    assert alarms / runs <= 2 * FALSE_ALARMS * 1.5


@given(
    demand=arrays(
        np.float64,
        st.tuples(st.integers(1, 4), st.integers(1, 40)),
        elements=st.floats(0, 1e6) | st.just(np.nan),
    )
)
def test_whatever_demand_is_an_item_does_not_jump_and_stop_at_once(demand):
    found = unusual(demand)

    assert not (found.jumped & found.stopped).any()
    assert np.isfinite(found.usual).all()
    assert np.isfinite(found.latest).all()


def test_what_is_seen_says_what_was_usual_and_what_it_is_now(days):
    days.receive(900)
    days.receive(900, item="TEE-BLK-M")
    for week in range(30):
        days.sell(40 if week == 29 else 4, on=7 * week)
        if week < 24:
            days.sell(3, on=7 * week, item="TEE-BLK-M")

    found = days.demand().histories(on=today(210), period=Period.WEEK)
    assert seen_in(found.values()) == (
        Seen(about=AlertKind.DEMAND_JUMP, item="MUG-BLU", before=Decimal(4), after=Decimal(40)),
        Seen(
            about=AlertKind.DEMAND_STOP, item="TEE-BLK-M", before=Decimal("2.48"), after=Decimal(0)
        ),
    )
