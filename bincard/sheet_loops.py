"""The two loops that keep workbook and journal together: what is written, and what managers typed.

Both run under one lease, so that of any number of processes one writes and reads a workbook. Each has
a line to Google of its own, since a line is not for two threads; they take turns through one pace.
"""

import threading
from collections.abc import Callable
from typing import Final

import structlog

from bincard.clock import utc_now
from bincard.outages import Outages
from bincard.workbook_commands import SHEET_LEASE
from inventory.commands import Warn
from inventory.errors import NothingChanged
from inventory.ports import JournalUnavailableError
from journal.opening import Journal
from outside.codes.scanning import BarcodeScanner
from sheets_schema.errors import SchemaError, SheetsUnavailableError
from sheets_schema.pace import Pace
from sheets_schema.reader import SheetReader
from sheets_schema.workbook import Workbook
from sheets_schema.writer import SheetWriter, WriteResult

LEASE_TTL_S: Final = 10.0
POLL_S: Final = 5.0
TROUBLE_S: Final = 30.0

log = structlog.get_logger(__name__)


class SheetLoops:
    """Writer and reader of one workbook, on two threads, while this process holds the lease.

    Args:
        journal: what is written, and where managers' changes go.
        open_workbook: opens a line of its own at each call.
        holder: names this process.
        outages: hears whether Google answers.
        inspect: compares the whole workbook and has what is damaged written again; called as soon
            as the writer sees damage, and not only in the night.
    """

    def __init__(
        self,
        journal: Journal,
        open_workbook: Callable[[], Workbook],
        holder: str,
        outages: Outages,
        inspect: Callable[[], object],
    ) -> None:
        self._outages = outages
        self._inspect = inspect
        self._is_damaged = threading.Event()
        self._unusable_since: int | None = None
        self._journal = journal
        self._holder = holder
        self._stop = threading.Event()
        self._books = (open_workbook(), open_workbook())
        for book in self._books:
            book.may_write = lambda: self._token() is not None
        pace = Pace()
        self._writer = SheetWriter(
            self._books[0],
            reader=journal.reader,
            progress=journal.progress,
            clock=utc_now,
            journal_id=journal.id,
            pace=pace,
            contacts=journal.contacts,
        )
        self._reader = SheetReader(
            self._books[1],
            desk=journal.desk,
            journal=journal.reader,
            progress=journal.progress,
            seen=journal.progress,
            contacts=journal.contacts,
            clock=utc_now,
            pace=pace,
            scanner=BarcodeScanner(),
        )
        self._threads = [
            threading.Thread(target=self._write, name="sheet-writer", daemon=True),
            threading.Thread(target=self._read, name="sheet-reader", daemon=True),
        ]

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """End after the requests in flight and leave the lease to others."""
        self._stop.set()
        for thread in self._threads:
            thread.join()
        self._journal.lease.release(SHEET_LEASE, self._holder)
        for book in self._books:
            book.close()

    def _write(self) -> None:
        while not self._stop.is_set():
            try:
                self._writer.run(self._stop, self._token, self._report)
            except Exception:  # the outermost edge of this thread: it begins anew
                log.exception("sheet.writer_failed")
                self._stop.wait(TROUBLE_S)

    def _read(self) -> None:
        while not self._stop.is_set():
            wait = POLL_S
            try:
                if self._token() is not None:
                    self._reader.poll()
                    self._outages.back("google")
                    self._see_to_the_workbook()
            except SheetsUnavailableError as error:
                if not error.is_quota:
                    self._outages.away("google", error.reason)
                log.warning("sheet.poll_put_off", reason=error.reason)
                wait = TROUBLE_S
            except JournalUnavailableError as error:
                log.warning("sheet.poll_put_off", reason=str(error))
                wait = TROUBLE_S
            except SchemaError as error:
                self._report(error)
                wait = TROUBLE_S
            except Exception:  # the outermost edge of this thread: the next poll tries again
                log.exception("sheet.reader_failed")
                wait = TROUBLE_S
            self._stop.wait(wait)

    def _token(self) -> int | None:
        """Renew the lease; None while another process has it or the database is away."""
        try:
            return self._journal.lease.acquire(SHEET_LEASE, self._holder, LEASE_TTL_S)
        except JournalUnavailableError as error:  # nobody writes until it is back
            log.warning("sheet.no_lease", reason=str(error))
            return None

    def _see_to_the_workbook(self) -> None:
        """Look into damage the writer has seen, and say so when the workbook is usable again."""
        if self._is_damaged.is_set():
            self._is_damaged.clear()
            self._inspect()
        written = self._journal.progress.last_batch(self._books[1].id)
        since = self._unusable_since
        if since is not None and written and written.is_confirmed and written.to_sequence > since:
            self._unusable_since = None
            self._warn("The workbook is kept up to date again.", is_over=True)

    def _report(self, trouble: WriteResult | SchemaError) -> None:
        """Tell the log, and the managers what only they can mend."""
        if isinstance(trouble, WriteResult):
            log.warning("sheet.trouble", outcome=trouble.outcome.value, reason=trouble.reason)
            if trouble.damage:
                self._is_damaged.set()
            return
        log.error("sheet.unusable", reason=str(trouble))
        self._warn("The workbook cannot be kept up to date.", trouble.mend)
        if self._unusable_since is None:
            self._unusable_since = self._journal.desk.book.sequence

    def _warn(self, headline: str, *lines: str, is_over: bool = False) -> None:
        now = utc_now()
        warning = Warn(
            key=f"workbook:{now.isoformat()}",
            actor="job:workbook",
            at=now,
            topic="workbook",
            headline=headline,
            lines=lines,
            is_over=is_over,
        )
        try:
            self._journal.desk.handle(warning)
        except (NothingChanged, JournalUnavailableError) as known:
            log.debug("sheet.not_told", reason=str(known))
