"""Cells of price lists: rates by weight, prices by quantity, areas, days of the week, times of day."""

import re
from datetime import time
from decimal import Decimal, InvalidOperation
from typing import Final

from inventory.carriage.area import Area
from inventory.carriage.carrier import Bracket
from inventory.carriage.working_days import Weekday
from inventory.item import PriceBreak
from inventory.quantity import DECIMALS_MAX, QUANTITY_MAX, decimals_of, trimmed
from sheets_schema.cell import Cell, CellError, plain_text, shown

SEPARATOR: Final = re.compile(r"[;\n]")
SEPARATORS: Final = re.compile(r"[;,\n]")
DASH: Final = re.compile("\\s*[-\u2013]\\s*")
NUMBER: Final = re.compile(r"\d+(\.\d+)?")
CLOCK: Final = re.compile(r"(\d{1,2})[:.h](\d{2})(?::(\d{2}))?")
SECONDS_A_DAY: Final = 86_400
BRACKETS_MEND: Final = "Write kilograms=price, rising, as in: 2=4.90; 5=6.90"
PRICES_MEND: Final = "Write quantity=cost of one, rising, as in: 400=0.72; 800=0.68"
AREAS_MEND: Final = "Write countries and postcodes, as in: DE; AT; GB:BT; !GB:JE (* is anywhere)."
WEEKDAYS_MEND: Final = "Write days, as in: mon; wed; fri, or mon-fri."
TIME_MEND: Final = "Type the time of day, as in 15:00."
WEEK: Final = tuple(Weekday)


def read_brackets(cell: Cell) -> tuple[Bracket, ...]:
    """Return the steps of a rate table.

    Raises:
        CellError: one of them is none, or reaches no further than the one before.
    """
    brackets: list[Bracket] = []
    for part in _parts(SEPARATOR, cell):
        limit, _, price = (piece.strip() for piece in part.partition("="))
        up_to, costs = _amount(limit), _amount(price)
        if up_to is None or costs is None or not up_to:
            raise CellError(f"“{part}” is not a rate", BRACKETS_MEND)
        if brackets and up_to <= brackets[-1].up_to_kg:
            raise CellError(
                f"“{part}” reaches no further than {brackets[-1].up_to_kg:f} kg before it",
                BRACKETS_MEND,
            )
        brackets.append(Bracket(up_to_kg=up_to, price=costs))
    return tuple(brackets)


def write_brackets(value: object) -> Cell:
    """Return the steps as a manager writes them."""
    steps = value if isinstance(value, tuple) else ()
    return "; ".join(f"{one.up_to_kg:f}={one.price:f}" for one in steps) or None


def read_prices(cell: Cell) -> tuple[PriceBreak, ...]:
    """Return what one costs in larger orders.

    Raises:
        CellError: one of them is no price, or begins no later than the one before.
    """
    breaks: list[PriceBreak] = []
    for part in _parts(SEPARATOR, cell):
        least, _, cost = (piece.strip() for piece in part.partition("="))
        quantity, unit_cost = _amount(least), _amount(cost)
        if not quantity or unit_cost is None:
            raise CellError(f"“{part}” is not a price", PRICES_MEND)
        if breaks and quantity <= breaks[-1].quantity:
            raise CellError(
                f"“{part}” begins no later than {breaks[-1].quantity:f} before it", PRICES_MEND
            )
        breaks.append(PriceBreak(quantity=quantity, unit_cost=unit_cost))
    return tuple(breaks)


def write_prices(value: object) -> Cell:
    """Return prices as a manager writes them."""
    breaks = value if isinstance(value, tuple) else ()
    return "; ".join(f"{one.quantity:f}={one.unit_cost:f}" for one in breaks) or None


def read_areas(cell: Cell) -> tuple[Area, ...]:
    """Return where a service goes.

    Raises:
        CellError: one of them is no country, or no part of one.
    """
    areas: dict[Area, None] = {}
    for part in _parts(SEPARATORS, cell):
        try:
            areas[Area.of(part)] = None
        except ValueError:
            raise CellError(f"“{part}” is no country or part of one", AREAS_MEND) from None
    return tuple(areas)


def read_weekdays(cell: Cell) -> tuple[Weekday, ...]:
    """Return days of the week in their order, each once.

    Raises:
        CellError: one of them is none.
    """
    days: set[Weekday] = set()
    for part in _parts(SEPARATORS, cell):
        first, *last = (_weekday(name, part) for name in DASH.split(part, maxsplit=1))
        start, end = WEEK.index(first), WEEK.index(last[0]) if last else WEEK.index(first)
        days |= {WEEK[at % len(WEEK)] for at in range(start, end + 1 + (end < start) * len(WEEK))}
    return tuple(day for day in WEEK if day in days)


def read_time(cell: Cell) -> time:
    """Return a time of day, to the second.

    Raises:
        CellError: it is none.
    """
    if isinstance(cell, (int, float)) and not isinstance(cell, bool) and 0 <= cell < 1:
        return _at(round(cell * SECONDS_A_DAY))
    if found := CLOCK.fullmatch(plain_text(cell)):
        hour, minute, second = (int(part or 0) for part in found.groups())
        if hour < 24 and minute < 60 and second < 60:
            return time(hour, minute, second)
    raise CellError(f"“{shown(cell)}” is not a time of day", TIME_MEND)


def write_time(value: object) -> Cell:
    """Return a time as a part of a day, as spreadsheets keep it."""
    if not isinstance(value, time):
        return str(value)
    seconds = value.hour * 3600 + value.minute * 60 + value.second
    return round(seconds / SECONDS_A_DAY, 10)


def _parts(separator: re.Pattern[str], cell: Cell) -> list[str]:
    return [part for each in separator.split(plain_text(cell)) if (part := each.strip())]


def _amount(text: str) -> Decimal | None:
    try:
        number = trimmed(Decimal(text)) if NUMBER.fullmatch(text) else None
    except InvalidOperation:
        return None
    if number is None or number > QUANTITY_MAX or decimals_of(number) > DECIMALS_MAX:
        return None
    return number


def _weekday(name: str, part: str) -> Weekday:
    folded = name.strip().casefold()
    found = next((day for day in WEEK if DAY_NAMES[day].startswith(folded)), None)
    if found is None or len(folded) < 2:
        raise CellError(f"“{part}” is not a day of the week", WEEKDAYS_MEND)
    return found


DAY_NAMES: Final = dict(
    zip(
        WEEK,
        ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
        strict=True,
    )
)


def _at(seconds: int) -> time:
    hours, rest = divmod(min(seconds, SECONDS_A_DAY - 1), 3600)
    return time(hours, *divmod(rest, 60))
