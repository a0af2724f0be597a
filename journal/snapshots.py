"""Snapshots: books kept as bytes so that a start reads the tail only. A cache, never the truth."""

from typing import Final

from sqlalchemy import Engine, delete, select

from journal.engine import transaction
from journal.tables import snapshot
from journal.upsert import insert_if_new

SNAPSHOTS_KEPT: Final = 5
"""More than one, since the sheet's writer starts from where the sheet is, which may lag."""


def keep_snapshot(engine: Engine, sequence: int, body: bytes) -> None:
    """Store a book's dump, and drop all but the newest few.

    Raises:
        JournalUnavailableError: it was not stored, which costs time at the next start only.
    """
    with transaction(engine) as connection:
        insert_if_new(connection, snapshot, {"seq": sequence, "body": body})
        kept = connection.scalars(
            select(snapshot.c.seq).order_by(snapshot.c.seq.desc()).limit(SNAPSHOTS_KEPT)
        ).all()
        connection.execute(delete(snapshot).where(snapshot.c.seq < kept[-1]))
