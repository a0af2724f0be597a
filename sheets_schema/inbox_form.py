"""What an inbox declares: its tab, which rows belong together, what they ask for, how to answer."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final, Protocol

from inventory.book import Book
from inventory.commands import Command
from inventory.transaction import Posted
from sheets_schema.codec import Cell
from sheets_schema.columns import Tab
from sheets_schema.row_reading import Reading

DONE: Final = "Done"
WAITING: Final = "Waiting for approval"
CANNOT: Final = "Cannot post"


class RowsRefusedError(Exception):
    """Rows that cannot be used together.

    Attributes:
        errors: which of them, from 0 -> the reason and the mend.
    """

    def __init__(self, errors: Mapping[int, str]) -> None:
        super().__init__("; ".join(errors.values()))
        self.errors = dict(errors)


class InboxForm(Protocol):
    """One inbox. `name` is for ever: what is remembered about its rows is kept under it."""

    @property
    def name(self) -> str: ...

    @property
    def tab(self) -> Tab: ...

    @property
    def noun(self) -> str:
        """What rows that belong together are: one order, one count."""
        ...

    @property
    def keeps_unknown(self) -> bool:
        """Whether a barcode that no item has is taken as it is."""
        ...

    def belongs(self, above: Mapping[str, Cell], row: Mapping[str, Cell]) -> bool:
        """Tell whether a row asks for one thing together with the one above it."""
        ...

    def command(self, rows: Sequence[Reading], key: str, at: datetime) -> Command:
        """Return what rows that belong together ask for.

        Raises:
            RowsRefusedError: they contradict each other.
        """
        ...

    def answers(self, posted: Posted, rows: int) -> list[str]:
        """Return what to say beside each row; it begins with Done or Waiting for approval."""
        ...

    def news(self, book: Book, cells: Mapping[str, Cell], status: str) -> str | None:
        """Return the news of a row that waits, None where there is none."""
        ...
