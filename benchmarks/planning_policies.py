"""The policies that are compared: nine usual ones, as the reference numbers them, and some of ours.

Each sees the demand of the past only, says what it makes of it once a month, and gives levels for a
knob: months of cover, or a service. Turning the knob draws the efficiency curve of a policy.
"""

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

import numpy as np
from scipy.special import ndtri

from inventory.documents.forecast import LifeStage
from inventory.forecasting.arrays import means, variances
from inventory.forecasting.intermittent import Start, sba, tsb
from inventory.forecasting.patterns import classify
from inventory.forecasting.smoothing import moving_average, ses
from inventory.forecasting.together import expect_together
from inventory.policies.arrays import Floats
from inventory.policies.levels import order_up_to_cycle, order_up_to_fill
from inventory.policies.shared_service import (
    Demands,
    order_up_to_shared_fill,
    shared_promises,
)
from inventory.rules import Rules
from inventory.simulating.pooled_policy import YEAR, demands_ahead
from inventory.simulating.replenishment import Outcome, simulate

COVERS: Final = (0.0, 1.0, 2.0, 4.0, 6.0, 9.0)
"""Months beyond lead time and review; with these the reference's figures come out to the unit."""

CYCLES: Final = (0.5, 0.7, 0.8, 0.9, 0.95, 0.975, 0.99, 0.998)
TAILS: Final = (0.7, 0.8, 0.9, 0.95, 0.975, 0.99, 0.995, 0.998)
FILLS: Final = (0.6, 0.7, 0.8, 0.9, 0.95, 0.975, 0.99)
ASKED: Final = (0.7, 0.8, 0.85, 0.9, 0.93, 0.96, 0.98, 0.99, 0.997)
FADE_ALPHA: Final = 0.05
SHARED_FLOOR: Final = float(Rules().shared_floor) / 100

Seen = tuple[Floats, ...]


class Policy(NamedTuple):
    """One way to replenish.

    Attributes:
        see: demand of the past -> what the policy makes of it.
        level: that, the knob and the lead time -> order-up-to levels.
        is_static: it looks once, before the first month, and never again.
    """

    name: str
    see: Callable[[Floats, int], Seen]
    level: Callable[[Seen, float, int], Floats]
    knobs: Sequence[float]
    is_static: bool = False


class Curve(NamedTuple):
    """What a policy came to at each knob, by rising fill."""

    name: str
    outcomes: list[Outcome]

    def units_at(self, fill: float) -> float | None:
        """Return mean units on hand at an achieved fill, interpolated; None where never reached."""
        fills = [one.fill for one in self.outcomes]
        if not fills[0] <= fill <= fills[-1]:
            return None
        return float(np.interp(fill, fills, [one.units for one in self.outcomes]))


def curve_of(policy: Policy, demand: Floats, *, lead_time: int, first: int) -> Curve:
    """Play a policy back at each of its knobs."""
    ends = range(first, demand.shape[1])
    seen = [policy.see(demand[:, : first if policy.is_static else end], lead_time) for end in ends]
    outcomes = []
    for knob in policy.knobs:
        levels = np.stack([policy.level(one, knob, lead_time) for one in seen], axis=1)
        outcomes.append(simulate(demand, levels, lead_time=lead_time, first=first))
    return Curve(policy.name, sorted(outcomes, key=lambda one: one.fill))


def _mean12(past: Floats, lead_time: int) -> Seen:
    return (moving_average(past, periods=12),)


def _cover(seen: Seen, months: float, lead_time: int) -> Floats:
    return seen[0] * (lead_time + 1 + months)


def _with(method: Callable[[Floats], Floats]) -> Callable[[Floats, int], Seen]:
    """Return a view of the past by a method's mean and the history's own variance."""
    return lambda past, lead_time: (method(past), variances(past))


def _normal(seen: Seen, level: float, lead_time: int) -> Floats:
    months = lead_time + 1
    safety = float(ndtri(level)) * np.sqrt(months * seen[1])
    return np.maximum(seen[0] * months + safety, 0.0)


def _quantile(seen: Seen, level: float, lead_time: int) -> Floats:
    return order_up_to_cycle(seen[0] * (lead_time + 1), seen[1] * (lead_time + 1), level)


