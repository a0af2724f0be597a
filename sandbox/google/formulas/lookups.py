"""Finding values in tables, and asking a range about itself."""

from collections.abc import Sequence
from typing import Final

from sandbox.google.a1 import cell_name, column_letters
from sandbox.google.formulas.calling import Call, Function
from sandbox.google.formulas.coercion import as_text, compare
from sandbox.google.formulas.criteria import wildcard
from sandbox.google.formulas.results import (
    Failure,
    Reference,
    Result,
    Table,
    flattened,
)
from sandbox.google.values import ErrorType, ErrorValue, Value


def _vlookup(call: Call) -> Result:
    table = call.table(1)
    column = call.whole(2)
    if column < 1:
        raise Failure(
            ErrorType.VALUE,
            f"{call.parameter(2)} value is {column}. It should be greater than or equal to 1.",
        )
    if column > len(table[0]):
        raise Failure(ErrorType.REF, "VLOOKUP evaluates to an out of bounds range.")
    place = _place(call, [row[0] for row in table], sorted_=call.truth(3, default=True))
    return table[place][column - 1]


def _hlookup(call: Call) -> Result:
    table = call.table(1)
    row = call.whole(2)
    if not 1 <= row <= len(table):
        raise Failure(ErrorType.REF, "HLOOKUP evaluates to an out of bounds range.")
    place = _place(call, table[0], sorted_=call.truth(3, default=True))
    return table[row - 1][place]


def _place(call: Call, keys: Sequence[Value], *, sorted_: bool) -> int:
    wanted = call.value(0)
    place = _last_not_above(wanted, keys) if sorted_ else _first_equal(wanted, keys)
    return _demand(call, place, wanted)


def _demand(call: Call, place: int | None, wanted: Value) -> int:
    if place is None:
        raise Failure(
            ErrorType.N_A, f"Did not find value '{as_text(wanted)}' in {call.name} evaluation."
        )
    return place


def _comparable(wanted: Value, key: Value) -> bool:
    if key is None or isinstance(key, ErrorValue):
        return False
    return isinstance(key, str) == isinstance(wanted, str)


def _first_equal(wanted: Value, keys: Sequence[Value], *, wild: bool = True) -> int | None:
    pattern = wildcard(wanted) if isinstance(wanted, str) and wild else None
    for place, key in enumerate(keys):
        if not _comparable(wanted, key):
            continue
        if pattern is not None and isinstance(key, str):
            if pattern.fullmatch(key):
                return place
        elif compare(key, wanted) == 0:
            return place
    return None


def _last_not_above(wanted: Value, keys: Sequence[Value]) -> int | None:
    """The place of the largest key not above `wanted`, where keys are sorted upwards."""
    best = None
    for place, key in enumerate(keys):
        if _comparable(wanted, key):
            if compare(key, wanted) > 0:
                break
            best = place
    return best


def _first_not_below(wanted: Value, keys: Sequence[Value]) -> int | None:
    """The place of the smallest key not below `wanted`, where keys are sorted downwards."""
    best = None
    for place, key in enumerate(keys):
        if _comparable(wanted, key):
            if compare(key, wanted) < 0:
                break
            best = place
    return best


def _match(call: Call) -> float:
    keys = list(flattened(call.table(1)))
    wanted = call.value(0)
    order = call.number(2, 1.0)
    if order == 0:
        place = _first_equal(wanted, keys)
    elif order > 0:
        place = _last_not_above(wanted, keys)
    else:
        place = _first_not_below(wanted, keys)
    return _demand(call, place, wanted) + 1.0


def _xlookup(call: Call) -> Result:
    keys = list(flattened(call.table(1)))
    wanted = call.value(0)
    place = _xplace(call, wanted, keys)
    if place is None and len(call) > 3 and call.result(3) is not None:
        return call.result(3)
    place = _demand(call, place, wanted)
    results = call.table(2)
    if len(results) == len(keys):
        return (results[place],) if len(results[0]) > 1 else results[place][0]
    if len(results[0]) != len(keys):
        raise Failure(ErrorType.VALUE, "Array arguments to XLOOKUP are of different size.")
    return tuple((row[place],) for row in results) if len(results) > 1 else results[0][place]


