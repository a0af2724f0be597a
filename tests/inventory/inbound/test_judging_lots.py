"""Lots that somebody holds back: nobody takes them, and nothing of them is kept for anybody."""

from datetime import date
from decimal import Decimal

import pytest

from inventory import errors
from inventory.documents.order import Order, OrderStatus
from inventory.documents.pick_list import PickList
from inventory.documents.remark import Remark, RemarkKind
from inventory.documents.shipment import Shipment
from inventory.inbound_commands import SetLotStatus
from inventory.inbound_errors import LotHeld
from inventory.lot import LotStatus
from inventory.lots.lot_search import lots_named
from inventory.notices import RemarkNotice
from inventory.order_commands import PlanPick, RecordPick, ReserveOrders
from inventory.questions import how_much
from tests.builders import (
    a_customer,
    a_desk,
    count_stock,
    fresh_key,
    move,
    ordered,
    pick,
    place_order,
    receive,
    refusal_of,
    ship,
    undo,
)
from tests.memory_desk import START, MemoryDesk

JAM = "JAM-STR"


def judge(
    status: str = "hold", lot: str = "L7", reason: str = "glass?", *, by: str = "U0MIA"
) -> SetLotStatus:
    return SetLotStatus(
        key=fresh_key(),
        actor=by,
        at=START,
        item=JAM,
        lot=lot,
        status=LotStatus(status),
        reason="" if status == "approved" else reason,
    )


@pytest.fixture
def desk() -> MemoryDesk:
    """Ten jars of L7 from the farm (their lot F-1) in A-01, four of L8 in A-02."""
    desk = a_desk(a_customer(), count_tolerance=100)
    desk.handle(receive(10, JAM, at="A-01", lot="L7", supplier_lot="F-1"))
    desk.handle(receive(4, JAM, at="A-02", lot="L8"))
    return desk


def remarks_of(desk: MemoryDesk) -> list[Remark]:
    last = desk.entered_after(desk.last_sequence() - 1, 1)[0].transaction
    return [notice.remark for notice in last.notices if isinstance(notice, RemarkNotice)]


def test_what_is_held_is_on_hand_but_not_available(desk: MemoryDesk) -> None:
    desk.handle(judge())
    answer = how_much(desk.book, desk.book.item(JAM), START.date())

    assert (answer.on_hand, answer.available, desk.book.available(JAM)) == (14, 4, 4)
    assert (answer.standings[-1].lot_status, answer.standings[-1].reason) == ("hold", "glass?")


def test_orders_are_kept_goods_of_approved_lots_only(desk: MemoryDesk) -> None:
    desk.handle(judge())
    desk.handle(place_order((6, JAM)))

    [line] = desk.book.get(Order, "SO-1").lines
    assert [(hold.lot, hold.quantity) for hold in line.holds] == [("L8", 4)]
    assert line.missing == 2


def test_nobody_takes_what_is_held(desk: MemoryDesk) -> None:
    desk.handle(pick(2, JAM, at="A-01", lot="L7"))
    desk.handle(judge("quarantine"))

    def held(verb: str) -> LotHeld:
        return LotHeld(verb=verb, item=JAM, lot="L7", status="quarantine", reason="glass?")

    assert refusal_of(desk, pick(1, JAM, at="A-01", lot="L7")) == held("pick")
    assert refusal_of(desk, move(1, JAM, at="A-01", to="PACK", lot="L7")) == held("move")
    assert refusal_of(desk, ship(1, JAM, lot="L7")) == held("shipment")


def test_what_is_held_may_be_moved_and_counted(desk: MemoryDesk) -> None:
    desk.handle(judge())
    desk.handle(move(3, JAM, at="A-01", to="HOLD", lot="L7"))
    desk.handle(count_stock(2, JAM, at="HOLD", lot="L7"))

    assert desk.book.on_hand(JAM, "HOLD", "L7") == 2


def test_holding_lets_go_of_what_is_kept_and_says_so(desk: MemoryDesk) -> None:
    desk.handle(place_order((6, JAM)))
    desk.handle(ordered(PlanPick, orders=("SO-1",)))
    desk.handle(judge())

    assert remarks_of(desk) == [
        Remark(
            kind=RemarkKind.LOT_HELD,
            item=JAM,
            quantity=Decimal(6),
            location="A-01",
            lot="L7",
            other="hold",
            words="glass?",
        )
    ]
    assert desk.book.get(Order, "SO-1").lines[0].missing == 6
    assert not list(desk.book.open(PickList))
    desk.handle(ordered(ReserveOrders))
    assert desk.book.reserved(JAM, "A-02", "L8") == 4


def test_what_is_at_packing_by_then_is_taken_out_of_the_shipment(desk: MemoryDesk) -> None:
    desk.handle(place_order((6, JAM)))
    desk.handle(ordered(PlanPick, orders=("SO-1",)))
    desk.handle(ordered(RecordPick, "PK-1"))
    desk.handle(judge("recalled"))

    assert [(said.location, said.quantity) for said in remarks_of(desk)] == [("PACK", 6)]
    assert desk.book.get(Shipment, "SH-1").lines == ()
    assert desk.book.on_hand(JAM, "PACK", "L7") == 6
    assert desk.book.get(Order, "SO-1").status is OrderStatus.PLACED


def test_undo_puts_status_and_reservations_back(desk: MemoryDesk) -> None:
    desk.handle(place_order((6, JAM)))
    held = desk.handle(judge())
    desk.handle(undo(held.transaction.id, by="U0MIA"))

    assert desk.book.lot_status(JAM, "L7") is LotStatus.APPROVED
    assert desk.book.reserved(JAM, "A-01", "L7") == 6


