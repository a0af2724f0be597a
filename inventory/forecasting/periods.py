"""In which step an item's demand is counted: a day, a week or a month."""

from typing import Final

import numpy as np

from inventory.documents.forecast import Period
from inventory.forecasting.arrays import Counts, Flags, Floats, Names
from inventory.forecasting.blocks import by_blocks

ADI_MAX: Final = 4.0
PERIODS_MIN: Final = 12
LENGTHS: Final[dict[Period, int]] = {Period.DAY: 1, Period.WEEK: 7, Period.MONTH: 30}
"""Period -> days that stand for it while one is chosen; calendars come later."""


def choose_period(daily: Floats, *, review_days: int = 7) -> Names:
    """Return the period that suits each item: as fine as its demand fills, as the review needs.

    The finest period in which the item is asked for at least every fourth time, and which is not
    finer than the review (a week for a weekly one): adding up takes the zeros away, and is ADIDA's
    idea. Where even months are emptier, months. A period of which there are not twelve yet is too
    coarse to learn from: then the next finer one, days at last.

    Args:
        daily: one row an item, one column a day, oldest first; NaN before the item was there.
        review_days: how often its stock is looked at.

    Returns:
        Values of `Period`, one an item.

    Examples:
        >>> often, seldom = np.ones(400), np.zeros(400)
        >>> seldom[::50] = 3.0
        >>> choose_period(np.array([often, seldom])).tolist()
        ['week', 'month']
    """
    names = np.full(len(daily), Period.DAY.value, dtype="U5")
    is_settled = np.zeros(len(daily), dtype=np.bool_)
    for period, days in LENGTHS.items():
        blocks = by_blocks(daily, days)
        has_enough = (~np.isnan(blocks)).sum(axis=1) >= PERIODS_MIN
        names[has_enough & ~is_settled] = period.value
        is_settled |= (days >= _floor(review_days)) & has_enough & _is_full(blocks)
    return names


def _floor(review_days: int) -> int:
    """Return the length of the coarsest period that fits into a review."""
    return max(days for days in LENGTHS.values() if days <= max(review_days, 1))


def _is_full(blocks: Floats) -> Flags:
    """Return whether there is demand in every fourth period since the first demand."""
    positive = blocks > 0
    demands: Counts = positive.sum(axis=1)
    since = positive.shape[1] - positive.argmax(axis=1)
    result: Flags = (demands > 0) & (since <= ADI_MAX * demands)
    return result
