"""Every line of the shop's year gets one treatment, and two ways of reckoning agree."""

import os
from pathlib import Path

import pytest

from benchmarks.recompute import rows_of, stock_at_the_end
from benchmarks.retail_commands import commands_for, edit_of
from benchmarks.retail_desk import replay_at_desk, set_up_shop
from benchmarks.retail_lines import Names, Treatment, line_from, read_lines, sort_out
from benchmarks.retail_postings import opening_stock, postings_of
from benchmarks.retail_slack import replay_in_slack
from benchmarks.retail_tally import Tally
from benchmarks.retail_workbook import write_everything
from benchmarks.slack_stand_in import OPERATOR, slack_surface
from inventory.location import REAL_KINDS
from inventory.people import Person, Role
from journal.opening import open_journal

HEADER = [
    "InvoiceNo",
    "StockCode",
    "Description",
    "Quantity",
    "InvoiceDate",
    "UnitPrice",
    "CustomerID",
]
ROWS = [
    dict(zip(HEADER, row.split("|"), strict=True))
    for row in (
        "536365|85123A| HEART HOLDER |6|2010-12-01 08:26:00|2.55|17850.0",
        "536365|85123a|HEART HOLDER|2|2010-12-01 08:26:00|2.55|17850.0",
        "536365|POST|POSTAGE|1|2010-12-01 08:26:00|18.0|17850.0",
        "536380|85123A|HEART HOLDER|4|2010-12-01 09:00:00|0.0|",
        "536381|85123A|found|3|2010-12-01 09:01:00|0.0|",
        "536382|85123A||7|2010-12-01 09:02:00|0.0|",
        "536383|85123A|wet pallet|-2|2010-12-01 09:03:00|0.0|",
        "536384|85123A||-1|2010-12-01 09:04:00|0.0|",
        "C536379|85123A|HEART HOLDER|-5|2010-12-01 09:41:00|2.55|17850.0",
        "541431|23166|STORAGE JAR|74215|2011-01-18 10:01:00|1.04|12346.0",
        "C541433|23166|STORAGE JAR|-74215|2011-01-18 10:17:00|1.04|12346.0",
    )
]
LINES = [line_from(number, row) for number, row in enumerate(ROWS, start=1)]


def sorted_lines():
    return list(sort_out(LINES, Names(LINES)))


def test_each_line_has_one_treatment():
    assert [one.treatment.name for one in sorted_lines()] == [
        "SALE",
        "SALE",
        "NOT_GOODS",
        "GIFT",
        "TURNED_UP",
        "TURNED_UP_SILENTLY",
        "WRITTEN_OFF",
        "WRITTEN_OFF_SILENTLY",
        "CREDIT",
        "MISTYPED_SALE",
        "MISTYPED_CREDIT",
    ]


def test_the_recomputation_leaves_the_reserve_at_the_lowest_point():
    assert stock_at_the_end(ROWS) == {
        ("85123A", "R-85"): 22,
        ("85123a", "R-85"): 10,
        ("23166", "R-23"): 10,
    }


def test_the_opening_covers_the_lowest_point_and_the_reserve():
    assert opening_stock(sorted_lines()) == {"85123A": 20, "85123a": 12, "23166": 10}


def test_a_line_to_be_refused_travels_alone():
    postings = list(postings_of(sorted_lines()))
    assert [(len(one.lines), one.is_doomed) for one in postings[:2]] == [(2, False), (1, True)]
    assert [command.kind for command in commands_for(postings[0])] == ["pick", "ship"]
    assert [command.kind for command in commands_for(postings[1])] == ["pick"]
    assert commands_for(postings[-1]) == []


def test_remarks_become_reasons_and_stay_as_notes():
    command = commands_for(list(postings_of(sorted_lines()))[5])[0]
    assert [(line.reason, line.note) for line in command.lines] == [("damaged", "wet pallet")]


def replayed(lines, tmp_path: Path) -> tuple[Tally, dict[tuple[str, str], int]]:
    names = Names(lines)
    in_order = list(sort_out(lines, names))
    journal = open_journal(f"sqlite:///{tmp_path / 'retail.sqlite3'}", "retail")
    try:
        set_up_shop(journal.desk, names, opening_stock(in_order), lines[0].at)
        tally = Tally()
        replay_at_desk(journal.desk, postings_of(in_order), tally, lambda _lines: None)
        book = journal.desk.book
        left = {
            (item, location): int(quantity)
            for item in book.stock
            for (location, _), quantity in book.balances(item).items()
            if book.kind_of(location) in REAL_KINDS
        }
    finally:
        journal.close()
    return tally, left


def test_the_desk_ends_where_the_recomputation_does(tmp_path: Path):
    tally, left = replayed(LINES, tmp_path)
    assert left == stock_at_the_end(ROWS)
    assert tally.surprises == []
    assert tally.lines == {
        "sale, picked and shipped": 2,
        "sale free of charge, picked and shipped": 1,
        "adjusted up for the reason given": 1,
        "adjusted up, no description": 1,
        "adjusted down for the reason given": 1,
        "adjusted down, no description": 1,
        "credit note, returned to its bin": 1,
        "refused, not goods: POST, postage (UnknownItem)": 1,
        "refused, mistyped sale of more than there is (NotEnough)": 1,
        "void, credit of a sale that was refused": 1,
    }


def test_typed_into_slack_and_written_to_the_workbook_it_ends_the_same(tmp_path: Path):
    names = Names(LINES)
    in_order = list(sort_out(LINES, names))
    journal = open_journal(f"sqlite:///{tmp_path / 'retail.sqlite3'}", "retail")
    try:
        set_up_shop(journal.desk, names, opening_stock(in_order), LINES[0].at)
        journal.desk.handle(edit_of(Person(user=OPERATOR, role=Role.OPERATOR), LINES[0].at))
        tally = Tally()
        with slack_surface(journal.desk, journal.reader) as surface:
            postings = postings_of(in_order)
            replay_in_slack(surface, journal.desk, postings, tally, lambda _lines: None)
        says = write_everything(journal)
    finally:
        journal.close()
    assert (tally.surprises, says.differences) == ([], [])
    assert tally.lines["refused, not goods: POST, postage (told so in Slack)"] == 1
    assert says.stock == stock_at_the_end(ROWS)


def retail_file() -> Path:
    named = os.environ.get("BINCARD_DATA")
    root = Path(named) if named else Path(__file__).parents[3] / "shared" / "data"
    return root / "online_retail" / "online_retail_small.csv.gz"


@pytest.mark.skipif(
    not retail_file().exists(), reason="the shop's file is not here: set BINCARD_DATA"
)
def test_three_hundred_real_lines_end_equal(tmp_path: Path):
    lines = read_lines(retail_file(), 300)
    tally, left = replayed(lines, tmp_path)
    assert left == stock_at_the_end(rows_of(retail_file(), 300))
    assert tally.surprises == []
    assert tally.total == 300
    assert Treatment.SALE.value in tally.lines
