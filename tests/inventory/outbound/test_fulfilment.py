"""From order to doorstep, told step by step: what is kept, fetched, checked, packed and shipped."""

from datetime import date
from decimal import Decimal

import pytest

from inventory.billing.issued import IssuedInvoice
from inventory.documents.order import Order, OrderStatus, Priority
from inventory.documents.pick_list import Doubt, PickList, PickStatus
from inventory.documents.remark import RemarkKind
from inventory.documents.shipment import Shipment, ShipmentStatus
from inventory.errors import FractionRefused, NothingChanged, UndoRefused, UnknownTransaction
from inventory.journey_commands import RecordProgress
from inventory.order_commands import (
    CancelOrder,
    CancelPick,
    ChangeOrder,
    CheckLine,
    ClaimPick,
    Finding,
    PackShipment,
    PlanPick,
    RecordPick,
    ReleasePick,
    ReserveOrders,
    ShipShipment,
    SubstituteItem,
    TickRule,
    UnpackShipment,
)
from inventory.order_errors import (
    AlreadyClaimed,
    AlreadyPicked,
    NothingToPick,
    PackingBlocked,
    QuantityOutOfRange,
    ReasonNeeded,
    Reserved,
    SecondPersonNeeded,
    UnknownCustomer,
    WrongStep,
)
from tests.builders import (
    a_customer,
    a_desk,
    a_location,
    adjust,
    an_item,
    count_stock,
    move,
    ordered,
    pick,
    place_order,
    receive,
    refusal_of,
    ship,
    undo,
)


def a_shop(*rows, stock=((24, "MUG-BLU", "A-01"),), **rules):
    return a_desk(a_customer(), *rows, stock=stock, **rules)


def order_of(desk, number="SO-1"):
    return desk.book.get(Order, number)


def stops_of(desk, number="PK-1"):
    return [
        (stop.item, stop.location, stop.quantity, stop.is_waiting)
        for stop in desk.book.get(PickList, number).lines
    ]


def remarks_of(desk, kind):
    return [
        (one.notice.thread, one.notice.remark)
        for one in desk.pending(1000)
        if one.notice.type == "remark" and one.notice.remark.kind is kind
    ]


def pick_all(desk, number="PK-1", by="U0ANA"):
    for stop in desk.book.get(PickList, number).lines:
        if stop.is_waiting:
            desk.handle(ordered(RecordPick, number, line=stop.number, by=by))


def shipped(desk, *lines, **facts):
    """Have an order go all the way."""
    number = desk.handle(place_order(*lines, **facts)).transaction.changes[0].key
    desk.handle(ordered(PlanPick, orders=(number,)))
    pick_all(desk, order_of(desk, number).pick_list)
    shipment = order_of(desk, number).shipments[0]
    desk.handle(ordered(CheckLine, shipment, by="U0BEN"))
    desk.handle(ordered(PackShipment, shipment))
    desk.handle(ordered(ShipShipment, shipment, carrier="Bike", tracking="B-1"))
    return shipment


def test_an_order_keeps_what_is_there_for_itself():
    desk = a_shop()
    desk.handle(place_order((10, "MUG-BLU")))

    assert order_of(desk).status is OrderStatus.RESERVED
    assert desk.book.reserved("MUG-BLU", "A-01") == 10
    assert desk.book.available("MUG-BLU") == 14


def test_what_is_kept_for_an_order_cannot_be_had_by_others():
    desk = a_shop()
    desk.handle(place_order((20, "MUG-BLU")))

    refusal = refusal_of(desk, move(6, at="A-01", to="A-02"))
    assert isinstance(refusal, Reserved)
    assert (refusal.free, refusal.on_hand, refusal.holders) == (4, 24, (("SO-1", 20),))
    assert isinstance(refusal_of(desk, pick(5, at="A-01")), Reserved)
    desk.handle(pick(4, at="A-01"))


