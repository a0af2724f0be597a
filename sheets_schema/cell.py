"""A cell as it comes and goes: unformatted, blank or not, and what to say of one that is no good."""

from typing import Final, TypeAlias

Cell: TypeAlias = str | int | float | bool | None
"""What a cell holds; None and the empty text are a blank one."""

SHOWN_MAX: Final = 200


class Linked(str):
    """A text that leads somewhere when it is clicked; as a value it is the text alone.

    Attributes:
        uri: where it leads: an address, or `#gid=...` within the workbook.
    """

    __slots__ = ("uri",)

    def __new__(cls, text: str, uri: str) -> "Linked":
        made = super().__new__(cls, text)
        made.uri = uri
        return made

    uri: str


class CellError(Exception):
    """A cell that cannot be used.

    Attributes:
        reason: what is wrong; `mend`: what to type instead.
    """

    def __init__(self, reason: str, mend: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.mend = mend


def is_blank(cell: Cell) -> bool:
    """Tell whether there is nothing in a cell that a person would see."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def shown(cell: Cell) -> str:
    """Return a cell as text, for telling people what stands there."""
    return whole_text(cell)[:SHOWN_MAX]


def whole_text(cell: Cell) -> str:
    """Return all of a cell as text, for telling whether it has changed."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    return plain_text(cell)


def plain_text(cell: Cell) -> str:
    """A code that lost its text format arrives as a double: 123.0 was typed as 123."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()
