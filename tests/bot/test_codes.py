"""A scanned code stands wherever an item, a lot or a bin is typed, and is never half believed."""

from contextlib import suppress
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.code_errors import CodeContradicts, CodeOfOther, UnknownBarcode, WrongCode
from bot.language.codes import Codes
from bot.language.grammar import VERBS
from bot.language.order_draft import DraftLine
from bot.language.order_parse import parse_order
from bot.language.parse import parse_posting, parse_question
from bot.language.requests import Question
from bot.language.usage import BlockErrors, PartRepeated
from bot.language.written import written
from bot.suggesting.code_typeahead import item_of_code
from inventory.commands import Line
from inventory.quantity import Amount
from outside.codes.scanning import BarcodeScanner
from tests.bot.conftest import a_warehouse
from tests.bot.test_parse import postings
from tests.builders import an_item, edit

TODAY = date(2026, 11, 22)
JAM = "(01)09506000134352"
JAM_L7 = f"{JAM}(10)L7(17)270301"


def a_scanning_warehouse():
    """Jam and pens come with barcodes, in whatever length somebody has typed them."""
    desk = a_warehouse()
    for row in (
        an_item("JAM-STR", name="Strawberry jam", is_lot_tracked=True, barcodes=("9506000134352",)),
        an_item("PEN-BLK", name="Black pen", barcodes=("614141123452", "96385074", "BOX-12345670")),
        an_item("CLIP-S", name="Clip", barcodes=("12345678905",)),  # the sheet has lost its zeros
        an_item("PIN-RED", name="Red pin", barcodes=("1234565",)),
    ):
        desk.handle(edit(row))
    return desk


BOOK = a_scanning_warehouse().book
CODES = Codes(BOOK, BarcodeScanner())


def the_line(text, verb="receive"):
    return parse_posting(verb, text, today=TODAY, codes=CODES).lines[0]


def the_error(text, verb="receive"):
    with pytest.raises(BlockErrors) as refused:
        parse_posting(verb, text, today=TODAY, codes=CODES)
    return refused.value.faults[0].error


def amount(number, unit=""):
    return Amount(number=Decimal(number), unit=unit)


@pytest.mark.parametrize(
    ("code", "item"),
    [
        ("614141123452", "614141123452"),  # as the book has it: left as typed
        ("0614141123452", "PEN-BLK"),
        ("00614141123452", "PEN-BLK"),
        ("(01)00614141123452", "PEN-BLK"),
        ("]E00614141123452", "PEN-BLK"),
        ("00000096385074", "PEN-BLK"),
        ("012345678905", "CLIP-S"),
        ("0012345678905", "CLIP-S"),
        ("01234565", "PIN-RED"),
        ("https://id.gs1.org/01/9506000134352", "JAM-STR"),
        ("BC:I:MUG-BLU", "MUG-BLU"),
        ("]C0MUG-BLU", "MUG-BLU"),
        ("BC:I:MUG-OLD", "MUG-OLD"),  # the desk says that there is none
    ],
)
def test_a_code_names_its_item(code, item):
    assert the_line(f"24 {code} @A-01") == Line(item=item, amount=amount(24), location="A-01")
    assert the_line(f"{code} 24 @A-01").item == item
    assert the_line(code).item == item


def test_a_barcode_is_the_item_beside_a_quantity_with_its_unit():
    assert the_line("0614141123452 3 case").amount == amount(3, "case")
    assert the_line("96385074 12") == Line(item="96385074", amount=amount(12))
    assert the_line("96385075 12").amount == amount(96385075)  # no barcode: a wrong check digit
    assert the_line("4 96385074 @A-01").amount == amount(4)


@pytest.mark.parametrize(
    "code",
    [
        JAM_L7,
        "010950600013435210L7\x1d17270301",
        "]C1010950600013435210L7<GS>17270301",
        "]d201095060001343521727030110L7",
        "https://id.gs1.org/01/09506000134352/10/L7?17=270301",
    ],
)
def test_lot_and_expiry_of_a_code_fill_the_line(code):
    whole = Line(
        item="JAM-STR", amount=amount(6), location="A-01", lot="L7", expires_on=date(2027, 3, 1)
    )

    assert the_line(f"6 {code} @A-01") == whole
    assert the_line(f"6 {code} @A-01 lot:l7 exp:2027-03-01").lot == "l7"
    assert the_line(f"6 {code} @BC:B:A-01", "pick") == whole.model_copy(
        update={"expires_on": None}  # to pick has no use for it
    )


def test_the_end_of_a_month_without_a_day():
    assert the_line(f"6 {JAM}(17)280200(10)L7").expires_on == date(2028, 2, 29)


