"""Whether the sheet says what the journal says, cell by cell; `mending` puts it right.

The bot's tabs are a rendering; so they are rendered once more and compared. Rows that were deleted
or sorted are told from rows that were edited, because a person who reads "4,000 cells differ" would
learn nothing from it.
"""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final, Protocol, TypeVar

from inventory.book import Book
from inventory.chain import ledger_content
from inventory.ports import Entered, JournalReader, LedgerRow, Progress, SheetBatch
from inventory.transaction import chained_hash
from sheets_schema.codec import Cell
from sheets_schema.columns import HEADER_ROWS, Tab
from sheets_schema.differences import (
    Astray,
    Difference,
    DifferenceKind,
    capped,
    cells_that_differ,
    key_of,
)
from sheets_schema.entry_tabs import BY_TAB, ENTRY_TABS
from sheets_schema.errors import SheetsUnavailableError
from sheets_schema.pace import MINUTE_S
from sheets_schema.rendering import (
    audit_cells,
    ledger_cells,
    stock_cells,
    stock_status,
)
from sheets_schema.tabs import AUDIT, BOT_TABS, LEDGER, STOCK
from sheets_schema.workbook import Rows, Sheet, Workbook

CELLS_A_READ: Final = 60_000
PAGE: Final = 1_000
TRIES: Final = 5
KEYS: Final = {
    LEDGER: ("move.line",),
    AUDIT: ("sequence",),
    STOCK: ("place",),
    **{each.tab: each.named_by for each in ENTRY_TABS},
}
"""What names a row of a bot's tab."""


def compare(
    workbook: Workbook,
    reader: JournalReader,
    progress: Progress,
    *,
    rest: Callable[[float], object] = time.sleep,
) -> list[Difference]:
    """Compare the bot's tabs with a fresh rendering of the journal at the sheet's sequence number.

    Args:
        workbook: on a line of its own.
        reader: the journal.
        progress: tells how far the sheet is.
        rest: waits some seconds, where Google asks for patience.

    Returns:
        Every difference, tab by tab; at most 200 a tab and a count of the others.

    Raises:
        SheetsUnavailableError: Google does not answer, or a write is in doubt: try again later.
    """
    return _Comparison(workbook, reader, progress, rest).differences()


