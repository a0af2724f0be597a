"""Returns: the condition of what comes back decides where it goes."""

from datetime import timedelta

import pytest

from inventory import errors
from inventory.correspondence_commands import NoteThread
from inventory.documents.customer_return import CustomerReturn
from inventory.documents.rejection import Rejection
from inventory.inbound_commands import SetLotStatus
from inventory.place import Place
from inventory.return_errors import BeyondShipped, WindowClosed
from tests.builders import (
    a_desk,
    a_line,
    ordered,
    pick,
    receive,
    refusal_of,
    reply_lines,
    return_stock,
    ship,
    undo,
)
from tests.journeys import shipped
from tests.memory_desk import START
from tests.returns import a_shop, a_shop_that_shipped, inspect, the_return, told


@pytest.mark.parametrize(
    ("condition", "place"),
    [
        ("new", "RET"),
        ("opened", "RET"),
        ("wrong item", "RET"),
        ("damaged", "HOLD"),
        ("Defective", "HOLD"),
    ],
)
def test_the_condition_chooses_the_place(desk, condition, place):
    posted = desk.handle(return_stock(1, condition=condition))
    assert reply_lines(posted) == [f"MUG-BLU {place} 0 -> 1"]


def test_expired_goods_are_scrapped(desk):
    posted = desk.handle(return_stock(1, condition="expired"))
    assert posted.reply.balances == ()
    assert (posted.transaction.moves[0].source, posted.transaction.moves[0].target) == (
        "CUSTOMER",
        "SCRAP",
    )


def test_only_new_goods_go_straight_back_to_a_bin(desk):
    assert reply_lines(desk.handle(return_stock(1, condition="new", at="A-01"))) == [
        "MUG-BLU A-01 24 -> 25"
    ]
    assert refusal_of(desk, return_stock(1, condition="opened", at="A-01")) == errors.WrongPlace(
        verb="return",
        location="A-01",
        kind="storage",
        wanted=("quarantine", "returns"),
        condition="opened",
    )


def test_damaged_goods_may_be_scrapped_at_once_and_new_ones_not(desk):
    desk.handle(return_stock(1, condition="damaged", at="scrap"))
    assert desk.book.on_hand("MUG-BLU", "SCRAP") == 1
    assert isinstance(
        refusal_of(desk, return_stock(1, condition="new", at="SCRAP")), errors.WrongPlace
    )


def test_goods_do_not_come_back_to_the_supplier(desk):
    assert isinstance(
        refusal_of(desk, return_stock(1, condition="new", at="SUPPLIER")), errors.WrongPlace
    )


def test_the_condition_must_be_said_and_known(desk):
    assert refusal_of(desk, return_stock(1, condition="")) == errors.MissingPart(
        verb="return", part="condition"
    )
    refusal = refusal_of(desk, return_stock(1, condition="chewed"))
    assert (refusal.reason, refusal.known[:3]) == ("chewed", ("new", "opened", "damaged"))


def test_more_may_come_back_than_this_book_has_sent(desk):
    desk.handle(return_stock(5))
    assert desk.book.on_hand("MUG-BLU", "CUSTOMER") == -5


def test_a_lot_comes_back_as_the_lot_that_was_sent():
    desk = a_desk()
    desk.handle(receive(6, "JAM-STR", at="A-01", lot="L7"))
    assert isinstance(refusal_of(desk, return_stock(1, "JAM-STR")), errors.LotRefused)
    desk.handle(pick(2, "JAM-STR", at="A-01"))
    desk.handle(ship(2, "JAM-STR"))
    assert reply_lines(desk.handle(return_stock(1, "JAM-STR"))) == ["JAM-STR RET L7 0 -> 1"]


