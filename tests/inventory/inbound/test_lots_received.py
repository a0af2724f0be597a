"""Lots and serial numbers as goods come in: what is noted, what may not be."""

from datetime import date
from decimal import Decimal

import pytest

from inventory import errors
from inventory.inbound_commands import PlacePurchase, WantedLine
from inventory.inbound_errors import SerialsRefused
from inventory.lot import Lot
from inventory.quantity import Amount
from inventory.supplier import Supplier
from tests.builders import (
    a_desk,
    a_line,
    an_item,
    open_stock,
    ordered,
    pick,
    receive,
    refusal_of,
    reply_lines,
    ship,
    undo,
)
from tests.memory_desk import MemoryDesk

JAM = an_item("JAM-STR", is_lot_tracked=True, shelf_life_days=365, supplier="FARM")
LAPTOP = an_item("LAPTOP", name="Laptop", is_serial=True, packs=())


@pytest.fixture
def desk() -> MemoryDesk:
    return a_desk(JAM, LAPTOP, Supplier(code="FARM", name="Farm"), Supplier(code="COOP", name="C"))


def test_a_receipt_notes_where_a_lot_comes_from_and_when_it_expires(desk: MemoryDesk) -> None:
    posted = desk.handle(
        receive(6, "JAM-STR", lot="L7", supplier_lot="F-1", made_on=date(2026, 11, 1))
    )

    assert desk.book.lot("JAM-STR", "L7") == Lot(
        item="JAM-STR",
        code="L7",
        supplier_lot="F-1",
        made_on=date(2026, 11, 1),
        expires_on=date(2027, 11, 1),
        supplier="FARM",
        receipt=posted.transaction.id,
    )


def test_the_supplier_of_the_purchase_order_counts_before_the_items(desk: MemoryDesk) -> None:
    line = WantedLine(item="JAM-STR", amount=Amount(number=Decimal(6)))
    desk.handle(
        ordered(
            PlacePurchase, supplier="COOP", lines=(line,), ordered_on=date(2026, 3, 1), by="U0ADA"
        )
    )
    desk.handle(receive(6, "JAM-STR", lot="L7", document="po-1"))

    assert desk.book.lot("JAM-STR", "L7").supplier == "COOP"


def test_a_lot_of_another_day_is_another_lot(desk: MemoryDesk) -> None:
    desk.handle(receive(6, "JAM-STR", lot="L7", made_on=date(2026, 11, 1)))

    again = receive(1, "JAM-STR", lot="L7", made_on=date(2026, 11, 2))
    assert refusal_of(desk, again) == errors.LotRefused(
        problem="another_made_on",
        item="JAM-STR",
        lot="L7",
        expires_on=date(2027, 11, 1),
        made_on=date(2026, 11, 1),
    )


def test_each_serial_number_is_a_piece_of_its_own(desk: MemoryDesk) -> None:
    posted = desk.handle(receive(None, "LAPTOP", at="A-01", serials="9-11", supplier_lot="W48"))

    assert reply_lines(posted) == [
        "LAPTOP A-01 9 0 -> 1",
        "LAPTOP A-01 10 0 -> 1",
        "LAPTOP A-01 11 0 -> 1",
    ]
    assert desk.book.lot("LAPTOP", "10").supplier_lot == "W48"


def test_a_single_piece_may_be_named_as_a_lot(desk: MemoryDesk) -> None:
    desk.handle(open_stock(1, "LAPTOP", at="A-01", lot="2024-2030"))

    assert desk.book.on_hand("LAPTOP", "A-01", "2024-2030") == 1


@pytest.mark.parametrize(
    ("line", "refused"),
    [
        (a_line(2, "LAPTOP"), SerialsRefused("missing", "LAPTOP", wanted=Decimal(2))),
        (
            a_line(2, "LAPTOP", serials="1-3"),
            SerialsRefused("count", "LAPTOP", ("1", "2", "3"), Decimal(2)),
        ),
        (a_line(2, serials="1-2"), SerialsRefused("not_serial", "MUG-BLU", ("1-2",))),
        (a_line(None, serials="1-2"), errors.MissingPart(verb="receive", part="quantity")),
        (a_line(2, made_on=date(2026, 1, 1)), errors.LotRefused("not_tracked", "MUG-BLU")),
    ],
)
def test_serials_that_do_not_add_up_are_refused(
    desk: MemoryDesk, line: object, refused: errors.StockError
) -> None:
    assert refusal_of(desk, receive(lines=[line])) == refused


def test_a_piece_lies_in_one_place_only(desk: MemoryDesk) -> None:
    desk.handle(receive(2, "LAPTOP", at="A-01", serials="SN1-SN2"))

    again = receive(2, "LAPTOP", at="B-01", serials="sn2-sn3")
    assert refusal_of(desk, again) == SerialsRefused("known", "LAPTOP", ("SN2",))
    twice = receive(lines=[a_line(1, "LAPTOP", serials="SN7")] * 2)
    assert isinstance(refusal_of(desk, twice), errors.LineErrors)


def test_a_piece_that_left_may_come_again(desk: MemoryDesk) -> None:
    desk.handle(receive(1, "LAPTOP", at="A-01", serials="SN1"))
    desk.handle(pick(1, "LAPTOP", at="A-01", lot=""))
    sent = desk.handle(ship(1, "LAPTOP"))
    desk.handle(receive(1, "LAPTOP", at="A-01", serials="SN1"))

    assert desk.book.on_hand("LAPTOP", "A-01", "SN1") == 1
    back = refusal_of(desk, undo(sent.transaction.id))
    assert back == SerialsRefused("known", "LAPTOP", ("SN1",))
