"""Mishaps on the way from order to doorstep: each leaves documents that can still be worked on."""

from decimal import Decimal

import pytest

from inventory.documents.order import Order, OrderStatus
from inventory.documents.pick_list import PickList
from inventory.documents.shipment import Shipment, ShipmentStatus
from inventory.journey_commands import RecordProgress
from inventory.location import LocationKind
from inventory.order_commands import (
    CancelOrder,
    CancelPick,
    ChangeOrder,
    CheckLine,
    Finding,
    PackShipment,
    PlanPick,
    RecordPick,
    ReserveOrders,
    ShipShipment,
    TickRule,
)
from inventory.order_errors import WrongStep
from tests.builders import (
    a_customer,
    a_desk,
    a_location,
    count_stock,
    edit,
    ordered,
    place_order,
    receive,
    refusal_of,
)
from tests.journeys import shipped
from tests.memory_desk import START


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


def two_packing_places(desk):
    """One mug lies in PACK and five in DOCK, where packing goes on."""
    desk.handle(place_order((6, "MUG-BLU")))
    desk.handle(ordered(PlanPick, orders=("SO-1",)))
    desk.handle(ordered(RecordPick, "PK-1", line=1))
    desk.handle(edit(a_location("DOCK", LocationKind.PACKING)))
    desk.handle(ordered(RecordPick, "PK-1"))


def test_what_is_sent_back_is_taken_from_the_packing_place_where_it_lies():
    desk = a_shop(stock=[(1, "MUG-BLU", "A-01"), (5, "MUG-BLU", "A-02"), (4, "MUG-BLU", "PACK")])
    two_packing_places(desk)
    send_back(desk, line=2)

    (line,) = desk.book.get(Order, "SO-1").lines
    assert (line.picked, line.reserved, line.missing) == (1, 5, 0)
    assert desk.book.on_hand("MUG-BLU", "DOCK") == 0
    assert desk.book.on_hand("MUG-BLU", "PACK") == 5


def test_what_lies_in_two_packing_places_leaves_whole():
    desk = a_shop(stock=[(1, "MUG-BLU", "A-01"), (9, "MUG-BLU", "A-02")])
    two_packing_places(desk)
    desk.handle(
        ordered(CheckLine, "SH-1", line=2, finding=Finding.SHORT, good=2, note="2", by="U0BEN")
    )
    desk.handle(ordered(RecordPick, "PK-1"))
    desk.handle(ordered(CheckLine, "SH-1", by="U0BEN"))
    desk.handle(ordered(PackShipment, "SH-1"))
    desk.handle(ordered(ShipShipment, "SH-1"))

    assert desk.book.get(Order, "SO-1").status is OrderStatus.SHIPPED
    assert desk.book.on_hand("MUG-BLU", "PACK") == desk.book.on_hand("MUG-BLU", "DOCK") == 0


def test_a_count_of_one_packing_place_leaves_what_lies_in_the_other():
    desk = a_shop(stock=[(1, "MUG-BLU", "A-01"), (5, "MUG-BLU", "A-02")], count_tolerance=100)
    two_packing_places(desk)
    desk.handle(count_stock(0, "MUG-BLU", at="PACK"))

    lines = desk.book.get(Shipment, "SH-1").lines
    assert [(line.packing, line.quantity) for line in lines] == [("DOCK", 5)]


def test_a_lost_parcel_that_turns_up_is_followed_again_by_its_tracking_number():
    desk = a_shop()
    shipped(desk, (2, "MUG-BLU"))
    noon = START.replace(hour=12)
    desk.handle(ordered(RecordProgress, "SH-1", event="lost"))
    found = {"event": "out_for_delivery", "happened_at": noon, "by": "job:carriers"}
    desk.handle(ordered(RecordProgress, "B-1", **found))
    assert desk.book.get(Shipment, "SH-1").status is ShipmentStatus.SHIPPED

    desk.handle(ordered(RecordProgress, "SH-1", event="lost", happened_at=noon.replace(hour=13)))
    desk.handle(ordered(RecordProgress, "B-1", event="delivered", by="job:carriers"))
    assert desk.book.get(Order, "SO-1").status is OrderStatus.DELIVERED


def test_rules_of_what_has_arrived_stay_as_they_were_followed():
    desk = a_shop()
    desk.handle(place_order((2, "MUG-BLU"), requirements=("Wrap it",)))
    desk.handle(ordered(PlanPick, orders=("SO-1",)))
    desk.handle(ordered(RecordPick, "PK-1"))
    desk.handle(ordered(CheckLine, "SH-1", by="U0BEN"))
    desk.handle(ordered(TickRule, "SH-1", rule=1))
    desk.handle(ordered(PackShipment, "SH-1"))
    desk.handle(ordered(ShipShipment, "SH-1"))
    desk.handle(ordered(RecordProgress, "SH-1", event="delivered"))

    untick = ordered(TickRule, "SH-1", rule=1, is_ticked=False)
    assert isinstance(refusal_of(desk, untick), WrongStep)


@pytest.mark.parametrize(
    "rest_given_up",
    [ordered(CancelOrder, "SO-1"), ordered(ChangeOrder, "SO-1", quantities={1: Decimal(24)})],
)
def test_an_order_whose_rest_is_let_go_after_its_parcel_arrived_is_delivered(rest_given_up):
    desk = a_shop()
    shipped(desk, (30, "MUG-BLU"))
    desk.handle(ordered(RecordProgress, "SH-1", event="delivered"))
    assert desk.book.get(Order, "SO-1").status is OrderStatus.PART_SHIPPED
    given_up = desk.handle(rest_given_up)
    assert desk.book.get(Order, "SO-1").status is OrderStatus.DELIVERED
    assert given_up.transaction.moves == ()
