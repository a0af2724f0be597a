"""What the cells of a workbook are worth and how they look: formulas calculated, formats applied.

One `Calculation` serves one version of a workbook and remembers what it has worked out; an edit
makes a new one. Values that are no formulas are never touched, so a tab of plain values costs
nothing here.
"""

from datetime import datetime
from typing import Any, Final

from sandbox.google.bounds import Bounds
from sandbox.google.grid import Facet
from sandbox.google.rendering import render
from sandbox.google.values import ErrorType, ErrorValue, Formula, Value, unformatted
from sandbox.google.workbook import Sheet, Workbook

DATE_TYPES: Final = frozenset(("DATE", "TIME", "DATE_TIME"))
FORMATTED: Final = "FORMATTED_VALUE"


def number_format_of(facet: Facet | None) -> dict[str, str] | None:
    """The number format of a cell with that facet, None where it is automatic."""
    if facet is None:
        return None
    found: dict[str, str] | None = (facet.get("userEnteredFormat") or {}).get("numberFormat")
    return found


class Calculation:
    """The values of a workbook's cells.

    Args:
        workbook: one version of it, which must not change any more.
        now: the moment NOW() and TODAY() tell, in UTC.
    """

    def __init__(self, workbook: Workbook, now: datetime) -> None:
        self.workbook = workbook
        self.now = now
        self._results: dict[tuple[int, int, int], Value] = {}
        self._spills: dict[int, dict[int, dict[int, Value]]] = {}

    def prepare(self, sheet: Sheet) -> None:
        """Work out all formulas of a tab, so that what they spill over is known."""

    def value(self, sheet: Sheet, row: int, column: int) -> Value:
        """What a cell is worth."""
        entry = sheet.grid.entry(row, column)
        if isinstance(entry, Formula):
            return ErrorValue(ErrorType.NAME, "formulas follow")
        return entry

    def last_row(self, sheet: Sheet) -> int:
        """The last row with something in it, what formulas spill included; -1 if there is none."""
        self.prepare(sheet)
        return max(sheet.grid.filled_rows - 1, self.last_spilled_row(sheet))

    def last_spilled_row(self, sheet: Sheet) -> int:
        return max(self._spills.get(sheet.id, ()), default=-1)

    def spilled_width(self, sheet: Sheet, row: int) -> int:
        spilled = self._spills.get(sheet.id, {}).get(row, {})
        return max(spilled, default=-1) + 1

    def shown_row(
        self, sheet: Sheet, row: int, bounds: Bounds, option: str, dates: str
    ) -> list[Any]:
        """The cells of one row inside `bounds` as an answer gives them, blanks at the end left out."""
        width = max(len(sheet.grid.entry_row(row)), self.spilled_width(sheet, row))
        last = min(bounds.end_column, width)
        shown = [
            self._shown(sheet, row, column, option, dates)
            for column in range(bounds.start_column, last)
        ]
        while shown and shown[-1] == "":
            shown.pop()
        return shown

    def _shown(self, sheet: Sheet, row: int, column: int, option: str, dates: str) -> Any:  # noqa: ANN401
        entry = sheet.grid.entry(row, column)
        if type(entry) is Formula and option == "FORMULA":
            return entry.text
        value = self.value(sheet, row, column)
        if value is None:
            return ""
        number_format = number_format_of(sheet.grid.facet(row, column))
        if option == FORMATTED or (dates == "FORMATTED_STRING" and _is_date(value, number_format)):
            return render(value, number_format, self.workbook.locale)
        return unformatted(value)


def _is_date(value: Value, number_format: dict[str, str] | None) -> bool:
    return (
        isinstance(value, float)
        and number_format is not None
        and number_format.get("type") in DATE_TYPES
    )