class _Comparison:
    """One look at the whole workbook."""

    def __init__(
        self,
        workbook: Workbook,
        reader: JournalReader,
        progress: Progress,
        rest: Callable[[float], object],
    ) -> None:
        self._workbook = workbook
        self._reader = reader
        self._progress = progress
        self._rest = rest
        self._book = Book()
        self._last: SheetBatch | None = None
        self._sheets: dict[int, Sheet] = {}
        self._broken: list[Difference] = []

    def differences(self) -> list[Difference]:
        self._sheets = self._workbook.sheets()
        there = [tab for tab in BOT_TABS if tab.sheet_id in self._sheets]
        found = [Difference(DifferenceKind.TAB, t.title, 0) for t in BOT_TABS if t not in there]
        small = self._small_tabs([tab for tab in there if tab is STOCK or tab in BY_TAB])
        for tab in there:
            chunks = [(0, small[tab])] if tab in small else self._chunks(tab)
            found += capped(tab, self._compare_tab(tab, chunks))
        return found + self._broken

    def _small_tabs(self, tabs: Sequence[Tab]) -> dict[Tab, Rows]:
        """Read the tabs whose rows change, at a moment when nothing is written meanwhile."""
        for _ in range(TRIES):
            self._last = self._settled()
            values = self._workbook.tabs_values([tab.sheet_id for tab in tabs]) if tabs else []
            if self._progress.last_batch(self._workbook.id) == self._last:
                self._book = self._reader.book_at(self._last.to_sequence if self._last else 0)
                return dict(zip(tabs, values, strict=True))
        raise SheetsUnavailableError("the sheet is being written")

    def _settled(self) -> SheetBatch | None:
        """Return the last batch; where it is in doubt there is nothing to compare with."""
        for _ in range(TRIES):
            last = self._progress.last_batch(self._workbook.id)
            if last is None or last.is_confirmed:
                return last
            self._rest(1.0)
        raise SheetsUnavailableError("a write is in doubt")

    def _chunks(self, tab: Tab) -> Iterator[tuple[int, Rows]]:
        """Yield (index of the first row, rows) of a tab, header included."""
        step = CELLS_A_READ // len(tab.columns)
        end = self._sheets[tab.sheet_id].rows
        for start in range(0, end, step):
            yield start, self._patiently(tab, start, min(start + step, end))

    def _patiently(self, tab: Tab, start: int, end: int) -> Rows:
        for _ in range(TRIES):
            try:
                return self._workbook.grid_values(tab.sheet_id, start, end, len(tab.columns))
            except SheetsUnavailableError as error:
                self._rest(MINUTE_S if error.is_quota else 1.0)
        raise SheetsUnavailableError("Google does not answer")

    def _compare_tab(self, tab: Tab, chunks: Iterable[tuple[int, Rows]]) -> Iterator[Difference]:
        """Compare row by row; what does not match by key is sorted out at the end."""
        positions = [tab.position(name) for name in KEYS[tab]]
        should = self._expected(tab)
        astray = _Pairs(tab, positions)
        index = HEADER_ROWS - 1
        for start, rows in chunks:
            for index, says in enumerate(rows, start):
                if index < HEADER_ROWS:
                    yield from cells_that_differ(
                        tab, index, says, tab.headers, DifferenceKind.HEADER
                    )
                else:
                    yield from astray.pair(index, says, next(should, None))
        for at, wanted in enumerate(should, max(index + 1, HEADER_ROWS)):
            yield from astray.pair(at, [], wanted)
        has_moved_on = self._progress.last_batch(self._workbook.id) != self._last
        yield from astray.rest(ignore_extra=has_moved_on)

    def _expected(self, tab: Tab) -> Iterator[Sequence[Cell]]:
        if tab is LEDGER:
            yield from self._expected_ledger()
        elif tab is AUDIT:
            yield from self._expected_audit()
        elif tab is STOCK:
            for key in self._book.rows:
                yield stock_cells(self._book, key, stock_status(self._book, key.item))
        else:
            yield from BY_TAB[tab].all_cells(self._book)

    def _expected_ledger(self) -> Iterator[Sequence[Cell]]:
        """Render the ledger, and check on the way that its hash chain is whole."""
        previous = ""
        for row in _paged(self._reader.ledger_after, self._book.line):
            if chained_hash(previous, ledger_content(row.move)) != row.hash:
                self._broken.append(_broken("journal's ledger", row.move.line))
            previous = row.hash
            yield ledger_cells(row)

    def _expected_audit(self) -> Iterator[Sequence[Cell]]:
        previous = ""
        for entered in _paged(self._reader.entered_after, self._book.sequence):
            if chained_hash(previous, entered.content) != entered.hash:
                self._broken.append(_broken("journal", entered.transaction.sequence))
            previous = entered.hash
            yield audit_cells(entered)


class _Pairs:
    """Rows of the sheet beside rows of the rendering."""

    def __init__(self, tab: Tab, positions: Sequence[int]) -> None:
        self._tab = tab
        self._positions = positions
        self._astray = Astray(tab)

    def pair(
        self, index: int, says: Sequence[Cell], should: Sequence[Cell] | None
    ) -> Iterator[Difference]:
        key = key_of(says, self._positions)
        if should is None:
            self._astray.says(index, key)
            return
        wanted = key_of(should, self._positions)
        if key == wanted:
            yield from cells_that_differ(self._tab, index, says, should, DifferenceKind.EDITED)
        else:
            self._astray.says(index, key)
            self._astray.should(index, wanted)

    def rest(self, *, ignore_extra: bool) -> Iterator[Difference]:
        """Yield what is astray; rows that were added while we looked are no strangers."""
        for difference in self._astray.differences():
            if not (ignore_extra and difference.kind is DifferenceKind.EXTRA):
                yield difference


R = TypeVar("R", Entered, LedgerRow, covariant=True)


class _ReadAfter(Protocol[R]):
    def __call__(self, after: int, limit: int, /) -> Sequence[R]: ...


def _paged(read: _ReadAfter[R], end: int) -> Iterator[R]:
    """Yield journal or ledger rows 1 to end, a page at a time."""
    for start in range(0, end, PAGE):
        yield from read(start, min(PAGE, end - start))


def _broken(chain: str, number: int) -> Difference:
    return Difference(DifferenceKind.CHAIN, chain, number)
