"""One spreadsheet: what it can be asked and told, a call each. Who may call when is not its matter."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sheets_schema.codec import Cell
from sheets_schema.connection import (
    Done,
    GoogleLine,
    Json,
    Refused,
    Result,
    Unknown,
    call,
    open_line,
)
from sheets_schema.errors import SheetsUnavailableError, WorkbookNotShared

NOT_FOUND: Final = 404
NOT_OURS: Final = frozenset({403, NOT_FOUND})
COLUMN_MARK: Final = "bincard.column"
"""Key of the mark on a managers' column; its value is the field."""

ROW_MARK: Final = "bincard.row"
"""Key of the mark on a row of an inbox; its value names the row."""

OWNER_MARK: Final = "bincard.owner"
"""Key of the mark on the file; its value names the journal that writes it, and the file."""

BATCH_MARK: Final = "bincard.batch"
"""Key of the mark that a numbered batch leaves, so that a second copy of it is refused."""

REPLACED: Final = "another process writes the workbook now"

Rows = list[list[Cell]]


@dataclass(frozen=True)
class Sheet:
    """A tab as it is: where it is found, and how large its grid is."""

    sheet_id: int
    title: str
    rows: int
    columns: int


@dataclass(frozen=True)
class Mark:
    """A piece of developer metadata.

    Attributes:
        sheet_id, index: the column or row it is on, -1 where it is on the file.
    """

    id: int
    key: str
    value: str
    sheet_id: int = -1
    index: int = -1


class Workbook:
    """One spreadsheet over one line. Not for two threads at once: open one each.

    Attributes:
        may_write: asked right before every write. Whoever was paused, for a second or a night, may
            have been replaced, and what it wanted to write may have become wrong.
    """

    def __init__(self, line: GoogleLine, spreadsheet_id: str, service_account: str) -> None:
        self.may_write: Callable[[], bool] = lambda: True
        self.id = spreadsheet_id
        self.service_account = service_account
        self._line = line

    def close(self) -> None:
        self._line.close()

    # -- writing ------------------------------------------------------------------------------

    def batch_update(self, body: Json | str) -> Result:
        """Send one atomic spreadsheets.batchUpdate."""
        return self._write(f"{self.id}:batchUpdate", body)

    def put_by_mark(self, values: Mapping[int, Sequence[Cell]], key: str) -> Result:
        """Write rows wherever their marks are now; None leaves a cell as it is.

        Args:
            values: mark id -> cells from column A on.
            key: the marks' key.
        """
        data = [
            {
                "dataFilter": _by_id(mark, key),
                "majorDimension": "ROWS",
                "values": [list(cells)],
            }
            for mark, cells in values.items()
        ]
        body = {"valueInputOption": "RAW", "data": data}
        return self._write(f"{self.id}/values:batchUpdateByDataFilter", body)

    def _write(self, path: str, body: Json | str) -> Result:
        if not self.may_write():
            return Refused(0, REPLACED)
        return call(self._line, "post", path, body=body)

    # -- reading ------------------------------------------------------------------------------

    def sheets(self) -> dict[int, Sheet]:
        """Return sheet id -> tab, of all tabs."""
        fields = "sheets.properties(sheetId,title,gridProperties(rowCount,columnCount))"
        answer = self._read("get", self.id, params={"fields": fields})
        return sheets_in(answer)

    def resource(self, fields: str) -> Json:
        """Return the spreadsheet's resource, as far as a field mask wants it."""
        return self._read("get", self.id, params={"fields": fields})

    def tabs_values(self, sheet_ids: Sequence[int]) -> list[Rows]:
        """Return the unformatted values of whole tabs, in one call, whatever they are called now.

        Raises:
            SheetsUnavailableError: also where one of them is gone; `sheets` tells which.
        """
        filters = [{"gridRange": {"sheetId": sheet_id}} for sheet_id in sheet_ids]
        by_sheet = {_asked_sheet(f): rows for f, rows in self._values_by(filters)}
        return [by_sheet[sheet_id] for sheet_id in sheet_ids]

    def grid_values(self, sheet_id: int, start: int, end: int, columns: int) -> Rows:
        """Return the unformatted values of rows start to end (from 0, end left out) of a tab."""
        grid = {
            "sheetId": sheet_id,
            "startRowIndex": start,
            "endRowIndex": end,
            "startColumnIndex": 0,
            "endColumnIndex": columns,
        }
        found = self._values_by([{"gridRange": grid}])
        return found[0][1] if found else []

    def marked_rows(self, marks: Iterable[Mark]) -> dict[int, list[Cell]]:
        """Return mark id -> the cells of its row, read together with the mark itself."""
        wanted = [_by_id(mark.id, mark.key) for mark in marks]
        found = self._values_by(wanted) if wanted else []
        return {
            f["developerMetadataLookup"]["metadataId"]: (rows[0] if rows else [])
            for f, rows in found
        }

    def marks(self, key: str) -> list[Mark]:
        """Return the marks of a key."""
        body = {"dataFilters": [{"developerMetadataLookup": {"metadataKey": key}}]}
        answer = self._read("post", f"{self.id}/developerMetadata:search", body=body)
        found = answer.get("matchedDeveloperMetadata", [])
        return [_mark_of(each["developerMetadata"]) for each in found]

    def mark_value(self, mark_id: int) -> str | None:
        """Return what a mark says, None where it is not there.

        Raises:
            SheetsUnavailableError: it cannot be known now.
        """
        result = call(self._line, "get", f"{self.id}/developerMetadata/{mark_id}")
        if isinstance(result, Refused) and result.status == NOT_FOUND:
            return None
        return str(self._answer(result).get("metadataValue", ""))

    def _values_by(self, filters: list[Json]) -> list[tuple[Json, Rows]]:
        body = {
            "dataFilters": filters,
            "majorDimension": "ROWS",
            "valueRenderOption": "UNFORMATTED_VALUE",
            "dateTimeRenderOption": "SERIAL_NUMBER",
        }
        answer = self._read("post", f"{self.id}/values:batchGetByDataFilter", body=body)
        return [
            (asked, each["valueRange"].get("values", []))
            for each in answer.get("valueRanges", [])
            for asked in each["dataFilters"]
        ]

    def _read(self, method: str, path: str, **how: Any) -> Json:  # noqa: ANN401
        return self._answer(call(self._line, method, path, **how))

    def _answer(self, result: Result) -> Json:
        match result:
            case Done(answer):
                return answer
            case Refused(status, _) if status in NOT_OURS:
                raise WorkbookNotShared(
                    spreadsheet=self.id, service_account=self.service_account, status=status
                )
            case Refused(_, message):
                raise SheetsUnavailableError(message, is_quota=result.is_quota)
            case Unknown(reason):
                raise SheetsUnavailableError(reason)


