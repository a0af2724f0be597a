"""Several processes on one journal: they start together, follow each other and claim things once."""

import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import count

import pytest
from sqlalchemy import inspect

from inventory.ports import SheetBatch
from journal.errors import UnsupportedDatabaseError
from journal.follower import Follower
from journal.opening import Journal, open_journal
from tests.journal.test_desk import opened, receive

EIGHT = range(8)
WITHIN_S = 20


def at_once(act: Callable[[int], object]) -> list[object]:
    """Let eight threads do something at the same moment."""
    gate = threading.Barrier(len(EIGHT))

    def work(number: int) -> object:
        gate.wait()
        return act(number)

    with ThreadPoolExecutor(len(EIGHT)) as executor:
        return list(executor.map(work, EIGHT))


@pytest.fixture
def house(database: str):
    """Eight journals on one database, as eight processes would have them."""
    journals = [opened(database), *(open_journal(database, "another name") for _ in EIGHT[1:])]
    yield journals
    for journal in journals:
        journal.close()


def test_eight_that_start_together_lay_out_one_journal(database: str):
    journals = at_once(lambda number: open_journal(database, f"journal-{number}"))
    assert len({journal.id for journal in journals}) == 1
    for journal in journals:
        journal.close()


def test_eight_desks_post_without_gap_loss_or_repeat(house: list[Journal]):
    at_once(
        lambda number: house[number].desk.handle_all(
            [receive(f"{number % 4}-{piece}") for piece in range(20)]
        )
    )
    entered = house[0].reader.entered_after(0, 1000)
    assert [one.transaction.sequence for one in entered] == list(range(1, 85))
    assert {journal.desk.catch_up().on_hand("MUG-BLU", "A-01") for journal in house} == {80}


def test_one_of_eight_gets_a_lease_that_nobody_has_had(house: list[Journal]):
    tokens = at_once(lambda number: house[number].lease.acquire("sheet", f"holder-{number}", 60))
    assert Counter(tokens) == {None: 7, 1: 1}


def test_one_of_eight_gets_a_slot(house: list[Journal]):
    claims = at_once(lambda number: house[number].job_runs.claim("low_stock", "2026-11-22", 1))
    assert Counter(claims) == {False: 7, True: 1}


def test_one_of_eight_gets_a_batch_number(house: list[Journal]):
    def begin(number: int) -> bool:
        batch = SheetBatch(
            number=1, from_sequence=0, to_sequence=4, body=str(number), is_confirmed=False
        )
        return house[number].progress.begin_batch("book", batch, token=number)

    begun = at_once(begin)
    last = house[0].progress.last_batch("book")
    assert last is not None
    assert [number for number in EIGHT if begun[number]] == [int(last.body)]


def test_eight_that_set_a_mark_leave_one(house: list[Journal]):
    at_once(lambda number: house[number].progress.set_mark("book", "owner", "me"))
    at_once(lambda number: house[number].progress.set_missing("book", "Items", ["MUG-BLU"]))
    assert house[0].progress.mark("book", "owner") == "me"
    assert house[0].progress.missing("book", "Items") == {"MUG-BLU"}


def test_a_book_follows_what_other_processes_commit(house: list[Journal]):
    writer, reader = house[0], house[1]
    news = threading.Event()
    follower = Follower(reader.engine, reader.desk, news.set)
    follower.start()
    for quantity in count(1):
        writer.desk.handle(receive(f"r{quantity}"))
        assert news.wait(WITHIN_S)
        news.clear()
        if quantity == 3:
            break
    assert reader.desk.book.on_hand("MUG-BLU", "A-01") == 3
    follower.stop()


def test_the_books_of_two_programs_agree(database: str):
    opened(database).close()
    command = [sys.executable, "-m", "tests.journal.poster", database]
    for first in (0, 10):
        subprocess.run([*command, str(first), str(first + 20)], check=True, capture_output=True)
    journal = open_journal(database, "journal-1")
    assert journal.desk.book.on_hand("MUG-BLU", "A-01") == 30
    journal.close()


def test_the_old_spelling_of_the_address_is_understood(postgres):
    journal = open_journal(postgres.new_database().replace("postgresql:", "postgres:"), "journal-1")
    assert journal.engine.dialect.driver == "psycopg"
    assert inspect(journal.engine).has_table("journal")
    journal.close()


def test_another_database_is_refused_by_name():
    with pytest.raises(UnsupportedDatabaseError) as refused:
        open_journal("mysql://root@127.0.0.1/stock", "journal-1")
    assert refused.value.backend == "mysql"
