"""A workbook full of proposals, reviews and alerts is as the journal has it, and can be put right."""

from contextlib import suppress
from random import Random

import pytest

from inventory.book import Book
from inventory.errors import StockError
from sheets_schema.audit import transactions_from
from sheets_schema.tabs import BOT_TABS
from tests.buying_weeks import BuyingWeeks, a_buying_house
from tests.sheets_schema.conftest import Office
from tests.sheets_schema.test_busy_dock import differences, put_right


@pytest.fixture
def buying(office: Office) -> Office:
    """Written in parts while some hundred things happened."""
    office.desk = a_buying_house()
    office.writer = office.new_writer()
    weeks = BuyingWeeks(Random(5), office.desk)
    for number in range(240):
        with suppress(StockError):
            office.desk.handle(weeks.next())
        if number % 60 == 0:
            office.write_all()
    office.write_all()
    return office


def test_every_tab_is_as_the_journal_has_it(buying: Office) -> None:
    for title in ("Proposals", "Proposal lines", "Forecast", "Reviews", "Alerts"):
        assert len(buying.tab(title)) > 2, title
    assert differences(buying) == []


def test_what_is_overwritten_is_put_right(buying: Office) -> None:
    for title in [tab.title for tab in BOT_TABS]:
        buying.types(f"{title}!B2", ["x", 999])
    put_right(buying)
    assert differences(buying) == []


def test_the_audit_alone_gives_the_same_book(buying: Office) -> None:
    book = Book()
    for entered in transactions_from(buying.tab("Audit!A2:ZZ")):
        book.apply(entered.transaction)
    assert book.sequence == buying.desk.last_sequence()
    assert book.entries == buying.desk.book.entries
    assert book.stock == buying.desk.book.stock
