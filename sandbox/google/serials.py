"""Dates as numbers: whole days since 30 December 1899, the time of day as the fraction.

There is no time zone in such a number. 1900 is not a leap year here, unlike in the older programs
that made this count popular.
"""

import math
from datetime import date, datetime, time, timedelta
from typing import Final

EPOCH: Final = datetime(1899, 12, 30)  # noqa: DTZ001  a serial has no time zone
SECONDS_A_DAY: Final = 86_400
FIRST_SERIAL: Final = -693_593.0
END_SERIAL: Final = 2_958_466.0
"""The day after 9999-12-31."""


def serial_of_date(day: date) -> float:
    """The number of a calendar day."""
    return float((day - EPOCH.date()).days)


def serial_of_moment(moment: datetime) -> float:
    """The number of a wall-clock moment; a time zone, if any, is left out of account."""
    return serial_of_date(moment.date()) + fraction_of_day(moment.time())


def fraction_of_day(clock: time) -> float:
    """The part of a day that has passed at a time of day."""
    seconds = clock.hour * 3600 + clock.minute * 60 + clock.second + clock.microsecond / 1_000_000
    return seconds / SECONDS_A_DAY


def moment_of_serial(serial: float) -> datetime | None:
    """The wall-clock moment a number stands for, to the millisecond; None outside years 1 to 9999."""
    if not math.isfinite(serial) or not FIRST_SERIAL <= serial < END_SERIAL:
        return None
    days = math.floor(serial)
    milliseconds = math.floor((serial - days) * SECONDS_A_DAY * 1000 + 0.5)
    try:
        return EPOCH + timedelta(days=days, milliseconds=milliseconds)
    except OverflowError:
        return None
