"""Formulas that go on meaning the same cells: when copied, when rows move, when a tab is renamed.

The text is changed reference by reference and is otherwise left exactly as somebody typed it.
"""

import re
from collections.abc import Callable
from typing import Final

from sandbox.google.a1 import column_index, column_letters, quote_title
from sandbox.google.shifting import Shift
from sandbox.google.values import Formula
from sandbox.google.workbook import Sheet, Workbook

GONE: Final = "#REF!"
_CORNER: Final = r"\$?[A-Za-z]{1,3}\$?[1-9]\d*"
_REFERENCE: Final = re.compile(
    rf"""(?P<skip>"(?:[^"]|"")*"|[A-Za-z_][\w.]*\()"""
    rf"""|(?P<sheet>(?:'(?:[^']|'')+'|(?<![\w$.'])[A-Za-z_][\w.]*)!)?"""
    rf"""(?<![\w$.])(?P<first>{_CORNER}|\$?[A-Za-z]{{1,3}}(?=:)|\$?[1-9]\d*(?=:))"""
    rf"""(?::(?P<second>{_CORNER}|\$?[A-Za-z]{{1,3}}|\$?[1-9]\d*))?(?![\w(.!])"""
)
_PARTS: Final = re.compile(
    r"(?P<lock_column>\$?)(?P<column>[A-Za-z]{0,3})(?P<lock_row>\$?)(?P<row>\d*)"
)


def shifted_formula(formula: Formula, rows: int, columns: int) -> Formula:
    """The formula as it reads `rows` further down and `columns` further right.

    Parts of a reference with a `$` stay; one that would leave the sheet becomes `#REF!`.
    """

    def moved(match: re.Match[str]) -> str:
        corners = [_copied(match[name], rows, columns) for name in ("first", "second")]
        return _joined(match, corners)

    return _rewritten(formula, moved)


def restructure_formulas(workbook: Workbook, target: Sheet, dimension: str, shift: Shift) -> None:
    """Let every formula follow the rows or columns of `target` that a shift has moved."""

    def follow(formula: Formula, own: Sheet) -> Formula:
        def moved(match: re.Match[str]) -> str:
            if not _is_on(match, own, target):
                return match[0]
            return _joined(match, _followed(match, dimension, shift))

        return _rewritten(formula, moved)

    _rewrite_all(workbook, follow)


def rename_in_formulas(workbook: Workbook, old: str, new: str) -> None:
    """Let every formula call a tab by its new title."""

    def renamed(match: re.Match[str]) -> str:
        sheet = match["sheet"]
        if not sheet or _title(sheet).casefold() != old.casefold():
            return match[0]
        return quote_title(new) + "!" + match[0].removeprefix(sheet)

    _rewrite_all(workbook, lambda formula, _: _rewritten(formula, renamed))


def _rewrite_all(workbook: Workbook, change: Callable[[Formula, Sheet], Formula]) -> None:
    for sheet in list(workbook.sheets):
        if not sheet.has_formulas:
            continue
        grid = workbook.edit(sheet.id).grid
        for row, entries in enumerate(grid.entries):
            if any(type(entry) is Formula for entry in entries):
                changed = [
                    change(entry, sheet) if isinstance(entry, Formula) else entry
                    for entry in entries
                ]
                grid.set_entries(row, 0, changed)


def _rewritten(formula: Formula, change: Callable[[re.Match[str]], str]) -> Formula:
    """The formula with every reference changed; texts and function names are passed over."""
    return Formula(
        _REFERENCE.sub(lambda match: match[0] if match["skip"] else change(match), formula.text)
    )


def _joined(match: re.Match[str], corners: list[str | None]) -> str:
    if GONE in corners:
        return GONE
    return (match["sheet"] or "") + ":".join(corner for corner in corners if corner)


def _is_on(match: re.Match[str], own: Sheet, target: Sheet) -> bool:
    if not match["sheet"]:
        return own.id == target.id
    return _title(match["sheet"]).casefold() == target.title.casefold()


def _title(prefix: str) -> str:
    bare = prefix.removesuffix("!")
    return bare[1:-1].replace("''", "'") if bare.startswith("'") else bare


def _copied(corner: str | None, rows: int, columns: int) -> str | None:
    parts = _PARTS.fullmatch(corner or "")
    if not corner or parts is None:
        return corner
    column, row = parts["column"], parts["row"]
    if column and not parts["lock_column"]:
        index = column_index(column) + columns
        column = column_letters(index) if index >= 0 else GONE
    if row and not parts["lock_row"]:
        row = str(int(row) + rows) if int(row) + rows > 0 else GONE
    if GONE in (column, row):
        return GONE
    return f"{parts['lock_column']}{column}{parts['lock_row']}{row}"


def _followed(match: re.Match[str], dimension: str, shift: Shift) -> list[str | None]:
    """Both corners after the shift; a reference whose cells are all deleted is gone."""
    first, second = match["first"], match["second"]
    start = _index(first, dimension)
    if start is None:
        return [first, second]
    end = start + 1 if second is None else (_index(second, dimension) or 0) + 1
    new_start, new_end = shift.start(start), shift.end(end)
    if new_end <= new_start:
        return [GONE, None]
    last = None if second is None else _with_index(second, dimension, new_end - 1)
    return [_with_index(first, dimension, new_start), last]


def _index(corner: str, dimension: str) -> int | None:
    parts = _PARTS.fullmatch(corner)
    if parts is None:
        return None
    if dimension == "ROWS":
        return int(parts["row"]) - 1 if parts["row"] else None
    return column_index(parts["column"]) if parts["column"] else None


def _with_index(corner: str, dimension: str, index: int) -> str:
    parts = _PARTS.fullmatch(corner)
    if parts is None:
        return corner
    column, row = parts["column"], parts["row"]
    if dimension == "ROWS":
        row = str(index + 1)
    else:
        column = column_letters(index)
    return f"{parts['lock_column']}{column}{parts['lock_row']}{row}"
