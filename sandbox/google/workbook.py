"""A spreadsheet file as a value: its tabs, named ranges and developer metadata.

A batch works on a `fork`. Tabs are copied only when first edited (`edit`), and JSON objects hung on
them are replaced, never changed, so a fork costs what it touches and the original stays whole.
"""

import secrets
from typing import Final

from sandbox.google.bounds import Bounds
from sandbox.google.colour_channels import colour_of
from sandbox.google.errors import BadRequest
from sandbox.google.grid import Grid
from sandbox.google.wire import Json

MAX_CELLS: Final = 10_000_000
MAX_COLUMNS: Final = 18_278
OBJECT_KINDS: Final = (
    "merges",
    "conditionalFormats",
    "filterViews",
    "protectedRanges",
    "bandedRanges",
    "charts",
    "rowGroups",
    "columnGroups",
    "slicers",
    "tables",
)


class Sheet:
    """One tab: its size, its grid, and the objects that lie on it.

    `properties` is Google's SheetProperties without `index` and the two counts, which are kept as
    the order of tabs and as numbers. `objects` holds lists of JSON objects by their name in the API.
    """

    def __init__(self, properties: Json, rows: int = 1000, columns: int = 26) -> None:
        self.properties = properties
        self.row_count = rows
        self.column_count = columns
        self.grid = Grid()
        self.objects: dict[str, list[Json]] = {kind: [] for kind in OBJECT_KINDS}
        self.basic_filter: Json | None = None
        self.row_metadata: dict[int, Json] = {}
        self.column_metadata: dict[int, Json] = {}
        self.has_formulas = False
        self.has_runs = False

    @property
    def id(self) -> int:
        found: int = self.properties["sheetId"]
        return found

    @property
    def title(self) -> str:
        found: str = self.properties["title"]
        return found

    @property
    def is_hidden(self) -> bool:
        return bool(self.properties.get("hidden"))

    @property
    def grid_properties(self) -> Json:
        found: Json = self.properties.get("gridProperties", {})
        return found

    @property
    def bounds(self) -> Bounds:
        return Bounds(0, self.row_count, 0, self.column_count)

    def copy(self) -> "Sheet":
        twin = Sheet(self.properties, self.row_count, self.column_count)
        twin.grid = self.grid.copy()
        twin.objects = {kind: list(found) for kind, found in self.objects.items()}
        twin.basic_filter = self.basic_filter
        twin.row_metadata = dict(self.row_metadata)
        twin.column_metadata = dict(self.column_metadata)
        twin.has_formulas = self.has_formulas
        twin.has_runs = self.has_runs
        return twin

    def dimension_metadata(self, dimension: str) -> dict[int, Json]:
        """Sizes and hiddenness by index, for ROWS or COLUMNS."""
        return self.row_metadata if dimension == "ROWS" else self.column_metadata

    def size(self, dimension: str) -> int:
        return self.row_count if dimension == "ROWS" else self.column_count


