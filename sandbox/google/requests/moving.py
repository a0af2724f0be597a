"""Requests that move cells about: sorting, copying, cutting, and making room or closing it."""

from collections.abc import Iterable
from typing import Any, Final

from sandbox.google.bounds import Bounds
from sandbox.google.calculation import CellValues
from sandbox.google.editing import Edit
from sandbox.google.errors import BadRequest
from sandbox.google.formula_shift import shifted_formula
from sandbox.google.grid import Facet
from sandbox.google.ranges import bounds_of, coordinate_of
from sandbox.google.requests.handler import handler
from sandbox.google.values import Entry, ErrorValue, Formula, Value
from sandbox.google.wire import Json, child, integer, members
from sandbox.google.workbook import MAX_COLUMNS, Sheet, Workbook

Layers = tuple[list[list[Entry]], list[list[Facet | None]]]
ALL_FACETS: Final = None
PASTED_FACETS: Final[dict[str, tuple[str, ...] | None]] = {
    "PASTE_NORMAL": ALL_FACETS,
    "PASTE_NO_BORDERS": ALL_FACETS,
    "PASTE_FORMAT": ("userEnteredFormat", "textFormatRuns"),
    "PASTE_DATA_VALIDATION": ("dataValidation",),
    "PASTE_VALUES": (),
    "PASTE_FORMULA": (),
    "PASTE_CONDITIONAL_FORMATTING": (),
}
PASTES_ENTRIES: Final = ("PASTE_NORMAL", "PASTE_NO_BORDERS", "PASTE_VALUES", "PASTE_FORMULA")


def sort_range(edit: Edit, body: Json) -> None:
    """Put the rows of an area in order: numbers, texts, booleans, errors, and blanks last."""
    found, bounds = bounds_of(edit.workbook, child(body, "range"))
    edit.check(found, bounds)
    columns = _sort_columns(body, bounds)
    values = CellValues(edit.workbook, edit.now)
    order = list(range(bounds.start_row, min(bounds.end_row, _used_rows(found))))
    for column, descending in reversed(columns):
        keys = {row: sort_key(values.value(found, row, column)) for row in order}
        filled = [row for row in order if keys[row] is not None]
        blank = [row for row in order if keys[row] is None]
        # Equals keep their order also when the order is turned round.
        order = sorted(filled, key=lambda row: keys[row] or (), reverse=descending) + blank
    _rearrange(edit.workbook, edit.workbook.edit(found.id), bounds, order)


def sort_key(value: Value) -> tuple[Any, ...] | None:
    """Where a value stands among others; None for a blank, which comes last either way."""
    match value:
        case None | "":
            return None
        case bool():
            return (2, value)
        case str():
            return (1, value.casefold())
        case ErrorValue():
            return (3, value.text)
        case _:
            return (0, float(value))


def _sort_columns(body: Json, bounds: Bounds) -> list[tuple[int, bool]]:
    specs = members(body, "sortSpecs")
    if not specs:
        raise BadRequest("Must specify at least one sort spec.")
    columns = []
    for spec in specs:
        column = integer(spec, "dimensionIndex", 0)
        if not bounds.start_column <= column < bounds.end_column:
            raise BadRequest(
                f"sortSpecs.dimensionIndex[{column}] is outside the range to be sorted."
            )
        columns.append((column, spec.get("sortOrder") == "DESCENDING"))
    return columns


def _used_rows(sheet: Sheet) -> int:
    return max(len(sheet.grid.entries), len(sheet.grid.facets))


def _rearrange(workbook: Workbook, sheet: Sheet, bounds: Bounds, order: list[int]) -> None:
    """Write each row of the area anew as the old row `order` names for it."""
    if _covers_whole_rows(sheet, bounds):
        _carry_row_marks(
            workbook, sheet, {old: new for new, old in enumerate(order, bounds.start_row)}
        )
        if not sheet.has_formulas and bounds.covers(
            sheet.bounds.intersection(_all_columns(bounds))
        ):
            sheet.grid.reorder_rows(dict(enumerate(order, bounds.start_row)))
            return
    entries, facets = _layers(sheet, bounds)
    for row, old in enumerate(order, bounds.start_row):
        source = old - bounds.start_row
        moved = [_carried(entry, row - old, 0) for entry in entries[source]]
        sheet.grid.set_entries(row, bounds.start_column, moved)
        sheet.grid.set_facets(row, bounds.start_column, facets[source])


def _all_columns(bounds: Bounds) -> Bounds:
    return Bounds(bounds.start_row, bounds.end_row, 0, MAX_COLUMNS)


def _covers_whole_rows(sheet: Sheet, bounds: Bounds) -> bool:
    """Whether nothing of these rows lies outside the area: then it is the rows that move."""
    rows = sheet.grid.entries[bounds.start_row : bounds.end_row]
    left = any(each is not None for row in rows for each in row[: bounds.start_column])
    return not left and all(len(row) <= bounds.end_column for row in rows)


