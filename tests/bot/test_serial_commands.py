"""Pieces with serial numbers, as people type and scan them."""

import pytest

from bot.codes import Codes
from bot.grammar import VERBS
from inventory.commands import Line
from outside.codes.scanning import BarcodeScanner
from tests.bot.conftest import STOCK
from tests.builders import an_item, edit, open_stock

LAPTOP = an_item("LAPTOP", name="Laptop", is_serial=True, packs=(), barcodes=("9506000134352",))


@pytest.fixture
def desk(desk):
    desk.handle(edit(LAPTOP))
    return desk


def test_a_range_is_received_and_told_short(ana, desk):
    seen = ana.types(STOCK, "/receive 20 LAPTOP @A-01 sn:SN0100-SN0119")

    assert seen.text.splitlines() == [
        "*Received 20 pieces of LAPTOP*. *TX-21*",
        "LAPTOP at A-01 serial SN0100-SN0119: 0 → 1 each",
    ]
    assert desk.book.on_hand("LAPTOP", "A-01", "SN0117") == 1


def test_the_numbers_say_how_many(ana, desk):
    ana.types(STOCK, "/receive LAPTOP @A-01 sn:7,10+2")
    seen = ana.types(STOCK, "/pick LAPTOP @A-01 sn:10-11")

    assert seen.text.splitlines() == [
        "*Picked 2 pieces of LAPTOP*. *TX-22*",
        "LAPTOP at A-01 serial 10-11: 1 → 0 each",
        "LAPTOP at PACK serial 10-11: 0 → 1 each",
    ]


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
