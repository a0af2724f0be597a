"""A recall holds every lot concerned everywhere, with the kits built of it, and says who has some."""

from decimal import Decimal

import pytest

from inventory.documents.order import Order
from inventory.documents.pick_list import PickList
from inventory.documents.recall import Recall, RecallScope, ReleasedHold
from inventory.documents.remark import RemarkKind
from inventory.documents.shipment import Shipment, ShipmentStatus
from inventory.errors import NotAllowed, NothingChanged, UndoRefused, UnknownItem
from inventory.inbound_commands import SetLotStatus
from inventory.inbound_errors import LotHeld, UnknownSupplier
from inventory.kit_errors import ComponentsShort
from inventory.lot import LotStatus
from inventory.notices import Audience, DocumentNotice
from inventory.order_commands import PackShipment, PlanPick, RecordPick
from inventory.order_errors import WrongStep
from inventory.questions import how_much
from inventory.recall_commands import StartRecall, WidenRecall
from inventory.recall_errors import AlreadyRecalled, NothingToRecall
from tests.builders import (
    a_kit,
    build,
    edit,
    ordered,
    pick,
    place_order,
    receive,
    refusal_of,
    return_stock,
    ship,
    undo,
)
from tests.inventory.recalling.recalls import (
    BOX,
    JAM,
    SET,
    a_jam_house,
    asked,
    figures,
    lift,
    said_last,
    sell,
    start,
    the_recall,
)
from tests.memory_desk import START, MemoryDesk


@pytest.fixture
def desk() -> MemoryDesk:
    return a_jam_house()


def test_lots_and_the_kits_built_of_them_are_held_at_once(desk):
    desk.handle(start("F-1", reason="glass"))
    recall = the_recall(desk)

    assert [(one.item, one.code, one.made_of) for one in recall.lots] == [
        (JAM, "L7", ()),
        (SET, "S1", ("JAM-STR L7",)),
    ]
    for item, lot in ((JAM, "L7"), (SET, "S1")):
        held = desk.book.lot(item, lot)
        assert (held.status, held.reason) == (LotStatus.RECALLED, "RC-1: glass")
    assert (desk.book.available(JAM), desk.book.available(SET)) == (10, 0)


def test_a_lot_is_kept_as_it_was_with_what_came_and_what_is_here(desk):
    desk.handle(start("L7"))
    jam, gift = the_recall(desk).lots

    assert (jam.came, jam.here, jam.supplier_lot, jam.before) == (30, 11, "F-1", "approved")
    assert (gift.came, gift.here, gift.before) == (6, 4, "approved")
    assert jam.receipt.startswith("TX-")


def test_the_board_has_a_line_for_each_customer_and_lot_in_order_of_first_shipment(desk):
    desk.handle(start("L7"))
    recall = the_recall(desk)

    assert figures(recall) == [
        "CAFE-SOL JAM-STR L7 4: 0 back, 0 destroyed",
        "CAFE-SOL GIFT-SET S1 2: 0 back, 0 destroyed",
        "BISTRO JAM-STR L7 3: 0 back, 0 destroyed",
    ]
    assert [line.shipments for line in recall.lines] == [("SH-1",), ("SH-2",), ("SH-3",)]
    assert (recall.shipped, recall.outstanding, recall.recovered_percent) == (9, 9, 0)


def test_goods_that_came_back_before_are_not_asked_for(desk):
    desk.handle(return_stock(1, JAM, lot="L7", document="SH-1"))
    desk.handle(return_stock(3, JAM, lot="L7", document="SH-3"))
    desk.handle(start("L7"))

    assert figures(the_recall(desk))[0] == "CAFE-SOL JAM-STR L7 3: 0 back, 0 destroyed"
    assert the_recall(desk).customers == ("CAFE-SOL",)


def test_what_came_back_before_from_nobody_knows_whom_has_a_line_of_its_own(desk):
    desk.handle(return_stock(1, JAM, lot="L7"))
    desk.handle(start("L7"))

    assert figures(the_recall(desk))[-1] == " JAM-STR L7 0: 1 back, 0 destroyed"


