"""What comes back of a recalled lot is credited to whose it was, and an undo takes it off again."""

from datetime import timedelta
from decimal import Decimal

import pytest

from inventory.documents.recall import RecallScope, RecallStatus
from inventory.documents.rejection import Outlet
from inventory.documents.remark import RemarkKind
from inventory.errors import UndoRefused
from inventory.inbound_commands import SettleRejection
from inventory.inbound_errors import LotHeld
from inventory.lot import Lot, LotStatus
from inventory.order_commands import PackShipment, PlanPick, RecordPick, ShipShipment
from inventory.recall_commands import CloseRecall
from inventory.recalling.crediting import credited
from inventory.recalling.scope import is_meant_later
from inventory.stock_key import LotKey
from inventory.supplier import Supplier
from tests.builders import (
    a_desk,
    adjust,
    an_amount,
    an_item,
    build,
    count_stock,
    ordered,
    pick,
    place_order,
    receive,
    refusal_of,
    return_stock,
    unbuild,
    undo,
)
from tests.inventory.recalling.recalls import (
    BOX,
    JAM,
    SET,
    a_jam_house,
    asked,
    figures,
    lift,
    said_last,
    sell,
    start,
    the_recall,
)
from tests.memory_desk import START, MemoryDesk

CAFE, CAFE_SET, BISTRO = 0, 1, 2


@pytest.fixture
def desk() -> MemoryDesk:
    desk = a_jam_house()
    desk.handle(start("L7"))
    return desk


def returned(desk):
    return [line.returned for line in the_recall(desk).lines]


def back(desk, quantity, item=JAM, lot="L7", document=""):
    return desk.handle(return_stock(quantity, item, lot=lot, document=document)).transaction.id


def test_what_comes_back_with_its_shipment_counts_for_whom_it_was_sent_to(desk):
    back(desk, 2, document="SH-3")
    back(desk, 1, SET, "S1", document="sh-2")

    assert returned(desk) == [0, 1, 2]
    [(thread, said)] = said_last(desk, RemarkKind.RECALL_CAME_BACK)
    assert (thread, said.other, said.quantity) == ("RC-1", "CAFE-SOL", 1)
    assert (the_recall(desk).balance.recovered, the_recall(desk).recovered_percent) == (3, 33)


def test_what_comes_back_without_a_word_counts_where_only_one_customer_is_meant(desk):
    back(desk, 2, SET, "S1")

    assert returned(desk) == [0, 2, 0]


def test_what_may_be_of_several_customers_counts_as_back_and_for_none_of_them(desk):
    back(desk, 2)

    assert returned(desk) == [0, 0, 0, 2]
    assert figures(the_recall(desk))[-1] == " JAM-STR L7 0: 2 back, 0 destroyed"
    assert said_last(desk, RemarkKind.RECALL_CAME_BACK)[0][1].other == ""
    assert the_recall(desk).outstanding == 7
    assert the_recall(desk).recovered_percent == 22


def test_more_than_a_customer_had_is_theirs_all_the_same(desk):
    recall = the_recall(desk)
    lines = credited(recall.lines, LotKey(JAM, "L7"), Decimal(5), "CAFE-SOL", START.date())
    after = recall.model_copy(update={"lines": lines})

    assert [line.returned for line in lines] == [5, 0, 0]
    assert (lines[CAFE].outstanding, after.balance.recovered, after.recovered_percent) == (0, 4, 44)


def test_whoever_got_it_from_others_has_a_line_of_their_own(desk):
    lines = the_recall(desk).lines
    lines = credited(lines, LotKey(JAM, "L7"), Decimal(2), "HOTEL", START.date())

    assert (lines[-1].number, lines[-1].customer, lines[-1].shipped) == (4, "HOTEL", 0)
    assert (lines[-1].returned, lines[-1].outstanding) == (2, 0)


def test_an_undone_return_is_taken_off_whatever_has_come_since(desk):
    first = back(desk, 1, document="SH-1")
    back(desk, 2, document="SH-3")
    undone = desk.handle(undo(first))
    assert returned(desk) == [0, 0, 2]
    desk.handle(undo(undone.transaction.id))

    assert returned(desk) == [1, 0, 2]


