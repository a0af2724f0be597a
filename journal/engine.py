"""Opening the database: the one place that knows what each engine needs to be safe.

SQLite: WAL with `synchronous=FULL` survives a power cut for 0.2 ms a commit. A deferred transaction
that reads before it writes fails under contention whatever the time-out says, so every one is
IMMEDIATE. PostgreSQL: READ COMMITTED, where whoever waited for a lock sees what its holder committed,
and a limit on every wait, so that a database that has gone away is noticed.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep
from typing import Any, Final

import psycopg
from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from inventory.ports import JournalUnavailableError, OutcomeUnknownError
from journal.errors import UnsupportedDatabaseError
from journal.same_file import notice_a_moved_file

BUSY_TIMEOUT_MS: Final = 20_000
LOOK_AGAIN_S: Final = 0.02
LIMITS_MS: Final = {
    "lock_timeout": 20_000,
    "statement_timeout": 60_000,
    # What a process that has vanished had locked is free again after this.
    "idle_in_transaction_session_timeout": 30_000,
}
HEARTBEAT: Final = {
    "connect_timeout": 5,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 25_000,
}
CONNECTIONS: Final = 10
"""At most, for one process: small hosted databases allow twenty in all."""


def open_engine(url: str) -> Engine:
    """Open a database: `sqlite:///data/bincard.sqlite3` or `postgresql://user@host/name`.

    Hosts that still write `postgres://` are understood.

    Raises:
        UnsupportedDatabaseError: it is neither.
    """
    parsed = make_url(url)
    match parsed.get_backend_name():
        case "sqlite":
            return _open_sqlite(parsed)
        case "postgres" | "postgresql":
            return _open_postgres(parsed)
        case other:
            raise UnsupportedDatabaseError(backend=other)


def reading(engine: Engine) -> Engine:
    """Return the engine for reads only: on SQLite they neither take nor wait for the write lock."""
    return engine.execution_options(sqlite_begin="DEFERRED")


@contextmanager
def transaction(engine: Engine) -> Iterator[Connection]:
    """Run a block in one transaction, and speak of its failure in the words of the ports.

    Raises:
        OutcomeUnknownError: the commit was asked for and not answered.
        JournalUnavailableError: it failed before that, and nothing is recorded.
    """
    is_committing = False
    try:
        with engine.begin() as connection:
            yield connection
            is_committing = True
    except SQLAlchemyError as error:
        failure = OutcomeUnknownError if is_committing else JournalUnavailableError
        raise failure(reason(error)) from error


def reason(error: SQLAlchemyError) -> str:
    """Return what the database said, without the statement and what people had written in it."""
    said = str(getattr(error, "orig", None) or type(error).__name__)
    return " ".join(said.split())


def _open_sqlite(url: URL) -> Engine:
    if url.database and url.database != ":memory:":
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, connect_args={"check_same_thread": False}, hide_parameters=True)
    event.listen(engine, "connect", _prepare_sqlite)
    if url.database and url.database != ":memory:":
        notice_a_moved_file(engine, url.database)
    event.listen(engine, "begin", _begin_immediate)
    return engine


def _open_postgres(url: URL) -> Engine:
    engine = create_engine(
        url.set(drivername="postgresql+psycopg"),
        connect_args={**HEARTBEAT, "application_name": "bincard"},
        hide_parameters=True,
        isolation_level="READ COMMITTED",
        max_overflow=CONNECTIONS // 2,
        pool_pre_ping=True,
        pool_size=CONNECTIONS // 2,
        pool_timeout=10,
    )
    event.listen(engine, "connect", _prepare_postgres)
    return engine


def _prepare_sqlite(connection: sqlite3.Connection, _record: Any) -> None:  # noqa: ANN401
    connection.isolation_level = None  # SQLAlchemy's BEGIN is ours: see `_begin_immediate`
    connection.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}").close()
    _write_ahead(connection)
    for pragma in ("synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}").close()


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Switch to a write-ahead log; of several that open a new file one does it, the others wait.

    SQLite does not wait here by itself: it says at once that the file is locked.
    """
    until = monotonic() + BUSY_TIMEOUT_MS / 1000
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL").close()
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or monotonic() > until:
                raise
            sleep(LOOK_AGAIN_S)
        else:
            return


def _prepare_postgres(connection: "psycopg.Connection[Any]", _record: Any) -> None:  # noqa: ANN401
    was, connection.autocommit = connection.autocommit, True
    for name, milliseconds in LIMITS_MS.items():
        connection.execute("SELECT set_config(%s, %s, false)", (name, str(milliseconds)))
    connection.autocommit = was


def _begin_immediate(connection: Connection) -> None:
    mode = connection.get_execution_options().get("sqlite_begin", "IMMEDIATE")
    connection.exec_driver_sql(f"BEGIN {mode}")
