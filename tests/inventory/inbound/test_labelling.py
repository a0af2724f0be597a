"""Labels are made of the book: of an item, a lot, pieces one by one, and bins by pattern."""

from datetime import date
from decimal import Decimal

import pytest

from inventory.bin_codes import bins_like
from inventory.errors import LotRefused, NotPositive, UnknownItem, UnknownLocation, UnknownLot
from inventory.inbound.labelling import LabelLine, LabelRequest, gtin_of, sheet_of
from inventory.inbound_errors import LabelsRefused, SerialsRefused
from inventory.location import LocationKind
from inventory.papers.stock_label import (
    BinLabel,
    ItemLabel,
    LabelCode,
    LabelSize,
    LotLabel,
    SerialLabel,
    title_of_label,
)
from tests.builders import a_desk, a_location, an_item, edit, receive, set_rule

GTIN = "09506000134352"


@pytest.fixture
def desk():
    desk = a_desk(stock=[(24, "MUG-BLU", "A-01")])
    for row in (
        an_item("MUG-RED", name="Red mug", barcodes=("a sticker", "9506000134352")),
        an_item("DRILL", name="Drill", is_serial=True),
        a_location("D-2"),
        a_location("D-10", walk_order=5),
        a_location("D-1", name="By the door", site="Madrid"),
        a_location("d-3", is_active=False),
    ):
        desk.handle(edit(row))
    desk.handle(receive(6, "JAM-STR", at="A-01", lot="L7", expires_on=date(2027, 3, 1)))
    return desk


def labels_of(desk, *names, **parts):
    sheet = sheet_of(desk.book, LabelRequest(lines=(LabelLine(names=names, **parts),)))
    return [one.label for one in sheet.labels]


def codes_of(desk, *names):
    return [title_of_label(label) for label in labels_of(desk, *names)]


def test_an_item_has_its_name_and_its_gtin(desk):
    assert labels_of(desk, "mug-red", holds=Decimal(24)) == [
        ItemLabel(sku="MUG-RED", name="Red mug", gtin=GTIN, quantity=Decimal(24))
    ]
    assert gtin_of(an_item(barcodes=("9506000134353",))) == ""  # a wrong check digit


def test_a_lot_has_its_expiry(desk):
    assert labels_of(desk, "JAM-STR", lot="l7") == [
        LotLabel(sku="JAM-STR", name="Strawberry jam", lot="L7", expires_on=date(2027, 3, 1))
    ]
    with pytest.raises(UnknownLot) as caught:
        labels_of(desk, "JAM-STR", lot="L8")
    assert caught.value.known == ("L7",)
    with pytest.raises(LotRefused):
        labels_of(desk, "MUG-BLU", lot="L7")


def test_pieces_have_a_label_each_also_before_they_come(desk):
    assert labels_of(desk, "DRILL", serials="SN08-SN10") == [
        SerialLabel(sku="DRILL", name="Drill", serial=serial) for serial in ("SN08", "SN09", "SN10")
    ]
    assert labels_of(desk, "DRILL", lot="SN08") == labels_of(desk, "DRILL", serials="SN08")
    with pytest.raises(SerialsRefused, match="not_serial"):
        labels_of(desk, "MUG-BLU", serials="1-3")


def test_bins_come_by_name_by_pattern_and_by_range_in_the_order_of_the_walk(desk):
    assert labels_of(desk, "d-1") == [BinLabel(code="D-1", name="By the door", site="Madrid")]
    assert codes_of(desk, "d-*") == ["D-10", "D-1", "D-2"]
    assert codes_of(desk, "D-10..d-2") == ["D-10", "D-2"]
    assert codes_of(desk, "D-?", "A-01", "D-1") == ["D-1", "D-2", "A-01"]
    assert bins_like(desk.book, "SUPPL*") == []


def test_items_and_bins_go_on_one_sheet(desk):
    assert codes_of(desk, "MUG-BLU", "A-01") == ["MUG-BLU", "A-01"]


def test_what_is_called_a_bin_is_no_item(desk):
    desk.handle(edit(a_location("MUG-BLU")))
    request = LabelRequest(lines=(LabelLine(names=("MUG-BLU",), bins=("MUG-BLU",)),))
    labels = [one.label for one in sheet_of(desk.book, request).labels]
    assert [type(label) for label in labels] == [ItemLabel, BinLabel]


def test_the_house_rules_choose_paper_and_code_unless_somebody_does(desk):
    line = LabelLine(names=("A-01",), copies=3)
    assert sheet_of(desk.book, LabelRequest(lines=(line,))).size is LabelSize.A4
    desk.handle(set_rule("label_size", "Letter"))
    desk.handle(set_rule("label_code", "datamatrix"))
    sheet = sheet_of(desk.book, LabelRequest(lines=(line,), start=29))
    assert (sheet.size, sheet.code) == (LabelSize.LETTER, LabelCode.DATA_MATRIX)
    assert (sheet.count, sheet.pages) == (3, 2)
    chosen = LabelRequest(lines=(line,), size=LabelSize.SINGLE_4X6, code=LabelCode.QR)
    assert sheet_of(desk.book, chosen).pages == 3


@pytest.mark.parametrize(
    ("line", "start", "facts"),
    [
        (LabelLine(), 1, {"problem": "nothing"}),
        (LabelLine(names=("Z-*",)), 1, {"problem": "no_bins", "pattern": "Z-*"}),
        (LabelLine(names=("A-01",)), 25, {"problem": "start", "most": 24, "size": "a4"}),
        (LabelLine(names=("A-01",), copies=1001), 1, {"problem": "too_many", "count": 1001}),
        (LabelLine(names=("JAM-STR", "MUG-BLU"), lot="L7"), 1, {"problem": "which_item"}),
    ],
)
def test_what_cannot_be_printed_is_refused_with_its_facts(desk, line, start, facts):
    with pytest.raises(LabelsRefused) as caught:
        sheet_of(desk.book, LabelRequest(lines=(line,), start=start))
    assert {name: getattr(caught.value, name) for name in facts} == facts


def test_what_is_not_there_is_named(desk):
    with pytest.raises(UnknownItem):
        labels_of(desk, "MUG-GRN")
    with pytest.raises(UnknownLocation):
        sheet_of(desk.book, LabelRequest(lines=(LabelLine(bins=("Z-9",)),)))
    with pytest.raises(UnknownLocation):
        labels_of(desk, "SUPPLIER")
    with pytest.raises(NotPositive):
        labels_of(desk, "MUG-BLU", holds=Decimal(0))


def test_a_virtual_location_has_no_label(desk):
    kinds = {desk.book.kind_of(one.code) for one in bins_like(desk.book, "*")}
    assert LocationKind.SUPPLIER not in kinds
