"""What the tab Lots promises: a row a lot, that follows its status and every move of its goods."""

from datetime import date

import pytest

from inventory.inbound_commands import SetLotStatus
from inventory.lot import LotStatus
from sheets_schema.mending import mend
from sheets_schema.verify import compare
from tests.builders import HOUSE, ITEMS, PEOPLE, adjust, an_item, edit, move, ordered, receive, undo
from tests.sheets_schema.conftest import Office

ROW = ("Item", "Lot", "Supplier's lot", "Status", "Reason", "On hand", "First receipt", "Came with")
JAM = an_item("JAM-STR", is_lot_tracked=True, supplier="FARM")


@pytest.fixture
def storing(office: Office) -> Office:
    """Ten jars of L7 (F-1 for the farm), and laptops 8 and 9."""
    for row in (*HOUSE, *PEOPLE, *ITEMS, JAM, an_item("LAPTOP", is_serial=True, packs=())):
        office.desk.handle(edit(row))
    facts = {"supplier_lot": "F-1", "document": "by van", "expires_on": date(2027, 3, 1)}
    office.desk.handle(receive(10, "JAM-STR", at="A-01", lot="L7", **facts))
    office.desk.handle(receive(2, "LAPTOP", at="A-01", serials="8-9"))
    return office


def rows_of(office: Office, *headers: str) -> list[list[object]]:
    header, *rows = office.tab("Lots")
    places = [header.index(name) for name in headers]
    return [[row[at] if at < len(row) else "" for at in places] for row in rows]


def hold(reason: str = "glass") -> SetLotStatus:
    named = {"item": "JAM-STR", "lot": "L7"}
    return ordered(SetLotStatus, status=LotStatus.HOLD, reason=reason, by="U0MIA", **named)


def receipt_of(office: Office, lot: str) -> str:
    item = "JAM-STR" if lot == "L7" else "LAPTOP"
    return office.desk.book.lot(item, lot).receipt


def test_every_lot_and_every_piece_has_its_row(storing: Office) -> None:
    storing.write_all()

    jam, laptops = receipt_of(storing, "L7"), receipt_of(storing, "8")
    assert rows_of(storing, *ROW) == [
        ["JAM-STR", "L7", "F-1", "approved", "", 10, jam, "by van"],
        ["LAPTOP", "8", "", "approved", "", 1, laptops, ""],
        ["LAPTOP", "9", "", "approved", "", 1, laptops, ""],
    ]


def test_a_row_follows_its_status_and_its_goods(storing: Office) -> None:
    storing.write_all()
    held = storing.desk.handle(hold())
    storing.desk.handle(adjust(-4, "JAM-STR", at="A-01", lot="L7", reason="damaged"))
    storing.desk.handle(move(1, "LAPTOP", at="A-01", to="B-01", serials="8"))
    storing.write_all()
    assert rows_of(storing, "Status", "Reason", "On hand")[0] == ["hold", "glass", 6]

    storing.desk.handle(undo(held.transaction.id, by="U0MIA"))
    storing.write_all()
    assert rows_of(storing, "Status", "Reason")[0] == ["approved", ""]
    assert compare(storing.workbook, storing.desk, storing.desk, rest=storing.rest) == []


def test_stock_says_of_which_lots_it_is_held(storing: Office) -> None:
    storing.desk.handle(hold())
    storing.write_all()

    header, first, *_ = storing.tab("Stock")
    assert first[header.index("Lot is")] == "hold"


def test_a_damaged_tab_comes_back_as_it_was(storing: Office) -> None:
    storing.write_all()
    before = storing.tab("Lots")

    storing.types("Lots!C2", ["scribbled"])
    found = compare(storing.workbook, storing.desk, storing.desk, rest=storing.rest)
    assert len(found) == 1
    mend(storing.workbook, storing.desk, found, storing.clock())
    storing.write_all()

    assert storing.tab("Lots") == before
