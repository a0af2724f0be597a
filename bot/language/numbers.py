"""Reads the numbers people type: `24`, `1,200`, `2.5`, `1/2`, `x12`, `-5`.

`1.200` is twelve hundred in Madrid and one and a fifth in London: it is refused with both readings.
"""

import re
from decimal import Decimal
from typing import Final

from bot.language.usage import AmbiguousNumber, BadNumber

DIGITS_MAX: Final = 15
"""More digits than any quantity has; also what a spreadsheet keeps exactly."""

_LIKE = re.compile(r"[x\u00d7]?[+-]?\d[\d.,]*(?:[/\u2044]\d+)?[x\u00d7]?", re.IGNORECASE)
_TIMES = re.compile(r"^[x\u00d7]|[x\u00d7]$", re.IGNORECASE)
_PLAIN = re.compile(r"[+-]?\d+(?:\.\d+)?")
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_AMBIGUOUS = re.compile(r"[+-]?[1-9]\d{0,2}\.\d{3}")
_DECIMAL_COMMA = re.compile(r"[+-]?(?:\d+|\d{1,3}(?:\.\d{3})+),\d+")
_FRACTION = re.compile(r"(?P<whole>\d+ )?(?P<top>[+-]?\d+)[/\u2044](?P<bottom>\d+)")


def is_number_like(word: str) -> bool:
    """Tell whether a word is meant as a number, well written or not."""
    return bool(_LIKE.fullmatch(word))


def is_fraction(word: str) -> bool:
    """Tell whether a word is written as one number over another."""
    return bool(_FRACTION.fullmatch(word))


def is_marked(word: str) -> bool:
    """Tell whether a number says itself that it is a quantity: `x12`, `12x`."""
    return is_number_like(word) and bool(_TIMES.search(word))


def read_number(word: str) -> Decimal:
    """Return the one number a word can mean.

    Raises:
        AmbiguousNumber, BadNumber: as they say.

    Examples:
        >>> read_number("1,200"), read_number("x12"), read_number("1 1/2")
        (Decimal('1200'), Decimal('12'), Decimal('1.5'))
    """
    text = _TIMES.sub("", word)
    if len(text) > DIGITS_MAX and sum(char.isdigit() for char in text) > DIGITS_MAX:
        raise BadNumber(text=word, problem="too_long")
    if _AMBIGUOUS.fullmatch(text):
        raise AmbiguousNumber(text=word, fixes=_readings(text))
    if _PLAIN.fullmatch(text) or _GROUPED.fullmatch(text):
        return Decimal(text.replace(",", ""))
    if fraction := _FRACTION.fullmatch(text):
        return _divided(word, fraction)
    if _DECIMAL_COMMA.fullmatch(text):
        with_point = text.replace(".", "").replace(",", ".")
        raise BadNumber(text=word, fixes=(with_point,))
    raise BadNumber(text=word)


def _readings(text: str) -> tuple[str, ...]:
    thousands = text.replace(".", "")
    return f"{int(thousands):,}", text.rstrip("0").removesuffix(".")


def read_price(word: str) -> Decimal:
    """Return what something costs: a number, and not below zero.

    Raises:
        AmbiguousNumber, BadNumber: as they say.
    """
    price = read_number(word)
    if price < 0:
        raise BadNumber(text=word, problem="negative", fixes=(f"{-price}",))
    return price


def _divided(word: str, fraction: re.Match[str]) -> Decimal:
    top, bottom = Decimal(fraction["top"]), Decimal(fraction["bottom"])
    if not bottom:
        raise BadNumber(text=word)
    value = top / bottom
    if value * bottom != top:
        raise BadNumber(text=word, problem="not_exact")
    return value + Decimal(fraction["whole"] or 0)
