"""Accepted and rejected in one go, and what becomes of what was rejected."""

from decimal import Decimal

import pytest

from inventory.documents.purchase_order import PurchaseOrder
from inventory.documents.rejection import Rejection
from inventory.errors import MissingPart, NotPositive, UndoRefused, UnknownReason
from inventory.inbound_errors import OverDelivery
from inventory.notices import Audience, DocumentNotice
from inventory.order_errors import QuantityOutOfRange, WrongStep
from tests.builders import (
    a_location,
    an_amount,
    count_stock,
    edit,
    move,
    receive,
    refusal_of,
    reply_lines,
    undo,
)
from tests.inventory.inbound.arriving import a_waiting_desk, rejection, settle, stands


@pytest.fixture
def desk():
    """36 mugs were ordered as PO-1."""
    return a_waiting_desk((36, "MUG-BLU", "3.20"))


def broken(accepted=22, rejected=2, **parts):
    parts = {"document": "PO-1", "reason": "damaged", "at": "A-01"} | parts
    return receive(accepted, rejected=an_amount(rejected), **parts)


def moves_of(posted):
    return [
        (m.kind.value, m.quantity, m.source, m.target, m.unit_cost)
        for m in posted.transaction.moves
    ]


def test_what_is_no_good_goes_to_quarantine_and_never_counts(desk):
    posted = desk.handle(broken(photo="https://example.com/1.jpg", note="wet box"))
    assert reply_lines(posted) == ["MUG-BLU A-01 0 -> 22", "MUG-BLU HOLD 0 -> 2"]
    assert stands(desk) == ("part_received", [(22, 2, 0)])
    known = rejection(desk)
    assert (known.quantity, known.location, known.reason, known.photo, known.supplier) == (
        2,
        "HOLD",
        "damaged",
        "https://example.com/1.jpg",
        "POTTERY",
    )


def test_all_of_it_may_be_rejected(desk):
    assert reply_lines(desk.handle(broken(0, 24))) == ["MUG-BLU HOLD 0 -> 24"]
    assert stands(desk) == ("part_received", [(0, 24, 0)])


def test_a_rejection_is_told_in_the_thread_of_its_order(desk):
    posted = desk.handle(broken())
    (told,) = [n for n in posted.transaction.notices if n.message == "RJ-1"]
    assert told == DocumentNotice(number="RJ-1", thread="PO-1", audience=Audience.PURCHASING)


@pytest.mark.parametrize("document", ["", "4711"])
def test_a_rejection_for_no_order_of_ours_is_told_in_the_stock_channel(desk, document):
    posted = desk.handle(broken(document=document))
    assert posted.transaction.notices == (DocumentNotice(number="RJ-1", audience=Audience.STOCK),)


@pytest.mark.parametrize(
    ("asked", "refusal"),
    [
        (broken(reason=""), MissingPart(verb="reject", part="reason")),
        (broken(0, 0, reason=""), NotPositive(verb="receive", item="MUG-BLU", number=Decimal(0))),
        (broken(rejected=-1), NotPositive(verb="reject", item="MUG-BLU", number=Decimal(-1))),
        (broken(rejected=None), MissingPart(verb="receive", part="rejected")),
        (
            broken(rejected=None, reason="", photo="https://x"),
            MissingPart(verb="receive", part="rejected"),
        ),
    ],
)
def test_half_a_rejection_is_refused(desk, asked, refusal):
    assert refusal_of(desk, asked) == refusal


def test_a_rejection_takes_a_reason_of_its_own(desk):
    assert isinstance(refusal_of(desk, broken(reason="stolen")), UnknownReason)


def test_rejected_goods_lie_in_the_quarantine_of_their_site(desk):
    quarantine = desk.book.location("HOLD").kind
    desk.handle(edit(a_location("N-BIN", site="north")))
    desk.handle(edit(a_location("N-HOLD", quarantine, site="north")))
    desk.handle(broken(at="N-BIN"))
    assert rejection(desk).location == "N-HOLD"


def test_goods_go_back_to_the_supplier_at_what_they_cost(desk):
    desk.handle(broken())
    posted = desk.handle(settle("return_to_vendor", 1))
    assert moves_of(posted) == [("vendor_return", 1, "HOLD", "SUPPLIER", Decimal("3.2"))]
    assert (rejection(desk).outstanding, rejection(desk).is_open) == (1, True)
    assert stands(desk) == ("part_received", [(22, 2, 0)])
    assert desk.book.get(PurchaseOrder, "PO-1").lines[0].outstanding == 14


def test_refurbished_goods_count_as_received(desk):
    desk.handle(broken(34, 2))
    posted = desk.handle(settle("refurbish"))
    assert moves_of(posted) == [("move", 2, "HOLD", "IN", Decimal("3.2"))]
    assert stands(desk) == ("received", [(36, 0, 0)])
    assert not rejection(desk).is_open


