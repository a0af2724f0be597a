"""Reads until when something is put off: `7`, `+2w`, `2026-12-01 we count first`."""

from datetime import date, timedelta
from typing import Final

from bot.language.days import read_day
from inventory.record import Record

WEEK_DAYS: Final = 7
DAYS_MAX: Final = 4
"""Digits of a number of days."""

FILLERS: Final = frozenset({"until", "till", "for"})
"""Words that people may put before the day."""


class PutOff(Record):
    """Until when, and why."""

    until: date
    note: str = ""


def read_put_off(text: str, today: date) -> PutOff:
    """Read a number of days or a day, and what follows; nothing is a week.

    Args:
        text: as typed after the document.
        today: the warehouse's own.

    Raises:
        BadDay: it begins with neither.

    Examples:
        >>> read_put_off("7 we count", date(2026, 11, 23))
        PutOff(until=datetime.date(2026, 11, 30), note='we count')
        >>> read_put_off("until tomorrow", date(2026, 11, 23)).until
        datetime.date(2026, 11, 24)
    """
    words = text.split(maxsplit=1)
    if len(words) > 1 and words[0].casefold() in FILLERS:
        words = words[1].split(maxsplit=1)
    first, *rest = words or [str(WEEK_DAYS)]
    note = rest[0].strip().strip('"') if rest else ""
    if first.isascii() and first.isdigit() and len(first) <= DAYS_MAX:
        return PutOff(until=today + timedelta(days=int(first)), note=note)
    return PutOff(until=read_day(first, today=today), note=note)
