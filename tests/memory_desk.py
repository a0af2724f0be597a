"""A desk without a database: the ports of `inventory/ports.py` in memory, over `decide`.

Held to the same contract as the journal, so that a test of the bot, the workbook or a job needs no
disk. Every posting is decided on a fork, and the whole book is checked around it.
"""

import threading
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import islice
from typing import NamedTuple

from inventory.book import Book
from inventory.chain import entered_content, ledger_content
from inventory.commands import Command
from inventory.decide import decide
from inventory.errors import KeyReused, StockError
from inventory.history import History, needs
from inventory.invariants import check_invariants
from inventory.location import CUSTOMER
from inventory.move import Move, MoveKind
from inventory.notices import AnswerNotice, Notice
from inventory.ports import (
    Delivery,
    Entered,
    Flow,
    JournalUnavailableError,
    LedgerRow,
    Medium,
    MoveFilter,
    OutboxRow,
    SheetBatch,
    follows,
    medium_of,
)
from inventory.quantity import ZERO
from inventory.transaction import Posted, Reply, Transaction, chained_hash

START = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
"""A Monday morning."""


class SettableClock:
    """A clock that stands still until it is set."""

    def __init__(self, now: datetime = START) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **by: float) -> datetime:
        self.now += timedelta(**by)
        return self.now


class _Held(NamedTuple):
    holder: str
    token: int
    until: datetime


class _Run(NamedTuple):
    token: int
    result: str | None


@dataclass
class _Workbook:
    batches: list[SheetBatch] = field(default_factory=list)
    token: int = 0
    marks: dict[str, str] = field(default_factory=dict)
    missing: dict[str, frozenset[str]] = field(default_factory=dict)


