import numpy as np
import pytest

from inventory.policies.arrays import Floats
from inventory.simulating.pooled_policy import demands_ahead, pooled_policy
from inventory.simulating.replenishment import replay
from inventory.simulating.steering import replay_steered


def wild(seed: int = 4, items: int = 300, periods: int = 48) -> Floats:
    """Demand whose level wanders: harder than any distribution of it says."""
    rng = np.random.default_rng(seed)
    course = np.exp(np.cumsum(rng.normal(0, 0.2, (items, periods)), axis=1))
    return rng.poisson(course).astype(np.float64)


def rule(past: Floats, target: float) -> Floats:
    return pooled_policy(target, lead_time=2)(past)


def test_the_loop_comes_nearer_to_what_is_asked_than_the_target_alone() -> None:
    demand = wild()
    alone = replay(demand, pooled_policy(0.95, lead_time=2), lead_time=2, first=24)
    steered = replay_steered(demand, rule, asked=0.95, lead_time=2, first=24, warm_up=12)
    assert abs(steered.outcome.fill - 0.95) < abs(alone.fill - 0.95)
    assert abs(steered.outcome.fill - 0.95) < 0.02


def test_a_target_that_never_moves_is_a_plain_replay() -> None:
    demand = wild(items=40)
    steered = replay_steered(
        demand, lambda past, _: rule(past, 0.9), asked=0.9, lead_time=2, first=24, warm_up=6
    )
    alone = replay(demand, pooled_policy(0.9, lead_time=2), lead_time=2, first=24)
    assert steered.outcome.served.tolist() == alone.served.tolist()
    assert len(steered.targets) == alone.periods == 24


def test_nothing_asked_for_moves_no_target() -> None:
    demand = np.zeros((3, 30))
    steered = replay_steered(demand, rule, asked=0.95, lead_time=1, first=20)
    assert steered.targets == pytest.approx(0.95)
    assert steered.outcome.units == 0.0


def test_a_warm_up_longer_than_the_past_is_refused() -> None:
    with pytest.raises(ValueError, match="warm_up"):
        replay_steered(np.ones((1, 10)), rule, asked=0.9, lead_time=0, first=4, warm_up=5)


def test_goods_that_come_at_once_have_no_lead_time_to_cover() -> None:
    ahead = demands_ahead(np.full((2, 24), 3.0), lead_time=0)
    assert np.asarray(ahead.mean_lead).tolist() == [0.0, 0.0]
    assert np.asarray(ahead.mean_protection) == pytest.approx([3.0, 3.0], rel=0.02)
