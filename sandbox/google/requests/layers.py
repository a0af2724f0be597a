"""Rectangles of cells lifted off the grid as a whole: what was entered, and all the rest."""

from sandbox.google.bounds import Bounds
from sandbox.google.formula_shift import shifted_formula
from sandbox.google.grid import Facet
from sandbox.google.values import Entry, Formula
from sandbox.google.workbook import Sheet

Layers = tuple[list[list[Entry]], list[list[Facet | None]]]


def layers_of(sheet: Sheet, bounds: Bounds) -> Layers:
    """All cells of an area, blanks included, as rows of entries and rows of facets."""
    columns = range(bounds.start_column, bounds.end_column)
    rows = range(bounds.start_row, bounds.end_row)
    entries = [[sheet.grid.entry(row, column) for column in columns] for row in rows]
    facets = [[sheet.grid.facet(row, column) for column in columns] for row in rows]
    return entries, facets


def put_layers(sheet: Sheet, at: tuple[int, int], layers: Layers) -> None:
    """Lay cells down with their first one at `at`; blanks overwrite as well."""
    row, column = at
    for offset, (entries, facets) in enumerate(zip(*layers, strict=True)):
        sheet.grid.set_entries(row + offset, column, entries)
        sheet.grid.set_facets(row + offset, column, facets)


def wipe(sheet: Sheet, bounds: Bounds) -> None:
    """Leave nothing at all in an area."""
    sheet.grid.clear_entries(bounds)
    sheet.grid.change_facets(bounds, lambda _: None)


def used_rows(sheet: Sheet) -> int:
    """How many rows there are up to the last one with a value or a format."""
    return max(len(sheet.grid.entries), len(sheet.grid.facets))


def carried(entry: Entry, rows: int, columns: int) -> Entry:
    """An entry as it reads after being carried so far; only formulas change."""
    return shifted_formula(entry, rows, columns) if isinstance(entry, Formula) else entry
