"""A mistaken recall can be lifted: lots, reservations, picks and boxes are as they were."""

import pytest

from inventory.documents.order import Order, OrderStatus
from inventory.documents.package_label import LabelState
from inventory.documents.recall import RecallStatus
from inventory.documents.remark import RemarkKind
from inventory.documents.shipment import Shipment, ShipmentStatus
from inventory.errors import MissingPart, UndoRefused
from inventory.inbound_commands import SetLotStatus
from inventory.journey_commands import RecordLabel, WantLabel
from inventory.location import LocationKind
from inventory.lot import LotStatus
from inventory.order_commands import (
    CancelOrder,
    ChangeOrder,
    ClaimPick,
    PackShipment,
    PlanPick,
    RecordPick,
)
from inventory.order_errors import WrongStep
from inventory.recall_commands import WidenRecall
from tests.builders import (
    a_location,
    adjust,
    build,
    edit,
    move,
    ordered,
    place_order,
    receive,
    refusal_of,
    undo,
)
from tests.inventory.outbound.test_labelling import an_offer
from tests.inventory.recalling.recalls import (
    BOX,
    JAM,
    SET,
    a_jam_house,
    asked,
    lift,
    said_last,
    sell,
    standing,
    start,
    the_recall,
)
from tests.journeys import packed
from tests.memory_desk import START, MemoryDesk


@pytest.fixture
def desk() -> MemoryDesk:
    """Orders at every step: kept, on a list in hand, at packing, in a closed box."""
    desk = a_jam_house(is_checked="no")
    desk.handle(build(2, BOX, source="", at="A-01"))
    desk.handle(place_order((1, SET), (2, "MUG-BLU")))
    desk.handle(ordered(PlanPick, orders=("SO-1",)))
    desk.handle(ordered(RecordPick, "PK-1"))
    desk.handle(ordered(PackShipment, "SH-4"))
    desk.handle(place_order((4, JAM), (1, "MUG-BLU")))
    desk.handle(ordered(PlanPick, orders=("SO-2",)))
    desk.handle(ordered(RecordPick, "PK-2"))
    desk.handle(place_order((2, JAM)))
    desk.handle(place_order((1, JAM), (1, "TEE-BLK-M")))
    desk.handle(ordered(PlanPick, orders=("SO-3", "SO-4")))
    desk.handle(ordered(ClaimPick, "PK-3"))
    desk.handle(place_order((2, BOX)))
    return desk


def test_everything_is_as_it_was(desk):
    before = standing(desk)
    desk.handle(start("L7"))
    assert standing(desk) != before
    desk.handle(lift())

    assert standing(desk) == before
    assert the_recall(desk).status is RecallStatus.LIFTED
    assert (the_recall(desk).ending, the_recall(desk).ended_by) == ("another lot", "U0MIA")


def test_an_undone_recall_is_lifted(desk):
    before = standing(desk)
    begun = desk.handle(start("L7"))
    desk.handle(undo(begun.transaction.id, by="U0MIA"))

    assert standing(desk) == before
    assert the_recall(desk).status is RecallStatus.LIFTED
    again = refusal_of(desk, undo(begun.transaction.id, by="U0MIA"))
    assert isinstance(again, UndoRefused)


def test_a_recall_that_was_widened_is_lifted_as_a_whole(desk):
    desk.handle(place_order((3, JAM)))
    before = standing(desk)
    desk.handle(start("L7"))
    desk.handle(asked(WidenRecall, "RC-1", scope={"lots": ["L8"]}))
    desk.handle(lift())

    assert standing(desk) == before


def test_an_undone_lift_holds_everything_again(desk):
    desk.handle(start("L7"))
    held = standing(desk)
    lifted = desk.handle(lift())
    desk.handle(undo(lifted.transaction.id, by="U0MIA"))

    assert standing(desk) == held
    assert the_recall(desk).status is RecallStatus.OPEN


def test_orders_that_took_it_meanwhile_let_go_when_the_lift_is_undone(desk):
    desk.handle(start("L7"))
    lifted = desk.handle(lift())
    desk.handle(place_order((2, SET)))
    desk.handle(undo(lifted.transaction.id, by="U0MIA"))

    assert desk.book.get(Order, "SO-6").lines[0].missing == 2
    assert "SO-6" in [one.order for one in the_recall(desk).released]


def test_the_threads_hear_what_is_kept_again(desk):
    desk.handle(start("L7"))
    desk.handle(lift())

    again = [(thread, said.quantity) for thread, said in said_last(desk, RemarkKind.KEPT_AGAIN)]
    assert sorted(again) == [("SO-1", 1), ("SO-2", 4), ("SO-3", 2), ("SO-4", 1), ("SO-5", 2)]
    assert [thread for thread, _ in said_last(desk, RemarkKind.RECALL_LIFTED)] == ["RC-1"]


