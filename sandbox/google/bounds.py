"""A rectangle of cells with nothing left open: half-open, counted from zero."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Bounds:
    """Rows `start_row` up to but not including `end_row`, and columns likewise."""

    start_row: int
    end_row: int
    start_column: int
    end_column: int

    @property
    def height(self) -> int:
        return max(0, self.end_row - self.start_row)

    @property
    def width(self) -> int:
        return max(0, self.end_column - self.start_column)

    @property
    def rows(self) -> range:
        return range(self.start_row, self.end_row)

    @property
    def columns(self) -> range:
        return range(self.start_column, self.end_column)

    @property
    def is_single_cell(self) -> bool:
        return self.height == 1 and self.width == 1

    @property
    def is_empty(self) -> bool:
        return not (self.height and self.width)

    def covers(self, other: "Bounds") -> bool:
        return self.intersection(other) == other

    def intersection(self, other: "Bounds") -> "Bounds":
        """What both have in common; `is_empty` where they do not meet."""
        return Bounds(
            max(self.start_row, other.start_row),
            min(self.end_row, other.end_row),
            max(self.start_column, other.start_column),
            min(self.end_column, other.end_column),
        )

    def meets(self, other: "Bounds") -> bool:
        return not self.intersection(other).is_empty

    def grid_range(self, sheet_id: int) -> dict[str, Any]:
        """This rectangle as Google's GridRange."""
        return {
            "sheetId": sheet_id,
            "startRowIndex": self.start_row,
            "endRowIndex": self.end_row,
            "startColumnIndex": self.start_column,
            "endColumnIndex": self.end_column,
        }
