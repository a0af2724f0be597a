"""A return ends: nothing more is expected, or nothing at all will come."""

import pytest

from inventory.documents.customer_return import CustomerReturn
from inventory.order_errors import WrongStep
from inventory.return_commands import CancelReturn, CloseReturn
from inventory.return_errors import BeyondShipped
from tests.builders import ordered, pick, refusal_of, ship, undo
from tests.returns import (
    a_shop,
    a_shop_that_shipped,
    announce,
    back,
    inspect,
    make_good,
    receive_back,
    the_return,
    told,
)


def close(number="RMA-1", **facts):
    return ordered(CloseReturn, number, **facts)


def cancel(number="RMA-1", **facts):
    return ordered(CancelReturn, number, **facts)


@pytest.fixture
def desk():
    """Two mugs of SO-1 are expected."""
    desk = a_shop_that_shipped()
    desk.handle(announce(back(2)))
    return desk


def test_what_will_not_come_may_be_announced_anew(desk):
    posted = desk.handle(cancel(reason="keeps them"))
    assert the_return(desk).status == "cancelled"
    assert told(posted) == [("RMA-1", "return_cancelled"), ("SO-1", "return_cancelled")]
    desk.handle(announce(back(3)))
    assert isinstance(refusal_of(desk, receive_back()), WrongStep)
    assert isinstance(refusal_of(desk, make_good()), WrongStep)


def test_a_return_of_which_something_has_come_is_not_cancelled(desk):
    desk.handle(receive_back(quantities={1: 1}))
    assert isinstance(refusal_of(desk, cancel()), WrongStep)


def test_a_closed_return_expects_nothing_more(desk):
    desk.handle(receive_back(quantities={1: 1}))
    desk.handle(close())
    assert the_return(desk).status == "received"
    assert isinstance(refusal_of(desk, close()), WrongStep)
    desk.handle(announce(back(2)))
    assert isinstance(refusal_of(desk, announce(back(1))), BeyondShipped)
    desk.handle(inspect("new"))
    posted = desk.handle(close(reason="no refund: their mistake"))
    assert the_return(desk).status == "closed"
    assert told(posted) == [("RMA-1", "return_closed")]
    assert isinstance(refusal_of(desk, inspect("new")), WrongStep)


def test_a_closed_return_of_which_nothing_came_claims_nothing(desk):
    desk.handle(close())
    assert the_return(desk).status == "closed"
    desk.handle(announce(back(3)))


def test_what_was_announced_cancelled_or_closed_is_taken_back(desk):
    announced = f"TX-{desk.last_sequence()}"
    desk.handle(undo(announced))
    assert desk.book.get(CustomerReturn, "RMA-1") is None

    desk.handle(announce(back(2)))
    cancelled = desk.handle(cancel("RMA-2")).transaction.id
    desk.handle(undo(cancelled))
    assert the_return(desk, "RMA-2").status == "expected"

    closed = desk.handle(close("RMA-2")).transaction.id
    undone = desk.handle(undo(closed)).transaction.id
    assert the_return(desk, "RMA-2").status == "expected"
    desk.handle(undo(undone))
    assert the_return(desk, "RMA-2").status == "closed"


def test_a_return_that_was_cancelled_stays_so_where_others_took_its_place(desk):
    cancelled = desk.handle(cancel()).transaction.id
    desk.handle(announce(back(2)))
    refusal = refusal_of(desk, undo(cancelled))
    assert (refusal.problem, refusal.by) == ("returned", "RMA-2")


def test_what_came_back_holds_its_shipment():
    desk = a_shop()
    desk.handle(pick(3, at="A-01"))
    left = desk.handle(ship(3, document="Web-1")).transaction.id
    desk.handle(announce(back(1, order="web-1")))
    refusal = refusal_of(desk, undo(left))
    assert (refusal.problem, refusal.by) == ("returned", "RMA-1")
    desk.handle(cancel())
    desk.handle(undo(left))


def test_what_came_back_of_an_order_holds_its_shipment():
    desk = a_shop_that_shipped(is_invoiced="no")
    left = f"TX-{desk.last_sequence()}"
    desk.handle(announce(back(1)))
    assert refusal_of(desk, undo(left)).problem == "returned"
    desk.handle(cancel())
    desk.handle(undo(left))


def test_an_announcement_that_was_taken_back_can_be_taken_back_once_more():
    desk = a_shop_that_shipped()
    announced = desk.handle(announce(back(2)))
    taken_back = desk.handle(undo(announced.transaction.id))
    assert desk.book.get(CustomerReturn, "RMA-1") is None
    desk.handle(undo(taken_back.transaction.id))

    assert the_return(desk).status == "expected"
    assert isinstance(refusal_of(desk, announce(back(2))), BeyondShipped)


def test_an_announcement_does_not_come_back_where_the_goods_are_announced_otherwise():
    desk = a_shop_that_shipped()
    announced = desk.handle(announce(back(3)))
    taken_back = desk.handle(undo(announced.transaction.id))
    desk.handle(announce(back(3)))

    refused = refusal_of(desk, undo(taken_back.transaction.id))
    assert (refused.problem, refused.by) == ("returned", "RMA-2")
