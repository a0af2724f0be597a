"""Code -> drawn -> read by zxing-cpp -> parsed: the same scan."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inventory.lot import Lot
from inventory.scanning import Scan
from outside.codes.drawing import draw
from outside.codes.reading import read_codes
from outside.codes.scanning import BarcodeScanner
from outside.codes.symbology import Symbology
from outside.codes.writing import bin_code, item_code, lot_code
from tests.builders import a_location, an_item
from tests.outside.codes.test_drawing import picture_of

MUG = an_item("MUG-BLU", barcodes=("not one", "9506000134352"))
JAM = an_item("JAM-STR", is_lot_tracked=True)


def lot(code="L7", expires_on=None):
    return Lot(item="MUG-BLU", code=code, expires_on=expires_on)


@pytest.mark.parametrize(
    ("code", "text", "scan"),
    [
        (item_code(MUG), "(01)09506000134352", Scan(gtin="09506000134352")),
        (
            lot_code(MUG, lot(expires_on=date(2027, 3, 1))),
            "(01)09506000134352(17)270301(10)L7",
            Scan(gtin="09506000134352", lot="L7", expires_on=date(2027, 3, 1)),
        ),
        (
            lot_code(MUG, lot("A/1:%&")),
            "(01)09506000134352(10)A/1:%&",
            Scan(gtin="09506000134352", lot="A/1:%&"),
        ),
        (
            lot_code(MUG, lot("L(17)270301")),  # would read as an expiry
            "BC:L:MUG-BLU:L%2817%29270301",
            Scan(sku="MUG-BLU", lot="L(17)270301"),
        ),
        (
            lot_code(MUG, lot("L7", date(2060, 3, 1))),  # two digits of a year are too few
            "BC:L:MUG-BLU:L7",
            Scan(sku="MUG-BLU", lot="L7"),
        ),
        (
            lot_code(JAM, Lot(item="JAM-STR", code="Erdbeere 7ä")),
            "BC:L:JAM-STR:Erdbeere%207%C3%A4",
            Scan(sku="JAM-STR", lot="Erdbeere 7ä"),
        ),
        (item_code(JAM), "BC:I:JAM-STR", Scan(sku="JAM-STR")),
        (bin_code(a_location("A-01")), "BC:B:A-01", Scan(location="A-01")),
        (bin_code(a_location("漢 > @7")), "BC:B:%E6%BC%A2%20%3E%20%407", Scan(location="漢 > @7")),
    ],
)
def test_a_label_is_read_back_as_what_it_was_made_of(code, text, scan):
    assert code.text == text

    (found,) = read_codes(picture_of(draw(code.text, code.symbology)))

    assert found.symbology is code.symbology
    assert BarcodeScanner().read(found.text) == scan


def test_goods_of_the_trade_carry_the_trades_code_and_all_else_ours():
    assert item_code(MUG).symbology is Symbology.GS1_DATA_MATRIX
    assert item_code(JAM).symbology is Symbology.QR


@settings(max_examples=40, deadline=None)
@given(
    st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=22),
    st.none() | st.dates(date(2000, 1, 1), date(2049, 12, 31)),
)
def test_any_lot_survives_its_label(text, expires_on):
    code = lot_code(MUG, lot(text, expires_on))

    (found,) = read_codes(picture_of(draw(code.text, code.symbology)), [code.symbology])
    scan = BarcodeScanner().read(found.text)

    assert scan is not None
    assert scan.lot == text
    assert scan.expires_on in (None, expires_on)
    assert (scan.sku, scan.gtin) in (("MUG-BLU", ""), ("", "09506000134352"))
