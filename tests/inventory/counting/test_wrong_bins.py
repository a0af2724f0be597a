"""Goods in the wrong bin are moved in the book, neither made up here nor written off there."""

import pytest

from inventory.count_commands import MoveFound
from inventory.count_errors import CountedAlready, NotInWrongBin
from inventory.documents.approval import Approval, ApprovalStatus
from inventory.documents.cycle_count import CountLineStatus, CountStatus
from inventory.errors import NotEnough, NothingMoved, UnknownLocation, WrongPlace
from inventory.inbound_errors import OtherSite
from inventory.move import MoveKind
from inventory.order_errors import WrongStep
from tests.builders import (
    a_customer,
    a_location,
    an_item,
    approve,
    edit,
    ordered,
    pick,
    place_order,
    refusal_of,
    undo,
)
from tests.inventory.counting.sheets import (
    CAT,
    a_count,
    approval,
    claim,
    enter,
    kinds_said,
    last,
    line,
    said,
    sheet,
    states,
)


def move_found(number=1, *, source="", by="U0ANA"):
    return ordered(MoveFound, "CC-1", by=by, line=number, source=source)


def found_at_b(*rows, scope=None, stock=((12, "MUG-BLU", "A-01"),), quantity=4, **rules):
    """Some of the mugs of A-01 have been found at B-01, where the book has none."""
    desk = a_count(*rows, scope=scope or {"bins": ("B-01",)}, stock=stock, **rules)
    posted = desk.handle(enter((quantity, "MUG-BLU", "B-01")))
    return desk, posted


def test_few_goods_that_seem_to_belong_elsewhere_are_not_made_up():
    desk, posted = found_at_b()
    found = line(desk, "B-01", "MUG-BLU")
    assert posted.transaction.moves == ()
    assert (found.status, found.belongs_at) == (CountLineStatus.APPROVAL, "A-01")
    assert approval(desk).count == "CC-1"
    remark = said(posted)[0]
    assert (remark.kind.value, remark.location, remark.other, remark.quantity) == (
        "wrong_bin",
        "B-01",
        "A-01",
        4,
    )


def test_they_are_moved_in_the_book_and_nobody_has_to_agree_any_more():
    desk, _ = found_at_b()
    posted = desk.handle(move_found())
    (moved,) = posted.transaction.moves
    found = line(desk, "B-01", "MUG-BLU")

    assert (moved.kind, moved.source, moved.target, moved.quantity) == (
        MoveKind.MOVE,
        "A-01",
        "B-01",
        4,
    )
    assert (moved.document, moved.reason) == ("CC-1", "misplaced")
    assert (found.status, found.transaction, found.cause) == (
        CountLineStatus.MOVED,
        posted.transaction.id,
        "misplaced",
    )
    assert approval(desk).status is ApprovalStatus.REJECTED
    assert (sheet(desk).status, said(posted)) == (CountStatus.DONE, [])
    assert last(desk, "B-01", "MUG-BLU").counted == 4
    assert refusal_of(desk, move_found()).status == "done"


def test_a_manager_may_agree_that_they_were_found_after_all():
    desk, _ = found_at_b()
    desk.handle(approve())
    assert desk.book.on_hand("MUG-BLU", "A-01") == 12
    assert desk.book.on_hand("MUG-BLU", "B-01") == 4


def test_many_of_them_are_counted_by_another_person_first_unless_they_are_moved():
    desk, posted = found_at_b(quantity=9)
    assert states(desk) == ["recount"]
    assert kinds_said(posted) == ["wrong_bin", "count_another"]
    desk.handle(move_found())
    assert desk.book.balances("MUG-BLU") == {("A-01", ""): 3, ("B-01", ""): 9}


def test_the_bin_that_was_counted_short_on_the_same_run_comes_first():
    stock = ((12, "MUG-BLU", "A-01"), (40, "MUG-BLU", "A-02"))
    desk = a_count(scope={"bins": ("A-01", "B-01")}, stock=stock)
    desk.handle(enter((2, "MUG-BLU", "A-01")))
    desk.handle(enter((10, "MUG-BLU", "B-01")))
    assert line(desk, "B-01", "MUG-BLU").belongs_at == "A-01"

    posted = desk.handle(move_found(2))
    short = line(desk, "A-01", "MUG-BLU")
    assert [one.quantity for one in posted.transaction.moves] == [10]
    assert (short.status, short.variance, len(short.tallies)) == (CountLineStatus.POSTED, 0, 2)
    assert (sheet(desk).status, desk.book.on_hand("MUG-BLU", "A-01")) == (CountStatus.DONE, 2)


