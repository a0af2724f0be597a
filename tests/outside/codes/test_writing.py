"""Code -> drawn -> read by zxing-cpp -> parsed: the same scan."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inventory.papers.stock_label import BinLabel, ItemLabel, LabelCode, LotLabel, SerialLabel
from inventory.scanning.scanner import Scan
from outside.codes.drawing import draw
from outside.codes.reading import read_codes
from outside.codes.scanning import BarcodeScanner
from outside.codes.symbology import Symbology
from outside.codes.writing import code_of
from tests.outside.codes.test_drawing import picture_of

GTIN = "09506000134352"
MUG = ItemLabel(sku="MUG-BLU", gtin=GTIN)


def lot(code="L7", expires_on=None, quantity=None):
    return LotLabel(sku="MUG-BLU", gtin=GTIN, lot=code, expires_on=expires_on, quantity=quantity)


@pytest.mark.parametrize(
    ("label", "text", "scan"),
    [
        (MUG, "(01)09506000134352", Scan(gtin=GTIN)),
        (
            ItemLabel(sku="MUG-BLU", gtin=GTIN, quantity=Decimal(24)),
            "(01)09506000134352(30)24",
            Scan(gtin=GTIN, quantity=Decimal(24)),
        ),
        (
            ItemLabel(
                sku="ROPE-8", gtin=GTIN, quantity=Decimal("2.50")
            ),  # (30) counts whole things
            "BC:I:ROPE-8:2.5",
            Scan(sku="ROPE-8", quantity=Decimal("2.5")),
        ),
        (
            lot(expires_on=date(2027, 3, 1)),
            "(01)09506000134352(17)270301(10)L7",
            Scan(gtin=GTIN, lot="L7", expires_on=date(2027, 3, 1)),
        ),
        (
            lot(quantity=Decimal(24)),
            "(01)09506000134352(10)L7(30)24",
            Scan(gtin=GTIN, lot="L7", quantity=Decimal(24)),
        ),
        (lot("A/1:%&"), "(01)09506000134352(10)A/1:%&", Scan(gtin=GTIN, lot="A/1:%&")),
        (
            lot("L(17)270301"),  # would read as an expiry
            "BC:L:MUG-BLU:L%2817%29270301",
            Scan(sku="MUG-BLU", lot="L(17)270301"),
        ),
        (
            lot("L7", date(2060, 3, 1)),  # two digits of a year are too few
            "BC:L:MUG-BLU:L7",
            Scan(sku="MUG-BLU", lot="L7"),
        ),
        (
            LotLabel(sku="JAM-STR", lot="Erdbeere 7ä", quantity=Decimal(6)),
            "BC:L:JAM-STR:Erdbeere%207%C3%A4:6",
            Scan(sku="JAM-STR", lot="Erdbeere 7ä", quantity=Decimal(6)),
        ),
        (
            SerialLabel(sku="DRILL", gtin=GTIN, serial="SN0100", expires_on=date(2027, 3, 1)),
            "(01)09506000134352(17)270301(21)SN0100",
            Scan(gtin=GTIN, serial="SN0100", expires_on=date(2027, 3, 1)),
        ),
        (
            SerialLabel(sku="DRILL", serial="SN 1"),
            "BC:S:DRILL:SN%201",
            Scan(sku="DRILL", serial="SN 1"),
        ),
        (ItemLabel(sku="JAM-STR"), "BC:I:JAM-STR", Scan(sku="JAM-STR")),
        (BinLabel(code="A-01"), "BC:B:A-01", Scan(location="A-01")),
        (BinLabel(code="漢 > @7"), "BC:B:%E6%BC%A2%20%3E%20%407", Scan(location="漢 > @7")),
    ],
)
def test_a_label_is_read_back_as_what_it_was_made_of(label, text, scan):
    code = code_of(label, LabelCode.DATA_MATRIX)
    assert code.text == text

    (found,) = read_codes(picture_of(draw(code.text, code.symbology)))

    assert found.symbology is code.symbology
    assert BarcodeScanner().read(found.text) == scan


@pytest.mark.parametrize(
    ("label", "text"),
    [
        (MUG, "BC:I:MUG-BLU"),
        (lot(quantity=Decimal(24)), "BC:L:MUG-BLU:L7:24"),
        (SerialLabel(sku="DRILL", gtin=GTIN, serial="SN0100"), "BC:S:DRILL:SN0100"),
        (BinLabel(code="A-01"), "BC:B:A-01"),
    ],
)
def test_a_qr_code_says_it_in_our_own_form(label, text):
    code = code_of(label)
    assert (code.text, code.symbology) == (text, Symbology.QR)


def test_a_bin_bears_a_qr_code_whatever_goods_bear():
    assert code_of(BinLabel(code="A-01"), LabelCode.DATA_MATRIX) == code_of(BinLabel(code="A-01"))


@settings(max_examples=40, deadline=None)
@given(
    st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=22),
    st.none() | st.dates(date(2000, 1, 1), date(2049, 12, 31)),
)
def test_any_lot_survives_its_label(text, expires_on):
    code = code_of(lot(text, expires_on), LabelCode.DATA_MATRIX)

    (found,) = read_codes(picture_of(draw(code.text, code.symbology)), [code.symbology])
    scan = BarcodeScanner().read(found.text)

    assert scan is not None
    assert scan.lot == text
    assert scan.expires_on in (None, expires_on)
    assert (scan.sku, scan.gtin) in (("MUG-BLU", ""), ("", "09506000134352"))


@settings(max_examples=60, deadline=None)
@given(
    st.text(min_size=1, max_size=12),
    st.text(min_size=1, max_size=12),
    st.none() | st.decimals(0, 999_999_999, allow_nan=False, places=3),
)
def test_our_own_form_gives_back_any_names(sku, name, quantity):
    scanner = BarcodeScanner()
    lot_code = code_of(LotLabel(sku=sku, lot=name, quantity=quantity)).text
    assert scanner.read(lot_code) == Scan(sku=sku, lot=name, quantity=quantity)
    serial_code = code_of(SerialLabel(sku=sku, serial=name)).text
    assert scanner.read(serial_code) == Scan(sku=sku, serial=name)
