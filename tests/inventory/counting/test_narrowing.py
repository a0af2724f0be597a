"""What narrows a count down: class, what has moved, what seems wrong, what is due."""

from datetime import date, timedelta
from typing import Any

import pytest

from inventory.count_errors import NothingToCount
from inventory.documents.cycle_count import CountLineStatus
from inventory.documents.last_count import LastCount
from inventory.documents.pick_list import Doubt
from tests.builders import a_location, an_item, move, receive, refusal_of
from tests.inventory.counting.kept_sheets import a_count, a_settled_line, keep
from tests.inventory.counting.sheets import a_stockroom, asked, plan, sheet
from tests.memory_desk import START, MemoryDesk

MUGS_AT_A01, TEES_AT_A01 = ("A-01", "MUG-BLU"), ("A-01", "TEE-BLK-M")
TODAY = START.date()


def planned(desk: MemoryDesk, **scope: Any) -> list[tuple[str, ...]]:
    number = desk.handle(plan(**scope)).transaction.changes[0].key
    return asked(sheet(desk, number))


def a_last_count(item: str, at: str, on: date, sequence: int = 1, lot: str = "") -> LastCount:
    return LastCount(
        item=item,
        location=at,
        lot=lot,
        counted=1,
        on=on,
        by="U0ANA",
        count="CC-9",
        sequence=sequence,
    )


def later(**by: float) -> Any:
    return START + timedelta(**by)


# -- class ----------------------------------------------------------------------------------------


def test_a_class_is_what_sales_make_it_unless_the_item_says_itself() -> None:
    desk = a_stockroom(an_item("TEE-BLK-M", abc_class="A"))

    found = planned(desk, abc_class="a", classes={"JAM-STR": "A", "MUG-BLU": "B"})

    assert found == [TEES_AT_A01, ("A-02", "JAM-STR", "L7")]


def test_what_has_no_class_is_c() -> None:
    found = planned(a_stockroom(), abc_class="C", classes={"TEE-BLK-M": "A", "JAM-STR": "B"})

    assert found == [MUGS_AT_A01, ("A-02", "MUG-BLU")]


def test_there_is_no_class_d() -> None:
    refused = refusal_of(a_stockroom(), plan(abc_class="D"))

    assert refused == NothingToCount(problem="unknown_class", what="D", known=("A", "B", "C"))


def test_a_class_and_a_bin_narrow_each_other_down() -> None:
    classes = {"MUG-BLU": "A", "TEE-BLK-M": "B"}

    assert planned(a_stockroom(), abc_class="A", bins=("A-01",), classes=classes) == [MUGS_AT_A01]


# -- what has moved -------------------------------------------------------------------------------


def test_what_has_moved_since_a_day_is_counted_also_what_is_gone_by_now() -> None:
    desk = a_stockroom()
    desk.handle(move(12, "MUG-BLU", at="A-01", to="B-01", when=later(days=2)))

    assert planned(desk, touched_since=TODAY + timedelta(days=1), when=later(days=3)) == [
        MUGS_AT_A01,
        ("B-01", "MUG-BLU"),
    ]


def test_goods_that_went_out_and_came_in_again_have_moved() -> None:
    desk = a_stockroom()
    for source, target in (("A-01", "B-01"), ("B-01", "A-01")):
        desk.handle(move(3, "MUG-BLU", at=source, to=target, when=later(days=2)))

    found = planned(desk, touched_since=TODAY + timedelta(days=2), bins=("A-01",))

    assert found == [MUGS_AT_A01]


def test_the_day_is_the_warehouses_own() -> None:
    desk = a_stockroom(time_zone="Pacific/Auckland")  # 08:00 in UTC is 21:00 there
    desk.handle(receive(1, "MUG-BLU", at="A-01", when=later(hours=4)))  # past midnight there

    found = planned(desk, touched_since=TODAY + timedelta(days=1), when=later(hours=5))

    assert found == [MUGS_AT_A01]


# -- what seems wrong -----------------------------------------------------------------------------


