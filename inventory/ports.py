"""The doors by which packages on one level meet; `journal/` implements them, `bincard/` hands them out.

All calls block and are safe to make from any thread.
"""

from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import Future
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple, Protocol

from inventory.book import Book
from inventory.commands import Command
from inventory.errors import StockError
from inventory.move import Move, MoveKind
from inventory.notices import LetterNotice, Notice
from inventory.record import Record
from inventory.standing import Standing
from inventory.transaction import Posted, Reply, Transaction


class Clock(Protocol):
    """The time of day; everything but leases takes it from here."""

    def __call__(self) -> datetime:
        """Return the moment, aware, in UTC."""
        ...


class StatusSource(Protocol):
    """How the bot stands, for people and for those who watch it."""

    def __call__(self) -> Standing:
        """Look now.

        Raises:
            JournalUnavailableError: the journal does not answer.
        """
        ...


class Desk(Protocol):
    """Where every request is decided and recorded."""

    @property
    def book(self) -> Book:
        """The published book: never waits for the database, may lag other processes a second.

        It stands still for good: what is read in it belongs together, whatever is posted meanwhile.
        Whoever has posted asks for it again.
        """
        ...

    def catch_up(self) -> Book:
        """Apply what other processes have committed and return the book."""
        ...

    def handle(self, command: Command) -> Posted:
        """Decide and commit one command.

        Raises:
            StockError: refused; nothing was recorded and the key stays free.
            JournalUnavailableError: it could not be recorded; nothing was.
            OutcomeUnknownError: it may have been recorded; the same key finds out.
        """
        ...

    def submit(self, command: Command) -> Future[Posted]:
        """Ask for one command without waiting; the future ends as `handle` would.

        It cannot be cancelled: what has been asked is decided.

        Raises:
            JournalUnavailableError: the desk is closed.
        """
        ...

    def handle_all(self, commands: Sequence[Command]) -> list[Posted | StockError]:
        """Decide commands in order, many to a commit; each is posted or refused on its own.

        Raises:
            JournalUnavailableError: some of them could not be recorded.
        """
        ...


class JournalUnavailableError(Exception):
    """The journal could not commit: nothing was recorded, try again later."""


class OutcomeUnknownError(JournalUnavailableError):
    """The journal was cut off while it committed: the request may have been recorded, or not.

    The same request under the same key finds out.
    """


class Entered(Record):
    """One row of the journal as the Audit tab shows it.

    Attributes:
        content: both bodies as they were written; by a later version they would be written otherwise.
        hash: covers the content of this row and of every row before it.
    """

    transaction: Transaction
    reply: Reply
    content: str
    payload_hash: str
    hash: str
    previous_hash: str


class LedgerRow(Record):
    """One ledger row with its place in the hash chain."""

    move: Move
    hash: str
    previous_hash: str


class MoveFilter(Record):
    """Which moves to read; empty fields do not restrict. `location` matches source or target."""

    item: str = ""
    location: str = ""
    lot: str = ""
    document: str = ""
    before_line: int | None = None
    kind: MoveKind | None = None


class Flow(NamedTuple):
    """One ledger row as those need it who read years of them at once.

    Attributes:
        transaction: its sequence; `undoes` that of the transaction it takes back, 0 for none.
    """

    line: int
    transaction: int
    undoes: int
    kind: MoveKind
    item: str
    lot: str
    quantity: Decimal
    source: str
    target: str
    document: str
    occurred_at: datetime


class JournalReader(Protocol):
    """The past."""

    def entered_after(self, sequence: int, limit: int) -> Sequence[Entered]:
        """Return transactions after a sequence number, in order, at most `limit`."""
        ...

    def transaction(self, transaction_id: str) -> Transaction | None: ...

    def reply_to(self, transaction_id: str) -> Reply | None: ...

    def undone_by(self, transaction_id: str) -> str | None:
        """Return the id of the transaction that took this one back, if one did."""
        ...

    def moves(self, wanted: MoveFilter, limit: int) -> Sequence[Move]:
        """Return the newest moves first."""
        ...

    def shipped(self, since: date) -> Mapping[str, Decimal]:
        """Return how much of each item has gone to customers since a day, less what was undone.

        Added up in the database: a year of a busy house is a million moves.
        """
        ...

    def flows(self, since: datetime | None = None, item: str = "") -> Iterable[Flow]:
        """Yield ledger rows by line, without their notes and hashes.

        Args:
            since: when goods moved, at the earliest; None for all.
            item: its sku; empty for every item.
        """
        ...

    def ledger_after(self, line: int, limit: int) -> Sequence[LedgerRow]:
        """Return ledger rows after a line, in order."""
        ...

    def book_at(self, sequence: int) -> Book:
        """Fold a book of one's own up to a sequence number, from the nearest snapshot."""
        ...

    def known_keys(self, keys: Sequence[str]) -> frozenset[str]:
        """Return those of some keys that the journal has recorded."""
        ...

    def last_sequence(self) -> int: ...


