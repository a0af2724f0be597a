"""Rows of an inbox that belong together: by standing under each other, then by their marks.

A mark says `17` on the first row of a request, `17.2` on the second: wherever they are sorted to,
they are still request 17, in that order.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sheets_schema.codec import Cell, shown
from sheets_schema.finding import SheetRow
from sheets_schema.workbook import Mark

Belongs = Callable[[Mapping[str, Cell], Mapping[str, Cell]], bool]


@dataclass(frozen=True)
class Marked:
    """A row with its mark, read together."""

    mark: Mark
    cells: dict[str, Cell]

    @property
    def status(self) -> str:
        return shown(self.cells.get("status"))


@dataclass(frozen=True)
class Request:
    """Rows that ask for one thing, in the order they were typed in."""

    number: str
    rows: Sequence[Marked]

    @property
    def marks(self) -> list[Mark]:
        return [row.mark for row in self.rows]


def numbered(mark: Mark) -> tuple[str, int]:
    """Return the request a mark is of, and the row's place in it, from 1."""
    number, _, place = mark.value.partition(".")
    return number, int(place) if place.isdecimal() else 1


def requests_in(marks: Iterable[Mark]) -> list[list[Mark]]:
    """Return marks by request, each in the order of its rows."""
    found: dict[str, list[Mark]] = {}
    for mark in marks:
        found.setdefault(numbered(mark)[0], []).append(mark)
    return [sorted(of_one, key=numbered) for of_one in found.values()]


def runs_of(
    rows: Iterable[SheetRow], is_wanted: Callable[[SheetRow], bool], belongs: Belongs
) -> list[list[SheetRow]]:
    """Return rows that stand directly under each other and belong together."""
    runs: list[list[SheetRow]] = []
    for row in filter(is_wanted, rows):
        above = runs[-1][-1] if runs else None
        is_next = above is not None and above.index + 1 == row.index
        if above is not None and is_next and belongs(above.cells, row.cells):
            runs[-1].append(row)
        else:
            runs.append([row])
    return runs
