"""A workbook full of deliveries: damaged everywhere it comes back, and its Audit is the whole of it."""

from contextlib import suppress
from random import Random

import pytest

from inventory.book import Book
from inventory.errors import StockError
from sheets_schema.audit import transactions_from
from sheets_schema.mending import mend
from sheets_schema.tabs import BOT_TABS
from sheets_schema.verify import compare
from tests.a_dock_day import DockDay, a_busy_house
from tests.sheets_schema.conftest import Office

FORMULA = '=IMPORTXML("http://example.com","//a")'


@pytest.fixture
def busy(office: Office) -> Office:
    """Written: some hundred postings of every kind, with notes that look like formulas."""
    office.desk = a_busy_house()
    office.writer = office.new_writer()
    day = DockDay(Random(7), office.desk)
    for _ in range(160):
        command = day.next()
        if hasattr(command, "note"):
            command = command.model_copy(update={"note": FORMULA})
        with suppress(StockError):
            office.desk.handle(command)
    office.write_all()
    return office


def differences(office: Office) -> list[str]:
    found = compare(office.workbook, office.desk, office.desk, rest=office.rest)
    return [str(difference) for difference in found]


def put_right(office: Office) -> None:
    found = compare(office.workbook, office.desk, office.desk, rest=office.rest)
    mend(office.workbook, office.desk, found, office.clock())
    office.write_all()


def test_every_tab_is_as_the_journal_has_it(busy: Office) -> None:
    assert differences(busy) == []


@pytest.mark.parametrize("harm", ["edits", "deletes", "sorts", "inserts"])
def test_harm_done_to_every_tab_is_put_right(busy: Office, harm: str) -> None:
    for title in [tab.title for tab in BOT_TABS]:
        rows = len(busy.tab(title))
        if rows < 3:
            continue
        if harm == "edits":
            busy.types(f"{title}!B2", ["x", 999])
        elif harm == "deletes":
            busy.person("deletes_rows", tab=title, first=2)
        elif harm == "sorts":
            busy.person("sorts", range=f"{title}!A2:Z{rows}", column="B", descending=True)
        else:
            busy.person("inserts_rows", tab=title, before=2)
    assert differences(busy)

    put_right(busy)

    assert differences(busy) == []


def test_the_audit_alone_gives_the_same_book(busy: Office) -> None:
    book = Book()
    for entered in transactions_from(busy.tab("Audit!A2:ZZ")):
        book.apply(entered.transaction)
    assert book.sequence == busy.desk.last_sequence()
    assert book.entries == busy.desk.book.entries
    assert book.stock == busy.desk.book.stock
