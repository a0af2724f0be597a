"""The cells of one tab, held so that four million of them fit and a batch can be taken back.

Every row is a tuple, in two layers: what was entered, and everything else about the cell (its
*facet*: format, note, validation, as one JSON object). Rows are never changed, only replaced. Hence

- copying a grid copies two lists of pointers, which makes each batch atomic (work on a copy, keep it
  only if all went well) and each older version cheap to keep;
- formatting a whole column of 100,000 rows makes one new tuple for each *different* row, not one
  object for each cell.

Rows and cells at the end that hold nothing are not stored, so that the last row with something in
it is found at once.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

from sandbox.google.bounds import Bounds
from sandbox.google.values import Entry

Facet = dict[str, Any]
EntryRow = tuple[Entry, ...]
FacetRow = tuple[Facet | None, ...]
Cell = TypeVar("Cell")


class Grid:
    """Entries and facets by row and column, both from zero; it knows no size of its own."""

    __slots__ = ("entries", "facets")

    def __init__(self) -> None:
        self.entries: list[EntryRow] = []
        self.facets: list[FacetRow] = []

    def copy(self) -> "Grid":
        twin = Grid()
        twin.entries = self.entries.copy()
        twin.facets = self.facets.copy()
        return twin

    def entry(self, row: int, column: int) -> Entry:
        return _at(self.entries, row, column)

    def facet(self, row: int, column: int) -> Facet | None:
        return _at(self.facets, row, column)

    def entry_row(self, row: int) -> EntryRow:
        """The entries of a row, without the blank ones at its end."""
        return self.entries[row] if row < len(self.entries) else ()

    def facet_row(self, row: int) -> FacetRow:
        return self.facets[row] if row < len(self.facets) else ()

    @property
    def filled_rows(self) -> int:
        """How many rows there are up to the last one with an entry."""
        return len(self.entries)

    def set_entries(self, row: int, column: int, entries: Sequence[Entry]) -> None:
        """Write entries side by side; None blanks a cell."""
        _put(self.entries, row, _spliced(self.entry_row(row), column, entries))

    def set_facets(self, row: int, column: int, facets: Sequence[Facet | None]) -> None:
        _put(self.facets, row, _spliced(self.facet_row(row), column, facets))

    def change_facets(self, bounds: Bounds, change: Callable[[Facet | None], Facet | None]) -> None:
        """Give every cell in `bounds` the facet that `change` makes of its present one."""
        # Keyed by identity; the originals are kept beside the results so that no id is used twice.
        rows: dict[int, tuple[FacetRow, FacetRow]] = {}
        cells: dict[int, tuple[Facet | None, Facet | None]] = {}

        def changed(facet: Facet | None) -> Facet | None:
            if id(facet) not in cells:
                cells[id(facet)] = (facet, change(facet))
            return cells[id(facet)][1]

        for row in range(bounds.start_row, bounds.end_row):
            before = self.facet_row(row)
            if id(before) not in rows:
                padded = _padded(before, bounds.end_column)
                inside = [changed(each) for each in padded[bounds.start_column : bounds.end_column]]
                rows[id(before)] = (before, _spliced(before, bounds.start_column, inside))
            _put(self.facets, row, rows[id(before)][1])

    def clear_entries(self, bounds: Bounds) -> None:
        """Blank every entry in `bounds`; the facets stay."""
        blanks = (None,) * bounds.width
        for row in range(bounds.start_row, min(bounds.end_row, len(self.entries))):
            if len(self.entries[row]) > bounds.start_column:
                _put(self.entries, row, _spliced(self.entries[row], bounds.start_column, blanks))

    def block(self, bounds: Bounds) -> list[EntryRow]:
        """The entries in `bounds`, one tuple for each row, blanks at the ends left out."""
        rows = self.entries[bounds.start_row : bounds.end_row]
        return [row[bounds.start_column : bounds.end_column] for row in rows]

    def insert_rows(self, index: int, count: int) -> None:
        for layer in self._layers():
            if index < len(layer):
                layer[index:index] = [()] * count

    def delete_rows(self, start: int, end: int) -> None:
        for layer in self._layers():
            del layer[start:end]
            _drop_empty_tail(layer)

    def reorder_rows(self, order: dict[int, int]) -> None:
        """Move whole rows: `order` maps each new place to the old one."""
        for layer in self._layers():
            moved = {new: layer[old] if old < len(layer) else () for new, old in order.items()}
            for new, row in moved.items():
                _put(layer, new, row)

    def insert_columns(self, index: int, count: int) -> None:
        gap = (None,) * count
        for layer in self._layers():
            layer[:] = [
                row[:index] + gap + row[index:] if len(row) > index else row for row in layer
            ]

    def delete_columns(self, start: int, end: int) -> None:
        for layer in self._layers():
            layer[:] = [
                _trimmed(row[:start] + row[end:]) if len(row) > start else row for row in layer
            ]
            _drop_empty_tail(layer)

    def reorder_columns(self, order: Sequence[int]) -> None:
        """Rearrange every row: its new column i is the old column `order[i]`."""
        width = len(order)
        for layer in self._layers():
            layer[:] = [_trimmed(tuple(_padded(row, width)[old] for old in order)) for row in layer]

    def truncate(self, rows: int, columns: int) -> None:
        """Cut off whatever lies beyond a smaller size."""
        for layer in self._layers():
            del layer[rows:]
            layer[:] = [_trimmed(row[:columns]) if len(row) > columns else row for row in layer]
            _drop_empty_tail(layer)

    def _layers(self) -> Iterable[list[Any]]:
        return (self.entries, self.facets)


def _at(layer: list[tuple[Cell, ...]], row: int, column: int) -> Cell | None:
    if row >= len(layer) or column >= len(layer[row]):
        return None
    return layer[row][column]


def _put(layer: list[Any], row: int, cells: tuple[Any, ...]) -> None:
    if row < len(layer):
        layer[row] = cells
        _drop_empty_tail(layer)
    elif cells:
        layer.extend([()] * (row - len(layer)))
        layer.append(cells)


def _drop_empty_tail(layer: list[Any]) -> None:
    while layer and not layer[-1]:
        layer.pop()


def _spliced(row: tuple[Any, ...], start: int, cells: Sequence[Any]) -> tuple[Any, ...]:
    return _trimmed((*_padded(row, start)[:start], *cells, *row[start + len(cells) :]))


def _padded(row: tuple[Any, ...], width: int) -> tuple[Any, ...]:
    return row + (None,) * (width - len(row)) if len(row) < width else row


def _trimmed(row: tuple[Any, ...]) -> tuple[Any, ...]:
    if not row or row[-1] is not None:
        return row
    width = len(row)
    while width and row[width - 1] is None:
        width -= 1
    return row[:width]
