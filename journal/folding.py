"""A book of any sequence number: the newest snapshot before it, and the transactions since."""

import gc
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Final

from sqlalchemy import Connection, select

from inventory.book import Book
from inventory.effect import Effect
from inventory.errors import BrokenInvariantError
from inventory.snapshot import load_book
from journal.tables import journal, snapshot

FOLD_STEP: Final = 5_000
"""Transactions read at a time while folding a book."""

_SWITCHING: Final = threading.Lock()


def book_at(connection: Connection, sequence: int) -> Book:
    """Fold a book up to a sequence number, from the newest snapshot that is not beyond it."""
    book = kept_book(connection, sequence)
    fold(connection, book, sequence)
    return book


def kept_book(connection: Connection, sequence: int) -> Book:
    """Return the book of the newest snapshot up to a sequence number; an empty one without any.

    A snapshot that is damaged, or of another version of the program, is none.
    """
    newest = (
        select(snapshot.c.body)
        .where(snapshot.c.seq <= sequence)
        .order_by(snapshot.c.seq.desc())
        .limit(1)
    )
    body = connection.scalar(newest)
    with _nothing_is_garbage():
        return (load_book(body) if body else None) or Book()


def fold(connection: Connection, book: Book, upto: int) -> None:
    """Apply to a book what the journal has after it, up to a sequence number."""
    with _nothing_is_garbage():
        while book.sequence < upto:
            for body in _bodies(connection, book.sequence, min(upto, book.sequence + FOLD_STEP)):
                book.apply(Effect.model_validate_json(body))


def _bodies(connection: Connection, after: int, upto: int) -> Sequence[str]:
    """Return the bodies of some transactions in order, at least one.

    Raises:
        BrokenInvariantError: the first of them is missing.
    """
    query = select(journal.c.body).where(journal.c.seq > after, journal.c.seq <= upto)
    bodies = connection.scalars(query.order_by(journal.c.seq)).all()
    if not bodies:
        raise BrokenInvariantError(f"TX-{after + 1} is not in the journal")
    return bodies


@contextmanager
def _nothing_is_garbage() -> Iterator[None]:
    """Keep the collector away while a book grows: it would walk all of it again and again.

    That takes as long as the loading itself, and frees nothing: no record is part of a cycle.
    """
    with _SWITCHING:  # or who found it off might switch it off just after another switched it on
        was_on = gc.isenabled()
        gc.disable()
    try:
        yield
    finally:
        if was_on:
            with _SWITCHING:
                gc.enable()
