"""Arrays of all items at once: one number an item, as the formulas of this room take and give them."""

from collections.abc import Callable
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Rows = NDArray[np.intp]

Shortage = Callable[[Rows, Floats], tuple[Floats, Floats]]
"""(which items, a whole stock of each) -> (what is missing then, its slope by the stock)."""

STOCK_MAX: Final = 1e15
"""Beyond it a float no longer counts single units; no level is ever given above."""
REACH: Final = 100.0
"""How far beyond twice of what is too little the search looks at once."""
NEWTON_ROUNDS: Final = 8
"""Steps after which every second one halves what is left, so that the search ends for certain."""


def numbers(name: str, values: ArrayLike) -> Floats:
    """Return values as floats.

    Raises:
        ValueError: one of them is no number, or infinite.
    """
    array = np.asarray(values, dtype=np.float64)
    if not np.isfinite(array).all():
        raise ValueError(f"{name}: every value must be a finite number")
    return array


def at_least_zero(name: str, values: ArrayLike) -> Floats:
    """Return values as floats, what is below zero as zero: more came back than went out."""
    return np.maximum(numbers(name, values), 0.0)


def smallest_stock(shortage: Shortage, allowed: Floats, start: Floats) -> Floats:
    """Return the smallest whole stock of each item that leaves no more missing than is allowed.

    Newton's method on the logarithm, which for the tails of demand takes four or five steps from a
    fair start, kept between what is known to be too little and what is known to be enough. Items
    that are done drop out, so that a few stubborn ones cost little.

    Args:
        shortage: what is missing at a stock; it must fall, towards zero, as the stock rises.
        allowed: (n,) in the unit of the shortage.
        start: (n,) a guess in units, better than nothing.

    Returns:
        (n,) whole units, at least 0 and at most `STOCK_MAX`.
    """
    too_little = np.full(allowed.shape, -1.0)
    enough = np.full(allowed.shape, np.inf)
    rows: Rows = np.arange(allowed.size)
    stock = np.clip(np.ceil(start), 0.0, STOCK_MAX)
    rounds = 0
    while rows.size:
        missing, slope = shortage(rows, stock)
        holds = (missing <= allowed[rows]) | (stock >= STOCK_MAX)
        enough[rows] = np.where(holds, stock, enough[rows])
        too_little[rows] = np.where(holds, too_little[rows], stock)
        further = _newton(stock, missing, slope, allowed[rows])
        rounds += 1
        if rounds > NEWTON_ROUNDS and rounds % 2 == 0:
            further[:] = np.nan
        is_open = enough[rows] - too_little[rows] > 1.0
        rows = rows[is_open]
        stock = _between(too_little[rows], enough[rows], further[is_open])
    return enough


def _between(too_little: Floats, enough: Floats, further: Floats) -> Floats:
    """Return the next stock to try: as proposed where that helps, else halfway or twice as far."""
    reach = np.minimum(2.0 * np.maximum(too_little, 0.0) + REACH, STOCK_MAX)
    high = np.where(np.isfinite(enough), enough - 1.0, reach)
    halfway = np.where(np.isfinite(enough), np.floor((too_little + enough) / 2.0), reach)
    proposed = np.where(np.isnan(further), halfway, further)
    return np.clip(proposed, too_little + 1.0, high)


def _newton(stock: Floats, missing: Floats, slope: Floats, allowed: Floats) -> Floats:
    """Return where the tangent of log(missing) meets log(allowed), NaN where there is none."""
    has_tangent = (missing > 0.0) & (slope < 0.0) & (allowed > 0.0)
    ratio = np.divide(missing, allowed, out=np.ones_like(stock), where=has_tangent)
    scale = np.divide(missing, -slope, out=np.full_like(stock, np.nan), where=has_tangent)
    further: Floats = np.ceil(stock + np.log(ratio) * scale)
    return further