def test_what_is_not_there_is_a_back_order_and_kept_when_it_comes():
    desk = a_shop()
    desk.handle(place_order((30, "MUG-BLU")))
    assert order_of(desk).status is OrderStatus.PART_RESERVED
    assert order_of(desk).lines[0].missing == 6

    desk.handle(receive(12, at="A-02"))
    desk.handle(ordered(ReserveOrders, by="job:reserve"))
    assert order_of(desk).status is OrderStatus.RESERVED
    assert desk.book.reserved("MUG-BLU", "A-02") == 6
    assert isinstance(refusal_of(desk, ordered(ReserveOrders, by="job:reserve")), NothingChanged)


def test_an_order_that_ships_whole_keeps_nothing_until_all_is_there():
    desk = a_shop(reserves_partly="no")
    desk.handle(place_order((30, "MUG-BLU")))
    assert order_of(desk).status is OrderStatus.PLACED
    assert desk.book.available("MUG-BLU") == 24

    desk.handle(receive(6, at="A-02"))
    desk.handle(ordered(ReserveOrders, "SO-1"))
    assert order_of(desk).status is OrderStatus.RESERVED


def test_lots_that_expire_first_are_kept_first_then_what_came_first_then_along_the_walk():
    desk = a_shop(
        a_location("B-01", walk_order=1),
        stock=[(5, "MUG-BLU", "A-02"), (5, "MUG-BLU", "A-01"), (5, "MUG-BLU", "B-01")],
    )
    for lot, expires in (("L9", date(2027, 3, 1)), ("L7", date(2027, 1, 1)), ("L8", None)):
        desk.handle(receive(4, "JAM-STR", at="A-01", lot=lot, expires_on=expires))
    desk.handle(place_order((6, "JAM-STR"), (6, "MUG-BLU")))

    jam, mugs = order_of(desk).lines
    assert [(hold.lot, hold.quantity) for hold in jam.holds] == [("L7", 4), ("L9", 2)]
    assert [(hold.location, hold.quantity) for hold in mugs.holds] == [("A-02", 5), ("A-01", 1)]


def test_an_urgent_order_takes_over_what_nobody_fetches_yet_and_both_threads_hear_of_it():
    desk = a_shop()
    desk.handle(place_order((20, "MUG-BLU")))
    desk.handle(place_order((20, "MUG-BLU"), priority=Priority.URGENT))

    assert order_of(desk, "SO-2").lines[0].reserved == 20
    assert order_of(desk, "SO-1").lines[0].reserved == 4
    [(thread, lost)] = remarks_of(desk, RemarkKind.TAKEN_OVER)
    assert (thread, lost.document, lost.quantity) == ("SO-1", "SO-2", 16)
    [(thread, won)] = remarks_of(desk, RemarkKind.TOOK_OVER)
    assert (thread, won.document) == ("SO-2", "SO-1")


def test_an_urgent_order_leaves_alone_what_somebody_fetches():
    desk = a_shop()
    desk.handle(place_order((20, "MUG-BLU")))
    desk.handle(ordered(PlanPick, orders=("SO-1",)))
    desk.handle(place_order((20, "MUG-BLU"), priority=Priority.URGENT))

    assert order_of(desk, "SO-2").lines[0].reserved == 4


def test_an_order_goes_all_the_way_to_the_door():
    desk = a_shop()
    number = shipped(desk, (10, "MUG-BLU", "4.50"), customer="CAFE-SOL")
    shipment, order = desk.book.get(Shipment, number), order_of(desk)

    assert (order.status, order.lines[0].shipped) == (OrderStatus.SHIPPED, 10)
    assert (shipment.status, shipment.carrier) == (ShipmentStatus.SHIPPED, "Bike")
    assert desk.book.on_hand("MUG-BLU", "A-01") == 14
    assert desk.book.on_hand("MUG-BLU", "PACK") == 0
    assert desk.book.held == {"MUG-BLU": {}}
    invoice = desk.book.get(IssuedInvoice, shipment.invoice)
    assert (invoice.number, invoice.net, invoice.gross) == (
        "INV-1",
        Decimal("45.00"),
        Decimal("45.00"),
    )

    desk.handle(ordered(RecordProgress, number, event="delivered"))
    assert order_of(desk).status is OrderStatus.DELIVERED
    assert desk.book.get(Shipment, number).status is ShipmentStatus.DELIVERED