def open_workbook(
    account: str | Mapping[str, Any],
    spreadsheet_id: str,
    *,
    api_base: str = "",
    on_answer: Callable[[int], None] = lambda _status: None,
) -> Workbook:
    """Open a shared spreadsheet; nothing is asked of Google until something is needed.

    Args:
        account: the service account's key file, or its content.
        spreadsheet_id: from the spreadsheet's address, between `/d/` and `/edit`.
        api_base: another server than Google's.
        on_answer: hears the HTTP status of each answer, for figures.
    """
    line, email = open_line(account, api_base, on_answer)
    return Workbook(line, spreadsheet_id, email)


def sheets_in(answer: Json) -> dict[int, Sheet]:
    """Return the tabs named in a spreadsheet resource."""
    found = {}
    for each in answer.get("sheets", []):
        properties = each["properties"]
        grid = properties.get("gridProperties", {})
        sheet = Sheet(
            sheet_id=properties.get("sheetId", 0),
            title=properties.get("title", ""),
            rows=grid.get("rowCount", 0),
            columns=grid.get("columnCount", 0),
        )
        found[sheet.sheet_id] = sheet
    return found


def _by_id(mark_id: int, key: str) -> Json:
    return {"developerMetadataLookup": {"metadataId": mark_id, "metadataKey": key}}


def _asked_sheet(data_filter: Json) -> int:
    sheet_id: int = data_filter["gridRange"].get("sheetId", 0)
    return sheet_id


def _mark_of(metadata: Json) -> Mark:
    span = metadata.get("location", {}).get("dimensionRange", {})
    return Mark(
        id=metadata["metadataId"],
        key=metadata["metadataKey"],
        value=metadata.get("metadataValue", ""),
        sheet_id=span.get("sheetId", 0) if span else -1,
        index=span.get("startIndex", 0) if span else -1,
    )
