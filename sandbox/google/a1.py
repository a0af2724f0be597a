"""A1 notation, in and out: `'Bin cards'!B2:D` to a half-open, zero-based rectangle and back.

Which of two meanings a name has is settled as Google's guide settles it: `A1` is always the cell,
`'A1'` is always the tab of that name, and a bare word that is no cell (`Sheet1`) is a named range
if there is one and else a tab, so such a range is marked `bare_name` for the caller to look up.
"""

import re
from dataclasses import dataclass, field, replace
from typing import Final

MAX_COLUMNS: Final = 18_278
"""Columns A to ZZZ."""

_PLAIN_TITLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_NAME = re.compile(r"[^\W\d]\w*")
_END = re.compile(r"\$?(?P<letters>[A-Za-z]{1,3})?\$?(?P<digits>[1-9][0-9]{0,7})?")
_R1C1 = re.compile(
    r"R(?P<row>[1-9][0-9]*|\[-?[0-9]+\])?C(?P<column>[1-9][0-9]*|\[-?[0-9]+\])?", re.IGNORECASE
)
_QUOTED = re.compile(r"'(?P<title>(?:[^']|'')+)'(?:!(?P<cells>.+))?", re.DOTALL)


class A1Error(ValueError):
    """A text that is no range, worded as Google words it."""

    def __init__(self, text: str) -> None:
        super().__init__(f"Unable to parse range: {text}")
        self.text = text


class GridLimitError(ValueError):
    """A range that starts beyond the last row or column of its grid, worded as Google words it."""

    def __init__(self, text: str, rows: int, columns: int) -> None:
        super().__init__(
            f"Range ({text}) exceeds grid limits. Max rows: {rows}, max columns: {columns}"
        )
        self.text = text
        self.rows = rows
        self.columns = columns


@dataclass(frozen=True, slots=True)
class A1Range:
    """A rectangle of cells, half-open and zero-based; an end of None runs to the grid's edge.

    `sheet_title` None means the first visible tab. `bare_name` is true for an unquoted word such as
    `Stock`, which a named range of that name may claim before the tab does; `name` is a word after
    a title (`Sheet1!items`), which can only be a named range.
    """

    sheet_title: str | None = None
    start_row: int = 0
    end_row: int | None = None
    start_column: int = 0
    end_column: int | None = None
    bare_name: bool = field(default=False, compare=False)
    name: str | None = None

    @property
    def possible_name(self) -> str | None:
        """The named range that this may mean, if it exists."""
        return self.sheet_title if self.bare_name else self.name

    @property
    def is_cell(self) -> bool:
        """Whether this is one cell, told as a place to start rather than as an area."""
        return self.end_row == self.start_row + 1 and self.end_column == self.start_column + 1

    def clipped(self, rows: int, columns: int) -> "A1Range":
        """This range with every end inside a grid of `rows` by `columns`.

        Raises:
            GridLimitError: if it starts outside that grid.
        """
        if self.start_row >= rows or self.start_column >= columns:
            raise GridLimitError(format_a1(self), rows, columns)
        return replace(
            self,
            end_row=rows if self.end_row is None else min(self.end_row, rows),
            end_column=columns if self.end_column is None else min(self.end_column, columns),
        )


def parse_a1(text: str) -> A1Range:
    """The range that `text` names, in A1 or R1C1 notation.

    Raises:
        A1Error: if it names none. A bare word always names one: whether a tab of that title exists
            is for the caller to find out, and to refuse with the same error.
    """
    quoted = _QUOTED.fullmatch(text)
    if quoted:
        title = quoted["title"].replace("''", "'")
        cells = quoted["cells"]
        return A1Range(title) if cells is None else _cells_in(title, cells, whole=text)
    title, mark, cells = text.rpartition("!")
    if mark:
        if not title:
            raise A1Error(text)
        return _cells_in(title, cells, whole=text)
    if not text.strip():
        raise A1Error(text)
    return parse_cells(text) or A1Range(text, bare_name=True)


def parse_cells(text: str) -> A1Range | None:
    """The rectangle in a text without a title (`A1`, `B2:D`, `3:5`, `R1C1`), or None."""
    first, colon, second = text.partition(":")
    if not colon:
        return _corner_to_corner(first, first, single=True)
    return _corner_to_corner(first, second, single=False)