def test_a_pick_list_belongs_to_whoever_claims_it():
    desk = a_shop()
    desk.handle(place_order((10, "MUG-BLU")))
    desk.handle(ordered(PlanPick, orders=("SO-1",)))
    desk.handle(ordered(ClaimPick, "PK-1", by="U0ANA"))

    assert isinstance(refusal_of(desk, ordered(ClaimPick, "PK-1", by="U0BEN")), AlreadyClaimed)
    refusal = refusal_of(desk, ordered(RecordPick, "PK-1", line=1, by="U0BEN"))
    assert refusal == AlreadyClaimed(number="PK-1", by="U0ANA")
    assert isinstance(refusal_of(desk, ordered(ReleasePick, "PK-1", by="U0BEN")), AlreadyClaimed)
    desk.handle(ordered(ReleasePick, "PK-1", by="U0MIA"))
    desk.handle(ordered(RecordPick, "PK-1", line=1, by="U0BEN"))
    refusal = refusal_of(desk, ordered(RecordPick, "PK-1", line=1, by="U0BEN"))
    assert isinstance(refusal, WrongStep)


def test_no_stop_is_picked_twice():
    desk = a_shop(stock=[(24, "MUG-BLU", "A-01"), (9, "TEE-BLK-M", "A-02")])
    desk.handle(place_order((10, "MUG-BLU"), (3, "TEE-BLK-M")))
    desk.handle(ordered(PlanPick, orders=("SO-1",)))
    desk.handle(ordered(RecordPick, "PK-1", line=1))

    refusal = refusal_of(desk, ordered(RecordPick, "PK-1", line=1))
    assert refusal == AlreadyPicked(number="PK-1", line=1, item="MUG-BLU", by="U0ANA")
    assert desk.book.on_hand("MUG-BLU", "PACK") == 10


def test_all_that_waits_is_picked_in_one_go():
    desk = a_shop(stock=[(24, "MUG-BLU", "A-01"), (9, "TEE-BLK-M", "A-02")])
    desk.handle(place_order((10, "MUG-BLU"), (3, "TEE-BLK-M")))
    desk.handle(ordered(PlanPick, orders=("SO-1",)))
    desk.handle(ordered(RecordPick, "PK-1", line=1))
    picked = desk.handle(ordered(RecordPick, "PK-1"))

    assert [move.item for move in picked.transaction.moves] == ["TEE-BLK-M"]
    assert desk.book.get(PickList, "PK-1").status is PickStatus.DONE
    assert desk.book.get(Shipment, "SH-1").status is ShipmentStatus.CHECKING


def test_an_order_has_one_pick_list_at_a_time():
    desk = a_shop()
    desk.handle(place_order((10, "MUG-BLU")))
    desk.handle(ordered(PlanPick, orders=("SO-1",)))
    refusal = refusal_of(desk, ordered(PlanPick, orders=("SO-1",), by="U0BEN"))
    assert refusal == WrongStep(number="SO-1", action="pick", status="picking", by="PK-1")


def test_nothing_kept_is_nothing_to_pick():
    desk = a_shop(stock=[])
    desk.handle(place_order((10, "MUG-BLU")))
    assert refusal_of(desk, ordered(PlanPick, orders=("SO-1",))) == NothingToPick(orders=("SO-1",))


def test_a_wave_walks_once_for_several_orders():
    desk = a_shop(
        a_location("B-01", walk_order=1),
        a_location("A-01", walk_order=2),
        stock=[(24, "MUG-BLU", "A-01"), (24, "TEE-BLK-M", "B-01")],
    )
    desk.handle(place_order((10, "MUG-BLU"), (3, "TEE-BLK-M")))
    desk.handle(place_order((4, "TEE-BLK-M")))
    desk.handle(ordered(PlanPick, orders=("SO-1", "SO-2")))

    assert stops_of(desk) == [
        ("TEE-BLK-M", "B-01", 3, True),
        ("TEE-BLK-M", "B-01", 4, True),
        ("MUG-BLU", "A-01", 10, True),
    ]
    pick_all(desk)
    assert desk.book.get(PickList, "PK-1").status is PickStatus.DONE
    assert [order_of(desk, n).shipments for n in ("SO-1", "SO-2")] == [("SH-1",), ("SH-2",)]


