"""Problems: a cell of the workbook that could not be used, and how to mend it."""

from typing import Literal

from inventory.record import Record


class Problem(Record):
    """One open or solved problem.

    Attributes:
        row_key: the row's own key (a sku, a setting's name), or its position where it has none.
        cell: where it was when last seen (`Items!F7`).
        value: what stood there, as shown.
        reason: what is wrong; `mend`: what to type instead.
    """

    type: Literal["problem"] = "problem"
    tab: str
    row_key: str
    column: str
    cell: str
    value: str
    reason: str
    mend: str
    is_open: bool = True

    @property
    def key(self) -> str:
        return "\x1f".join((self.tab, self.row_key, self.column))
