"""Pieces with serial numbers say themselves which order they left for; kits come back as kits."""

import pytest

from inventory.condition import Disposition
from inventory.errors import NotAllowed
from inventory.inbound_errors import SerialsRefused
from inventory.return_errors import LotNotShipped, NotShipped, OtherCustomer, WindowClosed
from tests.builders import (
    a_customer,
    a_desk,
    a_kit,
    an_item,
    build,
    refusal_of,
    return_stock,
    set_rule,
    unbuild,
)
from tests.journeys import shipped
from tests.returns import a_shop, announce, back, inspect, make_good, receive_back, the_return


@pytest.fixture
def desk():
    """Drill S1 has left with SO-1 for CAFE-SOL, S2 with SO-2 for BAR-LUZ; S3 is still here."""
    stock = tuple((1, "DRILL", "A-01", serial) for serial in ("S1", "S2", "S3"))
    desk = a_shop(an_item("DRILL", is_serial=True), stock=stock)
    shipped(desk, (1, "DRILL", "100"))
    shipped(desk, (1, "DRILL", "100"), customer="BAR-LUZ")
    return desk


def order_of(desk, number="RMA-1"):
    return [(line.order, line.order_line, line.lot) for line in the_return(desk, number).lines]


def test_a_piece_that_is_announced_without_an_order_belongs_to_the_one_it_left_for(desk):
    desk.handle(announce(back(1, "DRILL", "", lot="S2")))

    assert (the_return(desk).customer, order_of(desk)) == ("BAR-LUZ", [("SO-2", 1, "S2")])
    desk.handle(receive_back())
    desk.handle(inspect("defective"))
    desk.handle(make_good("refund"))
    assert the_return(desk).credits == ("CN-1",)


def test_a_piece_that_just_comes_belongs_to_the_order_it_left_for(desk):
    desk.handle(return_stock(1, "DRILL", serials="S1", condition="opened"))
    assert (the_return(desk).customer, order_of(desk)) == ("CAFE-SOL", [("SO-1", 1, "S1")])


def test_nobody_sends_back_a_piece_that_somebody_else_was_sent(desk):
    named = announce(back(1, "DRILL", "", lot="S2"), customer="CAFE-SOL")
    assert refusal_of(desk, named) == OtherCustomer(
        order="SO-2", customer="BAR-LUZ", wanted="CAFE-SOL"
    )
    assert isinstance(refusal_of(desk, announce(back(1, "DRILL", lot="S2"))), LotNotShipped)


def test_a_piece_that_is_here_or_nowhere_does_not_come_back(desk):
    for serial in ("S3", "S9"):
        refused = refusal_of(desk, announce(back(1, "DRILL", "", lot=serial)))
        assert isinstance(refused, SerialsRefused)


def test_a_piece_without_an_order_has_the_window_of_its_order(desk):
    desk.clock.advance(days=40)
    late = announce(back(1, "DRILL", "", lot="S1"), when=desk.clock.now)
    assert isinstance(refusal_of(desk, late), WindowClosed)
    desk.handle(set_rule("return_days", 0))
    desk.handle(late)


def test_a_piece_that_was_sent_twice_belongs_to_the_later_order(desk):
    desk.handle(return_stock(1, "DRILL", serials="S1", condition="new"))
    desk.handle(inspect("new", target="A-01"))
    shipped(desk, (2, "DRILL", "100"), customer="BAR-LUZ")
    desk.handle(announce(back(1, "DRILL", "", lot="S1")))
    assert order_of(desk, "RMA-2") == [("SO-3", 1, "S1")]


@pytest.fixture
def kits():
    """Two gift sets of two mugs and a tee have left with SO-1."""
    kit = a_kit("GIFT-SET", (2, "MUG-BLU"), (1, "TEE-BLK-M"))
    desk = a_desk(a_customer(), kit, stock=((24, "MUG-BLU", "A-01"), (12, "TEE-BLK-M", "A-02")))
    desk.handle(build(2))
    shipped(desk, (2, "GIFT-SET", "20"))
    return desk


def test_a_part_of_a_kit_alone_is_refused_with_the_kit_it_left_in(kits):
    assert refusal_of(kits, announce(back(1))) == NotShipped(
        order="SO-1", item="MUG-BLU", items=("GIFT-SET",), kits=("GIFT-SET",)
    )


def test_a_kit_comes_back_is_inspected_and_refunded_as_one(kits):
    kits.handle(announce(back(1, "GIFT-SET")))
    kits.handle(receive_back())
    assert isinstance(refusal_of(kits, unbuild(1, at="RET", by="U0ANA")), NotAllowed)
    kits.handle(inspect("opened"))
    kits.handle(make_good("refund"))

    [found] = the_return(kits).lines[0].inspections
    assert (found.disposition, the_return(kits).status) == (Disposition.REFURBISH, "closed")
    assert kits.book.available("MUG-BLU") == 20