def test_a_return_is_not_undone_once_the_recall_was_closed_by_it(desk):
    first = back(desk, 1, document="SH-1")
    closed = desk.handle(asked(CloseRecall, "RC-1", reason="enough"))

    refused = refusal_of(desk, undo(first))
    assert isinstance(refused, UndoRefused)
    assert (refused.problem, refused.by) == ("changed_since", "RC-1")
    assert refused.since == closed.transaction.id


def test_what_is_thrown_away_or_sent_back_is_noted(desk):
    thrown = desk.handle(adjust(-3, JAM, at="A-01", lot="L7", reason="damaged"))
    assert the_recall(desk).scrapped == 3
    desk.handle(undo(thrown.transaction.id))
    assert the_recall(desk).scrapped == 0


def test_what_was_thrown_away_before_and_is_found_again_is_held_and_no_more():
    desk = a_jam_house()
    thrown = desk.handle(adjust(-3, JAM, at="A-01", lot="L7", reason="damaged"))
    desk.handle(start("L7"))
    before = the_recall(desk)
    desk.handle(undo(thrown.transaction.id))

    assert the_recall(desk) == before
    assert desk.book.available(JAM) == 10


def test_returned_goods_that_are_thrown_away_at_once_count_as_both(desk):
    returned_now = return_stock(1, JAM, lot="L7", document="SH-1", condition="expired")
    desk.handle(returned_now)

    assert (returned(desk)[CAFE], the_recall(desk).scrapped) == (1, 1)


def test_a_shipment_undone_after_the_recall_is_asked_for_no_more():
    desk = a_jam_house()
    sell(desk, 1, JAM, "L7", "BISTRO", "A-01")
    shipped = desk.entered_after(desk.last_sequence() - 1, 1)[0].transaction
    desk.handle(start("L7"))
    desk.handle(undo(shipped.id))

    assert figures(the_recall(desk))[BISTRO] == "BISTRO JAM-STR L7 3: 0 back, 0 destroyed"
    assert desk.book.available(JAM) == 10


def test_a_return_undone_after_the_recall_is_with_the_customer_again():
    desk = a_jam_house()
    came = back(desk, 2, document="SH-3")
    desk.handle(start("L7"))
    assert figures(the_recall(desk))[-1] == "BISTRO JAM-STR L7 1: 0 back, 0 destroyed"
    desk.handle(undo(came))

    assert figures(the_recall(desk))[-1] == "BISTRO JAM-STR L7 3: 0 back, 0 destroyed"


def test_what_comes_out_of_a_recalled_kit_is_held_if_it_is_of_the_lot(desk):
    mugs = desk.book.available("MUG-BLU")
    desk.handle(unbuild(1, SET, at="B-01", lot="S1", named="JAM-STR=L7"))

    assert desk.book.available("MUG-BLU") == mugs + 1
    assert desk.book.available(JAM) == 10
    assert not said_last(desk, RemarkKind.RECALL_HELD_TOO)


def test_kits_without_lots_are_held_as_a_whole_until_the_last_has_gone():
    desk = a_jam_house()
    desk.handle(build(2, BOX, source="", at="B-01"))
    desk.handle(start("L7"))
    desk.handle(asked(CloseRecall, "RC-1", reason="enough"))
    desk.handle(adjust(-1, BOX, at="B-01", reason="damaged"))
    assert desk.book.available(BOX) == 0
    refused = refusal_of(desk, build(1, BOX, source="", at="A-02"))
    assert isinstance(refused, LotHeld)
    assert (refused.item, refused.lot) == (BOX, "")
    desk.handle(adjust(-1, BOX, at="B-01", reason="damaged"))

    assert desk.book.lot(BOX, "") is None
    desk.handle(build(1, BOX, source="", at="A-02"))
    assert desk.book.available(BOX) == 1
    desk.handle(place_order((1, BOX)))
    assert desk.book.reserved(BOX, "A-02") == 1


