"""Requests about rows and columns as such: adding, removing, moving, sizing, hiding, grouping."""

from typing import Final

from sandbox.google import structure
from sandbox.google.bounds import Bounds
from sandbox.google.editing import Edit
from sandbox.google.errors import BadRequest
from sandbox.google.grid import Facet, FacetRow
from sandbox.google.protection import check_may_insert
from sandbox.google.ranges import dimension_of
from sandbox.google.requests.handler import handler, update_mask
from sandbox.google.shifting import Relocation
from sandbox.google.wire import Json, child, flag, integer
from sandbox.google.workbook import Sheet

INHERITED: Final = ("userEnteredFormat", "dataValidation")
PIXELS_PER_CHARACTER: Final = 7
CELL_PADDING_PIXELS: Final = 10
ROW_PIXELS: Final = 21


def insert_dimension(edit: Edit, body: Json) -> None:
    """Blank rows or columns before a place; their format comes from a neighbour."""
    found, dimension, start, end = dimension_of(edit.workbook, child(body, "range"))
    before = flag(body.get("inheritFromBefore"))
    if start > found.size(dimension):
        raise BadRequest(
            f"range.startIndex[{start}] is after the last index in the grid"
            f"[{found.size(dimension)}]"
        )
    if before and start == 0:
        raise BadRequest("inheritFromBefore cannot be used when inserting at index 0.")
    check_may_insert(edit.workbook, edit.actor, found, dimension, start)
    sheet = edit.workbook.edit(found.id)
    structure.insert(edit.workbook, sheet, dimension, start, end - start)
    _inherit(sheet, dimension, range(start, end), start - 1 if before else end)


def delete_dimension(edit: Edit, body: Json) -> None:
    """Take rows or columns away, with all that is in them."""
    found, dimension, start, end = dimension_of(edit.workbook, child(body, "range"))
    if end <= found.size(dimension):
        edit.check(found, _whole(found, dimension, start, end))
    structure.delete(edit.workbook, edit.workbook.edit(found.id), dimension, start, end)


def append_dimension(edit: Edit, body: Json) -> None:
    """More rows or columns at the end."""
    dimension = body.get("dimension")
    if dimension not in ("ROWS", "COLUMNS"):
        raise BadRequest("No dimension specified.")
    length = integer(body, "length", 0)
    if length < 1:
        raise BadRequest("length must be greater than 0.")
    sheet = edit.workbook.edit(integer(body, "sheetId", 0))
    if dimension == "ROWS":
        sheet.row_count += length
    else:
        sheet.column_count += length
    edit.workbook.check_size()


def move_dimension(edit: Edit, body: Json) -> None:
    """Rows or columns go to another place; the destination counts before they have left."""
    found, dimension, start, end = dimension_of(edit.workbook, child(body, "source"))
    destination = integer(body, "destinationIndex")
    first, last = min(start, destination), max(end, destination)
    if last <= found.size(dimension):
        edit.check(found, _whole(found, dimension, first, last))
    sheet = edit.workbook.edit(found.id)
    structure.move(edit.workbook, sheet, dimension, Relocation(start, end, destination))


def update_properties(edit: Edit, body: Json) -> None:
    """Size and visibility of rows or columns."""
    mask = update_mask(body)
    found, dimension, start, end = dimension_of(edit.workbook, child(body, "range"))
    if end > found.size(dimension):
        raise BadRequest(f"range.endIndex[{end}] is after the last index in the grid")
    properties = child(body, "properties")
    metadata = edit.workbook.edit(found.id).dimension_metadata(dimension)
    for index in range(start, end):
        metadata[index] = {
            name: content
            for name, content in mask.updated(metadata.get(index, {}), properties).items()
            if content
        }


def auto_resize(edit: Edit, body: Json) -> None:
    """Columns as wide as their longest text; rows of the usual height."""
    found, dimension, start, end = dimension_of(edit.workbook, child(body, "dimensions"))
    sheet = edit.workbook.edit(found.id)
    metadata = sheet.dimension_metadata(dimension)
    for index in range(start, min(end, sheet.size(dimension))):
        size = ROW_PIXELS if dimension == "ROWS" else _fitting_width(sheet, index)
        metadata[index] = metadata.get(index, {}) | {"pixelSize": size}


def _fitting_width(sheet: Sheet, column: int) -> int:
    longest = max(
        (len(str(row[column])) for row in sheet.grid.entries if len(row) > column), default=0
    )
    return longest * PIXELS_PER_CHARACTER + CELL_PADDING_PIXELS


def add_group(edit: Edit, body: Json) -> Json:
    """One level of grouping more over a span; overlapping groups nest.

    With the first one Google says where their handles are: after them, and so it stays.
    """
    sheet, dimension, start, end = dimension_of(edit.workbook, child(body, "range"))
    kind = _groups(dimension)
    if not sheet.objects[kind]:
        sheet = edit.workbook.edit(sheet.id)
        handles = {f"{kind.removesuffix('s')}ControlAfter": True}
        sheet.properties = sheet.properties | {"gridProperties": sheet.grid_properties | handles}
    return _regroup(edit, sheet, dimension, range(start, end), deeper=1)


