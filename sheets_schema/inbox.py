"""Inboxes: rows that people type, posted once each, answered in their Status cell.

A complete row gets a mark that travels with it when rows are sorted. Its cells are read by the mark
and its answer is written by the mark, so that no row number is ever trusted from one call to the
next. Rows that ask for one thing together (the lines of an order) get marks of one number, before
it is posted under that number: so they stay together wherever they go, and are posted once. A
finished row gives its mark back: there is room for some thousand only.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Final

from inventory.commands import Command
from inventory.errors import LineErrors, StockError
from inventory.ports import Clock, Desk, JournalReader, Progress
from sheets_schema.codec import Cell, is_blank, shown
from sheets_schema.columns import Tab
from sheets_schema.connection import Done, Json, Result, Unknown
from sheets_schema.finding import SheetRow, TabRows
from sheets_schema.inbox_form import CANNOT, DONE, WAITING, InboxForm, RowsRefusedError
from sheets_schema.inbox_rows import Marked, Request, numbered, requests_in, runs_of
from sheets_schema.pace import AFTER_DOUBT, Pace
from sheets_schema.refusals import told
from sheets_schema.requests import drop_mark, mark_line
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
    ) -> None:
        self._form = form
        self._tab = form.tab
        self._workbook = workbook
        self._desk = desk
        self._journal = journal
        self._progress = progress
        self._clock = clock
        self._pace = pace
        self._idle: frozenset[str] = frozenset()
        self._refused = _refusals_in(progress.mark(workbook.id, self._named("refused")))

    def poll(self, found: TabRows) -> int:
        """Take up rows that are new or corrected; return how many answers were written."""
        self._idle = self._settled(found)
        if not self._pace.is_open or not any(map(self._wants_attention, found.rows)):
            return 0
        marks = self._marks()
        runs = runs_of(found.rows, self._is_unanswered, self._form.belongs)
        fresh = list(self._fresh(runs, marks))
        if fresh and not self._is_mark_in_doubt():
            self._mark_rows(fresh)
            marks = self._marks()
        requests = self._read(found, self._urgent_first(found, marks))
        answers: dict[int, str] = {}
        for request in requests:
            answers |= self._answer(request)
        if answers and self._write(answers, found.places["status"]):
            self._keep_refused(marks)
            rows = (row for request in requests for row in request.rows)
            self._drop(row.mark for row in rows if _is_final(answers.get(row.mark.id, "")))
        return len(answers)

    # -- which rows ---------------------------------------------------------------------------

    def _settled(self, found: TabRows) -> frozenset[str]:
        """Return digests of rows whose request was refused and has not changed since."""
        there = Counter(
            digest_of(self._tab, row.cells)
            for row in found.rows
            if shown(row.cells.get("status")).startswith(CANNOT)
        )
        return frozenset(
            digest
            for digests in self._refused.values()
            if all(there[one] >= times for one, times in Counter(digests).items())
            for digest in digests
        )

    def _wants_attention(self, row: SheetRow) -> bool:
        status = shown(row.cells.get("status"))
        if status.startswith(DONE):
            return False
        if status.startswith(WAITING):
            return self._form.news(self._desk.book, row.cells, status) is not None
        is_refused = status.startswith(CANNOT) and digest_of(self._tab, row.cells) in self._idle
        return _is_complete(self._tab, row.cells) and not is_refused

    def _is_unanswered(self, row: SheetRow) -> bool:
        """A copy of an answered row is not new: cut and paste loses the mark, not the answer."""
        return not shown(row.cells.get("status")).startswith((DONE, WAITING))

    def _fresh(
        self, runs: Sequence[Sequence[SheetRow]], marks: Sequence[Mark]
    ) -> Iterator[Sequence[SheetRow]]:
        """Yield rows that have no mark yet, those that belong together in one go.

        Rows that are still being typed keep the others of their order waiting.
        """
        by_index = {mark.index: mark for mark in marks}
        count = 0
        for run in runs:
            unmarked = [row for row in run if row.index not in by_index]
            is_whole = all(_is_complete(self._tab, row.cells) for row in run)
            if not unmarked or not is_whole or count >= ROWS_A_POLL:
                continue
            marked = [by_index[row.index] for row in run if row.index in by_index]
            if marked and self._let_go(marked, marks):
                continue  # the next look finds them all without marks, and takes them together
            count += len(unmarked)
            yield unmarked

    def _let_go(self, some: Sequence[Mark], marks: Sequence[Mark]) -> bool:
        """Take the marks off whole requests, unless one of them was posted; tell whether it was."""
        numbers = {numbered(mark)[0] for mark in some}
        if self._journal.known_keys([self._key(number) for number in numbers]):
            return False
        self._drop(mark for mark in marks if numbered(mark)[0] in numbers)
        return True

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

    def _marks(self) -> list[Mark]:
        ours = self._tab.sheet_id
        return [mark for mark in self._workbook.marks(ROW_MARK) if mark.sheet_id == ours]

    def _mark_rows(self, groups: Sequence[Sequence[SheetRow]]) -> None:
        """Numbers are used up before they are sent: an unknown outcome must not give one twice."""
        used = self._progress.mark(self._workbook.id, self._named("marks"))
        first = int(used or 0) + 1
        last = str(first + len(groups) - 1)
        if not self._progress.swap_mark(self._workbook.id, self._named("marks"), used, last):
            return  # another process numbers rows now: these may have been among them
        requests = [
            mark_line(self._tab.sheet_id, "ROWS", row.index, ROW_MARK, _value(number, place))
            for number, rows in enumerate(groups, first)
            for place, row in enumerate(rows)
        ]
        if isinstance(self._send(requests), Unknown):
            until = self._clock() + AFTER_DOUBT
            self._progress.set_mark(self._workbook.id, self._named(DOUBT), until.isoformat())

    def _is_mark_in_doubt(self) -> bool:
        """Tell whether marks may still land: a row that got a second one would post twice."""
        until = self._progress.mark(self._workbook.id, self._named(DOUBT))
        return until is not None and self._clock() < datetime.fromisoformat(until)

    def _read(self, found: TabRows, marks: Sequence[Mark]) -> list[Request]:
        rows = self._workbook.marked_rows(marks)
        return [
            Request(numbered(of_one[0])[0], there)
            for of_one in requests_in(marks)
            if (
                there := [
                    Marked(mark, _by_field(found, cells))
                    for mark in of_one
                    if (cells := rows.get(mark.id)) is not None
                ]
            )
        ]

    # -- what to answer -----------------------------------------------------------------------

    def _answer(self, request: Request) -> dict[int, str]:
        """Return what Status cells should say, by mark; none that say so or have to wait."""
        if all(row.status.startswith(DONE) for row in request.rows):
            return {row.mark.id: row.status for row in request.rows}
        first = request.rows[0]
        if first.status.startswith(WAITING):
            news = self._form.news(self._desk.book, first.cells, first.status)
            return {first.mark.id: news} if news else {}
        digests = [digest_of(self._tab, row.cells) for row in request.rows]
        is_told = all(row.status.startswith(CANNOT) for row in request.rows)
        if not all(_is_complete(self._tab, row.cells) for row in request.rows) or (
            is_told and self._refused.get(request.number) == digests
        ):
            return {}
        if not self._is_one(request) and self._let_go(request.marks, request.marks):
            return {}  # they ask for different things now
        told_each = self._post(request, digests)
        return {row.mark.id: said for row, said in zip(request.rows, told_each, strict=True)}

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
            self._refused.pop(request.number, None)
            return self._form.answers(posted, len(digests))
        self._refused[request.number] = digests
        return _told_refused(request, errors)

    def _command(self, request: Request) -> Command:
        readings = [read_row(self._tab, row.cells) for row in request.rows]
        bad = {
            at: "; ".join(
                f"{self._tab.by_field[b.field].header}: {b.reason}. {b.mend}" for b in said.bad
            )
            for at, said in enumerate(readings)
            if said.bad
        }
        if bad:
            raise RowsRefusedError(bad)
        return self._form.command(readings, self._key(request.number), self._clock())

    # -- telling the sheet --------------------------------------------------------------------

    def _write(self, answers: dict[int, str], status_at: int) -> bool:
        rows = {mark: [*[None] * status_at, text] for mark, text in answers.items()}
        with self._pace.turn():
            return isinstance(self._workbook.put_by_mark(rows, ROW_MARK), Done)

    def _drop(self, marks: Iterable[Mark]) -> None:
        requests = [drop_mark(mark.id) for mark in marks]
        if requests:
            self._send(requests)

    def _keep_refused(self, marks: Iterable[Mark]) -> None:
        """Remember refusals of rows that are still there: only a correction is tried again."""
        there = {numbered(mark)[0] for mark in marks}
        self._refused = {number: d for number, d in self._refused.items() if number in there}
        kept = json.dumps(self._refused)
        self._progress.set_mark(self._workbook.id, self._named("refused"), kept)

    def _send(self, requests: list[Json]) -> Result:
        with self._pace.turn():
            return self._workbook.batch_update({"requests": requests})

    def _named(self, what: str) -> str:
        return f"{self._form.name}.{what}"

    def _key(self, number: str) -> str:
        return f"{key_prefix(self._workbook.id, self._tab)}{number}"


DOUBT: Final = "marks_in_doubt_until"


def counter_of(form: InboxForm) -> str:
    """Return under which name the last number given to a row of an inbox is kept."""
    return f"{form.name}.marks"


def key_prefix(workbook_id: str, tab: Tab) -> str:
    """Return what the keys of a workbook's inbox rows begin with; the row's number follows."""
    return f"sheet:{workbook_id}:{tab.title}:"


def digest_of(tab: Tab, cells: Mapping[str, Cell]) -> str:
    """Return what tells a corrected row from the one that was refused."""
    said = [shown(cells.get(c.field)) for c in tab.columns if not c.is_answer]
    return hashlib.sha256("\x1f".join(said).encode()).hexdigest()[:16]


def _refusals_in(kept: str | None) -> dict[str, list[str]]:
    """What an older version kept has one digest a row."""
    known: dict[str, str | list[str]] = json.loads(kept or "{}")
    return {number: [d] if isinstance(d, str) else d for number, d in known.items()}


def _value(number: int, place: int) -> str:
    return f"{number}.{place + 1}" if place else str(number)


def _by_row(error: StockError, rows: int) -> dict[int, str]:
    """Return which rows are at fault and why; what is no line's is said beside all of them."""
    if isinstance(error, LineErrors):
        return {number - 1: _worded(one) for number, one in error.errors}
    return dict.fromkeys(range(rows), _worded(error))


def _worded(error: StockError) -> str:
    refusal = told(error)
    return f"{refusal.reason}. {refusal.mend}"


def _told_refused(request: Request, errors: Mapping[int, str]) -> list[str]:
    at_fault = " and ".join(str(request.rows[at].mark.index + 1) for at in sorted(errors))
    noun = "row" if len(errors) == 1 else "rows"
    wait = f"waits for {noun} {at_fault} of the same order."
    return [f"{CANNOT}: {errors.get(at, wait)}" for at in range(len(request.rows))]


def _is_complete(tab: Tab, cells: Mapping[str, Cell]) -> bool:
    return not any(is_blank(cells.get(c.field)) for c in tab.columns if c.is_required)


def _is_final(answer: str) -> bool:
    return answer.startswith(DONE)


def _by_field(found: TabRows, cells: Sequence[Cell]) -> dict[str, Cell]:
    return {field: cells[at] for field, at in found.places.items() if at < len(cells)}
