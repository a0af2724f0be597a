"""How right the book was, and what was lost: each line once, the costliest first."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inventory.counting.accuracy import AccuracyReport, Grouping, accuracy_report, sheets_of
from inventory.documents.cycle_count import CountLine, CountLineStatus
from tests.builders import an_item, edit
from tests.inventory.counting.kept_sheets import a_count, a_settled_line, a_tally, keep
from tests.memory_desk import MemoryDesk

OCTOBER, NOVEMBER = date(2026, 10, 30), date(2026, 11, 3)


@pytest.fixture
def desk() -> MemoryDesk:
    """Mugs at two apiece and jam at ten; counts may be off by five."""
    desk = MemoryDesk()
    desk.handle(edit(an_item("MUG-BLU", unit_cost=Decimal(2))))
    desk.handle(edit(an_item("JAM-STR", name="Jam", unit_cost=Decimal(10))))
    return desk


def report(desk: MemoryDesk, by: Grouping = Grouping.ITEM, **days: date) -> AccuracyReport:
    return accuracy_report(desk.book, by, **days)


def names(found: AccuracyReport) -> list[str]:
    return [row.name for row in found.rows]


def test_a_line_is_right_where_exactly_what_the_book_said_was_there(desk: MemoryDesk) -> None:
    keep(desk, a_count("CC-1", a_settled_line(12, 12), a_settled_line(12, 9, at="A-02")))

    total = report(desk).total

    assert (total.lines, total.right, total.within) == (2, 1, 2)
    assert (total.percent, total.percent_within) == (50, 100)


def test_what_was_missing_and_what_was_found_are_added_up_and_set_off(desk: MemoryDesk) -> None:
    keep(desk, a_count("CC-1", a_settled_line(12, 2), a_settled_line(5, 9, at="A-02")))

    total = report(desk).total

    assert (total.net, total.absolute) == (-6, 14)
    assert (total.net_value, total.absolute_value) == (-12, 28)
    assert (total.right, total.within) == (0, 1)


def test_a_cost_nobody_knows_is_counted_and_not_guessed(desk: MemoryDesk) -> None:
    keep(desk, a_count("CC-1", a_settled_line(12, 10, unit_cost=None), a_settled_line(3, 3)))

    total = report(desk).total

    assert (total.absolute, total.absolute_value, total.unpriced) == (2, 0, 1)


def test_goods_that_lay_in_the_wrong_bin_are_wrong_and_not_lost(desk: MemoryDesk) -> None:
    moved = a_settled_line(0, 5, status=CountLineStatus.MOVED, is_found=True)
    keep(desk, a_count("CC-1", moved))

    total = report(desk).total

    assert (total.lines, total.right, total.absolute) == (1, 0, 0)


def test_what_an_approver_turned_down_was_wrong_and_is_not_lost(desk: MemoryDesk) -> None:
    keep(desk, a_count("CC-1", a_settled_line(12, 2, transaction="")))

    assert (report(desk).total.right, report(desk).total.absolute) == (0, 0)


def test_lines_that_wait_or_were_skipped_say_nothing(desk: MemoryDesk) -> None:
    waiting = a_settled_line(12, 2, status=CountLineStatus.RECOUNT, settled_on=None)
    skipped = a_settled_line(12, 12, status=CountLineStatus.SKIPPED, tallies=())
    keep(desk, a_count("CC-1", waiting, skipped))

    assert report(desk).total.lines == 0
    assert report(desk).total.percent is None


def test_the_costliest_item_comes_first(desk: MemoryDesk) -> None:
    jam = a_settled_line(4, 3, "JAM-STR", unit_cost=Decimal(10))
    keep(desk, a_count("CC-1", a_settled_line(12, 8), jam, a_settled_line(1, 1, "TEE-BLK-M")))

    found = report(desk)

    assert names(found) == ["JAM-STR", "MUG-BLU", "TEE-BLK-M"]
    assert [row.accuracy.absolute_value for row in found.rows] == [10, 8, 0]


def test_bins_and_months_are_told_as_well(desk: MemoryDesk) -> None:
    keep(
        desk,
        a_count("CC-1", a_settled_line(12, 11, at="A-01", on=OCTOBER)),
        a_count("CC-2", a_settled_line(12, 5, at="B-01", on=NOVEMBER)),
    )

    assert names(report(desk, Grouping.BIN)) == ["B-01", "A-01"]
    assert names(report(desk, Grouping.MONTH)) == ["2026-10", "2026-11"]


def test_only_lines_settled_on_the_days_asked_for_count(desk: MemoryDesk) -> None:
    keep(
        desk,
        a_count("CC-1", a_settled_line(on=OCTOBER), a_settled_line(on=NOVEMBER, at="A-02")),
        a_count("CC-2", a_settled_line(on=date(2026, 12, 1))),
    )

    found = report(desk, Grouping.BIN, first=date(2026, 11, 1), last=date(2026, 11, 30))

    assert names(found) == ["A-02"]


def test_a_month_reads_no_sheet_of_another(desk: MemoryDesk) -> None:
    keep(
        desk,
        a_count("CC-1", a_settled_line(on=OCTOBER)),
        a_count("CC-2", a_settled_line(on=NOVEMBER)),
        a_count("CC-3", a_settled_line(on=OCTOBER), a_settled_line(on=NOVEMBER)),
    )

    read = sheets_of(desk.book, date(2026, 11, 1), date(2026, 11, 30))

    assert [sheet.number for sheet in read] == ["CC-2", "CC-3"]


def test_a_line_that_was_recounted_is_its_last_counters_and_was_overruled(
    desk: MemoryDesk,
) -> None:
    tallies = (a_tally(12, 2, "U0ANA"), a_tally(12, 12, "U0BEN"))
    keep(desk, a_count("CC-1", a_settled_line(12, 12, tallies=tallies)))

    found = report(desk, Grouping.PERSON)

    told = {row.name: row.accuracy for row in found.rows}
    assert (told["U0BEN"].right, told["U0BEN"].overruled) == (1, 0)
    assert (told["U0ANA"].right, told["U0ANA"].overruled) == (0, 1)
    assert (told["U0ANA"].absolute, told["U0ANA"].within) == (0, 0)
    assert (found.total.lines, found.total.right) == (1, 1)


def test_an_overtaken_tally_is_nobodys_mistake(desk: MemoryDesk) -> None:
    tallies = (a_tally(12, 9, is_overtaken=True), a_tally(9, 9))
    keep(desk, a_count("CC-1", a_settled_line(9, 9, tallies=tallies)))

    [row] = report(desk, Grouping.PERSON).rows

    assert (row.accuracy.lines, row.accuracy.right, row.accuracy.overruled) == (1, 1, 0)


def test_a_hundred_per_cent_means_all_of_them(desk: MemoryDesk) -> None:
    lines = [a_settled_line(at=f"A-{place}") for place in range(1999)]
    for at in range(0, 1999, 50):
        keep(desk, a_count(f"CC-{at}", *lines[at : at + 50]))
    keep(desk, a_count("CC-OFF", a_settled_line(12, 11)))

    assert report(desk).total.percent == Decimal("99.9")


LINES = st.builds(
    a_settled_line,
    expected=st.integers(0, 30),
    counted=st.integers(0, 30),
    item=st.sampled_from(["MUG-BLU", "JAM-STR", "TEE-BLK-M"]),
    at=st.sampled_from(["A-01", "A-02"]),
    by=st.sampled_from(["U0ANA", "U0BEN"]),
    on=st.sampled_from([OCTOBER, NOVEMBER]),
    unit_cost=st.sampled_from([None, Decimal(2), Decimal("0.35")]),
)


@given(st.lists(LINES, max_size=20))
def test_however_lines_are_grouped_they_come_to_the_same(lines: list[CountLine]) -> None:
    desk = MemoryDesk()
    keep(desk, a_count("CC-1", *lines))
    for by in Grouping:
        found = report(desk, by)
        told = [row.accuracy for row in found.rows]
        assert sum(one.lines for one in told) == found.total.lines == len(lines)
        assert sum(one.right for one in told) == found.total.right
        assert sum(one.net for one in told) == found.total.net
        assert sum(one.absolute_value for one in told) == found.total.absolute_value
        assert abs(found.total.net) <= found.total.absolute
