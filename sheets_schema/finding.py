"""Finding managers' columns and rows wherever they are now.

A column is known by its mark, which travels when it is moved and stays when it is renamed. Marks are
fetched when a header row has changed, and believed only if the headers stood still meanwhile. Where
headers are blank or the same, a column that was moved would not show: there they are always fetched.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from sheets_schema.codec import Cell, is_blank, shown
from sheets_schema.columns import HEADER_ROWS, Tab, cell_name
from sheets_schema.errors import SheetsUnavailableError
from sheets_schema.inspecting import marks_by_sheet
from sheets_schema.rows import is_empty
from sheets_schema.workbook import COLUMN_MARK, Rows, Workbook

TRIES: Final = 3

Headers: TypeAlias = dict[int, tuple[Cell, ...]]
Places: TypeAlias = Mapping[str, int]


@dataclass(frozen=True)
class SheetRow:
    """One row of a managers' tab or an inbox.

    Attributes:
        index: from 0, the header included.
        cells: field -> cell.
    """

    index: int
    cells: Mapping[str, Cell]


@dataclass(frozen=True)
class TabRows:
    """A tab as it stands.

    Attributes:
        places: field -> column index.
        rows: those that say something.
        end: index of the first row below all content.
        first_key: what stands above the keys, in the header row.
    """

    tab: Tab
    places: Places
    rows: tuple[SheetRow, ...]
    end: int
    first_key: str = ""

    @property
    def lost_columns(self) -> tuple[str, ...]:
        """Headers of declared columns that are gone."""
        return tuple(c.header for c in self.tab.columns if c.field not in self.places)

    def cell(self, row: SheetRow, field: str) -> str:
        """Name a cell for people."""
        return cell_name(self.tab.title, row.index, self.places.get(field, 0))


class TabReader:
    """Reads whole tabs in one call, and knows where their columns are."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._headers: Headers = {}
        self._places: dict[int, dict[str, int]] = {}

    def read(self, tabs: Sequence[Tab]) -> dict[int, Rows]:
        """Return sheet id -> values, read when all headers were where the marks say.

        Raises:
            SheetsUnavailableError: Google does not answer, or somebody keeps moving columns.
        """
        values = self._values(tabs)
        for _ in range(TRIES):
            headers = _headers(values)
            if all(self._is_known(sheet_id, row) for sheet_id, row in headers.items()):
                return values
            places = marks_by_sheet(self._workbook.marks(COLUMN_MARK))
            values = self._values(tabs)
            if _headers(values) == headers:
                self._headers, self._places = headers, places
                return values
        raise SheetsUnavailableError("the header rows are being changed")

    def rows_of(self, tab: Tab, values: Rows) -> TabRows:
        """Return the rows of a tab by field."""
        places = self._places.get(tab.sheet_id, {})
        rows = tuple(row for row in _rows(places, values) if not is_empty(tab, row.cells))
        return TabRows(
            tab=tab,
            places=places,
            rows=rows,
            end=max(len(values), HEADER_ROWS),
            first_key=_first_key(tab, places, values),
        )

    def _is_known(self, sheet_id: int, header: Sequence[Cell]) -> bool:
        """Tell whether columns are where they were: each has a header of its own, and stands there."""
        places = self._places.get(sheet_id, {}).values()
        own = [header[at] if at < len(header) else None for at in places]
        is_telling = all(header.count(cell) == 1 for cell in own if not is_blank(cell))
        return self._headers.get(sheet_id) == header and is_telling and not any(map(is_blank, own))

    def _values(self, tabs: Sequence[Tab]) -> dict[int, Rows]:
        ids = [tab.sheet_id for tab in tabs]
        return dict(zip(ids, self._workbook.tabs_values(ids), strict=True)) if ids else {}


def _first_key(tab: Tab, places: Places, values: Rows) -> str:
    key = tab.key if tab.key in tab.by_field else tab.columns[0].field
    at, header = places.get(key), values[0] if values else ()
    return shown(header[at]) if at is not None and at < len(header) else ""


def _headers(values: Mapping[int, Rows]) -> Headers:
    return {sheet_id: tuple(rows[0]) if rows else () for sheet_id, rows in values.items()}


def _rows(places: Places, values: Rows) -> Iterator[SheetRow]:
    pairs = tuple(places.items())
    for index, row in enumerate(values[HEADER_ROWS:], HEADER_ROWS):
        width = len(row)
        yield SheetRow(index, {field: row[at] for field, at in pairs if at < width})
