"""What the tabs of the way in promise: every purchase order has its row, and keeps its place."""

from datetime import date

import pytest

from inventory.documents.purchase_order import PurchaseStatus
from inventory.place import Place
from sheets_schema.mending import mend, rebuild
from sheets_schema.verify import compare
from tests.builders import HOUSE, ITEMS, PEOPLE, edit
from tests.purchases import ACME, ZETA, change, place, sent, stands, wanted
from tests.sheets_schema.conftest import Office
from tests.sheets_schema.test_documents import columns, differences, links


@pytest.fixture
def buying(office: Office) -> Office:
    """24 mugs and 6 tees of Acme on the way, the tees a day later; a draft of nobody."""
    for row in (*HOUSE, *PEOPLE, *ITEMS, ACME, ZETA):
        office.desk.handle(edit(row))
    tees = wanted(6, "TEE-BLK-M", "5.5", expected_on=date(2026, 12, 2))
    office.desk.handle(place(wanted(24, cost="2.4"), tees, expected_on=date(2026, 12, 1)))
    office.desk.handle(place(wanted(2), supplier=""))
    sent(office.desk)
    return office


def test_an_order_and_its_lines_stand_on_their_tabs(buying: Office) -> None:
    stands(buying.desk, status=PurchaseStatus.PART_RECEIVED, received={1: 24}, rejected={2: 1})
    buying.write_all()

    names = ("Purchase order", "Supplier", "Status", "Received", "Rejected", "Still to come")
    assert columns(buying, "Purchase orders", *names) == [
        ["PO-1", "ACME", "part_received", 24, 1, 6],
        ["PO-2", "", "draft", 0, 0, 2],
    ]
    assert columns(buying, "Purchase orders", "Lines", "Ordered", "Value") == [
        [2, 30, 90.6],
        [1, 2, ""],
    ]
    names = ("Line", "Purchase order", "Item", "Status", "Still to come", "Value")
    assert columns(buying, "Purchase order lines", *names) == [
        ["PO-1/1", "PO-1", "MUG-BLU", "received", 0, 57.6],
        ["PO-1/2", "PO-1", "TEE-BLK-M", "to come", 6, 33],
        ["PO-2/1", "PO-2", "MUG-BLU", "to come", 2, ""],
    ]
    assert differences(buying) == []


def test_the_next_day_something_is_due_is_told_while_something_is(buying: Office) -> None:
    buying.write_all()
    due = columns(buying, "Purchase orders", "Next expected")
    stands(buying.desk, status=PurchaseStatus.PART_RECEIVED, received={1: 24})
    buying.write_all()
    second = columns(buying, "Purchase orders", "Next expected")
    stands(buying.desk, status=PurchaseStatus.RECEIVED, received={2: 6})
    buying.write_all()
    last = columns(buying, "Purchase orders", "Next expected")
    first_of_december = 46357
    assert [due[0], second[0], last[0]] == [[first_of_december], [first_of_december + 1], [""]]


def test_lines_lead_to_their_order_and_orders_to_their_thread(buying: Office) -> None:
    stands(buying.desk, thread=Place(channel="C0BUY", thread="17.5"))
    buying.write_all()
    assert links(buying, "Purchase orders") == [
        "https://slack.com/app_redirect?channel=C0BUY&message_ts=17.5"
    ]
    assert links(buying, "Purchase order lines") == [
        "#gid=121&range=A2",
        "#gid=121&range=A2",
        "#gid=121&range=A3",
    ]


def test_a_line_added_later_gets_the_next_row(buying: Office) -> None:
    buying.write_all()
    buying.desk.handle(change("PO-1", quantities={2: 0}, more=(wanted(1),)))
    buying.write_all()
    assert columns(buying, "Purchase order lines", "Line", "Status") == [
        ["PO-1/1", "to come"],
        ["PO-1/2", "cancelled"],
        ["PO-2/1", "to come"],
        ["PO-1/3", "to come"],
    ]
    assert differences(buying) == []


@pytest.mark.parametrize("tab", ["Purchase orders", "Purchase order lines"])
def test_a_tab_of_the_way_in_comes_back_as_it_was(buying: Office, tab: str) -> None:
    buying.write_all()
    before, led = buying.tab(tab), links(buying, tab)

    buying.types(f"{tab}!C2", ["scribbled"])
    assert len(differences(buying)) == 1
    found = compare(buying.workbook, buying.desk, buying.desk, rest=buying.rest)
    mend(buying.workbook, buying.desk, found, buying.clock())
    buying.write_all()
    assert (buying.tab(tab), links(buying, tab)) == (before, led)

    buying.person("clears", range=f"{tab}!A2:Z50")
    rebuild(buying.workbook, buying.desk, buying.desk, buying.clock())
    buying.write_all()
    assert (buying.tab(tab), links(buying, tab)) == (before, led)
    assert differences(buying) == []


def test_late_purchase_orders_stand_out_and_ended_ones_can_be_hidden(office: Office) -> None:
    answer = office.workbook.resource(
        "sheets(properties.title,conditionalFormats.booleanRule.condition,filterViews)"
    )
    [purchases] = [s for s in answer["sheets"] if s["properties"]["title"] == "Purchase orders"]
    conditions = [each["booleanRule"]["condition"] for each in purchases["conditionalFormats"]]
    assert [each["values"][0]["userEnteredValue"] for each in conditions] == [
        "=AND(ISNUMBER($F2),$F2<TODAY())"
    ]
    views = purchases["filterViews"]
    assert [view["title"] for view in views] == [
        "Open purchase orders",
        "Still to come",
        "Rejected",
    ]
    [spec] = views[0]["filterSpecs"]
    assert spec["filterCriteria"]["hiddenValues"] == [
        "received",
        "closed",
        "cancelled",
        "taken back",
    ]
