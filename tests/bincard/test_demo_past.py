"""The demo's past: half a year of sales that leaves everything as it was counted."""

from datetime import UTC, datetime

import pytest

from bincard.demo.seeding import seed
from inventory.demand.history import histories
from inventory.documents.forecast import DemandClass, Forecast, Period
from inventory.invariants import check_invariants
from journal.opening import open_journal

NOW = datetime(2026, 11, 26, 10, tzinfo=UTC)


@pytest.fixture(scope="module")
def journals(tmp_path_factory):
    """The demo's warehouse without a past and with one."""
    opened = []
    for name in ("without", "with"):
        folder = tmp_path_factory.mktemp(name)
        journal = open_journal(f"sqlite:///{folder / 'bincard.sqlite3'}", "journal-1")
        seed(journal.desk, journal.reader, journal.contacts, NOW, has_past=name == "with")
        opened.append(journal)
    yield opened
    for journal in opened:
        journal.close()


def test_the_past_leaves_the_same_stock(journals):
    without, with_past = (journal.desk.book for journal in journals)
    check_invariants(with_past)
    assert with_past.on_hand("MUG-BLU", "A-01") == without.on_hand("MUG-BLU", "A-01") == 30
    real = [
        {key: much for key, much in book.balances(item).items() if book.kind_of(key[0]).is_real}
        for book in (without, with_past)
        for item in ("MUG-BLU", "MUG-RED", "TEE-BLK-M", "TEAPOT-1L", "CANDLE-PLR", "TOTE-NAT")
    ]
    assert real[:6] == real[6:]


def test_there_is_half_a_year_to_forecast_from_and_one_stockout(journals):
    journal = journals[1]
    found = histories(journal.desk.book, journal.reader.flows(), on=NOW.date())
    mugs = found["MUG-BLU"]
    assert mugs.period is Period.WEEK
    assert mugs.values.sum() > 200
    assert mugs.censored.sum() == 2
    assert found["MUG-RED"].censored.sum() == 0


def test_forecasts_stand_ready_in_the_first_minute(journals):
    book = journals[1].desk.book
    assert 8 < book.get(Forecast, "MUG-BLU").mean < 16
    assert book.get(Forecast, "MUG-BLU").censored == 2
    assert book.get(Forecast, "TEAPOT-1L").demand_class is DemandClass.INTERMITTENT


def test_the_past_twice_is_as_good_as_once(journals):
    journal = journals[1]
    before = journal.desk.book.sequence
    seed(journal.desk, journal.reader, journal.contacts, NOW, has_past=True)
    assert journal.desk.book.sequence == before
