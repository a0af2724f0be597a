"""What Google answered when gspread's own tests were recorded; the stand-in answers the same.

The requests are those of https://github.com/burnash/gspread, tests/cassettes, one file a test; the
name of the file stands in the docstring.
"""

import pytest

AREA = {"startRowIndex": 0, "endRowIndex": 2, "startColumnIndex": 0, "endColumnIndex": 2}
ROWS = {"sheetId": 0, "dimension": "ROWS", "startIndex": 0, "endIndex": 2}


@pytest.fixture
def own_book(google_api):
    """A spreadsheet that belongs to the account itself, as in the recordings."""
    return google_api.client().create("Recorded")


def sent(book, kind, **content):
    """One request of a batch; its reply."""
    return book.batch_update({"requests": [{kind: content}]})["replies"][0]


def shown(book, fields):
    return book.fetch_sheet_metadata({"fields": fields})["sheets"][0]


def test_a_column_that_two_writes_reach_counts_once(own_book):
    """WorksheetTest.test_batch_update.json."""
    answer = own_book.values_batch_update(
        {
            "valueInputOption": "RAW",
            "data": [
                {"range": "'Sheet1'!A1:D1", "values": [["A1", "B1", "", "D1"]]},
                {"range": "'Sheet1'!A4:D4", "values": [["A4", "B4", "", "D4"]]},
            ],
        }
    )

    assert {name: answer[name] for name in answer if name.startswith("total")} == {
        "totalUpdatedRows": 2,
        "totalUpdatedColumns": 4,
        "totalUpdatedCells": 8,
        "totalUpdatedSheets": 1,
    }


def test_a_group_says_where_its_handle_is_and_leaves_an_empty_reply(own_book):
    """WorksheetTest.test_group_rows.json."""
    told = {"dimension": "ROWS", "startIndex": 0, "endIndex": 2}
    groups = [{"range": told, "depth": 1}]
    grid = {"rowCount": 1000, "columnCount": 26, "rowGroupControlAfter": True}
    fields = "sheets(properties.gridProperties,rowGroups)"

    reply = sent(own_book, "addDimensionGroup", range=ROWS)
    assert reply == {"addDimensionGroup": {"dimensionGroups": groups}}
    assert shown(own_book, fields) == {
        "properties": {"gridProperties": grid},
        "rowGroups": groups,
    }

    assert sent(own_book, "deleteDimensionGroup", range=ROWS) == {"deleteDimensionGroup": {}}
    assert shown(own_book, fields) == {"properties": {"gridProperties": grid}}


def test_an_owner_is_not_named_among_the_editors_of_a_range(own_book):
    """WorksheetTest.test_add_protected_range_normal.json."""
    asked = {
        "range": AREA | {"sheetId": 0},
        "description": None,
        "warningOnly": False,
        "requestingUserCanEdit": False,
        "editors": {"users": [], "groups": []},
    }

    reply = sent(own_book, "addProtectedRange", protectedRange=asked)

    protected = reply["addProtectedRange"]["protectedRange"]
    assert protected.pop("protectedRangeId") > 0
    assert protected == {"range": AREA, "requestingUserCanEdit": True, "editors": {}}


def test_a_colour_is_kept_in_eight_bits_a_channel(own_book):
    """WorksheetTest.test_update_tab_color.json."""
    pink = {"rgbColor": {"red": 1, "green": 0, "blue": 0.5}}
    fields = "sheets.properties(tabColorStyle,tabColor)"

    sent(
        own_book,
        "updateSheetProperties",
        properties={"sheetId": 0, "tabColorStyle": pink},
        fields="tabColorStyle",
    )

    kept = {"red": 1, "blue": 0.49803922}
    both = {"tabColor": kept, "tabColorStyle": {"rgbColor": kept}}
    assert shown(own_book, fields) == {"properties": both}

    sent(
        own_book,
        "updateSheetProperties",
        properties={"sheetId": 0, "tabColorStyle": {"rgbColor": None}},
        fields="tabColorStyle",
    )
    assert shown(own_book, fields) == {"properties": {}}


def test_a_spreadsheet_is_made_as_google_makes_it(own_book):
    """ClientTest.test_create.json; the colours are told in the digits that Google tells."""
    made = own_book.fetch_sheet_metadata()

    assert made["properties"]["title"] == "Recorded"
    assert made["properties"]["timeZone"] == "Etc/GMT"
    theme = made["properties"]["spreadsheetTheme"]["themeColors"]
    assert {each["colorType"]: each["color"]["rgbColor"] for each in theme} == {
        "TEXT": {},
        "BACKGROUND": {"red": 1, "green": 1, "blue": 1},
        "ACCENT1": {"red": 0.25882354, "green": 0.52156866, "blue": 0.95686275},
        "ACCENT2": {"red": 0.91764706, "green": 0.2627451, "blue": 0.20784314},
        "ACCENT3": {"red": 0.9843137, "green": 0.7372549, "blue": 0.015686275},
        "ACCENT4": {"red": 0.20392157, "green": 0.65882355, "blue": 0.3254902},
        "ACCENT5": {"red": 1, "green": 0.42745098, "blue": 0.003921569},
        "ACCENT6": {"red": 0.27450982, "green": 0.7411765, "blue": 0.7764706},
        "LINK": {"red": 0.06666667, "green": 0.33333334, "blue": 0.8},
    }
    (sheet,) = made["sheets"]
    assert sheet["properties"] == {
        "sheetId": 0,
        "title": "Sheet1",
        "index": 0,
        "sheetType": "GRID",
        "gridProperties": {"rowCount": 1000, "columnCount": 26},
    }
