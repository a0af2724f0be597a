"""spreadsheets.values, inwards: `null` leaves a cell alone, "" blanks it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sandbox.google import structure
from sandbox.google.a1 import column_letters
from sandbox.google.bounds import Bounds
from sandbox.google.calculation import number_format_of
from sandbox.google.editing import Edit
from sandbox.google.entering import enter
from sandbox.google.errors import BadRequest
from sandbox.google.ranges import a1_text, locate, outside
from sandbox.google.runs import drop_runs
from sandbox.google.table_detection import table_touching
from sandbox.google.value_bodies import INPUT_OPTIONS, UNTOLD, enum_of, rows_of
from sandbox.google.values import Entry
from sandbox.google.wire import Json
from sandbox.google.workbook import Sheet


@dataclass(frozen=True, slots=True)
class Written:
    """What a write did: where, and how many cells got a value."""

    sheet: Sheet
    bounds: Bounds
    cells: int

    def response(self, file_id: str) -> Json:
        """Google's UpdateValuesResponse; counts of nothing are left out."""
        counts = {"updatedRows": self.bounds.height, "updatedColumns": self.bounds.width}
        if not self.cells:
            counts = {}
        answer: Json = {"spreadsheetId": file_id, "updatedRange": self.range} | counts
        return answer | ({"updatedCells": self.cells} if self.cells else {})

    @property
    def range(self) -> str:
        bounds = self.bounds
        if bounds.is_empty:
            row, column = bounds.start_row, bounds.start_column
            bounds = Bounds(row, row + 1, column, column + 1)
        return a1_text(self.sheet, bounds)


def write_text(edit: Edit, text: str, body: Json, option: str | None) -> Written:
    """Write a ValueRange to the place that an A1 text names.

    Raises:
        BadRequest: if the values do not fit the range, or the range does not fit the grid.
    """
    sheet, bounds, parsed = locate(edit.workbook, text)
    if (parsed.end_row or 0) > sheet.row_count or (parsed.end_column or 0) > sheet.column_count:
        full = Bounds(
            parsed.start_row,
            parsed.end_row or sheet.row_count,
            parsed.start_column,
            parsed.end_column or sheet.column_count,
        )
        raise outside(sheet, full)
    rows = rows_of(body)
    if not bounds.is_single_cell:
        _check_within(sheet, bounds, rows)
    return write_values(edit, sheet, (bounds.start_row, bounds.start_column), rows, option)


def write_place(
    edit: Edit, sheet: Sheet, bounds: Bounds, body: Json, option: str | None
) -> Written:
    """Write a ValueRange to a rectangle found by a data filter."""
    rows = rows_of(body)
    _check_within(sheet, bounds, rows)
    return write_values(edit, sheet, (bounds.start_row, bounds.start_column), rows, option)


def write_values(
    edit: Edit,
    sheet: Sheet,
    at: tuple[int, int],
    rows: Sequence[Sequence[Any]],
    option: str | None,
) -> Written:
    """Write rows of JSON values from the cell `at` on."""
    if option in (None, UNTOLD):
        raise BadRequest("'valueInputOption' is required but not specified")
    mode = enum_of(option, "value_input_option", "ValueInputOption", INPUT_OPTIONS)
    row, column = at
    width = max((len(each) for each in rows), default=0)
    area = Bounds(row, row + len(rows), column, column + width)
    if area.is_empty:
        return Written(sheet, area, 0)
    edit.check(sheet, area)
    entries = [
        _entries(edit, sheet, (row + offset, column), values, mode == "USER_ENTERED")
        for offset, values in enumerate(rows)
    ]
    edit.write_rows(sheet, row, column, entries)
    filled = sum(1 for values in rows for value in values if value is not None)
    return Written(edit.workbook.sheet(sheet.id), area, filled)


def append_values(
    edit: Edit, text: str, body: Json, option: str | None, *, insert: bool
) -> tuple[Sheet, Bounds | None, Written]:
    """Write rows under the table that an A1 text points at.

    Returns:
        The tab, the table found if any, and what was written.
    """
    sheet, bounds, _ = locate(edit.workbook, text)
    rows = rows_of(body)
    table = table_touching(sheet.grid, bounds)
    row = table.end_row if table else bounds.start_row
    column = (table or bounds).start_column
    target = edit.workbook.edit(sheet.id)
    if insert and table and rows and row < target.row_count:
        structure.insert(edit.workbook, target, "ROWS", row, len(rows))
    width = max((len(each) for each in rows), default=0)
    target.row_count = max(target.row_count, row + len(rows))
    target.column_count = max(target.column_count, column + width)
    edit.workbook.check_size()
    return target, table, write_values(edit, target, (row, column), rows, option)


def clear_text(edit: Edit, text: str) -> str:
    """Blank the values of what an A1 text names; formats and notes stay."""
    sheet, bounds, _ = locate(edit.workbook, text)
    return clear_place(edit, sheet, bounds)


def clear_place(edit: Edit, sheet: Sheet, bounds: Bounds) -> str:
    """Blank the values of a rectangle; answers with its name."""
    edit.check(sheet, bounds)
    target = edit.workbook.edit(sheet.id)
    target.grid.clear_entries(bounds)
    if target.has_runs:
        drop_runs(target.grid, bounds)
    return a1_text(sheet, bounds)


def _entries(
    edit: Edit,
    sheet: Sheet,
    at: tuple[int, int],
    values: Sequence[Any],
    typed: bool,  # noqa: FBT001
) -> list[Entry]:
    row, column = at
    present = sheet.grid.entry_row(row)
    entries: list[Entry] = []
    for index, value in enumerate(values, column):
        if value is None:
            entries.append(present[index] if index < len(present) else None)
        elif typed:
            entries.append(_typed(edit, sheet, row, index, value))
        elif isinstance(value, str):
            entries.append(value or None)
        else:
            entries.append(value if isinstance(value, bool) else float(value))
    return entries


def _typed(edit: Edit, sheet: Sheet, row: int, column: int, value: str | float | bool) -> Entry:  # noqa: FBT001
    """What typing makes of a value; a format that it implies goes to a cell without one."""
    sheet = edit.workbook.edit(sheet.id)
    facet = sheet.grid.facet(row, column)
    present = number_format_of(facet)
    as_text = bool(present and present.get("type") == "TEXT")
    workbook = edit.workbook
    entered = enter(value, today=edit.today, locale=workbook.locale, as_text=as_text)
    if entered.number_format and present is None:
        own = (facet or {}).get("userEnteredFormat", {}) | {"numberFormat": entered.number_format}
        sheet.grid.set_facets(row, column, [(facet or {}) | {"userEnteredFormat": own}])
    return entered.value


def _check_within(sheet: Sheet, bounds: Bounds, rows: Sequence[Sequence[Any]]) -> None:
    asked = a1_text(sheet, bounds)
    if len(rows) > bounds.height:
        raise BadRequest(
            f"Requested writing within range [{asked}], but tried writing to row "
            f"[{bounds.end_row + 1}]"
        )
    if any(len(row) > bounds.width for row in rows):
        raise BadRequest(
            f"Requested writing within range [{asked}], but tried writing to column "
            f"[{column_letters(bounds.end_column)}]"
        )