def test_nothing_of_it_is_available_until_somebody_says_so(desk):
    desk.handle(start("L7"))

    def held(verb, item, lot, recall=""):
        return LotHeld(verb, item, lot, "recalled", "RC-1: glass", recall=recall)

    assert refusal_of(desk, pick(1, JAM, at="A-01", lot="L7")) == held("pick", JAM, "L7")
    release = asked(SetLotStatus, item=JAM, lot="L7", status=LotStatus.HOLD, reason="let go")
    assert refusal_of(desk, release) == held("hold", JAM, "L7", "RC-1")
    release = asked(SetLotStatus, item=JAM, lot="L7", status=LotStatus.APPROVED)
    assert refusal_of(desk, release) == held("release", JAM, "L7", "RC-1")


def test_nothing_is_built_of_a_held_lot(desk):
    desk.handle(start("L7"))
    refused = refusal_of(desk, build(5, SET, source="A-01", lot="S2"))

    assert isinstance(refused, ComponentsShort)
    assert refused.short[0].free == 0


def test_goods_that_come_in_later_under_a_held_lot_are_held_and_told(desk):
    desk.handle(start("L7"))
    desk.handle(receive(5, JAM, at="IN", lot="L7", document="D-9"))

    [(thread, said)] = said_last(desk, RemarkKind.RECALL_HELD_TOO)
    assert (thread, said.item, said.lot, said.quantity) == ("RC-1", JAM, "L7", 5)
    assert (said.location, said.link) == ("IN", "D-9")
    assert desk.book.available(JAM) == 10
    assert the_recall(desk).lots[0].came == 35


def test_a_lot_that_comes_in_later_under_the_number_of_the_notice_is_recalled_too(desk):
    desk.handle(start("F-1"))
    desk.handle(receive(5, JAM, at="IN", lot="L9", supplier_lot="F-1"))
    desk.handle(receive(5, JAM, at="IN", lot="L10", supplier_lot="F-3"))

    assert [one.code for one in the_recall(desk).lots] == ["L7", "S1", "L9"]
    assert desk.book.lot_status(JAM, "L9") is LotStatus.RECALLED
    assert desk.book.available(JAM) == 15


def test_orders_let_go_wherever_the_goods_lie_and_are_told(desk):
    desk.handle(place_order((3, SET)))
    desk.handle(place_order((15, JAM)))
    desk.handle(ordered(PlanPick, orders=("SO-2",)))
    desk.handle(start("L7"))

    held = {(thread, said.item, said.quantity) for thread, said in said_last(desk)}
    assert held == {("SO-1", SET, 3), ("SO-2", JAM, 11)}
    assert desk.book.get(Order, "SO-1").lines[0].missing == 3
    stops = desk.book.get(PickList, "PK-1").lines
    assert [(stop.lot, stop.is_waiting) for stop in stops] == [("L7", False), ("L8", True)]
    assert the_recall(desk).released == (
        ReleasedHold(order="SO-1", line=1, item=SET, location="B-01", lot="S1", quantity=3),
        ReleasedHold(order="SO-2", line=1, item=JAM, location="A-01", lot="L7", quantity=11),
    )


def test_a_packed_box_is_opened_and_does_not_leave(desk):
    desk.handle(place_order((2, SET)))
    desk.handle(ordered(PlanPick, orders=("SO-1",)))
    desk.handle(ordered(RecordPick, "PK-1"))
    packed = desk.book.get(Shipment, "SH-4")
    desk.handle(start("L7"))

    assert packed.lines
    assert desk.book.get(Shipment, "SH-4").status is ShipmentStatus.CANCELLED
    assert the_recall(desk).released == (
        ReleasedHold(
            order="SO-1",
            line=1,
            item=SET,
            location="PACK",
            lot="S1",
            quantity=Decimal(2),
            origin="B-01",
        ),
    )
    assert isinstance(refusal_of(desk, ordered(PackShipment, "SH-4")), WrongStep)
    assert isinstance(refusal_of(desk, ship(1, SET, lot="S1")), LotHeld)


