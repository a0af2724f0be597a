"""Days, weeks and months as numbers: a day is its ordinal, a period the ordinal of its first day."""

from collections.abc import Iterator
from datetime import date

import numpy as np
from numpy.typing import NDArray

from inventory.documents.forecast import Period


def start_of(period: Period, day: date) -> date:
    """Return the first day of the period that a day lies in; weeks begin on Monday.

    Examples:
        >>> start_of(Period.WEEK, date(2026, 11, 26)), start_of(Period.MONTH, date(2026, 11, 26))
        (datetime.date(2026, 11, 23), datetime.date(2026, 11, 1))
    """
    match period:
        case Period.DAY:
            return day
        case Period.WEEK:
            return date.fromordinal(day.toordinal() - day.weekday())
        case Period.MONTH:
            return day.replace(day=1)


def place_in_year(period: Period, day: date) -> int:
    """Return where in the year the period of a day stands, from 0; weeks are numbered by ISO.

    Examples:
        >>> place_in_year(Period.MONTH, date(2026, 11, 26)), place_in_year(Period.WEEK, date(2026, 1, 1))
        (10, 0)
    """
    match period:
        case Period.DAY:
            return day.timetuple().tm_yday - 1
        case Period.WEEK:
            return day.isocalendar().week - 1
        case Period.MONTH:
            return day.month - 1


def starts(period: Period, first: date, end: date) -> NDArray[np.int64]:
    """Return the ordinals of the periods' first days, from a day to before another, and the next.

    Args:
        period: the step.
        first: some day of the first period.
        end: the period it lies in is not over and is no part of the result, but for its start,
            which comes last: n + 1 ordinals bound n whole periods.

    Examples:
        >>> bounds = starts(Period.MONTH, date(2026, 9, 15), date(2026, 11, 26))
        >>> [date.fromordinal(int(day)).isoformat() for day in bounds]
        ['2026-09-01', '2026-10-01', '2026-11-01']
    """
    begin, last = start_of(period, first), start_of(period, end)
    if begin > last:
        return np.array([begin.toordinal()], dtype=np.int64)
    if period is Period.MONTH:
        return _month_starts(begin, last)
    step = 7 if period is Period.WEEK else 1
    return np.arange(begin.toordinal(), last.toordinal() + 1, step, dtype=np.int64)


def months(first: date, last: date) -> Iterator[date]:
    """Yield the first day of every month that some days touch.

    Examples:
        >>> [f"{month:%b}" for month in months(date(2026, 11, 30), date(2027, 1, 1))]
        ['Nov', 'Dec', 'Jan']
    """
    for month in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
        yield date(month // 12, month % 12 + 1, 1)


def _month_starts(begin: date, last: date) -> NDArray[np.int64]:
    return np.array([month.toordinal() for month in months(begin, last)], dtype=np.int64)
