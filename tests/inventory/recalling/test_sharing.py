"""Two recalls that mean the same lot: one holds it, and the other takes it over when that ends."""

import pytest

from inventory.documents.order import Order
from inventory.errors import UndoRefused
from inventory.inbound_commands import SetLotStatus
from inventory.lot import LotStatus
from inventory.recall_commands import CloseRecall, NotifyRecall, RecordRecallReply
from tests.builders import place_order, receive, refusal_of, undo
from tests.inventory.recalling.recalls import (
    JAM,
    SET,
    a_jam_house,
    asked,
    figures,
    lift,
    start,
    the_recall,
)
from tests.memory_desk import START, MemoryDesk

TODAY = START.date()


@pytest.fixture
def desk() -> MemoryDesk:
    """RC-1 recalls the sets S1 for their box, RC-2 the jars L7 that went into them."""
    desk = a_jam_house()
    desk.handle(place_order((2, SET)))
    desk.handle(start("S1", reason="box"))
    desk.handle(asked(NotifyRecall, "RC-1", customer="CAFE-SOL", how="told"))
    desk.handle(start("L7", reason="glass"))
    return desk


def lots_of(desk: MemoryDesk, number: str) -> list[str]:
    return [f"{one.item} {one.code}" for one in the_recall(desk, number).lots]


def test_a_lot_is_held_by_the_first_of_them(desk):
    assert lots_of(desk, "RC-1") == ["GIFT-SET S1"]
    assert lots_of(desk, "RC-2") == ["JAM-STR L7"]
    assert desk.book.lot(SET, "S1").reason == "RC-1: box"


def test_what_one_lifts_the_other_goes_on_to_hold(desk):
    desk.handle(lift("RC-1"))
    lot = desk.book.lot(SET, "S1")

    assert (lot.status, lot.reason) == (LotStatus.RECALLED, "RC-2: glass")
    assert lots_of(desk, "RC-2") == ["JAM-STR L7", "GIFT-SET S1"]
    assert figures(the_recall(desk, "RC-2"))[-1] == ("CAFE-SOL GIFT-SET S1 2: 0 back, 0 destroyed")
    assert the_recall(desk, "RC-2").lines[-1].notified_on is None
    assert not desk.book.get(Order, "SO-1").lines[0].holds

    desk.handle(lift("RC-2"))
    assert desk.book.lot_status(SET, "S1") is LotStatus.APPROVED
    assert desk.book.get(Order, "SO-1").lines[0].reserved == 2


def test_what_one_closes_the_other_goes_on_to_hold(desk):
    reply = {"customer": "CAFE-SOL", "is_all_destroyed": True}
    desk.handle(asked(RecordRecallReply, "RC-1", **reply))
    desk.handle(asked(CloseRecall, "RC-1", reason="burned soon"))
    line = the_recall(desk, "RC-2").lines[-1]

    assert (line.item, line.destroyed, line.notified_on) == (SET, 2, TODAY)
    desk.handle(lift("RC-2"))
    lot = desk.book.lot(SET, "S1")
    assert (lot.status, lot.reason) == (LotStatus.RECALLED, "RC-1: box")


def test_a_lot_that_both_notices_name_is_shared_when_it_comes_in():
    desk = a_jam_house()
    desk.handle(start("F-1", reason="glass"))
    desk.handle(start("F-1", "F-2", item=JAM, reason="label"))
    desk.handle(receive(3, JAM, at="A-01", lot="L9", supplier_lot="F-1"))
    assert desk.book.lot(JAM, "L9").reason == "RC-1: glass"
    desk.handle(lift("RC-1"))

    assert desk.book.lot(JAM, "L9").reason == "RC-2: label"
    assert desk.book.lot(JAM, "L7").reason == "RC-2: label"


def test_what_another_recall_has_taken_is_not_reopened():
    desk = a_jam_house()
    desk.handle(start("L8"))
    ended = desk.handle(asked(CloseRecall, "RC-1", reason="burned soon"))
    desk.handle(start("L8", reason="once more"))

    refused = refusal_of(desk, undo(ended.transaction.id, by="U0MIA"))
    assert isinstance(refused, UndoRefused)
    assert refused.by == "RC-1"


def test_a_recall_whose_lots_were_let_go_is_not_reopened():
    desk = a_jam_house()
    desk.handle(start("L8"))
    ended = desk.handle(asked(CloseRecall, "RC-1", reason="burned soon"))
    free = {"item": JAM, "lot": "L8", "reason": "looked at"}
    desk.handle(asked(SetLotStatus, status=LotStatus.HOLD, **free))

    refused = refusal_of(desk, undo(ended.transaction.id, by="U0MIA"))
    assert isinstance(refused, UndoRefused)
