"""The closed loop: what was achieved moves what is aimed at, slowly and within bounds.

No distribution of demand is quite right, so that a level computed for 95 % may give 91. The loop
aims higher where less was achieved than asked, and lower where more was. It acts on a group of items
(a class at a site): a single item runs out too seldom to tell a bad target from bad luck.

It steers the *shortfall*, one minus the service, by ratios: aiming at 97.5 % instead of 95 halves it
wherever it started, and a target never reaches 100 %, which no finite stock can promise:

    aimed' = aimed * (allowed / fallen_short) ** GAIN,   allowed = 1 - asked

Why it is stable: the target is the only state, so that nothing winds up behind a bound, and the first
opposite error moves it back. As long as halving the shortfall aimed at no more than halves the one
achieved, the loop is an integrator with the gain `GAIN` a period, behind the delay of lead time and
review and the smoothing of what is averaged. It settles for delays of up to four periods (the
tests show it; not for eight), so a period should be no shorter than a quarter of lead time and review.
With less evidence the gain is smaller, never larger.
"""

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from inventory.policies.arrays import Floats

GAIN: Final = 0.15
"""By which power of its ratio an error acts in one period."""

STEP_MAX: Final = 1.25
"""The shortfall aimed at changes by no more than this factor in one period."""

TIGHTER_MAX: Final = 10.0
"""A target aims at no less than a tenth of the shortfall allowed: 99.5 % where 95 % are asked."""

LOOSER_MAX: Final = 2.0
"""A target aims at no more than twice the shortfall allowed: 90 % where 95 % are asked."""

EVIDENCE: Final = 30.0
"""So many demands are believed as much as the assumption that the target is right."""

HALF_LIFE: Final = 4.0
"""After so many periods, what was achieved counts half."""


class Achieved(NamedTuple):
    """What was achieved of late, one value a group.

    Attributes:
        share: of what was asked for, the share that was there; 1 where nothing was asked for.
        observed: how many demands that rests on, the older ones counting less.
    """

    share: Floats
    observed: Floats


def achieved_of_late(
    served: ArrayLike, demanded: ArrayLike, demands: ArrayLike, *, half_life: float = HALF_LIFE
) -> Achieved:
    """Weigh what each period achieved by its age.

    Args:
        served: what was there when it was asked for, in units or lines; one row a group, one column
            a period, the oldest first.
        demanded: what was asked for, likewise.
        demands: how many times something was asked for, likewise: the evidence. A thousand pieces
            for one customer are one demand.
        half_life: periods after which a demand counts half.

    Examples:
        A group that served 8 of 10, then 19 of 20; the newer month weighs twice the older:

        >>> late = achieved_of_late([[8, 19]], [[10, 20]], [[4, 9]], half_life=1)
        >>> late.share.tolist(), late.observed.tolist()
        ([0.92], [11.0])
    """
    asked_for = np.atleast_2d(np.asarray(demanded, dtype=np.float64))
    ages = np.arange(asked_for.shape[1] - 1, -1, -1)
    weights = 0.5 ** (ages / half_life)
    total = asked_for @ weights
    kept = np.atleast_2d(np.asarray(served, dtype=np.float64)) @ weights
    share = np.divide(kept, total, out=np.ones_like(total), where=total > 0)
    observed = np.atleast_2d(np.asarray(demands, dtype=np.float64)) @ weights
    return Achieved(share.clip(0, 1), observed)


def next_target(
    target: ArrayLike, *, asked: ArrayLike, achieved: ArrayLike, observed: ArrayLike
) -> Floats:
    """Return what to aim at next; to be called once a period.

    Args:
        target: the service aimed at until now, a share; `asked` at the very start.
        asked: the service people want, a share in (0, 1).
        achieved: the share achieved of late, in [0, 1]; fill or cycle service, as `asked` is meant.
        observed: how many demands that rests on; without any, the target stays.

    Returns:
        A share for each group. It rises where less was achieved than asked and falls where more
        was, by at most a factor of `STEP_MAX` in the shortfall, and stays between twice and a tenth
        of the shortfall allowed. A target outside of these bounds (because what is asked has
        changed) comes back to them at once.

    Raises:
        ValueError: if a share is outside of its range, or `observed` is negative.

    Examples:
        Asked 95 %, achieved 90: aim a little higher. Achieved as asked: stay. No demand: stay.

        >>> after = next_target(
        ...     0.95, asked=0.95, achieved=[0.90, 0.95, 0.0], observed=[500, 500, 0]
        ... )
        >>> after.round(4).tolist()
        [0.9547, 0.95, 0.95]

        However bad it was, the shortfall aimed at goes from 5 % to 4 in one period, no further:

        >>> next_target([0.95], asked=[0.95], achieved=[0.2], observed=[500]).round(4).tolist()
        [0.96]
    """
    aimed, allowed, seen, weight = _checked(target, asked, achieved, observed)
    believed = weight / (weight + EVIDENCE)
    fallen_short = allowed + ((1 - seen) - allowed) * believed
    ratio = (allowed / fallen_short) ** GAIN
    shortfall = (1 - aimed) * ratio.clip(1 / STEP_MAX, STEP_MAX)
    bounded: Floats = 1 - shortfall.clip(allowed / TIGHTER_MAX, _loosest(allowed))
    return bounded


def _loosest(allowed: Floats) -> Floats:
    """Return the largest shortfall that is ever aimed at; where little is asked, half of what is left."""
    return np.minimum(allowed * LOOSER_MAX, (1 + allowed) / 2)


def _checked(*shares: ArrayLike) -> tuple[Floats, Floats, Floats, Floats]:
    target, asked, achieved, observed = np.broadcast_arrays(
        *(np.asarray(one, dtype=np.float64) for one in shares)
    )
    if not (((asked > 0) & (asked < 1)).all() and ((target > 0) & (target < 1)).all()):
        raise ValueError("a service asked for or aimed at is a share between 0 and 1")
    if not (((achieved >= 0) & (achieved <= 1)).all() and (observed >= 0).all()):
        raise ValueError("a service achieved is a share from 0 to 1, of no less than no demands")
    return target, 1 - asked, achieved, observed
