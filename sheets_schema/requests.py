"""Requests of spreadsheets.batchUpdate, as plain objects: one function a kind, no choices made here."""

import json
from collections.abc import Iterable, Sequence
from typing import Final

from sheets_schema.cell import Cell, Linked
from sheets_schema.columns import HEADER_ROWS
from sheets_schema.connection import Json

COMPACT: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
FILLED_BY_BOT: Final = "userEnteredValue"
FILLED_WITH_LINKS: Final = "userEnteredValue,textFormatRuns"
"""A value that is written anew loses its links; so they are written with it."""

VISIBLE: Final = "DOCUMENT"
"""Marks are visible to every program that may read the file: a stranger has to see the owner's."""


def typed(cell: Cell) -> Json:
    """Return a cell with its type: text is never taken for a number, a date or a formula."""
    if cell is None:
        return {}
    if isinstance(cell, bool):
        return {"userEnteredValue": {"boolValue": cell}}
    if isinstance(cell, Linked):
        run = {"startIndex": 0, "format": {"link": {"uri": cell.uri}}}
        return {"userEnteredValue": {"stringValue": str(cell)}, "textFormatRuns": [run]}
    if isinstance(cell, str):
        return {"userEnteredValue": {"stringValue": cell}}
    return {"userEnteredValue": {"numberValue": cell}}


def row_text(cells: Iterable[Cell]) -> str:
    """Return a row of typed cells as JSON text, for bodies that are put together from rows."""
    return COMPACT.encode({"values": [typed(cell) for cell in cells]})


def put_rows(sheet_id: int, row: int, rows: Sequence[Sequence[Cell]], *, column: int = 0) -> Json:
    """Write rows of values at a fixed place; formats stay."""
    return {
        "updateCells": {
            "start": _at(sheet_id, row, column),
            "rows": [{"values": [typed(cell) for cell in cells]} for cells in rows],
            "fields": FILLED_BY_BOT,
        }
    }


def put_row_texts(sheet_id: int, row: int, rows: Sequence[str], fields: str = FILLED_BY_BOT) -> str:
    """Return the JSON text of `put_rows` for rows that are JSON text already."""
    start = COMPACT.encode(_at(sheet_id, row, 0))
    return f'{{"updateCells":{{"start":{start},"rows":[{",".join(rows)}],"fields":"{fields}"}}}}'


def clear_rows(
    sheet_id: int, start: int, end: int, columns: int, fields: str = FILLED_BY_BOT
) -> Json:
    """Empty a block of rows; a range without rows clears what the mask names."""
    return {
        "updateCells": {
            "range": grid(sheet_id, start, end, 0, columns),
            "fields": fields,
        }
    }


def grid(
    sheet_id: int,
    start_row: int | None,
    end_row: int | None,
    start_column: int | None,
    end_column: int | None,
) -> Json:
    """Return a grid range; None leaves a side open."""
    sides = {
        "startRowIndex": start_row,
        "endRowIndex": end_row,
        "startColumnIndex": start_column,
        "endColumnIndex": end_column,
    }
    return {"sheetId": sheet_id} | {name: at for name, at in sides.items() if at is not None}


def column_of(sheet_id: int, index: int, *, below: int = 0) -> Json:
    """Return a whole column, from a row on."""
    return grid(sheet_id, below or None, None, index, index + 1)


def set_row_count(sheet_id: int, rows: int) -> Json:
    """Set how many rows a grid has: an absolute size, so that twice is the same as once."""
    properties = {"sheetId": sheet_id, "gridProperties": {"rowCount": rows}}
    return {
        "updateSheetProperties": {"properties": properties, "fields": "gridProperties.rowCount"}
    }


def insert_rows(sheet_id: int, at: int, rows: int) -> Json:
    """Make room: what stands at a row or below it, moves down; formats come from the row above."""
    span = {"sheetId": sheet_id, "dimension": "ROWS", "startIndex": at, "endIndex": at + rows}
    return {"insertDimension": {"range": span, "inheritFromBefore": at > HEADER_ROWS}}


def set_column_count(sheet_id: int, columns: int) -> Json:
    """Set how many columns a grid has."""
    properties = {"sheetId": sheet_id, "gridProperties": {"columnCount": columns}}
    return {
        "updateSheetProperties": {"properties": properties, "fields": "gridProperties.columnCount"}
    }


def mark_file(key: str, value: str, mark_id: int | None = None) -> Json:
    """Leave a mark on the file; an id of one's own that is in use refuses the whole batch."""
    return _mark({"spreadsheet": True}, key, value, mark_id)


def mark_line(sheet_id: int, dimension: str, index: int, key: str, value: str) -> Json:
    """Leave a mark on a row or column, with which it travels."""
    span = {
        "sheetId": sheet_id,
        "dimension": dimension,
        "startIndex": index,
        "endIndex": index + 1,
    }
    return _mark({"dimensionRange": span}, key, value, None)


def drop_mark(mark_id: int) -> Json:
    """Take a mark away."""
    lookup = {"metadataId": mark_id}
    return {"deleteDeveloperMetadata": {"dataFilter": {"developerMetadataLookup": lookup}}}


def drop_marks(key: str) -> Json:
    """Take all marks of a key away."""
    lookup = {"metadataKey": key}
    return {"deleteDeveloperMetadata": {"dataFilter": {"developerMetadataLookup": lookup}}}


def rgb(color: str) -> Json:
    """Return a colour that was written as `#RRGGBB`.

    Examples:
        >>> rgb("#FF0000")
        {'red': 1.0, 'green': 0.0, 'blue': 0.0}
    """
    red, green, blue = (int(color[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return {"red": round(red, 4), "green": round(green, 4), "blue": round(blue, 4)}


def _mark(location: Json, key: str, value: str, mark_id: int | None) -> Json:
    metadata: Json = {
        "metadataKey": key,
        "metadataValue": value,
        "location": location,
        "visibility": VISIBLE,
    }
    if mark_id is not None:
        metadata["metadataId"] = mark_id
    return {"createDeveloperMetadata": {"developerMetadata": metadata}}


def _at(sheet_id: int, row: int, column: int) -> Json:
    return {"sheetId": sheet_id, "rowIndex": row, "columnIndex": column}