def delete_group(edit: Edit, body: Json) -> Json:
    """One level of grouping less over a span."""
    sheet, dimension, start, end = dimension_of(edit.workbook, child(body, "range"))
    depths = _depths(sheet.objects[_groups(dimension)])
    if not any(depths.get(index) for index in range(start, end)):
        raise BadRequest("Cannot delete a dimension group that does not exist in the range.")
    return _regroup(edit, sheet, dimension, range(start, end), deeper=-1)


def update_group(edit: Edit, body: Json) -> None:
    """Fold a group in or out."""
    mask = update_mask(body)
    asked = child(body, "dimensionGroup")
    found, dimension, start, end = dimension_of(edit.workbook, child(asked, "range"))
    groups = edit.workbook.edit(found.id).objects[_groups(dimension)]
    wanted = (start, end, integer(asked, "depth", 1))
    for index, group in enumerate(groups):
        span = group["range"]
        if (span["startIndex"], span["endIndex"], group["depth"]) == wanted:
            groups[index] = mask.updated(group, asked) | {"range": span, "depth": group["depth"]}
            return
    raise BadRequest("No dimension group at the given range and depth.")


def _regroup(edit: Edit, found: Sheet, dimension: str, span: range, *, deeper: int) -> Json:
    sheet = edit.workbook.edit(found.id)
    kind = _groups(dimension)
    depths = _depths(sheet.objects[kind])
    for index in span:
        depths[index] = max(0, depths.get(index, 0) + deeper)
    folded = {
        (each["range"]["startIndex"], each["range"]["endIndex"], each["depth"])
        for each in sheet.objects[kind]
        if each.get("collapsed")
    }
    sheet.objects[kind] = [
        {
            "range": {
                "sheetId": sheet.id,
                "dimension": dimension,
                "startIndex": start,
                "endIndex": end,
            },
            "depth": depth,
        }
        | ({"collapsed": True} if (start, end, depth) in folded else {})
        for depth in range(1, max(depths.values(), default=0) + 1)
        for start, end in _runs(sorted(index for index, deep in depths.items() if deep >= depth))
    ]
    return {"dimensionGroups": sheet.objects[kind]} if sheet.objects[kind] else {}


def _groups(dimension: str) -> str:
    return "rowGroups" if dimension == "ROWS" else "columnGroups"


def _depths(groups: list[Json]) -> dict[int, int]:
    depths: dict[int, int] = {}
    for group in groups:
        for index in range(group["range"]["startIndex"], group["range"]["endIndex"]):
            depths[index] = max(depths.get(index, 0), group["depth"])
    return depths


def _runs(indexes: list[int]) -> list[tuple[int, int]]:
    """Neighbouring numbers, put together as half-open spans."""
    runs: list[tuple[int, int]] = []
    for index in indexes:
        if runs and runs[-1][1] == index:
            runs[-1] = (runs[-1][0], index + 1)
        else:
            runs.append((index, index + 1))
    return runs


def _inherit(sheet: Sheet, dimension: str, fresh: range, model: int) -> None:
    """Formats and validation of the row or column `model` go to the new ones."""
    if model >= sheet.size(dimension):
        return
    if dimension == "ROWS":
        row: FacetRow = tuple(_inherited(each) for each in sheet.grid.facet_row(model))
        if any(row):
            for index in fresh:
                sheet.grid.set_facets(index, 0, row)
        return
    for index in range(len(sheet.grid.facets)):
        facet = _inherited(sheet.grid.facet(index, model))
        if facet:
            sheet.grid.set_facets(index, fresh.start, [facet] * len(fresh))


def _inherited(facet: Facet | None) -> Facet | None:
    return {name: facet[name] for name in INHERITED if name in facet} or None if facet else None


def _whole(sheet: Sheet, dimension: str, start: int, end: int) -> Bounds:
    if dimension == "ROWS":
        return Bounds(start, end, 0, sheet.column_count)
    return Bounds(0, sheet.row_count, start, end)


HANDLERS = {
    "insertDimension": handler(insert_dimension, "range inheritFromBefore"),
    "deleteDimension": handler(delete_dimension, "range"),
    "appendDimension": handler(append_dimension, "sheetId dimension length tableId"),
    "moveDimension": handler(move_dimension, "source destinationIndex"),
    "updateDimensionProperties": handler(
        update_properties, "range properties fields dataSourceSheetRange"
    ),
    "autoResizeDimensions": handler(auto_resize, "dimensions dataSourceSheetDimensions"),
    "addDimensionGroup": handler(add_group, "range"),
    "deleteDimensionGroup": handler(delete_group, "range"),
    "updateDimensionGroup": handler(update_group, "dimensionGroup fields"),
}
