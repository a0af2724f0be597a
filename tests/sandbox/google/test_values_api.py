"""Plain values in and out, held against what Google does."""

import gspread
import pytest
from gspread.utils import ValueInputOption, ValueRenderOption


def test_text_is_kept_as_it_was_sent(tab):
    tab.update([["00123", "=1+1", "+4912", "TRUE"]], "A1")

    assert tab.get("A1:D1") == [["00123", "=1+1", "+4912", "TRUE"]]


def test_typing_eats_zeros_and_makes_formulas(tab):
    tab.update([["00123", "=1+1", "TRUE", "8085807e4"]], "A1", raw=False)

    unformatted = tab.get("A1:D1", value_render_option=ValueRenderOption.unformatted)
    assert unformatted == [[123, 2, True, 80858070000]]
    assert tab.get("B1", value_render_option=ValueRenderOption.formula) == [["=1+1"]]


def test_null_leaves_a_cell_alone_and_empty_text_blanks_it(tab):
    tab.update([["a", "b", "c"]], "A1")

    answer = tab.update([[None, "", "C"]], "A1")

    assert tab.get("A1:C1") == [["a", "", "C"]]
    assert answer["updatedCells"] == 2


def test_blank_cells_and_rows_at_the_end_are_left_out(tab):
    tab.update([["a", "", "c", ""], [], ["", "x"]], "A1")

    assert tab.spreadsheet.values_get("A1:D10") == {
        "range": "Sheet1!A1:D10",
        "majorDimension": "ROWS",
        "values": [["a", "", "c"], [], ["", "x"]],
    }


def test_a_blank_range_has_no_values_at_all(book):
    assert book.values_get("Sheet1") == {"range": "Sheet1!A1:Z1000", "majorDimension": "ROWS"}


def test_columns_come_as_columns(tab):
    tab.update([["a", 1], ["b"], ["c", 3]], "A1")

    answer = tab.spreadsheet.values_get("A1:B3", params={"majorDimension": "COLUMNS"})

    assert answer["values"] == [["a", "b", "c"], ["1", "", "3"]]


def test_columns_can_be_written_as_columns(tab):
    tab.update([["a", "b"], ["c"]], "A1", major_dimension="COLUMNS")

    assert tab.get_all_values() == [["a", "c"], ["b", ""]]


@pytest.mark.parametrize(
    ("asked", "named"),
    [
        ("Sheet1", "Sheet1!A1:Z1000"),
        ("A:A", "Sheet1!A1:A1000"),
        ("A5:B", "Sheet1!A5:B1000"),
        ("2:3", "Sheet1!A2:Z3"),
        ("'Sheet1'!B2", "Sheet1!B2"),
        ("A1:AZ2000", "Sheet1!A1:Z1000"),
        ("R2C2:R3C3", "Sheet1!B2:C3"),
    ],
)
def test_answers_name_the_range_as_it_lies_in_the_grid(book, asked, named):
    assert book.values_get(asked)["range"] == named


def test_a_range_outside_the_grid_is_refused(tab):
    tab.resize(1016, 26)

    with pytest.raises(gspread.exceptions.APIError) as refused:
        tab.get("A1017")

    assert refused.value.error["message"] == (
        "Range (Sheet1!A1017) exceeds grid limits. Max rows: 1016, max columns: 26"
    )


def test_a_write_past_the_grid_does_not_grow_it(tab):
    tab.resize(2, 2)

    with pytest.raises(gspread.exceptions.APIError, match="exceeds grid limits"):
        tab.update([["a"], ["b"], ["c"]], "A1")

    assert tab.get_all_values() == [[]]


def test_an_unknown_tab_does_not_parse(book):
    with pytest.raises(gspread.exceptions.APIError) as refused:
        book.values_get("Nowhere!A1")

    assert refused.value.error == {
        "code": 400,
        "message": "Unable to parse range: Nowhere!A1",
        "status": "INVALID_ARGUMENT",
    }


def test_values_beyond_the_range_told_are_refused(tab):
    with pytest.raises(gspread.exceptions.APIError) as refused:
        tab.update([["a"], ["b"]], "A1:B1")

    assert refused.value.error["message"] == (
        "Requested writing within range [Sheet1!A1:B1], but tried writing to row [2]"
    )


