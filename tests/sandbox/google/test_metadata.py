"""Developer metadata: marks that stay on their row or column wherever it goes."""

import gspread
import pytest


def mark(book, number, key="row", value="", **location):
    metadata = {
        "metadataId": number,
        "metadataKey": key,
        "metadataValue": value,
        "location": location,
        "visibility": "DOCUMENT",
    }
    book.batch_update({"requests": [{"createDeveloperMetadata": {"developerMetadata": metadata}}]})


def on_row(index):
    return {
        "dimensionRange": {
            "sheetId": 0,
            "dimension": "ROWS",
            "startIndex": index,
            "endIndex": index + 1,
        }
    }


def call(book, method, path, **json):
    response = book.client.request(
        method, f"https://sheets.googleapis.com/v4/spreadsheets/{book.id}{path}", json=json or None
    )
    return response.json()


def row_of(book, number):
    found = call(book, "get", f"/developerMetadata/{number}")
    return found["location"]["dimensionRange"]["startIndex"]


def by_key(key):
    return {"developerMetadataLookup": {"metadataKey": key}}


def test_a_mark_stays_with_its_row_through_insertion_sorting_and_moving(google_api, book, tab):
    tab.update([["name"], ["pear"], ["apple"]], "A1")
    mark(book, 5, **on_row(1))

    google_api.person(book.id, "inserts_rows", tab="Sheet1", before=1)
    assert row_of(book, 5) == 2

    google_api.person(book.id, "sorts", range="A3:Z4", column="A")
    assert tab.col_values(1) == ["", "name", "apple", "pear"]
    assert row_of(book, 5) == 3

    google_api.person(book.id, "deletes_rows", tab="Sheet1", first=1)
    assert row_of(book, 5) == 2


def test_a_mark_dies_with_its_row(google_api, book):
    mark(book, 5, **on_row(1))

    google_api.person(book.id, "deletes_rows", tab="Sheet1", first=2)

    with pytest.raises(gspread.exceptions.APIError) as refused:
        call(book, "get", "/developerMetadata/5")
    assert refused.value.error == {
        "code": 404,
        "message": "No developer metadata with ID 5",
        "status": "NOT_FOUND",
    }


def test_a_mark_on_the_file_outlives_its_tabs(google_api, book):
    mark(book, 5, spreadsheet=True)
    mark(book, 6, sheetId=0)

    google_api.person(book.id, "adds_tab", title="Other")
    google_api.person(book.id, "deletes_tab", tab="Sheet1")

    found = google_api.control("GET", f"/spreadsheets/{book.id}")["developer_metadata"]
    assert [each["metadataId"] for each in found] == [5]


def test_cells_can_be_reached_through_a_mark_on_their_row(google_api, book, tab):
    tab.update([["pear", 3], ["apple", 4]], "A1")
    mark(book, 5, key="apple", **on_row(1))
    google_api.person(book.id, "inserts_rows", tab="Sheet1", before=1, count=2)

    call(
        book,
        "post",
        "/values:batchUpdateByDataFilter",
        valueInputOption="RAW",
        data=[{"dataFilter": by_key("apple"), "values": [[None, 40]]}],
    )
    found = call(book, "post", "/values:batchGetByDataFilter", dataFilters=[by_key("apple")])

    assert found["valueRanges"][0]["valueRange"] == {
        "range": "Sheet1!A4:Z4",
        "majorDimension": "ROWS",
        "values": [["apple", "40"]],
    }

    cleared = call(book, "post", "/values:batchClearByDataFilter", dataFilters=[by_key("apple")])
    assert cleared["clearedRanges"] == ["Sheet1!A4:Z4"]
    assert tab.get_all_values()[-1] == ["pear", "3"]


def test_marks_are_found_by_key_and_value_and_place(book):
    mark(book, 5, key="column", value="sku", **on_row(0))
    mark(book, 6, key="column", value="name", **on_row(1))
    mark(book, 7, key="owner", value="sku", spreadsheet=True)

    def ids(**lookup):
        found = call(
            book,
            "post",
            "/developerMetadata:search",
            dataFilters=[{"developerMetadataLookup": lookup}],
        )
        return [
            each["developerMetadata"]["metadataId"]
            for each in found.get("matchedDeveloperMetadata", [])
        ]

    assert ids(metadataKey="column") == [5, 6]
    assert ids(metadataValue="sku") == [5, 7]
    assert ids(locationType="SPREADSHEET") == [7]
    assert ids(metadataLocation=on_row(1)) == [6]
    assert ids(metadataKey="nothing") == []


def test_marks_can_be_changed_and_taken_away(book):
    mark(book, 5, key="batch", value="1", spreadsheet=True)

    changed, deleted = book.batch_update(
        {
            "requests": [
                {
                    "updateDeveloperMetadata": {
                        "dataFilters": [by_key("batch")],
                        "developerMetadata": {"metadataValue": "2"},
                        "fields": "metadataValue",
                    }
                },
                {"deleteDeveloperMetadata": {"dataFilter": by_key("batch")}},
            ]
        }
    )["replies"]

    (after,) = changed["updateDeveloperMetadata"]["developerMetadata"]
    assert after["metadataValue"] == "2"
    (gone,) = deleted["deleteDeveloperMetadata"]["deletedDeveloperMetadata"]
    assert gone["metadataId"] == 5


def test_there_is_room_for_thirty_thousand_characters_a_tab(book):
    mark(book, 5, key="k", value="x" * 29_999, sheetId=0)
    mark(book, 6, key="k", value="x" * 29_999, spreadsheet=True)

    with pytest.raises(gspread.exceptions.APIError, match="would exceed the allowed storage limit"):
        mark(book, 7, key="k", **on_row(3))


def test_marks_on_rows_and_columns_come_with_the_grid(book):
    mark(book, 5, key="sku", **on_row(1))

    found = book.fetch_sheet_metadata(
        {"fields": "sheets.data.rowMetadata.developerMetadata", "ranges": "A1:A2"}
    )

    rows = found["sheets"][0]["data"][0]["rowMetadata"]
    assert [len(each.get("developerMetadata", [])) for each in rows] == [0, 1]
