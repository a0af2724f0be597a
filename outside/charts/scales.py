"""Where ticks stand and what they say: few, at round numbers and at dates people think in."""

import math
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from inventory.documents.forecast import Period
from inventory.quantity import trimmed

TICKS_MOST: Final = 4
STEPS: Final = (1.0, 2.0, 2.5, 5.0, 10.0)
DATES_MOST: Final = 6
TOLERANCE: Final = 1e-9
TEN_THOUSAND: Final = 1e4
MILLION: Final = 1e6


def round_ticks(top: float, *, start: float = 0.0) -> list[float]:
    """Return ticks from `start` that reach `top`, at most four beside the first, at round steps.

    Examples:
        >>> round_ticks(17), round_ticks(100, start=80), round_ticks(0)
        ([0.0, 5.0, 10.0, 15.0, 20.0], [80.0, 85.0, 90.0, 95.0, 100.0], [0.0, 1.0])
    """
    span = top - start
    if span <= 0:
        return [start, start + 1.0]
    size = 10.0 ** math.floor(math.log10(span / TICKS_MOST))
    step = next(one * size for one in STEPS if one * size * TICKS_MOST >= span * (1 - TOLERANCE))
    count = math.ceil(span / step - TOLERANCE)
    return [round(start + step * place, 10) for place in range(count + 1)]


def tick_texts(ticks: Sequence[float]) -> list[str]:
    """Write the numbers of one axis, all in the same unit: as they are, in thousands or millions.

    Examples:
        >>> tick_texts([0, 2.5, 5]), tick_texts([0, 5000, 10000]), tick_texts([0, 1_500_000])
        (['0', '2.5', '5'], ['0', '5k', '10k'], ['0', '1.5m'])
    """
    unit, sign = _unit_for(max(map(abs, ticks)))
    return [_short(one / unit) + (sign if one else "") for one in ticks]


def number_text(value: float) -> str:
    """Write a number shortly: three digits are enough for an eye.

    Examples:
        >>> number_text(0.0), number_text(9.4321), number_text(9800.0), number_text(12500.0)
        ('0', '9.43', '9,800', '12.5k')
    """
    unit, sign = _unit_for(abs(value))
    return f"{_short(value / unit)}{sign}"


def _unit_for(largest: float) -> tuple[float, str]:
    if largest >= MILLION:
        return MILLION, "m"
    return (1e3, "k") if largest >= TEN_THOUSAND else (1.0, "")


def _short(value: float) -> str:
    """Return three digits, or all of them before the point."""
    digits = max(0, 2 - math.floor(math.log10(abs(value)))) if value else 0
    return f"{trimmed(round(Decimal(value), digits)):,f}"


def dated_places(days: Sequence[date], *, most: int = DATES_MOST) -> list[int]:
    """Return the places that get a date, evenly spread, the first among them.

    Examples:
        >>> dated_places([date(2026, 1, day) for day in range(1, 13)], most=5)
        [0, 3, 6, 9]
    """
    every = max(1, math.ceil(len(days) / most))
    return list(range(0, len(days), every))


def date_texts(days: Sequence[date], period: Period) -> list[str]:
    r"""Write the dates beneath an axis in two lines; the year only where it begins or changes.

    Examples:
        >>> date_texts([date(2026, 11, 2), date(2026, 12, 7), date(2027, 1, 4)], Period.WEEK)
        ['2 Nov\n2026', '7 Dec\n', '4 Jan\n2027']
        >>> date_texts([date(2026, 11, 1), date(2026, 12, 1)], Period.MONTH)
        ['Nov\n2026', 'Dec\n']
    """
    texts: list[str] = []
    year = 0
    for day in days:
        name = f"{day:%b}" if period is Period.MONTH else f"{day.day} {day:%b}"
        texts.append(f"{name}\n" if day.year == year else f"{name}\n{day.year}")
        year = day.year
    return texts