def _carry_row_marks(workbook: Workbook, sheet: Sheet, places: dict[int, int]) -> None:
    """Developer metadata on rows goes where its row goes."""
    for number, metadata in workbook.developer_metadata.items():
        span = metadata["location"].get("dimensionRange")
        if span and span["sheetId"] == sheet.id and span["dimension"] == "ROWS":
            row = places.get(span["startIndex"], span["startIndex"])
            moved = span | {"startIndex": row, "endIndex": row + 1}
            location = metadata["location"] | {"dimensionRange": moved}
            workbook.developer_metadata[number] = metadata | {"location": location}


def copy_paste(edit: Edit, body: Json) -> None:
    """Copy an area over another; a larger one is filled with copies, formulas count relatively."""
    source_sheet, source = bounds_of(edit.workbook, child(body, "source"))
    target_sheet, target = bounds_of(edit.workbook, child(body, "destination"))
    kind = _paste_type(body)
    layers = _copied(edit, source_sheet, source, kind)
    down, right = source.height, source.width
    turned = body.get("pasteOrientation") == "TRANSPOSE"
    if turned:
        layers = _transposed(layers)
        down, right = right, down
    area = Bounds(
        target.start_row,
        target.start_row + down * max(1, target.height // down),
        target.start_column,
        target.start_column + right * max(1, target.width // right),
    )
    edit.check(target_sheet, area)
    for row in range(area.start_row, area.end_row, down):
        for column in range(area.start_column, area.end_column, right):
            shift = (0, 0) if turned else (row - source.start_row, column - source.start_column)
            _paste(edit, target_sheet, (row, column), _shifted(layers, *shift), kind)
    if kind in ("PASTE_NORMAL", "PASTE_CONDITIONAL_FORMATTING"):
        _extend_rules(edit, source_sheet, source, target_sheet, area)


def cut_paste(edit: Edit, body: Json) -> None:
    """Move an area; formulas in it stay as they are."""
    source_sheet, source = bounds_of(edit.workbook, child(body, "source"))
    target_sheet, row, column = coordinate_of(edit.workbook, child(body, "destination"))
    kind = _paste_type(body)
    area = Bounds(row, row + source.height, column, column + source.width)
    edit.check(source_sheet, source)
    edit.check(target_sheet, area)
    layers = _copied(edit, source_sheet, source, kind)
    emptied = edit.workbook.edit(source_sheet.id).grid
    emptied.clear_entries(source)
    if PASTED_FACETS[kind] is ALL_FACETS:
        emptied.change_facets(source, lambda _: None)
    _paste(edit, target_sheet, (row, column), layers, kind)


def insert_range(edit: Edit, body: Json) -> None:
    """Make room: the cells of an area and all beyond go down or to the right."""
    found, bounds = bounds_of(edit.workbook, child(body, "range"))
    beyond = _beyond(found, bounds, _shift_dimension(body))
    edit.check(found, beyond)
    sheet = edit.workbook.edit(found.id)
    rows = _shift_dimension(body) == "ROWS"
    used = _layers(sheet, beyond)
    if rows:
        sheet.row_count = max(sheet.row_count, _used_rows(sheet) + bounds.height)
        at = (bounds.end_row, bounds.start_column)
    else:
        widest = max((len(row) for row in sheet.grid.entries), default=0)
        sheet.column_count = max(sheet.column_count, widest + bounds.width)
        at = (bounds.start_row, bounds.end_column)
    edit.workbook.check_size()
    _wipe(sheet, bounds)
    _put(sheet, at, used)


def delete_range(edit: Edit, body: Json) -> None:
    """Close an area: the cells beyond come up or to the left."""
    found, bounds = bounds_of(edit.workbook, child(body, "range"))
    dimension = _shift_dimension(body)
    whole = _beyond(found, bounds, dimension)
    edit.check(found, whole)
    sheet = edit.workbook.edit(found.id)
    if dimension == "ROWS":
        rest = Bounds(bounds.end_row, whole.end_row, whole.start_column, whole.end_column)
    else:
        rest = Bounds(whole.start_row, whole.end_row, bounds.end_column, whole.end_column)
    kept = _layers(sheet, rest)
    _wipe(sheet, whole)
    _put(sheet, (bounds.start_row, bounds.start_column), kept)


def _beyond(sheet: Sheet, bounds: Bounds, dimension: str) -> Bounds:
    """The area together with all cells after it, as far as anything is there."""
    if dimension == "ROWS":
        last = max(bounds.end_row, _used_rows(sheet))
        return Bounds(bounds.start_row, last, bounds.start_column, bounds.end_column)
    width = max((len(row) for row in (*sheet.grid.entries, *sheet.grid.facets)), default=0)
    last = max(bounds.end_column, width)
    return Bounds(bounds.start_row, bounds.end_row, bounds.start_column, last)


def _shift_dimension(body: Json) -> str:
    dimension = body.get("shiftDimension")
    if dimension not in ("ROWS", "COLUMNS"):
        raise BadRequest("shiftDimension must be specified.")
    return str(dimension)


def _wipe(sheet: Sheet, bounds: Bounds) -> None:
    sheet.grid.clear_entries(bounds)
    sheet.grid.change_facets(bounds, lambda _: None)


def _put(sheet: Sheet, at: tuple[int, int], layers: Layers) -> None:
    row, column = at
    for offset, (entries, facets) in enumerate(zip(*layers, strict=True)):
        sheet.grid.set_entries(row + offset, column, entries)
        sheet.grid.set_facets(row + offset, column, facets)


def _paste_type(body: Json) -> str:
    kind = body.get("pasteType", "PASTE_NORMAL")
    if kind not in PASTED_FACETS:
        raise BadRequest(f"Invalid value at 'paste_type', \"{kind}\"")
    return str(kind)


def _layers(sheet: Sheet, bounds: Bounds) -> Layers:
    """All cells of an area, blanks included, as rows of entries and rows of facets."""
    columns = range(bounds.start_column, bounds.end_column)
    rows = range(bounds.start_row, bounds.end_row)
    entries = [[sheet.grid.entry(row, column) for column in columns] for row in rows]
    facets = [[sheet.grid.facet(row, column) for column in columns] for row in rows]
    return entries, facets


def _copied(edit: Edit, sheet: Sheet, bounds: Bounds, kind: str) -> Layers:
    entries, facets = _layers(sheet, bounds)
    if kind == "PASTE_VALUES":
        values = CellValues(edit.workbook, edit.now)
        entries = [
            [
                values.value(sheet, row, column)
                for column in range(bounds.start_column, bounds.end_column)
            ]
            for row in range(bounds.start_row, bounds.end_row)
        ]
    return entries, facets


def _transposed(layers: Layers) -> Layers:
    entries, facets = layers
    return [list(row) for row in zip(*entries, strict=True)], [
        list(row) for row in zip(*facets, strict=True)
    ]


def _shifted(layers: Layers, rows: int, columns: int) -> Layers:
    entries, facets = layers
    return [[_carried(entry, rows, columns) for entry in row] for row in entries], facets


def _carried(entry: Entry, rows: int, columns: int) -> Entry:
    return shifted_formula(entry, rows, columns) if isinstance(entry, Formula) else entry


def _paste(edit: Edit, found: Sheet, at: tuple[int, int], layers: Layers, kind: str) -> None:
    row, column = at
    entries, facets = layers
    if kind in PASTES_ENTRIES:
        edit.write_rows(found, row, column, entries)
    names = PASTED_FACETS[kind]
    if names == ():
        return
    grid = edit.workbook.edit(found.id).grid
    for offset, source in enumerate(facets):
        pasted = [
            _pasted_facet(grid.facet(row + offset, column + index), facet, kind)
            for index, facet in enumerate(source)
        ]
        grid.set_facets(row + offset, column, pasted)


def _pasted_facet(under: Facet | None, facet: Facet | None, kind: str) -> Facet | None:
    names = PASTED_FACETS[kind]
    if names is not ALL_FACETS:
        kept = {name: content for name, content in (under or {}).items() if name not in names}
        return kept | {name: facet[name] for name in names if facet and name in facet} or None
    if kind == "PASTE_NO_BORDERS" and facet and "borders" in facet.get("userEnteredFormat", {}):
        look = {k: v for k, v in facet["userEnteredFormat"].items() if k != "borders"}
        return facet | {"userEnteredFormat": look}
    return facet


def _extend_rules(
    edit: Edit, source_sheet: Sheet, source: Bounds, target_sheet: Sheet, area: Bounds
) -> None:
    """Conditional formats of the source hold for the copy as well, within one tab."""
    if source_sheet.id != target_sheet.id:
        return
    rules = edit.workbook.edit(target_sheet.id).objects["conditionalFormats"]
    for index, rule in enumerate(rules):
        if _touches(edit.workbook, rule["ranges"], source) and not _touches(
            edit.workbook, rule["ranges"], area
        ):
            rules[index] = rule | {"ranges": [*rule["ranges"], area.grid_range(target_sheet.id)]}


def _touches(workbook: Workbook, ranges: Iterable[Json], area: Bounds) -> bool:
    return any(bounds_of(workbook, each)[1].meets(area) for each in ranges)


HANDLERS = {
    "sortRange": handler(sort_range, "range sortSpecs"),
    "copyPaste": handler(copy_paste, "source destination pasteType pasteOrientation"),
    "cutPaste": handler(cut_paste, "source destination pasteType"),
    "insertRange": handler(insert_range, "range shiftDimension"),
    "deleteRange": handler(delete_range, "range shiftDimension"),
}
