"""Between cells and values: what a column's kind makes of what stands in a cell, and back.

Cells come unformatted: text, a double, a boolean, nothing. What is written is typed, so that text
stays text (`00123`, `=1+1`) and nothing depends on the spreadsheet's language.
"""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from enum import Enum
from typing import Final

from inventory.item import Component, Pack
from inventory.quantity import DECIMALS_MAX, QUANTITY_MAX, decimals_of, trimmed
from sheets_schema.cell import Cell as Cell
from sheets_schema.cell import CellError as CellError
from sheets_schema.cell import Linked as Linked
from sheets_schema.cell import is_blank as is_blank
from sheets_schema.cell import plain_text
from sheets_schema.cell import shown as shown
from sheets_schema.columns import Column, Kind
from sheets_schema.outbound_cells import (
    read_areas,
    read_brackets,
    read_prices,
    read_time,
    read_weekdays,
    write_brackets,
    write_prices,
    write_time,
)

FORMULA_ERRORS: Final = frozenset(
    {"#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!", "#ERROR!"}
)
SERIAL_EPOCH: Final = date(1899, 12, 30)
SERIAL_EPOCH_TIME: Final = datetime(1899, 12, 30, tzinfo=UTC)
CELL_MAX: Final = 49_000
TYPED_MAX: Final = 5_000
"""Characters that a typed cell may have: what is told of it has to fit into a cell again."""

PLAIN_NUMBER: Final = re.compile(r"[+-]?\d+(\.\d+)?")
YES: Final = frozenset({"yes", "true", "y", "x", "on", "ja", "si", "sí", "oui"})
NO: Final = frozenset({"no", "false", "n", "off", "nein", "non"})


def read_cell(column: Column, cell: Cell) -> object:
    """Return the value of a cell that is not blank, as the model wants it.

    Raises:
        CellError: it is not what the column holds.
    """
    if isinstance(cell, str) and cell.strip() in FORMULA_ERRORS:
        raise CellError(
            f"the formula gives {cell.strip()}", "Mend the formula or type a plain value."
        )
    if isinstance(cell, str) and len(cell) > TYPED_MAX:
        raise CellError(f"it has {len(cell):,} characters", f"Use {TYPED_MAX:,} at most.")
    return READERS[column.kind](column, cell)


def write_cell(column: Column, value: object) -> Cell:
    """Return what stands in the cell for a value."""
    if value is None or value == "":
        return None
    if column.is_true_when_blank:
        return "yes" if value else "no"
    return WRITERS[column.kind](value)


def number_of(value: Decimal) -> int | float:
    """Return the double that holds a quantity exactly."""
    return int(value) if value == value.to_integral_value() else float(value)


def serial_of(moment: datetime) -> float:
    """Return a moment as days since the spreadsheet's epoch, in UTC, to the millisecond."""
    days = (moment - SERIAL_EPOCH_TIME) / timedelta(days=1)
    return round(days, 8)


def date_of(serial: float) -> date:
    """Return the day a serial number stands for."""
    return SERIAL_EPOCH + timedelta(days=int(serial))


def _read_text(_column: Column, cell: Cell) -> str:
    return shown(cell) if isinstance(cell, bool) else plain_text(cell)


def _read_list(_column: Column, cell: Cell) -> tuple[str, ...]:
    parts = (part.strip() for part in re.split(r"[;\n]", plain_text(cell)))
    return tuple(dict.fromkeys(part for part in parts if part))


def _read_packs(_column: Column, cell: Cell) -> tuple[Pack, ...]:
    mend = "Write it as: case=12; pallet=480, with its barcode behind it where it has one: case=12 04012345678901"
    packs: dict[str, Pack] = {}
    for part in (p.strip() for p in re.split(r"[;\n]", plain_text(cell))):
        if not part:
            continue
        unit, _, rest = (piece.strip() for piece in part.partition("="))
        size, _, barcode = rest.partition(" ")
        is_pack = unit and PLAIN_NUMBER.fullmatch(size) and Decimal(size) > 0
        if not is_pack or " " in barcode.strip():
            raise CellError(f"“{part}” is not a pack", mend)
        if unit in packs:
            raise CellError(f"the pack “{unit}” stands there twice", mend)
        packs[unit] = Pack(unit=unit, quantity=Decimal(size), barcode=barcode.strip())
    return tuple(packs.values())


def _read_components(_column: Column, cell: Cell) -> tuple[Component, ...]:
    mend = "Write it as: MUG-BLU=2; CANDLE-PLR=1"
    components: dict[str, Component] = {}
    for part in (p.strip() for p in re.split(r"[;\n]", plain_text(cell))):
        if not part:
            continue
        item, _, size = (piece.strip() for piece in part.rpartition("="))
        if not item or not PLAIN_NUMBER.fullmatch(size) or Decimal(size) <= 0:
            raise CellError(f"“{part}” is not an item and its quantity", mend)
        if item in components:
            raise CellError(f"the item “{item}” stands there twice", mend)
        components[item] = Component(item=item, quantity=Decimal(size))
    return tuple(components.values())


