"""Requests about whole tabs and the file's own properties."""

import secrets
from typing import Final

from sandbox.google.colours import mask_for_both, with_both_spellings
from sandbox.google.editing import Edit
from sandbox.google.errors import BadRequest
from sandbox.google.fieldmask import FieldMask
from sandbox.google.formula_shift import rename_in_formulas
from sandbox.google.protection import closed, may_edit_range
from sandbox.google.requests import cells
from sandbox.google.requests.handler import handler, update_mask
from sandbox.google.resource import sheet_properties
from sandbox.google.shifting import Deletion, copied_objects, shift_everything
from sandbox.google.wire import Json, child, integer, members
from sandbox.google.workbook import Sheet, Workbook

COUNTS: Final = ("rowCount", "columnCount", "frozenRowCount", "frozenColumnCount")
DEFAULT_ROWS: Final = 1000
DEFAULT_COLUMNS: Final = 26


def add_sheet(edit: Edit, body: Json) -> Json:
    """A new, empty tab; id, title, place and size may be told."""
    workbook = edit.workbook
    asked = dict(child(body, "properties"))
    index = integer(asked, "index", len(workbook.sheets))
    sheet_id = _new_id(workbook, asked.get("sheetId"))
    title = str(asked.get("title") or _unused_title(workbook))
    check_title(workbook, title)
    counts = _counted(child(asked, "gridProperties"))
    rows = counts.pop("rowCount", DEFAULT_ROWS)
    columns = counts.pop("columnCount", DEFAULT_COLUMNS)
    _check_counts(rows, columns)
    properties = {"sheetType": "GRID"} | asked | {"sheetId": sheet_id, "title": title}
    sheet = Sheet(_with_grid(_coloured(properties), counts), rows, columns)
    workbook.add(sheet, max(0, min(index, len(workbook.sheets))))
    return {"properties": sheet_properties(workbook, sheet)}


def delete_sheet(edit: Edit, body: Json) -> None:
    """A tab goes, with the names and marks that lie on it; one visible tab must stay."""
    workbook = edit.workbook
    sheet = workbook.sheet(integer(body, "sheetId", 0))
    _check_unprotected(edit, sheet)
    if len(workbook.sheets) == 1:
        raise BadRequest("You can't remove all the sheets in a document.")
    if all(each.is_hidden for each in workbook.sheets if each is not sheet):
        raise BadRequest("You can't remove all the visible sheets in a document.")
    workbook.sheets.remove(sheet)
    workbook.named_ranges = [
        each for each in workbook.named_ranges if each["range"].get("sheetId", 0) != sheet.id
    ]
    for number, metadata in list(workbook.developer_metadata.items()):
        place = metadata["location"]
        if place.get("dimensionRange", place).get("sheetId", None) == sheet.id:
            del workbook.developer_metadata[number]


def duplicate_sheet(edit: Edit, body: Json) -> Json:
    """A copy of a tab inside the same file."""
    workbook = edit.workbook
    source = workbook.sheet(integer(body, "sourceSheetId", 0))
    sheet_id = _new_id(workbook, body.get("newSheetId"))
    title = str(body.get("newSheetName") or _copy_title(workbook, source.title))
    check_title(workbook, title)
    twin = copied_sheet(source, sheet_id, title)
    workbook.add(twin, min(integer(body, "insertSheetIndex", 0), len(workbook.sheets)))
    return {"properties": sheet_properties(workbook, twin)}


def copied_sheet(source: Sheet, sheet_id: int, title: str) -> Sheet:
    """A tab with the same content under another id; its objects point at the copy."""
    twin = source.copy()
    twin.properties = source.properties | {"sheetId": sheet_id, "title": title}
    twin.objects, twin.basic_filter = copied_objects(source, sheet_id)
    twin.objects["tables"] = [
        each | {"tableId": secrets.token_hex(8), "name": f"{each['name']}_{sheet_id}"}
        for each in twin.objects["tables"]
    ]
    return twin


def fill_sheet(edit: Edit, sheet: Sheet, told: Json) -> None:
    """Put the cells of a Sheet resource's `data` into a tab just made."""
    for data in members(told, "data"):
        at = integer(data, "startRow", 0), integer(data, "startColumn", 0)
        rows = [members(row, "values") for row in members(data, "rowData")]
        cells.write_cells(edit, sheet, at, rows, FieldMask.parse("*"))


def update_sheet_properties(edit: Edit, body: Json) -> None:
    """Title, place, size, frozen rows, colour and visibility of a tab, as the mask says."""
    workbook = edit.workbook
    mask = update_mask(body)
    asked = child(body, "properties")
    sheet = workbook.edit(integer(asked, "sheetId", 0))
    _check_unprotected(edit, sheet)
    before = sheet_properties(workbook, sheet)
    after = mask_for_both(mask).updated(before, _coloured(asked) | {"sheetId": sheet.id})
    if mask.wants("title") and after.get("title") != before["title"]:
        check_title(workbook, str(after.get("title") or ""), besides=sheet)
        rename_in_formulas(workbook, before["title"], after["title"])
    _resize(workbook, sheet, before, after)
    if mask.wants("index") and "index" in asked:
        _move(workbook, sheet, integer(asked, "index"))
    kept = {name: content for name, content in after.items() if name != "index"}
    grid = _counted(child(after, "gridProperties"))
    sheet.properties = _with_grid(kept, {k: v for k, v in grid.items() if k not in COUNTS[:2]})
    if all(each.is_hidden for each in workbook.sheets):
        raise BadRequest("You can't hide all the sheets in a document.")


