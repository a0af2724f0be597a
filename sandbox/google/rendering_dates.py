"""Dates, times and durations laid into a pattern: `yyyy-mm-dd`, `h:mm am/pm`, `[h]:mm`."""

import math
from datetime import datetime

from sandbox.google.locales import Locale
from sandbox.google.patterns import Kind, Section, Token

_SECONDS_OF = {"h": 3600, "m": 60, "s": 1}


def show_moment(serial: float, moment: datetime, section: Section, locale: Locale) -> str:
    """The moment in the places of a section; `serial` is its number, for durations."""
    twelve_hours = section.has(Kind.HALF_DAY)
    return "".join(
        _elapsed(token, serial, section)
        if token.kind is Kind.ELAPSED
        else _part(token, moment, locale, twelve_hours=twelve_hours)
        for token in section.tokens
    )


def _elapsed(token: Token, serial: float, section: Section) -> str:
    """Whole hours, minutes or seconds that have passed, for `[h]`, `[m]` and `[s]`."""
    milliseconds = math.floor(abs(serial) * 86_400_000 + 0.5)
    count = milliseconds // (_SECONDS_OF[token.text[0]] * 1000)
    sign = "-" if serial < 0 and token is _first_elapsed(section) else ""
    return f"{sign}{count:0{len(token.text)}d}"


def _first_elapsed(section: Section) -> Token:
    return next(token for token in section.tokens if token.kind is Kind.ELAPSED)


def _part(  # noqa: PLR0911  one answer a kind
    token: Token, moment: datetime, locale: Locale, *, twelve_hours: bool
) -> str:
    width = len(token.text)
    match token.kind:
        case Kind.YEAR:
            return f"{moment.year:04d}" if width > len("yy") else f"{moment.year % 100:02d}"
        case Kind.MONTH:
            return _month(width, moment, locale)
        case Kind.DAY:
            return _day(width, moment, locale)
        case Kind.HOUR:
            hour = (moment.hour % 12 or 12) if twelve_hours else moment.hour
            return f"{hour:0{min(width, 2)}d}"
        case Kind.MINUTE:
            return f"{moment.minute:0{min(width, 2)}d}"
        case Kind.SECOND:
            return f"{moment.second:0{min(width, 2)}d}"
        case Kind.FRACTION:
            return f".{moment.microsecond:06d}"[:width].ljust(width, "0")
        case Kind.HALF_DAY:
            return _half_day(token.text, moment)
        case _:
            return token.text


def _month(width: int, moment: datetime, locale: Locale) -> str:
    match width:
        case 1 | 2:
            return f"{moment.month:0{width}d}"
        case 3:
            return locale.short_months[moment.month - 1]
        case 4:
            return locale.months[moment.month - 1]
        case _:
            return locale.months[moment.month - 1][0]


def _day(width: int, moment: datetime, locale: Locale) -> str:
    match width:
        case 1 | 2:
            return f"{moment.day:0{width}d}"
        case 3:
            return locale.short_days[moment.weekday()]
        case _:
            return locale.days[moment.weekday()]


def _half_day(text: str, moment: datetime) -> str:
    half = "AM" if moment.hour < 12 else "PM"
    return half[0] if text.lower() == "a/p" else half
