"""Each paper says all it has to say, in an order that can be read; whole texts, written out."""

import io
from decimal import Decimal
from itertools import groupby

import pytest
from PIL import Image
from pypdf import PdfReader

from inventory.address import Address
from inventory.papers.packing_slip import SlipPackage
from outside.codes.reading import FoundCode, read_codes
from outside.codes.symbology import Symbology
from tests.builders_papers import (
    a_charge,
    a_credit_note,
    a_full_invoice,
    a_full_slip,
    a_label,
    a_slip,
    an_invoice,
    slip_lines,
)
from tests.outside.documents.printing import PRINTER, pages_of, text_of

SLIP = """\
Lantern Goods
Packing slip SH-12 SO-7
Ship to
Harbour Tea Rooms
c/o Ida Jansen
Quay Street 9
20457 Hamburg
Germany
Ship from
Lantern Goods
Warehouse 2
Calle del Norte 14
28080 Madrid
Spain
Date 23 November 2026
Order SO-7
Your reference HTR/2026/118
Carrier DHL Express
Tracking JD014600006281234567
Special requirements
No styrofoam.
Deliver before noon, ring at the side door.
SKU Item Quantity Unit
MUG-BLU Blue mug 24 piece
JAM-STR Strawberry jam 250 g
Lot L7
Best before 1 March 2027
6 jar
TEA-EGY Earl Grey tea, loose leaf, tin of 100 g 2.5 kg
Follows later
SKU Item Quantity Unit
TEE-BLK-M T-shirt, black, medium
expected 4 December 2026
12 piece
Packages
Number Type Gross weight
PK-1 Carton M 11.4 kg
PK-2 Carton S 3.25 kg
Total 14.65 kg
Packing slip SH-12, Lantern Goods 1 / 1"""

INVOICE = """\
Lantern Goods
Invoice INV-1
Bill to
Harbour Tea Rooms
c/o Ida Jansen
Quay Street 9
20457 Hamburg
Germany
Tax id DE123456788
From
Lantern Goods
Warehouse 2
Calle del Norte 14
28080 Madrid
Spain
Tax id ESB12345674
Invoice date 23 November 2026
Supplied on 22 November 2026
Due on 23 December 2026
Order SO-7
Shipments SH-12, SH-13
Item Quantity Unit Unit price Discount Tax Net EUR
1 Blue mug
MUG-BLU
24 piece 4.50 10 % 21 % 97.20
2 Strawberry jam 250 g
JAM-STR
6 jar 3.95 10 % 23.70
3 Earl Grey tea, loose leaf, tin of
100 g
TEA-EGY
2.5 kg 18.40 10 % 46.00
4 Screw M4
SCREW-M4
1,000 piece 0.0125 21 % 12.50
5 Postage 1 parcel 7.90 0 % 7.90
Net total 187.30
Tax 0 % on 7.90 0.00
Tax 10 % on 69.70 6.97
Tax 21 % on 109.70 23.04
Total due EUR 217.31
Please pay to IBAN ES91 2100 0418 4502 0005 1332 and name INV-1.
Invoice INV-1, Lantern Goods 1 / 1"""

LABEL = """\
FROM
Lantern Goods
Warehouse 2
Calle del Norte 14
28080 Madrid
Spain
DHL Express
TO
Harbour Tea Rooms
c/o Ida Jansen
Quay Street 9
20457 Hamburg
Germany
JD014600006281234567
Order SO-7
Weight 11.4 kg
PACKAGE
1 of 2"""


def plain(text: str) -> str:
    """As one would type it: one kind of space, none at the ends of lines, a hyphen for minus."""
    typed = text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{MINUS SIGN}", "-")
    return "\n".join(line.rstrip() for line in typed.split("\n"))


def codes_on(paper) -> tuple[FoundCode, ...]:
    return read_codes(PRINTER.pictures(paper)[0])


def test_a_packing_slip_says_what_is_in_the_boxes_and_what_follows():
    assert plain(text_of(PRINTER.print(a_full_slip()))) == SLIP


def test_a_short_slip_has_no_empty_headings():
    text = text_of(PRINTER.print(a_slip(reference="")))
    for heading in ("Special", "Follows", "Packages", "Carrier", "Tracking", "reference"):
        assert heading not in text


def test_packages_nobody_weighed_have_no_total():
    packages = (SlipPackage(number="PK-1", weight=Decimal(3)), SlipPackage(number="PK-2"))
    text = text_of(PRINTER.print(a_slip(packages=packages)))
    assert "PK-2" in text
    assert "Total" not in text


def test_an_invoice_says_who_owes_what_for_what_until_when():
    assert plain(text_of(PRINTER.print(a_full_invoice()))) == INVOICE