def test_what_is_short_is_fetched_from_another_bin():
    desk = a_shop(stock=[(10, "MUG-BLU", "A-01"), (10, "MUG-BLU", "A-02")])
    desk.handle(place_order((8, "MUG-BLU")))
    desk.handle(ordered(PlanPick, orders=("SO-1",)))
    assert isinstance(refusal_of(desk, ordered(RecordPick, "PK-1", line=1, picked=5)), ReasonNeeded)
    desk.handle(ordered(RecordPick, "PK-1", line=1, picked=5, reason="missing"))

    assert stops_of(desk) == [("MUG-BLU", "A-01", 8, False), ("MUG-BLU", "A-02", 3, True)]
    [(thread, said)] = remarks_of(desk, RemarkKind.SHORT)
    assert (thread, said.quantity, said.location, said.other) == ("SO-1", 3, "A-01", "A-02")
    desk.handle(ordered(RecordPick, "PK-1", line=2))
    assert desk.book.get(Shipment, "SH-1").status is ShipmentStatus.CHECKING


def test_what_is_nowhere_is_left_as_a_back_order():
    desk = a_shop(stock=[(10, "MUG-BLU", "A-01")])
    desk.handle(place_order((8, "MUG-BLU")))
    desk.handle(ordered(PlanPick, orders=("SO-1",)))
    desk.handle(ordered(RecordPick, "PK-1", line=1, picked=5, reason="missing"))

    assert order_of(desk).lines[0].missing == 3
    assert remarks_of(desk, RemarkKind.BACK_ORDERED)[0][1].quantity == 3
    assert order_of(desk).status is OrderStatus.PACKING


def test_a_bin_that_was_short_is_reserved_from_only_after_a_count():
    desk = a_shop(stock=[(10, "MUG-BLU", "A-01")])
    desk.handle(place_order((8, "MUG-BLU")))
    desk.handle(ordered(PlanPick, orders=("SO-1",)))
    desk.handle(ordered(RecordPick, "PK-1", line=1, picked=5, reason="missing"))
    assert isinstance(refusal_of(desk, ordered(ReserveOrders)), NothingChanged)
    assert [d.location for d in desk.book.open(Doubt)] == ["A-01"]

    desk.handle(count_stock(5, at="A-01"))
    assert list(desk.book.open(Doubt)) == []
    desk.handle(ordered(ReserveOrders))
    assert order_of(desk).lines[0].missing == 0


def test_another_lot_than_the_listed_one_takes_a_reason():
    desk = a_shop(stock=[])
    for lot, expires in (("L7", date(2027, 1, 1)), ("L9", date(2027, 3, 1))):
        desk.handle(receive(4, "JAM-STR", at="A-01", lot=lot, expires_on=expires))
    desk.handle(place_order((3, "JAM-STR")))
    desk.handle(ordered(PlanPick, orders=("SO-1",)))
    refusal = refusal_of(desk, ordered(RecordPick, "PK-1", line=1, lot="L9"))
    assert refusal == ReasonNeeded(number="PK-1", why="another_lot", item="JAM-STR", planned="L7")

    desk.handle(ordered(RecordPick, "PK-1", line=1, lot="L9", reason="damaged"))
    assert desk.book.on_hand("JAM-STR", "PACK", "L9") == 3
    assert desk.book.reserved("JAM-STR", "A-01", "L7") == 0
    assert remarks_of(desk, RemarkKind.OTHER_LOT)[0][1].other == "L9"


def test_the_picker_does_not_check_his_own_work():
    desk = a_shop()
    desk.handle(place_order((8, "MUG-BLU")))
    desk.handle(ordered(PlanPick, orders=("SO-1",)))
    pick_all(desk)
    refusal = refusal_of(desk, ordered(CheckLine, "SH-1", by="U0ANA"))
    assert refusal == SecondPersonNeeded(
        actor="U0ANA", number="SH-1", who=("U0ADA", "U0BEN", "U0MIA")
    )
    desk.handle(ordered(CheckLine, "SH-1", by="U0BEN"))
    assert desk.book.get(Shipment, "SH-1").status is ShipmentStatus.PACKING


