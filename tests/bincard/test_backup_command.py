"""`backup` and `restore` on both engines, by the words and exit codes people see."""

import io
import shutil

import pytest
from rich.console import Console

from bincard.backup_command import bring_back, keep
from bincard.settings import Settings
from inventory.ports import Delivery
from journal.opening import open_journal
from tests.builders import HOUSE, ITEMS, PEOPLE, edit, receive, warn

ROWS = len(HOUSE) + len(PEOPLE) + len(ITEMS)


@pytest.fixture
def settings(database) -> Settings:
    if database.startswith("postgres") and not shutil.which("pg_dump"):
        pytest.skip("pg_dump is not on the path")
    return Settings(_env_file=None, database_url=database)


def post(database, *commands) -> None:
    journal = open_journal(database, "journal-1")
    journal.desk.handle_all(commands)
    journal.close()


def test_what_was_kept_comes_back_and_nothing_is_said_twice(settings, database, tmp_path):
    console = Console(file=io.StringIO())
    file = tmp_path / "kept"
    post(database, *(edit(row) for row in (*HOUSE, *PEOPLE, *ITEMS)))
    post(database, receive(24, at="A-01"), warn())
    assert keep(settings, file, console) == 0
    post(database, receive(6, at="A-01"))

    assert keep(settings, file, console) == 2
    assert bring_back(settings, file, console, is_agreed=False) == 2
    assert bring_back(settings, file, console, is_agreed=True) == 0

    journal = open_journal(database, "unused")
    assert journal.id == "journal-1"
    assert journal.desk.book.on_hand("MUG-BLU", "A-01") == 24
    assert [row.delivery for row in journal.outbox.pending(9)] == [Delivery.UNKNOWN]
    journal.desk.handle_all([receive(1, at="A-01"), warn("sheet")])
    assert [row.key for row in journal.outbox.pending(9)] == [
        f"TX-{ROWS + 2}#1",
        f"TX-{ROWS + 4}#1",
    ]
    journal.close()


def test_while_the_bot_works_nothing_comes_back_and_no_copy_is_left_behind(tmp_path):
    url = f"sqlite:///{tmp_path / 'bincard.sqlite3'}"
    settings, said = Settings(_env_file=None, database_url=url), io.StringIO()
    journal = open_journal(url, "journal-1")
    journal.desk.handle_all(edit(row) for row in HOUSE)
    keep(settings, tmp_path / "kept", Console(file=said))
    journal.lease.acquire("sheet", "worker-1", 60.0)

    assert bring_back(settings, tmp_path / "kept", Console(file=said), is_agreed=True) == 2
    assert "Stop the bot first: worker-1 works with it." in said.getvalue()
    assert not list(tmp_path.glob("*before-restore*"))
    journal.close()


def test_without_the_tool_it_says_what_to_run_and_never_the_password(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    said = io.StringIO()
    url = "postgresql://bincard:pa55word@db.example/journal"
    settings = Settings(_env_file=None, database_url=url)

    code = keep(settings, tmp_path / "kept", Console(file=said, width=500))

    assert code == 2
    assert "pg_dump is not installed here. Run where it is:" in said.getvalue()
    assert "--dbname postgresql://bincard@db.example/journal" in said.getvalue()
    assert "pa55word" not in said.getvalue()
