"""The workbook at the console: looked at, typed into, waited for."""

import io
from threading import Timer

import pytest
import requests

from sandbox.console.screen import Screen
from sandbox.console.workbook import WorkbookDesk


@pytest.fixture
def act(google_url, spreadsheet_id):
    """Does something to the workbook as a person would."""

    def do(name, **told):
        url = f"{google_url}/_sandbox/google/spreadsheets/{spreadsheet_id}/acts"
        answer = requests.post(url, json={"act": name, **told}, timeout=10)
        assert answer.ok, answer.text

    return do


@pytest.fixture
def items(act):
    act("adds_tab", title="Items to keep")
    rows = [["SKU", "Name", "Minimum"], ["MUG-BLU", "Mug, blue", 12], ["TEE-BLK-M", "Tee", 1024]]
    act("types", range="'Items to keep'!A1", values=rows)


def shown(typing, *lines):
    """What is shown between the greeting and the farewell."""
    _, _, rest = typing(*lines).partition("\n\n")
    return rest.rpartition("\n\n")[0].split("\n")


def test_the_tabs_are_listed(typing, items):
    assert shown(typing, "sheet") == [
        "ana in #stock> sheet",
        "Tab            Filled rows  Columns",
        "─────────────  ───────────  ───────",
        "Sheet1                   0       26",
        "Items to keep            3       26",
    ]


def test_a_tab_is_shown_as_a_table(typing, items):
    assert shown(typing, "sheet items to keep") == [
        "ana in #stock> sheet items to keep",
        "Items to keep, 2 rows",
        "   A          B          C",
        "1  SKU        Name       Minimum",
        "   ─────────  ─────────  ───────",
        "2  MUG-BLU    Mug, blue       12",
        "3  TEE-BLK-M  Tee           1024",
    ]


def test_a_cell_says_all_it_says(typing, act, items):
    long = "Put the row back; to stop using it, set Active to no."
    act("types", range="'Items to keep'!B2", value=long)

    assert shown(typing, "sheet items to keep b2")[1:] == [f"Items to keep!B2: {long}"]
    assert shown(typing, "sheet items to keep D9")[1:] == ["It is empty."]


def test_a_cell_is_typed_into_as_a_person_types(typing, items, google_url, spreadsheet_id):
    assert shown(typing, "sheet Items to keep C2 = 40") == [
        "ana in #stock> sheet Items to keep C2 = 40",
        "Items to keep!C2 = 40",
    ]
    url = f"{google_url}/_sandbox/google/spreadsheets/{spreadsheet_id}/values/'Items to keep'!C2"
    answer = requests.get(url, params={"render": "UNFORMATTED_VALUE"}, timeout=10)
    assert answer.json()["values"] == [[40]]


def test_a_manager_sorts_inserts_and_deletes(typing, items):
    assert shown(
        typing,
        "sheet Items to keep sort A",
        "sheet Items to keep insert B",
        "sheet Items to keep delete 2",
        "sheet Items to keep",
    ) == [
        "ana in #stock> sheet Items to keep sort A",
        "Items to keep is sorted by column A.",
        "",
        "ana in #stock> sheet Items to keep insert B",
        "Items to keep has a new column B.",
        "",
        "ana in #stock> sheet Items to keep delete 2",
        "Row 2 of Items to keep is gone.",
        "",
        "ana in #stock> sheet Items to keep",
        "Items to keep, 1 row",
        "   A          B  C     D",
        "1  SKU           Name  Minimum",
        "   ─────────  ─  ────  ───────",
        "2  TEE-BLK-M     Tee      1024",
    ]


def test_what_the_workbook_refuses_is_said(typing, items):
    assert shown(typing, "sheet Items to keep ZZZ1 = 40", "sheet Stok") == [
        "ana in #stock> sheet Items to keep ZZZ1 = 40",
        "Range ('Items to keep'!ZZZ1) exceeds grid limits. Max rows: 1000, max columns: 26",
        "",
        "ana in #stock> sheet Stok",
        "There is no tab Stok; there are Sheet1, Items to keep.",
    ]


def test_looking_waits_until_what_was_done_has_reached_the_sheet(
    google_url, spreadsheet_id, act, items
):
    out = io.StringIO()
    late = Timer(0.5, act, ["types"], {"range": "'Items to keep'!C2", "value": 36})
    with WorkbookDesk(google_url, spreadsheet_id, Screen(out)) as workbook:
        workbook.expect_writing()
        late.start()
        workbook.open("Items to keep")
    late.join()

    assert "2  MUG-BLU    Mug, blue       36" in out.getvalue()