def test_where_the_rules_allow_it_one_person_does_everything():
    desk = a_shop(is_checked="no")
    desk.handle(place_order((8, "MUG-BLU")))
    desk.handle(ordered(PlanPick, orders=("SO-1",)))
    pick_all(desk)
    assert desk.book.get(Shipment, "SH-1").status is ShipmentStatus.PACKING


def test_what_the_check_finds_wrong_goes_back_to_the_picker_with_words():
    desk = a_shop()
    desk.handle(place_order((8, "MUG-BLU")))
    desk.handle(ordered(PlanPick, orders=("SO-1",)))
    pick_all(desk)
    wrong = {"line": 1, "finding": Finding.WRONG_ITEM, "good": 5, "note": "three are green"}
    desk.handle(ordered(CheckLine, "SH-1", by="U0BEN", **wrong))

    assert desk.book.on_hand("MUG-BLU", "PACK") == 5
    assert desk.book.on_hand("MUG-BLU", "A-01") == 19
    assert stops_of(desk)[-1] == ("MUG-BLU", "A-01", 3, True)
    assert desk.book.get(PickList, "PK-1").lines[-1].words == "three are green"
    assert desk.book.get(PickList, "PK-1").claimed_by == "U0ANA"
    assert isinstance(refusal_of(desk, ordered(PackShipment, "SH-1")), WrongStep)

    desk.handle(ordered(RecordPick, "PK-1", line=2))
    desk.handle(ordered(CheckLine, "SH-1", line=2, by="U0BEN"))
    shipment = desk.book.get(Shipment, "SH-1")
    assert (shipment.status, [line.quantity for line in shipment.lines]) == (
        ShipmentStatus.PACKING,
        [5, 3],
    )


def test_damaged_goods_go_into_quarantine_and_others_are_fetched():
    desk = a_shop(stock=[(8, "MUG-BLU", "A-01"), (8, "MUG-BLU", "A-02")])
    desk.handle(place_order((8, "MUG-BLU")))
    desk.handle(ordered(PlanPick, orders=("SO-1",)))
    pick_all(desk)
    wrong = {"line": 1, "finding": Finding.DAMAGED, "good": 6, "note": "two are chipped"}
    desk.handle(ordered(CheckLine, "SH-1", by="U0BEN", **wrong))

    assert desk.book.on_hand("MUG-BLU", "HOLD") == 2
    assert stops_of(desk)[-1] == ("MUG-BLU", "A-02", 2, True)


def test_nothing_is_packed_while_a_rule_is_not_ticked():
    desk = a_shop(a_customer(packing_rules=("No peanuts", "Two layers of paper")))
    desk.handle(place_order((8, "MUG-BLU"), requirements=("Gift card inside",)))
    desk.handle(ordered(PlanPick, orders=("SO-1",)))
    pick_all(desk)
    desk.handle(ordered(CheckLine, "SH-1", by="U0BEN"))
    desk.handle(ordered(TickRule, "SH-1", rule=1, by="U0BEN"))
    refusal = refusal_of(desk, ordered(PackShipment, "SH-1"))
    assert refusal == PackingBlocked(
        number="SH-1", rules=("Two layers of paper", "Gift card inside")
    )

    desk.handle(ordered(TickRule, "SH-1", rule=2))
    desk.handle(ordered(TickRule, "SH-1", rule=3))
    desk.handle(ordered(PackShipment, "SH-1"))
    shipment = desk.book.get(Shipment, "SH-1")
    assert shipment.status is ShipmentStatus.PACKED
    assert [rule.ticked_by for rule in shipment.rules] == ["U0BEN", "U0ANA", "U0ANA"]
    desk.handle(ordered(UnpackShipment, "SH-1"))
    assert isinstance(refusal_of(desk, ordered(PackShipment, "SH-1")), PackingBlocked)


