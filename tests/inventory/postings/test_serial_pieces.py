"""Pieces with a serial number: each is moved, sent, counted and taken back by its own."""

from decimal import Decimal

import pytest

from inventory import errors, row_errors
from inventory.documents.approval import Approval
from inventory.documents.order import Order
from inventory.documents.pick_list import PickList
from inventory.documents.shipment import Shipment
from inventory.inbound_errors import SerialsRefused
from inventory.move import MoveKind
from inventory.order_commands import PlanPick, RecordPick
from tests.builders import (
    a_customer,
    a_desk,
    adjust,
    an_item,
    approve,
    count_stock,
    edit,
    move,
    ordered,
    pick,
    place_order,
    receive,
    refusal_of,
    reply_lines,
    return_stock,
    set_rule,
    ship,
    undo,
)
from tests.memory_desk import MemoryDesk

LAPTOP = an_item("LAPTOP", name="Laptop", is_serial=True, packs=())


@pytest.fixture
def desk() -> MemoryDesk:
    """Laptops 8 to 11 in A-01."""
    desk = a_desk(LAPTOP, a_customer(), count_tolerance=100)
    desk.handle(receive(4, "LAPTOP", at="A-01", serials="8-11"))
    return desk


def places(desk: MemoryDesk) -> dict[str, str]:
    """Return where each number lies in the building."""
    return {lot: place for (place, lot) in desk.book.balances("LAPTOP")}


def test_the_pieces_that_are_named_are_taken(desk: MemoryDesk) -> None:
    desk.handle(move(None, "LAPTOP", at="A-01", to="B-01", serials="9,11"))
    desk.handle(pick(1, "LAPTOP", at="B-01", serials="11"))

    assert places(desk) == {"8": "A-01", "10": "A-01", "9": "B-01", "11": "PACK"}


def test_all_that_lie_there_need_no_naming(desk: MemoryDesk) -> None:
    posted = desk.handle(move(4, "LAPTOP", at="A-01", to="B-01"))

    assert reply_lines(posted)[::2] == [f"LAPTOP A-01 {n} 1 -> 0" for n in (8, 9, 10, 11)]
    assert refusal_of(desk, move(2, "LAPTOP", at="B-01", to="A-01")) == SerialsRefused(
        "missing", "LAPTOP", ("8", "9", "10", "11"), Decimal(2)
    )


def test_a_piece_that_lies_elsewhere_is_not_taken(desk: MemoryDesk) -> None:
    desk.handle(move(1, "LAPTOP", at="A-01", to="B-01", serials="9"))

    assert refusal_of(desk, pick(3, "LAPTOP", at="A-01", serials="8-10")) == SerialsRefused(
        "unknown", "LAPTOP", ("9",)
    )


def test_a_piece_leaves_and_comes_back(desk: MemoryDesk) -> None:
    desk.handle(pick(2, "LAPTOP", at="A-01", serials="8-9"))
    desk.handle(ship(2, "LAPTOP"))
    assert len(list(desk.book.all(Shipment))) == 1

    desk.handle(return_stock(1, "LAPTOP", serials="9"))
    assert places(desk)["9"] == "RET"
    assert refusal_of(desk, return_stock(2, "LAPTOP", serials="9,10")) == SerialsRefused(
        "unknown", "LAPTOP", ("9", "10")
    )


def test_serial_numbers_are_picked_for_an_order(desk: MemoryDesk) -> None:
    desk.handle(place_order((2, "LAPTOP")))
    desk.handle(pick(2, "LAPTOP", at="A-01", serials="8,9", document="SO-1"))

    assert desk.book.get(Order, "SO-1").lines[0].picked == 2
    assert [line.lot for line in desk.book.get(Shipment, "SH-1").lines] == ["8", "9"]


