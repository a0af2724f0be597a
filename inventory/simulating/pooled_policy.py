"""The policy that is held against all others: pooled forecasts, one service shared by the group.

One configuration for every set of items: what is learned is learned from the demand that is given.
"""

from typing import Final

import numpy as np

from inventory.forecasting.pooled import expect_pooled
from inventory.policies.arrays import Floats
from inventory.policies.shared_service import Demands, order_up_to_shared_fill
from inventory.simulating.replenishment import Rule

YEAR: Final = 12


def demands_ahead(past: Floats, *, lead_time: int, season: int = YEAR) -> Demands:
    """Return what is expected over the lead time, and over lead time and a review of one period.

    Args:
        past: (n, periods) units, oldest first; at least what `expect_pooled` takes.
        lead_time: L, whole periods.
        season: periods in a year.

    Raises:
        ValueError: as `expect_pooled` says.
    """
    expected = expect_pooled(past, horizon=lead_time + 1, season=season)
    mean = expected.mean.cumsum(axis=1)
    before = mean[:, -2] if lead_time else np.zeros(len(mean))
    variances = [
        periods * expected.deviation_over(float(periods)) ** 2
        for periods in (lead_time, lead_time + 1)
    ]
    return Demands(before, variances[0], mean[:, -1], variances[1])


def pooled_policy(level: float, *, lead_time: int, season: int = YEAR) -> Rule:
    """Return the rule that aims at one fill rate for the group, by pooled forecasts.

    Args:
        level: share of all units to be served at once.
        lead_time: L, whole periods; reviewed every period.
        season: periods in a year.

    Examples:
        >>> rng = np.random.default_rng(1)
        >>> past = rng.poisson(np.full((50, 30), 0.5)).astype(float)
        >>> pooled_policy(0.9, lead_time=2)(past).shape
        (50,)
    """

    def rule(past: Floats) -> Floats:
        return order_up_to_shared_fill(
            demands_ahead(past, lead_time=lead_time, season=season), level
        )

    return rule
