"""Vendor returns out of stock: quarantine, a rejection, and back to the supplier."""

from datetime import date
from decimal import Decimal

import pytest

from inventory.documents.order import Order
from inventory.documents.purchase_order import PurchaseOrder
from inventory.documents.rejection import Rejection
from inventory.errors import MissingPart, NotEnough, UnknownDocument, UnknownReason, WrongPlace
from inventory.return_commands import RejectStock
from tests.builders import (
    a_customer,
    a_line,
    an_item,
    edit,
    fresh_key,
    place_order,
    receive,
    refusal_of,
    reply_lines,
    undo,
)
from tests.inventory.inbound.arriving import a_waiting_desk, settle
from tests.memory_desk import START


def reject_stock(quantity=2, item="MUG-BLU", *, at="A-01", lines=None, **parts):
    parts.setdefault("reason", "defective")
    asked = tuple(lines or (a_line(quantity, item, at=at, **parts),))
    return RejectStock(key=fresh_key(), actor="U0ANA", at=START, lines=asked)


@pytest.fixture
def desk():
    """36 mugs were ordered as PO-1, and 24 of them lie in A-01."""
    desk = a_waiting_desk((36, "MUG-BLU", "3.20"))
    desk.handle(receive(24, at="A-01", document="PO-1"))
    return desk


def test_goods_go_back_to_the_supplier_they_came_from(desk):
    posted = desk.handle(reject_stock(document="po-1", note="glaze cracks", photo="https://x/1"))
    assert reply_lines(posted) == ["MUG-BLU A-01 24 -> 22", "MUG-BLU HOLD 0 -> 2"]
    rejection = desk.book.get(Rejection, "RJ-1")
    assert (
        rejection.planned,
        rejection.supplier,
        rejection.purchase_order,
        rejection.unit_cost,
    ) == (
        "return_to_vendor",
        "POTTERY",
        "PO-1",
        Decimal("3.20"),
    )
    assert (rejection.origin, rejection.reason, rejection.note) == (
        "A-01",
        "defective",
        "glaze cracks",
    )
    assert reply_lines(desk.handle(settle("return_to_vendor"))) == ["MUG-BLU HOLD 2 -> 0"]
    assert desk.book.on_hand("MUG-BLU", "SUPPLIER") == -22


def test_what_is_good_after_all_has_counted_as_received_already(desk):
    before = desk.book.get(PurchaseOrder, "PO-1").lines[0].received
    desk.handle(reject_stock(document="PO-1"))
    desk.handle(settle("refurbish", target="A-01"))
    assert desk.book.get(PurchaseOrder, "PO-1").lines[0].received == before


def test_the_supplier_is_that_of_the_lot_or_of_the_item(desk):
    desk.handle(edit(an_item("JAM-STR", is_lot_tracked=True, supplier="FARM")))
    desk.handle(receive(4, "JAM-STR", at="A-02", lot="L7"))
    desk.handle(edit(an_item("JAM-STR", is_lot_tracked=True, supplier="OTHER")))
    desk.handle(reject_stock(1, "JAM-STR", at="A-02", lot="L7"))
    assert desk.book.get(Rejection, "RJ-1").supplier == "FARM"


def test_what_was_kept_for_an_order_is_let_go(desk):
    desk.handle(edit(a_customer()))
    desk.handle(place_order(23))
    posted = desk.handle(reject_stock(5))
    assert desk.book.get(Order, "SO-1").lines[0].reserved == 19
    said = [n.remark.kind for n in posted.transaction.notices if n.type == "remark"]
    assert said == ["released"]


@pytest.mark.parametrize(
    ("asked", "refusal"),
    [
        (reject_stock(reason=""), MissingPart(verb="reject", part="reason")),
        (reject_stock(at=""), MissingPart(verb="reject", part="location")),
        (reject_stock(document="PO-9"), UnknownDocument(number="PO-9")),
    ],
)
def test_half_a_rejection_is_refused(desk, asked, refusal):
    assert refusal_of(desk, asked) == refusal


def test_only_what_lies_there_and_for_a_reason_that_is_one(desk):
    assert isinstance(refusal_of(desk, reject_stock(25)), NotEnough)
    assert isinstance(refusal_of(desk, reject_stock(reason="stolen")), UnknownReason)
    assert isinstance(refusal_of(desk, reject_stock(at="HOLD")), WrongPlace)


def test_each_lot_is_a_rejection_and_all_are_undone_at_once(desk):
    desk.handle(receive(4, "JAM-STR", at="A-02", lot="L7", expires_on=date(2027, 6, 1)))
    lines = [
        a_line(1, at="A-01", reason="damaged"),
        a_line(2, "JAM-STR", at="A-02", reason="expired"),
    ]
    posted = desk.handle(reject_stock(lines=lines))
    assert [(one.item, one.lot) for one in desk.book.all(Rejection)] == [
        ("MUG-BLU", ""),
        ("JAM-STR", "L7"),
    ]
    desk.handle(undo(posted.transaction.id))
    assert list(desk.book.all(Rejection)) == []
    assert desk.book.on_hand("MUG-BLU", "A-01") == 24
