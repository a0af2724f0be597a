"""Tables: a range with a name, typed columns and a header of its own."""

import secrets
from collections.abc import Iterable
from typing import Final

from sandbox.google.bounds import Bounds
from sandbox.google.calculation import CellValues
from sandbox.google.editing import Edit
from sandbox.google.errors import BadRequest
from sandbox.google.ranges import bounds_of
from sandbox.google.requests.handler import handler, update_mask
from sandbox.google.requests.ids import placed
from sandbox.google.requests.layers import wipe
from sandbox.google.structure import insert
from sandbox.google.values import Entry
from sandbox.google.wire import Json, child, integer, members
from sandbox.google.workbook import Sheet, Workbook

TYPES: Final = (
    *("COLUMN_TYPE_UNSPECIFIED", "DOUBLE", "CURRENCY", "PERCENT", "DATE", "TIME", "DATE_TIME"),
    *("TEXT", "BOOLEAN", "DROPDOWN", "FILES_CHIP", "PEOPLE_CHIP", "FINANCE_CHIP", "PLACE_CHIP"),
    "RATINGS_CHIP",
)
FILLED_WITH: Final[dict[str, Entry]] = {"BOOLEAN": False, "RATINGS_CHIP": 0.0}
"""What the blank cells of a column are given, which moves the last row with data."""


def add_table(edit: Edit, body: Json) -> Json:
    """A table over a range that has none; blank header cells get its columns' names."""
    asked = child(body, "table")
    sheet, place = placed(edit.workbook, asked)
    _, bounds = bounds_of(edit.workbook, place)
    edit.check(sheet, bounds)
    table = asked | {
        "tableId": str(asked.get("tableId") or secrets.token_hex(8)),
        "name": str(asked.get("name") or _free_name(edit.workbook)),
        "range": place,
    }
    _check_alone(edit.workbook, sheet, table, bounds)
    table["columnProperties"] = _columns(edit, sheet, bounds, table)
    edit.workbook.edit(sheet.id).objects["tables"].append(table)
    _dress(edit, sheet, bounds, table["columnProperties"])
    return {"table": table}


def update_table(edit: Edit, body: Json) -> None:
    """Change a table as the mask says; the list of its columns is replaced as a whole."""
    asked = child(body, "table")
    sheet, index = find_table(edit.workbook, asked.get("tableId"))
    before = sheet.objects["tables"][index]
    after = update_mask(body).updated(before, asked)
    after["tableId"] = before["tableId"]
    _, after["range"] = placed(edit.workbook, after)
    _, bounds = bounds_of(edit.workbook, after["range"])
    _check_alone(edit.workbook, sheet, after, bounds)
    after["columnProperties"] = _columns(edit, sheet, bounds, after)
    sheet.objects["tables"][index] = after
    _dress(edit, sheet, bounds, after["columnProperties"])


def delete_table(edit: Edit, body: Json) -> None:
    """Take a table away, and all that is in it."""
    sheet, index = find_table(edit.workbook, body.get("tableId"))
    _, bounds = bounds_of(edit.workbook, sheet.objects["tables"][index]["range"])
    edit.check(sheet, bounds)
    del sheet.objects["tables"][index]
    wipe(sheet, bounds)


def find_table(workbook: Workbook, table_id: object) -> tuple[Sheet, int]:
    """The tab a table lies on, for changing, and its place in the tab's list.

    Raises:
        BadRequest: if there is no such table.
    """
    for sheet in workbook.sheets:
        for index, each in enumerate(sheet.objects["tables"]):
            if each["tableId"] == table_id:
                return workbook.edit(sheet.id), index
    raise BadRequest(f"No table with id: {table_id}")