def test_pieces_of_a_pick_list_are_taken_in_any_order(desk: MemoryDesk) -> None:
    desk.handle(place_order((3, "LAPTOP")))
    desk.handle(ordered(PlanPick, orders=("SO-1",)))
    assert [stop.lot for stop in desk.book.get(PickList, "PK-1").lines] == ["10", "8", "9"]

    desk.handle(ordered(RecordPick, "PK-1", line=1, lot="9"))
    assert [stop.lot for stop in desk.book.get(PickList, "PK-1").lines] == ["9", "8", "10"]
    desk.handle(ordered(RecordPick, "PK-1", line=2, lot="11"))
    desk.handle(ordered(RecordPick, "PK-1"))

    assert places(desk) == {"8": "A-01", "9": "PACK", "10": "PACK", "11": "PACK"}
    assert [line.lot for line in desk.book.get(Shipment, "SH-1").lines] == ["9", "11", "10"]


def test_a_count_says_which_are_there_and_which_are_not(desk: MemoryDesk) -> None:
    posted = desk.handle(count_stock(None, "LAPTOP", at="A-01", serials="8-10"))
    assert posted.transaction.moves == ()

    desk.handle(count_stock(0, "LAPTOP", at="A-01", serials="8-9"))
    assert places(desk) == {"10": "A-01", "11": "A-01"}
    desk.handle(count_stock(1, "LAPTOP", at="B-01", serials="9"))
    assert places(desk)["9"] == "B-01"


def test_a_piece_is_not_counted_in_two_places(desk: MemoryDesk) -> None:
    assert refusal_of(desk, count_stock(1, "LAPTOP", at="B-01", serials="9")) == SerialsRefused(
        "known", "LAPTOP", ("9",)
    )
    assert refusal_of(desk, count_stock(1, "LAPTOP", at="B-01", serials="99")) == SerialsRefused(
        "unknown", "LAPTOP", ("99",)
    )


def test_a_piece_approved_late_is_not_there_twice(desk: MemoryDesk) -> None:
    desk.handle(set_rule("count_tolerance", 0))
    desk.handle(count_stock(0, "LAPTOP", at="A-01", serials="9"))
    desk.handle(approve("AP-1"))
    desk.handle(count_stock(1, "LAPTOP", at="B-01", serials="9"))
    desk.handle(receive(1, "LAPTOP", at="A-02", serials="9"))

    assert refusal_of(desk, approve("AP-2")) == SerialsRefused("known", "LAPTOP", ("9",))
    assert desk.book.get(Approval, "AP-2").is_open


def test_an_adjustment_names_its_pieces(desk: MemoryDesk) -> None:
    desk.handle(adjust(-2, "LAPTOP", at="A-01", serials="8,11", reason="damaged"))
    assert places(desk) == {"9": "A-01", "10": "A-01"}

    assert isinstance(
        refusal_of(desk, adjust(-1, "LAPTOP", at="A-01", serials="8", reason="damaged")),
        errors.NotEnough,
    )
    assert refusal_of(
        desk, adjust(-2, "LAPTOP", at="A-01", serials="9", reason="damaged")
    ) == SerialsRefused("count", "LAPTOP", ("9",), Decimal(2))


def test_a_receipt_of_pieces_is_undone_whole(desk: MemoryDesk) -> None:
    posted = desk.handle(receive(2, "LAPTOP", at="A-01", serials="20-21"))
    taken_back = desk.handle(undo(posted.transaction.id))

    assert [m.kind for m in taken_back.transaction.moves] == [MoveKind.RECEIPT] * 2
    assert "20" not in places(desk)


def test_half_a_piece_is_none() -> None:
    desk = a_desk(an_item("LAPTOP", is_serial=True, is_fractional=True))

    assert isinstance(
        refusal_of(desk, receive("0.5", "LAPTOP", at="A-01", serials="1")), errors.FractionRefused
    )


def test_what_lies_there_decides_whether_pieces_are_numbered(desk: MemoryDesk) -> None:
    plain = an_item("LAPTOP", name="Laptop", packs=())
    assert refusal_of(desk, edit(plain)) == row_errors.FieldFrozen("Items", "LAPTOP", "is_serial")

    desk.handle(adjust(-4, "LAPTOP", at="A-01", serials="8-11", reason="missing"))
    desk.handle(edit(plain))
    assert not desk.book.item("LAPTOP").is_serial
