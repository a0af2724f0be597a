"""Objects on tabs that have an id: giving one out, finding, changing and removing the object."""

import secrets

from sandbox.google.colours import mask_for_both, with_both_spellings
from sandbox.google.editing import Edit
from sandbox.google.errors import BadRequest
from sandbox.google.ranges import bounds_of
from sandbox.google.requests.handler import Handler, handler, update_mask
from sandbox.google.wire import Json, child, integer
from sandbox.google.workbook import Sheet, Workbook

NOUNS = {
    "protectedRanges": ("protectedRangeId", "protected range"),
    "bandedRanges": ("bandedRangeId", "banded range"),
    "filterViews": ("filterViewId", "filter view"),
    "charts": ("chartId", "embedded object"),
    "slicers": ("slicerId", "embedded object"),
}


def fresh_id(workbook: Workbook, kind: str, asked: Json) -> int:
    """The id that a new object asks for, or one that is free.

    Raises:
        BadRequest: if the one asked for is in use.
    """
    name, noun = NOUNS[kind]
    taken = {each[name] for sheet in workbook.sheets for each in sheet.objects[kind]}
    if asked.get(name) is None:
        while (number := secrets.randbelow(2**31)) in taken:
            continue
        return number
    number = integer(asked, name)
    if number in taken:
        raise BadRequest(f"A {noun} with ID {number} already exists.")
    return number


def find_object(workbook: Workbook, kind: str, number: int) -> tuple[Sheet, int]:
    """The tab an object lies on, for changing, and its place in the tab's list.

    Raises:
        BadRequest: if there is no such object.
    """
    name, noun = NOUNS[kind]
    for sheet in workbook.sheets:
        for index, each in enumerate(sheet.objects[kind]):
            if each[name] == number:
                return workbook.edit(sheet.id), index
    raise BadRequest(f"No {noun} with ID: {number}")


def placed(workbook: Workbook, body: Json, name: str = "range") -> tuple[Sheet, Json]:
    """The tab that a GridRange lies on, and the range with its tab's id told.

    Raises:
        BadRequest: if it lies on no tab, or outside its grid.
    """
    grid_range = child(body, name)
    sheet, _ = bounds_of(workbook, grid_range)
    return sheet, {"sheetId": sheet.id} | {
        key: integer(grid_range, key) for key in grid_range if key.endswith("Index")
    }


def updated_object(edit: Edit, kind: str, asked: Json, body: Json) -> tuple[Json, Sheet, int]:
    """An object after an update by mask, still to be put in its place."""
    mask = update_mask(body)
    name = NOUNS[kind][0]
    number = integer(asked, name)
    sheet, index = find_object(edit.workbook, kind, number)
    after = mask_for_both(mask).updated(sheet.objects[kind][index], with_both_spellings(asked))
    after[name] = number
    return after | {"range": placed(edit.workbook, after)[1]}, sheet, index


def remover(kind: str, member: str) -> Handler:
    """The request that takes an object of one kind away by its id."""

    def delete(edit: Edit, body: Json) -> None:
        sheet, index = find_object(edit.workbook, kind, integer(body, member))
        del sheet.objects[kind][index]

    return handler(delete, member)