def room_in_table(edit: Edit, table_id: object, count: int) -> tuple[Sheet, Bounds]:
    """The next free rows of a table, made by pushing down what lies below where there are too few.

    Returns:
        The tab, and the rows as wide as the table.
    """
    sheet, index = find_table(edit.workbook, table_id)
    table = sheet.objects["tables"][index]
    _, bounds = bounds_of(edit.workbook, table["range"])
    has_footer = "footerColorStyle" in table.get("rowsProperties", {})
    end = bounds.end_row - has_footer
    columns = range(bounds.start_column, bounds.end_column)
    start = end
    while start > bounds.start_row + 1 and all(
        sheet.grid.entry(start - 1, column) is None for column in columns
    ):
        start -= 1
    lacking = start + count - end
    if lacking > 0:
        insert(edit.workbook, sheet, "ROWS", end, lacking)
        grown = sheet.objects["tables"][index]["range"] | {"endRowIndex": bounds.end_row + lacking}
        sheet.objects["tables"][index] = sheet.objects["tables"][index] | {"range": grown}
    return sheet, Bounds(start, start + count, bounds.start_column, bounds.end_column)


def _check_alone(workbook: Workbook, sheet: Sheet, table: Json, bounds: Bounds) -> None:
    """Hold a table against the others: no two of one name or id, and none upon another."""
    for other in _others(workbook, table):
        if other["name"].casefold() == table["name"].casefold():
            raise BadRequest(f'A table with the name "{table["name"]}" already exists.')
        place = other["range"]
        if place["sheetId"] == sheet.id and bounds_of(workbook, place)[1].meets(bounds):
            raise BadRequest("You cannot add a table over another table.")


def _others(workbook: Workbook, table: Json) -> Iterable[Json]:
    for sheet in workbook.sheets:
        yield from (one for one in sheet.objects["tables"] if one["tableId"] != table["tableId"])


def _free_name(workbook: Workbook) -> str:
    taken = {one["name"] for sheet in workbook.sheets for one in sheet.objects["tables"]}
    return next(
        name for number in range(1, len(taken) + 2) if (name := f"Table{number}") not in taken
    )


def _columns(edit: Edit, sheet: Sheet, bounds: Bounds, table: Json) -> list[Json]:
    """Every column's properties in order, those not told included."""
    told = {integer(one, "columnIndex", 0): one for one in members(table, "columnProperties")}
    stray = [index for index in told if not 0 <= index < bounds.width]
    if stray:
        raise BadRequest(f"columnProperties.columnIndex[{stray[0]}] is outside the table.")
    values = CellValues(edit.workbook, edit.now)
    columns = []
    for index in range(bounds.width):
        heading = values.value(sheet, bounds.start_row, bounds.start_column + index)
        name = told.get(index, {}).get("columnName") or heading or f"Column {index + 1}"
        column = {"columnIndex": index} | told.get(index, {}) | {"columnName": str(name)}
        _check_type(column)
        columns.append(column)
    return columns


def _check_type(column: Json) -> None:
    kind = column.get("columnType", TYPES[0])
    if kind not in TYPES:
        raise BadRequest(f"Invalid value at 'column_type', \"{kind}\"")
    condition = child(child(column, "dataValidationRule"), "condition")
    if kind == "DROPDOWN" and condition.get("type") != "ONE_OF_LIST":
        raise BadRequest("A dropdown column must have a ONE_OF_LIST data validation rule.")


def _dress(edit: Edit, sheet: Sheet, bounds: Bounds, columns: list[Json]) -> None:
    """Write the names of the columns, and what their type puts into blank cells."""
    names = [str(column["columnName"]) for column in columns]
    edit.write_rows(sheet, bounds.start_row, bounds.start_column, [names])
    for column in columns:
        filling = FILLED_WITH.get(column.get("columnType", ""))
        if filling is None:
            continue
        place = bounds.start_column + column["columnIndex"]
        grid = edit.workbook.edit(sheet.id).grid
        for row in range(bounds.start_row + 1, bounds.end_row):
            if grid.entry(row, place) is None:
                grid.set_entries(row, place, [filling])


HANDLERS = {
    "addTable": handler(add_table, "table"),
    "updateTable": handler(update_table, "table fields"),
    "deleteTable": handler(delete_table, "tableId"),
}
