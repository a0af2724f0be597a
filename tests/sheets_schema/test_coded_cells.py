"""Scanned codes in the cells of inboxes mean what they mean in Slack, and are never half believed."""

from decimal import Decimal

import pytest

from inventory.documents.order import Order
from inventory.item import Item, Pack
from inventory.people import IMPORT
from outside.codes.scanning import BarcodeScanner
from sheets_schema.coded_cells import CodeCellError, CodedCells
from sheets_schema.outbound_tabs import NEW_ORDERS
from sheets_schema.tabs import ADJUSTMENTS
from tests.builders import HOUSE, PEOPLE, a_customer, an_item, edit, open_stock
from tests.sheets_schema.conftest import Office

CASE = Pack(unit="case", quantity=Decimal(12), barcode="14012345678908")
EACH = "4012345678901"
CUP = an_item("CUP-WHT", barcodes=(EACH,), packs=(CASE,))


@pytest.fixture
def stocked(office: Office) -> Office:
    for row in (*HOUSE, *PEOPLE, CUP, a_customer("CAFE-SOL")):
        office.desk.handle(edit(row, by=IMPORT))
    office.desk.handle(open_stock(40, "CUP-WHT", at="A-01"))
    office.poll(2)
    return office


def test_a_scanned_item_and_bin_are_adjusted(stocked: Office) -> None:
    row = [f"(01)0{EACH}", "BC:B:A-01", "", -2, "damaged", ""]
    stocked.types("Adjustments!A2", row)
    stocked.poll()
    assert stocked.desk.book.on_hand("CUP-WHT", "A-01") == 38


def test_a_scanned_case_is_ordered_as_a_case(stocked: Office) -> None:
    stocked.types("New orders!A2", ["CAFE-SOL", "", "14012345678908", 2])
    stocked.poll()
    order = stocked.desk.book.get(Order, "SO-1")
    assert order is not None
    assert [(line.item, line.ordered) for line in order.lines] == [("CUP-WHT", 24)]


def test_a_code_that_names_nothing_is_told_beside_it(stocked: Office) -> None:
    stocked.types("New orders!A2", ["CAFE-SOL", "", "(01)04006381333931", 2])
    stocked.poll()
    [told] = stocked.tab("New orders!K2:K2")[0]
    assert told == (
        "Cannot post: no item has the barcode (01)04006381333931. Add it on Items, or type the SKU."
    )


def test_the_barcode_of_a_pack_is_kept_on_the_tab_items(stocked: Office) -> None:
    at = [row[0] for row in stocked.tab("Items!A1:A")].index("CUP-WHT") + 1
    packs = [cell for cell in stocked.tab(f"Items!A{at}:Z{at}")[0] if "case=" in str(cell)]
    assert packs == ["case=12 14012345678908"]


def test_one_barcode_on_two_items_is_named(stocked: Office) -> None:
    twin = Pack(unit="box", quantity=Decimal(6), barcode="14012345678908")
    stocked.desk.handle(edit(an_item("CUP-RED", packs=(twin,)), by=IMPORT))
    assert stocked.desk.book.item("14012345678908") is None


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({"item": "CUP-WHT"}, {"item": "CUP-WHT"}),
        ({"item": float(EACH)}, {"item": "CUP-WHT"}),
        ({"item": "14012345678908"}, {"item": "CUP-WHT", "unit": "case"}),
        ({"item": "14012345678908", "unit": "piece"}, {"item": "CUP-WHT", "unit": "piece"}),
        ({"item": "BC:I:CUP-WHT"}, {"item": "CUP-WHT"}),
        ({"item": "nothing known"}, {"item": "nothing known"}),
    ],
)
def test_cells_say_what_their_codes_name(stocked: Office, cells, told) -> None:
    read = CodedCells(stocked.desk.book, BarcodeScanner()).read(NEW_ORDERS, cells)
    assert read == told


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"item": "4012345678902"}, "wrong check digit"),
        ({"item": "BC:B:A-01"}, "not that of an item"),
        ({"item": "CUP-WHT", "location": "BC:I:CUP-WHT"}, "not that of a bin"),
        ({"item": "14012345678908"}, "is the barcode of a case, and this tab counts each"),
        ({"item": "BC:X:1"}, "cannot be read"),
    ],
)
def test_what_cannot_be_meant_is_refused(stocked: Office, cells, reason) -> None:
    with pytest.raises(CodeCellError, match=reason):
        CodedCells(stocked.desk.book, BarcodeScanner()).read(ADJUSTMENTS, cells)


def test_a_pack_is_found_by_its_barcode_in_any_length() -> None:
    item = Item(sku="CUP", name="Cup", packs=(CASE.model_copy(update={"barcode": "0" + EACH}),))
    assert item.pack_of(EACH) is not None
    assert item.pack_of("0") is None
