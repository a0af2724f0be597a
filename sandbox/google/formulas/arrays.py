"""Functions whose result is a table, spilling into the cells right of and below the formula."""

from typing import Final

from sandbox.google.formulas.calling import Call, Function
from sandbox.google.formulas.coercion import as_truth, sort_key
from sandbox.google.formulas.results import Failure, Result, Table, flattened
from sandbox.google.values import ErrorType, Value

LARGEST_TABLE: Final = 1_000_000
"""Cells one formula may yield."""


def _filter(call: Call) -> Result:
    table = call.table(0)
    conditions = [call.table(index) for index in range(1, len(call))]
    if all(len(condition) == 1 for condition in conditions) and len(table) > 1:
        return _turned(_kept(call, _turned(table), conditions))
    return _kept(call, table, conditions)


def _kept(call: Call, table: Table, conditions: list[Table]) -> Table:
    """The rows for which every condition holds."""
    flat = [list(flattened(condition)) for condition in conditions]
    for place, condition in enumerate(flat, start=1):
        if len(condition) != len(table):
            raise Failure(
                ErrorType.N_A,
                "FILTER has mismatched range sizes. Expected row count: "
                f"{len(table)}. column count: 1. Actual row count: {len(condition)}, "
                f"column count: {len(conditions[place - 1][0])}.",
            )
    kept = tuple(
        row
        for row, truths in zip(table, zip(*flat, strict=True), strict=True)
        if all(as_truth(truth, call.parameter(1)) for truth in truths)
    )
    if not kept:
        raise Failure(ErrorType.N_A, "No matches are found in FILTER evaluation.")
    return kept


def _unique(call: Call) -> Result:
    seen: dict[tuple[object, ...], tuple[Value, ...]] = {}
    for row in call.table(0):
        key = tuple((type(value), value) for value in row)
        seen.setdefault(key, row)
    return tuple(seen.values())


def _sort(call: Call) -> Result:
    rows = list(call.table(0))
    orders = [(i, call.truth(i + 1, default=True)) for i in range(1, len(call), 2)] or [(0, True)]
    for index, ascending in reversed(orders):
        column = call.whole(index) - 1 if index else 0
        if not 0 <= column < len(rows[0]):
            raise Failure(ErrorType.VALUE, f"{call.parameter(index)} value is out of range.")
        filled = [row for row in rows if row[column] is not None]
        blank = [row for row in rows if row[column] is None]
        filled.sort(key=lambda row: sort_key(row[column]), reverse=not ascending)
        rows = filled + blank
    return tuple(rows)


def _transpose(call: Call) -> Result:
    return _turned(call.table(0))


def _turned(table: Table) -> Table:
    return tuple(zip(*table, strict=True))


def _sequence(call: Call) -> Result:
    rows, columns = call.whole(0), call.whole(1, 1)
    if rows * columns > LARGEST_TABLE:
        raise Failure(ErrorType.ERROR, "Result was too large.")
    start, step = call.number(2, 1.0), call.number(3, 1.0)
    if rows < 1 or columns < 1:
        raise Failure(ErrorType.NUM, f"{call.parameter(0)} should be greater than or equal to 1.")
    return tuple(
        tuple(start + step * (row * columns + column) for column in range(columns))
        for row in range(rows)
    )


def _flatten(call: Call) -> Result:
    return tuple((value,) for value in call.values())


FUNCTIONS: Final = (
    Function("ARRAYFORMULA", 1, 1, lambda call: call.table(0), arrays=True),
    Function("FILTER", 2, None, _filter, arrays=True),
    Function("UNIQUE", 1, 1, _unique, arrays=True),
    Function("SORT", 1, None, _sort, arrays=True),
    Function("TRANSPOSE", 1, 1, _transpose, arrays=True),
    Function("SEQUENCE", 1, 4, _sequence),
    Function("FLATTEN", 1, None, _flatten, arrays=True),
)