def format_a1(cells: A1Range) -> str:
    """The range as Google's answers write it: the title quoted where it must be, no `$`."""
    rectangle = cells.name or format_cells(cells)
    if cells.sheet_title is None:
        return rectangle
    title = quote_title(cells.sheet_title)
    return f"{title}!{rectangle}" if rectangle else title


def format_cells(cells: A1Range) -> str:
    """The rectangle without its title; empty text for a whole tab."""
    if cells.end_row is None and cells.end_column is None:
        if cells.start_row == 0 and cells.start_column == 0:
            return ""
        return f"{cell_name(cells.start_row, cells.start_column)}:{_last_column()}"
    if cells.end_column is None:
        if cells.start_column == 0:
            return f"{cells.start_row + 1}:{cells.end_row}"
        return f"{cell_name(cells.start_row, cells.start_column)}:{cells.end_row}"
    last = column_letters(cells.end_column - 1)
    if cells.end_row is None:
        top = str(cells.start_row + 1) if cells.start_row else ""
        return f"{column_letters(cells.start_column)}{top}:{last}"
    start = cell_name(cells.start_row, cells.start_column)
    return start if cells.is_cell else f"{start}:{last}{cells.end_row}"


def quote_title(title: str) -> str:
    """A tab's title as it stands before the `!`, in quotes unless it is a plain word."""
    if _PLAIN_TITLE.fullmatch(title) and parse_cells(title) is None:
        return title
    return "'" + title.replace("'", "''") + "'"


def cell_name(row: int, column: int) -> str:
    """The A1 name of the cell at zero-based `row` and `column`."""
    return f"{column_letters(column)}{row + 1}"


def column_letters(column: int) -> str:
    """The letters of a zero-based column: 0 is A, 25 is Z, 26 is AA."""
    letters = ""
    column += 1
    while column:
        column, remainder = divmod(column - 1, 26)
        letters = chr(ord("A") + remainder) + letters
    return letters


def column_index(letters: str) -> int:
    """The zero-based column of `letters`: A is 0, AA is 26."""
    column = 0
    for letter in letters.upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return column - 1


def _last_column() -> str:
    return column_letters(MAX_COLUMNS - 1)


def _cells_in(title: str, cells: str, *, whole: str) -> A1Range:
    rectangle = parse_cells(cells)
    if rectangle is not None:
        return replace(rectangle, sheet_title=title)
    if _NAME.fullmatch(cells) is None:
        raise A1Error(whole)
    return A1Range(title, name=cells)


def _corner_to_corner(first: str, second: str, *, single: bool) -> A1Range | None:
    corners = _a1_corner(first), _a1_corner(second)
    if corners[0] is None or corners[1] is None:
        corners = _r1c1_corner(first), _r1c1_corner(second)
    start, end = corners
    if start is None or end is None or (single and None in start):
        return None
    rows = _span(start[0], end[0])
    columns = _span(start[1], end[1])
    if rows == columns == (0, None):
        return None
    return A1Range(None, *rows, *columns)


def _span(first: int | None, second: int | None) -> tuple[int, int | None]:
    """Two ends in either order; an end that is missing leaves the span open."""
    if first is None or second is None:
        return first or second or 0, None
    return min(first, second), max(first, second) + 1


def _a1_corner(text: str) -> tuple[int | None, int | None] | None:
    match = _END.fullmatch(text)
    if match is None or not text.strip("$") or text.endswith("$"):
        return None
    row = int(match["digits"]) - 1 if match["digits"] else None
    column = column_index(match["letters"]) if match["letters"] else None
    return row, column


def _r1c1_corner(text: str) -> tuple[int | None, int | None] | None:
    match = _R1C1.fullmatch(text)
    if match is None:
        return None
    row, column = _r1c1_index(match["row"]), _r1c1_index(match["column"])
    return None if row < 0 or column < 0 else (row, column)


def _r1c1_index(text: str | None) -> int:
    """A one-based absolute number, or an offset in brackets counted from the first cell."""
    if text is None:
        return 0
    return int(text[1:-1]) if text.startswith("[") else int(text) - 1