def test_a_bin_of_another_sheet_of_the_run_counts_too():
    bins = [a_location(f"B-{number:03}") for number in range(60)]
    desk = a_count(*bins, scope={"zone": ""}, stock=((12, "MUG-BLU", "A-01"),))
    desk.handle(enter((12, "MUG-BLU", "A-01")))
    desk.handle(claim("CC-2"))
    far = sheet(desk, "CC-2").lines[0]
    desk.handle(enter((4, "MUG-BLU", far.location), number="CC-2"))
    assert (far.number, states(desk, "CC-2")[0]) == (1, "posted")


def test_what_the_move_does_not_explain_is_posted_or_waits_as_before():
    stock = ((12, "MUG-BLU", "A-01"),)
    desk = a_count(scope={"bins": ("A-01", "B-01")}, stock=stock)
    desk.handle(enter((0, "MUG-BLU", "A-01"), (10, "MUG-BLU", "B-01")))
    posted = desk.handle(move_found(2))
    assert [(one.kind.value, one.quantity) for one in posted.transaction.moves] == [
        ("move", 10),
        ("count", 2),
    ]
    assert desk.book.balances("MUG-BLU") == {("B-01", ""): 10}


@pytest.mark.parametrize(("is_recounted", "state"), [("yes", "recount"), ("no", "approval")])
def test_a_shortage_that_is_only_partly_explained_waits_on(is_recounted, state):
    desk = a_count(
        scope={"bins": ("A-01", "B-01")},
        stock=((20, "MUG-BLU", "A-01"),),
        is_recounted=is_recounted,
    )
    desk.handle(enter((0, "MUG-BLU", "A-01"), (10, "MUG-BLU", "B-01")))
    desk.handle(move_found(2))
    short = line(desk, "A-01", "MUG-BLU")
    waiting = [v.difference for one in desk.book.open(Approval) for v in one.variances]
    assert (short.status.value, short.variance) == (state, -10)
    assert waiting == ([-10] if state == "approval" else [])


def test_a_bin_that_waits_to_be_counted_is_handed_out_anew():
    desk = a_count(scope={"bins": ("A-01", "B-01")}, stock=((12, "MUG-BLU", "A-01"),))
    desk.handle(enter((4, "MUG-BLU", "B-01")))
    desk.handle(move_found(2))
    assert line(desk, "A-01", "MUG-BLU").expected == 8
    desk.handle(enter((8, "MUG-BLU", "A-01")))
    assert states(desk) == ["posted", "moved"]


def test_a_bin_that_was_counted_right_misses_nothing():
    desk = a_count(scope={"bins": ("A-01", "B-01")}, stock=((12, "MUG-BLU", "A-01"),))
    desk.handle(enter((12, "MUG-BLU", "A-01")))
    desk.handle(enter((4, "MUG-BLU", "B-01")))
    assert (states(desk), line(desk, "B-01", "MUG-BLU").belongs_at) == (["posted", "posted"], "")


def test_a_small_loss_that_is_posted_explains_what_turns_up_elsewhere():
    stock = ((12, "MUG-BLU", "A-01"), (40, "MUG-BLU", "A-02"))
    desk = a_count(scope={"bins": ("A-01", "B-01")}, stock=stock)
    desk.handle(enter((8, "MUG-BLU", "A-01"), (4, "MUG-BLU", "B-01")))
    assert (states(desk), line(desk, "B-01", "MUG-BLU").belongs_at) == (["posted", "posted"], "")


def test_a_bin_of_another_site_or_with_too_few_misses_nothing_either():
    leeds = a_location("C-01", site="Leeds")
    stock = ((50, "MUG-BLU", "C-01"), (3, "MUG-BLU", "A-01"))
    desk, _ = found_at_b(leeds, stock=stock)
    assert states(desk) == ["posted"]


def test_what_was_picked_for_somebody_is_not_what_was_found():
    desk = a_count(scope={"bins": ("B-01",)}, stock=((12, "MUG-BLU", "A-01"),))
    desk.handle(pick(12, at="A-01"))
    desk.handle(enter((4, "MUG-BLU", "B-01")))
    assert states(desk) == ["posted"]


