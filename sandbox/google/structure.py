"""Rows and columns themselves: inserting, deleting and moving them with all that hangs on them."""

from sandbox.google.errors import BadRequest
from sandbox.google.formula_shift import restructure_formulas
from sandbox.google.shifting import Deletion, Insertion, Relocation, Shift, shift_everything
from sandbox.google.workbook import Sheet, Workbook


def insert(workbook: Workbook, sheet: Sheet, dimension: str, index: int, count: int) -> None:
    """Put `count` blank rows or columns before `index`; `sheet` must be the workbook's own copy."""
    if dimension == "ROWS":
        sheet.row_count += count
        sheet.grid.insert_rows(index, count)
    else:
        sheet.column_count += count
        sheet.grid.insert_columns(index, count)
    workbook.check_size()
    _carry_along(workbook, sheet, dimension, Insertion(index, count))


def delete(workbook: Workbook, sheet: Sheet, dimension: str, start: int, end: int) -> None:
    """Take away the rows or columns `start` to `end`.

    Raises:
        BadRequest: if they do not exist, or none would be left.
    """
    what = "row" if dimension == "ROWS" else "column"
    size = sheet.size(dimension)
    if end > size:
        raise BadRequest(
            f"Cannot delete a {what} that doesn't exist. Tried to delete {what} index {end - 1} "
            f"but there are only {size} {what}s."
        )
    if end - start == size:
        raise BadRequest(f"You can't delete all the {what}s on the sheet.")
    frozen = "frozenRowCount" if dimension == "ROWS" else "frozenColumnCount"
    kept_frozen = sheet.grid_properties.get(frozen, 0)
    if kept_frozen and size - (end - max(start, kept_frozen)) <= kept_frozen:
        raise BadRequest(f"Sorry, it is not possible to delete all non-frozen {what}s.")
    if dimension == "ROWS":
        sheet.row_count -= end - start
        sheet.grid.delete_rows(start, end)
    else:
        sheet.column_count -= end - start
        sheet.grid.delete_columns(start, end)
    _thaw(sheet, frozen, start, end)
    _carry_along(workbook, sheet, dimension, Deletion(start, end))


def move(workbook: Workbook, sheet: Sheet, dimension: str, shift: Relocation) -> None:
    """Put the rows or columns of `shift` before its destination."""
    size = sheet.size(dimension)
    if shift.last > size or shift.destination > size:
        raise BadRequest("Cannot move dimensions outside of the grid.")
    if shift.first < shift.destination < shift.last:
        raise BadRequest("Cannot move dimensions into themselves.")
    places = {shift.start(old): old for old in range(size)}
    if dimension == "ROWS":
        sheet.grid.reorder_rows({new: old for new, old in places.items() if new != old})
    else:
        sheet.grid.reorder_columns([places[new] for new in range(size)])
    _carry_along(workbook, sheet, dimension, shift)


def _carry_along(workbook: Workbook, sheet: Sheet, dimension: str, shift: Shift) -> None:
    shift_everything(workbook, sheet, dimension, shift)
    restructure_formulas(workbook, sheet, dimension, shift)


def _thaw(sheet: Sheet, frozen: str, start: int, end: int) -> None:
    """Frozen rows that were deleted no longer count."""
    count = sheet.grid_properties.get(frozen, 0)
    gone = max(0, min(end, count) - start)
    if gone:
        sheet.properties = sheet.properties | {
            "gridProperties": sheet.grid_properties | {frozen: count - gone}
        }