class Workbook:
    """The content of one spreadsheet file, at one moment."""

    def __init__(self, properties: Json) -> None:
        self.properties = properties
        self.sheets: list[Sheet] = []
        self.named_ranges: list[Json] = []
        self.developer_metadata: dict[int, Json] = {}
        self._own: set[int] = set()

    def fork(self) -> "Workbook":
        """A copy to work on; nothing done to it shows here."""
        twin = Workbook(self.properties)
        twin.sheets = list(self.sheets)
        twin.named_ranges = list(self.named_ranges)
        twin.developer_metadata = dict(self.developer_metadata)
        return twin

    @property
    def locale(self) -> str:
        found: str = self.properties["locale"]
        return found

    @property
    def time_zone(self) -> str:
        found: str = self.properties["timeZone"]
        return found

    def sheet(self, sheet_id: int) -> Sheet:
        """The tab with that id, for reading.

        Raises:
            BadRequest: if there is none.
        """
        return self.sheets[self.position(sheet_id)]

    def edit(self, sheet_id: int) -> Sheet:
        """The tab with that id, for changing: copied the first time it is asked for."""
        position = self.position(sheet_id)
        if sheet_id not in self._own:
            self.sheets[position] = self.sheets[position].copy()
            self._own.add(sheet_id)
        return self.sheets[position]

    def position(self, sheet_id: int) -> int:
        for position, sheet in enumerate(self.sheets):
            if sheet.id == sheet_id:
                return position
        raise BadRequest(f"No grid with id: {sheet_id}")

    def titled(self, title: str) -> Sheet | None:
        """The tab of that title; capitals matter only where two tabs differ by nothing else."""
        for sheet in self.sheets:
            if sheet.title == title:
                return sheet
        return next((each for each in self.sheets if each.title.lower() == title.lower()), None)

    def first_visible(self) -> Sheet:
        return next((each for each in self.sheets if not each.is_hidden), self.sheets[0])

    def add(self, sheet: Sheet, index: int | None = None) -> None:
        """Put a tab of our own among the others, at the end unless told where."""
        self._own.add(sheet.id)
        self.sheets.insert(len(self.sheets) if index is None else index, sheet)
        self.check_size()

    def check_size(self) -> None:
        """Hold the workbook to Google's limits; empty cells count.

        Raises:
            BadRequest: if there are too many cells, or a tab has too many columns.
        """
        if sum(sheet.row_count * sheet.column_count for sheet in self.sheets) > MAX_CELLS:
            raise BadRequest(
                "This action would increase the number of cells in the workbook above the limit "
                f"of {MAX_CELLS} cells."
            )
        if any(sheet.column_count > MAX_COLUMNS for sheet in self.sheets):
            raise BadRequest(
                "This action would increase the number of columns in the sheet above the limit "
                f"of {MAX_COLUMNS} columns."
            )

    def unused_sheet_id(self) -> int:
        taken = {sheet.id for sheet in self.sheets}
        while (number := secrets.randbelow(2**31)) in taken:
            continue
        return number


def new_workbook(title: str) -> Workbook:
    """A spreadsheet as Google makes it: one tab `Sheet1` of 1000 rows and 26 columns, id 0."""
    workbook = Workbook(
        {
            "title": title,
            "locale": "en_US",
            "autoRecalc": "ON_CHANGE",
            "timeZone": "Etc/GMT",
            "defaultFormat": DEFAULT_FORMAT,
            "spreadsheetTheme": THEME,
        }
    )
    workbook.add(Sheet({"sheetId": 0, "title": "Sheet1", "sheetType": "GRID"}))
    return workbook


_WHITE = colour_of(255, 255, 255)
DEFAULT_FORMAT: Final[Json] = {
    "backgroundColor": _WHITE,
    "padding": {"top": 2, "right": 3, "bottom": 2, "left": 3},
    "verticalAlignment": "BOTTOM",
    "wrapStrategy": "OVERFLOW_CELL",
    "textFormat": {
        "foregroundColor": {},
        "fontFamily": "arial,sans,sans-serif",
        "fontSize": 10,
        "bold": False,
        "italic": False,
        "strikethrough": False,
        "underline": False,
        "foregroundColorStyle": {"rgbColor": {}},
    },
    "backgroundColorStyle": {"rgbColor": _WHITE},
}


THEME: Final[Json] = {
    "primaryFontFamily": "Arial",
    "themeColors": [
        {"colorType": kind, "color": {"rgbColor": colour}}
        for kind, colour in (
            ("TEXT", {}),
            ("BACKGROUND", _WHITE),
            ("ACCENT1", colour_of(66, 133, 244)),
            ("ACCENT2", colour_of(234, 67, 53)),
            ("ACCENT3", colour_of(251, 188, 4)),
            ("ACCENT4", colour_of(52, 168, 83)),
            ("ACCENT5", colour_of(255, 109, 1)),
            ("ACCENT6", colour_of(70, 189, 198)),
            ("LINK", colour_of(17, 85, 204)),
        )
    ],
}
