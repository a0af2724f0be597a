"""The levels that would have been worked out at each review of the past, from what was known then.

Every review becomes a row of its own with the days after it hidden, so that one call forecasts them
all, and nothing is bought on what nobody could know yet.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from inventory.forecasting.blocks import by_blocks
from inventory.forecasting.forecaster import Forecaster, expect
from inventory.policies.arrays import Floats
from inventory.policies.coverage import Coverage

OUT_SHARE: Final = 0.25
"""A period in which an item had run out for so much of it tells no demand."""
YEAR_DAYS: Final = 365


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """What an item was asked for, day by day.

    Attributes:
        demand: (days,) units, oldest first.
        censored: (days,) whether it had run out.
        period_days: the step in which its demand is counted: 1, 7 or 30.
    """

    demand: Floats
    censored: np.ndarray[tuple[int], np.dtype[np.bool_]]
    period_days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Supply:
    """How an item comes, in days."""

    lead_days: float
    lead_deviation: float = 0.0
    review_days: int = 7


def coverage_then(
    past: Past, reviews: Sequence[int], supply: Supply, forecaster: Forecaster = expect
) -> Coverage:
    """Return what a level had to cover at each review, as it was expected then.

    Args:
        past: the whole of it.
        reviews: how many days were known at each, rising.
        supply: lead time and review.
        forecaster: who expects.

    Returns:
        one entry a review; where nothing was known yet, nothing was expected.

    Examples:
        >>> days = np.tile([0.0, 0, 0, 2, 0, 0, 5], 20)
        >>> past = Past(demand=days, censored=days < 0, period_days=7)
        >>> found = coverage_then(past, [70, 140], Supply(lead_days=14))
        >>> found.mean.round(1).tolist(), found.lead.tolist()
        ([7.0, 7.0], [2.0, 2.0])
    """
    size = past.period_days
    known = by_blocks(_as_known(past.demand, reviews), size)
    out = by_blocks(_as_known(past.censored.astype(np.float64), reviews), size)
    is_out = np.nan_to_num(out) > OUT_SHARE * size
    lead, review = supply.lead_days / size, supply.review_days / size
    expected = forecaster(
        known,
        horizon=max(1, math.ceil(lead + review)),
        season=max(1, round(YEAR_DAYS / size)),
        censored=is_out,
    )
    rows = len(reviews)
    return Coverage(
        mean=expected.mean.mean(axis=1),
        deviation=expected.deviation_over(lead + review),
        lead=np.full(rows, lead),
        lead_deviation=np.full(rows, supply.lead_deviation / size),
        review=np.full(rows, review),
    )


def _as_known(days: Floats, reviews: Sequence[int]) -> Floats:
    """Return a row for each review that ends with its last known day; NaN before the first day."""
    most = max(reviews, default=0)
    rows = np.full((len(reviews), most), np.nan)
    for row, known in enumerate(reviews):
        rows[row, most - known :] = days[:known]
    return rows