def test_what_changed_meanwhile_is_kept_again_as_far_as_it_is_free(desk):
    """SO-2 found other jars, of SO-1's set one broke, the rest is untouched."""
    desk.handle(start("L7"))
    desk.handle(place_order((1, "MUG-BLU"), priority=4))
    desk.handle(adjust(-1, SET, at="PACK", lot="S1", reason="damaged"))
    desk.handle(lift())

    assert desk.book.lot_status(SET, "S1") is LotStatus.APPROVED
    order = desk.book.get(Order, "SO-1")
    assert [(hold.lot, hold.location) for hold in order.lines[0].holds] == [("S1", "B-01")]
    assert desk.book.get(Order, "SO-2").lines[0].picked == 4


def test_goods_at_packing_are_put_into_their_shipment_again_though_the_order_has_changed(desk):
    desk.handle(start("L7"))
    desk.handle(place_order((40, JAM)))
    desk.handle(ordered(ChangeOrder, "SO-2", requested_on=START.date()))
    desk.handle(lift())

    order = desk.book.get(Order, "SO-2")
    assert [(hold.lot, hold.location) for hold in order.lines[0].holds] == [("L7", "PACK")]
    shipment = desk.book.get(Shipment, order.shipments[0])
    assert [(line.item, line.lot, line.quantity) for line in shipment.lines] == [
        ("MUG-BLU", "", 1),
        (JAM, "L7", 4),
    ]
    assert shipment.status is ShipmentStatus.PACKING


def test_an_order_that_has_ended_or_leaves_whole_is_left_alone(desk):
    desk.handle(start("L7"))
    desk.handle(ordered(CancelOrder, "SO-3"))
    desk.handle(ordered(ChangeOrder, "SO-4", ships_whole=True))
    desk.handle(lift())

    assert desk.book.get(Order, "SO-3").status is OrderStatus.CANCELLED
    assert not any(line.missing for line in desk.book.get(Order, "SO-4").lines)


def test_nothing_is_kept_in_a_bin_that_is_none_any_more(desk):
    desk.handle(place_order((40, JAM)))
    desk.handle(start("L7"))
    desk.handle(ordered(ChangeOrder, "SO-6", requested_on=START.date()))
    desk.handle(edit(a_location("A-01", LocationKind.QUARANTINE)))
    desk.handle(lift())

    holds = desk.book.get(Order, "SO-6").lines[0].holds
    assert "A-01" not in [hold.location for hold in holds]


def test_a_recall_is_not_reopened_over_goods_that_have_gone_out_since(desk):
    desk.handle(start("L8"))
    lifted = desk.handle(lift())
    sell(desk, 1, JAM, "L8", "BISTRO", "A-02")

    refused = refusal_of(desk, undo(lifted.transaction.id, by="U0MIA"))
    assert isinstance(refused, UndoRefused)
    assert (refused.problem, refused.by) == ("changed_since", "RC-1")


def test_a_recall_is_not_reopened_over_kits_built_since(desk):
    desk.handle(start("L8"))
    lifted = desk.handle(lift())
    desk.handle(move(20, "MUG-BLU", at="B-01", to="A-02"))
    desk.handle(build(1, SET, source="A-02", at="A-02", lot="S5"))

    assert isinstance(refusal_of(desk, undo(lifted.transaction.id, by="U0MIA")), UndoRefused)


def test_a_lot_that_was_judged_otherwise_before_is_so_again(desk):
    held = asked(SetLotStatus, item=JAM, lot="L8", status=LotStatus.QUARANTINE, reason="dust")
    desk.handle(held)
    desk.handle(start("L8"))
    desk.handle(lift())

    lot = desk.book.lot(JAM, "L8")
    assert (lot.status, lot.reason) == (LotStatus.QUARANTINE, "dust")


def test_goods_that_came_meanwhile_are_free_as_well(desk):
    desk.handle(start("F-1"))
    desk.handle(receive(5, JAM, at="A-02", lot="L9", supplier_lot="F-1"))
    desk.handle(lift())

    assert desk.book.lot_status(JAM, "L9") is LotStatus.APPROVED


def test_a_lift_says_why_and_happens_once(desk):
    desk.handle(start("L7"))
    assert refusal_of(desk, lift(reason="  ")) == MissingPart("lift", "why")
    desk.handle(lift())

    assert refusal_of(desk, lift()) == WrongStep("RC-1", "lift", "lifted")


def test_a_label_that_was_given_up_is_not_used_again():
    desk = a_jam_house()
    packed(desk, (2, JAM))
    desk.handle(ordered(WantLabel, "SH-4", offer=an_offer()))
    for state in ("buying", "bought"):
        facts = {"shipment_id": "shp_1", "state": LabelState(state), "tracking": "GLS-1"}
        desk.handle(ordered(RecordLabel, "SH-4", by="job:labels", **facts))
    desk.handle(start("L7"))
    unused = said_last(desk, RemarkKind.LABEL_UNUSED)
    desk.handle(lift())
    shipment = desk.book.get(Shipment, "SH-4")

    assert [thread for thread, _ in unused] == ["SO-1"]
    assert (shipment.status, len(shipment.packages)) == (ShipmentStatus.PACKED, 1)
    assert [label.state for label in shipment.labels] == [LabelState.UNUSED]
    assert (shipment.carrier, shipment.tracking, shipment.price) == ("", "", None)
