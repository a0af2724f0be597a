"""The desk: every request of this process goes through one committer thread, many to a commit.

Thirty threads that commit by themselves wait for each other's disk writes; one thread that takes
whatever has queued makes one write for all of them. Readers only ever see the published book, which
never moves under them.
"""

import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from contextlib import suppress
from typing import Final, NamedTuple

from sqlalchemy import Connection, Engine, select
from sqlalchemy.exc import DataError, IntegrityError, ProgrammingError

from inventory.book import Book
from inventory.commands import Command
from inventory.errors import StockError
from inventory.ports import JournalUnavailableError, OutcomeUnknownError
from inventory.published import Published
from inventory.snapshot import dump_book
from inventory.transaction import Posted
from journal.commit import Outcome, Stage, lock_tail, write
from journal.engine import reading, transaction
from journal.folding import fold, kept_book
from journal.rows import Tail, written
from journal.snapshots import keep_snapshot
from journal.tables import head
from journal.waiting_room import WaitingRoom

COMMANDS_A_COMMIT: Final = 200
GATHER_S: Final = 0.002
"""The longest a commit waits for others: well below what a commit to a slow disk takes."""

SNAPSHOT_EVERY: Final = 20_000
ASK_AGAIN_AFTER_S: Final = (0.05, 0.25, 0.7, 1.0)
"""Pauses before a commit without an answer is asked about again; Slack waits three seconds."""

CLOSED: Final = "the desk is closed"


class Asked(NamedTuple):
    """A command and where its answer goes."""

    command: Command
    answer: "Future[Posted]"


class Served(NamedTuple):
    """One commit: what was asked, what became of it, and how long it took, disk included."""

    commands: Sequence[Command]
    outcomes: Sequence[Outcome]
    seconds: float


