"""Tables of items and days, made of single rows, and folded into weeks and months."""

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from inventory.demand.calendar import starts
from inventory.documents.forecast import Period

Ints: TypeAlias = NDArray[np.int64]
Flags: TypeAlias = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Days:
    """The columns of a table: from a day to before another."""

    first: date
    end: date

    @property
    def count(self) -> int:
        return max(0, (self.end - self.first).days)

    @property
    def ordinals(self) -> Ints:
        begin = self.first.toordinal()
        return np.arange(begin, begin + self.count, dtype=np.int64)

    def bounds(self, period: Period) -> Ints:
        """Return the columns at which whole periods begin, and where the last of them ends."""
        found = starts(period, self.first, self.end) - self.first.toordinal()
        return np.maximum(found, 0)


class Daily:
    """Quantities by key and day, in whatever order they came."""

    def __init__(self, key: Ints, day: Ints, quantity: Ints) -> None:
        order = np.argsort(key, kind="stable")
        self.key, self.day, self.quantity = key[order], day[order], quantity[order]

    def table(self, rows: Ints, days: Days) -> Ints:
        """Return the sums of some keys, one row each, one column a day.

        Args:
            rows: the keys, rising.
            days: the columns; what lies before or after them is left out.
        """
        place, column, quantity = self._chosen(rows, days.first)
        is_in = (column >= 0) & (column < days.count)
        table = np.zeros((rows.size, days.count), dtype=np.int64)
        np.add.at(table, (place[is_in], column[is_in]), quantity[is_in])
        return table

    def total_from(self, rows: Ints, day: date) -> Ints:
        """Return the sums of some keys from a day on."""
        place, column, quantity = self._chosen(rows, day)
        total = np.zeros(rows.size, dtype=np.int64)
        np.add.at(total, place[column >= 0], quantity[column >= 0])
        return total

    def _chosen(self, rows: Ints, first: date) -> tuple[Ints, Ints, Ints]:
        """Return (place among the keys, days since the first, quantity) of what belongs to them."""
        begin = np.searchsorted(self.key, rows[0], "left")
        end = np.searchsorted(self.key, rows[-1], "right")
        key = self.key[begin:end]
        place = np.minimum(np.searchsorted(rows, key), rows.size - 1)
        is_wanted = rows[place] == key
        column = self.day[begin:end] - first.toordinal()
        return place[is_wanted], column[is_wanted], self.quantity[begin:end][is_wanted]


def folded(table: Ints | Flags, bounds: Ints) -> Ints:
    """Return a table of days added up into the periods between bounds.

    Examples:
        >>> folded(np.array([[1, 2, 3, 4]]), np.array([0, 1, 3])).tolist()
        [[1, 5]]
    """
    if bounds.size < 2:
        return np.zeros((table.shape[0], 0), dtype=np.int64)
    sums: Ints = np.add.reduceat(table[:, : bounds[-1]], bounds[:-1], axis=1, dtype=np.int64)
    return sums
