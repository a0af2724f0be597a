"""Demand and stockouts of many items in one step: days, weeks or months."""

from datetime import date
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from inventory.demand.calendar import start_of
from inventory.demand.reading import SCALE
from inventory.demand.tables import Days, Flags, Ints, folded
from inventory.documents.forecast import Period

Floats: TypeAlias = NDArray[np.float64]

EMPTY_SHARE: Final = 0.25
"""A period is censored where the item had run out for so much of it.

Less costs a forecast little: of demand that comes evenly no more than this is missed, which is within
the error that monthly forecasts of such items have anyway, while a period left out is lost whole.
"""


class Stepped:
    """Tables of items and whole periods, made of tables of days.

    Args:
        period: the step.
        days: the columns of the tables.
        asked: net demand in millionths.
        is_alive: whether the item had come or been asked for by that day.
        is_empty: whether nothing of it was left that evening.
    """

    def __init__(
        self, period: Period, days: Days, asked: Ints, is_alive: Flags, is_empty: Flags
    ) -> None:
        self.period = period
        self._first = days.first
        bounds = days.bounds(period)
        self._bounds = bounds + days.first.toordinal()
        self._demand = folded(asked, bounds) / SCALE
        lived, empty = folded(is_alive, bounds), folded(is_empty, bounds)
        self._censored: Flags = (empty > 0) & (empty >= EMPTY_SHARE * lived)

    def demand(self, row: int, first_on: date) -> Floats:
        """Return an item's demand from the period of its first day on, in base units."""
        values: Floats = self._demand[row, self._column(first_on) :].copy()
        return values

    def censored(self, row: int, first_on: date) -> Flags:
        """Return for the same periods whether nobody knows what was wanted."""
        flags: Flags = self._censored[row, self._column(first_on) :].copy()
        return flags

    def _column(self, day: date) -> int:
        begin = start_of(self.period, day).toordinal()
        return int(np.searchsorted(self._bounds[:-1], max(begin, self._bounds[0])))
