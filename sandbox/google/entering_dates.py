"""Dates and times as people type them: `1-2`, `2026-03-01`, `1 Mar`, `10:30 pm`, or a day with a time.

What was typed also tells how the cell shows it afterwards, so every reading yields a pattern that
reproduces the typing.
"""

import re
from datetime import date
from functools import lru_cache
from typing import Final

from sandbox.google.locales import ENGLISH_MONTHS, Locale
from sandbox.google.serials import serial_of_date

TWO_DIGIT_PIVOT: Final = 30
"""Two-digit years from here on are of the last century."""
HOURS_A_DAY: Final = 24
NOON: Final = 12
SIXTY: Final = 60

_NUMERIC = re.compile(r"(\d{1,4})([/\-.])(\d{1,2}|\d{4})(?:\2(\d{1,4}))?\2?")
_TIME = re.compile(
    r"(?P<hour>\d{1,3})(?::(?P<minute>\d{2})(?::(?P<second>\d{2}(?:[.,]\d{1,3})?))?)?"
    r"(?P<gap>\s?)(?P<half>[ap]\.?m\.?)?",
    re.IGNORECASE,
)
_DAY_MONTH = re.compile(
    r"(?P<day>\d{1,2})\.?(?P<gap>[\s\-/])(?P<month>[^\W\d_]+\.?)(?:,?[\s\-/](?P<year>\d{2}|\d{4}))?"
)
_MONTH_DAY = re.compile(
    r"(?P<month>[^\W\d_]+\.?)(?P<gap>[\s\-/])(?P<day>\d{1,2})(?:(?P<comma>,?)[\s\-/](?P<year>\d{4}|\d{2}))?"
)
_MONTH_YEAR = re.compile(r"(?P<month>[^\W\d_]+\.?)(?P<gap>[\s\-/])(?P<year>\d{4})")


def read_moment(text: str, locale: Locale, today: date) -> tuple[float, dict[str, str]] | None:
    """The serial number of a typed date, time or both, with the format it implies, or None."""
    day = _read_date(text, locale, today)
    if day is not None:
        return day[0], {"type": "DATE", "pattern": day[1]}
    clock = _read_time(text)
    if clock is not None:
        return clock[0], {"type": "TIME", "pattern": clock[1]}
    return _read_both(text, locale, today)


def _read_both(text: str, locale: Locale, today: date) -> tuple[float, dict[str, str]] | None:
    for gap in re.finditer(r",?\s+", text):
        day = _read_date(text[: gap.start()], locale, today)
        clock = _read_time(text[gap.end() :])
        if day is not None and clock is not None and clock[0] < 1:
            pattern = f"{day[1]} {clock[1]}"
            return day[0] + clock[0], {"type": "DATE_TIME", "pattern": pattern}
    return None


def _read_date(text: str, locale: Locale, today: date) -> tuple[float, str] | None:
    return (
        _numeric_date(text, locale, today)
        or _named_date(_MONTH_YEAR, text, locale, today)
        or _named_date(_MONTH_DAY, text, locale, today)
        or _named_date(_DAY_MONTH, text, locale, today)
    )


def _numeric_date(text: str, locale: Locale, today: date) -> tuple[float, str] | None:
    match = _NUMERIC.fullmatch(text)
    if match is None:
        return None
    first, separator, second, third = match.groups()
    ends_with_separator = text.endswith(separator)
    if ends_with_separator and (separator != "." or third is not None):
        return None
    if len(first) == len("2026"):
        return _year_first(first, separator, second, third)
    if separator not in locale.date_separators:
        return None
    return _locale_order(first, separator, second, third, locale=locale, today=today)


def _year_first(year: str, separator: str, month: str, day: str | None) -> tuple[float, str] | None:
    if separator == ".":
        return None
    serial = _serial(int(year), int(month), int(day or 1))
    pattern = separator.join(("yyyy", "m" * len(month), *(["d" * len(day)] if day else [])))
    return None if serial is None else (serial, pattern)


