"""A bell that rings in every process when one of them has committed.

PostgreSQL carries it (LISTEN and NOTIFY, in the same commit); SQLite has none. It saves time and
proves nothing: who hears it looks, and who hears nothing looks once a second all the same.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event
from typing import Final

import psycopg
from sqlalchemy import Connection, Engine, func, select

CHANNEL: Final = "bincard"
_RING: Final = select(func.pg_notify(CHANNEL, ""))


def ring(connection: Connection) -> None:
    """Have the bell rung when this transaction is committed."""
    if connection.dialect.name == "postgresql":
        connection.execute(_RING)


@contextmanager
def bell(engine: Engine, stop: Event) -> Iterator[Callable[[float], object]]:
    """Open a bell and give a function that waits for it, so many seconds at most.

    Args:
        engine: of the database; one of its connections listens as long as the block lasts.
        stop: ends a wait early where there is no bell.
    """
    if engine.dialect.name != "postgresql":
        yield stop.wait
        return
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        listening = connection.connection.driver_connection
        assert isinstance(listening, psycopg.Connection)  # noqa: S101 - `_open_postgres` made it
        listening.execute(f"LISTEN {CHANNEL}")
        try:
            yield lambda seconds: list(listening.notifies(timeout=seconds, stop_after=1))
        finally:
            connection.invalidate()  # or the next to use it would listen too
