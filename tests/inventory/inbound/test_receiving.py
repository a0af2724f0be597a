"""Receiving against a purchase order: what counts, on which line, and what is too much."""

from decimal import Decimal

import pytest

from inventory.documents.purchase_order import PurchaseOrder, PurchaseStatus
from inventory.documents.putaway import Putaway
from inventory.documents.remark import RemarkKind
from inventory.errors import LineErrors, UndoRefused, UnknownDocument
from inventory.inbound.ordered import awaited
from inventory.inbound_commands import ChangePurchase, PutAway
from inventory.inbound_errors import NotOrdered, OverDelivery, SerialsRefused
from inventory.notices import RemarkNotice
from inventory.order_errors import WrongStep
from inventory.place import Place
from inventory.quantity import Amount
from tests.builders import a_line, an_item, edit, ordered, receive, refusal_of, reply_lines, undo
from tests.inventory.inbound.arriving import a_waiting_desk, send_order, stands


@pytest.fixture
def desk():
    """36 mugs were ordered as PO-1."""
    return a_waiting_desk()


def moved(posted):
    return [(m.item, m.quantity, m.target, m.unit_cost) for m in posted.transaction.moves]


def test_what_came_counts_on_the_order(desk):
    assert reply_lines(desk.handle(receive(24, at="A-01", document="PO-1"))) == [
        "MUG-BLU A-01 0 -> 24"
    ]
    assert stands(desk) == ("part_received", [(24, 0, 0)])


def test_the_last_delivery_completes_it(desk):
    desk.handle(receive(24, document="PO-1"))
    desk.handle(receive(12, document="po-1"))
    assert stands(desk) == ("received", [(36, 0, 0)])
    assert awaited(desk.book, ["MUG-BLU"]) == {}


def test_one_line_of_an_order_goes_into_many_bins_and_lots():
    desk = a_waiting_desk((30, "JAM-STR"))
    desk.handle(edit(an_item("JAM-STR", is_lot_tracked=True)))
    lines = [
        a_line(10, "JAM-STR", at="A-01", lot="L1", document="PO-1"),
        a_line(15, "JAM-STR", at="A-02", lot="L2", document="PO-1"),
        a_line(5, "JAM-STR", at="B-01", lot="L1", document="PO-1"),
    ]
    desk.handle(receive(lines=lines))
    assert stands(desk) == ("received", [(30, 0, 0)])
    assert desk.book.lot("JAM-STR", "L2").supplier == "POTTERY"


def test_goods_count_on_the_lines_of_their_item_by_number():
    desk = a_waiting_desk((10, "MUG-BLU"), (5, "TEE-BLK-M"), (20, "MUG-BLU"))
    desk.handle(receive(14, document="PO-1"))
    assert stands(desk) == ("part_received", [(10, 0, 0), (0, 0, 0), (4, 0, 0)])


def test_goods_cost_what_their_line_of_the_order_says():
    desk = a_waiting_desk((10, "MUG-BLU", "3.00"), (20, "MUG-BLU", "3.20"))
    posted = desk.handle(receive(14, at="A-01", document="PO-1"))
    assert moved(posted) == [("MUG-BLU", 10, "A-01", 3), ("MUG-BLU", 4, "A-01", Decimal("3.2"))]


def test_another_cost_may_be_said_at_the_dock():
    desk = a_waiting_desk((10, "MUG-BLU", "3.00"), (20, "MUG-BLU", "3.20"))
    posted = desk.handle(receive(14, at="A-01", document="PO-1", unit_cost=Decimal(4)))
    assert moved(posted) == [("MUG-BLU", 14, "A-01", 4)]


def test_an_order_nobody_knows_takes_nothing_in(desk):
    assert refusal_of(desk, receive(1, document="PO-9")) == UnknownDocument(number="PO-9")


def test_other_texts_are_taken_as_they_are(desk):
    desk.handle(receive(1, document="4500012-B"))
    desk.handle(receive(1, document="PO 1 of last year"))
    assert stands(desk) == ("sent", [(0, 0, 0)])


def test_an_order_that_was_not_sent_takes_nothing_in(desk):
    order = desk.book.get(PurchaseOrder, "PO-1")
    desk.handle(edit(order.model_copy(update={"status": PurchaseStatus.DRAFT})))
    assert refusal_of(desk, receive(1, document="PO-1")) == WrongStep(
        number="PO-1", action="receive", status="draft"
    )