def test_a_kit_without_lots_stays_held_while_a_customer_may_still_send_one_back():
    desk = a_jam_house()
    desk.handle(build(2, BOX, source="", at="A-01"))
    sell(desk, 1, BOX, "", "BISTRO", "A-01")
    desk.handle(start("L7"))
    desk.handle(asked(CloseRecall, "RC-1", reason="they do not answer"))
    desk.handle(adjust(-1, BOX, at="A-01", reason="damaged"))

    desk.handle(return_stock(1, BOX))
    assert desk.book.lot_status(BOX, "") is LotStatus.RECALLED
    assert desk.book.available(BOX) == 0


def test_a_closed_recall_still_counts_what_comes_back(desk):
    desk.handle(asked(CloseRecall, "RC-1", reason="enough"))
    given_up = [int(line.written_off) for line in the_recall(desk).lines]
    back(desk, 1, document="SH-1")

    recall = the_recall(desk)
    assert given_up == [4, 2, 3]
    assert (recall.status, returned(desk)) == (RecallStatus.CLOSED, [1, 0, 0])
    assert [int(line.written_off) for line in recall.lines] == [3, 2, 3]
    assert [said.kind for _, said in said_last(desk)] == [RemarkKind.RECALL_CAME_BACK]
    assert desk.book.lot_status(JAM, "L7") is LotStatus.RECALLED


def test_a_return_counted_after_the_end_is_taken_off_when_it_is_undone(desk):
    desk.handle(asked(CloseRecall, "RC-1", reason="enough"))
    ended = the_recall(desk)
    desk.handle(undo(back(desk, 1, document="SH-1")))

    assert the_recall(desk).lines[0].model_copy(update={"returned_on": None}) == ended.lines[0]


def test_a_closed_recall_still_counts_what_is_thrown_away(desk):
    desk.handle(asked(CloseRecall, "RC-1", reason="enough"))
    desk.handle(adjust(-2, JAM, lot="L7", at="A-01", reason="damaged"))

    assert (the_recall(desk).scrapped, the_recall(desk).status) == (2, RecallStatus.CLOSED)


def test_a_lifted_recall_follows_nothing_any_more(desk):
    desk.handle(lift())
    back(desk, 1, document="SH-1")

    assert returned(desk) == [0, 0, 0]


def test_goods_that_go_back_to_the_supplier_are_noted(desk):
    desk.handle(return_stock(2, JAM, lot="L7", document="SH-3", condition="damaged"))
    desk.handle(
        ordered(SettleRejection, "RJ-1", outlet=Outlet.RETURN_TO_VENDOR, amount=an_amount(2))
    )

    assert (the_recall(desk).sent_back, the_recall(desk).scrapped) == (2, 0)


def test_what_comes_back_with_its_order_or_its_return_counts_for_its_customer():
    desk = a_jam_house(is_checked="no")
    desk.handle(place_order((2, SET), customer="BISTRO"))
    desk.handle(ordered(PlanPick, orders=("SO-1",)))
    desk.handle(ordered(RecordPick, "PK-1"))
    desk.handle(ordered(PackShipment, "SH-4"))
    desk.handle(ordered(ShipShipment, "SH-4"))
    desk.handle(start("L7"))
    back(desk, 1, SET, "S1", document="so-1")

    assert figures(the_recall(desk))[-1] == "BISTRO GIFT-SET S1 2: 1 back, 0 destroyed"


def test_a_return_undone_after_the_recall_has_its_customer_on_the_board():
    desk = a_jam_house()
    came = back(desk, 3, document="SH-3")
    desk.handle(start("L7"))
    assert "BISTRO" not in the_recall(desk).customers
    desk.handle(undo(came))

    assert figures(the_recall(desk))[-1] == "BISTRO JAM-STR L7 3: 0 back, 0 destroyed"