def update_spreadsheet_properties(edit: Edit, body: Json) -> None:
    """Title, locale, time zone and the rest of the file's own properties."""
    mask = update_mask(body)
    after = mask.updated(edit.workbook.properties, child(body, "properties"))
    for name in ("title", "locale", "timeZone"):
        if not after.get(name):
            raise BadRequest(f"{name} cannot be empty.")
    edit.workbook.properties = after


def check_title(workbook: Workbook, title: str, besides: Sheet | None = None) -> None:
    """Refuse a title that is empty, or another tab's whatever the capitals.

    Raises:
        BadRequest: in Google's words.
    """
    if not title:
        raise BadRequest("Sheet name cannot be empty.")
    others = (each.title.lower() for each in workbook.sheets if each is not besides)
    if title.lower() in others:
        raise BadRequest(
            f'A sheet with the name "{title}" already exists. Please enter another name.'
        )


def _resize(workbook: Workbook, sheet: Sheet, before: Json, after: Json) -> None:
    """Rows are checked against the cell limit before columns shrink, as Google does it."""
    now, then = _counted(before["gridProperties"]), _counted(child(after, "gridProperties"))
    rows = then.get("rowCount", sheet.row_count)
    columns = then.get("columnCount", sheet.column_count)
    _check_counts(rows, columns)
    _check_frozen(then, rows, columns)
    if (rows, columns) == (now["rowCount"], now["columnCount"]):
        return
    sheet.row_count = rows
    workbook.check_size()
    sheet.column_count = columns
    workbook.check_size()
    sheet.grid.truncate(rows, columns)
    for dimension, size, before_size in (
        ("ROWS", rows, now["rowCount"]),
        ("COLUMNS", columns, now["columnCount"]),
    ):
        if size < before_size:
            shift_everything(workbook, sheet, dimension, Deletion(size, before_size))


def _move(workbook: Workbook, sheet: Sheet, index: int) -> None:
    """Google counts the new place before the tab has left its old one."""
    old = workbook.position(sheet.id)
    if not 0 <= index <= len(workbook.sheets):
        raise BadRequest(f"Invalid sheet index: {index}.")
    workbook.sheets.pop(old)
    workbook.sheets.insert(index - 1 if index > old else index, sheet)


def _check_unprotected(edit: Edit, sheet: Sheet) -> None:
    """A tab that is closed as a whole to the actor may not be renamed, resized or removed."""
    for protected in sheet.objects["protectedRanges"]:
        is_whole_tab = protected["range"].keys() <= {"sheetId"}
        if is_whole_tab and not may_edit_range(edit.actor, protected):
            raise closed()


def _check_counts(rows: int, columns: int) -> None:
    if rows < 1:
        raise BadRequest("You can't delete all the rows on the sheet.")
    if columns < 1:
        raise BadRequest("You can't delete all the columns on the sheet.")


def _check_frozen(grid: Json, rows: int, columns: int) -> None:
    if grid.get("frozenRowCount", 0) >= rows:
        raise BadRequest("You can't freeze all visible rows on the sheet.")
    if grid.get("frozenColumnCount", 0) >= columns:
        raise BadRequest("You can't freeze all visible columns on the sheet.")


def _counted(grid: Json) -> Json:
    return grid | {name: integer(grid, name) for name in COUNTS if grid.get(name) is not None}


def _with_grid(properties: Json, grid: Json) -> Json:
    meant = {name: content for name, content in grid.items() if content}
    rest = {name: content for name, content in properties.items() if name != "gridProperties"}
    rest.pop("index", None)
    if rest.get("hidden") is False:
        del rest["hidden"]
    return rest | ({"gridProperties": meant} if meant else {})


def _coloured(properties: Json) -> Json:
    """Old and new way of telling a tab's colour, each derived from the other; an empty one is none."""
    told: Json = with_both_spellings(properties)
    if any(content is not None for content in child(told, "tabColorStyle").values()):
        return told
    return {name: it for name, it in told.items() if name not in ("tabColor", "tabColorStyle")}


def _new_id(workbook: Workbook, asked: object) -> int:
    if asked is None:
        return workbook.unused_sheet_id()
    number = integer({"sheetId": asked}, "sheetId")
    if number < 0:
        raise BadRequest("Sheet ID must be non-negative.")
    if any(sheet.id == number for sheet in workbook.sheets):
        raise BadRequest(
            f'A sheet with the ID "{number}" already exists. Please provide a different ID.'
        )
    return number


def _unused_title(workbook: Workbook) -> str:
    number = len(workbook.sheets) + 1
    while workbook.titled(f"Sheet{number}"):
        number += 1
    return f"Sheet{number}"


def _copy_title(workbook: Workbook, title: str) -> str:
    wanted, number = f"Copy of {title}", 1
    while workbook.titled(wanted):
        number += 1
        wanted = f"Copy of {title} {number}"
    return wanted


HANDLERS = {
    "addSheet": handler(add_sheet, "properties"),
    "deleteSheet": handler(delete_sheet, "sheetId"),
    "duplicateSheet": handler(
        duplicate_sheet, "sourceSheetId insertSheetIndex newSheetId newSheetName"
    ),
    "updateSheetProperties": handler(update_sheet_properties, "properties fields"),
    "updateSpreadsheetProperties": handler(update_spreadsheet_properties, "properties fields"),
}
