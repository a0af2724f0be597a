"""People at work in the same spreadsheet, and what a program sees of it."""

import pytest


def test_people_move_rows_and_columns_under_a_programs_feet(google_api, book, tab):
    tab.update([["name", "bin"], ["pear", "A-01"], ["apple", "A-02"]], "A1")

    google_api.person(book.id, "inserts_columns", tab="Sheet1", before="A")
    google_api.person(book.id, "types", range="A1", value="my notes")
    google_api.person(book.id, "moves_column", tab="Sheet1", column="C", before="B")
    google_api.person(book.id, "deletes_rows", tab="Sheet1", first=2)

    assert tab.get_all_values() == [["my notes", "bin", "name"], ["", "A-02", "apple"]]


def test_a_renamed_tab_keeps_its_id(google_api, book):
    google_api.person(book.id, "renames_tab", tab="Sheet1", title="Items")

    assert book.get_worksheet_by_id(0).title == "Items"


def test_an_older_version_can_be_restored(google_api, book, tab):
    tab.update([["one"]], "A1")
    version = google_api.control("GET", f"/spreadsheets/{book.id}")["version"]
    tab.update([["two"]], "A1")

    google_api.control("POST", f"/spreadsheets/{book.id}/restore", version=version)

    assert tab.get("A1") == [["one"]]
    after = google_api.control("GET", f"/spreadsheets/{book.id}")
    assert after["version"] == version + 2
    assert after["modified_by"] == "olga@example.com"


def test_whoever_the_file_is_not_shared_with_cannot_touch_it(google_api, book):
    refused = google_api.session.post(
        f"{google_api.base_url}/_sandbox/google/spreadsheets/{book.id}/acts",
        json={"person": "eve@example.com", "act": "clears", "range": "A1"},
    )

    assert refused.status_code == 403


def test_an_act_nobody_knows_tells_those_that_there_are(google_api, book):
    refused = google_api.session.post(
        f"{google_api.base_url}/_sandbox/google/spreadsheets/{book.id}/acts",
        json={"act": "juggles"},
    )

    assert refused.status_code == 400
    assert "There are: types, clears," in refused.json()["error"]["message"]


def test_a_reset_forgets_files_and_keeps_accounts(google_api, book):
    google_api.control("POST", "/reset")

    state = google_api.control("GET", "/state")

    assert state["spreadsheets"] == []
    assert "bincard@sandbox-project.iam.gserviceaccount.com" in state["accounts"]


@pytest.mark.parametrize(
    ("render", "value"), [("FORMATTED_VALUE", "2"), ("FORMULA", "=1+1"), ("UNFORMATTED_VALUE", 2)]
)
def test_a_tab_can_be_looked_at_without_using_up_quota(google_api, book, render, value):
    google_api.person(book.id, "types", range="A1", value="=1+1")
    before = google_api.control("GET", "/quotas")["granted"]

    path = f"/spreadsheets/{book.id}/values/Sheet1!A1?render={render}"

    assert google_api.control("GET", path)["values"] == [[value]]
    assert google_api.control("GET", "/quotas")["granted"] == before