def test_nothing_leaves_or_is_built_by_an_undo(desk):
    other = a_jam_house()
    sell(other, 1, JAM, "L7", "BISTRO", "A-01")
    shipped = other.entered_after(other.last_sequence() - 1, 1)[0].transaction
    undone = other.handle(undo(shipped.id))
    built = other.handle(build(1, SET, source="", at="A-01", lot="S2"))
    taken_apart = other.handle(undo(built.transaction.id))
    other.handle(start("L7"))

    assert isinstance(refusal_of(other, undo(undone.transaction.id)), LotHeld)
    assert isinstance(refusal_of(other, undo(taken_apart.transaction.id)), LotHeld)


def test_a_held_kit_that_was_bought_is_not_taken_apart():
    desk = a_jam_house()
    desk.handle(receive(2, SET, at="A-01", lot="S9"))
    desk.handle(start("S9"))

    refused = refusal_of(desk, unbuild(1, SET, at="A-01", lot="S9", named="JAM-STR=L8"))
    assert isinstance(refused, LotHeld)
    assert refused.verb == "unbuild"


@pytest.mark.parametrize(
    ("scope", "supplier", "is_held"),
    [
        ({"lots": ("F-1",)}, "FARM", True),
        ({"lots": ("F-1",), "item": "jam-str"}, "FARM", True),
        ({"lots": ("F-1",), "item": "MUG-BLU"}, "FARM", False),
        ({"lots": ("F-1",), "supplier": "farm"}, "FARM", True),
        ({"lots": ("F-1",), "supplier": "FARM"}, "MILL", False),
        ({"first": "F-1", "last": "F-3"}, "FARM", True),
        ({"lots": ("F-2",)}, "FARM", False),
        ({"item": JAM}, "FARM", False),
        ({"supplier": "FARM"}, "FARM", False),
        ({"lots": ("F-1",), "until": START.date()}, "FARM", True),
        ({"supplier": "FARM", "since": START.date()}, "FARM", True),
        ({"supplier": "FARM", "since": START.date()}, "MILL", False),
        ({"supplier": "FARM", "since": START.date() + timedelta(days=1)}, "FARM", False),
        ({"supplier": "FARM", "until": START.date() - timedelta(days=1)}, "FARM", False),
    ],
)
def test_a_new_lot_is_meant_by_its_number_or_its_day(scope, supplier, is_held):
    book = a_desk(Supplier(code="FARM"), Supplier(code="MILL")).book
    lot = Lot(item=JAM, code="L9", supplier_lot="F-1", supplier=supplier)
    wanted = RecallScope(**scope)

    assert is_meant_later(book, wanted, lot, START.date()) is is_held


def test_what_a_supplier_delivers_late_on_one_of_the_days_is_held():
    desk = a_desk(Supplier(code="FARM"), an_item(JAM, is_lot_tracked=True, supplier="FARM"))
    desk.handle(receive(5, JAM, at="A-01", lot="L1"))
    desk.handle(start(supplier="FARM", since=START.date()))

    desk.handle(receive(5, JAM, at="A-01", lot="L2"))

    assert desk.book.lot_status(JAM, "L2") is LotStatus.RECALLED
    assert [lot.code for lot in the_recall(desk).lots] == ["L1", "L2"]


def test_a_lot_whose_receipt_is_put_back_after_an_undo_is_held():
    desk = a_desk(an_item(JAM, is_lot_tracked=True))
    desk.handle(receive(5, JAM, at="A-01", lot="L1"))
    undone = desk.handle(undo(desk.handle(receive(5, JAM, at="A-01", lot="L2")).transaction.id))
    desk.handle(start(first="L1", last="L9"))

    desk.handle(undo(undone.transaction.id))

    assert desk.book.lot_status(JAM, "L2") is LotStatus.RECALLED


def test_what_a_count_finds_of_a_recalled_lot_is_held(desk):
    before = desk.book.on_hand(JAM, "A-01", "L7")
    desk.handle(count_stock(before + 3, JAM, at="A-01", lot="L7"))

    assert desk.book.on_hand(JAM, "A-01", "L7") == before + 3
    assert isinstance(refusal_of(desk, pick(1, JAM, at="A-01", lot="L7")), LotHeld)
