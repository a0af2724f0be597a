"""insertRange and deleteRange: cells that go aside, or close up."""

from sandbox.google.bounds import Bounds
from sandbox.google.editing import Edit
from sandbox.google.errors import BadRequest
from sandbox.google.ranges import bounds_of
from sandbox.google.requests.handler import handler
from sandbox.google.requests.layers import layers_of, put_layers, used_rows, wipe
from sandbox.google.wire import Json, child
from sandbox.google.workbook import Sheet


def insert_range(edit: Edit, body: Json) -> None:
    """Make room: the cells of an area and all beyond go down or to the right."""
    found, bounds = bounds_of(edit.workbook, child(body, "range"))
    beyond = _beyond(found, bounds, _shift_dimension(body))
    edit.check(found, beyond)
    sheet = edit.workbook.edit(found.id)
    rows = _shift_dimension(body) == "ROWS"
    used = layers_of(sheet, beyond)
    if rows:
        sheet.row_count = max(sheet.row_count, used_rows(sheet) + bounds.height)
        at = (bounds.end_row, bounds.start_column)
    else:
        widest = max((len(row) for row in sheet.grid.entries), default=0)
        sheet.column_count = max(sheet.column_count, widest + bounds.width)
        at = (bounds.start_row, bounds.end_column)
    edit.workbook.check_size()
    wipe(sheet, bounds)
    put_layers(sheet, at, used)


def delete_range(edit: Edit, body: Json) -> None:
    """Close an area: the cells beyond come up or to the left."""
    found, bounds = bounds_of(edit.workbook, child(body, "range"))
    dimension = _shift_dimension(body)
    whole = _beyond(found, bounds, dimension)
    edit.check(found, whole)
    sheet = edit.workbook.edit(found.id)
    if dimension == "ROWS":
        rest = Bounds(bounds.end_row, whole.end_row, whole.start_column, whole.end_column)
    else:
        rest = Bounds(whole.start_row, whole.end_row, bounds.end_column, whole.end_column)
    kept = layers_of(sheet, rest)
    wipe(sheet, whole)
    put_layers(sheet, (bounds.start_row, bounds.start_column), kept)


def _beyond(sheet: Sheet, bounds: Bounds, dimension: str) -> Bounds:
    """The area together with all cells after it, as far as anything is there."""
    if dimension == "ROWS":
        last = max(bounds.end_row, used_rows(sheet))
        return Bounds(bounds.start_row, last, bounds.start_column, bounds.end_column)
    width = max((len(row) for row in (*sheet.grid.entries, *sheet.grid.facets)), default=0)
    last = max(bounds.end_column, width)
    return Bounds(bounds.start_row, bounds.end_row, bounds.start_column, last)


def _shift_dimension(body: Json) -> str:
    dimension = body.get("shiftDimension")
    if dimension not in ("ROWS", "COLUMNS"):
        raise BadRequest("shiftDimension must be specified.")
    return str(dimension)


HANDLERS = {
    "insertRange": handler(insert_range, "range shiftDimension"),
    "deleteRange": handler(delete_range, "range shiftDimension"),
}
