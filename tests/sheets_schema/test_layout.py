"""What laying out promises: an empty spreadsheet becomes the workbook, and nothing is ever undone."""

import pytest

from inventory.item import Item
from sheets_schema.errors import TabNameTaken, WorkbookNotShared, WorkbookOwnedElsewhere
from sheets_schema.layout import init
from sheets_schema.tabs import TABS
from sheets_schema.workbook import open_workbook
from tests.builders import an_item, edit
from tests.sheets_schema.conftest import JOURNAL, Office


def titles(office: Office) -> list[str]:
    state = office.google.control("GET", f"/spreadsheets/{office.id}")
    return [tab["title"] for tab in state["tabs"]]


def test_an_empty_spreadsheet_becomes_the_workbook_in_one_write(empty_office: Office) -> None:
    empty_office.google.control("DELETE", "/requests")
    added = empty_office.lay_out()

    assert titles(empty_office) == [tab.title for tab in TABS]
    assert added.tabs == titles(empty_office)
    assert added.protections == [tab.title for tab in TABS if tab.is_protected]
    assert {"Settings", "People", "Stock", "Orders", "Ledger"} < set(added.protections)
    assert empty_office.calls("batchUpdate") == 1


def test_the_first_admin_and_the_places_every_warehouse_has_are_there(office: Office) -> None:
    assert office.tab("People!A2:G2") == [
        ["U0ADA", "", "admin", "ada@example.com", False, "", "yes"]
    ]
    assert [row[0] for row in office.tab("Locations!A2:A")] == [
        "RECEIVING",
        "PACKING",
        "RETURNS",
        "QUARANTINE",
    ]
    assert office.tab("Settings!A3:C3") == [["Time zone", "", "UTC"]]


def test_laying_out_again_writes_nothing(office: Office) -> None:
    office.google.control("DELETE", "/requests")

    added = office.lay_out()

    assert (added.tabs, added.columns, added.protections) == ([], [], [])
    assert office.calls("batchUpdate") == 0


def test_a_house_rule_that_a_newer_version_brings_is_added_below(office: Office) -> None:
    office.person("deletes_rows", tab="Settings", first=3)

    assert office.lay_out().rules == ["Time zone"]
    assert office.tab("Settings!A2:A")[-1] == ["Time zone"]


def test_what_a_manager_did_stays_done(office: Office) -> None:
    office.types("Items!J1", ["Mindestbestand"])
    office.person("moves_column", tab="Items", column="J", before="B")
    office.person("renames_tab", tab="Suppliers", title="Lieferanten")
    office.lay_out()

    assert office.tab("Items!A1:C1") == [["SKU", "Mindestbestand", "Name"]]
    assert "Lieferanten" in titles(office)
    assert "Suppliers" not in titles(office)


def test_a_lost_protection_is_added_again(office: Office) -> None:
    resource = office.workbook.resource("sheets(properties.title,protectedRanges)")
    [ledger] = [s for s in resource["sheets"] if s["properties"]["title"] == "Ledger"]
    gone = ledger["protectedRanges"][0]["protectedRangeId"]
    office.person("requests", requests=[{"deleteProtectedRange": {"protectedRangeId": gone}}])

    assert office.lay_out().protections == ["Ledger"]


def test_a_lost_tab_is_filled_from_the_book(office: Office) -> None:
    office.desk.handle(edit(an_item("MUG-BLU", name="Blue mug", minimum=12)))
    office.person("deletes_tab", tab="Items")

    assert office.lay_out(book=office.desk.book).tabs == ["Items"]
    assert office.tab("Items!A2:B2") == [["MUG-BLU", "Blue mug"]]
    assert office.poll(3).removals == 0
    assert office.desk.book.get(Item, "MUG-BLU") == an_item("MUG-BLU", name="Blue mug", minimum=12)


def test_a_lost_answer_is_looked_into(empty_office: Office) -> None:
    empty_office.fault("applied_then_dropped")

    empty_office.lay_out()

    assert titles(empty_office) == [tab.title for tab in TABS]
    assert empty_office.lay_out().tabs == []


def test_a_tab_that_bears_a_name_the_bot_needs_is_left_alone(empty_office: Office) -> None:
    empty_office.person("adds_tab", title="items")

    with pytest.raises(TabNameTaken) as refused:
        empty_office.lay_out()

    assert refused.value.tab == "items"
    assert titles(empty_office) == ["Sheet1", "items"]


def test_a_sheet_that_holds_something_is_kept(empty_office: Office) -> None:
    empty_office.types("Sheet1!B2", ["my notes"])
    empty_office.lay_out()

    assert "Sheet1" in titles(empty_office)


def test_another_journals_workbook_is_refused_until_it_is_adopted(office: Office) -> None:
    with pytest.raises(WorkbookOwnedElsewhere) as refused:
        init(office.workbook, "journal-2")
    assert refused.value.owner == JOURNAL
    assert not refused.value.is_copy

    assert init(office.workbook, "journal-2", adopt=True).is_claimed
    with pytest.raises(WorkbookOwnedElsewhere):
        office.lay_out()


def test_a_spreadsheet_that_is_not_shared_says_with_whom_to_share_it(
    empty_office: Office,
) -> None:
    secret = empty_office.google.control("POST", "/spreadsheets", title="x", share_with=None)
    google = empty_office.google
    account = google.stand_in.service_account_info(google.base_url)
    workbook = open_workbook(account, secret["id"], api_base=google.base_url)

    with pytest.raises(WorkbookNotShared) as refused:
        init(workbook, JOURNAL)

    workbook.close()
    assert "bincard@sandbox-project.iam.gserviceaccount.com" in refused.value.mend


def test_whoever_may_edit_the_sheet_may_not_make_himself_an_admin(office: Office) -> None:
    for email in ("ada@example.com", "max@example.com"):
        path = f"/spreadsheets/{office.id}/share"
        office.google.control("POST", path, email=email, role="writer")

    office.types("People!B2", ["Ada"], person="ada@example.com")
    acts = f"{office.google.base_url}/_sandbox/google/spreadsheets/{office.id}/acts"
    told = {"act": "types", "range": "People!C2", "value": "viewer", "person": "max@example.com"}
    refused = office.google.session.post(acts, json=told)

    assert refused.status_code == 400
    assert office.tab("People!B2:C2") == [["Ada", "admin"]]


def test_zeros_stay_in_text_columns_that_people_type_into(office: Office) -> None:
    office.types("Items!A2", ["00123", "Screw"])

    assert office.tab("Items!A2") == [["00123"]]


def test_the_front_page_links_to_every_tab(office: Office) -> None:
    links = [row[0] for row in office.tab(f"Start here!A5:A{4 + len(TABS)}", "FORMULA")]

    assert links[3] == '=HYPERLINK("#gid=104","Items")'
    assert [row[0] for row in office.tab(f"Start here!A5:A{4 + len(TABS)}")] == [
        tab.title for tab in TABS
    ]
