"""A purchase order on paper says what is ordered, for how much, for when and where to."""

import io
from decimal import Decimal

import pytest
from PIL import Image

from outside.documents.fonts import Script
from tests.builders_papers import a_full_purchase_paper, a_purchase_line, a_purchase_paper
from tests.outside.documents.printing import PRINTER, needs, pages_of, text_of
from tests.outside.documents.test_papers import plain

ORDER = """\
Lantern Goods
Purchase order PO-12
To
Harbour Tea Rooms
c/o Ida Jansen
Quay Street 9
20457 Hamburg
Germany
From
Lantern Goods
Warehouse 2
Calle del Norte 14
28080 Madrid
Spain
Tax id ESB12345674
Date 23 November 2026
Your reference 4711/26
Expected on 7 December 2026
Deliver to
Lantern Goods
Warehouse 2
Calle del Norte 14
28080 Madrid
Spain
Code Item Quantity Unit Unit cost Amount EUR
1 B-77
Our code MUG-BLU
Blue mug 24
2 x case of 12
piece 3.20 76.80
2 TEA-EGY Earl Grey tea, loose leaf,
tin of 100 g
the large leaves
Expected on 24 December 2026
2.5 kg 18.40 46.00
3 SCREW-M4 Screw M4 12,000 piece 0.0125 150.00
Goods 272.80
Freight 45.00
Total EUR 317.80
Leave it at the gate.
No pallets.
Please name PO-12 on your delivery note and invoice.
Purchase order PO-12, Lantern Goods 1 / 1"""


def test_a_purchase_order_says_all_that_was_agreed():
    assert plain(text_of(PRINTER.print(a_full_purchase_paper()))) == ORDER


def test_a_short_order_has_no_empty_headings():
    text = plain(text_of(PRINTER.print(a_purchase_paper())))
    for heading in ("reference", "Expected", "Freight", "Our code", "Tax id"):
        assert heading not in text
    assert "\nTotal EUR 76.80\n" in text


def test_what_has_no_cost_yet_has_no_total_and_asks_for_one():
    lines = (a_purchase_line(), a_purchase_line(2, 5, None, "JAM-STR"))
    text = plain(text_of(PRINTER.print(a_purchase_paper(*lines, freight=Decimal(45)))))
    assert "\n2 JAM-STR Strawberry jam 250 g 5 piece\n" in text
    assert "Total" not in text
    assert "\nPlease tell us the cost of what has none here before you deliver.\n" in text


@pytest.mark.parametrize(("lines", "pages"), [(1, 1), (60, 2), (200, 6)])
def test_a_long_order_goes_on_under_the_same_heads(lines, pages):
    ordered = [a_purchase_line(number, number, 1) for number in range(1, lines + 1)]
    texts = [plain(text) for text in pages_of(PRINTER.print(a_purchase_paper(*ordered)))]
    assert len(texts) == pages
    for number, text in enumerate(texts, start=1):
        assert text.endswith(f"Purchase order PO-12, Lantern Goods {number} / {pages}")
    rows = [line for text in texts for line in text.split("\n") if " MUG-BLU Blue mug " in line]
    assert len(rows) == lines
    assert sum("\nTotal EUR" in text for text in texts) == 1


def test_any_script_is_printed():
    needs({Script.CHINESE, Script.ARABIC, Script.GREEK})
    line = a_purchase_line(name="木勺子 Θήρα", note="ملعقة", supplier_sku="勺-1")
    text = text_of(PRINTER.print(a_purchase_paper(line)))
    for word in ("木勺子", "Θήρα", "勺"):
        assert word in text


def test_amounts_stand_in_one_column_at_the_right_edge():
    """Looked at as a picture: nothing is printed in the margins."""
    picture = Image.open(io.BytesIO(PRINTER.pictures(a_full_purchase_paper(), 72)[0])).convert("L")
    width, height = picture.size
    margin = 56 - 4  # 20 mm, and a little for letters that hang over
    dark = [x for x in range(width) for y in range(height) if picture.getpixel((x, y)) < 128]
    assert margin < min(dark)
    assert max(dark) < width - margin


def test_the_same_order_is_the_same_bytes():
    paper = a_full_purchase_paper()
    assert PRINTER.print(paper) == PRINTER.print(paper)
