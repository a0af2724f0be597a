"""Working days: Monday to Friday without the holidays, and how to count along them.

Holidays come in as a set of dates: which days a country or a carrier keeps is not known here.
"""

from collections.abc import Set as AbstractSet
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

DAY: Final = timedelta(days=1)
NONE: Final[frozenset[date]] = frozenset()


class Weekday(StrEnum):
    """A day of the week by its name: numbers start on Sunday for some and on Monday for others."""

    MON = "mon"
    TUE = "tue"
    WED = "wed"
    THU = "thu"
    FRI = "fri"
    SAT = "sat"
    SUN = "sun"

    @classmethod
    def of(cls, day: date) -> "Weekday":
        return _IN_ORDER[day.weekday()]


_IN_ORDER: Final = tuple(Weekday)
WORKING_WEEK: Final = _IN_ORDER[:5]
_SATURDAY: Final = 5


def is_working_day(day: date, holidays: AbstractSet[date] = NONE) -> bool:
    """Tell whether a day is neither at the weekend nor a holiday."""
    return day.weekday() < _SATURDAY and day not in holidays


def working_days_after(start: date, days: int, holidays: AbstractSet[date] = NONE) -> date:
    """Return the working day that comes so many after a day; the day itself for 0.

    Examples:
        >>> working_days_after(date(2026, 11, 27), 1)  # a Friday
        datetime.date(2026, 11, 30)
    """
    day = start
    for _ in range(days):
        day += DAY
        while not is_working_day(day, holidays):
            day += DAY
    return day


def working_days_between(start: date, end: date, holidays: AbstractSet[date] = NONE) -> int:
    """Count the working days after `start` up to and with `end`; 0 where `end` is not later.

    Examples:
        >>> working_days_between(date(2026, 11, 27), date(2026, 12, 1))
        2
    """
    span = max(0, (end - start).days)
    weeks, rest = divmod(span, 7)
    tail = sum((end - DAY * back).weekday() < _SATURDAY for back in range(rest))
    closed = sum(start < day <= end and day.weekday() < _SATURDAY for day in holidays)
    return weeks * len(WORKING_WEEK) + tail - closed