def test_an_invoice_without_discounts_has_no_column_for_them():
    text = plain(text_of(PRINTER.print(an_invoice(notes=("Reverse charge.",)))))
    assert "Item Quantity Unit Unit price Tax Net EUR\n" in text
    assert text.endswith("Reverse charge.\nInvoice INV-1, Lantern Goods 1 / 1")


def test_a_payment_note_keeps_its_lines():
    text = text_of(PRINTER.print(an_invoice(payment_note="IBAN ES91 2100\nBIC CAIXESBB")))
    assert "\nIBAN ES91 2100\nBIC CAIXESBB\n" in text


def test_a_credit_note_names_its_invoice_and_counts_backwards():
    printed = text_of(PRINTER.print(a_credit_note(a_full_invoice(), {1: 2})))
    assert "\N{MINUS SIGN}8.10" in printed
    text = plain(printed)
    for line in (
        "Credit note CN-1",
        "For invoice INV-1",
        "-2 piece 4.50 10 % 21 % -8.10",
        "Net total -8.10",
        "Tax 21 % on -8.10 -1.70",
        "Total credit EUR -9.80",
        "Reason: Two arrived broken.",
    ):
        assert f"\n{line}\n" in text


@pytest.mark.parametrize(
    ("currency", "lines"),
    [
        ("JPY", ("Net total 2,998", "Tax 10 % on 2,998 300", "Total due JPY 3,298")),
        (
            "KWD",
            ("Net total 2,997.990", "Tax 10 % on 2,997.990 299.799", "Total due KWD 3,297.789"),
        ),
    ],
)
def test_amounts_have_as_many_decimals_as_their_currency(currency, lines):
    invoice = an_invoice(a_charge(2, "1498.995", tax_percent=Decimal(10)), currency=currency)
    text = plain(text_of(PRINTER.print(invoice)))
    for line in lines:
        assert f"\n{line}\n" in text


def test_a_label_says_where_the_box_goes():
    pdf = PRINTER.print(a_label())
    assert plain(text_of(pdf)) == LABEL
    box = PdfReader(io.BytesIO(pdf)).pages[0].mediabox
    assert (box.width, box.height) == (4 * 72, 6 * 72)


@pytest.mark.parametrize(
    "tracking", ["JD014600006281234567", "1Z999AA10123456784", "9400111899223197428490", "RA-7/x é"]
)
def test_the_barcode_of_a_label_is_its_tracking_number(tracking):
    assert codes_on(a_label(tracking=tracking)) == (
        FoundCode(text=tracking, symbology=Symbology.CODE_128),
    )


def test_the_bars_of_a_label_are_whole_dots():
    """Three to a module; a printer that knows no grey makes each bar as wide as it should be."""
    picture = Image.open(io.BytesIO(PRINTER.pictures(a_label())[0])).convert("L")
    assert picture.size == (812, 1218)
    row = [picture.getpixel((x, 800)) < 128 for x in range(812)]
    bars = [sum(1 for _ in run) for is_black, run in groupby(row) if is_black]
    assert len(bars) > 30
    assert {width % 3 for width in bars} == {0}


@pytest.mark.parametrize("tracking", ["", "ΘΗΡΑ-12", "X" * 60])
def test_what_no_barcode_can_hold_stands_there_as_text(tracking):
    label = a_label(tracking=tracking)
    assert codes_on(label) == ()
    printed = text_of(PRINTER.print(label))
    assert tracking in printed.replace("\n", "").replace("\N{ZERO WIDTH SPACE}", "")


def test_a_slip_is_scanned_by_its_order():
    assert codes_on(a_full_slip()) == (FoundCode(text="SO-7", symbology=Symbology.CODE_128),)


def test_an_address_is_written_as_its_country_does():
    springfield = Address(
        name="Ana Bell",
        lines=("9 Elm Street",),
        postcode="01103",
        city="Springfield",
        country="USA",
    )
    text = text_of(PRINTER.print(a_label(ship_to=springfield)))
    assert "Ana Bell\n9 Elm Street\nSpringfield 01103\nUSA\n" in text


@pytest.mark.parametrize(("lines", "pages"), [(1, 1), (70, 3), (300, 9)])
def test_a_long_slip_goes_on_under_the_same_heads(lines, pages):
    goods = slip_lines(lines)
    texts = pages_of(PRINTER.print(a_slip(*goods)))
    assert len(texts) == pages
    for number, text in enumerate(texts, start=1):
        assert "SKU Item Quantity Unit\n" in text
        assert text.endswith(f"Packing slip SH-12, Lantern Goods {number} / {pages}")
    rows = [line for text in texts for line in text.split("\n") if line.endswith(" piece")]
    assert rows == [f"{one.sku} {one.name} {one.quantity} piece" for one in goods]


def test_the_same_paper_is_the_same_bytes():
    for paper in (a_full_slip(), a_full_invoice(), a_label()):
        assert PRINTER.print(paper) == PRINTER.print(paper)
