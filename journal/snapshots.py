"""Snapshots: books kept as bytes so that a start reads the tail only. A cache, never the truth."""

from typing import Final

import structlog
from sqlalchemy import Connection, Engine, delete, select

from inventory.ports import JournalUnavailableError
from journal.engine import transaction
from journal.tables import snapshot
from journal.upsert import insert_if_new

SNAPSHOTS_KEPT: Final = 5
"""More than one, since the sheet's writer starts from where the sheet is, which may lag."""


log = structlog.get_logger(__name__)


def keep_snapshot(engine: Engine, sequence: int, body: bytes) -> None:
    """Store a book's dump, and drop all but the newest few.

    Where the database is away it is not stored: that costs time at the next start, and nothing else.
    """
    try:
        with transaction(engine) as connection:
            _store(connection, sequence, body)
    except JournalUnavailableError as error:
        log.warning("journal.no_snapshot", sequence=sequence, reason=str(error))


def _store(connection: Connection, sequence: int, body: bytes) -> None:
    insert_if_new(connection, snapshot, {"seq": sequence, "body": body})
    newest = select(snapshot.c.seq).order_by(snapshot.c.seq.desc()).limit(SNAPSHOTS_KEPT)
    kept = connection.scalars(newest).all()
    connection.execute(delete(snapshot).where(snapshot.c.seq < kept[-1]))
