"""Requests that write cells: updateCells, appendCells, repeatCell, notes and formats among them."""

from collections.abc import Sequence

from sandbox.google.bounds import Bounds
from sandbox.google.colours import mask_for_both, with_both_spellings
from sandbox.google.editing import Edit
from sandbox.google.errors import BadRequest
from sandbox.google.fieldmask import FieldMask
from sandbox.google.formula_shift import shifted_formula
from sandbox.google.grid import Facet
from sandbox.google.ranges import bounds_of, coordinate_of
from sandbox.google.requests.handler import handler, update_mask
from sandbox.google.requests.tables import room_in_table
from sandbox.google.runs import RUNS, check_runs
from sandbox.google.values import Entry, ExtendedValueError, Formula, from_extended_value
from sandbox.google.wire import Json, child, integer, members
from sandbox.google.workbook import Sheet

VALUE = "userEnteredValue"
READ_ONLY = ("effectiveValue", "formattedValue", "effectiveFormat")


def update_cells(edit: Edit, body: Json) -> None:
    """Write rows of cells at `start`, or over `range`, whose uncovered cells are blanked."""
    mask = update_mask(body)
    rows = members(body, "rows")
    if ("range" in body) == ("start" in body):
        raise BadRequest("updateCells must have exactly one of start or range.")
    if "range" in body:
        sheet, bounds = bounds_of(edit.workbook, child(body, "range"))
        _check_fits(bounds, rows)
        edit.check(sheet, bounds)
        full = [_cells(rows, each, bounds.width) for each in range(bounds.height)]
        write_cells(edit, sheet, (bounds.start_row, bounds.start_column), full, mask)
        return
    sheet, row, column = coordinate_of(edit.workbook, child(body, "start"))
    cells = [members(each, "values") for each in rows]
    width = max((len(each) for each in cells), default=0)
    area = Bounds(row, row + len(cells), column, column + width)
    _check_grid(sheet, area)
    if not area.is_empty:
        edit.check(sheet, area)
        write_cells(edit, sheet, (row, column), cells, mask)


def append_cells(edit: Edit, body: Json) -> None:
    """Write rows under the last one with anything in it, growing the tab's rows if need be."""
    mask = update_mask(body)
    cells = [members(each, "values") for each in members(body, "rows")]
    width = max((len(each) for each in cells), default=0)
    if "tableId" in body:
        _append_to_table(edit, body["tableId"], cells, mask)
        return
    sheet = edit.workbook.edit(integer(body, "sheetId", 0))
    if width > sheet.column_count:
        raise BadRequest(
            f"Attempting to write column: {width - 1}, beyond the last requested column of: "
            f"{sheet.column_count - 1}"
        )
    start = sheet.grid.filled_rows
    sheet.row_count = max(sheet.row_count, start + len(cells))
    edit.workbook.check_size()
    if cells and width:
        edit.check(sheet, Bounds(start, start + len(cells), 0, width))
        write_cells(edit, sheet, (start, 0), cells, mask)


def _append_to_table(
    edit: Edit, table_id: object, cells: Sequence[Sequence[Json]], mask: FieldMask
) -> None:
    sheet, room = room_in_table(edit, table_id, len(cells))
    if any(len(row) > room.width for row in cells):
        raise BadRequest("Attempting to write beyond the last column of the table.")
    edit.check(sheet, room)
    write_cells(edit, sheet, (room.start_row, room.start_column), cells, mask)


def repeat_cell(edit: Edit, body: Json) -> None:
    """Give every cell of a range the same value, format or note; formulas count relatively."""
    mask = update_mask(body)
    cell = child(body, "cell")
    sheet, bounds = bounds_of(edit.workbook, child(body, "range"))
    edit.check(sheet, bounds)
    if mask.wants(VALUE):
        entry = entry_of(cell)
        rows = (
            [_repeated(entry, row, column) for column in range(bounds.width)]
            for row in range(bounds.height)
        )
        edit.write_rows(sheet, bounds.start_row, bounds.start_column, rows)
    if touches_facets(mask):
        source = facet_source(cell)
        target = edit.workbook.edit(sheet.id)
        if mask.wants(RUNS) and cell.get(RUNS):
            _check_runs_of_all(target, bounds, cell)
        target.grid.change_facets(bounds, lambda facet: changed_facet(facet, source, mask))


