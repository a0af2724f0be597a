"""Two writers as most bots have them, which the fault mix kills and starts again beside ours.

Both append what was posted to a Ledger tab and overwrite the rows of a Stock tab that it changed,
with gspread, and note how far they are when Google has said yes. One retries what failed. The other
reads the tab back before each try and writes only what it does not find there.
"""

import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Final, NamedTuple, TypeAlias, TypeVar

import gspread
import requests
from gspread.exceptions import APIError
from gspread.utils import ValueRenderOption

from benchmarks.kill_loop_children import Place
from inventory.book import Book
from inventory.ports import Entered
from inventory.stock_key import StockKey
from journal.opening import open_journal
from sheets_schema.connection import open_line
from sheets_schema.following import places_of

LEDGER: Final = ("Ledger", ("Line", "Item", "Quantity", "From", "To"))
STOCK: Final = ("Stock", ("Item", "Location", "On hand"))
TRANSACTIONS_A_WRITE: Final = 25
PROGRESS: Final = "naive"
FASTER: Final = 60
"""Their rests, and those of the writer beside them, are that much shorter than in production."""

GAP_S: Final = 1.25 / FASTER
FAILURES: Final = (APIError, requests.RequestException)

Row: TypeAlias = list[str | int | float]
T = TypeVar("T")


class Work(NamedTuple):
    """What one round of a writer has to put into the sheet.

    Attributes:
        ledger: rows that are new.
        stock: row number, 2 for the first below the header -> what the row says now.
    """

    ledger: list[Row]
    stock: dict[int, Row]


class Tabs(NamedTuple):
    """The two tabs that are written."""

    ledger: gspread.Worksheet
    stock: gspread.Worksheet


Put: TypeAlias = Callable[[Tabs, Work], object]


def append_and_retry(place: Place, name: str) -> None:
    """Append; whatever fails is done again."""
    _write_for_ever(place, name, _append, _overwrite)


def read_back_and_append(place: Place, name: str) -> None:
    """Read what is there before every try, and write only the rest."""
    _write_for_ever(place, name, _append_missing, _overwrite_stale)


def lay_out(place: Place) -> None:
    """Make the two tabs, each with its header."""
    with opened_by_gspread(place) as spreadsheet:
        for title, header in (LEDGER, STOCK):
            tab = spreadsheet.add_worksheet(title, rows=1000, cols=len(header))
            tab.update([list(header)], "A1")


def _append(tabs: Tabs, work: Work) -> None:
    tabs.ledger.append_rows(work.ledger)


def _overwrite(tabs: Tabs, work: Work) -> None:
    tabs.stock.batch_update(
        [{"range": f"A{number}", "values": [row]} for number, row in work.stock.items()]
    )


def _append_missing(tabs: Tabs, work: Work) -> None:
    there = {row[0] for row in values_of(tabs.ledger)[1:]}
    if missing := [row for row in work.ledger if row[0] not in there]:
        tabs.ledger.append_rows(missing)


def _overwrite_stale(tabs: Tabs, work: Work) -> None:
    there = dict(enumerate(values_of(tabs.stock), start=1))
    stale = {number: row for number, row in work.stock.items() if there.get(number) != row}
    if stale:
        _overwrite(tabs, Work([], stale))


def values_of(tab: gspread.Worksheet) -> list[Row]:
    """Return what a tab says, header included."""
    return [list(row) for row in tab.get(value_render_option=ValueRenderOption.unformatted)]


def _write_for_ever(place: Place, name: str, *steps: Put) -> None:
    """Write whatever is new until killed or left alone."""
    journal = open_journal(place.database, name)
    parent = os.getppid()
    with opened_by_gspread(place) as spreadsheet:
        tabs = _patiently(lambda: Tabs(*_tabs_of(spreadsheet)))
        seen = int(journal.progress.mark(place.spreadsheet, PROGRESS) or 0)
        book = journal.reader.book_at(seen)
        while os.getppid() == parent:
            if page := journal.reader.entered_after(seen, TRANSACTIONS_A_WRITE):
                _put(_work_of(book, page), tabs, steps)
                seen = page[-1].transaction.sequence
                journal.progress.set_mark(place.spreadsheet, PROGRESS, str(seen))
            time.sleep(GAP_S)


def _put(work: Work, tabs: Tabs, steps: Sequence[Put]) -> None:
    if not work.ledger:
        return
    for step in steps:
        _patiently(partial(step, tabs, work))


def _work_of(book: Book, page: Sequence[Entered]) -> Work:
    """Apply a page of transactions, and return what they put into the sheet."""
    work = Work([], {})
    touched = [place for entered in page for place in places_of(entered)]
    for entered in page:
        book.apply(entered.transaction)
        work.ledger.extend(
            [move.line, move.item, float(move.quantity), move.source, move.target]
            for move in entered.transaction.moves
        )
    for item, location, lot in touched:
        on_hand = float(book.on_hand(item, location, lot))
        work.stock[book.rows[StockKey(item, location, lot)] + 2] = [item, location, on_hand]
    return work


def _tabs_of(spreadsheet: gspread.Spreadsheet) -> Iterator[gspread.Worksheet]:
    for title, _ in (LEDGER, STOCK):
        yield spreadsheet.worksheet(title)


def _patiently(attempt: Callable[[], T]) -> T:
    """Do something until it works, waiting twice as long each time."""
    wait = 2 * GAP_S
    while True:
        try:
            return attempt()
        except FAILURES:
            time.sleep(wait)
            wait = min(2 * wait, 16 * GAP_S)


@contextmanager
def opened_by_gspread(place: Place) -> Iterator[gspread.Spreadsheet]:
    """Open the spreadsheet, with what it takes to reach the stand-in."""
    line, _ = open_line(place.account, place.google)
    client = gspread.Client(auth=line.auth)
    client.http_client.session.close()
    client.http_client = line
    try:
        yield _patiently(lambda: client.open_by_key(place.spreadsheet))
    finally:
        line.close()
