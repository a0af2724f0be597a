"""Rows that have to be written once more: damage, lost tabs, and batches that were in doubt.

The list is kept with the journal, so that whoever takes over goes on with it. Writing a row again is
harmless: it lives at a fixed place and says what the journal says.
"""

from collections.abc import Callable, Iterable
from datetime import datetime
from itertools import islice
from typing import Final

from pydantic import TypeAdapter

from inventory.book import Book
from inventory.ports import JournalReader, Progress
from inventory.record import Record
from sheets_schema.columns import Tab
from sheets_schema.entry_tabs import BY_TAB
from sheets_schema.following import put_audit, put_ledger, put_stock
from sheets_schema.pages import Pages
from sheets_schema.tabs import AUDIT, BOT_TABS, LEDGER, STOCK

MARK: Final = "repairs"
ROWS_A_BATCH: Final = 800
"""Rows of one repair that go into one batch: about a megabyte of Audit."""


class Repair(Record):
    """A block of rows of one tab to write again.

    Attributes:
        first, last: row numbers, 1 for the first below the header; rows past the journal's last
            are emptied.
        due: not before this moment.
    """

    sheet_id: int
    first: int
    last: int
    due: datetime


REPAIRS: TypeAdapter[tuple[Repair, ...]] = TypeAdapter(tuple[Repair, ...])


def wanted_repairs(progress: Progress, workbook_id: str) -> tuple[Repair, ...]:
    """Return what is on the list."""
    return _repairs_in(progress.mark(workbook_id, MARK))


def add_repairs(progress: Progress, workbook_id: str, repairs: Iterable[Repair]) -> None:
    """Put more on the list, each once."""
    more = tuple(repairs)
    _change(progress, workbook_id, lambda known: dict.fromkeys((*known, *more)))


def finish_repair(progress: Progress, workbook_id: str, done: Repair, rest: Repair | None) -> None:
    """Take a repair off the list, or leave what is still to do of it."""
    first = (rest,) if rest else ()
    _change(progress, workbook_id, lambda known: (*first, *(r for r in known if r != done)))


def _change(
    progress: Progress,
    workbook_id: str,
    change: Callable[[tuple[Repair, ...]], Iterable[Repair]],
) -> None:
    """Change the list, on which a check or `rebuild` in another process may put something too."""
    is_changed = False
    while not is_changed:
        before = progress.mark(workbook_id, MARK)
        after = REPAIRS.dump_json(tuple(change(_repairs_in(before)))).decode()
        is_changed = progress.swap_mark(workbook_id, MARK, before, after)


def _repairs_in(text: str | None) -> tuple[Repair, ...]:
    return REPAIRS.validate_json(text) if text else ()


def whole_tab(tab: Tab, rows: int, now: datetime) -> Repair:
    """Return the repair that writes a tab from top to bottom."""
    return Repair(sheet_id=tab.sheet_id, first=1, last=max(rows, 1), due=now)


def row_count(tab: Tab, book: Book) -> int:
    """Return how many rows a tab has at a book's sequence number."""
    if tab is LEDGER:
        return book.line
    if tab is AUDIT:
        return book.sequence
    return book.shelves.row_count if tab is STOCK else BY_TAB[tab].count(book)


def take_repair(repair: Repair, book: Book, reader: JournalReader, pages: Pages) -> Repair | None:
    """Render the first part of a repair, and return the part that is left."""
    tab = next(tab for tab in BOT_TABS if tab.sheet_id == repair.sheet_id)
    end = row_count(tab, book)
    last = min(repair.last, repair.first + ROWS_A_BATCH - 1)
    if repair.first > end:
        pages.blank(tab, repair.first, repair.last)
        return None
    put_block(tab, repair.first, min(last, end), book, reader, pages)
    if last < repair.last:
        return repair.model_copy(update={"first": min(last, end) + 1})
    if repair.last > end:
        pages.blank(tab, end + 1, repair.last)
    return None


def put_block(
    tab: Tab, first: int, last: int, book: Book, reader: JournalReader, pages: Pages
) -> None:
    """Render rows first to last of a tab, as they are at the book's sequence number."""
    if tab is LEDGER:
        put_ledger(pages, reader, first, last)
    elif tab is AUDIT:
        put_audit(pages, reader.entered_after(first - 1, last - first + 1))
    elif tab is STOCK:
        put_stock(pages, book, islice(book.rows, first - 1, last))
    else:
        BY_TAB[tab].put_block(pages, book, first, last)