class Lease(Protocol):
    """Who may do a thing alone, by database time, with a token that only grows."""

    def acquire(self, name: str, holder: str, ttl_s: float) -> int | None:
        """Take or renew; return the fencing token, or None while somebody else holds it."""
        ...

    def release(self, name: str, holder: str) -> None: ...


class SheetBatch(Record):
    """One numbered write to the workbook, journaled before it is sent.

    Attributes:
        number: counts up from 1 for a workbook; also the id that makes a second copy bounce.
        from_sequence, to_sequence: what the sheet has before and after it.
        body: the exact request, so that whoever takes over sends the same.
        is_confirmed: whether Google has said it is in.
    """

    number: int
    from_sequence: int
    to_sequence: int
    body: str
    is_confirmed: bool


def follows(batch: SheetBatch, last: SheetBatch) -> bool:
    """Tell whether a batch may be sent after the last one that is known.

    Its number stands for one content for ever, or a copy of the one would pass for the other.
    """
    if batch.number != last.number:
        return batch.number > last.number
    return batch.body == last.body and batch.is_confirmed >= last.is_confirmed


class Progress(Protocol):
    """How far each workbook is."""

    def last_batch(self, workbook: str) -> SheetBatch | None: ...

    def begin_batch(self, workbook: str, batch: SheetBatch, token: int) -> bool:
        """Journal a batch before sending.

        Returns:
            False when another has written meanwhile: the fencing token is no longer the newest, or
            the batch does not follow the last one.
        """
        ...

    def confirm_batch(self, workbook: str, number: int, token: int) -> bool: ...

    def mark(self, workbook: str, name: str) -> str | None:
        """Return a small remembered text (the ownership mark, a header fingerprint)."""
        ...

    def set_mark(self, workbook: str, name: str, value: str) -> None: ...

    def swap_mark(self, workbook: str, name: str, before: str | None, after: str) -> bool:
        """Set a mark that still says what was read; False when another has changed it since."""
        ...


class Delivery(StrEnum):
    """What is known of a message that had to go out."""

    WAITING = "waiting"
    SENT = "sent"
    UNKNOWN = "unknown"
    FAILED = "failed"


class Medium(StrEnum):
    """By which way a notice leaves; each has a sender of its own."""

    SLACK = "slack"
    MAIL = "mail"


def medium_of(notice: Notice) -> Medium:
    """Return by which way a notice leaves."""
    return Medium.MAIL if isinstance(notice, LetterNotice) else Medium.SLACK


class OutboxRow(Record):
    """One notice that has to leave.

    Attributes:
        id: counts up in the order of the journal; `key` is unique (`TX-12#1`).
        message: name of the Slack message it posts or edits.
        channel, ts: where it is, once sent. Of a letter: what the mail server said, and what became
            of it, until its document has been told.
    """

    id: int
    key: str
    sequence: int
    message: str
    notice: Notice
    delivery: Delivery
    attempts: int
    channel: str = ""
    ts: str = ""


class Outbox(Protocol):
    """What has to leave, each once, in the order of the journal."""

    def pending(self, limit: int, medium: Medium = Medium.SLACK) -> Sequence[OutboxRow]: ...

    def begin(self, row: OutboxRow) -> bool:
        """Note that a sending starts: until it is settled its outcome is unknown.

        Args:
            row: as it was read; False when another process has begun or settled it since.
        """
        ...

    def settle(
        self, row_id: int, delivery: Delivery, *, channel: str = "", ts: str = ""
    ) -> None: ...

    def message(self, name: str) -> OutboxRow | None:
        """Return the newest sent row of a message name, to be edited."""
        ...

    def lost(self, name: str) -> OutboxRow | None:
        """Return the row that first said a message, where a lost journal took along where it stands."""
        ...


class JobRuns(Protocol):
    """Each job once a slot, over processes and restarts."""

    def claim(self, job: str, slot: str, token: int) -> bool:
        """Claim a slot; also one that an older token claimed and never finished."""
        ...

    def finish(self, job: str, slot: str, result: str) -> None: ...

    def last_slot(self, job: str) -> str | None: ...


class SeenRows(Protocol):
    """What the reader saw last, so that a vanished row is believed only after two looks."""

    def missing(self, workbook: str, tab: str) -> frozenset[str]:
        """Return the row keys that were missing at the last look."""
        ...

    def set_missing(self, workbook: str, tab: str, row_keys: Iterable[str]) -> None: ...