def test_a_value_that_is_no_list_is_refused(book):
    with pytest.raises(gspread.exceptions.APIError) as refused:
        book.values_update("A1", params={"valueInputOption": "RAW"}, body={"values": ["x"]})

    assert refused.value.error["message"] == (
        "Invalid value at 'data.values[0]' (type.googleapis.com/google.protobuf.ListValue), \"x\""
    )


def test_the_way_of_input_must_be_told(book):
    with pytest.raises(gspread.exceptions.APIError, match="'valueInputOption' is required"):
        book.values_update("A1", body={"values": [["x"]]})


@pytest.mark.parametrize(
    ("query", "message"),
    [
        (
            "colour=red",
            (
                'Invalid JSON payload received. Unknown name "colour": Cannot bind query parameter. '
                "Field 'colour' could not be found in request message."
            ),
        ),
        (
            "majorDimension=DIAGONAL",
            (
                "Invalid value at 'major_dimension' "
                '(type.googleapis.com/google.apps.sheets.v4.Dimension), "DIAGONAL"'
            ),
        ),
    ],
)
def test_a_parameter_that_says_nothing_to_google_is_refused(google_api, book, query, message):
    response = google_api.raw("GET", f"/v4/spreadsheets/{book.id}/values/A1?{query}")

    assert response.status_code == 400
    assert response.json()["error"]["message"] == message
    [details] = response.json()["error"]["details"]
    assert details["fieldViolations"][0]["description"] == message


def test_a_switch_is_yes_or_no(google_api, book):
    response = google_api.raw("GET", f"/v4/spreadsheets/{book.id}?includeGridData=perhaps")

    message = "Invalid value at 'include_grid_data' (TYPE_BOOL), \"perhaps\""
    assert response.json()["error"]["message"] == message


def test_the_way_of_input_left_unspecified_is_not_told(google_api, book):
    path = f"/v4/spreadsheets/{book.id}/values/A1"
    query = "valueInputOption=INPUT_VALUE_OPTION_UNSPECIFIED"
    response = google_api.raw("PUT", f"{path}?{query}", json={"values": [[1]]})

    told = "'valueInputOption' is required but not specified"
    assert response.json()["error"]["message"] == told


def test_a_slash_at_the_end_of_an_address_means_nothing(google_api, book):
    path = f"/v4/spreadsheets/{book.id}/"
    rename = {"updateSpreadsheetProperties": {"properties": {"title": "Bins"}, "fields": "title"}}

    renamed = google_api.raw("POST", f"{path}:batchUpdate", json={"requests": [rename]})
    read = google_api.raw("GET", path)

    assert renamed.status_code == 200
    assert read.json()["properties"]["title"] == "Bins"


def test_a_batch_of_values_is_written_as_a_whole_or_not_at_all(book, tab):
    with pytest.raises(gspread.exceptions.APIError, match=r"Invalid data\[1\]: Unable to parse"):
        book.values_batch_update(
            {
                "valueInputOption": "RAW",
                "data": [
                    {"range": "A1", "values": [["kept?"]]},
                    {"range": "Nowhere!A1", "values": [["x"]]},
                ],
            }
        )

    assert tab.get_all_values() == [[]]


def test_a_batch_tells_what_it_wrote_in_all(book):
    answer = book.values_batch_update(
        {
            "valueInputOption": "RAW",
            "includeValuesInResponse": True,
            "data": [
                {"range": "A1", "values": [["a", "b"]]},
                {"range": "C5:C6", "majorDimension": "COLUMNS", "values": [[1, 2]]},
            ],
        }
    )

    assert answer["totalUpdatedCells"] == 4
    assert answer["totalUpdatedRows"] == 3
    assert answer["totalUpdatedSheets"] == 1
    assert [each["updatedRange"] for each in answer["responses"]] == [
        "Sheet1!A1:B1",
        "Sheet1!C5:C6",
    ]
    assert answer["responses"][1]["updatedData"]["values"] == [["1"], ["2"]]


def test_a_cell_holds_fifty_thousand_characters_and_not_one_more(tab):
    tab.update([["x" * 50_000]], "A1")

    with pytest.raises(gspread.exceptions.APIError) as refused:
        tab.update([["x" * 50_001]], "A2")

    assert refused.value.error["message"] == (
        "Your input contains more than the maximum of 50000 characters in a single cell."
    )


