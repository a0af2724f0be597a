"""The condition decides where goods go, and only what is restocked is available again."""

import pytest

from inventory.condition import Condition, Disposition, DispositionRule
from inventory.documents.putaway import Putaway
from inventory.documents.rejection import Rejection
from inventory.errors import NotAllowed, NotPositive, WrongPlace
from inventory.inbound_commands import SetLotStatus
from inventory.lot import LotStatus
from inventory.return_errors import DispositionRefused, NothingToInspect
from tests.builders import (
    an_item,
    edit,
    move,
    ordered,
    refusal_of,
    reply_lines,
    undo,
)
from tests.inventory.inbound.arriving import settle
from tests.returns import (
    a_shop_that_shipped,
    announce,
    back,
    inspect,
    lines_of,
    receive_back,
    the_return,
    told,
)


@pytest.fixture
def desk():
    """Five mugs of SO-1 have come back."""
    desk = a_shop_that_shipped((5, "MUG-BLU", "4.99"))
    desk.handle(announce(back(5)))
    desk.handle(receive_back())
    return desk


def went(desk):
    return [
        (one.condition.value, one.quantity, one.disposition.value, one.target, one.rejection)
        for line in the_return(desk).lines
        for one in line.inspections
    ]


def test_five_units_go_five_ways(desk):
    before = desk.book.available("MUG-BLU")
    for condition in ("new", "opened", "damaged", "defective", "wrong_item"):
        desk.handle(inspect(condition, quantity=1))
    assert went(desk) == [
        ("new", 1, "restock", "IN", ""),
        ("opened", 1, "refurbish", "HOLD", "RJ-1"),
        ("damaged", 1, "scrap", "SCRAP", ""),
        ("defective", 1, "return_to_vendor", "HOLD", "RJ-2"),
        ("wrong_item", 1, "quarantine", "HOLD", "RJ-3"),
    ]
    planned = {one.number: one.planned for one in desk.book.all(Rejection)}
    assert planned == {"RJ-1": "refurbish", "RJ-2": "return_to_vendor", "RJ-3": None}
    assert desk.book.available("MUG-BLU") == before + 1
    assert the_return(desk).status == "inspected"


def test_an_inspection_is_told_in_both_threads_and_what_is_restocked_is_put_away(desk):
    posted = desk.handle(inspect("new", quantity=2, note="seal unbroken"))
    assert told(posted) == [("RMA-1", "inspected"), ("SO-1", "inspected")]
    [putaway] = desk.book.all(Putaway)
    assert (putaway.lines[0].quantity, putaway.lines[0].proposed) == (2, "A-01")


def test_goods_go_to_their_home_or_to_the_bin_that_is_named(desk):
    desk.handle(edit(an_item("MUG-BLU", home="B-01")))
    assert reply_lines(desk.handle(inspect("new", quantity=1)))[1] == "MUG-BLU B-01 0 -> 1"
    assert reply_lines(desk.handle(inspect("new", quantity=1, target="a-02")))[1] == (
        "MUG-BLU A-02 0 -> 1"
    )
    assert isinstance(refusal_of(desk, inspect("new", target="HOLD")), WrongPlace)


def test_managers_say_what_becomes_of_goods_for_all_or_for_a_category(desk):
    desk.handle(edit(an_item("MUG-BLU", category="Kitchen")))
    opened = {"condition": Condition.OPENED}
    desk.handle(edit(DispositionRule(**opened, disposition=Disposition.SCRAP)))
    desk.handle(
        edit(DispositionRule(**opened, category="kitchen", disposition=Disposition.RESTOCK))
    )
    desk.handle(inspect("opened", quantity=1))
    assert went(desk)[0][2] == "restock"
    desk.handle(
        edit(
            DispositionRule(
                **opened, category="kitchen", disposition=Disposition.RESTOCK, is_active=False
            )
        )
    )
    desk.handle(inspect("opened", quantity=1))
    assert went(desk)[1][2] == "scrap"


def test_restocking_what_the_table_does_not_takes_a_manager(desk):
    assert isinstance(refusal_of(desk, inspect("opened", "restock")), NotAllowed)
    desk.handle(inspect("opened", "restock", quantity=1, by="U0MIA"))
    desk.handle(inspect("new", "scrap", quantity=1))
    assert [(i.proposed, i.disposition) for i in the_return(desk).lines[0].inspections] == [
        ("refurbish", "restock"),
        ("restock", "scrap"),
    ]


@pytest.mark.parametrize("condition", ["damaged", "defective", "wrong_item", "expired"])
def test_nobody_restocks_what_is_no_good(desk, condition):
    refusal = refusal_of(desk, inspect(condition, "restock", by="U0ADA"))
    assert isinstance(refusal, DispositionRefused)
    assert (refusal.problem, "restock" in refusal.allowed) == ("condition", False)


@pytest.mark.parametrize("status", [LotStatus.HOLD, LotStatus.RECALLED, LotStatus.QUARANTINE])
def test_goods_of_a_held_lot_are_never_restocked(status):
    desk = a_shop_that_shipped((3, "JAM-STR"))
    desk.handle(announce(back(2, "JAM-STR")))
    desk.handle(receive_back())
    held = ordered(
        SetLotStatus, by="U0MIA", item="JAM-STR", lot="L7", status=status, reason="glass"
    )
    desk.handle(held)
    refusal = refusal_of(desk, inspect("new", "restock", by="U0ADA"))
    assert (refusal.problem, refusal.lot) == (status.value, "L7")
    desk.handle(inspect("new"))
    assert went(desk) == [("new", 2, "quarantine", "HOLD", "RJ-1")]


def test_no_more_is_inspected_than_waits(desk):
    assert isinstance(refusal_of(desk, inspect("new", quantity=6)), NothingToInspect)
    assert isinstance(refusal_of(desk, inspect("new", quantity=0)), NotPositive)
    desk.handle(inspect("new"))
    assert lines_of(desk) == [("MUG-BLU", "", 5, 5, 5, 0)]
    assert refusal_of(desk, inspect("new")) == NothingToInspect(number="RMA-1", line=0)


def test_where_several_lines_wait_one_is_named():
    desk = a_shop_that_shipped()
    desk.handle(announce(back(1), back(1, "TEE-BLK-M")))
    desk.handle(receive_back())
    assert refusal_of(desk, inspect("new")) == NothingToInspect(
        number="RMA-1", line=0, lines=(1, 2)
    )
    desk.handle(inspect("new", line=2))
    desk.handle(inspect("new"))
    assert the_return(desk).status == "inspected"


def test_an_inspection_is_undone_with_what_it_made(desk):
    posted = desk.handle(inspect("defective", quantity=2))
    desk.handle(undo(posted.transaction.id))
    assert lines_of(desk) == [("MUG-BLU", "", 5, 5, 0, 5)]
    assert desk.book.get(Rejection, "RJ-1") is None
    desk.handle(inspect("defective", quantity=2))
    assert desk.book.get(Rejection, "RJ-2").outstanding == 2


def test_an_inspection_whose_goods_have_gone_on_stays(desk):
    posted = desk.handle(inspect("defective", quantity=2))
    desk.handle(move(2, at="HOLD", to="A-01", by="U0MIA"))
    assert refusal_of(desk, undo(posted.transaction.id)).problem == "changed_since"


def test_what_came_back_counts_as_no_delivery_when_it_is_good_after_all(desk):
    desk.handle(inspect("opened", quantity=2))
    assert reply_lines(desk.handle(settle("refurbish", target="A-02"))) == [
        "MUG-BLU HOLD 2 -> 0",
        "MUG-BLU A-02 0 -> 2",
    ]