def test_a_kit_without_lots_is_held_as_a_whole(desk):
    desk.handle(build(2, BOX, source="", at="A-01"))
    sell(desk, 1, BOX, "", "BISTRO", "A-01")
    desk.handle(start("L7"))
    recall = the_recall(desk)

    whole = recall.lots[-1]
    assert (whole.item, whole.code, whole.before) == (BOX, "", None)
    assert figures(recall)[-1] == "BISTRO GIFT-BOX  1: 0 back, 0 destroyed"
    assert desk.book.available(BOX) == 0
    answer = how_much(desk.book, desk.book.item(BOX), START.date())
    assert (answer.on_hand, answer.available, answer.standings[0].lot_status) == (1, 0, "recalled")
    assert isinstance(refusal_of(desk, pick(1, BOX, at="A-01")), LotHeld)
    desk.handle(place_order((1, BOX)))
    assert not desk.book.get(Order, "SO-1").lines[0].holds


def test_orders_let_go_of_a_kit_without_lots(desk):
    desk.handle(build(2, BOX, source="", at="A-01"))
    desk.handle(place_order((2, BOX)))
    desk.handle(start("L7"))

    assert desk.book.get(Order, "SO-1").lines[0].missing == 2
    assert [one.item for one in the_recall(desk).released] == [BOX]


def test_kits_of_kits_are_reached():
    desk = a_jam_house()
    desk.handle(edit(a_kit("CRATE", (2, SET), is_lot_tracked=True)))
    desk.handle(build(1, "CRATE", source="", at="A-01", lot="C1"))
    desk.handle(start("L7"))

    lots = [(one.item, one.code, one.made_of) for one in the_recall(desk).lots]
    assert lots[-1] == ("CRATE", "C1", ("GIFT-SET S1",))


def test_what_is_recalled_already_is_not_recalled_twice(desk):
    desk.handle(start("L7"))

    error = AlreadyRecalled("RC-1", ("JAM-STR L7", "GIFT-SET S1"))
    assert refusal_of(desk, start("F-1")) == error


def test_a_second_recall_takes_what_is_left(desk):
    desk.handle(start("L7"))
    desk.handle(start(item=JAM))

    assert [one.code for one in the_recall(desk, "RC-2").lots] == ["L8"]


def test_further_lots_are_recalled_under_the_same_number(desk):
    sell(desk, 2, JAM, "L8", "BISTRO", "A-02")
    desk.handle(start("L7"))
    desk.handle(asked(WidenRecall, "rc-1", scope={"lots": ["F-2"]}))
    recall = the_recall(desk)

    assert [one.code for one in recall.lots] == ["L7", "S1", "L8"]
    assert figures(recall)[-1] == "BISTRO JAM-STR L8 2: 0 back, 0 destroyed"
    assert recall.lines[-1].number == 4
    assert desk.book.available(JAM) == 0
    [(thread, said)] = said_last(desk)
    assert (thread, said.kind, said.quantity, said.words) == (
        "RC-1",
        RemarkKind.RECALL_WIDENED,
        1,
        "JAM-STR L8",
    )


def test_a_recall_has_a_message_in_the_stock_channel(desk):
    posted = desk.handle(start("L7"))

    notices = [one for one in posted.transaction.notices if isinstance(one, DocumentNotice)]
    assert notices == [DocumentNotice(number="RC-1", audience=Audience.STOCK)]


def test_only_managers_recall(desk):
    assert isinstance(refusal_of(desk, start("L7", by="U0ANA")), NotAllowed)


def test_a_repeated_click_recalls_once(desk):
    command = start("L7")
    first, second = desk.handle(command), desk.handle(command)

    assert (first.is_repeat, second.is_repeat) == (False, True)
    assert len(list(desk.book.all(Recall))) == 1