class MemoryDesk:
    """Desk, JournalReader, Outbox, Progress, Lease, JobRuns and SeenRows in one object.

    Attributes:
        is_available: set to False to have every commit fail as a full disk would.
    """

    def __init__(self, clock: Callable[[], datetime] | None = None) -> None:
        self.clock = clock or SettableClock()
        self.is_available = True
        self._lock = threading.RLock()
        self._book = Book()
        self._page = self._book.still()
        self._entered: list[Entered] = []
        self._by_key: dict[str, Entered] = {}
        self._ledger: list[LedgerRow] = []
        self._outbox: list[OutboxRow] = []
        self._leases: dict[str, _Held] = {}
        self._tokens = 0
        self._runs: dict[str, dict[str, _Run]] = {}
        self._workbooks: dict[str, _Workbook] = {}

    def copied(self) -> "MemoryDesk":
        """Return a desk that goes on from here on its own; this one has to stay as it is by then."""
        other = MemoryDesk(self.clock)
        other._book = self._book.fork()
        other._page = other._book.still()
        other._entered, other._by_key = list(self._entered), dict(self._by_key)
        other._ledger, other._outbox = list(self._ledger), list(self._outbox)
        return other

    # -- Desk ---------------------------------------------------------------------------------

    @property
    def book(self) -> Book:
        with self._lock:
            if self._page.sequence != self._book.sequence:
                self._page = self._book.still()
            return self._page

    def catch_up(self) -> Book:
        return self.book

    def handle(self, command: Command) -> Posted:
        with self._lock:
            if not self.is_available:
                raise JournalUnavailableError
            if known := self._by_key.get(command.key):
                return _repeat(known, command)
            staged = self._book.fork()
            posted = decide(staged, self._history(command), command)
            staged.apply(posted.transaction)
            check_invariants(staged)
            self._record(posted, command.payload_hash())
            return posted

    def submit(self, command: Command) -> "Future[Posted]":
        answer: Future[Posted] = Future()
        try:
            answer.set_result(self.handle(command))
        except (StockError, JournalUnavailableError) as error:
            answer.set_exception(error)
        return answer

    def handle_all(self, commands: Sequence[Command]) -> list[Posted | StockError]:
        return [self._outcome(command) for command in commands]

    def enter(self, posted: Posted) -> None:
        """Take over a transaction as an earlier version decided it."""
        with self._lock:
            self._record(posted, posted.transaction.command.payload_hash())

    def _outcome(self, command: Command) -> Posted | StockError:
        try:
            return self.handle(command)
        except StockError as refusal:
            return refusal

    def _history(self, command: Command) -> History:
        wanted = needs(command, self._book).transactions
        found = {name: tx for name in wanted if (tx := self.transaction(name))}
        undone = {name: by for name in wanted if (by := self.undone_by(name))}
        return History(transactions=found, undone_by=undone)

    def _record(self, posted: Posted, payload_hash: str) -> None:
        transaction, reply = posted.transaction, posted.reply
        self._book.apply(transaction)
        check_invariants(self._book)
        content = entered_content(transaction.model_dump_json(), reply.model_dump_json())
        previous = self._entered[-1].hash if self._entered else ""
        entered = Entered(
            transaction=transaction,
            reply=reply,
            content=content,
            payload_hash=payload_hash,
            hash=chained_hash(previous, content),
            previous_hash=previous,
        )
        self._entered.append(entered)
        self._by_key[transaction.key] = entered
        for move in transaction.moves:
            self._add_ledger_row(move)
        self._queue_notices(transaction)

    def _add_ledger_row(self, move: Move) -> None:
        previous = self._ledger[-1].hash if self._ledger else ""
        row_hash = chained_hash(previous, ledger_content(move))
        self._ledger.append(LedgerRow(move=move, hash=row_hash, previous_hash=previous))

    def _queue_notices(self, transaction: Transaction) -> None:
        for number, notice in enumerate(transaction.notices, start=1):
            self._queue(f"{transaction.id}#{number}", notice, transaction.sequence)

    def _queue(self, key: str, notice: Notice, sequence: int) -> None:
        row = OutboxRow(
            id=len(self._outbox) + 1,
            key=key,
            sequence=sequence,
            message=notice.message,
            notice=notice,
            delivery=Delivery.WAITING,
            attempts=0,
        )
        self._outbox.append(row)

    def queue(self, answer: AnswerNotice) -> None:
        """Queue an answer to what was heard, which belongs to no transaction."""
        with self._lock:
            self._queue(answer.number, answer, self._book.sequence + 1)

    # -- JournalReader ------------------------------------------------------------------------

    def entered_after(self, sequence: int, limit: int) -> Sequence[Entered]:
        return self._entered[sequence : sequence + limit]

    def transaction(self, transaction_id: str) -> Transaction | None:
        entered = self._named(transaction_id)
        return entered.transaction if entered else None

    def reply_to(self, transaction_id: str) -> Reply | None:
        entered = self._named(transaction_id)
        return entered.reply if entered else None

    def undone_by(self, transaction_id: str) -> str | None:
        undoing = (e.transaction for e in self._entered if e.transaction.undoes == transaction_id)
        return next((transaction.id for transaction in undoing), None)

    def moves(self, wanted: MoveFilter, limit: int) -> Sequence[Move]:
        found = (row.move for row in reversed(self._ledger) if _matches(row.move, wanted))
        return [move for _, move in zip(range(limit), found, strict=False)]

    def shipped(self, since: date) -> dict[str, Decimal]:
        total: dict[str, Decimal] = {}
        for move in (row.move for row in self._ledger):
            if move.kind is MoveKind.SHIPMENT and move.occurred_at.isoformat() >= since.isoformat():
                sign = 1 if move.target == CUSTOMER else -1
                total[move.item] = total.get(move.item, ZERO) + sign * move.quantity
        return total

    def flows(self, since: datetime | None = None, item: str = "") -> Iterable[Flow]:
        for entered in self._entered:
            done = entered.transaction
            for move in done.moves:
                if item in ("", move.item) and (since is None or move.occurred_at >= since):
                    yield Flow(
                        line=move.line,
                        transaction=done.sequence,
                        undoes=int(done.undoes.removeprefix("TX-") or 0),
                        kind=move.kind,
                        item=move.item,
                        lot=move.lot,
                        quantity=move.quantity,
                        source=move.source,
                        target=move.target,
                        document=move.document,
                        occurred_at=move.occurred_at,
                    )

    def ledger_after(self, line: int, limit: int) -> Sequence[LedgerRow]:
        return self._ledger[line : line + limit]

    def book_at(self, sequence: int) -> Book:
        book = Book()
        for entered in self._entered[:sequence]:
            book.apply(entered.transaction)
        return book

    def known_keys(self, keys: Sequence[str]) -> frozenset[str]:
        return frozenset(keys) & self._by_key.keys()

    def last_sequence(self) -> int:
        return len(self._entered)

    def _named(self, transaction_id: str) -> Entered | None:
        return next((e for e in self._entered if e.transaction.id == transaction_id), None)

    # -- Outbox -------------------------------------------------------------------------------

    def pending(self, limit: int, medium: Medium = Medium.SLACK) -> Sequence[OutboxRow]:
        unsettled = (Delivery.WAITING, Delivery.UNKNOWN)
        open_rows = (
            r for r in self._outbox if r.delivery in unsettled and medium_of(r.notice) is medium
        )
        return list(islice(open_rows, limit))

    def begin(self, row: OutboxRow) -> bool:
        with self._lock:
            if self._outbox[row.id - 1] != row:
                return False
            begun = {"delivery": Delivery.UNKNOWN, "attempts": row.attempts + 1}
            self._outbox[row.id - 1] = row.model_copy(update=begun)
            return True

    def settle(self, row_id: int, delivery: Delivery, *, channel: str = "", ts: str = "") -> None:
        self._set_row(row_id, delivery=delivery, channel=channel, ts=ts)

    def message(self, name: str) -> OutboxRow | None:
        return next((row for row in reversed(self._sent(name)) if row.ts), None)

    def lost(self, name: str) -> OutboxRow | None:
        return next((row for row in self._sent(name) if not row.ts), None)

    def _sent(self, name: str) -> list[OutboxRow]:
        sent = (row for row in self._outbox if row.delivery is Delivery.SENT)
        return [row for row in sent if row.message == name]

    def _set_row(self, row_id: int, **facts: object) -> None:
        with self._lock:
            row = self._outbox[row_id - 1]
            self._outbox[row_id - 1] = row.model_copy(update=facts)

    # -- Lease --------------------------------------------------------------------------------

    def acquire(self, name: str, holder: str, ttl_s: float) -> int | None:
        with self._lock:
            now, held = self.clock(), self._leases.get(name)
            if held is not None and held.holder != holder and held.until > now:
                return None
            is_renewal = held is not None and held.holder == holder
            token = held.token if is_renewal else self._next_token()
            self._leases[name] = _Held(holder, token, now + timedelta(seconds=ttl_s))
            return token

    def _next_token(self) -> int:
        self._tokens += 1
        return self._tokens

    def release(self, name: str, holder: str) -> None:
        with self._lock:
            held = self._leases.get(name)
            if held is not None and held.holder == holder:
                del self._leases[name]

    # -- Progress -----------------------------------------------------------------------------

    def last_batch(self, workbook: str) -> SheetBatch | None:
        batches = self._workbook(workbook).batches
        return batches[-1] if batches else None

    def begin_batch(self, workbook: str, batch: SheetBatch, token: int) -> bool:
        with self._lock:
            known = self._workbook(workbook)
            if token < known.token:
                return False
            if known.batches and not follows(batch, known.batches[-1]):
                return False
            known.token = token
            known.batches = [b for b in known.batches if b.number != batch.number] + [batch]
            return True

    def confirm_batch(self, workbook: str, number: int, token: int) -> bool:
        with self._lock:
            known = self._workbook(workbook)
            if token < known.token:
                return False
            known.batches = [
                b.model_copy(update={"is_confirmed": True}) if b.number == number else b
                for b in known.batches
            ]
            return True

    def mark(self, workbook: str, name: str) -> str | None:
        return self._workbook(workbook).marks.get(name)

    def set_mark(self, workbook: str, name: str, value: str) -> None:
        self._workbook(workbook).marks[name] = value

    def swap_mark(self, workbook: str, name: str, before: str | None, after: str) -> bool:
        with self._lock:
            if self.mark(workbook, name) != before:
                return False
            self.set_mark(workbook, name, after)
            return True

    def _workbook(self, workbook: str) -> _Workbook:
        return self._workbooks.setdefault(workbook, _Workbook())

    # -- JobRuns ------------------------------------------------------------------------------

    def claim(self, job: str, slot: str, token: int) -> bool:
        with self._lock:
            runs = self._runs.setdefault(job, {})
            known = runs.get(slot)
            if known and (known.result is not None or known.token >= token):
                return False
            runs[slot] = _Run(token, None)
            return True

    def finish(self, job: str, slot: str, result: str) -> None:
        with self._lock:
            self._runs[job][slot] = self._runs[job][slot]._replace(result=result)

    def last_slot(self, job: str) -> str | None:
        return max(self._runs.get(job, {}), default=None)

    def results(self, job: str) -> dict[str, str | None]:
        """Return slot -> result (None while it runs), for tests to look at."""
        return {slot: run.result for slot, run in self._runs.get(job, {}).items()}

    # -- SeenRows -----------------------------------------------------------------------------

    def missing(self, workbook: str, tab: str) -> frozenset[str]:
        return self._workbook(workbook).missing.get(tab, frozenset())

    def set_missing(self, workbook: str, tab: str, row_keys: Iterable[str]) -> None:
        self._workbook(workbook).missing[tab] = frozenset(row_keys)


def _repeat(known: Entered, command: Command) -> Posted:
    if known.payload_hash != command.payload_hash():
        raise KeyReused(key=command.key, transaction=known.transaction.id)
    return Posted(transaction=known.transaction, reply=known.reply, is_repeat=True)


def _matches(move: Move, wanted: MoveFilter) -> bool:
    return (
        wanted.item in ("", move.item)
        and wanted.location in ("", move.source, move.target)
        and wanted.lot in ("", move.lot)
        and wanted.document in ("", move.document)
        and wanted.kind in (None, move.kind)
        and (wanted.before_line is None or move.line < wanted.before_line)
    )