def test_what_was_not_ordered_is_refused_with_what_was(desk):
    assert refusal_of(desk, receive(1, "TEE-BLK-M", document="PO-1")) == NotOrdered(
        number="PO-1", item="TEE-BLK-M", items=("MUG-BLU",)
    )


def test_more_than_was_ordered_is_refused_with_what_may_come(desk):
    desk.handle(receive(30, document="PO-1"))
    refusal = refusal_of(desk, receive(7, document="PO-1"))
    assert isinstance(refusal, OverDelivery)
    assert (refusal.received, refusal.now, refusal.most, refusal.left) == (30, 7, 36, 6)


def test_a_tolerance_counts_once_over_all_lines_and_deliveries():
    desk = a_waiting_desk((50, "NAIL-3"), (50, "NAIL-3"))
    desk.handle(receive(55, "NAIL-3", document="PO-1"))
    desk.handle(receive(50, "NAIL-3", document="PO-1"))
    refusal = refusal_of(desk, receive(6, "NAIL-3", document="PO-1"))
    assert (refusal.most, refusal.left) == (110, 5)
    desk.handle(receive(5, "NAIL-3", document="PO-1"))
    assert stands(desk) == ("received", [(50, 0, 0), (60, 0, 0)])


def test_two_lines_of_one_block_share_the_tolerance():
    desk = a_waiting_desk((100, "NAIL-3"))
    lines = [a_line(60, "NAIL-3", document="PO-1"), a_line(51, "NAIL-3", document="PO-1")]
    refusal = refusal_of(desk, receive(lines=lines))
    assert isinstance(refusal, LineErrors)
    ((number, error),) = refusal.errors
    assert (number, error.received, error.left) == (2, 60, 50)


def test_a_tolerance_is_not_rounded_up():
    desk = a_waiting_desk((19, "NAIL-3"))  # 10 percent over: 20.9
    assert refusal_of(desk, receive(21, "NAIL-3", document="PO-1")).most == 20
    desk.handle(receive(20, "NAIL-3", document="PO-1"))


def test_a_tolerance_is_exact_to_the_last_decimal():
    desk = a_waiting_desk(("0.3", "ROPE-8"), over_percent="33.333333")
    assert refusal_of(desk, receive("0.4", "ROPE-8", document="PO-1")).most == Decimal("0.399999")
    desk.handle(receive("0.399999", "ROPE-8", document="PO-1"))


def test_what_was_cut_gives_no_room_however_it_is_filled():
    desk = a_waiting_desk((100, "NAIL-3"))
    desk.handle(ordered(ChangePurchase, "PO-1", quantities={1: Decimal(50)}, by="U0MIA"))
    desk.handle(receive(54, "NAIL-3", document="PO-1"))
    refusal = refusal_of(desk, receive(2, "NAIL-3", document="PO-1"))
    assert (refusal.ordered, refusal.most) == (50, 55)
    desk.handle(receive(1, "NAIL-3", document="PO-1"))
    assert refusal_of(desk, receive(1, "NAIL-3", document="PO-1")).most == 55


def test_a_pack_size_gives_no_more_room():
    desk = a_waiting_desk((34, "MUG-BLU"))
    refusal = refusal_of(desk, receive(Amount(number=Decimal(3), unit="case"), document="PO-1"))
    assert (refusal.now, refusal.most) == (36, 34)


def test_an_item_may_say_otherwise_than_the_house():
    desk = a_waiting_desk((100, "MUG-BLU"), over_percent=50)
    desk.handle(edit(an_item(over_percent=Decimal(0))))
    assert refusal_of(desk, receive(101, document="PO-1")).most == 100


def test_so_little_missing_counts_as_all_of_it():
    desk = a_waiting_desk((100, "NAIL-3"))
    desk.handle(receive(90, "NAIL-3", document="PO-1"))
    assert stands(desk) == ("part_received", [(90, 0, 0)])
    desk.handle(receive(5, "NAIL-3", document="PO-1"))
    assert stands(desk) == ("received", [(95, 0, 5)])


