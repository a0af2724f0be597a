"""Demand of several periods added up."""

import numpy as np

from inventory.forecasting.arrays import Floats


def by_blocks(history: Floats, size: int) -> Floats:
    """Return sums of so many periods, the last of them at the end; NaN where one is not known.

    A row too short for a whole block is NaN throughout; the result has one column at least.

    Examples:
        >>> by_blocks(np.array([[1.0, 2, 3, 4, 5]]), 2)
        array([[5., 9.]])
    """
    number = history.shape[1] // size
    if not number:
        return np.full((len(history), 1), np.nan)
    whole = history[:, history.shape[1] - number * size :]
    result: Floats = whole.reshape(len(history), number, size).sum(axis=2)
    return result