def test_what_a_picker_did_not_find_is_suspect() -> None:
    desk = a_stockroom()
    doubt = Doubt(
        item="TEE-BLK-M", location="A-01", missing=2, order="SO-1", reason="missing", is_open=True
    )
    keep(desk, doubt)

    assert planned(desk, is_suspect=True) == [TEES_AT_A01]


def test_a_bin_that_went_down_to_nothing_is_suspect_until_somebody_has_looked() -> None:
    desk = a_stockroom()
    emptied = desk.handle(move(12, "MUG-BLU", at="A-01", to="B-01")).transaction.sequence
    assert planned(desk, is_suspect=True) == [MUGS_AT_A01]

    desk = a_stockroom()
    desk.handle(move(12, "MUG-BLU", at="A-01", to="B-01"))
    keep(desk, a_last_count("MUG-BLU", "A-01", TODAY, sequence=emptied))
    assert refusal_of(desk, plan(is_suspect=True)) == NothingToCount(problem="nothing_suspect")


def test_a_bin_that_was_emptied_long_ago_is_not() -> None:
    desk = a_stockroom()
    desk.handle(move(12, "MUG-BLU", at="A-01", to="B-01"))

    refused = refusal_of(desk, plan(is_suspect=True, when=later(days=31)))

    assert refused == NothingToCount(problem="nothing_suspect")


def test_a_dock_is_emptied_all_the_time() -> None:
    desk = a_stockroom()
    desk.handle(receive(5, "MUG-BLU"))
    desk.handle(move(5, "MUG-BLU", at="IN", to="A-01"))

    assert refusal_of(desk, plan(is_suspect=True)) == NothingToCount(problem="nothing_suspect")


@pytest.mark.parametrize(("counted", "is_suspect"), [(24, True), (28, False)])
def test_what_was_far_off_when_it_was_counted_last_is_suspect(
    counted: int, is_suspect: bool
) -> None:
    desk = a_stockroom()
    keep(
        desk,
        a_count("CC-1", a_settled_line(30, 30, "TEE-BLK-M"), a_settled_line(12, 12)),
        a_count("CC-2", a_settled_line(30, counted, "TEE-BLK-M")),
    )

    if is_suspect:
        assert planned(desk, is_suspect=True) == [TEES_AT_A01]
    else:
        assert refusal_of(desk, plan(is_suspect=True)) == NothingToCount(problem="nothing_suspect")


def test_a_good_count_since_then_clears_it() -> None:
    desk = a_stockroom()
    skipped = a_settled_line(30, 30, "TEE-BLK-M", status=CountLineStatus.SKIPPED, tallies=())
    keep(
        desk,
        a_count("CC-1", a_settled_line(30, 20, "TEE-BLK-M")),
        a_count("CC-2", a_settled_line(20, 20, "TEE-BLK-M")),
        a_count("CC-3", skipped),
    )

    assert refusal_of(desk, plan(is_suspect=True)) == NothingToCount(problem="nothing_suspect")


# -- what is due ----------------------------------------------------------------------------------


def test_what_was_never_counted_is_due_so_long_after_it_was_put_there() -> None:
    desk = a_stockroom(count_days_a=30)
    parts = {"is_due": True, "classes": {"MUG-BLU": "A"}, "bins": ("A-01",)}

    refused = refusal_of(desk, plan(when=later(days=29), **parts))
    assert refused == NothingToCount(problem="nothing_due")
    assert planned(desk, when=later(days=30), **parts) == [MUGS_AT_A01]


def test_a_count_puts_it_off() -> None:
    desk = a_stockroom(count_days_c=10)
    for item in ("MUG-BLU", "JAM-STR"):
        lot = "L7" if item == "JAM-STR" else ""
        keep(desk, a_last_count(item, "A-02", TODAY + timedelta(days=9), lot=lot))

    assert planned(desk, is_due=True, when=later(days=12)) == [MUGS_AT_A01, TEES_AT_A01]


def test_an_empty_bin_is_never_due() -> None:
    desk = a_stockroom(a_location("Z-01"), count_days_c=1)

    assert ("Z-01",) not in planned(desk, is_due=True, when=later(days=9))
