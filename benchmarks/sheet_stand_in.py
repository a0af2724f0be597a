"""A laid-out workbook on the Google stand-in, quota enforced, on a clock that runs while one rests.

The writer rests between two writes so as to stay under the quota. Here a rest moves the stand-in's
clock instead of taking time: the minute's quota is judged as if somebody had waited.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from typing import Final

import gspread
from gspread.utils import ValueRenderOption

from benchmarks.retail_postings import chunks
from bincard.clock import utc_now
from inventory.ports import SheetBatch
from journal.opening import Journal
from sandbox.google.server import GoogleStandIn
from sandbox.loopback import ServerThread
from sheets_schema.connection import Done, open_line
from sheets_schema.differences import Difference
from sheets_schema.following import put_stock
from sheets_schema.layout import init
from sheets_schema.pace import GAP_S, Pace
from sheets_schema.pages import Pages, body_of, key_cells
from sheets_schema.tabs import STOCK
from sheets_schema.verify import compare
from sheets_schema.workbook import open_workbook
from sheets_schema.writer import Outcome, SheetWriter, WriteResult

TOKEN: Final = 1
STOCK_ROWS_A_WRITE: Final = 2_000


class SheetTroubleError(Exception):
    """The stand-in did not take a write that it should have taken."""


class LaidOutWorkbook:
    """A spreadsheet that `bincard init` has laid out.

    Attributes:
        google: the stand-in; its quota report says how near the limit the writes came.
        workbook: our own line to it.
    """

    def __init__(self, google: GoogleStandIn, url: str, spreadsheet_id: str) -> None:
        self.google = google
        self._url = url
        self._id = spreadsheet_id
        self._account = google.service_account_info(url)
        self.workbook = open_workbook(self._account, spreadsheet_id, api_base=url)

    def now(self) -> float:
        """Return the stand-in's time, in seconds."""
        return self.google.state.clock.time()

    def rest(self, seconds: float) -> None:
        """Let time pass on the stand-in's clock."""
        self.google.state.clock.offset_seconds += seconds

    def drain(self, journal: Journal) -> Iterator[WriteResult]:
        """Write until the sheet has everything, yielding each write that went through.

        Raises:
            SheetTroubleError: a write was refused, is in doubt, or found damage.
        """
        pace = Pace(elapsed=self.now, rest=self.rest)
        writer = SheetWriter(
            self.workbook,
            reader=journal.reader,
            progress=journal.progress,
            clock=utc_now,
            journal_id=journal.id,
            pace=pace,
        )
        while (result := writer.write_once(TOKEN)).outcome is not Outcome.NOTHING:
            if result.outcome is not Outcome.DONE or result.damage:
                raise SheetTroubleError(f"{result}")
            yield result
            self.rest(pace.wait_s())

    def write_stock(self, journal: Journal) -> None:
        """Write the Stock tab alone, as it stands now.

        Raises:
            SheetTroubleError: a write was refused, or is in doubt.
        """
        book = journal.desk.book
        body = ""
        for number, keys in enumerate(chunks(list(book.rows), STOCK_ROWS_A_WRITE), start=1):
            pages = Pages()
            put_stock(pages, book, keys)
            requests, _ = pages.requests(self.workbook.sheets())
            body = body_of(requests, number, key_cells(STOCK, STOCK.title, 1))
            result = self.workbook.batch_update(body)
            if not isinstance(result, Done):
                raise SheetTroubleError(f"{result}")
            self.rest(GAP_S)
        written = SheetBatch(
            number=1, from_sequence=0, to_sequence=book.sequence, body=body, is_confirmed=True
        )
        journal.progress.begin_batch(self.workbook.id, written, TOKEN)

    def verify(self, journal: Journal) -> list[Difference]:
        """Do what `bincard verify` does."""
        return compare(self.workbook, journal.reader, journal.progress, rest=self.rest)

    @contextmanager
    def opened_by_gspread(self) -> Iterator[gspread.Spreadsheet]:
        """Open it as anybody would who knows nothing of us."""
        line, _ = open_line(self._account, self._url)
        client = gspread.Client(auth=line.auth)
        client.http_client.session.close()
        client.http_client = line
        try:
            yield client.open_by_key(self._id)
        finally:
            line.close()

    def stock(self) -> dict[tuple[str, str], Decimal]:
        """Read the Stock tab back: (item, location) -> on hand, zeros left out."""
        with self.opened_by_gspread() as spreadsheet:
            rows = spreadsheet.worksheet(STOCK.title).get(
                value_render_option=ValueRenderOption.unformatted
            )
        header, *lines = rows
        item, place, on_hand = (header.index(name) for name in ("Item", "Location", "On hand"))
        found = {(row[item], row[place]): Decimal(str(row[on_hand])) for row in lines}
        return {key: quantity for key, quantity in found.items() if quantity}


@contextmanager
def laid_out(journal: Journal) -> Iterator[LaidOutWorkbook]:
    """Serve a stand-in with one workbook that belongs to a journal."""
    google = GoogleStandIn()
    server = ServerThread(google.create_app())
    found = LaidOutWorkbook(google, server.base_url, google.add_spreadsheet("Warehouse").id)
    try:
        init(found.workbook, journal.id, admin_user="U0CLEO")
        yield found
    finally:
        found.workbook.close()
        server.stop()
