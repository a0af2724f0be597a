"""A start: from a snapshot where there is one, with the same book in the end."""

import gc
import sys
import zlib
from contextlib import contextmanager
from threading import Thread

import pytest
from sqlalchemy import func, select, update

from inventory.book import Book
from journal.engine import open_engine
from journal.folding import fold
from journal.opening import open_journal
from journal.tables import journal as entered
from journal.tables import snapshot
from tests.journal.test_desk import opened, receive


@contextmanager
def written(database: str):
    """Look at a database that nobody has open, or change it."""
    engine = open_engine(database)
    with engine.begin() as connection:
        yield connection
    engine.dispose()


def test_a_book_that_had_to_be_folded_whole_is_kept_at_the_next_commit(database: str):
    journal = opened(database, snapshot_every=10)
    journal.desk.handle_all([receive(f"r{number}") for number in range(15)])
    journal.close()
    with written(database) as connection:
        of_another_version = zlib.compress(b'{"format":0}')
        connection.execute(update(snapshot).values(body=of_another_version))
    again = open_journal(database, "journal-1", snapshot_every=10)
    again.desk.handle(receive("r15"))
    again.close()
    with written(database) as connection:
        assert connection.scalar(select(func.max(snapshot.c.seq))) == 20


def test_a_start_folds_what_a_newer_version_of_the_program_has_recorded(database: str):
    journal = opened(database)
    journal.desk.handle(receive("r1", 24))
    journal.close()
    with written(database) as connection:
        body = func.replace(entered.c.body, '"kind":"receive"', '"kind":"receive_by_drone"')
        connection.execute(update(entered).where(entered.c.key == "r1").values(body=body))
    again = open_journal(database, "journal-1")
    assert again.desk.book.on_hand("MUG-BLU", "A-01") == 24
    again.close()


@pytest.mark.parametrize("is_on", [True, False])
def test_a_start_leaves_the_collector_as_it_was(database: str, is_on: bool):
    opened(database).close()
    was_on = gc.isenabled()
    try:
        _switch_collector(is_on)
        open_journal(database, "journal-1").close()
        assert gc.isenabled() is is_on
    finally:
        _switch_collector(was_on)


def test_books_folded_at_once_leave_the_collector_on():
    def fold_many():
        for _ in range(1_000):
            fold(None, Book(), 0)  # nothing to fold, so that all of it is coming and going

    was_every = sys.getswitchinterval()
    try:
        sys.setswitchinterval(1e-6)
        threads = [Thread(target=fold_many) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert gc.isenabled()
    finally:
        sys.setswitchinterval(was_every)
        gc.enable()


def _switch_collector(is_on: bool) -> None:
    (gc.enable if is_on else gc.disable)()
