"""The Adjustments inbox: rows that people type, posted once each, answered in their Status cell.

A complete row gets a mark that travels with it when rows are sorted. Its cells are read by the mark
and its answer is written by the mark, so that no row number is ever trusted from one call to the
next. A finished row gives its mark back: there is room for some thousand only.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Final

from inventory.approval import Approval, ApprovalStatus, Variance
from inventory.commands import AdjustStock, Line
from inventory.errors import StockError
from inventory.people import SHEET, Person
from inventory.ports import Clock, Desk, Progress
from inventory.quantity import Amount
from inventory.transaction import Posted
from sheets_schema.codec import Cell, is_blank, shown
from sheets_schema.connection import Done, Json, Result, Unknown
from sheets_schema.finding import SheetRow, TabRows
from sheets_schema.pace import AFTER_DOUBT, Pace
from sheets_schema.refusals import told
from sheets_schema.requests import drop_mark, mark_line
from sheets_schema.rows import Reading, read_row
from sheets_schema.tabs import ADJUSTMENTS
from sheets_schema.workbook import ROW_MARK, Mark, Workbook

COUNTER: Final = "adjustments.marks"
REFUSED: Final = "adjustments.refused"
DOUBT: Final = "adjustments.marks_in_doubt_until"
ROWS_A_POLL: Final = 100
DONE: Final = "Done"
WAITING: Final = "Waiting for approval"
CANNOT: Final = "Cannot post"


@dataclass(frozen=True)
class Marked:
    """A row with its mark, read together."""

    mark: Mark
    cells: dict[str, Cell]

    @property
    def status(self) -> str:
        return shown(self.cells.get("status"))


class Inbox:
    """Posts what stands on Adjustments and answers beside it."""

    def __init__(
        self, workbook: Workbook, *, desk: Desk, progress: Progress, clock: Clock, pace: Pace
    ) -> None:
        self._workbook = workbook
        self._desk = desk
        self._progress = progress
        self._clock = clock
        self._pace = pace
        self._refused: dict[str, str] = json.loads(progress.mark(workbook.id, REFUSED) or "{}")

    def poll(self, found: TabRows) -> int:
        """Take up rows that are new or corrected; return how many answers were written."""
        if not self._pace.is_open or not any(map(self._wants_attention, found.rows)):
            return 0
        marks = self._marks()
        marked = {mark.index for mark in marks}
        fresh = [row for row in found.rows if row.index not in marked and self._is_new(row)]
        if fresh and not self._is_mark_in_doubt():
            self._mark_rows(fresh[:ROWS_A_POLL])
            marks = self._marks()
        rows = self._read(found, self._urgent_first(found, marks)[:ROWS_A_POLL])
        answers = {row.mark.id: answer for row in rows if (answer := self._answer(row))}
        if answers and self._write(answers, found.places["status"]):
            self._keep_refused(marks)
            self._give_back(row.mark for row in rows if _is_final(answers.get(row.mark.id, "")))
        return len(answers)

    # -- which rows ---------------------------------------------------------------------------

    def _wants_attention(self, row: SheetRow) -> bool:
        status = shown(row.cells.get("status"))
        if status.startswith(DONE):
            return False
        if status.startswith(WAITING):
            return self._while_waiting(row.cells, status) is not None
        is_refused = status.startswith(CANNOT) and digest_of(row.cells) in self._refused.values()
        return _is_complete(row.cells) and not is_refused

    def _is_new(self, row: SheetRow) -> bool:
        """A copy of an answered row is not new: cut and paste loses the mark, not the answer."""
        status = shown(row.cells.get("status"))
        return _is_complete(row.cells) and not status.startswith((DONE, WAITING))

    def _urgent_first(self, found: TabRows, marks: Sequence[Mark]) -> list[Mark]:
        """Rows that were refused or wait keep their marks; they must not crowd out the others."""
        idle = {
            row.index
            for row in found.rows
            if not self._wants_attention(row) and not _is_final(shown(row.cells.get("status")))
        }
        return sorted(marks, key=lambda mark: mark.index in idle)

    def _marks(self) -> list[Mark]:
        ours = ADJUSTMENTS.sheet_id
        return [mark for mark in self._workbook.marks(ROW_MARK) if mark.sheet_id == ours]

    def _mark_rows(self, rows: Sequence[SheetRow]) -> None:
        """Numbers are used up before they are sent: an unknown outcome must not give one twice."""
        used = self._progress.mark(self._workbook.id, COUNTER)
        first = int(used or 0) + 1
        last = str(first + len(rows) - 1)
        if not self._progress.swap_mark(self._workbook.id, COUNTER, used, last):
            return  # another process numbers rows now: these may have been among them
        requests = [
            mark_line(ADJUSTMENTS.sheet_id, "ROWS", row.index, ROW_MARK, f"{first + at}")
            for at, row in enumerate(rows)
        ]
        if isinstance(self._send(requests), Unknown):
            until = self._clock() + AFTER_DOUBT
            self._progress.set_mark(self._workbook.id, DOUBT, until.isoformat())

    def _is_mark_in_doubt(self) -> bool:
        """Tell whether marks may still land: a row that got a second one would post twice."""
        until = self._progress.mark(self._workbook.id, DOUBT)
        return until is not None and self._clock() < datetime.fromisoformat(until)

    def _read(self, found: TabRows, marks: Sequence[Mark]) -> list[Marked]:
        rows = self._workbook.marked_rows(marks)
        return [
            Marked(mark, _by_field(found, cells))
            for mark in marks
            if (cells := rows.get(mark.id)) is not None
        ]

    # -- what to answer -----------------------------------------------------------------------

    def _answer(self, row: Marked) -> str | None:
        """Return what the Status cell should say, None where it says so or there is nothing yet."""
        if row.status.startswith(DONE):
            return row.status
        if row.status.startswith(WAITING):
            return self._while_waiting(row.cells, row.status)
        is_told = row.status.startswith(CANNOT)
        if not _is_complete(row.cells) or (
            is_told and self._refused.get(row.mark.value) == digest_of(row.cells)
        ):
            return None
        return self._post(row)

    def _post(self, row: Marked) -> str:
        said = read_row(ADJUSTMENTS, row.cells)
        if said.bad:
            self._refused[row.mark.value] = digest_of(row.cells)
            return "; ".join(
                f"{CANNOT}: {ADJUSTMENTS.by_field[b.field].header}: {b.reason}. {b.mend}"
                for b in said.bad
            )
        try:
            posted = self._desk.handle(self._command(row.mark, said))
        except StockError as error:
            self._refused[row.mark.value] = digest_of(row.cells)
            refusal = told(error)
            return f"{CANNOT}: {refusal.reason}. {refusal.mend}"
        self._refused.pop(row.mark.value, None)
        return _told_done(posted)

    def _command(self, mark: Mark, said: Reading) -> AdjustStock:
        text = {name: str(said.values.get(name, "")) for name in ("location", "lot", "reason")}
        line = Line(
            item=str(said.values["item"]),
            amount=Amount(number=Decimal(str(said.values["change"]))),
            note=str(said.values.get("note", "")),
            **text,
        )
        key = f"{key_prefix(self._workbook.id)}{mark.value}"
        return AdjustStock(key=key, actor=SHEET, at=self._clock(), lines=(line,))

    def _while_waiting(self, cells: Mapping[str, Cell], status: str) -> str | None:
        """Return the news of a row that waits, None where there is none."""
        number = status.removeprefix(WAITING).strip().partition(" ")[0]
        approval = self._desk.book.get(Approval, number)
        if approval is None:
            return None
        if approval.status is not ApprovalStatus.WAITING:
            return self._decided(approval)
        if self._is_as_asked(cells, approval.variances[0]):
            return None
        warned = _told_changed(approval)
        return None if status == warned else warned

    def _is_as_asked(self, cells: Mapping[str, Cell], asked: Variance) -> bool:
        """Tell whether a row still says what waits."""
        said = read_row(ADJUSTMENTS, cells).values
        item = self._desk.book.item(str(said.get("item", "")))
        place = self._desk.book.location(str(said.get("location", "")))
        return (
            item is not None
            and place is not None
            and (item.sku, place.code) == (asked.item, asked.location)
            and said.get("change") == asked.difference
        )

    def _decided(self, approval: Approval) -> str:
        number = approval.number
        by = self._desk.book.get(Person, approval.decided_by)
        name = by.name if by and by.name else approval.decided_by
        return f"{DONE}: {number} was {approval.status.value} by {name}"

    # -- telling the sheet --------------------------------------------------------------------

    def _write(self, answers: dict[int, str], status_at: int) -> bool:
        rows = {mark: [*[None] * status_at, text] for mark, text in answers.items()}
        with self._pace.turn():
            return isinstance(self._workbook.put_by_mark(rows, ROW_MARK), Done)

    def _give_back(self, marks: Iterable[Mark]) -> None:
        requests = [drop_mark(mark.id) for mark in marks]
        if requests:
            self._send(requests)

    def _keep_refused(self, marks: Iterable[Mark]) -> None:
        """Remember refusals of rows that are still there: only a correction is tried again."""
        there = {mark.value for mark in marks}
        self._refused = {mark: d for mark, d in self._refused.items() if mark in there}
        self._progress.set_mark(self._workbook.id, REFUSED, json.dumps(self._refused))

    def _send(self, requests: list[Json]) -> Result:
        with self._pace.turn():
            return self._workbook.batch_update({"requests": requests})


def key_prefix(workbook_id: str) -> str:
    """Return what the keys of a workbook's inbox rows begin with; the row's number follows."""
    return f"sheet:{workbook_id}:{ADJUSTMENTS.title}:"


def digest_of(cells: Mapping[str, Cell]) -> str:
    """Return what tells a corrected row from the one that was refused."""
    said = [shown(cells.get(c.field)) for c in ADJUSTMENTS.columns if not c.is_answer]
    return hashlib.sha256("\x1f".join(said).encode()).hexdigest()[:16]


def _is_complete(cells: Mapping[str, Cell]) -> bool:
    return not any(is_blank(cells.get(c.field)) for c in ADJUSTMENTS.columns if c.is_required)


def _is_final(answer: str) -> bool:
    return answer.startswith(DONE)


def _by_field(found: TabRows, cells: Sequence[Cell]) -> dict[str, Cell]:
    return {field: cells[at] for field, at in found.places.items() if at < len(cells)}


def _told_done(posted: Posted) -> str:
    transaction = posted.transaction
    waiting = [c.after for c in transaction.changes if isinstance(c.after, Approval)]
    if waiting:
        return f"{WAITING} {waiting[0].number} ({transaction.id})"
    told_balances = "; ".join(f"{b.before:f} → {b.after:f}" for b in posted.reply.balances)
    return f"{DONE} {transaction.id}: {told_balances}"


def _told_changed(approval: Approval) -> str:
    """Say that a row was changed too late, and what still waits."""
    asked = approval.variances[0]
    return (
        f"{WAITING} {approval.number} of {asked.difference:+f} {asked.item} at {asked.location}, "
        f"as first typed. To ask for something else, have {approval.number} rejected and type a new row."
    )
