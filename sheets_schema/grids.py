"""The grids of a workbook as the writer saw them last; what is lost of them is put back."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from inventory.book import Book
from inventory.customer import Contacts
from inventory.ports import Clock, Progress
from sheets_schema.columns import Tab
from sheets_schema.connection import Json
from sheets_schema.dress import header_row
from sheets_schema.layout import init
from sheets_schema.repairs import add_repairs, row_count, whole_tab
from sheets_schema.requests import set_column_count
from sheets_schema.tabs import BOT_TABS
from sheets_schema.workbook import Sheet, Workbook

UNSEEN: Final[Mapping[int, Sheet]] = {}


class Grids:
    """Titles and sizes of the tabs, learned anew when they are in doubt.

    Attributes:
        sheets: by their ids; empty before the first look.

    Args:
        workbook: whose tabs they are.
        progress: where repairs are noted.
        clock: the time of day.
        journal_id: names the journal in the mark of a workbook that is laid out anew.
        contacts: who customers are, for a tab Customers that has to be made anew.
    """

    def __init__(
        self,
        workbook: Workbook,
        progress: Progress,
        clock: Clock,
        *,
        journal_id: str,
        contacts: Contacts | None = None,
    ) -> None:
        self.sheets = UNSEEN
        self._workbook = workbook
        self._progress = progress
        self._clock = clock
        self._journal_id = journal_id
        self._contacts = contacts

    def forget(self) -> None:
        """Have the next look taken as the first."""
        self.sheets = UNSEEN

    def read(self) -> None:
        """Learn titles and sizes as they are."""
        self.sheets = self._workbook.sheets()

    def look(self, book: Book) -> None:
        """Learn titles and sizes; what is lost is put back and written from top to bottom."""
        self.read()
        lost = [tab for tab in BOT_TABS if tab.sheet_id not in self.sheets]
        if lost:
            init(self._workbook, self._journal_id, book=book, contacts=self._contacts)
        broken = [*lost, *self._widen_narrow()]
        if broken:
            now = self._clock()
            repairs = [whole_tab(tab, row_count(tab, book), now) for tab in broken]
            add_repairs(self._progress, self._workbook.id, repairs)
            self.read()

    def grow(self, rows: Mapping[int, int]) -> None:
        """Note how many rows some of them have now, by id."""
        grown = {one: replace(self.sheets[one], rows=count) for one, count in rows.items()}
        self.sheets = {**self.sheets, **grown}

    def _widen_narrow(self) -> list[Tab]:
        """Give tabs the room back that deleted columns took; a row would not fit any more."""
        narrow = [tab for tab in BOT_TABS if self._is_narrow(tab)]
        requests = [request for tab in narrow for request in _widened(tab)]
        if requests:
            self._workbook.batch_update({"requests": requests})
        return narrow

    def _is_narrow(self, tab: Tab) -> bool:
        known = self.sheets.get(tab.sheet_id)
        return known is not None and known.columns < tab.width


def _widened(tab: Tab) -> Iterator[Json]:
    yield set_column_count(tab.sheet_id, tab.width)
    yield header_row(tab.columns, tab.sheet_id, 0)
