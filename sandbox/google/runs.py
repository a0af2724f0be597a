"""Runs of rich text (`textFormatRuns`): links and formats on parts of a text.

They belong to the text they were written with: another value in the cell erases them. Only a text
that somebody entered can have them, no number and no formula.
"""

from typing import Final

from sandbox.google.bounds import Bounds
from sandbox.google.errors import BadRequest
from sandbox.google.grid import Facet, Grid
from sandbox.google.values import Entry
from sandbox.google.wire import Json, child, integer, members

RUNS: Final = "textFormatRuns"


def check_runs(cell: Json, entry: Entry) -> None:
    """Hold the runs of a cell against the text they are for.

    Raises:
        BadRequest: it is no text, or the runs do not begin within it, one after the other.
    """
    if not cell.get(RUNS):
        return
    if type(entry) is not str:
        raise BadRequest("textFormatRuns can only be set on a cell with a string value.")
    starts = []
    for run in members(cell, RUNS):
        child(run, "format")
        starts.append(integer(run, "startIndex", 0))
    if starts != sorted(set(starts)) or not 0 <= starts[0] <= starts[-1] < len(entry):
        raise BadRequest("textFormatRuns must begin within the text, in ascending order.")


def drop_runs(grid: Grid, bounds: Bounds) -> None:
    """Forget the runs of an area whose values are written anew."""
    for row in range(bounds.start_row, min(bounds.end_row, len(grid.facets))):
        facets = grid.facet_row(row)[bounds.start_column : bounds.end_column]
        if any(facet and RUNS in facet for facet in facets):
            grid.set_facets(row, bounds.start_column, [_without(facet) for facet in facets])


def _without(facet: Facet | None) -> Facet | None:
    return {name: kept for name, kept in (facet or {}).items() if name != RUNS} or None
