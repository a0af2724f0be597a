"""Partial answers: a `fields` mask is held against what the answer has before anything is done."""

import pytest


def test_a_mask_cuts_an_answer_down_to_what_it_names(google_api):
    book = google_api.new_spreadsheet("Stock")

    answer = google_api.raw(
        "GET", f"/v4/spreadsheets/{book}?fields=properties.title,sheets(properties(sheetId,title))"
    )

    assert answer.json() == {
        "properties": {"title": "Stock"},
        "sheets": [{"properties": {"sheetId": 0, "title": "Sheet1"}}],
    }


@pytest.mark.parametrize("path", ["propertiez", "properties.titel", "sheets.data.rows", "title("])
def test_a_mask_that_names_nothing_there_is_refused_in_sheets_own_shape(google_api, path):
    book = google_api.new_spreadsheet("Stock")

    answer = google_api.raw("GET", f"/v4/spreadsheets/{book}?fields={path}")

    assert answer.status_code == 400
    assert answer.json() == {
        "error": {
            "code": 400,
            "message": "Request contains an invalid argument.",
            "status": "INVALID_ARGUMENT",
            "details": [
                {
                    "@type": "type.googleapis.com/google.rpc.BadRequest",
                    "fieldViolations": [
                        {
                            "field": path,
                            "description": "Error expanding 'fields' parameter. "
                            f"Cannot find matching fields for path '{path}'.",
                        }
                    ],
                }
            ],
        }
    }


def test_drive_refuses_a_mask_in_its_own_shape(google_api):
    book = google_api.new_spreadsheet("Stock")

    answer = google_api.raw("GET", f"/drive/v3/files/{book}?fields=id,colour")

    assert answer.status_code == 400
    assert answer.json()["error"]["message"] == "Invalid field selection colour"
    assert answer.json()["error"]["errors"][0]["reason"] == "invalidParameter"


def test_a_write_with_a_bad_mask_writes_nothing(google_api):
    book = google_api.new_spreadsheet("Stock")
    path = f"/v4/spreadsheets/{book}/values/A1"

    refused = google_api.raw(
        "PUT",
        f"{path}?valueInputOption=RAW&fields=updatedRangs",
        json={"values": [["MUG-BLU"]]},
    )

    assert refused.status_code == 400
    assert "values" not in google_api.raw("GET", path).json()