def test_an_order_leaves_in_two_shipments():
    desk = a_shop()
    desk.handle(place_order((30, "MUG-BLU", 2)))
    desk.handle(ordered(PlanPick, orders=("SO-1",)))
    pick_all(desk)
    desk.handle(ordered(CheckLine, "SH-1", by="U0BEN"))
    desk.handle(ordered(PackShipment, "SH-1"))
    desk.handle(ordered(ShipShipment, "SH-1"))
    assert order_of(desk).status is OrderStatus.PART_SHIPPED

    desk.handle(receive(12, at="A-02"))
    desk.handle(ordered(ReserveOrders))
    desk.handle(ordered(PlanPick, orders=("SO-1",)))
    pick_all(desk, "PK-2")
    desk.handle(ordered(CheckLine, "SH-2", by="U0BEN"))
    desk.handle(ordered(PackShipment, "SH-2"))
    desk.handle(ordered(ShipShipment, "SH-2"))

    assert order_of(desk).status is OrderStatus.SHIPPED
    assert [i.net for i in desk.book.all(IssuedInvoice)] == [48, 12]
    desk.handle(ordered(RecordProgress, "SH-2", event="delivered"))
    assert order_of(desk).status is OrderStatus.SHIPPED
    desk.handle(ordered(RecordProgress, "SH-1", event="delivered"))
    assert order_of(desk).status is OrderStatus.DELIVERED


@pytest.mark.parametrize("step", ["placed", "listed", "part_picked", "picked", "packed"])
def test_cancelling_at_any_step_puts_everything_back(step):
    desk = a_shop(stock=[(24, "MUG-BLU", "A-01"), (9, "TEE-BLK-M", "A-02")])
    before = dict(desk.book.stock["MUG-BLU"]), dict(desk.book.stock["TEE-BLK-M"])
    desk.handle(place_order((10, "MUG-BLU"), (3, "TEE-BLK-M")))
    if step != "placed":
        desk.handle(ordered(PlanPick, orders=("SO-1",)))
    if step == "part_picked":
        desk.handle(ordered(RecordPick, "PK-1", line=1))
    if step in ("picked", "packed"):
        pick_all(desk)
    if step == "packed":
        desk.handle(ordered(CheckLine, "SH-1", by="U0BEN"))
        desk.handle(ordered(PackShipment, "SH-1"))
    desk.handle(ordered(CancelOrder, "SO-1", reason="changed his mind"))

    assert (dict(desk.book.stock["MUG-BLU"]), dict(desk.book.stock["TEE-BLK-M"])) == before
    assert not any(desk.book.held.values())
    assert order_of(desk).status is OrderStatus.CANCELLED
    assert not any(p.is_open for p in desk.book.all(PickList))
    assert isinstance(refusal_of(desk, ordered(CancelOrder, "SO-1")), WrongStep)


def test_cancelling_what_is_left_of_a_part_shipped_order_leaves_it_shipped():
    desk = a_shop()
    shipped(desk, (30, "MUG-BLU"))
    desk.handle(ordered(CancelOrder, "SO-1"))
    assert (order_of(desk).status, order_of(desk).lines[0].cancelled) == (OrderStatus.SHIPPED, 6)


def test_another_item_is_sent_instead_at_the_price_that_was_agreed():
    desk = a_shop(stock=[(2, "MUG-BLU", "A-01"), (24, "TEE-BLK-M", "A-02")])
    desk.handle(place_order((5, "MUG-BLU", "4.50")))
    assert isinstance(
        refusal_of(desk, ordered(SubstituteItem, "SO-1", line=1, item="TEE-BLK-M", reason="")),
        ReasonNeeded,
    )
    desk.handle(ordered(SubstituteItem, "SO-1", line=1, item="TEE-BLK-M", reason="customer agreed"))

    first, second = order_of(desk).lines
    assert (first.cancelled, first.outstanding) == (5, 0)
    assert (second.item, second.ordered, second.unit_price) == ("TEE-BLK-M", 5, Decimal("4.5"))
    assert (second.replaces, second.reserved) == (1, 5)
    assert desk.book.available("MUG-BLU") == 2


def test_quantities_change_while_nobody_fetches():
    desk = a_shop()
    desk.handle(place_order((10, "MUG-BLU")))
    desk.handle(ordered(ChangeOrder, "SO-1", quantities={1: Decimal(6)}))
    assert (desk.book.reserved("MUG-BLU", "A-01"), order_of(desk).lines[0].outstanding) == (6, 6)
    desk.handle(ordered(ChangeOrder, "SO-1", quantities={1: Decimal(20)}))
    assert (desk.book.reserved("MUG-BLU", "A-01"), order_of(desk).lines[0].outstanding) == (20, 20)

    desk.handle(ordered(PlanPick, orders=("SO-1",)))
    refusal = refusal_of(desk, ordered(ChangeOrder, "SO-1", quantities={1: Decimal(3)}))
    assert refusal == WrongStep(number="SO-1", action="change", status="picking", by="PK-1")


