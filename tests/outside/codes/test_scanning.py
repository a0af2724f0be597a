"""A scanner's text is understood however it comes, or refused; it is never half understood."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from inventory.scanning.scanner import Scan, WrongCodeError
from outside.codes.own_label import bin_label, item_label, lot_label
from outside.codes.scanning import BarcodeScanner

GTIN = "09506000134352"
WHOLE = Scan(gtin=GTIN, lot="L7", expires_on=date(2027, 3, 1))


def read(text):
    return BarcodeScanner().read(text)


@pytest.mark.parametrize(
    ("text", "gtin"),
    [
        ("9506000134352", "09506000134352"),
        ("09506000134352", "09506000134352"),
        ("19506000134359", "19506000134359"),
        ("614141123452", "00614141123452"),
        ("0614141123452", "00614141123452"),
        ("00614141123452", "00614141123452"),
        ("12345678905", "00012345678905"),  # a zero in front was dropped
        ("96385074", "00000096385074"),
        ("00000096385074", "00000096385074"),
        ("1234565", "00000001234565"),
        ("]E09506000134352", "09506000134352"),
        ("]E496385074", "00000096385074"),
        ("]I119506000134359", "19506000134359"),
        ("]C09506000134352", "09506000134352"),
    ],
)
def test_a_gtin_is_the_same_in_every_length(text, gtin):
    assert read(text) == Scan(gtin=gtin)


@pytest.mark.parametrize(
    "text",
    [
        "(01)09506000134352(10)L7(17)270301",
        "(01)09506000134352(17)270301(10)L7",
        "01095060001343521727030110L7",
        "010950600013435210L7\x1d17270301",
        "\x1d010950600013435210L7\x1d17270301",
        "]C1010950600013435210L7\x1d17270301",
        "]d2010950600013435210L7\x1d17270301",
        "]Q3010950600013435210L7\x1d17270301",
        "]e00109506000134352\x1d1727030110L7",
        "]C1\x1d010950600013435210L7\u241d17270301",
        "10L7\x1d010950600013435217270301",
        "010950600013435210L7{GS}17270301",
        "010950600013435210L7<GS>17270301",
        "010950600013435210L7^]17270301",
        "010950600013435210L7|17270301",
        "010950600013435210L7~17270301",
        "https://id.gs1.org/01/09506000134352/10/L7?17=270301",
        "https://mugs.example/shop/01/9506000134352/10/L7?17=270301&from=shelf",
        "HTTPS://ID.GS1.ORG/01/09506000134352/10/L7?17=270301",
        "]Q3https://id.gs1.org/01/09506000134352/10/L7?17=270301",
        "]Q1https://id.gs1.org/01/09506000134352/10/L7?17=270301",
    ],
)
def test_one_code_says_the_same_in_every_spelling(text):
    assert read(text) == WHOLE


@pytest.mark.parametrize(
    ("text", "scan"),
    [
        ("(17)270300", Scan(expires_on=date(2027, 3, 31))),
        ("(17)280200", Scan(expires_on=date(2028, 2, 29))),
        ("(15)270301", Scan()),  # best before is no expiry
        (
            "(02)09506000134352(37)24",
            Scan(gtin=GTIN, quantity=Decimal(24), is_of_contents=True),
        ),
        ("(01)09506000134352(30)12", Scan(gtin=GTIN, quantity=Decimal(12))),
        ("(01)09506000134352(3103)001750", Scan(gtin=GTIN, weight_kg=Decimal("1.75"))),
        ("01095060001343523100000012", Scan(gtin=GTIN, weight_kg=Decimal(12))),
        ("010950600013435217270301", Scan(gtin=GTIN, expires_on=date(2027, 3, 1))),
        ("BC:I:MUG-BLU:24", Scan(sku="MUG-BLU", quantity=Decimal(24))),
        ("BC:L:JAM-STR:L7:2.5", Scan(sku="JAM-STR", lot="L7", quantity=Decimal("2.5"))),
        ("BC:S:DRILL:SN0100", Scan(sku="DRILL", serial="SN0100")),
        ("(01)09506000134352(21)S-1", Scan(gtin=GTIN, serial="S-1")),
        ("(01)09506000134352(10)L(7)", Scan(gtin=GTIN, lot="L(7)")),
        ("(01)09506000134352(10)A/1:%&", Scan(gtin=GTIN, lot="A/1:%&")),
        ("(00)106141412345678908", Scan()),
        ("BC:B:A-01", Scan(location="A-01")),
        ("bc:b:A-01", Scan(location="A-01")),
        ("]Q1BC:B:Shelf%201", Scan(location="Shelf 1")),
        ("]C0MUG-BLU", Scan(name="MUG-BLU")),
        ("BC:I:MUG-BLU", Scan(sku="MUG-BLU")),
        ("BC:L:MUG-BLU:L%3A7", Scan(sku="MUG-BLU", lot="L:7")),
    ],
)
def test_a_code_says_what_it_holds(text, scan):
    assert read(text) == scan


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("9506000134353", "check_digit"),
        ("]E09506000134353", "check_digit"),
        ("(01)09506000134353(10)L7", "check_digit"),
        ("https://id.gs1.org/01/09506000134353", "check_digit"),
        ("(01)9506000134352", "malformed"),
        ("(010)9506000134352", "malformed"),
        ("(01)09506000134352(17)271301", "malformed"),
        ("(01)09506000134352(01)09506000134369", "malformed"),
        ("(01)09506000134352(02)09506000134352", "malformed"),
        ("(01)09506000134352(10)", "malformed"),
        ("(10)" + "L" * 21, "malformed"),
        ("010950600013435210" + "L" * 24, "malformed"),
        ("]C1", "malformed"),
        ("]C1MUG-BLU", "malformed"),
        ("https://example.com/mugs", "malformed"),
        ("https://[", "malformed"),
        ("(01)0950600013435\u0662", "malformed"),
        ("BC:B:", "malformed"),
        ("BC:B:A 01", "malformed"),
        ("BC:B:A-01:B-02", "malformed"),
        ("BC:L:MUG-BLU", "malformed"),
        ("BC:Z:MUG-BLU", "malformed"),
        ("BC:I:%ZZ", "malformed"),
        ("BC:I:%FF", "malformed"),
    ],
)
def test_a_code_that_cannot_be_right_is_refused(text, problem):
    with pytest.raises(WrongCodeError) as refused:
        read(text)
    assert refused.value.problem == problem
    assert refused.value.text == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "MUG-BLU",
        "A-01",
        "24",
        "96385075",
        "1234567890",
        "(big)",
        "(99999)1",
        "0" * 2001,
        "B:A-01",
    ],
)
def test_what_people_type_is_no_code(text):
    assert read(text) is None


PIECES = st.sampled_from(
    [
        "(01)",
        "09506000134352",
        "01",
        "10",
        "17",
        "270300",
        "(17)",
        "(10)",
        "L7",
        "\x1d",
        "{GS}",
        "]C1",
        "]d2",
        "]Q3",
        "]E0",
        "]",
        "https://",
        "id.gs1.org/",
        "01/",
        "?17=",
        "BC:",
        "L:",
        "%",
        "3909",
        "1",
        "8008",
        "7007",
        "(",
        ")",
        "[",
        "00000000000000",
    ]
)


@given(st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=9).map("".join)))
@example("]")
@example("]X")
@example("https://[01/")
@example("(3909)1")
@example("(01)00000000000000")
def test_any_text_is_a_scan_or_none_or_a_wrong_code(text):
    try:
        scan = read(text)
    except WrongCodeError:
        return
    assert scan is None or isinstance(scan, Scan)


@given(st.text(min_size=1), st.text(min_size=1))
def test_every_code_of_ours_is_one_plain_word_and_is_read_back(one, other):
    for label, scan in (
        (bin_label(one), Scan(location=one)),
        (item_label(one), Scan(sku=one)),
        (lot_label(one, other), Scan(sku=one, lot=other)),
    ):
        assert label.isascii()
        assert label.split() == [label]
        assert read(label) == scan or len(label) > 2000
