"""Inboxes: rows that people type, posted once each, answered in their Status cell.

A complete row gets a mark that travels with it when rows are sorted. Its cells are read by the mark
and its answer is written by the mark, so that no row number is ever trusted from one call to the
next. Rows that ask for one thing together (the lines of an order) get marks of one number, before
it is posted under that number: so they stay together wherever they go, and are posted once. A
finished row gives its mark back: there is room for some thousand only.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from inventory.commands import Command
from inventory.errors import LineErrors, StockError
from inventory.ports import Clock, Desk, JournalReader, Progress
from inventory.scanning.scanner import Scanner
from sheets_schema.codec import Cell, is_blank, shown, write_cell
from sheets_schema.coded_cells import CodeCellError, CodedCells
from sheets_schema.columns import ANSWER, Tab
from sheets_schema.connection import Done
from sheets_schema.finding import SheetRow, TabRows
from sheets_schema.inbox_form import CANNOT, DONE, WAITING, InboxForm, RowsRefusedError
from sheets_schema.inbox_marks import RowMarks
from sheets_schema.inbox_refusals import RefusedRows, digest_of
from sheets_schema.inbox_rows import Marked, Request, requests_in, runs_of
from sheets_schema.inbox_still import StillRows
from sheets_schema.inbox_unanswered import UnansweredRows
from sheets_schema.pace import Pace
from sheets_schema.refusals import told
from sheets_schema.row_reading import Reading, faults_of
from sheets_schema.rows import read_row
from sheets_schema.workbook import ROW_MARK, Mark, Workbook

ROWS_A_POLL: Final = 100


class Inbox:
    """Posts what stands on an inbox and answers beside it."""

    def __init__(  # noqa: PLR0913 - the form, four doors, a clock and the pace
        self,
        form: InboxForm,
        workbook: Workbook,
        *,
        desk: Desk,
        journal: JournalReader,
        progress: Progress,
        clock: Clock,
        pace: Pace,
        scanner: Scanner | None = None,
    ) -> None:
        self._form = form
        self._tab = form.tab
        self._workbook = workbook
        self._desk = desk
        self._clock = clock
        self._pace = pace
        self._scanner = scanner
        self._idle: frozenset[str] = frozenset()
        self._still = StillRows(clock)
        self._refused = RefusedRows(form, workbook.id, progress)
        self._unanswered = UnansweredRows(form, workbook.id, progress)
        self._marks = RowMarks(
            form, workbook, journal=journal, progress=progress, clock=clock, pace=pace
        )

    def poll(self, found: TabRows) -> int:
        """Take up rows that are new or corrected; return how many answers were written."""
        self._idle = self._refused.standing(found)
        if not self._pace.is_open or not any(map(self._wants_attention, found.rows)):
            return 0
        marks = self._marks.all()
        runs = runs_of(found.rows, self._is_unanswered, self._form.belongs)
        fresh = list(self._fresh(runs, marks))
        if fresh and not self._marks.are_in_doubt():
            if not self._followed(fresh, found, marks):
                self._marks.give(fresh)
            marks = self._marks.all()
        requests = self._marks.read(found, self._urgent_first(found, marks))
        self._unanswered.note(self._to_post(requests))
        answers: dict[int, str] = {}
        for request in requests:
            answers |= self._answer(request)
        if answers and self._write(answers, found.places["status"]):
            self._refused.keep(marks)
            self._unanswered.forget([request.number for request in requests])
            rows = (row for request in requests for row in request.rows)
            self._marks.drop(row.mark for row in rows if _is_final(answers.get(row.mark.id, "")))
        return len(answers)

    # -- which rows ---------------------------------------------------------------------------

    def _wants_attention(self, row: SheetRow) -> bool:
        status = shown(row.cells.get("status"))
        if status.startswith(DONE):
            return False
        if status.startswith(WAITING):
            return self._news(row.cells, status) is not None
        is_refused = status.startswith(CANNOT) and digest_of(self._tab, row.cells) in self._idle
        return _is_complete(self._tab, row.cells) and not is_refused

    def _is_unanswered(self, row: SheetRow) -> bool:
        """A copy of an answered row is not new: cut and paste loses the mark, not the answer."""
        return not shown(row.cells.get("status")).startswith((DONE, WAITING))

    def _fresh(
        self, runs: Sequence[Sequence[SheetRow]], marks: Sequence[Mark]
    ) -> Iterator[Sequence[SheetRow]]:
        """Yield rows that have no mark yet, those that belong together in one go.

        Rows that are still being typed keep the others of their order waiting, for a while.
        """
        by_index = {mark.index: mark for mark in marks}
        count = 0
        for run in runs:
            unmarked = [row for row in run if row.index not in by_index]
            if not unmarked or not self._is_typed(run) or count >= ROWS_A_POLL:
                continue
            marked = [by_index[row.index] for row in run if row.index in by_index]
            if marked and self._marks.let_go(marked, marks):
                continue  # the next look finds them all without marks, and takes them together
            count += len(unmarked)
            yield unmarked

    def _followed(
        self, fresh: Sequence[Sequence[SheetRow]], found: TabRows, marks: Sequence[Mark]
    ) -> bool:
        """Have marks follow rows that were moved after they were posted; tell whether any were."""
        rows = [row for group in fresh for row in group]
        moved = self._unanswered.moved(rows, found, marks)
        posted = self._marks.posted({number for number, _ in moved.values()}) if moved else ()
        known = {index: place for index, place in moved.items() if place[0] in posted}
        if known:
            self._marks.follow(known, marks)
        return bool(known)

    def _urgent_first(self, found: TabRows, marks: Sequence[Mark]) -> list[Mark]:
        """Rows that were refused or wait keep their marks; they must not crowd out the others."""
        idle = {
            row.index
            for row in found.rows
            if not self._wants_attention(row) and not _is_final(shown(row.cells.get("status")))
        }
        chosen: list[Mark] = []
        for of_one in sorted(
            requests_in(marks), key=lambda each: all(mark.index in idle for mark in each)
        ):
            if len(chosen) < ROWS_A_POLL:
                chosen += of_one
        return chosen

    # -- what to answer -----------------------------------------------------------------------

    def _answer(self, request: Request) -> dict[int, str]:
        """Return what Status cells should say, by mark; none that say so or have to wait."""
        if all(row.status.startswith(DONE) for row in request.rows):
            return {row.mark.id: row.status for row in request.rows}
        first = request.rows[0]
        if first.status.startswith(WAITING):
            news = self._news(first.cells, first.status)
            return {first.mark.id: news} if news else {}
        digests = [digest_of(self._tab, row.cells) for row in request.rows]
        if not self._is_due(request, digests):
            return {}
        if not self._is_one(request) and self._marks.let_go(request.marks, request.marks):
            return {}  # they ask for different things now
        told_each = self._post(request, digests)
        return {row.mark.id: said for row, said in zip(request.rows, told_each, strict=True)}

    def _to_post(self, requests: Sequence[Request]) -> dict[str, list[str]]:
        """Return what stands in the rows of requests that are about to be posted, by number."""
        said: dict[str, list[str]] = {}
        for one in requests:
            digests = [digest_of(self._tab, row.cells) for row in one.rows]
            is_told = one.rows[0].status.startswith((DONE, WAITING))
            if not is_told and self._is_due(one, digests):
                said[one.number] = digests
        return said

    def _is_due(self, request: Request, digests: list[str]) -> bool:
        """Tell whether all is typed, and something of it has changed since it was refused."""
        is_told = all(row.status.startswith(CANNOT) for row in request.rows)
        is_known = is_told and self._refused.knows(request.number, digests)
        return not is_known and self._is_typed(request.rows)

    def _is_typed(self, rows: Sequence[SheetRow] | Sequence[Marked]) -> bool:
        """Tell whether nobody is typing any more: all is complete, or some is and none has changed."""
        complete = [_is_complete(self._tab, row.cells) for row in rows]
        if all(complete) or not any(complete):
            return all(complete)
        return self._still.is_so([digest_of(self._tab, row.cells) for row in rows])

    def _is_one(self, request: Request) -> bool:
        """Tell whether rows that were marked together still ask for one thing."""
        first, *others = (row.cells for row in request.rows)
        return all(self._form.belongs(first, other) for other in others)

    def _post(self, request: Request, digests: list[str]) -> list[str]:
        try:
            posted = self._desk.handle(self._command(request))
        except RowsRefusedError as refused:
            errors = refused.errors
        except StockError as error:
            errors = _by_row(error, len(digests))
        else:
            self._refused.forget(request.number)
            return self._form.answers(posted, len(digests))
        self._refused.note(request.number, digests)
        return _told_refused(request, errors, self._form.noun)

    def _command(self, request: Request) -> Command:
        readings = self._readings(request)
        bad = {
            at: "; ".join(faults_of(self._tab, said))
            for at, said in enumerate(readings)
            if said.bad
        }
        if bad:
            raise RowsRefusedError(bad)
        return self._form.command(readings, self._marks.key(request.number), self._clock())

    def _readings(self, request: Request) -> list[Reading]:
        """Return what rows say, with their codes read.

        Raises:
            RowsRefusedError: some codes name nothing.
        """
        codes, wrong = self._codes(), dict[int, str]()
        readings: list[Reading] = []
        for at, row in enumerate(request.rows):
            try:
                readings.append(read_row(self._tab, codes.read(self._tab, row.cells)))
            except CodeCellError as error:
                wrong[at] = str(error)
        if wrong:
            raise RowsRefusedError(wrong)
        return readings

    def _news(self, cells: Mapping[str, Cell], status: str) -> str | None:
        """Return the news of a row that waits; a code that names nothing any more is left as it is."""
        try:
            told: Mapping[str, Cell] = self._codes().read(self._tab, cells)
        except CodeCellError:
            told = cells
        return self._form.news(self._desk.book, told, status)

    def _codes(self) -> CodedCells:
        keeps_unknown = self._form.keeps_unknown
        return CodedCells(self._desk.book, self._scanner, keeps_unknown=keeps_unknown)

    # -- telling the sheet --------------------------------------------------------------------

    def _write(self, answers: dict[int, str], status_at: int) -> bool:
        rows = {
            mark: [*[None] * status_at, write_cell(ANSWER, text)] for mark, text in answers.items()
        }
        with self._pace.turn():
            return isinstance(self._workbook.put_by_mark(rows, ROW_MARK), Done)


def _by_row(error: StockError, rows: int) -> dict[int, str]:
    """Return which rows are at fault and why; what is no line's is said beside all of them."""
    if isinstance(error, LineErrors):
        return {number - 1: _worded(one) for number, one in error.errors}
    return dict.fromkeys(range(rows), _worded(error))


def _worded(error: StockError) -> str:
    refusal = told(error)
    return f"{refusal.reason}. {refusal.mend}"


def _told_refused(request: Request, errors: Mapping[int, str], of: str) -> list[str]:
    at_fault = " and ".join(str(request.rows[at].mark.index + 1) for at in sorted(errors))
    noun = "row" if len(errors) == 1 else "rows"
    wait = f"waits for {noun} {at_fault} of the same {of}."
    return [f"{CANNOT}: {errors.get(at, wait)}" for at in range(len(request.rows))]


def _is_complete(tab: Tab, cells: Mapping[str, Cell]) -> bool:
    return not any(is_blank(cells.get(c.field)) for c in tab.columns if c.is_required)


def _is_final(answer: str) -> bool:
    return answer.startswith(DONE)
