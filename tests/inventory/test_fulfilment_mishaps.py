"""Mishaps on the way from order to doorstep: each leaves documents that can still be worked on."""

from inventory.order import Order, OrderStatus
from inventory.order_commands import (
    CancelPick,
    CheckLine,
    Finding,
    PackShipment,
    PlanPick,
    RecordPick,
    ReserveOrders,
)
from inventory.order_errors import WrongStep
from inventory.pick_list import PickList
from inventory.shipment import Shipment, ShipmentStatus
from tests.builders import (
    a_customer,
    a_desk,
    count_stock,
    ordered,
    place_order,
    receive,
    refusal_of,
)


def a_shop(*rows, stock=((24, "MUG-BLU", "A-01"),), **rules):
    return a_desk(a_customer(contact="mark"), *rows, stock=stock, **rules)


def send_back(desk, line):
    asked = {"line": line, "finding": Finding.SHORT, "note": "look again", "by": "U0BEN"}
    desk.handle(ordered(CheckLine, "SH-1", **asked))


def test_stops_added_after_others_were_left_out_have_numbers_of_their_own():
    stock = [(5, "MUG-BLU", "A-01"), (5, "ROPE-8", "B-01")]
    desk = a_shop(stock=stock)
    desk.handle(place_order((2, "MUG-BLU"), (2, "TEE-BLK-M"), (2, "ROPE-8")))
    desk.handle(ordered(PlanPick, orders=("SO-1",)))
    desk.handle(ordered(RecordPick, "PK-1"))
    desk.handle(receive(5, "TEE-BLK-M", at="A-02"))
    desk.handle(ordered(ReserveOrders, "SO-1"))
    send_back(desk, line=2)
    send_back(desk, line=1)

    numbers = [stop.number for stop in desk.book.get(PickList, "PK-1").lines]
    assert numbers == [1, 2, 4, 5]


def test_a_list_given_up_leaves_no_shipment_with_nothing_in_it():
    desk = a_shop()
    desk.handle(place_order((2, "MUG-BLU"), (2, "TEE-BLK-M")))
    desk.handle(ordered(PlanPick, orders=("SO-1",)))
    desk.handle(ordered(RecordPick, "PK-1"))
    desk.handle(receive(5, "TEE-BLK-M", at="A-02"))
    desk.handle(ordered(ReserveOrders, "SO-1"))
    desk.handle(ordered(PlanPick, orders=("SO-1",)))
    send_back(desk, line=1)
    desk.handle(ordered(CancelPick, "PK-2"))

    assert desk.book.get(Shipment, "SH-1").status is ShipmentStatus.CANCELLED
    order = desk.book.get(Order, "SO-1")
    assert (order.status, order.shipments) == (OrderStatus.RESERVED, ())


def test_a_shipment_that_lost_all_it_held_is_not_packed_empty_while_more_is_fetched():
    desk = a_shop(stock=[(2, "MUG-BLU", "A-01")], is_checked="no", count_tolerance=100)
    desk.handle(place_order((2, "MUG-BLU"), (2, "TEE-BLK-M")))
    desk.handle(ordered(PlanPick, orders=("SO-1",)))
    desk.handle(ordered(RecordPick, "PK-1"))
    desk.handle(receive(5, "TEE-BLK-M", at="A-02"))
    desk.handle(ordered(ReserveOrders, "SO-1"))
    desk.handle(ordered(PlanPick, orders=("SO-1",)))
    desk.handle(count_stock(0, "MUG-BLU", at="PACK"))

    assert isinstance(refusal_of(desk, ordered(PackShipment, "SH-1")), WrongStep)
    desk.handle(ordered(RecordPick, "PK-2"))
    desk.handle(ordered(PackShipment, "SH-1"))
    assert [line.item for line in desk.book.get(Shipment, "SH-1").lines] == ["TEE-BLK-M"]
