"""A copy made while the journal is in use is one moment of it, whole; a bad file is refused."""

import threading
from pathlib import Path

import pytest

from inventory.ports import Delivery
from journal.backup import (
    JournalInUseError,
    NotABackupError,
    back_up,
    doubt_what_waits,
    look_into,
    restore,
)
from journal.opening import open_journal
from journal.recount import recount_differences
from tests.builders import HOUSE, ITEMS, PEOPLE, edit, receive, warn


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "bincard.sqlite3"


@pytest.fixture
def journal(database: Path):
    journal = open_journal(f"sqlite:///{database}", "journal-1")
    journal.desk.handle_all([edit(row) for row in (*HOUSE, *PEOPLE, *ITEMS)])
    yield journal
    journal.close()


def test_a_copy_made_amid_postings_is_whole(journal, database, tmp_path):
    told = []

    def work() -> None:
        for number in range(200):
            told.append(journal.desk.handle(receive(1, at="A-01", key=f"n{number}")))

    worker = threading.Thread(target=work)
    worker.start()
    copies = [back_up(database, tmp_path / f"{number}.sqlite3") for number in range(3)]
    worker.join()

    for number, kept in enumerate(copies):
        copy = open_journal(f"sqlite:///{tmp_path / f'{number}.sqlite3'}", "unused")
        book = copy.desk.book
        assert copy.id == kept.journal_id == "journal-1"
        assert book.sequence == kept.sequence
        assert recount_differences(copy.engine, book) == []
        assert book.on_hand("MUG-BLU", "A-01") == kept.sequence - (
            len(HOUSE) + len(PEOPLE) + len(ITEMS)
        )
        copy.close()


def test_a_backup_is_never_overwritten(journal, database, tmp_path):
    target = tmp_path / "kept.sqlite3"
    back_up(database, target)

    with pytest.raises(FileExistsError):
        back_up(database, target)
    assert [file.name for file in tmp_path.glob(".*")] == []


def test_what_had_still_to_be_said_is_looked_for_before_it_is_said_again(
    journal, database, tmp_path
):
    journal.desk.handle(warn())
    back_up(database, tmp_path / "kept.sqlite3")
    journal.close()

    elsewhere = tmp_path / "elsewhere" / "bincard.sqlite3"
    restore(tmp_path / "kept.sqlite3", elsewhere)
    doubt_what_waits(f"sqlite:///{elsewhere}")

    restored = open_journal(f"sqlite:///{elsewhere}", "unused")
    assert [row.delivery for row in restored.outbox.pending(10)] == [Delivery.UNKNOWN]
    restored.close()


def test_a_journal_in_use_is_not_replaced(journal, database, tmp_path):
    back_up(database, tmp_path / "kept.sqlite3")
    journal.lease.acquire("sheet", "host-1", 60)

    with pytest.raises(JournalInUseError) as refused:
        restore(tmp_path / "kept.sqlite3", database)
    assert refused.value.holder == "host-1"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (None, "there is no such file"),
        (b"", "it is not a journal of Bincard"),
        (b"SKU;Name\nMUG-BLU;Blue mug\n" * 100, "it cannot be read (file is not a database)"),
    ],
)
def test_a_file_that_is_no_journal_is_refused(tmp_path, content, reason):
    file = tmp_path / "some.csv"
    if content is not None:
        file.write_bytes(content)

    with pytest.raises(NotABackupError) as refused:
        look_into(file)
    assert refused.value.reason == reason


def test_a_damaged_copy_is_refused(journal, database, tmp_path):
    target = tmp_path / "kept.sqlite3"
    journal.desk.handle_all([receive(1, at="A-01", key=f"n{n}") for n in range(200)])
    back_up(database, target)
    content = bytearray(target.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 8192] = b"\xa5" * 8192
    target.write_bytes(bytes(content))

    with pytest.raises(NotABackupError):
        look_into(target)