def test_a_quantity_on_the_code_fills_the_line():
    assert the_line("(02)00614141123452(37)24 @A-01").amount == amount(24)
    assert the_line("2 dozen (02)00614141123452(37)24 @A-01").amount == amount(2, "dozen")
    assert the_line("3 box (02)00614141123452(37)24 @A-01").amount == amount(3, "box")
    assert the_line("(01)00614141123452(30)2 @A-01 reason:damaged", "adjust").amount is None


def test_goods_whose_lots_nobody_keeps_pass_over_lot_and_expiry():
    assert the_line("6 (01)00614141123452(10)X1(17)270301") == Line(
        item="PEN-BLK", amount=amount(6)
    )


@pytest.mark.parametrize(
    "text",
    [
        "6 MUG-BLU BC:B:A-01 > BC:B:B-01",
        "6 MUG-BLU BC:B:A-01>BC:B:B-01",
        "6 MUG-BLU @BC:B:A-01 -> B-01",
        "6 BC:I:MUG-BLU BC:B:A-01 BC:B:B-01",
        "BC:B:A-01 BC:I:MUG-BLU 6 BC:B:B-01",
        "6 MUG-BLU @A-01 BC:B:B-01",
        "6 MUG-BLU > B-01 BC:B:A-01",
    ],
)
def test_labels_of_bins_are_places_in_the_order_they_were_scanned(text):
    assert the_line(text, "move") == Line(
        item="MUG-BLU", amount=amount(6), location="A-01", target="B-01"
    )


def test_the_label_of_a_lot_names_item_and_lot():
    whole = Line(item="JAM-STR", amount=amount(6), location="A-01", lot="L7")

    assert the_line("6 BC:L:JAM-STR:L7 @A-01", "pick") == whole
    assert the_line("6 JAM-STR @A-01 lot:BC:L:JAM-STR:L7", "pick") == whole
    assert the_line(f"6 @A-01 lot:{JAM}(10)L7", "pick") == whole


def test_what_stands_in_quotes_is_no_code():
    assert the_line('6 "BC:I:MUG-BLU" @"BC:B:A-01"') == Line(
        item="BC:I:MUG-BLU", amount=amount(6), location="BC:B:A-01"
    )


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("6 4006381333931", UnknownBarcode("4006381333931")),
        ("6 (01)04006381333931", UnknownBarcode("04006381333931")),
        ("6 4006381333932", WrongCode("4006381333932", "check_digit")),
        ("6 (01)09506000134352(17)271301", WrongCode("(01)09506000134352(17)271301")),
        ("6 BC:B:A-01 @A-01", PartRepeated("place")),
        ("6 MUG-BLU @BC:I:MUG-BLU", CodeOfOther("BC:I:MUG-BLU", "bin")),
        ("6 (00)106141412345678908", CodeOfOther("(00)106141412345678908", "item")),
        ("6 JAM-STR lot:BC:B:A-01", CodeOfOther("BC:B:A-01", "lot")),
        (f"6 {JAM_L7} lot:L8", CodeContradicts("lot", typed="L8", coded="L7")),
        (
            f"6 {JAM_L7} exp:2027-03-02",
            CodeContradicts("expiry", typed="2027-03-02", coded="2027-03-01"),
        ),
        (
            "2 case (02)00614141123452(37)12",
            CodeContradicts("quantity", typed="2 case", coded="12"),
        ),
        (
            "6 MUG-BLU lot:BC:L:JAM-STR:L7",
            CodeContradicts("item", typed="MUG-BLU", coded="JAM-STR"),
        ),
    ],
)
def test_a_code_that_fits_not_is_refused_by_name(text, error):
    assert the_error(text) == error


def test_a_code_that_an_item_has_already_names_it():
    desk = a_scanning_warehouse()
    desk.handle(edit(an_item("(12)MM-BOLT")))
    codes = Codes(desk.book, BarcodeScanner())

    posting = parse_posting("receive", "6 (12)MM-BOLT", today=TODAY, codes=codes)
    assert posting.lines[0].item == "(12)MM-BOLT"


def test_a_gtin_may_be_the_code_of_an_item_but_no_short_number_is_one():
    desk = a_scanning_warehouse()
    for sku in ("4006381333931", "17"):
        desk.handle(edit(an_item(sku, barcodes=("X-1",) if sku == "17" else ())))
    codes = Codes(desk.book, BarcodeScanner())

    assert codes.item("(01)04006381333931") == "4006381333931"
    with pytest.raises(UnknownBarcode):
        codes.item("(01)00000000000017")
    assert item_of_code(desk.book, codes, "(01)00000000000017") is None