def _xplace(call: Call, wanted: Value, keys: list[Value]) -> int | None:
    backwards = call.whole(5, 1) < 0
    places = range(len(keys))[::-1] if backwards else range(len(keys))
    ordered = [keys[place] for place in places]
    mode = call.whole(4)
    found = _first_equal(wanted, ordered, wild=mode == 2)
    if found is None and mode in (-1, 1):
        found = _nearest(wanted, ordered, mode)
    return None if found is None else places[found]


def _nearest(wanted: Value, keys: list[Value], side: int) -> int | None:
    """The closest key below (`side` -1) or above (1) `wanted`."""
    best: int | None = None
    for place, key in enumerate(keys):
        if not _comparable(wanted, key) or compare(key, wanted) * side < 0:
            continue
        if best is None or compare(key, keys[best]) * side < 0:
            best = place
    return best


def _index(call: Call) -> Result:
    table = call.table(0)
    row, column = call.whole(1), call.whole(2)
    if len(table) == 1 and len(call) == 2 and len(table[0]) > 1:
        row, column = 0, row
    if not (0 <= row <= len(table) and 0 <= column <= len(table[0])):
        raise Failure(
            ErrorType.NUM,
            f"{call.parameter(1)} value is {row}. Valid values are between 0 and {len(table)} inclusive.",
        )
    rows = table[row - 1 : row] if row else table
    return _cut(rows, column)


def _cut(rows: Table, column: int) -> Result:
    cut = tuple(line[column - 1 : column] if column else line for line in rows)
    return cut[0][0] if len(cut) == len(cut[0]) == 1 else cut


def _choose(call: Call) -> Result:
    place = call.whole(0)
    if not 1 <= place < len(call):
        raise Failure(
            ErrorType.NUM,
            f"{call.parameter(0)} value is {place}. Valid values are between 1 and {len(call) - 1} inclusive.",
        )
    return call.result(place)


def _own(call: Call) -> Reference:
    if len(call):
        return call.reference(0)
    at = call.surroundings.at
    return Reference(at.sheet, at.row, at.row + 1, at.column, at.column + 1)


def _row(call: Call) -> Result:
    area = _own(call)
    rows = tuple((float(row + 1),) for row in range(area.start_row, area.end_row))
    return rows[0][0] if len(rows) == 1 else rows


def _column(call: Call) -> Result:
    area = _own(call)
    columns = tuple(float(column + 1) for column in range(area.start_column, area.end_column))
    return columns[0] if len(columns) == 1 else (columns,)


def _rows(call: Call) -> float:
    result = call.result(0)
    if isinstance(result, Reference):
        return float(result.end_row - result.start_row)
    return float(len(call.table(0)))


def _columns(call: Call) -> float:
    result = call.result(0)
    if isinstance(result, Reference):
        return float(result.end_column - result.start_column)
    return float(len(call.table(0)[0]))


def _address(call: Call) -> str:
    row, column, mode = call.whole(0), call.whole(1), call.whole(2, 1)
    if row < 1 or column < 1:
        raise Failure(ErrorType.VALUE, f"{call.parameter(0)} value is out of range.")
    if mode == 4:
        return cell_name(row - 1, column - 1)
    fixed_column = "$" if mode in (1, 3) else ""
    fixed_row = "$" if mode in (1, 2) else ""
    return f"{fixed_column}{column_letters(column - 1)}{fixed_row}{row}"


FUNCTIONS: Final = (
    Function("VLOOKUP", 3, 4, _vlookup),
    Function("HLOOKUP", 3, 4, _hlookup),
    Function("MATCH", 2, 3, _match),
    Function("XLOOKUP", 3, 6, _xlookup),
    Function("INDEX", 1, 3, _index, arrays=True),
    Function("CHOOSE", 2, None, _choose),
    Function("ROW", 0, 1, _row),
    Function("COLUMN", 0, 1, _column),
    Function("ROWS", 1, 1, _rows),
    Function("COLUMNS", 1, 1, _columns),
    Function("ADDRESS", 2, 3, _address),
)
