"""What the tabs of the way out promise: every document has its row, its links, and keeps its place."""

from typing import Any

import pytest

from inventory.correspondence_commands import NoteThread
from inventory.order_commands import (
    CancelOrder,
    CheckLine,
    ClaimPick,
    PackShipment,
    PlanPick,
    RecordPick,
    ShipShipment,
    UnpackShipment,
)
from inventory.place import Place
from sheets_schema.mending import mend, rebuild
from sheets_schema.verify import compare
from tests.builders import (
    HOUSE,
    ITEMS,
    PEOPLE,
    a_customer,
    edit,
    open_stock,
    ordered,
    place_order,
    undo,
)
from tests.sheets_schema.conftest import Office


@pytest.fixture
def selling(office: Office) -> Office:
    """Two customers, 30 blue mugs in two bins, 5 black tees."""
    for row in (*HOUSE, *PEOPLE, *ITEMS, a_customer("CAFE-SOL"), a_customer("HOTEL-MAR")):
        office.desk.handle(edit(row))
    office.desk.handle(open_stock(20, "MUG-BLU", at="A-01"))
    office.desk.handle(open_stock(10, "MUG-BLU", at="A-02"))
    office.desk.handle(open_stock(5, "TEE-BLK-M", at="B-01"))
    return office


def do(office: Office, kind: Any, number: str = "", **parts: Any) -> None:
    office.desk.handle(ordered(kind, number, **parts))


def differences(office: Office) -> list[str]:
    found = compare(office.workbook, office.desk, office.desk, rest=office.rest)
    return [str(difference) for difference in found]


def columns(office: Office, tab: str, *headers: str) -> list[list[Any]]:
    """The rows of a tab, some columns of them."""
    header, *rows = office.tab(tab)
    places = [header.index(name) for name in headers]
    return [[row[at] if at < len(row) else "" for at in places] for row in rows]


def links(office: Office, tab: str) -> list[str]:
    """Where the texts of a tab lead, row by row."""
    answer = office.workbook.resource("sheets(properties.title,data.rowData.values.textFormatRuns)")
    [data] = [s["data"][0] for s in answer["sheets"] if s["properties"]["title"] == tab]
    return [
        run["format"]["link"]["uri"]
        for row in data.get("rowData", [])
        for cell in row.get("values", [])
        for run in cell.get("textFormatRuns", [])
    ]


def ship_first_order(office: Office) -> None:
    do(office, PlanPick, orders=("SO-1",))
    do(office, ClaimPick, "PK-1")
    do(office, RecordPick, "PK-1", line=1)
    do(office, CheckLine, "SH-1", by="U0BEN")
    do(office, PackShipment, "SH-1")
    do(office, ShipShipment, "SH-1", carrier="DHL", tracking="00340434161094042557")


def test_an_order_its_lines_and_its_back_order_stand_on_their_tabs(selling: Office) -> None:
    selling.desk.handle(place_order((12,), (8, "TEE-BLK-M"), reference="PO-77"))
    selling.write_all()

    wanted = ("Order", "Customer", "Reference", "Status", "Still to leave", "Reserved", "To come")
    assert columns(selling, "Orders", *wanted) == [
        ["SO-1", "CAFE-SOL", "PO-77", "part_reserved", 20, 17, 3]
    ]
    assert columns(selling, "Order lines", "Line", "Item", "Status", "Kept at") == [
        ["SO-1/1", "MUG-BLU", "open", "12 @A-01"],
        ["SO-1/2", "TEE-BLK-M", "to come", "5 @B-01"],
    ]
    assert differences(selling) == []


def test_a_shipped_order_stands_on_every_tab(selling: Office) -> None:
    selling.desk.handle(place_order((12,)))
    ship_first_order(selling)
    selling.write_all()

    assert columns(selling, "Orders", "Order", "Status", "Shipped") == [["SO-1", "shipped", 12]]
    stops = columns(selling, "Picks", "Stop", "Order", "Location", "Picked", "Status")
    assert stops == [["PK-1/1", "SO-1", "A-01", 12, "done"]]
    boxes = columns(selling, "Packages", "Package", "Contents", "Status")
    assert boxes == [["SH-1/1", "12 MUG-BLU", "shipped"]]
    sent = columns(selling, "Shipments", "Shipment", "Order", "Status", "Carrier", "Packages")
    assert sent == [["SH-1", "SO-1", "shipped", "DHL", 1]]
    assert differences(selling) == []