def test_giving_up_a_list_keeps_what_was_fetched():
    desk = a_shop(stock=[(24, "MUG-BLU", "A-01"), (9, "TEE-BLK-M", "A-02")])
    desk.handle(place_order((10, "MUG-BLU"), (3, "TEE-BLK-M")))
    desk.handle(ordered(PlanPick, orders=("SO-1",)))
    desk.handle(ordered(RecordPick, "PK-1", line=1))
    desk.handle(ordered(CancelPick, "PK-1"))

    assert order_of(desk).lines[1].reserved == 3
    assert desk.book.get(Shipment, "SH-1").status is ShipmentStatus.CHECKING
    desk.handle(ordered(PlanPick, orders=("SO-1",)))
    assert stops_of(desk, "PK-2") == [("TEE-BLK-M", "A-02", 3, True)]


def test_a_count_that_finds_less_lets_go_of_the_least_urgent_order_first():
    desk = a_shop(stock=[(20, "MUG-BLU", "A-01")], count_tolerance=100)
    desk.handle(place_order((8, "MUG-BLU"), priority=Priority.HIGH))
    desk.handle(place_order((8, "MUG-BLU")))
    desk.handle(count_stock(10, at="A-01"))

    assert [order_of(desk, n).lines[0].reserved for n in ("SO-1", "SO-2")] == [8, 2]
    [(thread, said)] = remarks_of(desk, RemarkKind.RELEASED)
    assert (thread, said.quantity, said.location) == ("SO-2", 6, "A-01")


def test_a_count_that_finds_less_shortens_the_list_that_is_being_fetched():
    desk = a_shop(stock=[(20, "MUG-BLU", "A-01")], count_tolerance=100)
    desk.handle(place_order((8, "MUG-BLU")))
    desk.handle(ordered(PlanPick, orders=("SO-1",)))
    desk.handle(count_stock(3, at="A-01"))
    assert stops_of(desk) == [("MUG-BLU", "A-01", 3, True)]
    desk.handle(count_stock(0, at="A-01"))
    assert order_of(desk).status is OrderStatus.PLACED
    assert desk.book.get(PickList, "PK-1").status is PickStatus.DONE


def test_goods_that_vanish_at_packing_leave_the_shipment():
    desk = a_shop(count_tolerance=100)
    desk.handle(place_order((8, "MUG-BLU")))
    desk.handle(ordered(PlanPick, orders=("SO-1",)))
    pick_all(desk)
    desk.handle(adjust(-3, at="PACK", reason="damaged"))
    assert [line.quantity for line in desk.book.get(Shipment, "SH-1").lines] == [5]
    desk.handle(adjust(-5, at="PACK", reason="damaged"))
    assert desk.book.get(Shipment, "SH-1").status is ShipmentStatus.CANCELLED
    assert order_of(desk).status is OrderStatus.PLACED


def test_a_pick_can_be_taken_back_and_made_again():
    desk = a_shop()
    desk.handle(place_order((8, "MUG-BLU")))
    desk.handle(ordered(PlanPick, orders=("SO-1",)))
    picked = desk.handle(ordered(RecordPick, "PK-1", line=1))
    desk.handle(undo(picked.transaction.id))

    assert stops_of(desk) == [("MUG-BLU", "A-01", 8, True)]
    assert desk.book.reserved("MUG-BLU", "A-01") == 8
    assert order_of(desk).status is OrderStatus.PICKING
    desk.handle(ordered(RecordPick, "PK-1", line=1))
    assert desk.book.on_hand("MUG-BLU", "PACK") == 8


def test_a_cancelled_order_does_not_come_back_for_what_another_has_by_now():
    desk = a_shop()
    desk.handle(place_order((20, "MUG-BLU")))
    cancelled = desk.handle(ordered(CancelOrder, "SO-1"))
    desk.handle(place_order((20, "MUG-BLU")))
    refusal = refusal_of(desk, undo(cancelled.transaction.id))
    assert isinstance(refusal, UnknownTransaction | UndoRefused)