def test_a_journal_that_still_says_rework_is_read_as_refurbished(desk):
    desk.handle(broken())
    desk.handle(settle("refurbish"))
    kept = rejection(desk).model_dump_json().replace('"refurbish"', '"rework"')
    assert "rework" in kept
    assert Rejection.model_validate_json(kept) == rejection(desk)


def test_refurbished_goods_may_go_to_a_bin(desk):
    desk.handle(broken())
    assert reply_lines(desk.handle(settle("refurbish", 1, target="b-01"))) == [
        "MUG-BLU HOLD 2 -> 1",
        "MUG-BLU B-01 0 -> 1",
    ]


def test_scrapped_goods_are_gone(desk):
    desk.handle(broken())
    desk.handle(settle("scrap", 2, note="shards"))
    assert desk.book.on_hand("MUG-BLU", "SCRAP") == 2
    assert [(s.outlet, s.quantity, s.note) for s in rejection(desk).settlements] == [
        ("scrap", 2, "shards")
    ]


def test_refurbishing_takes_in_no_more_than_was_ordered(desk):
    desk.handle(broken(30, 6))
    desk.handle(receive(4, document="PO-1"))
    refusal = refusal_of(desk, settle("refurbish"))
    assert isinstance(refusal, OverDelivery)
    assert refusal.left == 2
    desk.handle(settle("refurbish", 2))
    assert stands(desk) == ("received", [(36, 4, 0)])


def test_no_more_is_settled_than_was_rejected(desk):
    desk.handle(broken())
    assert isinstance(refusal_of(desk, settle("scrap", 3)), QuantityOutOfRange)
    assert isinstance(refusal_of(desk, settle("scrap", 0)), NotPositive)


def test_what_is_settled_is_settled(desk):
    desk.handle(broken())
    desk.handle(settle("scrap"))
    assert refusal_of(desk, settle("refurbish")) == WrongStep(
        number="RJ-1", action="settle", status="settled"
    )


def test_what_left_quarantine_another_way_waits_for_no_decision(desk):
    desk.handle(broken(20, 4))
    moved = desk.handle(move(3, at="HOLD", to="B-01", by="U0MIA"))
    assert (rejection(desk).gone, rejection(desk).outstanding) == (3, 1)
    desk.handle(undo(moved.transaction.id, by="U0MIA"))
    assert rejection(desk).outstanding == 4
    desk.handle(count_stock(0, at="HOLD"))
    assert (rejection(desk).gone, rejection(desk).is_open) == (4, False)
    assert refusal_of(desk, settle("scrap")).status == "settled"


def test_other_goods_in_quarantine_leave_first(desk):
    desk.handle(receive(5, at="HOLD"))
    desk.handle(broken(20, 4))
    desk.handle(move(5, at="HOLD", to="B-01", by="U0MIA"))
    assert rejection(desk).outstanding == 4
    desk.handle(move(1, at="HOLD", to="B-01", by="U0MIA"))
    assert rejection(desk).outstanding == 3


def test_a_receipt_takes_its_rejection_back_with_it(desk):
    posted = desk.handle(broken())
    taken_back = desk.handle(undo(posted.transaction.id))
    assert rejection(desk) is None
    assert stands(desk) == ("sent", [(0, 0, 0)])
    assert {n.message for n in taken_back.transaction.notices} == {"PO-1", "RJ-1"}
    desk.handle(broken())
    assert rejection(desk, "RJ-2").quantity == 2


def test_a_receipt_stays_once_its_rejection_was_settled(desk):
    posted = desk.handle(broken(0, 2)).transaction.id
    settled = desk.handle(settle("scrap", 1)).transaction.id
    assert refusal_of(desk, undo(posted)) == UndoRefused(
        problem="changed_since", transaction=posted, by="RJ-1", since=settled
    )
    desk.handle(undo(settled))
    assert rejection(desk).outstanding == 2


def test_a_refurbishing_taken_back_counts_no_more(desk):
    desk.handle(broken(34, 2))
    posted = desk.handle(settle("refurbish"))
    desk.handle(undo(posted.transaction.id))
    assert stands(desk) == ("part_received", [(34, 2, 0)])
    assert desk.book.on_hand("MUG-BLU", "HOLD") == 2


def test_a_receipt_can_be_taken_back_once_its_settlement_was():
    desk = a_waiting_desk((24, "MUG-BLU"))
    came = desk.handle(broken(20, 2, document="PO-1")).transaction
    settled = desk.handle(settle("refurbish")).transaction
    desk.handle(undo(settled.id))
    desk.handle(undo(came.id))
    assert stands(desk) == ("sent", [(0, 0, 0)])
    assert rejection(desk) is None
