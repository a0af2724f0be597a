"""Reads the days people type: `2027-03-01`, `today`, `tomorrow`, `+7d`, `+2w`, `eom`."""

import calendar
import re
from contextlib import suppress
from datetime import date, timedelta
from typing import Final

from bot.language.usage import BadDay

NAMED: Final[dict[str, int]] = {"yesterday": -1, "today": 0, "tomorrow": 1}
"""Word -> days from today."""

SPELLINGS: Final = "2027-03-01, today, yesterday, tomorrow, +7d, +2w or eom"
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_AHEAD = re.compile(r"\+(?P<number>\d{1,4})(?P<unit>[dw])", re.IGNORECASE)
_WITH_YEAR_LAST = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})")


def read_day(word: str, *, today: date) -> date:
    """Return the day a word means.

    Args:
        word: as typed.
        today: the warehouse's own.

    Raises:
        BadDay: no such day, or a spelling with two meanings.

    Examples:
        >>> read_day("+2w", today=date(2026, 11, 22)), read_day("eom", today=date(2026, 11, 22))
        (datetime.date(2026, 12, 6), datetime.date(2026, 11, 30))
    """
    text = word.casefold()
    if text in NAMED:
        return today + timedelta(days=NAMED[text])
    if text == "eom":
        return today.replace(day=calendar.monthrange(today.year, today.month)[1])
    if ahead := _AHEAD.fullmatch(text):
        return today + timedelta(days=int(ahead["number"]) * (7 if ahead["unit"] == "w" else 1))
    if _ISO.fullmatch(text):
        with suppress(ValueError):
            return date.fromisoformat(text)
    raise BadDay(text=word, fixes=_meanings(text))


def _meanings(text: str) -> tuple[str, ...]:
    """Return what `3/4/2027` may mean, day first and month first."""
    found = _WITH_YEAR_LAST.fullmatch(text)
    if not found:
        return ()
    first, second, year = map(int, found.groups())
    days: dict[str, None] = {}
    for month, day in ((second, first), (first, second)):
        with suppress(ValueError):
            days[date(year, month, day).isoformat()] = None
    return tuple(days)