def test_plain_barcodes_with_the_identifier_of_their_kind_say_what_they_hold():
    assert the_line("6 ]C0JAM-STR @]C0A-01 lot:]Q1L7", "pick") == Line(
        item="JAM-STR", amount=amount(6), location="A-01", lot="L7"
    )


def test_a_barcode_of_two_items_names_neither():
    desk = a_scanning_warehouse()
    desk.handle(edit(an_item("JAM-OLD", barcodes=("09506000134352",))))
    codes = Codes(desk.book, BarcodeScanner())

    with pytest.raises(BlockErrors) as refused:
        parse_posting("receive", f"6 {JAM}", today=TODAY, codes=codes)
    assert refused.value.faults[0].error == UnknownBarcode(
        "09506000134352", owners=("JAM-STR", "JAM-OLD")
    )


@pytest.mark.parametrize(
    ("verb", "text", "question"),
    [
        ("stock", JAM_L7, Question(verb="stock", words="JAM-STR")),
        ("stock", "010950600013435210L7\x1d17270301", Question(verb="stock", words="JAM-STR")),
        ("stock", "BC:B:A-01", Question(verb="stock", location="A-01")),
        ("find", "0614141123452", Question(verb="find", words="PEN-BLK")),
        ("find", "06141411", Question(verb="find", words="06141411")),
        ("find", "12345670", Question(verb="find", words="12345670")),  # a piece of a code
        ("find", "blue  (12)x", Question(verb="find", words="blue (12)x")),
        ("find", '"BC:B:A-01"', Question(verb="find", words="BC:B:A-01")),
        (
            "history",
            f"{JAM} @BC:B:A-01",
            Question(verb="history", words="JAM-STR", location="A-01"),
        ),
        ("help", "BC:B:A-01", Question(verb="help", words="BC:B:A-01")),
    ],
)
def test_a_question_may_be_scanned(verb, text, question):
    assert parse_question(verb, text, CODES) == question


def test_an_order_may_be_scanned_line_by_line():
    draft = parse_order(f"CAFE-SOL 12 0614141123452; {JAM_L7} 6", today=TODAY, codes=CODES)

    assert draft.customer == "CAFE-SOL"
    assert draft.lines == (
        DraftLine(item="PEN-BLK", amount=amount(12)),
        DraftLine(item="JAM-STR", amount=amount(6)),
    )
    assert parse_order(f"{JAM} 6", today=TODAY, codes=CODES).customer == ""


def test_where_nobody_reads_codes_they_stay_as_they_are():
    blind = Codes(BOOK)

    posting = parse_posting("receive", f"6 {JAM_L7} @A-01", today=TODAY, codes=blind)
    assert posting.lines[0].item == JAM_L7


@given(postings())
def test_what_is_written_down_reads_the_same_with_codes(posting):
    again = parse_posting(posting.verb, written(posting), today=TODAY, codes=CODES)
    assert again == posting


CODED = (JAM, "(10)L7", "(17)270300", "\x1d", "]C1", "BC:B:", "BC:L:", "0109506000134352")
TYPED = ("https://", "01/", "A-01", ":", "%20", "%", "24", " ", " ", "@", ">", "lot:", '"', "<GS>")
PIECES = st.lists(
    st.sampled_from(CODED) | st.sampled_from(TYPED),
    max_size=12,
).map("".join)


@given(PIECES | st.text(), st.sampled_from(sorted(VERBS)))
def test_whatever_is_scanned_is_read_or_refused_in_words(text, verb):
    """Any other error than the one about words would fail here; what is read can be written."""
    with suppress(BlockErrors):
        if VERBS[verb].command is None:
            parse_question(verb, text, CODES)
            return
        posting = parse_posting(verb, text, today=TODAY, codes=CODES)
        kept = tuple(line for line in posting.lines if line != Line(item=""))
        again = parse_posting(verb, written(posting), today=TODAY, codes=CODES)
        assert (again.lines, again.occurred_on) == (kept, posting.occurred_on)


@pytest.mark.parametrize(
    ("unit", "quantity"), [("kg", Decimal("1.75")), ("gram", Decimal(1750)), ("piece", None)]
)
def test_a_weight_is_the_quantity_of_goods_that_are_weighed(unit, quantity):
    desk = a_scanning_warehouse()
    facts = {"unit": unit, "is_fractional": True, "packs": (), "barcodes": ("98898765432106",)}
    desk.handle(edit(an_item("CHEESE", **facts)))
    codes = Codes(desk.book, BarcodeScanner())
    typed = "(01)98898765432106(3103)001750"
    (line,) = parse_posting("receive", typed, today=TODAY, codes=codes).lines
    assert line.item == "CHEESE"
    assert (line.amount.number if line.amount else None) == quantity
