"""pasteData, textToColumns, autoFill: a text that falls apart into cells, cells that go on."""

import csv
import io
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import Final, TypeVar

from sandbox.google.bounds import Bounds
from sandbox.google.editing import Edit
from sandbox.google.errors import BadRequest, Unsupported
from sandbox.google.ranges import bounds_of, coordinate_of
from sandbox.google.requests.handler import handler
from sandbox.google.requests.layers import carried, layers_of, put_layers, used_rows
from sandbox.google.value_writing import write_values
from sandbox.google.values import Entry
from sandbox.google.wire import Json, child, flag, integer
from sandbox.google.workbook import Sheet, Workbook

Cell = TypeVar("Cell")
_DELIMITERS: Final = {"COMMA": ",", "SEMICOLON": ";", "PERIOD": ".", "SPACE": " "}


def paste_data(edit: Edit, body: Json) -> None:
    """Type a text into cells: a row for each line, a cell for each part."""
    if flag(body.get("html")):
        raise Unsupported("pasteData of HTML")
    delimiter = str(body.get("delimiter") or "")
    if not delimiter:
        raise BadRequest("One of delimiter or html must be set.")
    sheet, row, column = coordinate_of(edit.workbook, child(body, "coordinate"))
    lines = str(body.get("data", "")).splitlines()
    rows = [_parted(line, delimiter) for line in lines]
    write_values(edit, sheet, (row, column), rows, "USER_ENTERED")


def text_to_columns(edit: Edit, body: Json) -> None:
    """Part the texts of one column; the parts go into it and to its right."""
    sheet, bounds = bounds_of(edit.workbook, child(body, "source"))
    if bounds.width != 1:
        raise BadRequest("The source must span exactly one column.")
    texts = [
        (row, entry)
        for row in range(bounds.start_row, min(bounds.end_row, used_rows(sheet)))
        if isinstance(entry := sheet.grid.entry(row, bounds.start_column), str)
    ]
    delimiter = _delimiter(body, [text for _, text in texts])
    for row, text in texts:
        parts = [_parted(text, delimiter)]
        write_values(edit, sheet, (row, bounds.start_column), parts, "USER_ENTERED")


def auto_fill(edit: Edit, body: Json) -> None:
    """Carry cells on: numbers in equal steps as a series, anything else over and over."""
    sheet, source, target, is_down = _filled_area(edit.workbook, body)
    edit.check(sheet, target)
    entries, facets = layers_of(sheet, source)
    if not is_down:
        entries, facets = _turned(entries), _turned(facets)
    length = target.height if is_down else target.width
    backwards = (target.start_row, target.start_column) < (source.start_row, source.start_column)
    first = -length if backwards else len(entries)
    steps = range(first, first + length)
    is_series_wanted = not flag(body.get("useAlternateSeries"))
    columns = [
        _continued(line, steps, is_down=is_down, is_series_wanted=is_series_wanted)
        for line in _turned(entries)
    ]
    filled = _turned(columns), [facets[step % len(facets)] for step in steps]
    if not is_down:
        filled = _turned(filled[0]), _turned(filled[1])
    put_layers(edit.workbook.edit(sheet.id), (target.start_row, target.start_column), filled)


def _parted(text: str, delimiter: str) -> list[str]:
    if len(delimiter) > 1:
        return text.split(delimiter)
    return next(csv.reader(io.StringIO(text), delimiter=delimiter), [""])


def _delimiter(body: Json, texts: Sequence[str]) -> str:
    kind = body.get("delimiterType")
    if kind in _DELIMITERS:
        return _DELIMITERS[str(kind)]
    if kind == "CUSTOM":
        if not body.get("delimiter"):
            raise BadRequest("delimiter must be set if delimiterType is CUSTOM.")
        return str(body["delimiter"])
    if kind != "AUTODETECT":
        raise BadRequest("delimiterType must be set.")
    counts = Counter({one: sum(one in text for text in texts) for one in _DELIMITERS.values()})
    return counts.most_common(1)[0][0]


def _filled_area(workbook: Workbook, body: Json) -> tuple[Sheet, Bounds, Bounds, bool]:
    """The tab, the cells to go on from, the cells to fill, and whether that is up or down."""
    told = child(body, "sourceAndDestination")
    if not told:
        return _detected_area(workbook, body)
    sheet, source = bounds_of(workbook, child(told, "source"))
    is_down = told.get("dimension") == "ROWS"
    length = integer(told, "fillLength")
    start, end = (
        (source.start_row, source.end_row) if is_down else (source.start_column, source.end_column)
    )
    span = (end, end + length) if length > 0 else (start + length, start)
    if span[0] < 0 or not length:
        raise BadRequest("fillLength must lead to cells within the grid.")
    target = (
        Bounds(*span, source.start_column, source.end_column)
        if is_down
        else Bounds(source.start_row, source.end_row, *span)
    )
    return sheet, source, target, is_down


def _detected_area(workbook: Workbook, body: Json) -> tuple[Sheet, Bounds, Bounds, bool]:
    """The rows at the head of a range that hold something are the source for those below."""
    sheet, bounds = bounds_of(workbook, child(body, "range"))
    row = bounds.start_row
    while row < bounds.end_row and any(
        sheet.grid.entry(row, column) is not None
        for column in range(bounds.start_column, bounds.end_column)
    ):
        row += 1
    if row in (bounds.start_row, bounds.end_row):
        raise BadRequest("There is nothing to fill in the range.")
    columns = (bounds.start_column, bounds.end_column)
    source = Bounds(bounds.start_row, row, *columns)
    return sheet, source, Bounds(row, bounds.end_row, *columns), True


def _continued(
    line: Sequence[Entry], steps: range, *, is_down: bool, is_series_wanted: bool
) -> list[Entry]:
    """What stands at `steps` of a line that began with these entries at 0."""
    step = _common_step(line) if is_series_wanted else None
    first = line[0]
    if step is not None and isinstance(first, float):
        return [first + step * place for place in steps]
    filled = []
    for place in steps:
        near = place % len(line)
        by = place - near
        filled.append(carried(line[near], by if is_down else 0, 0 if is_down else by))
    return filled


def _common_step(line: Sequence[Entry]) -> float | None:
    """By how much numbers grow from each to the next; None where they are no series."""
    numbers = [one for one in line if isinstance(one, float)]
    if len(numbers) < max(2, len(line)):
        return None
    differences = {round(after - before, 9) for before, after in pairwise(numbers)}
    return differences.pop() if len(differences) == 1 else None


def _turned(rows: Sequence[Sequence[Cell]]) -> list[list[Cell]]:
    return [list(each) for each in zip(*rows, strict=True)]


HANDLERS = {
    "pasteData": handler(paste_data, "coordinate data delimiter html type"),
    "textToColumns": handler(text_to_columns, "source delimiter delimiterType"),
    "autoFill": handler(auto_fill, "range sourceAndDestination useAlternateSeries"),
}
