"""Forgetting erases the one who asked, and nobody whose code looks alike."""

from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from bincard.forgetting import forget_customer
from bincard.settings import Settings
from inventory.customer import Contact
from journal.opening import open_journal
from tests.builders import a_customer, edit
from tests.journeys import SOL, a_journal

ANA = Contact(name="Ana Ruiz", email="ana@example.org")


@pytest.mark.parametrize(
    ("asked", "left"),
    [("WEB-ana", ["CAFE-SOL", "WEB-ANA"]), ("WEB-Ana", ["CAFE-SOL", "WEB-ANA", "WEB-ana"])],
)
def test_of_two_codes_that_differ_in_case_only_the_one_that_is_meant_is_erased(
    tmp_path: Path, asked: str, left: list[str]
):
    with a_journal(tmp_path) as journal:
        for code, contact in (("WEB-ANA", SOL), ("WEB-ana", ANA)):
            mark = journal.contacts.put(code, contact)
            journal.desk.handle(edit(a_customer(code, contact=mark)))

    database = f"sqlite:///{tmp_path / 'bincard.sqlite3'}"
    forget_customer(Settings(database_url=database), asked, Console(file=StringIO()))

    journal = open_journal(database, "journal-1")
    assert sorted(journal.contacts.kept()) == left
    journal.close()