def test_a_receipt_is_not_taken_back_while_an_order_has_its_goods():
    desk = a_shop(stock=[])
    received = desk.handle(receive(10, at="A-01"))
    desk.handle(place_order((6, "MUG-BLU")))
    refusal = refusal_of(desk, undo(received.transaction.id))
    assert isinstance(refusal, UndoRefused)
    assert (refusal.problem, refusal.by, refusal.location) == ("kept", "SO-1", "A-01")


def test_a_shipment_with_an_invoice_is_not_taken_back():
    desk = a_shop()
    desk.handle(place_order((8, "MUG-BLU", 2)))
    desk.handle(ordered(PlanPick, orders=("SO-1",)))
    pick_all(desk)
    desk.handle(ordered(CheckLine, "SH-1", by="U0BEN"))
    desk.handle(ordered(PackShipment, "SH-1"))
    left = desk.handle(ordered(ShipShipment, "SH-1"))
    refusal = refusal_of(desk, undo(left.transaction.id))
    assert isinstance(refusal, UndoRefused)
    assert (refusal.problem, refusal.by) == ("invoiced", "INV-1")


def test_a_plain_pick_for_an_order_counts_for_it():
    desk = a_shop(stock=[(24, "MUG-BLU", "A-01"), (24, "MUG-BLU", "A-02")])
    desk.handle(place_order((8, "MUG-BLU")))
    desk.handle(pick(5, at="A-02", document="SO-1"))

    line = order_of(desk).lines[0]
    assert (line.picked, line.reserved, line.missing) == (5, 3, 0)
    assert desk.book.get(Shipment, "SH-1").status is ShipmentStatus.CHECKING
    refusal = refusal_of(desk, pick(4, at="A-02", document="SO-1"))
    assert isinstance(refusal, QuantityOutOfRange)
    assert isinstance(refusal_of(desk, ship(5, document="SO-1")), WrongStep)


def test_skus_that_differ_in_small_letters_only_are_two_items():
    desk = a_shop(
        an_item("72349b"), an_item("72349B"), stock=[(5, "72349b", "A-01"), (5, "72349B", "A-01")]
    )
    shipped(desk, (2, "72349b"))
    assert desk.book.on_hand("72349b", "A-01") == 3
    assert desk.book.on_hand("72349B", "A-01") == 5


def test_events_are_heard_once_and_never_backwards():
    desk = a_shop()
    shipped(desk, (8, "MUG-BLU"))
    delivered = {"event": "delivered", "event_id": "evt-1", "by": "job:carrier"}
    desk.handle(ordered(RecordProgress, "B-1", **delivered))
    assert isinstance(
        refusal_of(desk, ordered(RecordProgress, "SH-1", **delivered)), NothingChanged
    )
    late = {"event": "in_transit", "event_id": "evt-0", "by": "job:carrier"}
    assert isinstance(refusal_of(desk, ordered(RecordProgress, "SH-1", **late)), NothingChanged)
    assert order_of(desk).status is OrderStatus.DELIVERED


def test_an_order_needs_a_customer_of_the_tab():
    refusal = refusal_of(a_shop(), place_order(1, customer="NOBODY"))
    assert refusal == UnknownCustomer(customer="NOBODY")


def test_no_part_of_a_piece_is_picked_or_found_right():
    desk = a_shop(stock=[(10, "MUG-BLU", "A-01")])
    desk.handle(place_order((8, "MUG-BLU")))
    desk.handle(ordered(PlanPick, orders=("SO-1",)))
    half = Decimal("4.5")
    short = ordered(RecordPick, "PK-1", line=1, picked=half, reason="missing")
    assert isinstance(refusal_of(desk, short), FractionRefused)

    desk.handle(ordered(RecordPick, "PK-1", line=1))
    found = ordered(
        CheckLine, "SH-1", line=1, finding=Finding.SHORT, good=half, note="?", by="U0BEN"
    )
    assert isinstance(refusal_of(desk, found), FractionRefused)
