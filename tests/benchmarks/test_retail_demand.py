"""A shop's demand is what a plain recount says, as ledger rows and through the desk."""

import csv
import gzip
from datetime import date
from pathlib import Path

import pytest

from benchmarks import retail_demand
from benchmarks.retail_demand_recount import recount
from benchmarks.retail_flows import demand_of
from benchmarks.retail_flows import retail_demand as arrays_of
from benchmarks.retail_lines import Names, line_from, sort_out
from inventory.documents.forecast import Period
from tests.benchmarks.test_retail import HEADER

TABLE = (
    "536365|85123A|HEART HOLDER|6|2010-12-01 08:26:00|2.55|17850.0",
    "536370|85123A|HEART HOLDER|2|2010-12-20 09:00:00|2.95|17850.0",
    "536371|85123A|HEART HOLDER|9|2010-12-20 09:30:00|2.95|",
    "536372|23166|CERAMIC JAR|74215|2011-01-18 10:01:00|1.04|12346.0",
    "C536373|23166|CERAMIC JAR|-74215|2011-01-18 10:17:00|1.04|12346.0",
    "C536374|85123A|HEART HOLDER|-3|2011-01-20 10:00:00|2.95|17850.0",
    "C536375|71053|LANTERN|-5|2011-01-24 10:00:00|3.39|17850.0",
    "536376|85123A|damaged|-4|2011-01-25 10:00:00|0.0|",
    "536377|71053|LANTERN|4|2011-02-26 08:26:00|3.39|17850.0",
    "536378|POST|POSTAGE|1|2011-02-26 08:26:00|18.0|17850.0",
)
ROWS = [dict(zip(HEADER, row.split("|"), strict=True)) for row in TABLE]


@pytest.fixture(scope="module")
def lines():
    return [line_from(number, row) for number, row in enumerate(ROWS, start=1)]


def test_demand_is_in_the_week_of_the_sale_less_what_came_back(lines):
    weeks = retail_demand.weeks_of(demand_of(sort_out(lines, Names(lines))), lines)

    assert weeks == {
        ("85123A", date(2010, 11, 29)): 5,
        ("85123A", date(2010, 12, 20)): 9,
        ("71053", date(2011, 2, 21)): 4,
    }


def test_every_way_agrees_with_the_recount(lines, tmp_path: Path):
    sorted_out = list(sort_out(lines, Names(lines)))
    text, is_equal = retail_demand.run_lines(
        lines, sorted_out, recount(ROWS), folder=tmp_path, name="a few rows"
    )

    assert is_equal, text
    assert "23166: 74,215 typed on 2011-01-18 and taken back; demand of that week 0" in text
    assert text.splitlines()[-1] == "EQUAL"


def test_a_recount_that_says_something_else_is_told(lines):
    sorted_out = list(sort_out(lines, Names(lines)))
    other = recount(ROWS[:5])
    text, is_equal = retail_demand.run_lines(lines, sorted_out, other, folder=None, name="short")

    assert not is_equal
    assert "85123A in the week of 2010-11-29: 5, the recount says 6" in text


def test_a_year_is_arrays_of_codes_and_whole_months(tmp_path: Path):
    path = tmp_path / "retail.csv.gz"
    with gzip.open(path, "wt", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, HEADER)
        writer.writeheader()
        writer.writerows(ROWS)

    found = arrays_of(path, Period.MONTH)
    assert (found.codes, found.start) == (("85123A",), date(2010, 12, 1))
    assert found.demand.tolist() == [[14.0, 0.0]]
    assert found.prices.tolist() == [2.55]
