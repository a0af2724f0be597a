"""One person or program changing one workbook: what every write has to go through.

A write is checked against the grid, the protected ranges and the room in a cell, and only then put
into the fork the batch works on.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sandbox.google.bounds import Bounds
from sandbox.google.calculation import local_time
from sandbox.google.errors import BadRequest
from sandbox.google.protection import Actor, check_may_edit
from sandbox.google.ranges import outside
from sandbox.google.runs import drop_runs
from sandbox.google.values import Entry, Formula
from sandbox.google.workbook import Sheet, Workbook

MAX_CHARACTERS: Final = 50_000


@dataclass(frozen=True, slots=True)
class Edit:
    """A change under way: the fork it is made to, who makes it, and when (in UTC)."""

    workbook: Workbook
    actor: Actor
    now: datetime

    @property
    def today(self) -> date:
        """The day it is where the spreadsheet thinks it is."""
        return local_time(self.now, self.workbook.time_zone).date()

    def check(self, sheet: Sheet, bounds: Bounds) -> None:
        """Hold an area that is about to change against grid and protection.

        Raises:
            BadRequest: if it reaches outside the grid, or the actor may not edit it.
        """
        if bounds.end_row > sheet.row_count or bounds.end_column > sheet.column_count:
            raise outside(sheet, bounds)
        check_may_edit(self.workbook, self.actor, sheet, bounds)

    def write_rows(
        self, sheet: Sheet, row: int, column: int, rows: Iterable[Sequence[Entry]]
    ) -> None:
        """Put entries into an area that has been checked, starting at `row` and `column`.

        Raises:
            BadRequest: if a text is longer than a cell may hold.
        """
        target = self.workbook.edit(sheet.id)
        for offset, entries in enumerate(rows):
            for entry in entries:
                if type(entry) is Formula:
                    target.has_formulas = True
                elif type(entry) is str and len(entry) > MAX_CHARACTERS:
                    raise too_long()
            target.grid.set_entries(row + offset, column, entries)
            if target.has_runs:
                written = Bounds(row + offset, row + offset + 1, column, column + len(entries))
                drop_runs(target.grid, written)


def too_long() -> BadRequest:
    """The refusal of a text beyond a cell's room."""
    return BadRequest(
        f"Your input contains more than the maximum of {MAX_CHARACTERS} characters "
        "in a single cell."
    )
