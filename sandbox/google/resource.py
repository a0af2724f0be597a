"""A workbook as the API's Spreadsheet resource, with or without the cells of its tabs."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sandbox.google.bounds import Bounds
from sandbox.google.calculation import CellValues
from sandbox.google.fieldmask import FieldMask
from sandbox.google.grid import Facet
from sandbox.google.protection import Actor, may_edit_range
from sandbox.google.rendering import render
from sandbox.google.shifting import as_answered
from sandbox.google.values import Entry, Formula, to_extended_value
from sandbox.google.wire import Json
from sandbox.google.workbook import Sheet, Workbook

DEFAULT_SIZES: Final = {"ROWS": 21, "COLUMNS": 100}
GRID_DATA: Final = "sheets.data"
LISTED: Final = (
    "merges",
    "conditionalFormats",
    "filterViews",
    "protectedRanges",
    "charts",
    "bandedRanges",
    "rowGroups",
    "columnGroups",
    "slicers",
    "tables",
)


@dataclass(frozen=True, slots=True)
class View:
    """Whose eyes a workbook is seen with, and which of its cells.

    Attributes:
        places: the tabs and rectangles asked for; None stands for everything.
        with_cells: whether the cells come along.
        mask: which members are wanted, so that the others need not be made.
    """

    actor: Actor
    places: Sequence[tuple[Sheet, Bounds]] | None = None
    with_cells: bool = False
    mask: FieldMask | None = None

    def spans(self, sheet: Sheet) -> list[Bounds]:
        """The rectangles of a tab to be shown; all of it unless some were asked for."""
        if self.places is None:
            return [sheet.bounds]
        return [bounds for each, bounds in self.places if each.id == sheet.id]

    def wants(self, path: str) -> bool:
        return self.mask is None or self.mask.wants(path)


def spreadsheet(file_id: str, workbook: Workbook, values: CellValues, view: View) -> Json:
    """The whole resource; a view with places shows only the tabs they lie on."""
    shown = None if view.places is None else {sheet.id for sheet, _ in view.places}
    sheets = [each for each in workbook.sheets if shown is None or each.id in shown]
    resource: Json = {
        "spreadsheetId": file_id,
        "properties": workbook.properties,
        "sheets": [_sheet(workbook, each, values, view) for each in sheets],
    }
    if workbook.named_ranges:
        resource["namedRanges"] = as_answered(workbook.named_ranges)
    resource["spreadsheetUrl"] = f"https://docs.google.com/spreadsheets/d/{file_id}/edit"
    marks = [
        each
        for each in workbook.developer_metadata.values()
        if each["location"]["locationType"] == "SPREADSHEET"
    ]
    if marks:
        resource["developerMetadata"] = marks
    return resource


def sheet_properties(workbook: Workbook, sheet: Sheet) -> Json:
    """A tab's SheetProperties with its place and size."""
    counts = {"rowCount": sheet.row_count, "columnCount": sheet.column_count}
    properties = {
        "sheetId": sheet.id,
        "title": sheet.title,
        "index": workbook.position(sheet.id),
        "sheetType": sheet.properties.get("sheetType", "GRID"),
        "gridProperties": counts | sheet.grid_properties,
    }
    return properties | {
        name: content for name, content in sheet.properties.items() if name not in properties
    }


def _sheet(workbook: Workbook, sheet: Sheet, values: CellValues, view: View) -> Json:
    answer: Json = {"properties": sheet_properties(workbook, sheet)}
    if view.with_cells:
        spans = view.spans(sheet)
        answer["data"] = [_grid_data(workbook, sheet, values, span, view) for span in spans]
    answer |= {kind: as_answered(sheet.objects[kind]) for kind in LISTED if sheet.objects[kind]}
    if "protectedRanges" in answer:
        answer["protectedRanges"] = [
            _as_seen(each, view.actor) for each in answer["protectedRanges"]
        ]
    if sheet.basic_filter is not None:
        answer["basicFilter"] = as_answered(sheet.basic_filter)
    marks = list(_marks(workbook, {"locationType": "SHEET", "sheetId": sheet.id}))
    if marks:
        answer["developerMetadata"] = marks
    return answer


def _as_seen(protected: Json, actor: Actor) -> Json:
    """A protection tells its editors only to those who may edit."""
    if may_edit_range(actor, protected):
        return protected | {"requestingUserCanEdit": True}
    return {name: content for name, content in protected.items() if name != "editors"}


