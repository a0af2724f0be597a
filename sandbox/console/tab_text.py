"""A tab of the workbook as text: letters above, row numbers beside, one page at a time."""

import re
from collections.abc import Sequence

from sandbox.slack.rendering.grid import cell_width, pad

PAGE_ROWS = 20
LAST_PAGE = -1
_WIDEST = 32
_GAP = "  "
_NUMBER = re.compile(r"[-+]?[\d.,\s]+%?")

Rows = Sequence[Sequence[str]]


def draw_tab(
    title: str, rows: Rows, *, page: int = 1, first_column: int = 0, width: int = 100
) -> list[str]:
    """The lines of one page: as many columns as fit the width, the header row on every page.

    Args:
        title: the tab's title.
        rows: what the cells show, the header first; rows may be of different lengths.
        page: which page of 20 rows, from 1; `LAST_PAGE` for the last.
        first_column: the first column to show, from 0.
        width: how many terminal columns there are.
    """
    if not rows:
        return [f"{title} is empty."]
    count = len(rows) - 1
    pages = max(-(-count // PAGE_ROWS), 1)
    page = pages if page == LAST_PAGE else min(max(page, 1), pages)
    start = 1 + (page - 1) * PAGE_ROWS
    numbered = [(0, rows[0]), *enumerate(rows[start : start + PAGE_ROWS], start)]
    body, left_out = _body(numbered, first_column, width)
    shown = f"{title}, {_rows_text(start, count)}"
    notes = [f"sheet {title} {page + 1} for the next rows"] if page < pages else []
    if left_out:
        notes.append(f"sheet {title} from {letters(left_out)} for more columns")
    return [shown, *body, *([f"({'; '.join(notes)})"] if notes else [])]


def _rows_text(start: int, count: int) -> str:
    last = min(start + PAGE_ROWS - 1, count)
    if count <= PAGE_ROWS:
        return "1 row" if count == 1 else f"{count} rows"
    return f"rows {start + 1} to {last + 1} of {count + 1}"


def _body(
    numbered: list[tuple[int, Sequence[str]]], first_column: int, width: int
) -> tuple[list[str], int]:
    """The lines, and the first column that did not fit (0 if all did)."""
    columns = max(len(row) for _, row in numbered)
    cells = [[_short(cell) for cell in row] + [""] * (columns - len(row)) for _, row in numbered]
    names = [str(index + 1) for index, _ in numbered]
    margin = max(map(len, names))
    chosen, left_out = _fitting(cells, first_column, width - margin)
    lines = [_line("", [(letters(one), size, "left") for one, size in chosen], margin)]
    aligns = {one: _align([row[one] for row in cells[1:]]) for one, _ in chosen}
    for name, row in zip(names, cells, strict=True):
        lines.append(_line(name, [(row[one], size, aligns[one]) for one, size in chosen], margin))
    lines.insert(2, _line("", [("─" * size, size, "left") for _, size in chosen], margin))
    return lines, left_out


def _fitting(cells: Rows, first_column: int, room: int) -> tuple[list[tuple[int, int]], int]:
    chosen: list[tuple[int, int]] = []
    for column in range(first_column, len(cells[0])):
        size = max(len(letters(column)), *(cell_width(row[column]) for row in cells))
        room -= size + len(_GAP)
        if room < 0 and chosen:
            return chosen, column
        chosen.append((column, size))
    return chosen, 0


def _line(name: str, cells: Sequence[tuple[str, int, str]], margin: int) -> str:
    shown = [pad(text, size, align) for text, size, align in cells]
    return _GAP.join([pad(name, margin, "right"), *shown]).rstrip()


def _align(cells: Sequence[str]) -> str:
    filled = [cell for cell in cells if cell]
    return "right" if filled and all(map(_NUMBER.fullmatch, filled)) else "left"


def _short(cell: str) -> str:
    text = " ".join(cell.split())
    return text if len(text) <= _WIDEST else text[: _WIDEST - 1] + "…"


def letters(column: int) -> str:
    """The letters of a column, from 0.

    Examples:
        >>> letters(0), letters(25), letters(26), letters(701), letters(702)
        ('A', 'Z', 'AA', 'ZZ', 'AAA')
    """
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def column_index(name: str) -> int:
    """The column with these letters, from 0.

    Examples:
        >>> column_index("A"), column_index("aa")
        (0, 26)
    """
    index = 0
    for letter in name.upper():
        index = index * 26 + ord(letter) - ord("A") + 1
    return index - 1
