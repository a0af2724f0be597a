"""Several packages with numbers of their own: a shipment is as far as the last of them."""

from datetime import timedelta
from decimal import Decimal

from inventory.documents.order import OrderStatus
from inventory.documents.remark import RemarkKind
from inventory.documents.shipment import ShipmentStatus
from inventory.errors import NothingChanged
from inventory.journey_commands import RecordProgress
from inventory.order_commands import AskedPackage, ShipShipment
from tests.builders import ordered, refusal_of
from tests.inventory.outbound.test_labelling import TWO, a_shop, bought, want
from tests.journeys import packed, the_order, the_shipment
from tests.memory_desk import START


def two_packages():
    desk = a_shop()
    packed(desk, (10, "MUG-BLU"), packages=TWO)
    desk.handle(want(1, 2))
    bought(desk, 1)
    bought(desk, 2)
    desk.handle(ordered(ShipShipment, "SH-1"))
    return desk


def heard(number, event, hours, event_id=""):
    when = START + timedelta(hours=hours)
    facts = {"event": event, "happened_at": when, "event_id": event_id or f"evt-{number}-{hours}"}
    return ordered(RecordProgress, number, by="job:carriers", when=when, **facts)


def told(desk):
    return [
        (one.notice.remark.document, one.notice.remark.other)
        for one in desk.pending(1000)
        if one.notice.type == "remark" and one.notice.remark.kind is RemarkKind.PROGRESS
    ]


def test_a_shipment_has_arrived_when_its_last_package_has():
    desk = two_packages()
    desk.handle(heard("GLS-2", "delivered", 24))
    assert the_shipment(desk).status is ShipmentStatus.SHIPPED
    assert the_order(desk, "SO-1").status is OrderStatus.SHIPPED

    desk.handle(heard("GLS-1", "out_for_delivery", 25))
    assert the_shipment(desk).progress.kind.value == "out_for_delivery"
    desk.handle(heard("GLS-1", "delivered", 26))
    assert the_shipment(desk).status is ShipmentStatus.DELIVERED
    assert the_order(desk, "SO-1").status is OrderStatus.DELIVERED
    assert told(desk) == [
        ("SH-1/2", "delivered"),
        ("SH-1/1", "out_for_delivery"),
        ("SH-1/1", "delivered"),
    ]


def test_a_late_event_of_one_package_moves_nothing_backwards():
    desk = two_packages()
    desk.handle(heard("GLS-1", "delivered", 24))
    desk.handle(heard("GLS-2", "delivered", 25))
    late = heard("SH-1", "in_transit", 10)
    assert isinstance(refusal_of(desk, late), NothingChanged)
    assert the_shipment(desk).status is ShipmentStatus.DELIVERED


def test_the_same_event_of_a_package_is_heard_once():
    desk = two_packages()
    desk.handle(heard("GLS-2", "in_transit", 5, "evt-1"))
    again = heard("GLS-2", "in_transit", 5, "evt-1")
    assert isinstance(refusal_of(desk, again), NothingChanged)
    assert told(desk) == [("SH-1/2", "in_transit")]


def test_one_label_for_one_package_is_the_shipments_own():
    desk = a_shop()
    packed(desk, (10, "MUG-BLU"), packages=(AskedPackage(lines=((1, Decimal(10)),)),))
    desk.handle(want(1))
    bought(desk, 1)
    desk.handle(ordered(ShipShipment, "SH-1"))
    desk.handle(heard("GLS-1", "delivered", 24))
    assert told(desk) == [("SH-1", "delivered")]
