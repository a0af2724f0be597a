"""Adding rows to a managers' tab on somebody's behalf: an import puts its rows where people will edit.

Rows that are there already are brought up to date where they stand; new ones go below the last.
Every write names fixed cells, so that doing it again after an unknown outcome changes nothing.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from inventory.record import Record
from sheets_schema.codec import Cell, shown
from sheets_schema.columns import HEADER_ROWS, Tab
from sheets_schema.connection import Done, Json, Refused, Unknown
from sheets_schema.errors import ColumnMissing, SheetsUnavailableError, TabMissing
from sheets_schema.layout import marks_by_sheet
from sheets_schema.ownership import require_owner
from sheets_schema.requests import put_rows, set_row_count
from sheets_schema.rows import encode
from sheets_schema.workbook import COLUMN_MARK, Rows, Workbook

ROWS_A_WRITE: Final = 2_000
SPARE_ROWS: Final = 200
TRIES: Final = 4


def add_rows(workbook: Workbook, journal_id: str, tab: Tab, records: Sequence[Record]) -> int:
    """Put records on their tab and return how many rows were written.

    Raises:
        NotLaidOut, WorkbookOwnedElsewhere, TabMissing, ColumnMissing: as they say.
        SheetsUnavailableError: Google does not answer; run it again.
    """
    require_owner(workbook, journal_id)
    for start in range(0, len(records), ROWS_A_WRITE):
        _write(workbook, tab, records[start : start + ROWS_A_WRITE])
    return len(records)


def _write(workbook: Workbook, tab: Tab, records: Sequence[Record]) -> None:
    for _ in range(TRIES):
        match workbook.batch_update({"requests": _requests(workbook, tab, records)}):
            case Done():
                return
            case Refused(_, message) as refused:
                raise SheetsUnavailableError(message, is_quota=refused.is_quota)
            case Unknown(reason):
                unknown = reason
    raise SheetsUnavailableError(unknown)


def _requests(workbook: Workbook, tab: Tab, records: Sequence[Record]) -> list[Json]:
    sheet = workbook.sheets().get(tab.sheet_id)
    if sheet is None:
        raise TabMissing(tab=tab.title)
    columns = _columns(workbook, tab)
    [values] = workbook.tabs_values([tab.sheet_id])
    at = _rows_by_key(values, columns[tab.key])
    end = max(len(values), HEADER_ROWS)
    asked: list[Json] = []
    for record in records:
        cells = encode(tab, record)
        key = shown(cells[tab.position(tab.key)])
        row = at.setdefault(key, end)
        end += row == end
        asked += _row_requests(tab, columns, row, cells)
    if end > sheet.rows:
        asked.insert(0, set_row_count(tab.sheet_id, end + SPARE_ROWS))
    return asked


def _columns(workbook: Workbook, tab: Tab) -> Mapping[str, int]:
    """Return field -> column index, wherever managers have moved the columns."""
    found = marks_by_sheet(workbook.marks(COLUMN_MARK)).get(tab.sheet_id, {})
    missing = tuple(column.header for column in tab.columns if column.field not in found)
    if missing:
        raise ColumnMissing(tab=tab.title, columns=missing)
    return found


def _rows_by_key(values: Rows, key_at: int) -> dict[str, int]:
    found: dict[str, int] = {}
    for row, cells in enumerate(values[HEADER_ROWS:], start=HEADER_ROWS):
        if key_at < len(cells) and (key := shown(cells[key_at])):
            found.setdefault(key, row)
    return found


def _row_requests(
    tab: Tab, columns: Mapping[str, int], row: int, cells: Sequence[Cell]
) -> Iterator[Json]:
    """Write each run of neighbouring columns; people's own columns between them stay as they are."""
    placed = sorted(
        ((columns[c.field], cell) for c, cell in zip(tab.columns, cells, strict=True)),
        key=lambda one: one[0],
    )
    run: list[Cell] = []
    start = placed[0][0]
    for index, cell in placed:
        if index != start + len(run):
            yield put_rows(tab.sheet_id, row, [run], column=start)
            run, start = [], index
        run.append(cell)
    yield put_rows(tab.sheet_id, row, [run], column=start)
