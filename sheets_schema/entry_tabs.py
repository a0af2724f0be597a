"""Bot tabs that show entries of the book: a row for each, or for each of their parts.

A document that is to have a tab is declared here, and nowhere else: writing, checking and mending
find its rows by this table. Rows live at the place of their first appearance and stay there; what
is gone from the book leaves its name and `taken back`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

from inventory.book import Book
from inventory.entries import Change, EntryType
from inventory.lot import lot_key
from inventory.stock_key import StockKey
from sheets_schema.alert_tabs import ALERTS, alert_row
from sheets_schema.codec import Cell
from sheets_schema.columns import Tab
from sheets_schema.count_rows import count_line_row, count_row
from sheets_schema.count_tabs import COUNT_LINES, COUNTS
from sheets_schema.document_rows import (
    line_row,
    order_row,
    package_row,
    pick_row,
    shipment_row,
)
from sheets_schema.document_tabs import ORDER_LINES, ORDERS, PACKAGES, PICKS, SHIPMENTS
from sheets_schema.forecast_tabs import FORECASTS, REVIEWS, forecast_row, review_line_row
from sheets_schema.inbound_rows import purchase_line_row, purchase_row
from sheets_schema.inbound_tabs import PURCHASE_LINES, PURCHASES
from sheets_schema.lot_tabs import LOTS, lot_row
from sheets_schema.pages import Pages
from sheets_schema.proposal_tabs import (
    PROPOSAL_LINES,
    PROPOSALS,
    proposal_line_row,
    proposal_row,
)
from sheets_schema.recall_tabs import RECALL_LINES, RECALLS, recall_line_row, recall_row
from sheets_schema.rejection_tab import REJECTIONS, rejection_row
from sheets_schema.rendering import problem_line
from sheets_schema.report_tab import REPORTS, report_row
from sheets_schema.return_rows import return_line_row, return_row
from sheets_schema.return_tabs import RETURN_LINES, RETURNS
from sheets_schema.rows import encode
from sheets_schema.shelf_tabs import PUTAWAYS, TRANSFERS, putaway_row, transfer_row
from sheets_schema.tabs import PROBLEMS

TAKEN_BACK: Final = "taken back"


@dataclass(frozen=True, eq=False)
class EntryTab:
    """How a tab's rows are found and rendered.

    Attributes:
        row_of: (book, key, entry) -> what the columns take their values from, or None where the
            entry has no such part any more.
        is_of_parts: a row for each of an entry's `part_keys` instead of one for the entry.
        names: the fields that name a row; the tab's key, if nothing is said.
        is_of_stock: its rows are of lots, and show what is on hand of them: moves touch them too.
        told_in: the type of the messages that tell of several rows, which lead there: where one
            stands is known only later.
    """

    tab: Tab
    type: EntryType
    row_of: Callable[[Book, str, Any], object]
    is_of_parts: bool = False
    names: tuple[str, ...] = ()
    is_of_stock: bool = False
    told_in: EntryType | None = None

    @property
    def named_by(self) -> tuple[str, ...]:
        return self.names or (self.tab.key,)

    def keys(self, book: Book) -> Iterable[str]:
        """Return the keys of its rows, from the first row on."""
        return book.parts[self.type] if self.is_of_parts else book.entries[self.type]

    def count(self, book: Book) -> int:
        """Return how many rows it has."""
        counts = book.register.part_counts if self.is_of_parts else book.register.entry_counts
        return counts[self.type]

    def number(self, book: Book, key: str) -> int:
        """Return which row a key has; 1 is the first below the header."""
        if self.is_of_parts:
            return book.parts[self.type][key] + 1
        return book.position_of(self.type, key) + 1

    def touched(self, change: Change) -> Iterable[str]:
        """Return the keys of the rows that a change of an entry touches."""
        if change.type == self.told_in:
            return getattr(change.after or change.before, "alerts", ())
        if not self.is_of_parts:
            return (change.key,)
        states = (change.before, change.after)
        return (key for entry in states for key in getattr(entry, "part_keys", ()))

    def moved(self, book: Book, keys: Iterable[StockKey]) -> Iterable[str]:
        """Return the keys of the rows that moves of some balances touch."""
        if not self.is_of_stock:
            return ()
        held = book.indexes.held_whole
        named = (lot_key(key.item, key.lot) for key in keys if key.lot or key.item in held)
        return (key for key in named if key in book.entries[self.type])

    def cells(self, book: Book, key: str) -> list[Cell]:
        """Return the cells of a row."""
        entry_key = key.rpartition("/")[0] if self.is_of_parts else key
        versioned = book.entries[self.type].get(entry_key)
        entry = versioned.entry if versioned else None
        row = None if entry is None else self.row_of(book, key, entry)
        return self._gone(key) if row is None else encode(self.tab, row)

    def all_cells(self, book: Book) -> Iterator[list[Cell]]:
        """Yield the cells of every row, from the first on."""
        for key in self.keys(book):
            yield self.cells(book, key)

    def put(self, pages: Pages, book: Book, keys: Iterable[str]) -> None:
        """Render rows."""
        for key in keys:
            pages.put(self.tab, self.number(book, key), self.cells(book, key))

    def put_block(self, pages: Pages, book: Book, first: int, last: int) -> None:
        """Render rows first to last."""
        self.put(pages, book, islice(self.keys(book), first - 1, last))

    def _gone(self, key: str) -> list[Cell]:
        said = {self.tab.key: key}
        status = next((c.field for c in self.tab.columns if c.header == "Status"), "")
        return [
            TAKEN_BACK if column.field == status else said.get(column.field)
            for column in self.tab.columns
        ]


ENTRY_TABS: Final = (
    EntryTab(PROBLEMS, "problem", problem_line, names=("tab", "row_key", "column")),
    EntryTab(ORDERS, "order", order_row),
    EntryTab(ORDER_LINES, "order", line_row, is_of_parts=True),
    EntryTab(PICKS, "pick_list", pick_row, is_of_parts=True),
    EntryTab(PACKAGES, "shipment", package_row, is_of_parts=True),
    EntryTab(SHIPMENTS, "shipment", shipment_row),
    EntryTab(LOTS, "lot", lot_row, names=("lot.item", "lot.code"), is_of_stock=True),
    EntryTab(PUTAWAYS, "putaway", putaway_row, is_of_parts=True),
    EntryTab(TRANSFERS, "transfer", transfer_row, is_of_parts=True),
    EntryTab(PURCHASES, "purchase_order", purchase_row),
    EntryTab(PURCHASE_LINES, "purchase_order", purchase_line_row, is_of_parts=True),
    EntryTab(REJECTIONS, "rejection", rejection_row),
    EntryTab(RECALLS, "recall", recall_row),
    EntryTab(RECALL_LINES, "recall", recall_line_row, is_of_parts=True),
    EntryTab(COUNTS, "cycle_count", count_row),
    EntryTab(COUNT_LINES, "cycle_count", count_line_row, is_of_parts=True),
    EntryTab(RETURNS, "customer_return", return_row),
    EntryTab(RETURN_LINES, "customer_return", return_line_row, is_of_parts=True),
    EntryTab(PROPOSALS, "proposal", proposal_row),
    EntryTab(PROPOSAL_LINES, "proposal", proposal_line_row, is_of_parts=True),
    EntryTab(FORECASTS, "forecast", forecast_row),
    EntryTab(REVIEWS, "review", review_line_row, is_of_parts=True),
    EntryTab(ALERTS, "stock_alert", alert_row, told_in="digest"),
    EntryTab(REPORTS, "weekly_report", report_row),
)

BY_TAB: Final[Mapping[Tab, EntryTab]] = {each.tab: each for each in ENTRY_TABS}
BY_TYPE: Final[Mapping[EntryType, tuple[EntryTab, ...]]] = {
    entry_type: tuple(each for each in ENTRY_TABS if entry_type in (each.type, each.told_in))
    for one in ENTRY_TABS
    for entry_type in (one.type, one.told_in)
    if entry_type is not None
}
"""Type of an entry -> the tabs that show something of it."""

OF_STOCK: Final = tuple(each for each in ENTRY_TABS if each.is_of_stock)
