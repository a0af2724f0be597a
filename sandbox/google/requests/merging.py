"""Requests that merge cells and part them again."""

from collections.abc import Iterator

from sandbox.google.bounds import Bounds
from sandbox.google.editing import Edit
from sandbox.google.errors import BadRequest
from sandbox.google.ranges import bounds_of
from sandbox.google.requests.handler import handler
from sandbox.google.wire import Json, child
from sandbox.google.workbook import Sheet, Workbook

MERGE_TYPES = ("MERGE_ALL", "MERGE_COLUMNS", "MERGE_ROWS")


def merge_cells(edit: Edit, body: Json) -> None:
    """Make one cell of many, or one of each row or column; only the first value stays."""
    found, bounds = bounds_of(edit.workbook, child(body, "range"))
    kind = body.get("mergeType", "MERGE_ALL")
    if kind not in MERGE_TYPES:
        raise BadRequest(f"Invalid value at 'merge_cells.merge_type', \"{kind}\"")
    edit.check(found, bounds)
    _check_frozen(found, bounds)
    sheet = edit.workbook.edit(found.id)
    _drop_inside(edit.workbook, sheet, bounds)
    for part in _parts(bounds, kind):
        if not part.is_single_cell:
            _keep_first_value(sheet, part)
            sheet.objects["merges"].append(part.grid_range(sheet.id))


def unmerge_cells(edit: Edit, body: Json) -> None:
    """Part every merged range that lies in the area."""
    found, bounds = bounds_of(edit.workbook, child(body, "range"))
    edit.check(found, bounds)
    _drop_inside(edit.workbook, edit.workbook.edit(found.id), bounds)


def _drop_inside(workbook: Workbook, sheet: Sheet, bounds: Bounds) -> None:
    kept = []
    for merge in sheet.objects["merges"]:
        _, area = bounds_of(workbook, merge)
        if not area.meets(bounds):
            kept.append(merge)
        elif not bounds.covers(area):
            raise BadRequest(
                "You must select all cells in a merged range to merge or unmerge them."
            )
    sheet.objects["merges"] = kept


def _parts(bounds: Bounds, kind: str) -> Iterator[Bounds]:
    match kind:
        case "MERGE_COLUMNS":
            for column in range(bounds.start_column, bounds.end_column):
                yield Bounds(bounds.start_row, bounds.end_row, column, column + 1)
        case "MERGE_ROWS":
            for row in range(bounds.start_row, bounds.end_row):
                yield Bounds(row, row + 1, bounds.start_column, bounds.end_column)
        case _:
            yield bounds


def _keep_first_value(sheet: Sheet, part: Bounds) -> None:
    """The upper left value stays; if that is blank, the first one found takes its place."""
    entries = (entry for row in sheet.grid.block(part) for entry in row if entry is not None)
    first = next(entries, None)
    sheet.grid.clear_entries(part)
    sheet.grid.set_entries(part.start_row, part.start_column, [first])


def _check_frozen(sheet: Sheet, bounds: Bounds) -> None:
    frozen = sheet.grid_properties
    if bounds.start_row < frozen.get("frozenRowCount", 0) < bounds.end_row:
        raise BadRequest("You can't merge frozen and non-frozen rows.")
    if bounds.start_column < frozen.get("frozenColumnCount", 0) < bounds.end_column:
        raise BadRequest("You can't merge frozen and non-frozen columns.")


HANDLERS = {
    "mergeCells": handler(merge_cells, "range mergeType"),
    "unmergeCells": handler(unmerge_cells, "range"),
}
