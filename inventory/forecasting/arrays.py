"""What the arrays of this room are, and what is done to them before anything is computed."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Names = NDArray[np.str_]
Counts = NDArray[np.int64]

SMALLEST: Final = 1e-6
LARGEST: Final = 1e15
LAUNCH_DEMANDS_MIN: Final = 3
LAUNCH_CHANCE: Final = 0.001


def observed(demand: Floats, censored: Flags | None = None) -> Floats:
    """Return demand as most methods read it: known periods at the end, NaN in front of them.

    What `kept` leaves out in between is closed up, so that a method needs to know a start only.

    Args:
        demand: one row an item, one column a period, oldest first, in base units.
        censored: of the same shape; None for none.

    Returns:
        A new array with as many rows and at least one column.

    Raises:
        ValueError: the shapes differ, or a demand is infinite or beyond 1e15.

    Examples:
        >>> observed(np.array([[4.0, 0.0, 6.0]]), np.array([[False, True, False]]))
        array([[nan,  4.,  6.]])
    """
    return closed_up(kept(demand, censored))


def kept(demand: Floats, censored: Flags | None = None) -> Floats:
    """Return demand with NaN for what a forecast must not learn, every period in its place.

    - NaN stands for a period of which nothing is known: before the item was there, say.
    - Below zero (more came back than went out) counts as no demand, and so does less than a
      millionth.
    - A censored period, in which the item had run out, is left out where its demand is below the
      mean of the others: a forecast must not learn the stock-out. At or above that mean it stays:
      at least so much was wanted. Where every period is censored all stay, as the least that is
      known.
    - Zeros before the first demand count, unless the item was plainly not there yet: it has been
      asked for three times or more, and so long a wait at the rate since then would be a chance
      below 1 in 1,000. Then its history starts one mean interval before its first demand.

    Arguments, size of the result and errors are those of `observed`.
    """
    values = _checked(demand, censored)
    if not values.shape[1]:
        return np.full((len(values), 1), np.nan)
    if censored is not None and censored.any():
        values[_left_out(values, censored)] = np.nan
    return _from_launch(values)


def closed_up(values: Floats) -> Floats:
    """Return rows with what is known moved to the end, in its order."""
    known = ~np.isnan(values)
    gaps = (known[:, :-1] & ~known[:, 1:]).any(axis=1)
    if not gaps.any():
        return values
    order = np.argsort(known[gaps], axis=1, kind="stable")
    result = values.copy()
    result[gaps] = np.take_along_axis(values[gaps], order, axis=1)
    return result


def _checked(demand: Floats, censored: Flags | None) -> Floats:
    values = np.array(demand, dtype=np.float64)
    if values.ndim != 2:
        raise ValueError(f"demand has one row an item, one column a period, not {values.shape}")
    if censored is not None and censored.shape != values.shape:
        raise ValueError(f"censored is {censored.shape}, demand {values.shape}")
    if (np.abs(values) > LARGEST).any():
        raise ValueError("demand is beyond what anybody counts")
    return np.where(values < SMALLEST, 0.0, values)


def _left_out(values: Floats, censored: Flags) -> Flags:
    free = ~censored & ~np.isnan(values)
    numbers = free.sum(axis=1)
    centre = np.where(free, values, 0.0).sum(axis=1) / np.maximum(numbers, 1)
    below: Flags = censored & (values < centre[:, None]) & (numbers > 0)[:, None]
    return below


def _from_launch(values: Floats) -> Floats:
    width = values.shape[1]
    known, positive = ~np.isnan(values), values > 0
    demands = positive.sum(axis=1)
    first = np.where(demands > 0, positive.argmax(axis=1), width)
    before = np.arange(width) < first[:, None]
    wait = (known & before).sum(axis=1)
    since = known.sum(axis=1) - wait
    rate = np.clip((demands - 1) / np.maximum(since - 1, 1), 0.0, 1.0)
    is_launched = (demands >= LAUNCH_DEMANDS_MIN) & ((1 - rate) ** wait < LAUNCH_CHANCE)
    interval = np.rint(since / np.maximum(demands, 1))
    unborn = np.arange(width) <= (first - interval)[:, None]
    values[unborn & is_launched[:, None]] = np.nan
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
