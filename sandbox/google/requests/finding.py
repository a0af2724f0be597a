"""findReplace: every match of a text in the cells asked for, replaced as if typed anew."""

import re
from dataclasses import dataclass
from typing import Any

from sandbox.google.bounds import Bounds
from sandbox.google.calculation import CellValues
from sandbox.google.editing import Edit
from sandbox.google.entering import enter
from sandbox.google.errors import BadRequest
from sandbox.google.ranges import bounds_of
from sandbox.google.rendering import render
from sandbox.google.requests.handler import handler
from sandbox.google.values import Entry, Formula
from sandbox.google.wire import Json, child, flag, integer
from sandbox.google.workbook import Sheet


@dataclass
class Tally:
    """What was changed so far."""

    values: int = 0
    formulas: int = 0
    rows: int = 0
    sheets: int = 0
    occurrences: int = 0

    def reply(self) -> Json:
        """The counts that are not zero, under Google's names."""
        return {f"{name}Changed": count for name, count in vars(self).items() if count}


def find_replace(edit: Edit, body: Json) -> Json:
    """Replace in a range, on one tab, or on all of them."""
    pattern, replacement = _pattern(body), _replacement(body)
    tally = Tally()
    for sheet, bounds in _areas(edit, body):
        values = CellValues(edit.workbook, edit.now)
        changed = _replace_in(
            edit, sheet, bounds, _Seeker(pattern, replacement, body, values, tally)
        )
        tally.rows += changed
        tally.sheets += bool(changed)
    return tally.reply()


@dataclass
class _Seeker:
    """One search: what for, what with, and how a cell's text is come by."""

    pattern: re.Pattern[str]
    replacement: str
    body: Json
    values: CellValues
    tally: Tally

    def replaced(self, sheet: Sheet, row: int, column: int, entry: Entry) -> str | None:
        """The cell's text with the matches replaced, None where there is none."""
        if isinstance(entry, Formula):
            if not flag(self.body.get("includeFormulas")):
                return None
            text = entry.text
        else:
            look = self.values.number_format(sheet, row, column)
            text = render(entry, look, self.values.workbook.locale)
        if flag(self.body.get("matchEntireCell")) and not self.pattern.fullmatch(text):
            return None
        changed, count = self.pattern.subn(self.replacement, text)
        self.tally.occurrences += count
        return changed if count else None


def _replace_in(edit: Edit, found: Sheet, bounds: Bounds, seeker: _Seeker) -> int:
    rows = 0
    for row in range(bounds.start_row, min(bounds.end_row, found.grid.filled_rows)):
        present = found.grid.entry_row(row)
        fresh: dict[int, Any] = {}
        for column in range(bounds.start_column, min(bounds.end_column, len(present))):
            entry = present[column]
            text = None if entry is None else seeker.replaced(found, row, column, entry)
            if text is not None:
                fresh[column] = _retyped(edit, entry, text)
                if isinstance(entry, Formula):
                    seeker.tally.formulas += 1
                else:
                    seeker.tally.values += 1
        for column, entry in fresh.items():
            edit.check(found, Bounds(row, row + 1, column, column + 1))
            edit.write_rows(found, row, column, [[entry]])
        rows += bool(fresh)
    return rows


def _retyped(edit: Edit, entry: Entry, text: str) -> Entry:
    """Text stays text; anything else is read again."""
    if isinstance(entry, str):
        return text or None
    return enter(text, today=edit.today, locale=edit.workbook.locale).value


def _areas(edit: Edit, body: Json) -> list[tuple[Sheet, Bounds]]:
    scopes = [name for name in ("range", "sheetId", "allSheets") if body.get(name) is not None]
    if len(scopes) != 1:
        raise BadRequest("Must specify exactly one of range, sheetId or allSheets.")
    match scopes[0]:
        case "range":
            return [bounds_of(edit.workbook, child(body, "range"))]
        case "sheetId":
            sheet = edit.workbook.sheet(integer(body, "sheetId"))
            return [(sheet, sheet.bounds)]
        case _:
            return [(sheet, sheet.bounds) for sheet in edit.workbook.sheets]


def _pattern(body: Json) -> re.Pattern[str]:
    text = body.get("find")
    if not text:
        raise BadRequest("Must specify something to find.")
    if not flag(body.get("searchByRegex")):
        text = re.escape(str(text))
    try:
        return re.compile(str(text), 0 if flag(body.get("matchCase")) else re.IGNORECASE)
    except re.error as error:
        raise BadRequest(f"Invalid regular expression: {error}") from error


def _replacement(body: Json) -> str:
    """Google writes a group as a dollar and its number, Python with a backslash."""
    text = str(body.get("replacement", ""))
    escaped = text.replace("\\", "\\\\")
    return re.sub(r"\$(\d)", r"\\\1", escaped) if flag(body.get("searchByRegex")) else escaped


HANDLERS = {
    "findReplace": handler(
        find_replace,
        "find replacement matchCase matchEntireCell searchByRegex includeFormulas "
        "range sheetId allSheets",
    )
}
