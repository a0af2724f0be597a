"""Criteria of COUNTIF and its kin: `">5"`, `"<>closed"`, `"MUG*"`, or a plain value to be equal to."""

import re
from collections.abc import Callable
from datetime import datetime
from typing import TypeAlias

from sandbox.google.formulas.coercion import compare, number_in
from sandbox.google.locales import Locale
from sandbox.google.values import ErrorValue, Value

Criterion: TypeAlias = Callable[[Value], bool]

_COMPARISON = re.compile(r"(<>|<=|>=|<|>|=)(.*)", re.DOTALL)
_WILDCARDS = {"*": ".*", "?": "."}


def criterion(wanted: Value, locale: Locale, now: datetime) -> Criterion:
    """The test that a criterion's value stands for."""
    if not isinstance(wanted, str):
        return _equals(0.0 if wanted is None else wanted)
    match = _COMPARISON.fullmatch(wanted)
    sign, operand = (match[1], match[2]) if match else ("=", wanted)
    if sign in ("=", "<>"):
        equal = _equals_text(operand, locale, now)
        return equal if sign == "=" else lambda value: not equal(value)
    return _orders(sign, operand, locale, now)


def wildcard(text: str) -> re.Pattern[str]:
    """A text with `*`, `?` and `~` before a literal one of them, as a pattern without case."""
    pattern = ""
    letters = iter(text)
    for letter in letters:
        if letter == "~":
            pattern += re.escape(next(letters, "~"))
        else:
            pattern += _WILDCARDS.get(letter) or re.escape(letter)
    return re.compile(pattern, re.IGNORECASE | re.DOTALL)


def _equals(wanted: Value) -> Criterion:
    return lambda value: (
        value is not None
        and not isinstance(value, ErrorValue)
        and isinstance(value, bool) == isinstance(wanted, bool)
        and compare(value, wanted) == 0
    )


def _equals_text(operand: str, locale: Locale, now: datetime) -> Criterion:
    if operand == "":
        return lambda value: value is None or value == ""
    if operand.upper() in ("TRUE", "FALSE"):
        truth = operand.upper() == "TRUE"
        return lambda value: value is truth
    number = number_in(operand, locale, now)
    pattern = wildcard(operand)
    same_number = _equals(number)
    return lambda value: (
        (isinstance(value, str) and pattern.fullmatch(value) is not None)
        or (number is not None and not isinstance(value, str) and same_number(value))
    )


def _orders(sign: str, operand: str, locale: Locale, now: datetime) -> Criterion:
    number = number_in(operand, locale, now)
    bound: Value = operand if number is None else number

    def holds(value: Value) -> bool:
        if value is None or isinstance(value, (ErrorValue, bool)):
            return False
        if isinstance(value, str) != isinstance(bound, str):
            return False
        order = compare(value, bound)
        return (order == 0 and "=" in sign) or (order < 0 if "<" in sign else order > 0)

    return holds
