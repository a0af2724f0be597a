"""Order cycles: from one delivery of an item to the next, and whether it ran out in between.

Goods arrive from suppliers, from production and from other sites. A cycle ran out where any of its
evenings found nothing left; the one that goes on now is not over and tells nothing yet.
"""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

import numpy as np

from inventory.demand.tables import Days, Flags


class Cycle(NamedTuple):
    """One order cycle of an item at a site that is over.

    Attributes:
        on: the day of the delivery that ended it.
        ran_out: whether nothing was left on some evening before.
    """

    item: str
    site: str
    on: date
    ran_out: bool


class Ended(NamedTuple):
    """The end of a cycle in a table: row, column, and whether it ran out."""

    row: int
    column: int
    ran_out: bool


def ended(arrived: Flags, is_empty: Flags) -> Iterator[Ended]:
    """Yield the cycles that are over, row by row.

    Args:
        arrived: one row an item, one column a day: whether goods came.
        is_empty: of the same shape: whether nothing was left that evening.

    Examples:
        >>> came = np.array([[True, False, True, False, True]])
        >>> out = np.array([[False, True, False, False, False]])
        >>> [(one.column, one.ran_out) for one in ended(came, out)]
        [(2, True), (4, False)]
    """
    evenings = np.cumsum(is_empty, axis=1, dtype=np.int64)
    rows, columns = np.nonzero(arrived)
    same = np.flatnonzero(rows[1:] == rows[:-1])
    for place in same.tolist():
        row, begin, end = int(rows[place]), int(columns[place]), int(columns[place + 1])
        before = int(evenings[row, begin - 1]) if begin else 0
        yield Ended(row, end, bool(evenings[row, end - 1] > before))


def day_of(days: Days, column: int) -> date:
    """Return the day of a column."""
    return date.fromordinal(days.first.toordinal() + column)
