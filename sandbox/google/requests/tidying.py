"""deleteDuplicates, trimWhitespace, randomizeRange: an area put in order, in place."""

import secrets

from sandbox.google.bounds import Bounds
from sandbox.google.calculation import CellValues
from sandbox.google.editing import Edit
from sandbox.google.errors import BadRequest
from sandbox.google.ranges import bounds_of
from sandbox.google.requests.handler import handler
from sandbox.google.requests.layers import layers_of, put_layers, used_rows, wipe
from sandbox.google.requests.sorting import rearrange, sort_key
from sandbox.google.wire import Json, child, integer, members
from sandbox.google.workbook import Sheet


def delete_duplicates(edit: Edit, body: Json) -> Json:
    """Keep the first of all rows that read the same, capitals aside; those below close up."""
    found, bounds = bounds_of(edit.workbook, child(body, "range"))
    edit.check(found, bounds)
    columns = _compared_columns(body, bounds)
    values = CellValues(edit.workbook, edit.now)
    seen, kept = set(), []
    for row in _rows_in_use(found, bounds):
        key = tuple(sort_key(values.value(found, row, column)) for column in columns)
        if key not in seen:
            kept.append(row)
        seen.add(key)
    removed = len(_rows_in_use(found, bounds)) - len(kept)
    if not removed:
        return {}
    sheet = edit.workbook.edit(found.id)
    entries, facets = layers_of(sheet, bounds)
    places = [row - bounds.start_row for row in kept]
    wipe(sheet, bounds)
    rest = [entries[place] for place in places], [facets[place] for place in places]
    put_layers(sheet, (bounds.start_row, bounds.start_column), rest)
    return {"duplicatesRemovedCount": removed}


def trim_whitespace(edit: Edit, body: Json) -> Json:
    """Take the blanks off both ends of every text, and leave one between its words."""
    found, bounds = bounds_of(edit.workbook, child(body, "range"))
    edit.check(found, bounds)
    changed = 0
    for row in _rows_in_use(found, bounds):
        for column in range(bounds.start_column, bounds.end_column):
            entry = found.grid.entry(row, column)
            trimmed = " ".join(entry.split()) if isinstance(entry, str) else entry
            if trimmed != entry:
                edit.write_rows(found, row, column, [[trimmed or None]])
                changed += 1
    return {"cellsChangedCount": changed} if changed else {}


def randomize_range(edit: Edit, body: Json) -> None:
    """Put the rows of an area into an order that nobody can foretell."""
    found, bounds = bounds_of(edit.workbook, child(body, "range"))
    edit.check(found, bounds)
    order = list(_rows_in_use(found, bounds))
    secrets.SystemRandom().shuffle(order)
    rearrange(edit.workbook, edit.workbook.edit(found.id), bounds, order)


def _rows_in_use(sheet: Sheet, bounds: Bounds) -> range:
    return range(bounds.start_row, min(bounds.end_row, used_rows(sheet)))


def _compared_columns(body: Json, bounds: Bounds) -> list[int]:
    """The columns by which rows are the same: those told, or all of the area."""
    columns: list[int] = []
    for each in members(body, "comparisonColumns"):
        if each.get("dimension", "COLUMNS") != "COLUMNS":
            raise BadRequest("comparisonColumns must be columns.")
        columns += range(integer(each, "startIndex", 0), integer(each, "endIndex"))
    outside = [one for one in columns if not bounds.start_column <= one < bounds.end_column]
    if outside:
        raise BadRequest("comparisonColumns must lie within the range.")
    return columns or list(range(bounds.start_column, bounds.end_column))


HANDLERS = {
    "deleteDuplicates": handler(delete_duplicates, "range comparisonColumns"),
    "trimWhitespace": handler(trim_whitespace, "range"),
    "randomizeRange": handler(randomize_range, "range"),
}
