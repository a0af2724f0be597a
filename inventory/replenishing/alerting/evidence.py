"""Whether a forecast was off by more than chance: of what is rarely asked for, any forecast is.

A forecast that was right expects of the periods it was tested on what came, give or take the spread of
demand and what no level can know of the future: it rests on so many periods of the past. How likely it
is to be off by so much is held against the same limit as jumps and stops of demand, so that of all
forecasts of a run at most half of one is expected to be told wrongly.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np
from scipy.special import bdtrc

from inventory.demand.unusual import doubt
from inventory.documents.forecast import Accuracy, Forecast
from inventory.policies.distributions import cdf

LEVEL_PERIODS: Final = 19.0
"""Periods that a smoothed level rests on: (2 - a) / a for a = 0.1."""

MISSES_MIN: Final = 2.0
"""A bound is measured too: it may be exceeded so many times as often as it says."""


def chance_of_bias(forecasts: Sequence[Forecast]) -> list[float]:
    """Return for each forecast how likely a right one would be off by so much, to that side.

    Args:
        forecasts: that were tested, and expect something.
    """
    came, expected, span, history, mean, deviation = (
        np.array([_facts(one) for one in forecasts], dtype=np.float64).reshape(-1, 6).T
    )
    spread = np.maximum(deviation**2, mean)
    uneven = spread / np.maximum(mean, 1e-9)
    unknown = doubt(history, mean, spread) + span / np.clip(history, 1.0, LEVEL_PERIODS)
    variance = uneven * expected * unknown
    below = cdf(expected, variance, np.floor(came))
    above = 1 - cdf(expected, variance, np.ceil(came) - 1)
    chances: list[float] = np.where(came < expected, below, above).tolist()
    return chances


def chance_of_misses(accuracy: Accuracy) -> float:
    """Return how likely a right bound would be exceeded as often as it was.

    Sums that overlap are exceeded together: only so many count as fit into the span side by side.

    Examples:
        >>> from decimal import Decimal
        >>> four = Accuracy(origins=4, periods=2, span=8, coverage=Decimal("0.25"))
        >>> round(chance_of_misses(four.model_copy(update={"bound": Decimal("0.95")})), 4)
        0.0037
    """
    if accuracy.coverage is None or not accuracy.periods:
        return 1.0
    apart = max(1, accuracy.span // accuracy.periods)
    missed = round(float(1 - accuracy.coverage) * apart)
    allowed = MISSES_MIN * float(1 - (accuracy.bound or 1))
    return float(bdtrc(missed - 1, apart, min(allowed, 1.0))) if missed else 1.0


def _facts(forecast: Forecast) -> tuple[float, ...]:
    accuracy = forecast.accuracy
    came = float(accuracy.demand or 0)
    expected = came * (1 + float(accuracy.bias or 0))
    return (
        came,
        expected,
        float(accuracy.span),
        float(forecast.history),
        float(forecast.mean),
        float(forecast.deviation),
    )
