import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inventory.policies.closed_loop import (
    LOOSER_MAX,
    STEP_MAX,
    TIGHTER_MAX,
    achieved_of_late,
    next_target,
)

ASKED = st.floats(0.5, 0.995)
SHARE = st.floats(0, 1)
OBSERVED = st.floats(0, 1e6)
ALLOWED_PART = st.floats(1 / TIGHTER_MAX, LOOSER_MAX)
"""A target's shortfall, as a part of the one allowed."""


def target_of(asked: float, part: float) -> float:
    return 1 - (1 - asked) * min(part, 0.999)


@given(asked=ASKED, part=ALLOWED_PART, achieved=SHARE, observed=OBSERVED)
def test_a_target_moves_by_one_step_at_most_and_stays_within_its_bounds(
    asked: float, part: float, achieved: float, observed: float
) -> None:
    target = target_of(asked, part)
    after = float(next_target(target, asked=asked, achieved=achieved, observed=observed))
    assert 1 / STEP_MAX - 1e-9 <= (1 - after) / (1 - target) <= STEP_MAX + 1e-9
    assert 1 / TIGHTER_MAX - 1e-9 <= (1 - after) / (1 - asked) <= LOOSER_MAX + 1e-9
    assert 0 < after < 1


@given(asked=ASKED, part=ALLOWED_PART, achieved=SHARE)
def test_without_observations_nothing_changes(asked: float, part: float, achieved: float) -> None:
    target = target_of(asked, part)
    after = float(next_target(target, asked=asked, achieved=achieved, observed=0))
    assert after == pytest.approx(target, abs=1e-12)


@given(asked=ASKED, part=ALLOWED_PART, observed=OBSERVED)
def test_what_was_asked_for_and_achieved_changes_nothing(
    asked: float, part: float, observed: float
) -> None:
    target = target_of(asked, part)
    after = float(next_target(target, asked=asked, achieved=asked, observed=observed))
    assert after == pytest.approx(target, abs=1e-9)


@given(asked=ASKED, part=ALLOWED_PART, one=SHARE, other=SHARE, observed=OBSERVED)
def test_the_less_was_achieved_the_higher_the_target(
    asked: float, part: float, one: float, other: float, observed: float
) -> None:
    target = target_of(asked, part)
    low, high = sorted((one, other))
    after = next_target(target, asked=asked, achieved=[low, high], observed=observed)
    assert after[0] >= after[1] - 1e-12


@given(asked=ASKED, part=ALLOWED_PART, achieved=SHARE, few=OBSERVED, many=OBSERVED)
def test_more_evidence_never_moves_a_target_less(
    asked: float, part: float, achieved: float, few: float, many: float
) -> None:
    target = target_of(asked, part)
    evidence = sorted((few, many))
    less, more = abs(
        next_target(target, asked=asked, achieved=achieved, observed=evidence) - target
    )
    assert less <= more + 1e-12


@pytest.mark.parametrize(("failing", "opposite"), [(0.0, 1.0), (1.0, 0.0)])
def test_nothing_winds_up_behind_a_bound(failing: float, opposite: float) -> None:
    target = np.array(0.95)
    for _ in range(200):
        target = next_target(target, asked=0.95, achieved=failing, observed=1000)
    after = next_target(target, asked=0.95, achieved=opposite, observed=1000)
    assert abs(float(after - target)) > 0.1 * (1 - float(target))


def test_a_target_comes_back_to_its_bounds_when_less_is_asked() -> None:
    after = float(next_target(0.999, asked=0.80, achieved=0.80, observed=0))
    assert after == pytest.approx(0.98)


@pytest.mark.parametrize("delay", range(5))
@pytest.mark.parametrize("factor", [0.6, 1.0, 3.0])
def test_the_loop_settles_on_what_is_asked(delay: int, factor: float) -> None:
    """A house whose shortfall is a constant multiple of the one aimed at, some periods later."""
    targets, served = [0.95], []
    for period in range(200):
        served.append(1 - factor * (1 - targets[max(0, period - delay)]))
        thousands = np.full((1, len(served)), 1000.0)
        late = achieved_of_late(np.array([served]) * 1000, thousands, thousands)
        after = next_target(targets[-1], asked=0.95, achieved=late.share, observed=late.observed)
        targets.append(float(after[0]))
    assert served[-40:] == pytest.approx([0.95] * 40, abs=0.002)


def test_no_demand_at_all_is_no_failure_and_no_evidence() -> None:
    late = achieved_of_late([[0, 0]], [[0, 0]], [[0, 0]])
    assert (late.share.tolist(), late.observed.tolist()) == ([1.0], [0.0])


def test_what_is_no_share_is_refused() -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        next_target(0.95, asked=1.0, achieved=0.9, observed=10)
    with pytest.raises(ValueError, match="from 0 to 1"):
        next_target(0.95, asked=0.9, achieved=1.1, observed=10)
