"""ADIDA and IMAPA to the letter of the library that published figures come from."""

from typing import Final

import numpy as np

from inventory.forecasting.arrays import Flags, Floats
from inventory.forecasting.blocks import by_blocks
from inventory.forecasting.intermittent import Start, columns, start_of
from inventory.forecasting.smoothing import mean_interval

GOLDEN: Final = (5**0.5 - 1) / 2
GOLDEN_STEPS: Final = 45


def adida_as_library(history: Floats) -> Floats:
    """Return ADIDA as statsforecast has it: blocks of one mean interval, from the first block.

    The oldest periods fill whole blocks, those left over at the end are dropped.

    Source:
        Nikolopoulos and others, Journal of the Operational Research Society 62 (2011).

    Examples:
        >>> y = np.array([[0.0, 0, 5, 0, 0, 0, 3, 0, 2, 0, 0, 0, 0, 4, 0, 0]])
        >>> adida_as_library(y).round(8)
        array([0.944])
    """
    sizes = mean_interval(history)
    result = np.zeros(len(history))
    for size in np.unique(sizes):
        rows = np.flatnonzero(sizes == size)
        whole = history.shape[1] - history.shape[1] % int(size)
        blocks = by_blocks(history[rows, :whole], int(size))
        result[rows] = _optimal(blocks) / size
    return result


def imapa_as_library(history: Floats) -> Floats:
    """Return IMAPA as statsforecast has it: first-value start, alpha by golden section.

    Examples:
        >>> y = np.array([[0.0, 0, 5, 0, 0, 0, 3, 0, 2, 0, 0, 0, 0, 4, 0, 0]])
        >>> imapa_as_library(y).round(6)
        array([0.815953])
    """
    levels = np.maximum(mean_interval(history), 1)
    total = np.zeros(len(history))
    for size in range(1, int(levels.max(initial=0)) + 1):
        rows = np.flatnonzero(levels >= size)
        total[rows] += _optimal(by_blocks(history[rows], size)) / size
    return total / levels


def _optimal(history: Floats) -> Floats:
    """Return levels by the best alpha between .1 and .3, each found by golden section."""
    values, _, known = columns(history)
    low, high = np.full(values.shape[1], 0.1), np.full(values.shape[1], 0.3)
    for _ in range(GOLDEN_STEPS):
        step = GOLDEN * (high - low)
        left, right = high - step, low + step
        is_left = _squares(values, known, left) < _squares(values, known, right)
        low, high = np.where(is_left, low, left), np.where(is_left, right, high)
    return _run(values, known, (low + high) / 2)[0]


def _squares(values: Floats, known: Flags, alpha: Floats) -> Floats:
    return _run(values, known, alpha)[1]


def _run(values: Floats, known: Flags, alpha: Floats) -> tuple[Floats, Floats]:
    level = start_of(values, known, Start.FIRST)
    squares = np.zeros_like(level)
    for value, is_known in zip(values, known, strict=True):
        error = np.where(is_known, value - level, 0.0)
        squares += error * error
        level = level + alpha * error
    return level, squares