def test_another_lot_is_not_what_was_found():
    desk = a_count(
        scope={"bins": ("B-01",)},
        stock=((6, "JAM-STR", "A-02", "L7"), (1, "JAM-STR", "A-01", "L8")),
    )
    desk.handle(enter((2, "JAM-STR", "B-01", "L8")))
    assert states(desk) == ["posted"]


def test_the_person_may_name_the_bin_they_come_from():
    desk, _ = found_at_b(stock=((12, "MUG-BLU", "A-01"), (40, "MUG-BLU", "A-02")))
    assert line(desk, "B-01", "MUG-BLU").belongs_at == "A-02"
    assert isinstance(refusal_of(desk, move_found(source="Z-99")), UnknownLocation)
    assert isinstance(refusal_of(desk, move_found(source="IN")), NotEnough)
    assert isinstance(refusal_of(desk, move_found(source="HOLD")), WrongPlace)
    assert isinstance(refusal_of(desk, move_found(source="B-01")), NothingMoved)
    desk.handle(edit(a_location("A-02", site="Leeds")))
    assert isinstance(refusal_of(desk, move_found(source="A-02")), OtherSite)
    desk.handle(move_found(source="a-01"))
    assert desk.book.on_hand("MUG-BLU", "A-01") == 8


def test_it_does_not_matter_which_bin_is_said_first():
    for found in (((2, "A-01"), (10, "B-01")), ((10, "B-01"), (2, "A-01"))):
        stock = ((12, "MUG-BLU", "A-01"), (40, "MUG-BLU", "A-02"))
        desk = a_count(CAT, scope={"bins": ("A-01", "B-01")}, stock=stock)
        desk.handle(enter(*((quantity, "MUG-BLU", place) for quantity, place in found)))
        assert line(desk, "B-01", "MUG-BLU").belongs_at == "A-01"


def test_what_is_no_gain_or_was_not_counted_is_not_moved():
    desk = a_count(scope={"bins": ("A-01", "A-02")})
    assert isinstance(refusal_of(desk, move_found(1)), WrongStep)
    desk.handle(enter((2, "MUG-BLU", "A-01"), (30, "TEE-BLK-M", "A-01"), (90, "JAM-STR", "A-02")))
    assert refusal_of(desk, move_found(1)) == NotInWrongBin(
        number="CC-1", line=1, item="MUG-BLU", location="A-01"
    )
    assert isinstance(refusal_of(desk, move_found(2)), CountedAlready)
    assert isinstance(refusal_of(desk, move_found(3)), NotInWrongBin)


def test_what_was_kept_for_an_order_in_the_other_bin_is_let_go():
    desk, _ = found_at_b(a_customer())
    desk.handle(place_order((12, "MUG-BLU")))
    desk.handle(move_found())
    assert desk.book.reserved("MUG-BLU", "A-01") == 8


def test_moving_them_can_be_taken_back():
    desk = a_count(CAT, scope={"bins": ("A-01", "B-01")}, stock=((12, "MUG-BLU", "A-01"),))
    desk.handle(enter((2, "MUG-BLU", "A-01"), (10, "MUG-BLU", "B-01")))
    moved = desk.handle(move_found(2))
    desk.handle(undo(moved.transaction.id))
    assert desk.book.balances("MUG-BLU") == {("A-01", ""): 12}
    assert states(desk) == ["recount", "recount"]
    assert [one.expected for one in sheet(desk).lines] == [12, 0]


def test_an_item_with_a_home_keeps_to_where_it_lies():
    desk, _ = found_at_b(an_item(home="A-02"))
    assert line(desk, "B-01", "MUG-BLU").belongs_at == "A-01"


@pytest.mark.parametrize("aside", ["HOLD", "RET"])
def test_what_was_put_aside_is_not_let_go_by_a_count(aside):
    desk, posted = found_at_b(stock=((9, "MUG-BLU", aside),), quantity=9)
    assert line(desk, "B-01", "MUG-BLU").belongs_at == ""
    assert "wrong_bin" not in kinds_said(posted)
    refused = refusal_of(desk, move_found(source=aside))
    assert (refused.location, refused.wanted) == (aside, ("receiving", "storage"))
    assert desk.book.available("MUG-BLU") == 0