def _grid_data(
    workbook: Workbook, sheet: Sheet, values: CellValues, span: Bounds, view: View
) -> Json:
    answer: Json = {}
    if span.start_row:
        answer["startRow"] = span.start_row
    if span.start_column:
        answer["startColumn"] = span.start_column
    if view.wants(f"{GRID_DATA}.rowData"):
        rows = _rows(workbook, sheet, values, span, view)
        if rows:
            answer["rowData"] = rows
    for name, dimension, first, last in (
        ("rowMetadata", "ROWS", span.start_row, span.end_row),
        ("columnMetadata", "COLUMNS", span.start_column, span.end_column),
    ):
        if view.wants(f"{GRID_DATA}.{name}"):
            answer[name] = _dimension(workbook, sheet, dimension, range(first, last))
    return answer


def _rows(
    workbook: Workbook, sheet: Sheet, values: CellValues, span: Bounds, view: View
) -> list[Json]:
    last = min(span.end_row, max(values.last_row(sheet) + 1, len(sheet.grid.facets)))
    writer = _CellWriter(workbook, sheet, values, view)
    rows = [writer.row(row, span) for row in range(span.start_row, last)]
    while rows and not rows[-1]:
        rows.pop()
    return rows


class _CellWriter:
    """Makes CellData objects, only as much of them as the view's mask wants."""

    def __init__(self, workbook: Workbook, sheet: Sheet, values: CellValues, view: View) -> None:
        self.sheet = sheet
        self.values = values
        self.locale = workbook.locale
        self.default = workbook.properties["defaultFormat"]
        path = f"{GRID_DATA}.rowData.values"
        self.entered = view.wants(f"{path}.userEnteredValue")
        self.effective = view.wants(f"{path}.effectiveValue")
        self.formatted = view.wants(f"{path}.formattedValue")
        self.format = view.wants(f"{path}.effectiveFormat")
        self._formats: dict[int, tuple[Facet | None, Json]] = {}

    def row(self, row: int, span: Bounds) -> Json:
        cells = [self._cell(row, each) for each in range(span.start_column, self._last(row, span))]
        while cells and not cells[-1]:
            cells.pop()
        return {"values": cells} if cells else {}

    def _last(self, row: int, span: Bounds) -> int:
        grid = self.sheet.grid
        width = max(self.values.width(self.sheet, row), len(grid.facet_row(row)))
        return min(span.end_column, width)

    def _cell(self, row: int, column: int) -> Json:
        entry = self.sheet.grid.entry(row, column)
        facet = self.sheet.grid.facet(row, column)
        value = self.values.value(self.sheet, row, column)
        if entry is None and facet is None and value is None:
            return {}
        cell: Json = {}
        if self.entered and entry is not None:
            cell["userEnteredValue"] = to_extended_value(entry)
        if value is not None:
            if self.effective:
                cell["effectiveValue"] = to_extended_value(value)
            if self.formatted:
                look = self.values.number_format(self.sheet, row, column)
                cell["formattedValue"] = render(value, look, self.locale)
        if facet is not None:
            cell |= facet
        link = _link(entry)
        if link:
            cell["hyperlink"] = link
        if self.format:
            cell["effectiveFormat"] = self._effective(facet)
        return cell

    def _effective(self, facet: Facet | None) -> Json:
        if id(facet) not in self._formats:
            own = (facet or {}).get("userEnteredFormat") or {}
            self._formats[id(facet)] = (facet, _overlaid(self.default, own))
        return self._formats[id(facet)][1]


def _overlaid(under: Json, over: Json) -> Json:
    merged: dict[str, Any] = dict(under)
    for name, content in over.items():
        below = merged.get(name)
        both = isinstance(below, dict) and isinstance(content, dict)
        merged[name] = _overlaid(below, content) if both and below is not None else content
    return merged


def _link(entry: Entry) -> str | None:
    """The address in a HYPERLINK formula, as far as it stands there literally."""
    if not isinstance(entry, Formula) or not entry.text.upper().startswith('=HYPERLINK("'):
        return None
    return entry.text[len('=HYPERLINK("') :].partition('"')[0]


def _dimension(workbook: Workbook, sheet: Sheet, dimension: str, indexes: range) -> list[Json]:
    kept = sheet.dimension_metadata(dimension)
    marks: dict[int, list[Json]] = {}
    for each in workbook.developer_metadata.values():
        span = each["location"].get("dimensionRange")
        if span and span["sheetId"] == sheet.id and span["dimension"] == dimension:
            marks.setdefault(span["startIndex"], []).append(as_answered(each))
    plain = {"pixelSize": DEFAULT_SIZES[dimension]}
    return [
        plain
        | kept.get(index, {})
        | ({"developerMetadata": marks[index]} if index in marks else {})
        for index in indexes
    ]


def _marks(workbook: Workbook, location: Json) -> Iterable[Json]:
    return (each for each in workbook.developer_metadata.values() if each["location"] == location)