class JournalDesk:
    """`Desk` on a database; start it once, close it at the end.

    Args:
        engine: a migrated database.
        on_commit: called after each commit, in the committer's thread, when it has been told: a
            wake-up for whoever follows the journal.
        snapshot_every: transactions between two snapshots.
        watch: hears of each commit when it has been told; for logs and figures.
    """

    def __init__(
        self,
        engine: Engine,
        *,
        on_commit: Callable[[], None] = lambda: None,
        snapshot_every: int = SNAPSHOT_EVERY,
        watch: Callable[[Served], None] = lambda _served: None,
    ) -> None:
        self._engine = engine
        self._reading = reading(engine)
        self._on_commit = on_commit
        self._snapshot_every = snapshot_every
        self._watch = watch
        self._applying = threading.Lock()
        self._waiting = WaitingRoom[Asked](most=COMMANDS_A_COMMIT, patience_s=GATHER_S)
        with transaction(self._reading) as connection:
            last = _last(connection)
            book = kept_book(connection, last)
            self._snapshot_at = book.sequence
            fold(connection, book, last)
        self._published = Published(book)
        self._committer = threading.Thread(target=self._run, name="committer", daemon=True)
        self._committer.start()

    @property
    def book(self) -> Book:
        return self._published.page

    def catch_up(self) -> Book:
        with transaction(self._reading) as connection:
            last = _last(connection)
        if last > self._published.growing.sequence:
            # The lock first: a connection held by each who waits here would leave the committer none.
            with self._applying, transaction(self._reading) as connection:
                self._fold(connection, last)
        return self.book

    def handle(self, command: Command) -> Posted:
        return self.submit(command).result()

    def submit(self, command: Command) -> "Future[Posted]":
        asked = Asked(command, Future())
        asked.answer.set_running_or_notify_cancel()  # from here on nobody can take it back
        if not self._waiting.enter(asked):
            raise JournalUnavailableError(CLOSED)
        return asked.answer

    def handle_all(self, commands: Sequence[Command]) -> list[Posted | StockError]:
        answers = [self.submit(command) for command in commands]
        return [_posted_or_refused(answer) for answer in answers]

    def close(self) -> None:
        """Finish what has queued, then stop."""
        self._waiting.close()
        self._committer.join()

    def _run(self) -> None:
        """Serve until the desk is closed.

        A commit costs more than what is in it. Those who were just answered and those who queued
        meanwhile would take turns for ever, half of them in each commit: so it waits for both.
        Should what follows a commit fail for a reason of its own, nobody waits for answers in vain.
        """
        crowd = 1
        try:
            while asked := self._waiting.take(crowd):
                crowd = self._serve(asked)
        finally:
            self._turn_away()

    def _turn_away(self) -> None:
        """Let nobody ask any more, and tell those who wait that nothing was recorded."""
        self._waiting.close()
        while left := self._waiting.take(1):
            for one in left:
                one.answer.set_exception(JournalUnavailableError(CLOSED))

    def _serve(self, asked: Sequence[Asked]) -> int:
        """Answer what was asked; return how many asked or wait to: as many may come again."""
        began = time.perf_counter()
        commands = [one.command for one in asked]
        outcomes = self._settle(commands)
        served = Served(commands, outcomes, time.perf_counter() - began)
        crowd = len(asked) + len(self._waiting)
        for one, outcome in zip(asked, outcomes, strict=True):
            if outcome.posted is not None:
                one.answer.set_result(outcome.posted)
            else:
                one.answer.set_exception(outcome.error or AssertionError("no outcome"))
        self._on_commit()
        with suppress(Exception):  # a log that cannot be written must not stop the desk
            self._watch(served)
        self._keep_snapshot()
        return crowd

    def _settle(self, commands: Sequence[Command]) -> list[Outcome]:
        """Commit; a failure that one command alone has caused is told to that one alone."""
        try:
            return self._commit_for_certain(commands)
        except Exception as error:  # noqa: BLE001  # whoever asked is told; the desk goes on
            if len(commands) > 1 and _may_be_one_alone(error):
                return [outcome for command in commands for outcome in self._settle([command])]
            return [Outcome(error=_again(error)) for _ in commands]

    def _commit_for_certain(self, commands: Sequence[Command]) -> list[Outcome]:
        """Commit, and where the database was cut off in the middle, ask it what it has done.

        The keys tell: what was recorded is found under them and given again, what was not is
        decided anew. Whatever the cut-off commit had locked has to be free before that.

        Raises:
            OutcomeUnknownError: the database did not come back in time.
            JournalUnavailableError: nothing was recorded.
        """
        try:
            return self._commit(commands)
        except OutcomeUnknownError:
            for pause_s in ASK_AGAIN_AFTER_S:
                time.sleep(pause_s)
                with suppress(JournalUnavailableError):
                    return self._commit(commands)
            raise

    def _commit(self, commands: Sequence[Command]) -> list[Outcome]:
        with self._applying:
            with transaction(self._engine) as connection:
                tail = lock_tail(connection)
                self._fold(connection, tail.sequence)
                self._refuse_older(tail)
                stage = Stage(connection, self._published.growing)
                stage.know([command.key for command in commands])
                outcomes = [stage.settle(command) for command in commands]
                write(connection, [written(one) for one in stage.accepted], tail)
            if stage.accepted:
                self._published.take_up(stage.book)
        return outcomes

    def _fold(self, connection: Connection, sequence: int) -> None:
        """Take up what others have committed: nothing of it where the journal does not answer."""
        if sequence > self._published.growing.sequence:
            stage = self._published.growing.fork()
            fold(connection, stage, sequence)
            self._published.take_up(stage)

    def _refuse_older(self, tail: Tail) -> None:
        """Record nothing after a tail that is behind what this process has told people."""
        known = self._published.growing.sequence
        if tail.sequence != known:
            raise JournalUnavailableError(
                f"the journal ends at {tail.sequence}, and had {known}: start again"
            )

    def _keep_snapshot(self) -> None:
        """Keep the book now and then; without it nothing is lost but time."""
        if self._published.growing.sequence - self._snapshot_at < self._snapshot_every:
            return
        book = self.book
        sequence, body = book.sequence, dump_book(book)
        self._snapshot_at = sequence
        keep_snapshot(self._engine, sequence, body)


def _last(connection: Connection) -> int:
    return connection.scalar(select(head.c.sequence)) or 0


def _may_be_one_alone(error: Exception) -> bool:
    """Tell whether a commit failed by what was in it rather than by a database that is away."""
    if isinstance(error, JournalUnavailableError):
        return isinstance(error.__cause__, DataError | IntegrityError | ProgrammingError)
    return True


def _again(error: Exception) -> Exception:
    """Return an error for one asker: several threads must not raise the same object."""
    if isinstance(error, JournalUnavailableError):
        return type(error)(*error.args)
    return error


def _posted_or_refused(answer: "Future[Posted]") -> Posted | StockError:
    try:
        return answer.result()
    except StockError as refusal:
        return refusal
