"""Dates, times and durations laid into a pattern: `yyyy-mm-dd`, `h:mm am/pm`, `[h]:mm`."""

import math
from collections.abc import Callable
from datetime import datetime
from typing import Final

from sandbox.google.locales import Locale
from sandbox.google.patterns import Kind, Section, Token

NOON: Final = 12

_SECONDS_OF = {"h": 3600, "m": 60, "s": 1}


def show_moment(serial: float, moment: datetime, section: Section, locale: Locale) -> str:
    """The moment in the places of a section; `serial` is its number, for durations."""
    shown = []
    for token in section.tokens:
        show = _SHOWN.get(token.kind)
        if show is not None:
            shown.append(show(token.text, moment, locale))
        elif token.kind is Kind.ELAPSED:
            shown.append(_elapsed(token, serial, section))
        else:
            shown.append(token.text)
    return "".join(shown)


def _elapsed(token: Token, serial: float, section: Section) -> str:
    """Whole hours, minutes or seconds that have passed, for `[h]`, `[m]` and `[s]`."""
    milliseconds = math.floor(abs(serial) * 86_400_000 + 0.5)
    count = milliseconds // (_SECONDS_OF[token.text[0]] * 1000)
    sign = "-" if serial < 0 and token is _first_elapsed(section) else ""
    return f"{sign}{count:0{len(token.text)}d}"


def _first_elapsed(section: Section) -> Token:
    return next(token for token in section.tokens if token.kind is Kind.ELAPSED)


def _year(text: str, moment: datetime, _: Locale) -> str:
    return f"{moment.year:04d}" if len(text) > len("yy") else f"{moment.year % 100:02d}"


def _month(text: str, moment: datetime, locale: Locale) -> str:
    match len(text):
        case 1 | 2:
            return _padded(moment.month, text)
        case 3:
            return locale.short_months[moment.month - 1]
        case 4:
            return locale.months[moment.month - 1]
        case _:
            return locale.months[moment.month - 1][0]


def _day(text: str, moment: datetime, locale: Locale) -> str:
    match len(text):
        case 1 | 2:
            return _padded(moment.day, text)
        case 3:
            return locale.short_days[moment.weekday()]
        case _:
            return locale.days[moment.weekday()]


def _fraction(text: str, moment: datetime, _: Locale) -> str:
    return f".{moment.microsecond:06d}"[: len(text)].ljust(len(text), "0")


def _half_day(text: str, moment: datetime, _: Locale) -> str:
    half = "AM" if moment.hour < NOON else "PM"
    return half[0] if text.lower() == "a/p" else half


def _padded(number: int, text: str) -> str:
    return f"{number:02d}" if len(text) > 1 else str(number)


_SHOWN: Final[dict[Kind, Callable[[str, datetime, Locale], str]]] = {
    Kind.YEAR: _year,
    Kind.MONTH: _month,
    Kind.DAY: _day,
    Kind.HOUR: lambda text, moment, _: _padded(moment.hour, text),
    Kind.HOUR_OF_HALF: lambda text, moment, _: _padded(moment.hour % NOON or NOON, text),
    Kind.MINUTE: lambda text, moment, _: _padded(moment.minute, text),
    Kind.SECOND: lambda text, moment, _: _padded(moment.second, text),
    Kind.FRACTION: _fraction,
    Kind.HALF_DAY: _half_day,
}