def test_what_lies_in_returns_waits_to_be_inspected():
    desk = a_shop_that_shipped()
    posted = desk.handle(return_stock(2, document="so-1", condition="opened"))
    returned = the_return(desk)
    assert (returned.status, returned.customer, returned.is_announced, returned.source) == (
        "received",
        "CAFE-SOL",
        False,
        "quick",
    )
    assert (returned.lines[0].order, returned.lines[0].order_line) == ("SO-1", 1)
    assert told(posted) == [("SO-1", "came_back")]  # its own thread begins with its message
    desk.handle(inspect("opened", quantity=1))
    desk.handle(inspect("new", quantity=1))
    assert the_return(desk).status == "closed"


def test_what_went_on_is_inspected_and_done_without_a_message_of_its_own():
    desk = a_shop_that_shipped()
    posted = desk.handle(return_stock(1, document="SO-1", at="A-01"))
    assert the_return(desk).status == "closed"
    assert told(posted) == [("SO-1", "inspected")]
    assert [n.message for n in posted.transaction.notices if n.type == "document"] == []


def test_what_goes_to_quarantine_waits_for_somebody_to_decide():
    desk = a_shop_that_shipped()
    desk.handle(return_stock(1, document="SO-1", condition="defective"))
    rejection = desk.book.get(Rejection, "RJ-1")
    assert (rejection.planned, rejection.customer_return, rejection.reason) == (
        "return_to_vendor",
        "RMA-1",
        "defective",
    )


def test_an_unannounced_return_has_the_limits_of_its_order():
    desk = a_shop_that_shipped()
    desk.handle(return_stock(2, document="SO-1"))
    assert isinstance(refusal_of(desk, return_stock(2, document="SO-1")), BeyondShipped)
    late = START + timedelta(days=31)
    assert isinstance(refusal_of(desk, return_stock(1, document="SO-1", when=late)), WindowClosed)
    command = return_stock(1, document="SO-1", when=late, by="U0MIA")
    desk.handle(command.model_copy(update={"override": "was ill"}))
    assert the_return(desk, "RMA-2").override == "was ill"


def test_a_shipment_stands_for_its_order():
    desk = a_shop_that_shipped()
    desk.handle(return_stock(1, document="sh-1"))
    assert the_return(desk).orders == ("SO-1",)


def test_lines_of_two_customers_are_two_returns():
    desk = a_shop_that_shipped()
    shipped(desk, (1, "MUG-BLU"), customer="BAR-LUZ")
    lines = [a_line(1, document=order, condition="new") for order in ("SO-1", "SO-2", "SO-1")]
    posted = desk.handle(return_stock(lines=lines))
    assert [(r.number, r.customer, len(r.lines)) for r in desk.book.all(CustomerReturn)] == [
        ("RMA-1", "CAFE-SOL", 2),
        ("RMA-2", "BAR-LUZ", 1),
    ]
    assert {move.document for move in posted.transaction.moves} == {"SO-1", "SO-2"}


def test_what_came_from_nobody_knows_where_bears_the_number_of_its_return():
    desk = a_shop()
    posted = desk.handle(return_stock(1))
    assert posted.transaction.moves[0].document == "RMA-1"


def test_goods_of_a_held_lot_do_not_go_straight_back_to_a_bin():
    desk = a_shop_that_shipped((2, "JAM-STR"))
    held = ordered(
        SetLotStatus, by="U0MIA", item="JAM-STR", lot="L7", status="recalled", reason="glass"
    )
    desk.handle(held)
    refusal = refusal_of(desk, return_stock(1, "JAM-STR", document="SO-1", at="A-02"))
    assert refusal.problem == "recalled"
    desk.handle(return_stock(1, "JAM-STR", document="SO-1"))


def test_an_unannounced_return_is_undone_with_its_document():
    desk = a_shop_that_shipped()
    posted = desk.handle(return_stock(2, document="SO-1"))
    thread = Place(channel="C1", thread="1.2")
    desk.handle(ordered(NoteThread, "RMA-1", by="job:outbox", thread=thread))
    desk.handle(undo(posted.transaction.id))
    assert desk.book.get(CustomerReturn, "RMA-1") is None
    desk.handle(return_stock(3, document="SO-1"))
    assert the_return(desk, "RMA-2").lines[0].received == 3
