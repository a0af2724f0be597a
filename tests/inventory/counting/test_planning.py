"""Planning counts: sheets short enough for one walk, and who is to count them."""

from datetime import date

import pytest

from inventory.count_errors import CountTaken, CountTooLong, NothingToCount
from inventory.counting.planning import cut
from inventory.documents.cycle_count import CountStatus, CycleCount
from inventory.errors import NotAllowed, NothingChanged, NotPositive
from inventory.location import LocationKind
from inventory.notices import Audience, DocumentNotice
from inventory.stock_key import StockKey
from tests.builders import a_location, pick, receive
from tests.inventory.counting.sheets import a_stockroom, asked, claim, expected, plan, sheet
from tests.memory_desk import START


def test_a_planned_sheet_says_nothing_of_what_is_expected():
    desk = a_stockroom()
    posted = desk.handle(plan(bins=("A-01",), due_on=date(2026, 11, 27), note="before the fair"))
    count = sheet(desk)

    assert (count.status, count.run, count.source) == (CountStatus.PLANNED, "CC-1", "form")
    assert (count.planned_by, count.planned_on) == ("U0MIA", START.date())
    assert (count.is_blind, count.due_on, count.note) == (
        True,
        date(2026, 11, 27),
        "before the fair",
    )
    assert expected(count) == [None, None]
    assert posted.transaction.moves == ()
    assert posted.transaction.notices == (DocumentNotice(number="CC-1", audience=Audience.STOCK),)


def test_the_house_says_whether_counts_are_blind_and_a_plan_may_say_otherwise():
    desk = a_stockroom(is_count_blind="no")
    desk.handle(plan(bins=("A-01",)))
    desk.handle(plan(bins=("A-02",), is_blind=True))
    assert [one.is_blind for one in desk.book.all(CycleCount)] == [False, True]


def test_a_big_scope_becomes_several_sheets_of_one_run():
    bins = [a_location(f"C-{number:03}") for number in range(130)]
    desk = a_stockroom(*bins)
    desk.handle(plan())
    sheets = list(desk.book.all(CycleCount))

    assert [len(one.lines) for one in sheets] == [60, 60, 15]
    assert {one.run for one in sheets} == {"CC-1"}
    assert [one.lines[0].number for one in sheets] == [1, 1, 1]
    assert asked(sheets[1])[0] == ("C-055",)


def test_a_bin_is_not_divided_between_two_sheets_unless_it_is_too_big():
    keys = [StockKey(sku, place, "") for place, skus in (("A", "KL"), ("B", "LM")) for sku in skus]
    assert [len(one) for one in cut(keys, most=3)] == [2, 2]
    assert [len(one) for one in cut(keys, most=1)] == [1, 1, 1, 1]


def test_nobody_plans_a_whole_town_at_once():
    desk = a_stockroom(*(a_location(f"C-{number:04}") for number in range(3001)))
    with pytest.raises(CountTooLong) as refused:
        desk.handle(plan())
    assert refused.value == CountTooLong(
        lines=3006, most=3000, zones=(("A", 4), ("B", 1), ("C", 3001))
    )


def test_nothing_is_planned_where_nothing_is():
    desk = a_stockroom(a_location("BENCH", LocationKind.PACKING))
    with pytest.raises(NothingToCount):
        desk.handle(plan(bins=("BENCH",)))
    with pytest.raises(NotPositive):
        desk.handle(plan(sample=-1))


def test_a_sheet_is_given_to_somebody_who_may_count():
    desk = a_stockroom()
    with pytest.raises(NotAllowed) as refused:
        desk.handle(plan(bins=("A-01",), counter="U0VIC"))
    assert (refused.value.actor, refused.value.is_named) == ("U0VIC", True)
    with pytest.raises(NotAllowed) as own:
        desk.handle(plan(bins=("A-01",), counter="U0VIC", by="U0VIC"))
    assert not own.value.is_named
    desk.handle(plan(bins=("A-01",), counter="U0ANA"))
    assert (sheet(desk).counter, sheet(desk).status) == ("U0ANA", CountStatus.PLANNED)
    with pytest.raises(CountTaken):
        desk.handle(claim(by="U0BEN"))
    desk.handle(claim(by="U0ANA"))
    assert sheet(desk).status is CountStatus.COUNTING


def test_taking_a_sheet_puts_down_what_the_book_says_then():
    desk = a_stockroom()
    desk.handle(plan(bins=("A-01", "B-01")))
    desk.handle(pick(2, at="A-01"))
    taken = desk.handle(claim()).transaction
    count = sheet(desk)

    assert (count.status, count.counter, count.started_on) == (
        CountStatus.COUNTING,
        "U0ANA",
        START.date(),
    )
    assert expected(count) == [10, 30, 0]
    assert {line.asked_at for line in count.lines} == {taken.sequence}


def test_a_bin_that_was_empty_asks_for_what_has_come_to_lie_there():
    desk = a_stockroom()
    desk.handle(plan(bins=("B-01", "A-01")))
    desk.handle(receive(5, "TEE-BLK-M", at="B-01"))
    desk.handle(receive(7, "MUG-BLU", at="B-01"))
    desk.handle(claim())
    assert asked(sheet(desk)) == [
        ("A-01", "MUG-BLU"),
        ("A-01", "TEE-BLK-M"),
        ("B-01", "MUG-BLU"),
        ("B-01", "TEE-BLK-M"),
    ]
    assert expected(sheet(desk)) == [12, 30, 7, 5]


def test_a_sheet_is_in_one_hand_and_a_manager_may_take_it_over():
    desk = a_stockroom()
    desk.handle(plan(bins=("A-01",)))
    desk.handle(claim())
    with pytest.raises(NothingChanged):
        desk.handle(claim())
    with pytest.raises(CountTaken) as refused:
        desk.handle(claim(by="U0BEN"))
    assert refused.value == CountTaken(number="CC-1", by="U0ANA")
    desk.handle(pick(2, at="A-01"))
    desk.handle(claim(by="U0MIA"))
    assert (sheet(desk).counter, expected(sheet(desk))) == ("U0MIA", [10, 30])


def test_a_sheet_is_given_back_by_its_counter_or_a_manager():
    desk = a_stockroom()
    desk.handle(plan(bins=("A-01",)))
    with pytest.raises(NothingChanged):
        desk.handle(claim(is_claimed=False))
    desk.handle(claim())
    with pytest.raises(CountTaken):
        desk.handle(claim(by="U0BEN", is_claimed=False))
    desk.handle(claim(is_claimed=False))
    assert (sheet(desk).counter, sheet(desk).status) == ("", CountStatus.COUNTING)
    desk.handle(claim(by="U0BEN"))
    desk.handle(claim(by="U0MIA", is_claimed=False))
    assert sheet(desk).counter == ""