def test_what_was_let_go_is_taken_in_if_it_comes_after_all():
    desk = a_waiting_desk((100, "NAIL-3"))
    desk.handle(receive(96, "NAIL-3", document="PO-1"))
    desk.handle(receive(3, "NAIL-3", document="PO-1"))
    assert stands(desk) == ("received", [(99, 0, 1)])
    assert refusal_of(desk, receive(12, "NAIL-3", document="PO-1")).most == 110


def test_a_receipt_can_be_taken_back_and_the_order_waits_again(desk):
    desk.handle(receive(12, document="PO-1"))
    second = desk.handle(receive(24, document="PO-1"))
    desk.handle(undo(second.transaction.id))
    assert stands(desk) == ("part_received", [(12, 0, 0)])
    again = desk.handle(receive(24, document="PO-1"))
    assert stands(desk) == ("received", [(36, 0, 0)])
    desk.handle(undo(again.transaction.id))
    assert stands(desk) == ("part_received", [(12, 0, 0)])


def test_an_earlier_receipt_is_taken_back_after_the_later_one(desk):
    first = desk.handle(receive(12, document="PO-1")).transaction.id
    second = desk.handle(receive(24, document="PO-1")).transaction.id
    assert refusal_of(desk, undo(first)) == UndoRefused(
        problem="changed_since", transaction=first, by="PO-1", since=second
    )


def test_where_an_order_is_told_stands_in_nobodys_way(desk):
    posted = desk.handle(receive(12, document="PO-1"))
    order = desk.book.get(PurchaseOrder, "PO-1")
    thread = Place(channel="C0BUY", thread="1.1")
    desk.handle(edit(order.model_copy(update={"thread": thread})))
    desk.handle(undo(posted.transaction.id))
    order = desk.book.get(PurchaseOrder, "PO-1")
    assert (order.lines[0].received, order.thread) == (0, thread)


def test_the_thread_of_the_order_hears_of_it(desk):
    posted = desk.handle(receive(12, at="A-01", document="PO-1"))
    (said,) = [n for n in posted.transaction.notices if isinstance(n, RemarkNotice)]
    assert (said.thread, said.remark.kind, said.remark.quantity, said.remark.location) == (
        "PO-1",
        RemarkKind.ARRIVED,
        12,
        "A-01",
    )


def test_orders_that_may_be_meant_are_known_by_item(desk):
    send_order(desk, (5, "TEE-BLK-M"), (3, "TEE-BLK-M"))
    assert awaited(desk.book, ["TEE-BLK-M", "MUG-BLU", "ROPE-8"]) == {
        "TEE-BLK-M": [("PO-2", 8)],
        "MUG-BLU": [("PO-1", 36)],
    }


def test_a_putaway_goes_back_with_its_receipt(desk):
    posted = desk.handle(receive(12, document="PO-1"))
    assert desk.book.get(Putaway, "PA-1").purchase_order == "PO-1"
    taken_back = desk.handle(undo(posted.transaction.id))
    assert desk.book.get(Putaway, "PA-1") is None
    assert {notice.message for notice in taken_back.transaction.notices} == {"PO-1", "PA-1"}


def test_a_receipt_that_was_put_away_says_what_stands_in_the_way(desk):
    posted = desk.handle(receive(12, document="PO-1")).transaction.id
    put = desk.handle(ordered(PutAway, "PA-1", line=1, target="A-01")).transaction.id
    refusal = refusal_of(desk, undo(posted))
    assert (refusal.problem, refusal.by) == ("put_away", "PA-1")
    desk.handle(undo(put))
    desk.handle(undo(posted))
    assert stands(desk) == ("sent", [(0, 0, 0)])


def test_pieces_with_numbers_come_for_an_order_and_are_rejected_by_their_numbers():
    desk = a_waiting_desk((5, "DRILL"), items=(an_item("DRILL", is_serial=True, packs=()),))
    posted = desk.handle(receive(3, "DRILL", serials="100-102", document="PO-1"))
    assert [move.lot for move in posted.transaction.moves] == ["100", "101", "102"]
    bad = {"rejected": Amount(number=1), "reason": "damaged", "document": "PO-1"}
    refusal = refusal_of(desk, receive(1, "DRILL", serials="103-104", **bad))
    assert isinstance(refusal, SerialsRefused)
    assert (refusal.problem, refusal.serials) == ("mixed", ("103", "104"))
    desk.handle(receive(0, "DRILL", serials="104", **bad))
    assert stands(desk) == ("part_received", [(3, 1, 0)])
