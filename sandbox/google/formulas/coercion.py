"""One type of value taken for another: text for a number, a number for text, blank for anything."""

import functools
from datetime import datetime

from sandbox.google.entering import read_number
from sandbox.google.entering_dates import read_moment
from sandbox.google.formulas.results import Failure
from sandbox.google.locales import Locale
from sandbox.google.values import ErrorType, ErrorValue, Value, json_number


def number_in(text: str, locale: Locale, now: datetime) -> float | None:
    """The number, date or time that a text spells, or None."""
    read = read_number(text, locale) or read_moment(text.strip(), locale, now.date())
    return None if read is None else read[0]


def as_text(value: Value) -> str:
    """A value as it joins a text: a number with up to 15 digits, a blank as nothing."""
    match value:
        case None:
            return ""
        case ErrorValue():
            raise Failure.of(value)
        case bool():
            return "TRUE" if value else "FALSE"
        case str():
            return value
        case _:
            return _digits(float(value))


def as_truth(value: Value, whose: str) -> bool:
    """A value as a condition: numbers are true unless zero, of texts only TRUE and FALSE count."""
    match value:
        case None:
            return False
        case ErrorValue():
            raise Failure.of(value)
        case str():
            if value.upper() in ("TRUE", "FALSE"):
                return value.upper() == "TRUE"
            raise Failure(
                ErrorType.VALUE,
                f"{whose} expects boolean values. But '{value}' is a text and cannot be coerced "
                "to a boolean.",
            )
        case _:
            return bool(value)


def not_a_number(text: str, whose: str) -> Failure:
    """The failure for a text where a number is needed; `whose` names the function's parameter."""
    return Failure(
        ErrorType.VALUE,
        f"{whose} expects number values. But '{text}' is a text and cannot be coerced to a number.",
    )


def compare(left: Value, right: Value) -> int:
    """Order of two values, below, at or above zero: numbers, then texts without case, then booleans.

    A blank equals zero, the empty text and FALSE, whichever it meets.
    """
    for value in (left, right):
        if isinstance(value, ErrorValue):
            raise Failure.of(value)
    left, right = _filled(left, right), _filled(right, left)
    ranks = _rank(left), _rank(right)
    if ranks[0] != ranks[1]:
        return -1 if ranks[0] < ranks[1] else 1
    if isinstance(left, str) and isinstance(right, str):
        left, right = left.casefold(), right.casefold()
        return (left > right) - (left < right)
    first, second = _number(left), _number(right)
    return (first > second) - (first < second)


sort_key = functools.cmp_to_key(compare)


def _digits(number: float) -> str:
    exact = json_number(number)
    if isinstance(exact, int) and abs(exact) < 10**15:
        return str(exact)
    return f"{number:.15g}".replace("e+", "E+").replace("e-", "E-")


def _filled(value: Value, other: Value) -> Value:
    if value is not None:
        return value
    if isinstance(other, str):
        return ""
    return False if isinstance(other, bool) else 0.0


def _rank(value: Value) -> int:
    if isinstance(value, bool):
        return 2
    return 1 if isinstance(value, str) else 0


def _number(value: Value) -> float:
    return float(value) if isinstance(value, (int, float)) else 0.0
