"""What calculating yields: a value, a table of values, or a reference not read yet; and failure.

Inside the calculator a failed step is an exception, `Failure`, so that no function has to pass
errors on by hand; it becomes an error value where a formula, `IFERROR` or a table's cell ends.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple, TypeAlias

from sandbox.google.a1 import A1Range
from sandbox.google.locales import Locale
from sandbox.google.values import ErrorType, ErrorValue, Value

Table: TypeAlias = tuple[tuple[Value, ...], ...]


class Address(NamedTuple):
    """One cell of a workbook: its tab's title, row and column from zero."""

    sheet: str
    row: int
    column: int


class Failure(Exception):
    """A calculation that ends in an error value."""

    def __init__(self, kind: ErrorType, message: str) -> None:
        super().__init__(message)
        self.error = ErrorValue(kind, message)

    @classmethod
    def of(cls, error: ErrorValue) -> "Failure":
        """The failure that ends in `error`."""
        return cls(error.type, error.message)


@dataclass(frozen=True, slots=True)
class Reference:
    """A bounded rectangle on one tab, half-open and zero-based."""

    sheet: str
    start_row: int
    end_row: int
    start_column: int
    end_column: int

    @property
    def is_cell(self) -> bool:
        return self.end_row - self.start_row == self.end_column - self.start_column == 1


Result: TypeAlias = Value | Table | Reference


@dataclass(frozen=True, slots=True)
class Surroundings:
    """All that a formula can see beyond its own text.

    `extent` tells a tab's rows and columns, or None where no such tab exists; `named` finds a named
    range; `now` is the wall clock in the spreadsheet's time zone; `areas` keeps what was read of ranges,
    since many formulas read the same long column.
    """

    at: Address
    read: Callable[[str, int, int], Value]
    extent: Callable[[str], tuple[int, int] | None]
    named: Callable[[str], A1Range | None]
    now: datetime
    locale: Locale
    areas: dict["Reference", Table] = field(default_factory=dict)

    def reference(self, cells: A1Range) -> Reference:
        """The rectangle that `cells` means here, cut off at the grid's edge."""
        sheet = self.at.sheet if cells.sheet_title is None else cells.sheet_title
        extent = self.extent(sheet)
        if extent is None:
            raise Failure(ErrorType.REF, f"Unresolved sheet name '{sheet}'.")
        rows, columns = extent
        if cells.start_row >= rows or cells.start_column >= columns:
            raise Failure(ErrorType.REF, "Reference does not exist.")
        return Reference(
            sheet,
            cells.start_row,
            rows if cells.end_row is None else min(cells.end_row, rows),
            cells.start_column,
            columns if cells.end_column is None else min(cells.end_column, columns),
        )

    def table(self, result: Result) -> Table:
        """Any result as rows of values; a single value is one row of one."""
        if isinstance(result, tuple):
            return result
        if not isinstance(result, Reference):
            return ((result,),)
        if result not in self.areas:
            self.areas[result] = self._area(result)
        return self.areas[result]

    def single(self, result: Result) -> Value:
        """One value of a result: of a range the cell in the formula's own row or column."""
        if isinstance(result, tuple):
            return result[0][0] if result and result[0] else None
        if isinstance(result, Reference):
            return self.read(result.sheet, *self._crossing(result))
        return result

    def _area(self, area: Reference) -> Table:
        columns = range(area.start_column, area.end_column)
        return tuple(
            tuple(self.read(area.sheet, row, column) for column in columns)
            for row in range(area.start_row, area.end_row)
        )

    def _crossing(self, area: Reference) -> tuple[int, int]:
        row, column = area.start_row, area.start_column
        if area.is_cell:
            return row, column
        if area.end_column - column == 1 and row <= self.at.row < area.end_row:
            return self.at.row, column
        if area.end_row - row == 1 and column <= self.at.column < area.end_column:
            return row, self.at.column
        raise Failure(ErrorType.VALUE, "An array value could not be found.")


def flattened(table: Table) -> Iterator[Value]:
    """Every value of a table, row by row."""
    for row in table:
        yield from row
