"""Snapshots: books kept as bytes so that a start reads the tail only. A cache, never the truth."""

from typing import Final

from sqlalchemy import Engine, delete, insert, select

from inventory.book import Book
from inventory.snapshot import dump_book
from journal.tables import snapshot

SNAPSHOTS_KEPT: Final = 5
"""More than one, since the sheet's writer starts from where the sheet is, which may lag."""


def keep_snapshot(engine: Engine, book: Book) -> None:
    """Store a book, and drop all but the newest few.

    The caller makes sure that nobody applies to the book meanwhile.
    """
    body = dump_book(book)
    with engine.begin() as connection:
        connection.execute(delete(snapshot).where(snapshot.c.seq == book.sequence))
        connection.execute(insert(snapshot).values(seq=book.sequence, body=body))
        kept = connection.scalars(
            select(snapshot.c.seq).order_by(snapshot.c.seq.desc()).limit(SNAPSHOTS_KEPT)
        ).all()
        connection.execute(delete(snapshot).where(snapshot.c.seq < kept[-1]))