def test_rows_lead_to_their_order_and_orders_to_their_thread(selling: Office) -> None:
    selling.desk.handle(place_order((4,), customer="HOTEL-MAR"))
    selling.desk.handle(place_order((2,)))
    do(selling, NoteThread, "SO-2", thread=Place(channel="C0ORDERS", thread="17.5"), by="U0ADA")
    selling.write_all()

    assert links(selling, "Order lines") == ["#gid=116&range=A2", "#gid=116&range=A3"]
    thread = "https://slack.com/app_redirect?channel=C0ORDERS&message_ts=17.5"
    assert links(selling, "Orders") == [thread]

    selling.desk.handle(place_order((1,)))
    do(selling, CancelOrder, "SO-2", reason="closed")
    selling.write_all()
    assert links(selling, "Orders") == [thread]


def test_an_unpacked_box_and_a_pick_taken_back_leave_their_names(selling: Office) -> None:
    selling.desk.handle(place_order((12,)))
    do(selling, PlanPick, orders=("SO-1",))
    do(selling, ClaimPick, "PK-1")
    picked = selling.desk.handle(ordered(RecordPick, "PK-1", line=1))
    selling.desk.handle(undo(picked.transaction.id))
    do(selling, RecordPick, "PK-1", line=1)
    do(selling, CheckLine, "SH-2", by="U0BEN")
    do(selling, PackShipment, "SH-2")
    do(selling, UnpackShipment, "SH-2")
    selling.write_all()

    assert columns(selling, "Shipments", "Shipment", "Status") == [
        ["SH-1", "taken back"],
        ["SH-2", "packing"],
    ]
    assert columns(selling, "Packages", "Package", "Status") == [["SH-2/1", "taken back"]]
    assert columns(selling, "Orders", "Order", "Status") == [["SO-1", "packing"]]
    assert differences(selling) == []


@pytest.mark.parametrize("tab", ["Orders", "Order lines", "Picks", "Packages", "Shipments"])
def test_any_tab_of_documents_comes_back_as_it_was(selling: Office, tab: str) -> None:
    selling.desk.handle(place_order((12,)))
    selling.desk.handle(place_order((30,), customer="HOTEL-MAR"))
    ship_first_order(selling)
    selling.write_all()
    before, led = selling.tab(tab), links(selling, tab)

    selling.types(f"{tab}!D2", ["scribbled"])
    assert len(differences(selling)) == 1
    found = compare(selling.workbook, selling.desk, selling.desk, rest=selling.rest)
    mend(selling.workbook, selling.desk, found, selling.clock())
    selling.write_all()
    assert (selling.tab(tab), links(selling, tab)) == (before, led)

    selling.person("clears", range=f"{tab}!A2:Z50")
    rebuild(selling.workbook, selling.desk, selling.desk, selling.clock())
    selling.write_all()
    assert (selling.tab(tab), links(selling, tab)) == (before, led)
    assert differences(selling) == []


def test_late_orders_and_back_orders_stand_out_and_ended_ones_can_be_hidden(
    office: Office,
) -> None:
    answer = office.workbook.resource(
        "sheets(properties.title,conditionalFormats.booleanRule.condition,filterViews)"
    )
    [orders] = [s for s in answer["sheets"] if s["properties"]["title"] == "Orders"]
    conditions = [each["booleanRule"]["condition"] for each in orders["conditionalFormats"]]

    assert [each["values"][0]["userEnteredValue"] for each in conditions] == [
        "=AND(ISNUMBER($F2),$F2<TODAY(),$J2>0)",
        "=$N2>0",
    ]
    assert [view["title"] for view in orders["filterViews"]] == ["Open orders", "Back-orders"]
    [spec] = orders["filterViews"][0]["filterSpecs"]
    assert spec["filterCriteria"]["hiddenValues"] == [
        "shipped",
        "delivered",
        "cancelled",
        "taken back",
    ]