def write_cells(
    edit: Edit, sheet: Sheet, at: tuple[int, int], rows: Sequence[Sequence[Json]], mask: FieldMask
) -> None:
    """Write CellData objects into an area already checked, as far as the mask goes."""
    row, column = at
    if mask.wants(VALUE):
        entries = ([entry_of(cell) for cell in cells] for cells in rows)
        edit.write_rows(sheet, row, column, entries)
    if not touches_facets(mask):
        return
    target = edit.workbook.edit(sheet.id)
    grid = target.grid
    for offset, cells in enumerate(rows):
        if mask.wants(RUNS):
            for each, cell in enumerate(cells):
                check_runs(cell, grid.entry(row + offset, column + each))
            target.has_runs = target.has_runs or any(cell.get(RUNS) for cell in cells)
        facets = [
            changed_facet(grid.facet(row + offset, column + each), facet_source(cell), mask)
            for each, cell in enumerate(cells)
        ]
        grid.set_facets(row + offset, column, facets)


def entry_of(cell: Json) -> Entry:
    """What a CellData object enters into its cell.

    Raises:
        BadRequest: if its value is none that can be entered.
    """
    value = cell.get(VALUE)
    if value is not None and not isinstance(value, dict):
        raise BadRequest(f"Invalid value at '{VALUE}', {value!r}")
    try:
        return from_extended_value(value)
    except ExtendedValueError as error:
        raise BadRequest(str(error)) from error


def touches_facets(mask: FieldMask) -> bool:
    """Whether an update says anything beyond the value."""
    return mask.wants_everything or any(path[0] != VALUE for path in mask.paths())


def facet_source(cell: Json) -> Facet:
    """Everything of a CellData object that is kept beside the value."""
    return {
        name: content
        for name, content in with_both_spellings(cell).items()
        if name != VALUE and name not in READ_ONLY and content not in (None, "", {})
    }


def changed_facet(facet: Facet | None, source: Facet, mask: FieldMask) -> Facet | None:
    """A facet after an update; one with nothing left is none."""
    return mask_for_both(mask).updated(facet or {}, source) or None


def _check_runs_of_all(target: Sheet, bounds: Bounds, cell: Json) -> None:
    for row in range(bounds.start_row, bounds.end_row):
        for column in range(bounds.start_column, bounds.end_column):
            check_runs(cell, target.grid.entry(row, column))
    target.has_runs = True


def _repeated(entry: Entry, rows: int, columns: int) -> Entry:
    if isinstance(entry, Formula) and (rows or columns):
        return shifted_formula(entry, rows, columns)
    return entry


def _cells(rows: Sequence[Json], index: int, width: int) -> list[Json]:
    cells = members(rows[index], "values") if index < len(rows) else []
    return cells + [{}] * (width - len(cells))


def _check_fits(bounds: Bounds, rows: Sequence[Json]) -> None:
    if len(rows) > bounds.height:
        raise BadRequest(
            f"Attempting to write row: {bounds.start_row + bounds.height}, beyond the last "
            f"requested row of: {bounds.end_row - 1}"
        )
    if any(len(members(row, "values")) > bounds.width for row in rows):
        raise BadRequest(
            f"Attempting to write column: {bounds.end_column}, beyond the last requested "
            f"column of: {bounds.end_column - 1}"
        )


def _check_grid(sheet: Sheet, area: Bounds) -> None:
    if area.end_row > sheet.row_count:
        raise BadRequest(
            f"Attempting to write row: {sheet.row_count}, beyond the last requested row of: "
            f"{sheet.row_count - 1}"
        )
    if area.end_column > sheet.column_count:
        raise BadRequest(
            f"Attempting to write column: {sheet.column_count}, beyond the last requested "
            f"column of: {sheet.column_count - 1}"
        )


HANDLERS = {
    "updateCells": handler(update_cells, "rows fields start range"),
    "appendCells": handler(append_cells, "sheetId rows fields tableId"),
    "repeatCell": handler(repeat_cell, "range cell fields"),
}
