"""The closed loop, played back: targets that follow what was achieved, period by period."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from inventory.policies.arrays import Floats
from inventory.policies.closed_loop import achieved_of_late, next_target
from inventory.simulating.replenishment import Outcome, Shelves, needed, tally

SteeredRule = Callable[[Floats, float], Floats]
"""(demand of the past, what is aimed at) -> levels for the next review (n,)."""


@dataclass(frozen=True)
class Steered:
    """What came of a policy whose target followed what it achieved.

    Attributes:
        outcome: of the periods that count.
        targets: what was aimed at in each of them, a share.
    """

    outcome: Outcome
    targets: Floats


def replay_steered(
    demand: ArrayLike,
    rule: SteeredRule,
    *,
    asked: float,
    lead_time: int,
    first: int,
    warm_up: int = 0,
) -> Steered:
    """Play one group of items back, moving its target once a period by what it has achieved.

    Args:
        demand: (n, periods) units, as for `simulate`.
        rule: asked anew before each period; it sees the past only.
        asked: the fill rate people want, a share.
        lead_time: L, whole periods.
        first: the column of `demand` that counts first.
        warm_up: so many periods before that are played too, so that the loop has learned from the
            past when it counts. The shelves are then filled to their levels again.

    Raises:
        ValueError: the warm-up begins before the demand, or as `simulate` and the rule say.
    """
    wanted, known = needed(demand), np.asarray(demand, dtype=np.float64)
    if not 0 <= warm_up <= first < wanted.shape[1]:
        raise ValueError(f"warm_up of {warm_up} before {first}, of {wanted.shape[1]} periods")
    target, targets, levels = asked, [], []
    seen: list[tuple[float, float, float]] = []
    shelves: Shelves | None = None
    for period in range(first - warm_up, wanted.shape[1]):
        level = rule(known[:, :period], target)
        if shelves is None or period == first:
            shelves = Shelves(level, lead_time)
        shelves.order_up_to(level)
        now = wanted[:, period]
        served = shelves.serve(now)
        seen.append((float(served.sum()), float(now.sum()), float((now > 0).sum())))
        targets.append(target)
        levels.append(level)
        target = _moved(target, asked, seen)
    plan = np.stack(levels[warm_up:], axis=1)
    outcome = tally(Shelves(plan[:, 0], lead_time), plan, wanted[:, first:])
    return Steered(outcome, np.array(targets[warm_up:]))


def _moved(target: float, asked: float, seen: list[tuple[float, float, float]]) -> float:
    served, demanded, demands = np.array(seen).T
    late = achieved_of_late(served, demanded, demands)
    after = next_target(target, asked=asked, achieved=late.share, observed=late.observed)
    return float(after[0])
