"""Labels are printed to be read: by people from a step away, and by every scanner."""

import io
from datetime import date
from decimal import Decimal

import pytest
from PIL import Image

from inventory.papers.paper import UnprintableError
from inventory.papers.stock_label import (
    LABELS_A_PAGE,
    BinLabel,
    Copies,
    ItemLabel,
    LabelCode,
    LabelSheet,
    LabelSize,
    LotLabel,
    SerialLabel,
)
from outside.codes.reading import read_codes
from outside.codes.writing import code_of
from outside.documents.fonts import Script
from outside.documents.printer import LABEL_PRINTER_DPI
from outside.documents.text import BREAK
from tests.outside.documents.printing import PRINTER, needs, pages_of, text_of

JAM = LotLabel(
    sku="JAM-STR",
    name="Strawberry jam",
    gtin="09506000134352",
    lot="L7",
    expires_on=date(2027, 3, 1),
    quantity=Decimal(1200),
)
LABELS = (
    JAM,
    ItemLabel(sku="MUG-BLU", name="Blue mug"),
    SerialLabel(sku="DRILL", gtin="09506000134352", serial="SN0100"),
    BinLabel(code="A-01", name="By the door"),
    BinLabel(code="COLD-STORE-NORTH-AISLE-12-BAY-7"),
    LotLabel(sku="A-VERY-LONG-CODE-0000012345-XL-BLUE", lot="LOT-2026-11-25-0001"),
)


def a_sheet(*labels, copies=1, **facts):
    return LabelSheet(labels=tuple(Copies(label=one, copies=copies) for one in labels), **facts)


def pictures_of(sheet):
    """The pages in the dots of a label printer."""
    pages = PRINTER.pictures(sheet, LABEL_PRINTER_DPI)
    return [Image.open(io.BytesIO(page)) for page in pages]


@pytest.mark.parametrize("size", LabelSize)
@pytest.mark.parametrize("kind", LabelCode)
def test_every_label_of_every_size_is_read_back(size, kind):
    sheet = a_sheet(*LABELS, size=size, code=kind)
    read = {found.text for picture in pictures_of(sheet) for found in read_codes(picture)}
    assert read == {code_of(label, kind).text for label in LABELS}


@pytest.mark.parametrize("size", LabelSize)
def test_a_full_sheet_is_one_page_and_one_more_label_another(size):
    places = LABELS_A_PAGE[size]
    full = a_sheet(BinLabel(code="A-01"), copies=places, size=size)
    assert len(pages_of(PRINTER.print(full))) == full.pages == 1
    more = a_sheet(BinLabel(code="A-01"), copies=places + 1, size=size)
    assert len(pages_of(PRINTER.print(more))) == more.pages == 2


def test_a_half_used_sheet_goes_on_at_its_next_place():
    sheet = a_sheet(*(BinLabel(code=f"A-0{n}") for n in range(1, 4)), start=23)
    first, second = (read_codes(picture) for picture in pictures_of(sheet))
    assert [one.text for one in first] == ["BC:B:A-01", "BC:B:A-02"]
    assert [one.text for one in second] == ["BC:B:A-03"]


def test_nothing_is_printed_on_the_places_before_the_start():
    (page,) = pictures_of(a_sheet(BinLabel(code="A-01"), start=4))
    row = page.convert("L").crop((0, 0, page.width, page.height * 37 // 297))
    assert row.getextrema() == (255, 255)


def said_by(sheet):
    """All its text in one line, without the places where it may be broken."""
    return text_of(PRINTER.print(sheet)).replace("\n", "").replace(BREAK, "")


def test_a_label_tells_people_what_its_code_tells_scanners():
    text = said_by(a_sheet(JAM, code=LabelCode.DATA_MATRIX))
    for said in ("JAM-STR", "Strawberry jam", "L7", "2027-03-01", "1,200 pieces"):
        assert said in text
    assert "(01)09506000134352(17)270301(10)L7(30)1200" in text


def test_a_name_without_end_is_cut_off_and_a_lot_never():
    long = LotLabel(sku="JAM-STR", name="sweet " * 40, lot="LOT-2026-11-25-0001-MADRID")
    text = said_by(a_sheet(long))
    assert "…" in text
    assert "LOT-2026-11-25-0001-MADRID" in text


@pytest.mark.parametrize("name", ["קפה ירושלים", "قهوة القاهرة", "東京マグカップ", "กาแฟกรุงเทพ"])
def test_names_of_any_script_are_set(name):
    needs(Script)
    bare, named = (a_sheet(ItemLabel(sku="MUG-BLU", name=one)) for one in ("", name))
    assert pictures_of(bare)[0].tobytes() != pictures_of(named)[0].tobytes()


def test_the_quiet_zone_of_a_code_stays_quiet():
    (page,) = pictures_of(a_sheet(BinLabel(code="A-01"), size=LabelSize.SINGLE_62X29))
    dark = page.convert("L").point(lambda shade: 255 if shade < 128 else 0)
    left, _, right, _ = dark.crop((0, 0, page.width * 2 // 5, page.height)).getbbox()
    modules = 21
    beside = dark.getbbox()
    module = (right - left) / modules
    assert left >= 4 * module
    assert dark.crop((right, 0, right + int(4 * module), page.height)).getbbox() is None
    assert beside[3] <= page.height - 4 * module


def test_a_code_too_fine_for_its_label_refuses_the_print():
    with pytest.raises(UnprintableError, match="does not fit"):
        PRINTER.print(a_sheet(ItemLabel(sku="x" * 900), size=LabelSize.SINGLE_62X29))


def test_the_same_labels_give_the_same_bytes():
    assert PRINTER.print(a_sheet(JAM)) == PRINTER.print(a_sheet(JAM))
