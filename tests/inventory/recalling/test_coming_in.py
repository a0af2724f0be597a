"""What comes in on a day that a recall names is held, with all of its lot."""

from datetime import timedelta

import pytest

from inventory.documents.remark import RemarkKind
from inventory.errors import UndoRefused
from inventory.inbound_commands import SetLotStatus
from inventory.inbound_errors import LotHeld
from inventory.lot import LotStatus
from inventory.order_commands import CancelOrder
from inventory.recall_commands import CloseRecall
from inventory.supplier import Supplier
from tests.builders import (
    a_customer,
    a_desk,
    a_kit,
    an_item,
    build,
    ordered,
    pick,
    place_order,
    receive,
    refusal_of,
    undo,
)
from tests.inventory.recalling.recalls import (
    JAM,
    SET,
    asked,
    figures,
    lift,
    said_last,
    sell,
    start,
    the_recall,
)
from tests.memory_desk import START, MemoryDesk

NEXT_DAY = START + timedelta(days=1)


@pytest.fixture
def desk() -> MemoryDesk:
    """The farm's L1 came on the first day, and CAFE-SOL has got 3 jars of it; RC-1 is of the second.

    Two sets S1 were made of L1, and four jars of it are kept for SO-1.
    """
    desk = a_desk(
        Supplier(code="FARM"),
        a_customer(),
        an_item(JAM, is_lot_tracked=True, supplier="FARM", packs=()),
        a_kit(SET, (2, JAM), (1, "MUG-BLU"), is_lot_tracked=True),
        stock=[(9, "MUG-BLU", "B-01")],
    )
    desk.handle(receive(20, JAM, at="A-01", lot="L1"))
    sell(desk, 3, JAM, "L1", "CAFE-SOL", "A-01")
    desk.handle(build(2, SET, source="", at="B-01", lot="S1"))
    desk.handle(place_order((4, JAM)))
    scope = {"supplier": "FARM", "since": NEXT_DAY.date(), "until": NEXT_DAY.date()}
    desk.handle(start(**scope, is_expected=True))
    return desk


def more(lot="L1", **facts):
    facts.setdefault("when", NEXT_DAY)
    return receive(5, JAM, at="A-02", lot=lot, **facts)


def test_a_lot_that_grows_on_one_of_the_days_is_held_whole_with_its_kits_and_customers(desk):
    desk.handle(more())

    recall = the_recall(desk)
    assert [(one.item, one.code) for one in recall.lots] == [(JAM, "L1"), (SET, "S1")]
    assert (recall.lots[0].came, recall.lots[0].here) == (25, 18)
    assert figures(recall) == ["CAFE-SOL JAM-STR L1 3: 0 back, 0 destroyed"]
    assert desk.book.lot_status(JAM, "L1") is LotStatus.RECALLED
    assert desk.book.lot_status(SET, "S1") is LotStatus.RECALLED
    assert isinstance(refusal_of(desk, pick(1, JAM, at="A-01", lot="L1")), LotHeld)
    [(thread, said)] = said_last(desk, RemarkKind.RECALL_HELD_WHOLE)
    assert (thread, said.quantity, said.location) == ("RC-1", 5, "A-02")


def test_what_orders_kept_of_it_is_let_go_and_comes_back_with_a_lift(desk):
    desk.handle(more())
    assert [(one.order, one.quantity) for one in the_recall(desk).released] == [("SO-1", 4)]
    assert desk.book.reserved(JAM, "A-01", "L1") == 0
    desk.handle(lift())

    assert desk.book.lot_status(JAM, "L1") is LotStatus.APPROVED
    assert desk.book.reserved(JAM, "A-01", "L1") == 4


def test_more_of_it_that_comes_later_counts_once(desk):
    desk.handle(more())
    desk.handle(more())

    assert the_recall(desk).lots[0].came == 30
    assert len(the_recall(desk).lines) == 1
    assert said_last(desk, RemarkKind.RECALL_HELD_TOO, RemarkKind.RECALL_HELD_WHOLE)[0][1].kind is (
        RemarkKind.RECALL_HELD_TOO
    )


def test_what_comes_on_another_day_is_as_good_as_ever(desk):
    desk.handle(more(when=NEXT_DAY + timedelta(days=1)))

    assert the_recall(desk).lots == ()
    assert desk.book.lot_status(JAM, "L1") is LotStatus.APPROVED


def test_a_lot_that_somebody_holds_for_another_reason_is_recalled_all_the_same(desk):
    hold = {"item": JAM, "lot": "L1", "status": LotStatus.HOLD, "reason": "dented lids"}
    desk.handle(asked(SetLotStatus, **hold))
    desk.handle(more())

    lot = desk.book.lot(JAM, "L1")
    assert (lot.status, lot.reason) == (LotStatus.RECALLED, "RC-1: glass")
    assert figures(the_recall(desk)) == ["CAFE-SOL JAM-STR L1 3: 0 back, 0 destroyed"]
    desk.handle(lift())
    lot = desk.book.lot(JAM, "L1")
    assert (lot.status, lot.reason) == (LotStatus.HOLD, "dented lids")


def test_more_of_it_that_is_undone_is_not_counted_any_more(desk):
    desk.handle(ordered(CancelOrder, "SO-1"))
    desk.handle(more())
    later = desk.handle(more())
    undone = desk.handle(undo(later.transaction.id))
    assert the_recall(desk).lots[0].came == 25
    desk.handle(undo(undone.transaction.id))

    assert the_recall(desk).lots[0].came == 30


def test_a_lot_that_another_recall_holds_by_then_is_noted_and_taken_over_from_it(desk):
    desk.handle(start("L1"))
    desk.handle(more())
    assert the_recall(desk).shared == (f"{JAM}\x1fL1",)
    desk.handle(asked(CloseRecall, "RC-2", reason="enough"))

    assert the_recall(desk).holds(JAM, "L1")


def test_the_receipt_undone_the_lot_stays_held_and_its_customers_on_the_board(desk):
    desk.handle(ordered(CancelOrder, "SO-1"))
    came = desk.handle(more())
    desk.handle(undo(came.transaction.id))

    assert desk.book.lot_status(JAM, "L1") is LotStatus.RECALLED
    assert figures(the_recall(desk)) == ["CAFE-SOL JAM-STR L1 3: 0 back, 0 destroyed"]


def test_the_receipt_is_not_undone_where_an_order_would_keep_recalled_goods_again(desk):
    came = desk.handle(more())

    assert isinstance(refusal_of(desk, undo(came.transaction.id)), LotHeld)


def test_the_receipt_is_not_undone_once_the_recall_has_ended(desk):
    came = desk.handle(more())
    desk.handle(asked(CloseRecall, "RC-1", reason="enough"))

    assert isinstance(refusal_of(desk, undo(came.transaction.id)), UndoRefused)
