"""Rows, columns and tabs: what grows, what shrinks, and what is carried along."""

import gspread
import pytest


def shown(tab, cell):
    return tab.acell(cell, value_render_option="FORMULA").value


@pytest.mark.parametrize(
    ("typed", "after"),
    [
        ("=A2", "=A3"),
        ("=$A$2*2", "=$A$3*2"),
        ("=SUM(A1:A3)", "=SUM(A1:A4)"),
        ("=SUM(A2:A3)", "=SUM(A3:A4)"),
        ("=SUM(A:A)", "=SUM(A:A)"),
        ("=SUM(1:2)", "=SUM(1:3)"),
        ('="A2"&A1', '="A2"&A1'),
        ("=Sheet1!A2", "=Sheet1!A3"),
        ("=Other!A2", "=Other!A2"),
        ("=LOG10(A2)", "=LOG10(A3)"),
    ],
)
def test_formulas_follow_their_cells_when_a_row_is_inserted(google_api, book, tab, typed, after):
    google_api.person(book.id, "adds_tab", title="Other")
    tab.update([[typed]], "C1", raw=False)

    google_api.person(book.id, "inserts_rows", tab="Sheet1", before=2)

    assert shown(tab, "C1") == after


def test_a_formula_loses_the_cell_that_is_deleted(google_api, book, tab):
    tab.update([["=B5", "", "=SUM(B4:B6)", "=SUM(A1:B1)"]], "A1", raw=False)

    google_api.person(book.id, "deletes_rows", tab="Sheet1", first=5)
    google_api.person(book.id, "deletes_columns", tab="Sheet1", first="B")

    assert tab.get("A1:C1", value_render_option="FORMULA") == [
        ["=#REF!", "=SUM(#REF!)", "=SUM(A1:A1)"]
    ]


def test_formulas_call_a_renamed_tab_by_its_new_name(google_api, book, tab):
    google_api.person(book.id, "adds_tab", title="Stock")
    tab.update([["=Stock!A1+1"]], "A1", raw=False)

    google_api.person(book.id, "renames_tab", tab="Stock", title="On hand")

    assert shown(tab, "A1") == "='On hand'!A1+1"
    assert tab.acell("A1").value == "1"


def test_everything_that_lies_on_cells_moves_with_them(google_api, book, tab):
    tab.merge_cells("A3:B4")
    tab.define_named_range("C3:C5", "counts")
    tab.add_protected_range("D3:D5")
    tab.set_basic_filter("E3:F9")

    google_api.person(book.id, "inserts_rows", tab="Sheet1", before=1, count=2)

    meta = book.fetch_sheet_metadata()
    (sheet,) = meta["sheets"]
    places = [
        sheet["merges"][0],
        meta["namedRanges"][0]["range"],
        sheet["protectedRanges"][0]["range"],
        sheet["basicFilter"]["range"],
    ]
    assert [(each["startRowIndex"], each["endRowIndex"]) for each in places] == [
        (4, 6),
        (4, 7),
        (4, 7),
        (4, 11),
    ]


def test_what_lay_on_deleted_cells_is_gone(google_api, book, tab):
    tab.merge_cells("A3:B4")
    tab.define_named_range("C3:C4", "counts")

    google_api.person(book.id, "deletes_rows", tab="Sheet1", first=3, count=2)

    meta = book.fetch_sheet_metadata()
    assert "merges" not in meta["sheets"][0]
    assert "namedRanges" not in meta


def test_a_new_row_takes_its_format_from_a_neighbour(book, tab):
    tab.format("A1", {"textFormat": {"bold": True}})

    tab.insert_row(["above"], 1)
    tab.insert_row(["below"], 3, inherit_from_before=True)

    fields = "sheets.data.rowData.values.userEnteredFormat.textFormat.bold"
    (sheet,) = book.fetch_sheet_metadata({"fields": fields, "ranges": "A1:A3"})["sheets"]
    bold = {"values": [{"userEnteredFormat": {"textFormat": {"bold": True}}}]}
    assert sheet["data"][0]["rowData"] == [bold, bold, bold]


