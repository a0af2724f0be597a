"""Which table values.append adds to: the last block of filled cells that the range touches.

A block is what Ctrl+A selects: from a filled cell outwards until a blank row and a blank column
close it off on every side, corners included.
"""

from sandbox.google.bounds import Bounds
from sandbox.google.grid import Grid


def table_touching(grid: Grid, area: Bounds) -> Bounds | None:
    """The last table that has a cell in `area`, or None where the area touches none.

    A single blank cell belongs to a table that surrounds it.
    """
    seed = _last_filled(grid, area)
    if seed is not None:
        return _grown(grid, seed)
    if area.is_single_cell:
        return _surrounding(grid, area)
    return None


def _last_filled(grid: Grid, area: Bounds) -> Bounds | None:
    for row in range(min(area.end_row, grid.filled_rows) - 1, area.start_row - 1, -1):
        cells = grid.entries[row][area.start_column : area.end_column]
        for offset in range(len(cells) - 1, -1, -1):
            if cells[offset] is not None:
                column = area.start_column + offset
                return Bounds(row, row + 1, column, column + 1)
    return None


def _surrounding(grid: Grid, cell: Bounds) -> Bounds | None:
    """A blank cell's neighbours decide: a table that grows over the cell has it inside."""
    around = Bounds(
        max(0, cell.start_row - 1),
        cell.end_row + 1,
        max(0, cell.start_column - 1),
        cell.end_column + 1,
    )
    for row in range(around.start_row, min(around.end_row, grid.filled_rows)):
        for column in range(around.start_column, around.end_column):
            if grid.entry(row, column) is not None:
                table = _grown(grid, Bounds(row, row + 1, column, column + 1))
                if table.covers(cell):
                    return table
    return None


def _grown(grid: Grid, table: Bounds) -> Bounds:
    while True:
        top, bottom = table.start_row, table.end_row
        left, right = table.start_column, table.end_column
        while top and _filled(grid, top - 1, left - 1, right + 1):
            top -= 1
        while bottom < grid.filled_rows and _filled(grid, bottom, left - 1, right + 1):
            bottom += 1
        rows = range(max(0, top - 1), min(bottom + 1, grid.filled_rows))
        while left and any(_filled(grid, row, left - 1, left) for row in rows):
            left -= 1
        while any(_filled(grid, row, right, right + 1) for row in rows):
            right += 1
        larger = Bounds(top, bottom, left, right)
        if larger == table:
            return table
        table = larger


def _filled(grid: Grid, row: int, start: int, end: int) -> bool:
    return any(each is not None for each in grid.entries[row][max(0, start) : end])
