import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from inventory.policies.arrays import Floats
from inventory.simulating.replenishment import Shelves, levels_of, replay, simulate

UNITS = st.integers(0, 9).map(float)
DEMAND = arrays(np.float64, st.tuples(st.integers(1, 5), st.integers(1, 15)), elements=UNITS)


@given(demand=DEMAND, level=st.integers(0, 30), lead_time=st.integers(0, 4))
@settings(deadline=None)
def test_what_was_kept_and_ordered_is_served_owed_on_hand_or_on_the_way(
    demand: Floats, level: int, lead_time: int
) -> None:
    start = np.full(len(demand), float(level))
    shelves, came, asked_for = Shelves(start, lead_time), start.copy(), np.zeros_like(start)
    for wanted in demand.T:
        came += shelves.order_up_to(start)
        shelves.serve(wanted)
        asked_for += wanted
        assert (np.minimum(shelves.on_hand, shelves.owed) == 0).all()
        net = shelves.on_hand - shelves.owed
        on_the_way = start - net - wanted
        assert (net + on_the_way == came - asked_for).all()


@given(demand=DEMAND, level=st.integers(0, 20), lead_time=st.integers(0, 3))
@settings(deadline=None)
def test_a_higher_level_serves_no_less_and_keeps_no_less(
    demand: Floats, level: int, lead_time: int
) -> None:
    low, high = (
        simulate(demand, np.full((len(demand), 1), float(each)), lead_time=lead_time, first=0)
        for each in (level, level + 1)
    )
    assert (high.served >= low.served).all()
    assert (high.on_hand >= low.on_hand).all()
    assert (high.backorders <= low.backorders).all()


@given(demand=DEMAND, lead_time=st.integers(0, 3))
@settings(deadline=None)
def test_enough_for_the_protection_period_serves_everything(demand: Floats, lead_time: int) -> None:
    enough = 9.0 * (lead_time + 1)
    found = simulate(demand, np.full((len(demand), 1), enough), lead_time=lead_time, first=0)
    assert (found.fill, found.item_fill, found.cycle_service) == (1.0, 1.0, 1.0)


def test_one_item_worked_out_by_hand() -> None:
    found = simulate([[9, 9, 2, 3, 0, 1]], [[4, 4, 5, 2]], lead_time=1)
    # Ordered: none, 2, 4, none. There for demand of 2, 3, 0, 1: 4, 2, 1 (one goes to who waits), 5.
    assert found.periods == 4
    assert found.demanded.tolist() == [6.0]
    assert found.served.tolist() == [5.0]
    assert found.on_hand.tolist() == [(2 + 0 + 1 + 4) / 4]
    assert found.backorders.tolist() == [0.25]
    assert (found.orders.tolist(), found.ordered.tolist()) == ([2.0], [6.0])
    assert found.cycle_service == 0.75


def test_a_rule_sees_nothing_of_what_it_decides_for() -> None:
    demand = np.arange(12.0).reshape(1, 12)
    seen: list[int] = []

    def rule(past: Floats) -> Floats:
        seen.append(past.shape[1])
        assert past.max() < past.shape[1]
        return past.max(axis=1)

    replay(demand, rule, lead_time=2, first=5)
    assert seen == [5, 6, 7, 8, 9, 10, 11]
    assert levels_of(demand, rule, first=9).tolist() == [[8.0, 9.0, 10.0]]


def test_nothing_known_and_returns_are_no_demand() -> None:
    found = simulate([[np.nan, -3.0, 2.0]], [[1.0, 1.0, 1.0]], lead_time=0)
    assert (found.demanded.tolist(), found.served.tolist()) == ([2.0], [1.0])


def test_nothing_asked_for_is_nothing_missed() -> None:
    found = simulate(np.zeros((2, 3)), np.zeros((2, 1)), lead_time=1, first=0)
    assert (found.fill, found.item_fill, found.cycle_service, found.units) == (1.0, 1.0, 1.0, 0.0)


def test_value_on_hand_is_by_price_and_a_free_item_is_worth_nothing() -> None:
    found = simulate(np.zeros((2, 2)), np.array([[3.0], [5.0]]), lead_time=0, first=0)
    assert (found.units, found.value([2.5, 0.0])) == (8.0, 7.5)


@pytest.mark.parametrize(
    ("levels", "lead_time", "first"),
    [
        ([[1.0, 1.0]], -1, None),
        ([[np.nan, 1.0]], 1, None),
        ([[1.0, 1.0], [1.0, 1.0]], 1, None),
        ([[1.0, 1.0]], 1, 0),
        ([[1.0] * 5], 1, None),
        ([1.0, 1.0], 1, None),
    ],
)
def test_what_cannot_be_played_is_refused(
    levels: object, lead_time: int, first: int | None
) -> None:
    with pytest.raises(ValueError, match=r"level|lead_time"):
        simulate([[1.0, 2.0, 3.0]], np.array(levels), lead_time=lead_time, first=first)


def test_infinite_demand_is_refused() -> None:
    with pytest.raises(ValueError, match="finite"):
        simulate([[np.inf]], [[1.0]], lead_time=0)
