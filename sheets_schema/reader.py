"""The reader: what managers typed becomes commands by the actor "sheet", or a named problem.

Every poll is one read of all managers' tabs. Rows are found by key and columns by mark, so sorting,
inserting, moving and renaming are no edits at all. Every cell is judged; a bad one is named with its
reason and its mend, and the last valid value stands.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from inventory.book import Book
from inventory.commands import EditRow
from inventory.customer import Contacts, Customer
from inventory.errors import NothingChanged
from inventory.people import SHEET
from inventory.ports import Clock, Desk, JournalReader, Progress, SeenRows
from inventory.scanning.scanner import Scanner
from inventory.transaction import Posted
from sheets_schema.admins import AdminGuard
from sheets_schema.columns import Tab
from sheets_schema.connection import Done
from sheets_schema.customers import CustomerRows
from sheets_schema.edits import (
    Edit,
    TabReading,
    absent_keys,
    edit_key,
    edits_of,
    names_in,
    read_tab,
)
from sheets_schema.errors import SheetsUnavailableError
from sheets_schema.finding import TabReader, TabRows
from sheets_schema.inbox import Inbox
from sheets_schema.inbox_form import InboxForm
from sheets_schema.inboxes import INBOXES
from sheets_schema.outbound_tabs import CUSTOMERS
from sheets_schema.outflow import Outflow, writes_for
from sheets_schema.pace import Pace
from sheets_schema.problem_reports import ProblemReports, lost_parts
from sheets_schema.refusals import told
from sheets_schema.tabs import MANAGED, PEOPLE
from sheets_schema.workbook import Rows, Workbook

READ_TABS: Final = (*MANAGED, *(form.tab for form in INBOXES))


@dataclass
class PollResult:
    """What one look at the managers' tabs came to.

    Attributes:
        edits: rows taken over; `removals`: rows taken out.
        problems: cells that cannot be used now, over all tabs.
        answers: Status cells answered on inboxes.
        told: rows put into the sheet that were changed elsewhere.
        is_unchanged: nothing differs from the last look.
    """

    edits: int = 0
    removals: int = 0
    problems: int = 0
    answers: int = 0
    told: int = 0
    is_unchanged: bool = False


@dataclass
class _Settled:
    """The last look after which nothing was left to do: the same values need no second one."""

    values: Mapping[int, Rows] = field(default_factory=dict)
    is_settled: bool = False


class SheetReader:
    """Polls one workbook. One thread at a time, under the lease.

    Args:
        workbook: on a line of its own.
        desk: where edits are decided.
        journal: what others than the sheet have changed.
        progress: small marks kept with the journal; `seen`: rows missing at the last look.
        contacts: who customers are, apart from the journal.
        clock: the time of day.
        pace: the turns of all who write to this workbook.
        scanner: who reads scanned codes on the inboxes; None where nobody does.
    """

    def __init__(  # noqa: PLR0913 - six doors, a clock and the pace
        self,
        workbook: Workbook,
        *,
        desk: Desk,
        journal: JournalReader,
        progress: Progress,
        seen: SeenRows,
        contacts: Contacts,
        clock: Clock,
        pace: Pace | None = None,
        scanner: Scanner | None = None,
    ) -> None:
        self._workbook = workbook
        self._desk = desk
        self._seen = seen
        self._contacts = contacts
        self._customers = CustomerRows(contacts)
        self._clock = clock
        self._pace = pace or Pace()
        self._tabs = TabReader(workbook)
        self._reports = ProblemReports(desk, clock)
        self._admins = AdminGuard(workbook, progress, self._pace)
        self._outflow = Outflow(workbook.id, journal, progress)
        self._inboxes = {
            form.tab: Inbox(
                form,
                workbook,
                desk=desk,
                journal=journal,
                progress=progress,
                clock=clock,
                pace=self._pace,
                scanner=scanner,
            )
            for form in INBOXES
        }
        self._last = _Settled()
        self._lost: tuple[Tab, ...] = ()

    def poll(self) -> PollResult:
        """Look once, take over what is valid, report what is not.

        Raises:
            SheetsUnavailableError: Google does not answer; look again later.
            WorkbookNotShared: the bot may not read the workbook any more.
            JournalUnavailableError: what was found could not be recorded.
        """
        self._outflow.catch_up(self._desk.catch_up().sequence)
        result = PollResult()
        values = self._read()
        if self._is_settled(values):
            result.is_unchanged = True
        else:
            self._poll_managed(values, result)
        for form in INBOXES:
            self._poll_inbox(form, values.get(form.tab.sheet_id), result)
        self._outflow.catch_up(self._desk.book.sequence)
        self._outflow.keep()
        return result

    # -- reading ------------------------------------------------------------------------------

    def _read(self) -> dict[int, Rows]:
        """Read all tabs; where that fails find out which one is gone, and read the others."""
        if self._lost:
            self._find_lost()
        try:
            return self._tabs.read(self._there())
        except SheetsUnavailableError:
            if not self._find_lost():
                raise
            return self._tabs.read(self._there())

    def _there(self) -> Sequence[Tab]:
        return [tab for tab in READ_TABS if tab not in self._lost]

    def _find_lost(self) -> bool:
        sheets = self._workbook.sheets()
        before = self._lost
        self._lost = tuple(tab for tab in READ_TABS if tab.sheet_id not in sheets)
        return self._lost != before

    def _is_settled(self, values: Mapping[int, Rows]) -> bool:
        is_same = all(self._last.values.get(t.sheet_id) == values.get(t.sheet_id) for t in MANAGED)
        return self._last.is_settled and is_same and not self._outflow.pending and not self._lost

    # -- managers' tabs -----------------------------------------------------------------------

    def _poll_managed(self, values: Mapping[int, Rows], result: PollResult) -> None:
        found = {
            tab: self._tabs.rows_of(tab, values[tab.sheet_id])
            for tab in MANAGED
            if tab.sheet_id in values
        }
        lost = {tab: lost_parts(tab, found.get(tab), self._desk.book) for tab in MANAGED}
        whole = {tab: rows for tab, rows in found.items() if not lost[tab]}
        names: dict[tuple[str, str], frozenset[str]] = {}
        for rows in whole.values():
            names |= names_in(rows, self._desk.book)
        is_waiting = False
        for tab in MANAGED:
            if tab in whole:
                is_waiting |= self._poll_tab(whole[tab], names, result)
            else:
                result.problems += self._reports.make(tab, lost[tab])
        is_waiting |= not self._admins.let_in(self._desk.book)
        did_something = bool(result.edits or result.removals or result.told)
        is_settled = not (did_something or is_waiting or result.problems)
        self._last = _Settled(values, is_settled)

    def _poll_tab(
        self,
        rows: TabRows,
        names: Mapping[tuple[str, str], frozenset[str]],
        result: PollResult,
    ) -> bool:
        """Take over a tab; tell whether a row is missing that may yet come back."""
        tab = rows.tab
        reading = read_tab(rows, names)
        book = self._looked_at(tab)
        stood = self._outflow.stood(tab.entry_type)
        elsewhere = frozenset(stood)
        edits = edits_of(
            reading,
            book,
            stood,
            lambda after, said: self._customers.completed(after, said, elsewhere),
        )
        result.edits += self._handle(reading, self._with_contacts(reading, edits), book)
        absent = absent_keys(reading, book, elsewhere)
        believed = absent & self._seen.missing(self._workbook.id, tab.title)
        gone = [Edit(key, None, None) for key in sorted(believed)]
        result.removals += self._handle(reading, gone, book)
        self._forget_the_gone(tab, believed)
        if absent or believed or self._seen.missing(self._workbook.id, tab.title):
            self._seen.set_missing(self._workbook.id, tab.title, absent)
        refused_admins = self._admins.problems() if tab is PEOPLE else []
        result.problems += self._reports.make(tab, [*reading.problems, *refused_admins])
        if elsewhere:
            result.told += self._tell(reading, elsewhere)
        return bool(absent)

    def _looked_at(self, tab: Tab) -> Book:
        """Return the book that a tab is held against: what others have changed up to it is noted.

        A row that they change after that is not looked at: against a newer book, what merely is old
        would pass for a manager's edit. Contacts are looked at before the journal.
        """
        if tab is CUSTOMERS:
            self._customers.look()
            self._desk.catch_up()
        book = self._desk.book
        self._outflow.catch_up(book.sequence)
        return book

    def _with_contacts(self, reading: TabReading, edits: Sequence[Edit]) -> Sequence[Edit]:
        if reading.found.tab is not CUSTOMERS or not edits:
            return edits
        return self._customers.keep(edits, {key: said for key, (_, said) in reading.by_key.items()})

    def _forget_the_gone(self, tab: Tab, keys: Iterable[str]) -> None:
        """Whoever's row was taken out is nobody's business any more."""
        if tab is CUSTOMERS:
            for key in keys:
                if self._desk.book.get(Customer, key) is None:
                    self._contacts.forget(key)

    def _handle(self, reading: TabReading, edits: Sequence[Edit], book: Book) -> int:
        """Have rows decided, many to a commit; a refusal becomes a problem."""
        posted = 0
        commands = [self._command(reading.found.tab, edit, book) for edit in edits]
        outcomes = self._desk.handle_all(commands) if commands else []
        for edit, outcome in zip(edits, outcomes, strict=True):
            if isinstance(outcome, Posted):
                posted += 1
            elif not isinstance(outcome, NothingChanged):
                reading.add_refusal(edit, told(outcome))
        return posted

    def _command(self, tab: Tab, edit: Edit, book: Book) -> EditRow:
        version = book.version_of(tab.entry_type, edit.key)
        return EditRow(
            key=edit_key(tab, edit, version),
            actor=SHEET,
            at=self._clock(),
            type=tab.entry_type,
            row_key=edit.key,
            version=version,
            after=edit.after,
        )

    def _tell(self, reading: TabReading, keys: frozenset[str]) -> int:
        """Put rows into the sheet that others have changed."""
        tab = reading.found.tab
        if not self._pace.is_open:
            return 0
        sheet = self._workbook.sheets()[tab.sheet_id]
        for requests in writes_for(reading, self._desk.book, keys, sheet, self._contacts):
            with self._pace.turn():
                written = self._workbook.batch_update({"requests": requests})
            if not isinstance(written, Done):
                self._pace.back_off()
                return 0
        self._outflow.told(tab.entry_type)
        return len(keys)

    # -- inboxes ------------------------------------------------------------------------------

    def _poll_inbox(self, form: InboxForm, values: Rows | None, result: PollResult) -> None:
        tab = form.tab
        found = None if values is None else self._tabs.rows_of(tab, values)
        lost = lost_parts(tab, found, self._desk.book)
        result.problems += self._reports.make(tab, lost)
        if found is not None and not lost:
            result.answers += self._inboxes[tab].poll(found)