def _read_number(column: Column, cell: Cell) -> Decimal:
    number = _number(cell)
    if number is None:
        raise CellError(f"“{shown(cell)}” is not a number", "Type a plain number, or clear it.")
    if number < 0 and not column.is_signed:
        raise CellError("it is below zero", "Type zero or more, or clear it.")
    if abs(number) > QUANTITY_MAX:
        raise CellError("it is beyond 999,999,999", "Type a smaller number.")
    if decimals_of(number) > DECIMALS_MAX:
        raise CellError("it has more than six decimals", "Round it to six decimals.")
    return number


def _number(cell: Cell) -> Decimal | None:
    """A double shows 15 digits; what a formula left beyond them was never meant."""
    if isinstance(cell, bool) or cell is None:
        return None
    text = cell.strip() if isinstance(cell, str) else f"{cell:.15g}"
    if isinstance(cell, str) and not PLAIN_NUMBER.fullmatch(text):
        return None
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return trimmed(number) if number.is_finite() else None


def _read_integer(column: Column, cell: Cell) -> int:
    number = _read_number(column, cell)
    if decimals_of(number):
        raise CellError(f"“{shown(cell)}” is not a whole number", "Type a whole number.")
    return int(number)


def read_boolean(cell: Cell) -> bool:
    """Return yes or no, however it was typed.

    Raises:
        CellError: it is neither.
    """
    if isinstance(cell, bool):
        return cell
    word = plain_text(cell).casefold()
    if word in YES:
        return True
    if word in NO:
        return False
    raise CellError(f"“{shown(cell)}” is neither yes nor no", "Type yes or no.")


def _read_choice(column: Column, cell: Cell) -> str:
    word = plain_text(cell).casefold().replace(" ", "_").replace("-", "_")
    choice = next((one for one in column.choices if one.casefold() == word), None)
    if choice is None:
        raise CellError(
            f"“{shown(cell)}” is not one of the choices", f"Choose: {', '.join(column.choices)}."
        )
    return choice


def _read_date(_column: Column, cell: Cell) -> date:
    if isinstance(cell, (int, float)) and not isinstance(cell, bool) and 1 <= cell < 2_958_466:
        return date_of(cell)
    try:
        return date.fromisoformat(plain_text(cell))
    except ValueError:
        raise CellError(
            f"“{shown(cell)}” is not a date", "Type a date, as in 2027-03-01."
        ) from None


def _write_number(value: object) -> Cell:
    return number_of(value) if isinstance(value, Decimal) else int(str(value))


def _write_text(value: object) -> Cell:
    """A text too long for a cell is cut, since Google would refuse the batch; Audit has it whole."""
    if isinstance(value, Linked):
        return value
    text = str(value.value) if isinstance(value, Enum) else str(value)
    return text if len(text) <= CELL_MAX else f"{text[: CELL_MAX - 1]}…"


def _write_packs(value: object) -> Cell:
    packs = value if isinstance(value, tuple) else ()
    each = (f"{p.unit}={p.quantity} {p.barcode}".strip() for p in packs if isinstance(p, Pack))
    return "; ".join(each) or None


def _write_list(value: object) -> Cell:
    return "; ".join(map(str, value)) or None if isinstance(value, tuple) else str(value)


def _write_components(value: object) -> Cell:
    components = value if isinstance(value, tuple) else ()
    return "; ".join(f"{one.item}={one.quantity:f}" for one in components) or None


def _write_date(value: object) -> Cell:
    if not isinstance(value, date):
        return str(value)
    return (value - SERIAL_EPOCH).days


def _write_moment(value: object) -> Cell:
    return serial_of(value) if isinstance(value, datetime) else str(value)


def _write_boolean(value: object) -> Cell:
    return bool(value)


READERS: Final[dict[Kind, Callable[[Column, Cell], object]]] = {
    Kind.TEXT: _read_text,
    Kind.LIST: _read_list,
    Kind.PACKS: _read_packs,
    Kind.COMPONENTS: _read_components,
    Kind.QUANTITY: _read_number,
    Kind.MONEY: _read_number,
    Kind.INTEGER: _read_integer,
    Kind.BOOLEAN: lambda _column, cell: read_boolean(cell),
    Kind.CHOICE: _read_choice,
    Kind.DATE: _read_date,
    Kind.DATETIME: _read_date,
    Kind.JSON: _read_text,
    Kind.BRACKETS: lambda _column, cell: read_brackets(cell),
    Kind.AREAS: lambda _column, cell: read_areas(cell),
    Kind.WEEKDAYS: lambda _column, cell: read_weekdays(cell),
    Kind.TIME: lambda _column, cell: read_time(cell),
    Kind.PRICES: lambda _column, cell: read_prices(cell),
}

WRITERS: Final[dict[Kind, Callable[[object], Cell]]] = {
    Kind.TEXT: _write_text,
    Kind.LIST: _write_list,
    Kind.PACKS: _write_packs,
    Kind.COMPONENTS: _write_components,
    Kind.QUANTITY: _write_number,
    Kind.MONEY: _write_number,
    Kind.INTEGER: _write_number,
    Kind.BOOLEAN: _write_boolean,
    Kind.CHOICE: _write_text,
    Kind.DATE: _write_date,
    Kind.DATETIME: _write_moment,
    Kind.JSON: _write_text,
    Kind.BRACKETS: write_brackets,
    Kind.AREAS: _write_list,
    Kind.WEEKDAYS: _write_list,
    Kind.TIME: write_time,
    Kind.PRICES: write_prices,
}
