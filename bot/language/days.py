"""Reads the days people type: `2027-03-01`, `today`, `friday`, `+7d`, `2w`, `eom`.

Most words mean one day. A weekday and `7d` are said of what is to come and of what has been: whoever
asks knows which, by what the day is about.
"""

import calendar
import re
from contextlib import suppress
from datetime import date, timedelta
from typing import Final

from bot.language.usage import BadDay

NAMED: Final[dict[str, int]] = {"yesterday": -1, "today": 0, "tomorrow": 1}
"""Word -> days from today."""

WEEKDAYS: Final[dict[str, int]] = {
    spelling: number
    for number, name in enumerate(
        ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    )
    for spelling in (name, name[:3])
}
"""Word -> how many days after a Monday."""

SPELLINGS: Final = "2027-03-01, today, yesterday, tomorrow, friday, 7d, 2w, +7d, -7d or eom"
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_AWAY = re.compile(r"(?P<sign>[+-]?)(?P<number>\d{1,4})(?P<unit>[dw])")
_WITH_YEAR_LAST = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})")


def read_day(word: str, *, today: date, looks_back: bool = False) -> date:
    """Return the day a word means.

    Args:
        word: as typed.
        today: the warehouse's own.
        looks_back: whether it is about what has been: `monday` is then the last one and `7d` a week
            ago, else the next one and in a week. Today's own weekday is today.

    Raises:
        BadDay: no such day, or a spelling with two meanings.

    Examples:
        >>> read_day("+2w", today=date(2026, 11, 22)), read_day("eom", today=date(2026, 11, 22))
        (datetime.date(2026, 12, 6), datetime.date(2026, 11, 30))
        >>> read_day("friday", today=date(2026, 11, 23))
        datetime.date(2026, 11, 27)
        >>> read_day("friday", today=date(2026, 11, 23), looks_back=True)
        datetime.date(2026, 11, 20)
    """
    text = word.casefold()
    if text in NAMED:
        return today + timedelta(days=NAMED[text])
    if text in WEEKDAYS:
        return _weekday(WEEKDAYS[text], today, looks_back=looks_back)
    if text == "eom":
        return today.replace(day=calendar.monthrange(today.year, today.month)[1])
    if away := _AWAY.fullmatch(text):
        days = int(away["number"]) * (7 if away["unit"] == "w" else 1)
        is_past = away["sign"] == "-" or (looks_back and not away["sign"])
        return today + timedelta(days=-days if is_past else days)
    if _ISO.fullmatch(text):
        with suppress(ValueError):
            return date.fromisoformat(text)
    raise BadDay(text=word, fixes=_meanings(text))


def _weekday(number: int, today: date, *, looks_back: bool) -> date:
    ahead = (number - today.weekday()) % 7
    return today + timedelta(days=-(-ahead % 7) if looks_back else ahead)


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