def test_rows_cut_off_by_a_stale_count_are_lost(google_api, book, tab):
    """gspread's add_rows sets an absolute count from what it saw last."""
    tab.resize(3, 1)
    google_api.person(
        book.id,
        "requests",
        requests=[{"appendDimension": {"sheetId": 0, "dimension": "ROWS", "length": 7}}],
    )
    google_api.person(book.id, "types", range="A10", value="typed at the end")

    tab.add_rows(1)

    assert book.sheet1.row_count == 4
    assert tab.get_all_values() == [[]]


@pytest.mark.parametrize(
    ("request_", "message"),
    [
        (
            {"deleteDimension": {"range": {"sheetId": 0, "dimension": "ROWS"}}},
            "Invalid requests[0].deleteDimension: You can't delete all the rows on the sheet.",
        ),
        (
            {
                "deleteDimension": {
                    "range": {
                        "sheetId": 0,
                        "dimension": "ROWS",
                        "startIndex": 1000,
                        "endIndex": 1001,
                    }
                }
            },
            (
                "Invalid requests[0].deleteDimension: Cannot delete a row that doesn't exist. Tried to "
                "delete row index 1000 but there are only 1000 rows."
            ),
        ),
        (
            {"insertDimension": {"range": {"sheetId": 0, "startIndex": 0, "endIndex": 1}}},
            "Invalid requests[0].insertDimension: No dimension specified.",
        ),
    ],
)
def test_rows_that_cannot_be_are_refused(book, request_, message):
    with pytest.raises(gspread.exceptions.APIError) as refused:
        book.batch_update({"requests": [request_]})

    assert refused.value.error["message"] == message


def test_a_copy_of_a_tab_has_its_cells_and_objects(google_api, book, tab):
    tab.update([["MUG-BLU", "=1+1"]], "A1", raw=False)
    tab.merge_cells("A3:B4")
    other = google_api.client().open_by_key(google_api.new_spreadsheet("Archive"))

    told = tab.copy_to(other.id)

    copy = other.get_worksheet_by_id(told["sheetId"])
    assert copy.title == "Copy of Sheet1"
    assert copy.get_all_values() == [["MUG-BLU", "2"]]
    (merge,) = other.fetch_sheet_metadata()["sheets"][1]["merges"]
    assert merge["sheetId"] == told["sheetId"]


def test_a_moved_tab_counts_its_new_place_before_it_leaves_the_old_one(google_api, book):
    for title in ("B", "C", "D"):
        google_api.person(book.id, "adds_tab", title=title)

    book.worksheet("Sheet1").update_index(0)
    book.worksheet("D").update_index(1)

    assert [each.title for each in book.worksheets()] == ["Sheet1", "D", "B", "C"]

    book.worksheet("Sheet1").update_index(2)

    assert [each.title for each in book.worksheets()] == ["D", "Sheet1", "B", "C"]


def test_what_lay_on_rows_cut_off_is_gone_and_the_rest_is_shorter(book, tab):
    tab.define_named_range("A1:A900", "all")
    tab.define_named_range("B800:B900", "late")
    tab.add_protected_range("C800:C900")

    tab.resize(rows=100)
    tab.update([["still writable"]], "A1")

    meta = book.fetch_sheet_metadata()
    (kept,) = meta["namedRanges"]
    assert (kept["name"], kept["range"]["endRowIndex"]) == ("all", 100)
    assert "protectedRanges" not in meta["sheets"][0]


def test_a_protection_outlives_its_last_hole(google_api, book):
    protection = {
        "range": {"sheetId": 0},
        "unprotectedRanges": [{"sheetId": 0, "startRowIndex": 4, "endRowIndex": 5}],
    }
    book.batch_update({"requests": [{"addProtectedRange": {"protectedRange": protection}}]})

    google_api.person(book.id, "deletes_rows", tab="Sheet1", first=5)

    (kept,) = book.list_protected_ranges(0)
    assert kept["unprotectedRanges"] == []
