"""The barcode of a case means one case, wherever it is typed, scanned or found in a message."""

from datetime import date
from decimal import Decimal

import pytest

from bot.language.code_errors import CodeContradicts
from bot.language.codes import Codes
from bot.language.parse import parse_posting
from bot.language.usage import BlockErrors
from bot.suggesting.customers import CustomerNames
from bot.suggesting.message_reader import read_message
from inventory.item import Pack
from inventory.quantity import Amount
from outside.codes.scanning import BarcodeScanner
from tests.bot.conftest import a_warehouse
from tests.builders import an_item, edit

CASE = Pack(unit="case", quantity=Decimal(12), barcode="14012345678908")
PALLET = Pack(unit="pallet", quantity=Decimal(480), barcode="PAL-7")
EACH = "4012345678901"


def a_book():
    desk = a_warehouse()
    desk.handle(edit(an_item("CUP-WHT", barcodes=(EACH,), packs=(CASE, PALLET))))
    return desk.book


BOOK = a_book()
CODES = Codes(BOOK, BarcodeScanner())


def the_line(text, verb="receive"):
    return parse_posting(verb, text, today=date(2026, 11, 22), codes=CODES).lines[0]


def in_base_units(line):
    return BOOK.item(line.item).in_base_units(line.amount)


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("14012345678908", 12),
        ("(01)14012345678908(10)L7", 12),
        ("3 14012345678908", 36),
        ("3 piece 14012345678908", 3),
        ("2 pallet 14012345678908", 960),
        ("2 PAL-7", 960),
        ("(02)14012345678908(37)10", 120),
        ("(01)14012345678908(30)10", 10),
        (f"3 {EACH}", 3),
        (f"(02)0{EACH}(37)10", 10),
    ],
)
def test_a_case_is_counted_in_cases(text, pieces):
    line = the_line(f"{text} @A-01")
    assert (BOOK.item(line.item).sku, in_base_units(line)) == ("CUP-WHT", pieces)


def test_a_case_that_is_taken_off_the_book_is_a_case():
    assert in_base_units(the_line("-1 14012345678908 @A-01 reason:damaged", "adjust")) == -12


def test_the_code_of_each_says_no_quantity():
    assert the_line(f"{EACH} @A-01").amount is None


def test_what_was_typed_and_what_a_code_counts_must_agree():
    assert in_base_units(the_line("120 piece (02)14012345678908(37)10 @A-01")) == 120
    with pytest.raises(BlockErrors) as refused:
        the_line("5 piece (02)14012345678908(37)10 @A-01")
    assert refused.value.faults[0].error == CodeContradicts(
        part="quantity", typed="5 piece", coded="10 case"
    )


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        (f"- 6 x {EACH}", Amount(number=6)),
        ("2 14012345678908", Amount(number=2, unit="case")),
        ("14012345678908", Amount(number=1, unit="case")),
        (f"(01)0{EACH}(10)L7, 24 please", Amount(number=24)),
        (f"https://id.gs1.org/01/0{EACH} 4", Amount(number=4)),
        ("BC:I:CUP-WHT 3 cases", Amount(number=3, unit="case")),
    ],
)
def test_codes_in_a_message_name_what_is_ordered(text, amount):
    [line] = read_message(BOOK, CustomerNames(), text, CODES).draft.lines
    assert (line.item, line.amount) == ("CUP-WHT", amount)


@pytest.mark.parametrize("text", [EACH, "3 4012345678902", "3 (01)04006381333931", "3 BC:B:A-01"])
def test_codes_that_name_no_item_or_no_quantity_are_shown(text):
    read = read_message(BOOK, CustomerNames(), text, CODES)
    assert (read.draft.lines, read.unread) == ((), (text,))
