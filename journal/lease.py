"""Leases: who may do a thing alone, by the database's clock, with a token that only grows.

Machines' clocks differ; the database has one. A holder that was paused and wakes up late finds that
its token is no longer the newest, and what it wanted to write is refused.
"""

from sqlalchemy import (
    ColumnElement,
    Engine,
    Float,
    case,
    cast,
    func,
    literal_column,
    or_,
    update,
)

from journal.engine import transaction
from journal.tables import lease
from journal.upsert import insert_if_new


class SqlLease:
    """`Lease` on a database."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._now = database_time(engine)

    def acquire(self, name: str, holder: str, ttl_s: float) -> int | None:
        is_mine = lease.c.holder == holder
        taken = (
            update(lease)
            .where(lease.c.name == name, or_(is_mine, lease.c.until < self._now))
            .values(
                holder=holder,
                until=self._now + ttl_s,
                token=case((is_mine, lease.c.token), else_=lease.c.token + 1),
            )
            .returning(lease.c.token)
        )
        with transaction(self._engine) as connection:
            token = connection.scalar(taken)
            if token is not None:
                return int(token)
            first = {"name": name, "holder": holder, "token": 1, "until": self._now + ttl_s}
            return 1 if insert_if_new(connection, lease, first) else None

    def release(self, name: str, holder: str) -> None:
        with transaction(self._engine) as connection:
            connection.execute(
                update(lease)
                .where(lease.c.name == name, lease.c.holder == holder)
                .values(until=0.0, holder="")
            )


def database_time(engine: Engine) -> ColumnElement[float]:
    """Return the database's own clock as an expression, in seconds since 1970."""
    if engine.dialect.name == "sqlite":
        return literal_column("(julianday('now') - 2440587.5) * 86400.0", Float)
    return cast(func.extract("epoch", func.clock_timestamp()), Float)
