"""Single demands so large that nothing else explains them: a typing mistake, a panic, a one-off."""

from typing import Final

import numpy as np

from inventory.forecasting.arrays import Counts, Floats

SIZES_MIN: Final = 4
SPREADS: Final = 4.0
SPREAD_MIN: Final = 0.75
QUARTILES: Final = 1.349
"""Quartiles of a normal distribution lie so many deviations apart."""
SHARE_MAX: Final = 0.05


def winsorised(history: Floats) -> tuple[Floats, Counts]:
    """Return demand with its outliers cut to what is usual, and how many there were in each row.

    An outlier is more than four deviations above the median, on the scale of logarithms and by the
    quartiles, so that it does not hide itself; that is never less than 20 times the median. It is
    cut to that bound, not to nothing: something was wanted. Where more than one size in twenty (and
    more than one) lies above, that is how the item is asked for, and nothing is cut. Below four
    sizes nobody can tell.

    Args:
        history: demand as `observed` returns it.

    Examples:
        >>> winsorised(np.array([[3.0, 0, 5, 4, 80_995, 4]]))[0].round()
        array([[ 3.,  0.,  5.,  4., 80.,  4.]])
    """
    sizes = np.sort(np.where(history > 0, history, np.nan), axis=1)
    numbers = (~np.isnan(sizes)).sum(axis=1)
    low, middle, high = (_quantile(sizes, numbers, share) for share in (0.25, 0.5, 0.75))
    spread = np.maximum((np.log(high) - np.log(low)) / QUARTILES, SPREAD_MIN)
    bound = middle * np.exp(SPREADS * spread)
    above = np.nan_to_num(history) > bound[:, None]
    found = above.sum(axis=1)
    is_cut = (numbers >= SIZES_MIN) & (found <= np.maximum(SHARE_MAX * numbers, 1))
    cut = np.where(above & is_cut[:, None], bound[:, None], history)
    return cut, np.where(is_cut, found, 0)


def _quantile(ordered: Floats, numbers: Counts, share: float) -> Floats:
    """Return the size at a share of each row's sizes; 1 for a row without any."""
    place = np.rint(share * np.maximum(numbers - 1, 0)).astype(np.int64)
    found: Floats = np.take_along_axis(ordered, place[:, None], axis=1)[:, 0]
    return np.where(numbers > 0, found, 1.0)
