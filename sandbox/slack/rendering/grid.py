"""Tables drawn with characters: columns as wide as what stands in them."""

import unicodedata
from collections.abc import Sequence
from typing import Literal

Align = Literal["left", "center", "right"]
_GAP = "  "


def cell_width(text: str) -> int:
    """How many terminal columns a text takes: wide characters two, combining ones none.

    Examples:
        >>> cell_width("mug"), cell_width("杯"), cell_width("e\u0301")
        (3, 2, 1)
    """
    return sum(_character_width(character) for character in text)


def _character_width(character: str) -> int:
    if unicodedata.combining(character) or character in "\u200d\ufe0f":
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def draw_table(rows: Sequence[Sequence[str]], aligns: Sequence[Align] = ()) -> list[str]:
    """Rows as lines, the first of them the header, underlined.

    Examples:
        >>> for line in draw_table([["SKU", "On hand"], ["MUG-BLU", "24"]], ["left", "right"]):
        ...     print(line)
        SKU      On hand
        ───────  ───────
        MUG-BLU       24
    """
    if not rows:
        return []
    width = max(len(row) for row in rows)
    filled = [[_one_line(cell) for cell in row] + [""] * (width - len(row)) for row in rows]
    widths = [max(map(cell_width, column)) for column in zip(*filled, strict=True)]
    sides = [*aligns, *["left"] * width][:width]
    lines = [_row(row, widths, sides) for row in filled]
    return [lines[0], _GAP.join("─" * size for size in widths), *lines[1:]]


def _one_line(cell: str) -> str:
    return " ".join(cell.split())


def _row(cells: Sequence[str], widths: Sequence[int], aligns: Sequence[str]) -> str:
    columns = zip(cells, widths, aligns, strict=True)
    return _GAP.join(pad(cell, width, align) for cell, width, align in columns).rstrip()


def pad(text: str, width: int, align: str = "left") -> str:
    """Text filled up with blanks to a width."""
    blanks = max(width - cell_width(text), 0)
    if align == "right":
        return " " * blanks + text
    before = blanks // 2 if align == "center" else 0
    return " " * before + text + " " * (blanks - before)


def side_by_side(left: str, right: str, width: int) -> str:
    """Two texts of several lines each, the second beginning at a column of its own."""
    lefts, rights = left.split("\n"), right.split("\n")
    height = max(len(lefts), len(rights))
    lefts += [""] * (height - len(lefts))
    rights += [""] * (height - len(rights))
    return "\n".join(
        f"{pad(one, width)}{two}".rstrip() for one, two in zip(lefts, rights, strict=True)
    )
