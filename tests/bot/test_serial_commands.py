"""Pieces with serial numbers, as people type and scan them."""

import pytest

from bot.language.codes import Codes
from bot.language.grammar import VERBS
from inventory.commands import Line
from outside.codes.scanning import BarcodeScanner
from tests.bot.conftest import STOCK
from tests.builders import an_item, edit, move, open_stock, receive

LAPTOP = an_item("LAPTOP", name="Laptop", is_serial=True, packs=(), barcodes=("9506000134352",))


@pytest.fixture
def desk(desk):
    desk.handle(edit(LAPTOP))
    return desk


def test_a_range_is_received_and_told_short(ana, desk):
    seen = ana.types(STOCK, "/receive 20 LAPTOP @A-01 sn:SN0100-SN0119")

    assert seen.text.splitlines() == [
        "*Received 20 pieces of LAPTOP*. *TX-21*",
        "LAPTOP at A-01 serial SN0100-SN0119: each 0 → 1",
    ]
    assert desk.book.on_hand("LAPTOP", "A-01", "SN0117") == 1


def test_the_numbers_say_how_many(ana, desk):
    ana.types(STOCK, "/receive LAPTOP @A-01 sn:7,10+2")
    seen = ana.types(STOCK, "/pick LAPTOP @A-01 sn:10-11")

    assert seen.text.splitlines() == [
        "*Picked 2 pieces of LAPTOP*. *TX-22*",
        "LAPTOP at A-01 serial 10-11: each 1 → 0",
        "LAPTOP at PACK serial 10-11: each 0 → 1",
    ]


def test_one_piece_is_told_by_its_serial_number_too(ana):
    assert ana.types(STOCK, "/receive LAPTOP @A-01 sn:7").text == (
        "*Received 1 piece of LAPTOP*. A-01 serial 7: 0 → 1. *TX-21*"
    )


def test_a_number_that_lies_here_is_refused_with_its_place(ana, desk):
    desk.handle(open_stock(1, "LAPTOP", at="B-01", serials="7"))
    seen = ana.types(STOCK, "/receive LAPTOP @A-01 sn:5-8")

    assert seen.text == (
        "Serial 7 of LAPTOP is in the building already: 7 lies at B-01. "
        "Check the number; what lies elsewhere is moved."
    )


def test_a_form_says_at_the_numbers_what_is_wrong_with_them(ana):
    form = ana.types(STOCK, "/receive LAPTOP").view
    wrong = {"Quantity": "2", "Serial numbers": "1-3"}
    sent = ana.fills(form, wrong).submits()

    assert sent.errors["sn"].startswith("3 serial numbers are named (1-3), but 2 pieces")


@pytest.mark.parametrize(
    ("code", "serials"),
    [
        ("(01)09506000134352(21)7", "7"),
        ("(01)09506000134352(21)2024-2030", "=2024-2030"),
        ("(01)09506000134352(10)W48(21)7", "7"),
    ],
)
def test_a_scanned_code_names_its_piece(desk, code, serials):
    codes = Codes(desk.book, BarcodeScanner())

    line = codes.fill(VERBS["receive"], Line(item=code))

    assert (line.item, line.serials) == ("LAPTOP", serials)


def test_the_number_of_goods_that_have_none_is_passed_over(desk):
    desk.handle(edit(an_item("PEN-BLK", barcodes=("9506000134369",))))
    codes = Codes(desk.book, BarcodeScanner())

    line = codes.fill(VERBS["receive"], Line(item="(01)09506000134369(21)7"))

    assert (line.item, line.serials) == ("PEN-BLK", "")


def test_pieces_that_lie_alike_share_a_line(ana, desk):
    desk.handle(receive(12, "LAPTOP", at="A-01", serials="8-19"))
    desk.handle(move(3, "LAPTOP", at="A-01", to="HOLD", serials="10-12"))

    assert ana.types(STOCK, "/stock LAPTOP").text.splitlines() == [
        "*LAPTOP (Laptop)*: 9 pieces available, 3 more held.",
        "A-01 serial 8-9, 13-19: 9 pieces",
        "HOLD serial 10-12: 3 pieces (quarantine: not for picking)",
    ]
    told = ana.types(STOCK, "/inv history LAPTOP").text.splitlines()
    assert [line.split(" move: ")[-1].split(" receipt: ")[-1] for line in told[1:]] == [
        "3 pieces serial 10-12 A-01 → HOLD, <@U0ANA>",
        "12 pieces serial 8-19 SUPPLIER → A-01, <@U0ANA>",
    ]


def test_a_count_of_pieces_is_told_short(ana, desk):
    desk.handle(receive(3, "LAPTOP", at="A-01", serials="8-10"))

    assert ana.types(STOCK, "/count LAPTOP @A-01 sn:8-10").text.splitlines() == [
        "*Counted LAPTOP*. *TX-22*",
        "LAPTOP at A-01 serial 8-10: each 1, as the book says",
    ]


def test_pieces_that_are_not_named_are_listed(ana, desk):
    desk.handle(receive(3, "LAPTOP", at="A-01", serials="8-10"))

    assert ana.types(STOCK, "/pick 2 LAPTOP @A-01").text == (
        "LAPTOP goes by serial number: say which, as sn:100-119. There: 8-10."
    )
