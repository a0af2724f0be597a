"""sortRange: the rows of an area in another order, with what is marked on them."""

from typing import Any

from sandbox.google.bounds import Bounds
from sandbox.google.calculation import CellValues
from sandbox.google.editing import Edit
from sandbox.google.errors import BadRequest
from sandbox.google.ranges import bounds_of
from sandbox.google.requests.handler import handler
from sandbox.google.requests.layers import carried, layers_of, used_rows
from sandbox.google.values import ErrorValue, Value
from sandbox.google.wire import Json, child, integer, members
from sandbox.google.workbook import MAX_COLUMNS, Sheet, Workbook


def sort_range(edit: Edit, body: Json) -> None:
    """Put the rows of an area in order: numbers, texts, booleans, errors, and blanks last."""
    found, bounds = bounds_of(edit.workbook, child(body, "range"))
    edit.check(found, bounds)
    columns = _sort_columns(body, bounds)
    values = CellValues(edit.workbook, edit.now)
    order = list(range(bounds.start_row, min(bounds.end_row, used_rows(found))))
    for column, descending in reversed(columns):
        keys = {row: sort_key(values.value(found, row, column)) for row in order}
        filled = [row for row in order if keys[row] is not None]
        blank = [row for row in order if keys[row] is None]
        # Equals keep their order also when the order is turned round.
        order = sorted(filled, key=lambda row: keys[row] or (), reverse=descending) + blank
    rearrange(edit.workbook, edit.workbook.edit(found.id), bounds, order)


def sort_key(value: Value) -> tuple[Any, ...] | None:
    """Where a value stands among others; None for a blank, which comes last either way."""
    match value:
        case None | "":
            return None
        case bool():
            return (2, value)
        case str():
            return (1, value.casefold())
        case ErrorValue():
            return (3, value.text)
        case _:
            return (0, float(value))


def _sort_columns(body: Json, bounds: Bounds) -> list[tuple[int, bool]]:
    specs = members(body, "sortSpecs")
    if not specs:
        raise BadRequest("Must specify at least one sort spec.")
    columns = []
    for spec in specs:
        column = integer(spec, "dimensionIndex", 0)
        if not bounds.start_column <= column < bounds.end_column:
            raise BadRequest(
                f"sortSpecs.dimensionIndex[{column}] is outside the range to be sorted."
            )
        columns.append((column, spec.get("sortOrder") == "DESCENDING"))
    return columns


def rearrange(workbook: Workbook, sheet: Sheet, bounds: Bounds, order: list[int]) -> None:
    """Write each row of the area anew as the old row `order` names for it."""
    if _covers_whole_rows(sheet, bounds):
        _carry_row_marks(
            workbook, sheet, {old: new for new, old in enumerate(order, bounds.start_row)}
        )
        if not sheet.has_formulas and bounds.covers(
            sheet.bounds.intersection(_all_columns(bounds))
        ):
            sheet.grid.reorder_rows(dict(enumerate(order, bounds.start_row)))
            return
    entries, facets = layers_of(sheet, bounds)
    for row, old in enumerate(order, bounds.start_row):
        source = old - bounds.start_row
        moved = [carried(entry, row - old, 0) for entry in entries[source]]
        sheet.grid.set_entries(row, bounds.start_column, moved)
        sheet.grid.set_facets(row, bounds.start_column, facets[source])


def _all_columns(bounds: Bounds) -> Bounds:
    return Bounds(bounds.start_row, bounds.end_row, 0, MAX_COLUMNS)


def _covers_whole_rows(sheet: Sheet, bounds: Bounds) -> bool:
    """Whether nothing of these rows lies outside the area: then it is the rows that move."""
    rows = sheet.grid.entries[bounds.start_row : bounds.end_row]
    left = any(each is not None for row in rows for each in row[: bounds.start_column])
    return not left and all(len(row) <= bounds.end_column for row in rows)


def _carry_row_marks(workbook: Workbook, sheet: Sheet, places: dict[int, int]) -> None:
    """Developer metadata on rows goes where its row goes."""
    for number, metadata in workbook.developer_metadata.items():
        span = metadata["location"].get("dimensionRange")
        if span and span["sheetId"] == sheet.id and span["dimension"] == "ROWS":
            row = places.get(span["startIndex"], span["startIndex"])
            moved = span | {"startIndex": row, "endIndex": row + 1}
            location = metadata["location"] | {"dimensionRange": moved}
            workbook.developer_metadata[number] = metadata | {"location": location}


HANDLERS = {"sortRange": handler(sort_range, "range sortSpecs")}
