"""What the arrays of this room are, and what is done to them before anything is computed."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Names = NDArray[np.str_]
Counts = NDArray[np.int64]

LAUNCH_DEMANDS_MIN: Final = 3
LAUNCH_CHANCE: Final = 0.05


def observed(demand: Floats, censored: Flags | None = None) -> Floats:
    """Return demand as methods read it: known periods at the end, NaN in front of them.

    - NaN stands for a period of which nothing is known: before the item was there, say.
    - Below zero (more came back than went out) counts as no demand.
    - A censored period, in which the item had run out, is left out where its demand is below the
      mean of the others: a forecast must not learn the stock-out. At or above that mean it stays:
      at least so much was wanted. Where every period is censored all stay, as the least that is
      known.
    - Periods left out in between are closed up, so that what follows needs to know a start only.
    - Zeros before the first demand count, unless the item was plainly not there yet: it has been
      asked for three times or more, and so long a wait at the rate since then would be a chance
      below 1 in 20. Then its history starts one mean interval before its first demand.

    Args:
        demand: one row an item, one column a period, oldest first, in base units.
        censored: of the same shape; None for none.

    Returns:
        A new array with as many rows and at least one column.

    Raises:
        ValueError: the shapes differ, or a demand is infinite.

    Examples:
        >>> observed(np.array([[4.0, 0.0, 6.0]]), np.array([[False, True, False]]))
        array([[nan,  4.,  6.]])
    """
    values = _checked(demand, censored)
    if not values.shape[1]:
        return np.full((len(values), 1), np.nan)
    if censored is not None and censored.any():
        values[_left_out(values, censored)] = np.nan
    return _from_launch(_closed_up(values))


def _checked(demand: Floats, censored: Flags | None) -> Floats:
    values = np.array(demand, dtype=np.float64)
    if values.ndim != 2:
        raise ValueError(f"demand has one row an item, one column a period, not {values.shape}")
    if censored is not None and censored.shape != values.shape:
        raise ValueError(f"censored is {censored.shape}, demand {values.shape}")
    if np.isinf(values).any():
        raise ValueError("demand is infinite")
    return np.maximum(values, 0.0)


def _left_out(values: Floats, censored: Flags) -> Flags:
    free = ~censored & ~np.isnan(values)
    numbers = free.sum(axis=1)
    means = np.where(free, values, 0.0).sum(axis=1) / np.maximum(numbers, 1)
    below: Flags = censored & (values < means[:, None]) & (numbers > 0)[:, None]
    return below


def _closed_up(values: Floats) -> Floats:
    known = ~np.isnan(values)
    gaps = (known[:, :-1] & ~known[:, 1:]).any(axis=1)
    if gaps.any():
        order = np.argsort(known[gaps], axis=1, kind="stable")
        values[gaps] = np.take_along_axis(values[gaps], order, axis=1)
    return values


def _from_launch(values: Floats) -> Floats:
    width = values.shape[1]
    positive = values > 0
    demands = positive.sum(axis=1)
    first = np.where(demands > 0, positive.argmax(axis=1), width)
    wait = first - np.isnan(values).sum(axis=1)
    since = np.maximum(width - first - 1, 1)
    rate = np.minimum((demands - 1) / since, 1.0)
    chance = (1.0 - np.maximum(rate, 0.0)) ** np.maximum(wait, 0)
    is_launched = (demands >= LAUNCH_DEMANDS_MIN) & (wait > 0) & (chance < LAUNCH_CHANCE)
    interval = np.rint((width - first) / np.maximum(demands, 1)).astype(np.int64)
    start = np.where(is_launched, np.minimum(wait, interval - 1), wait)
    values[np.arange(width) < (first - start)[:, None]] = np.nan
    return values


def lengths(history: Floats) -> Counts:
    """Return how many periods of each row are known."""
    numbers: Counts = (~np.isnan(history)).sum(axis=1)
    return numbers


def means(history: Floats) -> Floats:
    """Return the mean of each row's known periods; 0 for none."""
    result: Floats = np.nansum(history, axis=1) / np.maximum(lengths(history), 1)
    return result


def variances(history: Floats) -> Floats:
    """Return each row's sample variance (n - 1); its mean, as Poisson has it, for one period."""
    numbers, centres = lengths(history), means(history)
    squares = np.nansum((history - centres[:, None]) ** 2, axis=1)
    result: Floats = np.where(numbers > 1, squares / np.maximum(numbers - 1, 1), centres)
    return result
