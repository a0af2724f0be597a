"""Columns and tabs, as things one declares: everything else about the workbook derives from these.

A tab's sheet id is fixed, so that a tab is known after it was renamed. A managers' column is known
by a mark that travels with it; a bot's column stays where it was declared.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, partial
from typing import Final

from inventory.entries import EntryType, type_of
from inventory.record import Record

HEADER_ROWS: Final = 1
"""Rows above the first row of content; number n of a bot's tab lives at row HEADER_ROWS + n."""


RESERVED_COLUMNS: Final = 26
"""Columns A to Z of a small bot tab are the bot's, used or not; people's own begin at AA.

Ledger and Audit grow by a row a posting and empty cells count against Google's ten million, so
their grids are exactly as wide as their columns and nobody else's columns have room there.
"""

PERSONAL: Final = "contact."
"""What the fields of personal columns begin with."""


class Kind(StrEnum):
    """What a column holds: how it is read, written, formatted and validated."""

    TEXT = "text"
    LIST = "list"
    PACKS = "packs"
    COMPONENTS = "components"
    QUANTITY = "quantity"
    MONEY = "money"
    INTEGER = "integer"
    BOOLEAN = "boolean"
    CHOICE = "choice"
    DATE = "date"
    DATETIME = "datetime"
    JSON = "json"
    BRACKETS = "rates by weight"
    AREAS = "countries"
    WEEKDAYS = "days of the week"
    TIME = "time"
    PRICES = "prices by quantity"


class Owner(StrEnum):
    """Who writes a tab; in an inbox people write rows and the bot answers beside them."""

    MANAGERS = "managers"
    INBOX = "inbox"
    BOT = "bot"


@dataclass(frozen=True, eq=False)
class Column:
    """One column; declared once, so that two are the same only if they are one.

    Attributes:
        header: as people see it; managers may change it in the sheet.
        field: the attribute it shows, dotted where it is a part of a part (`move.item`).
        width: in pixels.
        note: shown when the pointer rests on the header.
        choices: the values a choice may have; the dropdown offers them.
        choices_from: (tab, field) whose values the dropdown offers instead.
        is_required: a row without it is not taken.
        is_signed: whether a number may be below zero.
        is_true_when_blank: what a blank boolean means.
        is_answer: written by the bot in an inbox.
    """

    header: str
    field: str
    kind: Kind = Kind.TEXT
    width: int = 110
    note: str = ""
    choices: tuple[str, ...] = ()
    choices_from: tuple[str, str] | None = None
    is_required: bool = False
    is_signed: bool = False
    is_true_when_blank: bool = False
    is_answer: bool = False

    @property
    def is_personal(self) -> bool:
        """Whether it tells who somebody is: kept apart from the journal, and erased on request."""
        return self.field.startswith(PERSONAL)


@dataclass(frozen=True)
class RowColor:
    """Rows that stand out.

    Attributes:
        formula: for row 2, with columns as `${field}`.
    """

    formula: str
    color: str


@dataclass(frozen=True)
class View:
    """A filter view: what people look through instead of sorting a tab of the bot's.

    Attributes:
        field: the column that decides what is shown.
        sorts_by: the field it is sorted by, upwards; `field` itself, downwards, if nothing is said.
        hides: values whose rows are not shown.
        is_nonzero: rows with a zero are not shown; else blank ones, where nothing is hidden.
    """

    title: str
    field: str
    sorts_by: str = ""
    hides: tuple[str, ...] = ()
    is_nonzero: bool = False


@dataclass(frozen=True, eq=False)
class Tab:
    """One tab; declared once, so that two are the same only if they are one.

    Attributes:
        sheet_id: fixed, so that the tab is known under any name.
        key: the field whose value names a row, empty for the front page.
        model: the record a managers' row becomes, None where no record does.
        begins_with: what the first column of an inbox names, where that is no managers' row.
        color: of the tab, as `#RRGGBB`.
        purpose: one sentence for the front page and the documentation.
        is_protected: whether only the bot (and the admins, for managers' tabs) may edit it.
        grid_columns: how wide the grid is, 0 for as wide as the columns.
        has_links: whether texts of it may lead somewhere.
        colors: the first that fits a row wins.
    """

    title: str
    sheet_id: int
    owner: Owner
    columns: tuple[Column, ...]
    key: str
    purpose: str
    color: str
    model: type[Record] | None = None
    begins_with: EntryType | None = None
    is_protected: bool = False
    grid_columns: int = 0
    has_links: bool = False
    colors: tuple[RowColor, ...] = ()
    views: tuple[View, ...] = ()

    @cached_property
    def entry_type(self) -> EntryType:
        """The entry type that its rows become."""
        if self.model is None:
            raise LookupError(f"rows of {self.title} become no entry")
        return type_of(self.model)

    @cached_property
    def by_field(self) -> dict[str, Column]:
        return {column.field: column for column in self.columns}

    @property
    def headers(self) -> tuple[str, ...]:
        return tuple(column.header for column in self.columns)

    @property
    def width(self) -> int:
        """How many columns its grid has when it is made."""
        return max(self.grid_columns, len(self.columns))

    def position(self, field: str) -> int:
        """Return where a column was declared, from 0."""
        return self.columns.index(self.by_field[field])


bot_tab: Final = partial(Tab, owner=Owner.BOT, is_protected=True, grid_columns=RESERVED_COLUMNS)
"""Declares a tab of the bot's to which people may add columns of their own."""

ACTIVE: Final = Column(
    "Active",
    "is_active",
    Kind.BOOLEAN,
    80,
    "Blank or yes: in use. No: kept for its history, nothing new is posted to it.",
    is_true_when_blank=True,
)

LINE_KEY: Final = Column("Line", "key", width=90, note="What names this row; it stays where it is.")

ITEM_OF_INBOX: Final = Column(
    "Item", "item", width=130, note="A SKU.", choices_from=("Items", "sku"), is_required=True
)
GOODS_COLUMNS: Final = (
    ITEM_OF_INBOX,
    Column("Quantity", "quantity", Kind.QUANTITY, 90, is_required=True),
    Column("Unit", "unit", width=80, note="As in case. Blank: what the item is counted in."),
)
"""How much of what somebody wants."""

ANSWER: Final = Column(
    "Status",
    "status",
    width=380,
    note="Written by the bot. A row that says Done is finished; clear it to post it anew.",
    is_answer=True,
)
"""Where the bot answers beside a row."""


def column_letters(index: int) -> str:
    """Name a column as spreadsheets do, from 0.

    Examples:
        >>> column_letters(0), column_letters(25), column_letters(26)
        ('A', 'Z', 'AA')
    """
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def cell_name(tab_title: str, row: int, column: int) -> str:
    """Name a cell for people; row and column count from 0.

    Examples:
        >>> cell_name("Items", 6, 5)
        'Items!F7'
    """
    return f"{tab_title}!{column_letters(column)}{row + 1}"
