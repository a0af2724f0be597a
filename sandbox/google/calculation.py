"""What the cells of a workbook are worth and how they look: formulas calculated, formats applied.

One `CellValues` serves one version of a workbook and remembers what it has worked out; an edit
makes a new one. Entries that are no formulas are never calculated, so a tab of plain values costs
nothing here.
"""

from collections.abc import Iterator
from datetime import datetime
from functools import cached_property
from typing import Any, Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sandbox.google.a1 import A1Range
from sandbox.google.bounds import Bounds
from sandbox.google.formulas import Calculation, implied_format
from sandbox.google.grid import Facet, FacetRow
from sandbox.google.rendering import render
from sandbox.google.values import Entry, Formula, Value, unformatted
from sandbox.google.workbook import Sheet, Workbook

TEXT_SECTION: Final = 3
DATE_TYPES: Final = frozenset(("DATE", "TIME", "DATE_TIME"))


def number_format_of(facet: Facet | None) -> dict[str, str] | None:
    """The number format of a cell with that facet, None where it is automatic."""
    if facet is None:
        return None
    found: dict[str, str] | None = (facet.get("userEnteredFormat") or {}).get("numberFormat")
    return found


def local_time(moment: datetime, time_zone: str) -> datetime:
    """The wall clock in a time zone; one that nobody knows counts as Greenwich."""
    try:
        return moment.astimezone(ZoneInfo(time_zone))
    except (ZoneInfoNotFoundError, ValueError):
        return moment


class CellValues:
    """The values of a workbook's cells.

    Args:
        workbook: one version of it, which must not change any more.
        now: the moment NOW() and TODAY() tell, in UTC.
    """

    def __init__(self, workbook: Workbook, now: datetime) -> None:
        self.workbook = workbook
        self._now = now
        self._widths: dict[int, dict[int, int]] = {}
        self._plain_rows: dict[int, bool] = {}
        self._looks: dict[tuple[float, str | None, str | None], str] = {}

    @cached_property
    def _calculation(self) -> Calculation:
        return Calculation(
            entry=self._entry,
            extent=self._extent,
            now=local_time(self._now, self.workbook.time_zone),
            locale=self.workbook.locale,
            named=self._named,
            formulas=self._formulas,
        )

    def value(self, sheet: Sheet, row: int, column: int) -> Value:
        """What a cell is worth."""
        entry = sheet.grid.entry(row, column)
        if isinstance(entry, Formula) or (entry is None and sheet.has_formulas):
            return self._calculation.value(sheet.title, row, column)
        return entry

    def number_format(self, sheet: Sheet, row: int, column: int) -> dict[str, str] | None:
        """A cell's own number format, or the one that its formula brings along."""
        own = number_format_of(sheet.grid.facet(row, column))
        entry = sheet.grid.entry(row, column)
        if own is not None or not isinstance(entry, Formula):
            return own
        return implied_format(entry.text, self.workbook.locale)

    def last_row(self, sheet: Sheet) -> int:
        """The last row with something in it, what formulas spill included; -1 if there is none."""
        return max(sheet.grid.filled_rows - 1, max(self._spilled(sheet), default=-1))

    def width(self, sheet: Sheet, row: int) -> int:
        """How many cells of a row there are up to the last one with something in it."""
        return max(len(sheet.grid.entry_row(row)), self._spilled(sheet).get(row, 0))

    def shown_row(
        self, sheet: Sheet, row: int, bounds: Bounds, option: str, dates: str
    ) -> list[Any]:
        """The cells of one row in `bounds` as an answer gives them, without blanks at the end."""
        last = min(bounds.end_column, self.width(sheet, row))
        as_is = option != "FORMATTED_VALUE" or self._shows_text_as_is(sheet.grid.facet_row(row))
        present = sheet.grid.entry_row(row)
        shown: list[Any] = []
        for column in range(bounds.start_column, last):
            entry = present[column] if column < len(present) else None
            if as_is and type(entry) is str:
                shown.append(entry)
            else:
                shown.append(self._shown(sheet, row, column, option, dates))
        while shown and shown[-1] == "":
            shown.pop()
        return shown

    def _shows_text_as_is(self, facets: FacetRow) -> bool:
        """Whether no format in a row does anything to text; rows mostly share their facets."""
        known = self._plain_rows.get(id(facets))
        if known is None:
            patterns = [(number_format_of(each) or {}).get("pattern", "@") for each in facets]
            known = all(each == "@" or not _changes_text(each) for each in patterns)
            self._plain_rows[id(facets)] = known
        return known

    def _shown(self, sheet: Sheet, row: int, column: int, option: str, dates: str) -> Any:  # noqa: ANN401
        entry = sheet.grid.entry(row, column)
        if option == "FORMULA" and isinstance(entry, Formula):
            return entry.text
        value = self.value(sheet, row, column)
        if value is None:
            return ""
        if option == "FORMATTED_VALUE":
            return self._look(value, self.number_format(sheet, row, column))
        if dates == "FORMATTED_STRING" and isinstance(value, float):
            number_format = self.number_format(sheet, row, column)
            if number_format and number_format.get("type") in DATE_TYPES:
                return render(value, number_format, self.workbook.locale)
        return unformatted(value)

    def _look(self, value: Value, number_format: dict[str, str] | None) -> str:
        """The text a cell shows; numbers come again and again, so their looks are remembered."""
        if type(value) is not float:
            return render(value, number_format, self.workbook.locale)
        told = number_format or {}
        key = (value, told.get("type"), told.get("pattern"))
        if key not in self._looks:
            self._looks[key] = render(value, number_format, self.workbook.locale)
        return self._looks[key]

    def _spilled(self, sheet: Sheet) -> dict[int, int]:
        """The width of what spills, by row."""
        if not sheet.has_formulas:
            return {}
        if sheet.id not in self._widths:
            widths: dict[int, int] = {}
            for row, column in self._calculation.spilled(sheet.title):
                widths[row] = max(widths.get(row, 0), column + 1)
            self._widths[sheet.id] = widths
        return self._widths[sheet.id]

    def _entry(self, title: str, row: int, column: int) -> Entry:
        sheet = self.workbook.titled(title)
        return None if sheet is None else sheet.grid.entry(row, column)

    def _extent(self, title: str) -> tuple[int, int] | None:
        sheet = self.workbook.titled(title)
        return None if sheet is None else (sheet.row_count, sheet.column_count)

    def _formulas(self, title: str) -> Iterator[tuple[int, int]]:
        sheet = self.workbook.titled(title)
        if sheet is None or not sheet.has_formulas:
            return
        for row, entries in enumerate(sheet.grid.entries):
            for column, entry in enumerate(entries):
                if type(entry) is Formula:
                    yield row, column

    def _named(self, name: str) -> A1Range | None:
        for each in self.workbook.named_ranges:
            if each["name"].lower() == name.lower():
                place = each["range"]
                return A1Range(
                    self.workbook.sheet(place.get("sheetId", 0)).title,
                    place.get("startRowIndex", 0),
                    place.get("endRowIndex"),
                    place.get("startColumnIndex", 0),
                    place.get("endColumnIndex"),
                )
        return None


def _changes_text(pattern: str) -> bool:
    """Whether a pattern has a section for text that may say more than the text itself."""
    return "@" in pattern or pattern.count(";") >= TEXT_SECTION