def _fill(seen: Seen, level: float, lead_time: int) -> Floats:
    mean, variance = seen
    months = lead_time + 1
    return order_up_to_fill(
        mean * lead_time, variance * lead_time, mean * months, variance * months, mean, level
    )


def _sums(past: Floats, lead_time: int) -> Seen:
    before = np.pad(past.cumsum(axis=1), ((0, 0), (1, 0)))
    return (before[:, lead_time + 1 :] - before[:, : -lead_time - 1],)


def _empirical(seen: Seen, level: float, lead_time: int) -> Floats:
    return np.quantile(seen[0], level, axis=1)


def _ahead(past: Floats, lead_time: int) -> Seen:
    return tuple(np.asarray(one) for one in demands_ahead(past, lead_time=lead_time))


def _shared(seen: Seen, level: float, lead_time: int) -> Floats:
    return order_up_to_shared_fill(Demands(*seen), level)


def _planned(past: Floats, lead_time: int) -> Seen:
    """Return what the planning job expects, over the lead time and with a review; no more of the dead."""
    months = lead_time + 1
    expected = expect_together(past, horizon=months, season=YEAR)
    mean = np.pad(expected.mean.cumsum(axis=1), ((0, 0), (1, 0)))
    variance = expected.deviation_over(float(months)) ** 2
    is_bought = classify(past, year=YEAR).life_stage != LifeStage.DEAD.value
    over = (mean[:, -2], lead_time * variance, mean[:, -1], months * variance)
    return tuple(np.where(is_bought, each, 0.0) for each in over)


def _own_fill(seen: Seen, level: float, lead_time: int) -> Floats:
    before, variance_before, mean, variance = seen
    return order_up_to_fill(before, variance_before, mean, variance, mean - before, level)


def _part(seen: Seen, level: float, lead_time: int) -> Floats:
    """Return levels as planning sets them where a fill rate is shared: each item keeps its part of it."""
    part = shared_promises(Demands(*seen), level, floor=SHARED_FLOOR)
    before, variance_before, mean, variance = seen
    return order_up_to_fill(before, variance_before, mean, variance, mean - before, part.share)


def levels_as_planned(
    past: Floats, level: float, lead_time: int, *, is_shared: bool = False
) -> Floats:
    """Return the levels that the planning job sets for a fill rate.

    Args:
        past: (n, months) units.
        level: fill rate, a share.
        lead_time: whole months; reviewed every month.
        is_shared: the items keep it together, and each a part of it; else every item keeps it.
    """
    seen = _planned(past, lead_time)
    return (_part if is_shared else _own_fill)(seen, level, lead_time)


def _ses(past: Floats) -> Floats:
    return ses(past, start=Start.FIRST)


def _tsb(past: Floats) -> Floats:
    return tsb(past, chance_alpha=FADE_ALPHA)


OURS: Final = Policy(
    "as the product plans: pooled, each item its own fill", _planned, _own_fill, ASKED
)
OURS_SHARED: Final = Policy("as the product plans, shared fill", _planned, _part, ASKED)
"""The same where managers have a fill rate shared, none below the floor of the house rules."""

POOLED: Final = Policy("pooled for all, each item its own fill", _ahead, _own_fill, ASKED)
"""The same without the product's rules: what is dead, or was never asked for, is kept too."""

SHARED: Final = Policy("pooled for all, shared fill", _ahead, _shared, ASKED)
"""The fewest units: the group serves the share, not every item of it."""

BESIDE: Final = (OURS_SHARED, POOLED, SHARED)
"""What is shown beside the product."""

SINGLE: Final = (
    Policy("A min/max, set once", _mean12, _cover, COVERS, is_static=True),
    Policy("B min/max, monthly", _mean12, _cover, COVERS),
    Policy("C Normal, history", _with(means), _normal, CYCLES),
    Policy("D Normal, SES(.1)", _with(_ses), _normal, CYCLES),
    Policy("E NB quantile, SBA", _with(sba), _quantile, TAILS),
    Policy("F NB quantile, TSB", _with(_tsb), _quantile, TAILS),
    Policy("G NB fill rate, SBA", _with(sba), _fill, FILLS),
    Policy("H NB fill rate, TSB", _with(_tsb), _fill, FILLS),
    Policy("I empirical quantile", _sums, _empirical, CYCLES),
)