def test_undo_of_a_release_lets_go_again(desk: MemoryDesk) -> None:
    desk.handle(judge())
    released = desk.handle(judge("approved"))
    desk.handle(place_order((6, JAM)))
    desk.handle(undo(released.transaction.id, by="U0MIA"))

    lot = desk.book.lot(JAM, "L7")
    assert (lot.status, lot.reason) == (LotStatus.HOLD, "glass?")
    assert desk.book.reserved(JAM, "A-01", "L7") == 0


def test_what_comes_back_by_an_undo_is_not_kept_of_a_held_lot(desk: MemoryDesk) -> None:
    desk.handle(place_order((6, JAM)))
    posted = desk.handle(pick(2, JAM, at="A-01", lot="L7", document="SO-1"))
    desk.handle(judge())

    refused = refusal_of(desk, undo(posted.transaction.id))
    assert isinstance(refused, errors.UndoRefused)


@pytest.mark.parametrize(
    ("steps", "refused"),
    [
        ([judge("hold", reason=" ")], errors.MissingPart(verb="hold", part="why")),
        ([judge("approved")], errors.NothingChanged(what="lot L7", state="approved")),
        ([judge(), judge()], errors.NothingChanged(what="lot L7", state="hold")),
        (
            [judge("recalled"), judge("approved")],
            LotHeld("release", JAM, "L7", "recalled", "glass?"),
        ),
        ([judge(lot="L9")], errors.UnknownLot(JAM, "L9", known=("L7", "L8"))),
        (
            [judge(by="U0ANA")],
            errors.NotAllowed("U0ANA", "set_lot_status", "manager", "operator", ("U0ADA", "U0MIA")),
        ),
    ],
)
def test_what_cannot_be_done_to_a_lot(
    desk: MemoryDesk, steps: list[SetLotStatus], refused: errors.StockError
) -> None:
    *before, last = steps
    for step in before:
        desk.handle(step.model_copy(update={"key": fresh_key()}))

    assert refusal_of(desk, last.model_copy(update={"key": fresh_key()})) == refused


def test_an_expired_lot_is_never_released(desk: MemoryDesk) -> None:
    expired = {"expires_on": date(2026, 11, 1), "reason": "short_dated", "by": "U0MIA"}
    desk.handle(receive(5, JAM, at="B-01", lot="OLD", **expired))
    desk.handle(judge(lot="OLD"))

    assert refusal_of(desk, judge("approved", "OLD")) == LotHeld(
        "release", JAM, "OLD", "expired", "glass?", date(2026, 11, 1)
    )
    assert desk.book.lot_status(JAM, "OLD", START.date()) is LotStatus.HOLD


def test_a_lot_is_found_by_the_suppliers_number(desk: MemoryDesk) -> None:
    desk.handle(judge(lot="f-1"))
    assert desk.book.lot_status(JAM, "L7") is LotStatus.HOLD

    desk.handle(receive(1, JAM, at="B-01", lot="L9", supplier_lot="F-1"))
    assert [lot.code for lot in lots_named(desk.book, JAM, "F-1")] == ["L7", "L9"]
    assert refusal_of(desk, judge("recalled", "F-1")) == errors.LotRefused(
        "ambiguous", JAM, "F-1", known=("L7", "L9")
    )
    assert refusal_of(desk, judge().model_copy(update={"item": "MUG-BLU"})) == errors.LotRefused(
        "not_tracked", "MUG-BLU", "L7"
    )


def test_more_of_a_held_lot_is_held_too(desk: MemoryDesk) -> None:
    received = desk.handle(receive(5, JAM, at="B-01", lot="L9"))
    desk.handle(judge(lot="L9"))
    desk.handle(undo(received.transaction.id))
    desk.handle(receive(5, JAM, at="B-01", lot="L9"))

    assert desk.book.lot_status(JAM, "L9") is LotStatus.HOLD


def test_a_pick_may_name_the_suppliers_lot_where_it_is_one_of_ours_there(desk: MemoryDesk) -> None:
    desk.handle(receive(2, JAM, at="B-01", lot="L9", supplier_lot="F-1"))
    desk.handle(pick(3, JAM, at="A-01", lot="F-1"))
    assert desk.book.on_hand(JAM, "PACK", "L7") == 3

    desk.handle(move(1, JAM, at="B-01", to="A-01", lot="L9"))
    assert refusal_of(desk, pick(1, JAM, at="A-01", lot="f-1")) == errors.LotRefused(
        "ambiguous", JAM, "f-1", known=("L7", "L9")
    )
    assert refusal_of(desk, pick(1, JAM, at="A-01", lot="F-2")) == errors.UnknownLot(
        JAM, "F-2", known=("L7", "L9")
    )


def test_a_lot_of_no_item_is_none(desk: MemoryDesk) -> None:
    strange = judge().model_copy(update={"item": "JAM-OLD"})

    assert refusal_of(desk, strange) == errors.UnknownItem("JAM-OLD")


def test_a_hold_that_was_taken_back_can_be_held_to_after_all():
    desk = a_desk(stock=[(4, "JAM-STR", "A-01", "L1")])
    held = desk.handle(
        ordered(
            SetLotStatus,
            item="JAM-STR",
            lot="L1",
            status=LotStatus.HOLD,
            reason="a lid is loose",
            by="U0MIA",
        )
    )
    back = desk.handle(undo(held.transaction.id, by="U0MIA"))
    assert desk.book.lot_status("JAM-STR", "L1") is LotStatus.APPROVED
    desk.handle(undo(back.transaction.id, by="U0MIA"))
    assert desk.book.lot_status("JAM-STR", "L1") is LotStatus.HOLD
