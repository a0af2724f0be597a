"""The desk: every request of this process goes through one committer thread, many to a commit.

Thirty threads that commit by themselves wait for each other's disk writes; one thread that takes
whatever has queued makes one write for all of them. Readers only ever see the published book.
"""

import queue
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from typing import Final, NamedTuple

from sqlalchemy import Engine, select
from sqlalchemy.exc import SQLAlchemyError

from inventory.book import Book
from inventory.commands import Command
from inventory.errors import StockError
from inventory.ports import JournalUnavailableError
from inventory.transaction import Posted
from journal.commit import Outcome, Stage, lock_tail, write
from journal.engine import reading
from journal.reading import book_at, fold
from journal.snapshots import keep_snapshot
from journal.tables import head, snapshot

COMMANDS_A_COMMIT: Final = 200
SNAPSHOT_EVERY: Final = 20_000


class Asked(NamedTuple):
    """A command and where its answer goes."""

    command: Command
    answer: "Future[Posted]"


class JournalDesk:
    """`Desk` on a database; start it once, close it at the end.

    Args:
        engine: a migrated database.
        on_commit: called after each commit, in the committer's thread: a wake-up for whoever
            follows the journal.
        snapshot_every: transactions between two snapshots.
    """

    def __init__(
        self,
        engine: Engine,
        *,
        on_commit: Callable[[], None] = lambda: None,
        snapshot_every: int = SNAPSHOT_EVERY,
    ) -> None:
        self._engine = engine
        self._reading = reading(engine)
        self._on_commit = on_commit
        self._snapshot_every = snapshot_every
        self._applying = threading.Lock()
        self._queue: queue.SimpleQueue[Asked | None] = queue.SimpleQueue()
        self._door = threading.Lock()
        self._is_closed = False
        with self._reading.begin() as connection:
            last = connection.scalar(select(head.c.sequence)) or 0
            self._book = book_at(connection, last)
            newest = select(snapshot.c.seq).order_by(snapshot.c.seq.desc()).limit(1)
            self._snapshot_at = connection.scalar(newest) or 0
        self._committer = threading.Thread(target=self._run, name="committer", daemon=True)
        self._committer.start()

    @property
    def book(self) -> Book:
        return self._book

    def catch_up(self) -> Book:
        try:
            with self._reading.begin() as connection:
                last = connection.scalar(select(head.c.sequence)) or 0
                if last > self._book.sequence:
                    with self._applying:
                        fold(connection, self._book, last)
        except SQLAlchemyError as error:
            raise JournalUnavailableError(str(error)) from error
        return self._book

    def handle(self, command: Command) -> Posted:
        return self._ask(command).result()

    def handle_all(self, commands: Sequence[Command]) -> list[Posted | StockError]:
        answers = [self._ask(command) for command in commands]
        return [_posted_or_refused(answer) for answer in answers]

    def close(self) -> None:
        """Finish what has queued, then stop."""
        with self._door:
            self._is_closed = True
            self._queue.put(None)
        self._committer.join()

    def _ask(self, command: Command) -> "Future[Posted]":
        asked = Asked(command, Future())
        with self._door:
            if self._is_closed:
                raise JournalUnavailableError("the desk is closed")
            self._queue.put(asked)
        return asked.answer

    def _run(self) -> None:
        is_open = True
        while is_open:
            batch = [self._queue.get()]
            while len(batch) < COMMANDS_A_COMMIT and not self._queue.empty():
                batch.append(self._queue.get())
            is_open = None not in batch
            asked = [one for one in batch if one is not None]
            if asked:
                self._serve(asked)

    def _serve(self, asked: Sequence[Asked]) -> None:
        try:
            outcomes = self._commit([one.command for one in asked])
        except SQLAlchemyError as error:
            outcomes = [Outcome(error=JournalUnavailableError(str(error))) for _ in asked]
        except Exception as error:  # noqa: BLE001  # whoever asked is told; the desk goes on
            outcomes = [Outcome(error=error) for _ in asked]
        for one, outcome in zip(asked, outcomes, strict=True):
            if outcome.posted is not None:
                one.answer.set_result(outcome.posted)
            else:
                one.answer.set_exception(outcome.error or AssertionError("no outcome"))

    def _commit(self, commands: Sequence[Command]) -> list[Outcome]:
        with self._applying:
            with self._engine.begin() as connection:
                tail = lock_tail(connection)
                fold(connection, self._book, tail.sequence)
                stage = Stage(connection, self._book)
                stage.know([command.key for command in commands])
                outcomes = [stage.settle(command) for command in commands]
                write(connection, stage.accepted, tail)
            for posted in stage.accepted:
                self._book.apply(posted.transaction)
        if stage.accepted:
            self._after_commit()
        return outcomes

    def _after_commit(self) -> None:
        self._on_commit()
        if self._book.sequence - self._snapshot_at >= self._snapshot_every:
            keep_snapshot(self._engine, self._book)
            self._snapshot_at = self._book.sequence


def _posted_or_refused(answer: "Future[Posted]") -> Posted | StockError:
    try:
        return answer.result()
    except StockError as refusal:
        return refusal
