"""Fails exactly one operation outside the house: a statement, a commit, a call to Google or Slack.

Each failure comes in two tempers: the operation did not take effect, or it did and nobody was told.
Only together do they show whether an unknown outcome is taken for what it is.
"""

import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, Engine, event
from sqlalchemy.exc import OperationalError

from sandbox.google.faults import Fault
from tests.faults.house import House, Town

KINDS: Final = {
    "statement": ("refused",),
    "commit": ("refused", "applied_then_dropped"),
    "google": ("429", "503", "disconnect", "applied_then_dropped", "applied_then_503"),
    "slack": ("ratelimited", "error_503", "disconnect", "applied_then_dropped", "html_502"),
}
"""Where something can fail, and how. A statement takes effect with its commit only."""


@dataclass(frozen=True)
class Failure:
    """The i-th operation (from 0) at a place, failing in one way; printed to be played again."""

    place: str
    at: int
    kind: str

    def __str__(self) -> str:
        return f"{self.place} {self.at}: {self.kind}"


class Database:
    """Counts what a journal's database is asked, and fails one of it."""

    def __init__(self, engine: Engine) -> None:
        self.counts = {"statement": 0, "commit": 0}
        self._engine = engine
        self._failure: Failure | None = None
        self._lock = threading.Lock()

    @contextmanager
    def failing(self, failure: Failure | None) -> Iterator[None]:
        self._failure = failure
        event.listen(self._engine, "before_cursor_execute", self._execute)
        event.listen(self._engine, "commit", self._commit)
        try:
            yield
        finally:
            event.remove(self._engine, "before_cursor_execute", self._execute)
            event.remove(self._engine, "commit", self._commit)

    def _execute(self, _connection: Connection, *_statement: Any) -> None:
        if self._strikes("statement"):
            raise _lost("disk I/O error")

    def _commit(self, connection: Connection) -> None:
        kind = self._strikes("commit")
        if kind == "applied_then_dropped":
            connection.connection.commit()
        if kind:
            raise _lost("server closed the connection")

    def _strikes(self, place: str) -> str:
        with self._lock:
            number = self.counts[place]
            self.counts[place] += 1
        wanted = self._failure
        is_it = wanted is not None and (wanted.place, wanted.at) == (place, number)
        return wanted.kind if wanted and is_it else ""


@contextmanager
def failing(house: House, failure: Failure | None) -> Iterator[None]:
    """Have one operation fail, or none."""
    town = house.town
    if failure and failure.place == "google":
        rule = Fault(kind=failure.kind, skip=failure.at, count=1)
        town.standins.google.state.faults.rules.append(rule)
    if failure and failure.place == "slack":
        town.slack.breaks(failure.kind, "api:*", skip=failure.at)
    with Database(house.journal.engine).failing(failure):
        yield
    town.mend()


def counted(house: House) -> "Counting":
    return Counting(house.town, Database(house.journal.engine))


class Counting:
    """Counts every operation of a story in which nothing fails."""

    def __init__(self, town: Town, database: Database) -> None:
        self._town = town
        self._database = database
        self.failures: Sequence[Failure] = ()

    def __enter__(self) -> "Counting":
        self._listening = self._database.failing(None)
        self._listening.__enter__()
        return self

    def __exit__(self, *_: object) -> None:
        self._listening.__exit__(None, None, None)
        google = self._town.standins.google.state.requests
        counts = {
            **self._database.counts,
            "google": len(google),
            "slack": len(self._town.slack.calls()),
        }
        self.failures = [
            Failure(place, at, kind)
            for place, kinds in KINDS.items()
            for at in range(counts[place])
            for kind in kinds
        ]


def _lost(reason: str) -> OperationalError:
    return OperationalError("a statement", {}, sqlite3.OperationalError(reason))
