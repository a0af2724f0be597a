"""copyPaste and cutPaste: cells carried elsewhere, in the ways of the Paste special menu."""

from collections.abc import Iterable
from typing import Final

from sandbox.google.bounds import Bounds
from sandbox.google.calculation import CellValues
from sandbox.google.editing import Edit
from sandbox.google.errors import BadRequest
from sandbox.google.grid import Facet
from sandbox.google.ranges import bounds_of, coordinate_of
from sandbox.google.requests.handler import handler
from sandbox.google.requests.layers import Layers, carried, layers_of
from sandbox.google.wire import Json, child
from sandbox.google.workbook import Sheet, Workbook

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


def _paste_type(body: Json) -> str:
    kind = str(body.get("pasteType") or "PASTE_NORMAL")
    if kind not in PASTED_FACETS:
        raise BadRequest(f"Invalid value at 'paste_type', \"{kind}\"")
    return kind


def _copied(edit: Edit, sheet: Sheet, bounds: Bounds, kind: str) -> Layers:
    entries, facets = layers_of(sheet, bounds)
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
    return [[carried(entry, rows, columns) for entry in row] for row in entries], facets


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
    "copyPaste": handler(copy_paste, "source destination pasteType pasteOrientation"),
    "cutPaste": handler(cut_paste, "source destination pasteType"),
}