def _locale_order(
    first: str, separator: str, second: str, third: str | None, *, locale: Locale, today: date
) -> tuple[float, str] | None:
    if len(second) == len("2026"):
        serial = None if third else _serial(int(second), int(first), 1)
        return None if serial is None else (serial, f"{'m' * len(first)}{separator}yyyy")
    if third is not None and len(third) not in (2, 4):
        return None
    day, month = (second, first) if locale.date_order == "mdy" else (first, second)
    serial = _serial(_full_year(third, today), int(month), int(day))
    letters = zip(locale.date_order, (first, second), strict=False)
    parts = [letter * len(part) for letter, part in letters] + (["y" * len(third)] if third else [])
    return None if serial is None else (serial, separator.join(parts))


def _named_date(
    shape: re.Pattern[str], text: str, locale: Locale, today: date
) -> tuple[float, str] | None:
    match = shape.fullmatch(text)
    month = match and _months(locale).get(match["month"].rstrip(".").lower())
    if match is None or not month:
        return None
    parts = match.groupdict()
    serial = _serial(_full_year(parts.get("year"), today), month, int(parts.get("day") or 1))
    return None if serial is None else (serial, _named_pattern(match, locale))


def _named_pattern(match: re.Match[str], locale: Locale) -> str:
    """The typed text with each part replaced by its pattern letters."""
    letters = {"day": "d", "year": "y"}
    pattern = ""
    position = 0
    names = sorted((n for n, part in match.groupdict().items() if part), key=match.start)
    for name in names:
        pattern += match.string[position : match.start(name)]
        part = match[name]
        if name == "month":
            pattern += "mmmm" if _is_full_name(part, locale) else "mmm"
        else:
            pattern += letters[name] * len(part) if name in letters else part
        position = match.end(name)
    return pattern


def _is_full_name(month: str, locale: Locale) -> bool:
    name = month.lower()
    return len(name) > len("may") and name in {
        full.lower() for full in (*locale.months, *ENGLISH_MONTHS)
    }


@lru_cache
def _months(locale: Locale) -> dict[str, int]:
    """Month names in lower case without dots, English ones in every locale."""
    names: dict[str, int] = {}
    for months in (ENGLISH_MONTHS, locale.months, locale.short_months):
        for number, name in enumerate(months, start=1):
            names[name.lower().rstrip(".")] = number
            names.setdefault(name.lower()[:3], number)
    names["sept"] = 9
    return names


def _full_year(year: str | None, today: date) -> int:
    if year is None:
        return today.year
    if len(year) > 2:
        return int(year)
    return int(year) + (2000 if int(year) < TWO_DIGIT_PIVOT else 1900)


def _serial(year: int, month: int, day: int) -> float | None:
    try:
        return serial_of_date(date(year, month, day))
    except ValueError:
        return None


def _read_time(text: str) -> tuple[float, str] | None:
    match = _TIME.fullmatch(text)
    if match is None or (match["minute"] is None and match["half"] is None):
        return None
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    second = float((match["second"] or "0").replace(",", "."))
    if minute >= SIXTY or second >= SIXTY:
        return None
    if match["half"]:
        if not 1 <= hour <= NOON:
            return None
        hour = hour % NOON + (NOON if match["half"][0] in "pP" else 0)
    return (hour * 3600 + minute * 60 + second) / 86_400, _time_pattern(match, hour)


def _time_pattern(match: re.Match[str], hour: int) -> str:
    if hour >= HOURS_A_DAY:
        return "[h]:mm:ss"
    hours = "h" * min(len(match["hour"]), 2) if match["hour"].startswith("0") else "h"
    minutes = ":mm" if match["minute"] else ""
    seconds = ":ss" if match["second"] else ""
    fraction = "." + "0" * (len(match["second"]) - 3) if len(match["second"] or "") > 2 else ""
    half = " am/pm" if match["half"] else ""
    return f"{hours}{minutes}{seconds}{fraction}{half}"
