"""Exponential smoothing of demand as it is, and of demand added up over several periods.

All read demand as `observed` returns it and give expected demand a period, one figure an item.
"""

from typing import Final

import numpy as np

from inventory.forecasting.arrays import Counts, Floats, lengths
from inventory.forecasting.blocks import by_blocks
from inventory.forecasting.intermittent import ALPHA, Start, columns, smoothed, start_of

ALPHAS: Final = np.array([0.1, 0.15, 0.2, 0.25, 0.3])
"""Those that `imapa` chooses among."""
LEVELS_MAX: Final = 24


def ses(history: Floats, *, alpha: float = ALPHA, start: Start = Start.MEAN) -> Floats:
    """Return simple exponential smoothing with a fixed alpha; no history: 0.

    Source:
        Brown, Statistical Forecasting for Inventory Control (1959).

    Examples:
        >>> ses(np.array([[2.0, 4.0]]), alpha=0.5)
        array([3.25])
    """
    values, _, known = columns(history)
    return smoothed(values, known, alpha, start_of(values, known, start))


def moving_average(history: Floats, *, periods: int = 12) -> Floats:
    """Return the mean of the last so many known periods; of all where there are fewer.

    Examples:
        >>> moving_average(np.array([[9.0, 1.0, 3.0]]), periods=2)
        array([2.])
    """
    latest = history[:, -periods:]
    result: Floats = np.nansum(latest, axis=1) / np.maximum(lengths(latest), 1)
    return result


def imapa(history: Floats) -> Floats:
    """Return the mean of smoothed forecasts of 1, 2, ... periods added up.

    As many levels as the mean interval between demands has periods, at least one and at most 24,
    and never more than leave two whole blocks. Each level smooths from its first block, as its
    authors have it, with the alpha that would have been best for it.

    Source:
        Petropoulos and Kourentzes, Journal of the Operational Research Society 66 (2015).

    Examples:
        >>> imapa(np.array([[4.0, 4, 4, 4]]))
        array([4.])
    """
    levels = np.clip(mean_interval(history), 1, np.clip(lengths(history) // 2, 1, LEVELS_MAX))
    total = np.zeros(len(history))
    for size in range(1, int(levels.max(initial=0)) + 1):
        rows = np.flatnonzero(levels >= size)
        total[rows] += _best_smoothed(by_blocks(history[rows], size)) / size
    return total / levels


def mean_interval(history: Floats) -> Counts:
    """Return how many periods lie between two demands in the mean, 1 where there is none."""
    demands = (history > 0).sum(axis=1)
    last = lengths(history) - (history[:, ::-1] > 0).argmax(axis=1)
    return np.where(demands > 0, np.rint(last / np.maximum(demands, 1)), 1).astype(np.int64)


def _best_smoothed(history: Floats) -> Floats:
    """Return levels by the alpha with the least squared error one period ahead."""
    values, _, known = columns(history)
    levels = np.repeat(start_of(values, known, Start.FIRST)[None, :], len(ALPHAS), axis=0)
    errors = np.zeros_like(levels)
    alphas = ALPHAS[:, None]
    for value, is_known in zip(values, known, strict=True):
        error = np.where(is_known, value - levels, 0.0)
        errors += error * error
        levels += alphas * error
    best: Floats = np.take_along_axis(levels, errors.argmin(axis=0)[None, :], axis=0)[0]
    return best