def test_a_text_column_keeps_what_people_type(google_api, book, tab):
    tab.format("A:A", {"numberFormat": {"type": "TEXT"}})

    google_api.person(book.id, "types", range="A1", value="00123")
    google_api.person(book.id, "types", range="B1", value="00123")

    assert tab.get("A1:B1") == [["00123", "123"]]


def test_dates_are_days_since_1899(tab):
    tab.update([["2020-01-01"]], "A1", raw=False)

    assert tab.get("A1", value_render_option=ValueRenderOption.unformatted) == [[43831]]
    assert tab.get("A1") == [["2020-01-01"]]
    shown = tab.get(
        "A1",
        value_render_option=ValueRenderOption.unformatted,
        date_time_render_option="FORMATTED_STRING",
    )
    assert shown == [["2020-01-01"]]


def test_errors_read_as_their_text(tab):
    tab.update([["=1/0", "=NOSUCH(1)"]], "A1", raw=False)

    assert tab.get("A1:B1") == [["#DIV/0!", "#NAME?"]]


def test_formulas_follow_the_cells_they_read(google_api, book, tab):
    tab.update([[2, 3, "=SUM(A1:B1)"]], "A1", value_input_option=ValueInputOption.user_entered)
    assert tab.acell("C1").value == "5"

    google_api.person(book.id, "types", range="A1", value="40")

    assert tab.acell("C1").value == "43"


def test_clearing_takes_values_and_leaves_formats(tab):
    tab.update([["a", "b"]], "A1")
    tab.format("A1", {"textFormat": {"bold": True}})

    assert tab.batch_clear(["A1:A1"])["clearedRanges"] == ["Sheet1!A1"]

    assert tab.get("A1:B1") == [["", "b"]]
    grid = tab.spreadsheet.fetch_sheet_metadata({"includeGridData": "true", "ranges": "A1"})
    cell = grid["sheets"][0]["data"][0]["rowData"][0]["values"][0]
    assert cell["userEnteredFormat"] == {"textFormat": {"bold": True}}


def test_a_query_too_long_for_an_address_may_come_as_a_body(google_api, book, tab):
    tab.update([["MUG-BLU", 24]], "A1")

    response = google_api.raw(
        "POST",
        f"/v4/spreadsheets/{book.id}/values:batchGet",
        data={"ranges": ["A1", "B1"], "majorDimension": "ROWS"},
        headers={"X-HTTP-Method-Override": "GET"},
    )

    assert [each["values"] for each in response.json()["valueRanges"]] == [[["MUG-BLU"]], [["24"]]]


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", ":batchUpdate", {"requests": "all of them"}),
        ("POST", ":batchUpdate", {"requests": [{"addSheet": {"properties": ["x"]}}]}),
        ("POST", "/values:batchClear", {"ranges": True}),
        ("POST", "/values:batchUpdate", {"valueInputOption": "RAW", "data": "A1"}),
        ("PUT", "/values/A1?valueInputOption=RAW", {"range": {"a": 1}, "values": [[1]]}),
        ("PUT", "/values/A1?valueInputOption=SHOUTED", {"values": [[1]]}),
        ("POST", "/developerMetadata:search", {"dataFilters": [{"colour": "red"}]}),
        ("POST", "/sheets/first:copyTo", {}),
    ],
)
def test_nonsense_is_a_bad_request_and_never_a_server_error(google_api, book, method, path, body):
    response = google_api.raw(method, f"/v4/spreadsheets/{book.id}{path}", json=body)

    assert response.status_code == 400, response.text
    assert response.json()["error"]["status"] == "INVALID_ARGUMENT"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"{requests:", "Unexpected token.\n{requests:\n ^"),
        (b'{"requests":', "Unexpected end of string. Expected a value."),
        (b"\xff", "Invalid UTF-8 sequence."),
    ],
)
def test_where_a_body_stops_being_json_is_shown(google_api, book, content, message):
    response = google_api.raw("POST", f"/v4/spreadsheets/{book.id}:batchUpdate", data=content)

    expected = f"Invalid JSON payload received. {message}"
    assert response.json()["error"]["message"] == expected


def test_a_body_that_is_no_json_is_a_bad_request(google_api, book):
    path = f"/v4/spreadsheets/{book.id}:batchUpdate"

    response = google_api.raw("POST", path, data=b"{requests:")

    assert response.status_code == 400
    assert response.json()["error"]["message"].startswith("Invalid JSON payload received.")
