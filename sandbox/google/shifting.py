"""Keeping everything that points at rows or columns pointing at the same ones.

When rows are inserted, deleted or moved, Google carries along merges, filters, protections, charts,
named ranges and developer metadata. All of them say where they are in the same few shapes
(GridRange, DimensionRange, GridCoordinate), so one walk over any JSON object serves them all.
"""

from dataclasses import dataclass
from typing import Any, Final

from sandbox.google.wire import Json
from sandbox.google.workbook import Sheet, Workbook

GRID_KEYS: Final = {
    "ROWS": ("startRowIndex", "endRowIndex", "rowIndex"),
    "COLUMNS": ("startColumnIndex", "endColumnIndex", "columnIndex"),
}
WHERE: Final = frozenset(
    ("sheetId", "startRowIndex", "endRowIndex", "startColumnIndex", "endColumnIndex")
)


HOLES: Final = ("unprotectedRanges",)
"""Lists of places that may become empty without their owner going as well."""


class Gone(Exception):
    """A place whose rows or columns have all been deleted."""


@dataclass(frozen=True, slots=True)
class Insertion:
    """`count` new rows or columns before `index`."""

    index: int
    count: int

    def start(self, position: int) -> int:
        return position + self.count if position >= self.index else position

    def end(self, position: int) -> int:
        return position + self.count if position > self.index else position


@dataclass(frozen=True, slots=True)
class Deletion:
    """The rows or columns from `first` up to but not including `last` leave."""

    first: int
    last: int

    def start(self, position: int) -> int:
        if position < self.first:
            return position
        return max(position - (self.last - self.first), self.first)

    def end(self, position: int) -> int:
        return self.start(position)


@dataclass(frozen=True, slots=True)
class Relocation:
    """The rows or columns `first` to `last` stand before what was at `destination`."""

    first: int
    last: int
    destination: int

    def start(self, position: int) -> int:
        count = self.last - self.first
        if self.first <= position < self.last:
            shift = self.destination - self.first
            return position + (shift - count if self.destination > self.first else shift)
        if self.last <= position < self.destination:
            return position - count
        if self.destination <= position < self.first:
            return position + count
        return position

    def end(self, position: int) -> int:
        return self.start(position - 1) + 1


Shift = Insertion | Deletion | Relocation


def shift_everything(workbook: Workbook, sheet: Sheet, dimension: str, shift: Shift) -> None:
    """Carry along all that points into `sheet`, which has been changed already or will be."""
    for each in list(workbook.sheets):
        if _points_into(each, sheet):
            _shift_objects(workbook.edit(each.id), sheet.id, dimension, shift)
    workbook.named_ranges = _survivors(workbook.named_ranges, sheet.id, dimension, shift)
    workbook.developer_metadata = {
        each["metadataId"]: each
        for each in _survivors(
            list(workbook.developer_metadata.values()), sheet.id, dimension, shift
        )
    }
    kept = sheet.dimension_metadata(dimension)
    moved = {shift.start(index): content for index, content in kept.items() if _lives(shift, index)}
    kept.clear()
    kept.update(moved)


def copied_objects(source: Sheet, sheet_id: int) -> tuple[dict[str, list[Json]], Json | None]:
    """The objects of a tab and its basic filter, pointing at its copy under another id."""
    objects = {
        kind: [readdressed(each, source.id, sheet_id) for each in found]
        for kind, found in source.objects.items()
    }
    basic = source.basic_filter
    return objects, None if basic is None else readdressed(basic, source.id, sheet_id)


def as_answered(value: Any) -> Any:  # noqa: ANN401  any JSON
    """Some JSON as answers hold it: a place on the tab with id 0 does not tell its tab.

    The id is a plain number in Google's messages, and those leave out plain zeros.
    """
    if isinstance(value, list):
        return [as_answered(each) for each in value]
    if not isinstance(value, dict):
        return value
    told = {name: as_answered(content) for name, content in value.items()}
    if _is_place(value) and told.get("sheetId") == 0:
        del told["sheetId"]
    return told


def readdressed(value: Any, old: int, new: int) -> Any:  # noqa: ANN401  any JSON
    """A copy of some JSON in which every place in tab `old` lies in tab `new`."""
    if isinstance(value, list):
        return [readdressed(each, old, new) for each in value]
    if not isinstance(value, dict):
        return value
    copy = {name: readdressed(content, old, new) for name, content in value.items()}
    if _is_place(value) and value.get("sheetId", 0) == old:
        copy["sheetId"] = new
    return copy


def _shift_objects(sheet: Sheet, sheet_id: int, dimension: str, shift: Shift) -> None:
    for kind, found in sheet.objects.items():
        sheet.objects[kind] = _survivors(found, sheet_id, dimension, shift)
    if sheet.basic_filter is not None:
        kept = _survivors([sheet.basic_filter], sheet_id, dimension, shift)
        sheet.basic_filter = kept[0] if kept else None


def _points_into(holder: Sheet, sheet: Sheet) -> bool:
    return holder.id == sheet.id or bool(holder.objects["charts"])


def _survivors(found: list[Json], sheet_id: int, dimension: str, shift: Shift) -> list[Json]:
    survivors = []
    for each in found:
        try:
            survivors.append(_shifted(each, sheet_id, dimension, shift))
        except Gone:
            continue
    return survivors


def _shifted(value: Any, sheet_id: int, dimension: str, shift: Shift) -> Any:  # noqa: ANN401
    if isinstance(value, list):
        return _shifted_list(value, sheet_id, dimension, shift)
    if not isinstance(value, dict):
        return value
    if _is_place(value):
        same = value.get("sheetId", 0) == sheet_id
        return _moved(value, dimension, shift) if same else value
    return {
        name: _survivors(content, sheet_id, dimension, shift)
        if name in HOLES
        else _shifted(content, sheet_id, dimension, shift)
        for name, content in value.items()
    }


def _shifted_list(values: list[Any], sheet_id: int, dimension: str, shift: Shift) -> list[Any]:
    """A list of places loses those that are gone, and its owner is gone when none is left."""
    places = [each for each in values if isinstance(each, dict) and _is_place(each)]
    if not places:
        return [_shifted(each, sheet_id, dimension, shift) for each in values]
    kept = _survivors(values, sheet_id, dimension, shift)
    if not kept:
        raise Gone
    return kept


def _is_place(value: Json) -> bool:
    if "dimension" in value:
        return True
    if "rowIndex" in value or "columnIndex" in value:
        return True
    return bool(value) and value.keys() <= WHERE


def _moved(place: Json, dimension: str, shift: Shift) -> Json:
    if "dimension" in place:
        if place["dimension"] != dimension:
            return place
        return _moved_span(place, "startIndex", "endIndex", shift)
    start, end, single = GRID_KEYS[dimension]
    if single in place:
        if not _lives(shift, place[single]) and place[single]:
            return place | {single: max(0, shift.start(place[single]) - 1)}
        return place | {single: shift.start(place[single])}
    return _moved_span(place, start, end, shift)


def _moved_span(place: Json, start: str, end: str, shift: Shift) -> Json:
    moved = dict(place)
    if place.get(start) is not None:
        moved[start] = shift.start(place[start])
    if place.get(end) is not None:
        moved[end] = shift.end(place[end])
        if moved[end] <= moved.get(start, 0):
            raise Gone
    return moved


def _lives(shift: Shift, index: int) -> bool:
    return not (isinstance(shift, Deletion) and shift.first <= index < shift.last)
