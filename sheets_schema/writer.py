"""The writer: takes what the sheet has not yet and writes it, once, at fixed rows, in numbered batches.

A batch is journaled before it is sent and carries a mark that Google refuses to make twice. So a
batch in doubt is sent again as it was, by whoever has the lease, until Google says that it is in;
and a copy that lands minutes later is refused whole. The sheet is always exactly the rendering of
one sequence number.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from threading import Event
from typing import Final, assert_never

from inventory.customer import Contacts
from inventory.ports import Clock, JournalReader, Progress, SheetBatch
from sheets_schema.ahead import refuse_if_ahead
from sheets_schema.composing import Composed, Composer
from sheets_schema.connection import Done, Json, Refused, Unknown
from sheets_schema.errors import (
    SchemaError,
    SheetsUnavailableError,
    WorkbookAhead,
    WorkbookNotShared,
)
from sheets_schema.grids import Grids
from sheets_schema.ownership import require_owner
from sheets_schema.pace import AFTER_DOUBT, Pace
from sheets_schema.pages import BATCH_MARK_BASE, mark_in, rows_in
from sheets_schema.readback import damage_in
from sheets_schema.repairs import Repair, add_repairs, finish_repair
from sheets_schema.tabs import AUDIT
from sheets_schema.workbook import NOT_OURS, Workbook

IDLE_S: Final = 1.0
TROUBLE_S: Final = 30.0
BAD_REQUEST: Final = 400


class Outcome(StrEnum):
    """How one attempt ended."""

    DONE = "done"
    NOTHING = "nothing"
    WAITING = "waiting"
    UNKNOWN = "unknown"
    REFUSED = "refused"
    FENCED = "fenced"


@dataclass(frozen=True)
class WriteResult:
    """What one attempt did.

    Attributes:
        number: of the batch, 0 where none was sent.
        sequence: what the sheet shows now, as far as is known.
        transactions: how many of them it had not shown before.
        wait_s: how long to wait before the next attempt.
        reason: why it did not go through, or what is damaged.
        damage: key cells above the new rows that do not say what they should.
    """

    outcome: Outcome
    sequence: int
    number: int = 0
    transactions: int = 0
    wait_s: float = 0.0
    reason: str = ""
    damage: tuple[str, ...] = ()


Report = Callable[[WriteResult | SchemaError], object]


class SheetWriter:
    """Writes one workbook. One thread at a time; the lease and its token keep other processes out.

    Args:
        workbook: on a line of its own.
        reader: the journal.
        progress: where batches are noted before they are sent.
        clock: the time of day.
        journal_id: names the journal in the workbook's ownership mark.
        pace: the turns of all who write to this workbook.
        contacts: who customers are, for a tab Customers that has to be made anew.
    """

    def __init__(  # noqa: PLR0913 - two doors, two stores, a clock, a name and the pace
        self,
        workbook: Workbook,
        *,
        reader: JournalReader,
        progress: Progress,
        clock: Clock,
        journal_id: str,
        pace: Pace | None = None,
        contacts: Contacts | None = None,
    ) -> None:
        self._workbook = workbook
        self._reader = reader
        self._progress = progress
        self._clock = clock
        self._journal_id = journal_id
        self._pace = pace or Pace()
        self._composer = Composer(workbook.id, reader, progress, clock)
        self._grids = Grids(workbook, progress, clock, journal_id=journal_id, contacts=contacts)
        self._composed: Composed | None = None
        self._in_doubt: set[int] = set()
        self._refused = 0

    @property
    def _sequence(self) -> int:
        """What the sheet shows, as far as is known."""
        return self._composer.book.sequence

    def run(self, stop: Event, token: Callable[[], int | None], report: Report) -> None:
        """Write until told to stop.

        Args:
            stop: ends the loop after the request in flight.
            token: renews the lease; None while somebody else has it.
            report: hears of damage, refusals and workbooks that cannot be written.
        """
        while not stop.is_set():
            fencing = token()
            stop.wait(IDLE_S if fencing is None else self._attempt(fencing, report))

    def write_once(self, token: int) -> WriteResult:
        """Send one batch, if there is anything to write and it is time.

        Raises:
            SchemaError: the workbook cannot be written as it is.
        """
        if wait := self._pace.wait_s():
            return WriteResult(Outcome.WAITING, self._sequence, wait_s=wait)
        try:
            return self._write(token)
        except SheetsUnavailableError as error:
            self._slow_down(is_quota=error.is_quota)
            return WriteResult(
                Outcome.WAITING, self._sequence, wait_s=self._pace.wait_s(), reason=error.reason
            )

    def _attempt(self, fencing: int, report: Report) -> float:
        """Write once, report what is notable, and return how long to wait."""
        try:
            result = self.write_once(fencing)
        except SchemaError as error:
            report(error)
            self._grids.forget()
            return TROUBLE_S
        if result.damage or result.outcome is Outcome.REFUSED:
            report(result)
        if result.outcome in (Outcome.NOTHING, Outcome.FENCED):
            return IDLE_S
        return max(result.wait_s, self._pace.wait_s())

    def _write(self, token: int) -> WriteResult:
        last = self._progress.last_batch(self._workbook.id)
        if not self._grids.sheets:
            self._begin(last)
        if last and not last.is_confirmed and last.number != self._refused:
            if self._composed is None or self._composed.batch.number != last.number:
                self._in_doubt.add(last.number)
            return self._send(last, token)
        self._composer.follow(_had(last))
        number = (last.number if last else 0) + 1
        self._composed = self._composer.next_batch(number, self._grids.sheets)
        if self._composed is None:
            return WriteResult(Outcome.NOTHING, self._sequence)
        return self._send(self._composed.batch, token)

    def _begin(self, last: SheetBatch | None) -> None:
        """Look at the workbook before the first write of this process."""
        require_owner(self._workbook, self._journal_id)
        self._composed = None
        self._composer.start_at(_had(last))
        self._grids.look(self._composer.book)
        if last is None or last.is_confirmed:
            audit = self._grids.sheets[AUDIT.sheet_id]
            refuse_if_ahead(self._workbook, self._reader, audit, _had(last))

    def _send(self, batch: SheetBatch, token: int) -> WriteResult:
        if not self._progress.begin_batch(self._workbook.id, batch, token):
            self._composed = None
            return WriteResult(Outcome.FENCED, self._sequence, number=batch.number)
        with self._pace.turn():
            result = self._workbook.batch_update(batch.body)
        match result:
            case Done(answer):
                return self._confirm(batch, token, answer)
            case Refused():
                return self._not_applied(batch, token, result)
            case Unknown(reason):
                self._in_doubt.add(batch.number)
                return self._try_later(Outcome.UNKNOWN, batch, reason)
            case _:
                assert_never(result)

    def _confirm(self, batch: SheetBatch, token: int, answer: Json) -> WriteResult:
        self._pace.went_well()
        if not self._progress.confirm_batch(self._workbook.id, batch.number, token):
            return WriteResult(Outcome.FENCED, self._sequence, number=batch.number)
        damage = damage_in(answer, self._composer.book)
        if batch.number in self._in_doubt:
            self._write_again_later(batch)
        self._settle(batch)
        self._composer.follow(batch.to_sequence)
        transactions = batch.to_sequence - batch.from_sequence
        return WriteResult(
            Outcome.DONE,
            self._sequence,
            number=batch.number,
            transactions=transactions,
            reason="; ".join(damage),
            damage=damage,
        )

    def _settle(self, batch: SheetBatch) -> None:
        """Note what the batch has changed about the grids and the list of repairs."""
        composed = self._composed
        if composed is None or composed.batch.number != batch.number:
            self._grids.read()
            return
        self._grids.grow(composed.grown)
        if composed.repair:
            finish_repair(self._progress, self._workbook.id, *composed.repair)

    def _not_applied(self, batch: SheetBatch, token: int, refused: Refused) -> WriteResult:
        """Find out why Google refused; a mark that is there already means that all of it is."""
        if refused.status in NOT_OURS:
            raise WorkbookNotShared(
                spreadsheet=self._workbook.id,
                service_account=self._workbook.service_account,
                status=refused.status,
            )
        if refused.status != BAD_REQUEST:
            return self._try_later(
                Outcome.WAITING, batch, refused.message, is_quota=refused.is_quota
            )
        mark = self._workbook.mark_value(BATCH_MARK_BASE + batch.number)
        if mark is not None:
            self._refuse_another(batch, mark)
            return self._confirm(batch, token, {})
        self._grids.look(self._composer.book)
        self._refused = batch.number
        return self._try_later(Outcome.REFUSED, batch, refused.message)

    def _refuse_another(self, batch: SheetBatch, mark: str) -> None:
        """The number was used for other rows: this journal is older than the sheet."""
        if mark != mark_in(batch.body):
            raise WorkbookAhead(
                spreadsheet=self._workbook.id,
                sheet_sequence=batch.to_sequence,
                journal_sequence=self._reader.last_sequence(),
            )

    def _write_again_later(self, batch: SheetBatch) -> None:
        self._in_doubt.discard(batch.number)
        due = self._clock() + AFTER_DOUBT
        blocks = (
            Repair(sheet_id=sheet_id, first=first, last=last, due=due)
            for sheet_id, first, last in rows_in(batch.body)
        )
        add_repairs(self._progress, self._workbook.id, blocks)

    def _try_later(
        self, outcome: Outcome, batch: SheetBatch, reason: str, *, is_quota: bool = False
    ) -> WriteResult:
        self._slow_down(is_quota=is_quota)
        wait = self._pace.wait_s()
        return WriteResult(outcome, self._sequence, number=batch.number, wait_s=wait, reason=reason)

    def _slow_down(self, *, is_quota: bool) -> None:
        if is_quota:
            self._pace.hold_off_a_minute()
        else:
            self._pace.back_off()


def _had(last: SheetBatch | None) -> int:
    """Return the sequence number that the sheet shows for certain."""
    if last is None:
        return 0
    return last.to_sequence if last.is_confirmed else last.from_sequence
