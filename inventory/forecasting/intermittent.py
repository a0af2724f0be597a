"""Methods for demand that comes now and then: Croston, SBA, TSB.

All read demand as `observed` returns it and give one figure an item: expected demand a period, the
same for every period ahead. Smoothing starts from the mean of what is known (`Start.MEAN`), so that
short histories do not hang on their first demand; `Start.FIRST` starts from the first one, as
Croston did and statsforecast does.
"""

from enum import Enum, auto
from typing import Final

import numpy as np

from inventory.forecasting.arrays import Flags, Floats, lengths

ALPHA: Final = 0.1


class Start(Enum):
    """From where smoothing starts."""

    MEAN = auto()
    FIRST = auto()


def croston(history: Floats, *, alpha: float = ALPHA, start: Start = Start.MEAN) -> Floats:
    """Return mean size over mean interval, both smoothed at demands only.

    After demand stops it stays as it was: see `tsb`. No demand at all: 0.

    Source:
        Croston, Operational Research Quarterly 23 (1972).

    Examples:
        >>> y = np.array([[0.0, 0, 5, 0, 0, 0, 3, 0, 2, 0, 0, 0, 0, 4, 0, 0]])
        >>> croston(y, start=Start.FIRST).round(8)
        array([1.40018803])
    """
    size, interval = _smoothed_demands(history, alpha, start)
    return size / interval


def sba(history: Floats, *, alpha: float = ALPHA, start: Start = Start.MEAN) -> Floats:
    """Return Croston's figure less its bias, alpha / 2.

    An item that is asked for in every period has no such bias: with a mean start it is left as it
    is.

    Source:
        Syntetos and Boylan, International Journal of Forecasting 21 (2005).

    Examples:
        >>> y = np.array([[0.0, 0, 5, 0, 0, 0, 3, 0, 2, 0, 0, 0, 0, 4, 0, 0]])
        >>> sba(y, start=Start.FIRST).round(8)
        array([1.33017863])
        >>> sba(np.array([[5.0, 5, 5, 5]]))
        array([5.])
    """
    less = np.full(len(history), 1 - alpha / 2)
    if start is Start.MEAN:
        less[(history > 0).sum(axis=1) == lengths(history)] = 1.0
    result: Floats = croston(history, alpha=alpha, start=start) * less
    return result


def tsb(
    history: Floats,
    *,
    alpha: float = ALPHA,
    chance_alpha: float = ALPHA,
    start: Start = Start.MEAN,
) -> Floats:
    """Return mean size times the chance of a demand, which is smoothed in every period.

    After demand stops it falls by 1 - chance_alpha a period.

    Source:
        Teunter, Syntetos and Babai, European Journal of Operational Research 214 (2011).

    Examples:
        >>> y = np.array([[0.0, 0, 5, 0, 0, 0, 3, 0, 2, 0, 0, 0, 0, 4, 0, 0]])
        >>> tsb(y, start=Start.FIRST).round(8)
        array([0.86228109])
    """
    values, positive, known = columns(history)
    chances = positive.astype(np.float64)
    size = smoothed(values, positive, alpha, start_of(values, positive, start))
    chance = smoothed(chances, known, chance_alpha, start_of(chances, known, start))
    result: Floats = size * chance
    return result


def columns(history: Floats) -> tuple[Floats, Flags, Flags]:
    """Return values, whether there was demand, whether anything is known: one row a period."""
    values = np.ascontiguousarray(history.T)
    known = ~np.isnan(values)
    return np.where(known, values, 0.0), values > 0, known


def start_of(values: Floats, known: Flags, start: Start) -> Floats:
    """Return where smoothing of each column starts; 0 for a column of which nothing is known."""
    if start is Start.FIRST:
        first = known.argmax(axis=0)[None, :]
        taken: Floats = np.take_along_axis(np.where(known, values, 0.0), first, axis=0)[0]
        return taken
    mean: Floats = np.where(known, values, 0.0).sum(axis=0) / np.maximum(known.sum(axis=0), 1)
    return mean


def smoothed(values: Floats, known: Flags, alpha: float, start: Floats) -> Floats:
    """Return exponential smoothing of what is known, one figure a column.

    Args:
        values: one row a period, one column an item.
        known: which of them count.
        alpha: what the latest value weighs.
        start: the level before the first period.
    """
    level = start.copy()
    for value, is_known in zip(values, known, strict=True):
        level += np.where(is_known, alpha * (value - level), 0.0)
    return level


def _smoothed_demands(history: Floats, alpha: float, start: Start) -> tuple[Floats, Floats]:
    """Return size and interval of each item; an interval of 1 where it was never asked for.

    The mean interval is known periods over demands, so that the wait since the last one counts.
    """
    values, positive, known = columns(history)
    demands = positive.sum(axis=0)
    gaps = _gaps(positive, known)
    size = smoothed(values, positive, alpha, start_of(values, positive, start))
    first = start_of(gaps, positive, Start.FIRST)
    mean = known.sum(axis=0) / np.maximum(demands, 1)
    interval = smoothed(gaps, positive, alpha, first if start is Start.FIRST else mean)
    return size, np.where(demands > 0, interval, 1.0)


def _gaps(positive: Flags, known: Flags) -> Floats:
    """Return periods since the demand before, or since the start; meant where there is demand."""
    places = np.cumsum(known, axis=0)
    last = np.maximum.accumulate(np.where(positive, places, 0), axis=0)
    before = np.vstack([np.zeros((1, positive.shape[1]), dtype=last.dtype), last[:-1]])
    result: Floats = (places - before).astype(np.float64)
    return result
