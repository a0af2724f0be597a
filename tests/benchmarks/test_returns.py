"""A shop's credit notes as returns: every line goes somewhere, and a plain recount agrees."""

from pathlib import Path

import pytest

from benchmarks import returns
from benchmarks.retail_lines import Names, line_from, sort_out
from benchmarks.returns_lines import OrderName, events_of
from benchmarks.returns_recount import recount
from tests.benchmarks.test_retail import HEADER

SALES = (
    "536365|85123A|HEART HOLDER|6|2010-12-01 08:26:00|2.55|17850.0",
    "536365|71053|LANTERN|4|2010-12-01 08:26:00|3.39|17850.0",
    "536370|85123A|HEART HOLDER|2|2010-12-20 09:00:00|2.95|17850.0",
    "536371|85123A|HEART HOLDER|9|2010-12-20 09:30:00|2.95|13000.0",
)
CREDITS = (
    "C536400|85123A|HEART HOLDER|-3|2011-01-10 10:00:00|2.95|17850.0",  # 2 of the latest, 1 late
    "C536400|POST|POSTAGE|-1|2011-01-10 10:00:00|18.0|17850.0",
    "C536401|71053|LANTERN|-5|2010-12-24 10:00:00|3.39|17850.0",  # one more than was sold
    "C536402|22111|BOTTLE|-2|2010-12-24 11:00:00|4.95|",
    "C536403|85123A|HEART HOLDER|-80995|2010-12-24 12:00:00|2.95|17850.0",
    "C536404|71053|LANTERN|-1|2010-12-24 12:00:00|3.39|",
    "C536405|71053|LANTERN|-1|2010-12-24 12:00:00|3.39|13000.0",
)
ROWS = [dict(zip(HEADER, row.split("|"), strict=True)) for row in (*SALES, *CREDITS)]


@pytest.fixture(scope="module")
def lines():
    return [line_from(number, row) for number, row in enumerate(ROWS, start=1)]


def test_goods_come_back_of_the_latest_sale_to_the_customer_then_of_the_one_before(lines):
    notes = [event.note for event in events_of(sort_out(lines, Names(lines))) if event.note]
    found = [(note.number, back.order, back.quantity) for note in notes for back in note.lines]
    assert found == [
        ("C536400", OrderName("536370", 0), 2),
        ("C536400", OrderName("536365", 0), 1),
        ("C536401", OrderName("536365", 0), 4),
        ("C536401", None, 1),
        ("C536402", None, 2),
        ("C536404", None, 1),
        ("C536405", None, 1),
    ]


def test_only_orders_of_which_something_comes_back_are_brought_in(lines):
    events = events_of(sort_out(lines, Names(lines)))
    assert [event.order[0].invoice for event in events if event.order] == ["536365", "536370"]


def test_the_book_agrees_with_the_recount(lines, tmp_path: Path):
    names = Names(lines)
    events = events_of(sort_out(lines, names))
    text, is_equal = returns.run_events(
        events, names, recount(ROWS), folder=tmp_path, name="a few rows"
    )
    assert is_equal, text
    assert "2  returns against them: 2 lines, 7 units" in text
    assert "1  of them later than 30 days (1 lines), taken by a manager" in text
    assert "1  postage (POST): UnknownItem" in text
    assert "1  lines left out" in text
    assert "4  lines that nobody had announced, 5 units" in text


def test_what_lies_elsewhere_is_told_and_nothing_is_equal(lines, tmp_path: Path):
    names = Names(lines)
    events = events_of(sort_out(lines, names))
    wrong = recount(ROWS)
    wrong.stock["85123A", "R-85"] = 99
    text, is_equal = returns.run_events(events, names, wrong, folder=tmp_path, name="a few rows")
    assert not is_equal
    assert "('85123A', 'R-85')" in text