def test_a_new_lot_under_a_number_that_was_added_is_held_too(desk):
    desk.handle(start("L7"))
    widened = desk.handle(asked(WidenRecall, "RC-1", scope={"lots": ["F-2"]}))
    desk.handle(receive(5, JAM, at="A-01", lot="L9", supplier_lot="F-2"))
    assert desk.book.lot_status(JAM, "L9") is LotStatus.RECALLED
    assert [one.code for one in the_recall(desk).lots] == ["L7", "S1", "L8", "L9"]
    assert desk.book.available(JAM) == 0
    assert isinstance(refusal_of(desk, undo(widened.transaction.id, by="U0MIA")), UndoRefused)


def test_an_undone_widening_lets_its_lots_go(desk):
    desk.handle(start("L7"))
    widened = desk.handle(asked(WidenRecall, "RC-1", scope={"lots": ["L8"]}))
    desk.handle(undo(widened.transaction.id, by="U0MIA"))

    assert desk.book.lot_status(JAM, "L8") is LotStatus.APPROVED
    assert [one.code for one in the_recall(desk).lots] == ["L7", "S1"]
    desk.handle(lift())
    assert desk.book.lot_status(JAM, "L7") is LotStatus.APPROVED


def test_a_lot_that_is_still_to_come_is_held_when_it_does(desk):
    expected = start("F-9", item=JAM).model_copy(update={"is_expected": True})
    assert isinstance(refusal_of(desk, start("F-9", item=JAM)), NothingToRecall)
    desk.handle(expected)
    assert (the_recall(desk).lots, the_recall(desk).lines) == ((), ())
    again = start("F-9", item=JAM).model_copy(update={"is_expected": True})
    assert refusal_of(desk, again) == NothingChanged(what="RC-1", state="waiting for it")

    desk.handle(receive(5, JAM, at="A-01", lot="L9", supplier_lot="F-9"))

    assert [(lot.code, lot.came) for lot in the_recall(desk).lots] == [("L9", 5)]
    assert desk.book.lot_status(JAM, "L9") is LotStatus.RECALLED

    desk.handle(receive(2, JAM, at="A-01", lot="L9"))
    assert [lot.came for lot in the_recall(desk).lots] == [7]


def test_what_is_there_of_several_numbers_is_held_and_the_rest_when_it_comes(desk):
    desk.handle(start("L8", "F-9", item=JAM).model_copy(update={"is_expected": True}))
    desk.handle(receive(5, JAM, at="A-01", lot="L9", supplier_lot="F-9"))

    assert [lot.code for lot in the_recall(desk).lots] == ["L8", "L9"]


@pytest.mark.parametrize(
    ("scope", "error"),
    [
        ({"lots": ("F-9",)}, NothingToRecall),
        ({"lots": ("F-9",), "item": "NO-SUCH"}, UnknownItem),
        ({"lots": ("F-9",), "supplier": "NO-SUCH"}, UnknownSupplier),
        ({"item": "MUG-BLU"}, NothingToRecall),
    ],
)
def test_what_nobody_could_know_when_it_comes_is_not_waited_for(desk, scope, error):
    asked_for = asked(StartRecall, scope=RecallScope(**scope), reason="glass", is_expected=True)

    assert isinstance(refusal_of(desk, asked_for), error)


def test_a_range_that_is_added_once_all_of_it_is_held_counts_for_what_comes_later(desk):
    desk.handle(start("L7"))
    scope = RecallScope(item=JAM, first="L7", last="L7")
    assert isinstance(refusal_of(desk, asked(WidenRecall, "RC-1", scope=scope)), AlreadyRecalled)
    wider = scope.model_copy(update={"first": "F-1", "last": "F-1"})
    desk.handle(asked(WidenRecall, "RC-1", scope=wider, is_expected=True))

    again = asked(WidenRecall, "RC-1", scope=wider, is_expected=True)
    assert isinstance(refusal_of(desk, again), NothingChanged)
    desk.handle(receive(5, JAM, at="A-01", lot="L9", supplier_lot="F-1"))
    assert desk.book.lot_status(JAM, "L9") is LotStatus.RECALLED
