"""spreadsheets.batchUpdate: all or nothing, answered one by one, refused in Google's words."""

import gspread
import pytest

LEDGER = 7


def text(value):
    return {"userEnteredValue": {"stringValue": value}}


def row(*values):
    return {"values": [text(each) for each in values]}


def write(sheet_id, row_index, *rows, column=0):
    return {
        "updateCells": {
            "start": {"sheetId": sheet_id, "rowIndex": row_index, "columnIndex": column},
            "fields": "userEnteredValue",
            "rows": list(rows),
        }
    }


def mark(number, **location):
    return {
        "createDeveloperMetadata": {
            "developerMetadata": {
                "metadataId": number,
                "metadataKey": "batch",
                "metadataValue": str(number),
                "location": location or {"spreadsheet": True},
                "visibility": "DOCUMENT",
            }
        }
    }


def refused(book, *requests):
    """The words with which a batch is refused."""
    with pytest.raises(gspread.exceptions.APIError) as refusal:
        book.batch_update({"requests": list(requests)})
    return refusal.value.error["message"]


@pytest.fixture
def ledger(book):
    book.batch_update(
        {
            "requests": [
                {
                    "addSheet": {
                        "properties": {
                            "sheetId": LEDGER,
                            "title": "Ledger",
                            "gridProperties": {"rowCount": 10, "columnCount": 4},
                        }
                    }
                }
            ]
        }
    )
    return book.worksheet("Ledger")


def test_one_bad_request_undoes_the_whole_batch(book, ledger):
    message = refused(
        book,
        write(LEDGER, 0, row("MUG-BLU")),
        write(0, 0, row("24")),
        {"addSheet": {"properties": {"title": "Ledger"}}},
    )

    assert message == (
        'Invalid requests[2].addSheet: A sheet with the name "Ledger" already exists. '
        "Please enter another name."
    )
    assert ledger.get_all_values() == [[]]
    assert book.sheet1.get_all_values() == [[]]


def test_every_request_gets_its_reply(book, ledger):
    answer = book.batch_update(
        {"requests": [write(LEDGER, 0, row("a")), mark(3), write(LEDGER, 1, row("b"))]}
    )

    assert answer["replies"][0] == answer["replies"][2] == {}
    assert answer["replies"][1]["createDeveloperMetadata"]["developerMetadata"]["metadataId"] == 3


def test_a_batch_sent_twice_is_refused_by_its_mark(book, ledger):
    batch = [write(LEDGER, 0, row("MUG-BLU")), mark(41)]
    book.batch_update({"requests": batch})

    assert refused(book, write(LEDGER, 1, row("again")), *batch).startswith(
        "Invalid requests[2].createDeveloperMetadata:"
    )
    assert ledger.get_all_values() == [["MUG-BLU"]]


def test_the_answer_can_bring_back_the_cells(book, ledger):
    answer = book.batch_update(
        {
            "requests": [write(LEDGER, 1, row("MUG-BLU", "A-01"))],
            "includeSpreadsheetInResponse": True,
            "responseRanges": ["Ledger!A2:B2"],
            "responseIncludeGridData": True,
        }
    )

    (sheet,) = answer["updatedSpreadsheet"]["sheets"]
    assert sheet["properties"]["title"] == "Ledger"
    (data,) = sheet["data"]
    assert data["startRow"] == 1
    values = [cell["effectiveValue"] for cell in data["rowData"][0]["values"]]
    assert values == [{"stringValue": "MUG-BLU"}, {"stringValue": "A-01"}]


def test_update_cells_over_a_range_blanks_what_is_not_sent(book, ledger):
    ledger.update([["a", "b"], ["c", "d"]], "A1")

    book.batch_update(
        {
            "requests": [
                {
                    "updateCells": {
                        "range": {"sheetId": LEDGER, "endRowIndex": 2, "endColumnIndex": 2},
                        "fields": "userEnteredValue",
                        "rows": [row("A")],
                    }
                }
            ]
        }
    )

    assert ledger.get_all_values() == [["A"]]


def test_appended_cells_go_under_the_last_row_and_grow_the_grid(book, ledger):
    ledger.update([["last"]], "B10")

    book.batch_update(
        {
            "requests": [
                {
                    "appendCells": {
                        "sheetId": LEDGER,
                        "fields": "userEnteredValue",
                        "rows": [row("new")],
                    }
                }
            ]
        }
    )

    assert book.worksheet("Ledger").row_count == 11
    assert ledger.acell("A11").value == "new"


@pytest.mark.parametrize(
    ("request_", "message"),
    [
        (
            {"deleteSheet": {"sheetId": 99}},
            "Invalid requests[0].deleteSheet: No grid with id: 99",
        ),
        (
            {"addSheets": {}},
            (
                "Invalid JSON payload received. Unknown name \"addSheets\" at 'requests[0]': "
                "Cannot find field."
            ),
        ),
        (
            {"addSheet": {"property": {}}},
            (
                'Invalid JSON payload received. Unknown name "property" at '
                "'requests[0].add_sheet': Cannot find field."
            ),
        ),
        (
            {"updateCells": {"start": {"sheetId": 0}, "rows": []}},
            (
                "Invalid requests[0].updateCells: At least one field must be listed in 'fields'. "
                "(Use '*' to indicate all fields.)"
            ),
        ),
        (
            write(0, 1000, row("x")),
            (
                "Invalid requests[0].updateCells: GridCoordinate.rowIndex[1000] is after last row in "
                "grid[1000]"
            ),
        ),
        (
            {
                "updateSheetProperties": {
                    "properties": {"sheetId": 0, "hidden": True},
                    "fields": "hidden",
                }
            },
            (
                "Invalid requests[0].updateSheetProperties: You can't hide all the sheets in a "
                "document."
            ),
        ),
        (
            {"deleteSheet": {"sheetId": 0}},
            "Invalid requests[0].deleteSheet: You can't remove all the sheets in a document.",
        ),
        (
            {
                "updateSheetProperties": {
                    "properties": {"sheetId": 0, "gridProperties": {"rowCount": 500_000}},
                    "fields": "gridProperties.rowCount",
                }
            },
            (
                "Invalid requests[0].updateSheetProperties: This action would increase the number of "
                "cells in the workbook above the limit of 10000000 cells."
            ),
        ),
        (
            mark(0),
            (
                "Invalid requests[0].createDeveloperMetadata: Developer metadata ID must be greater "
                "than 0."
            ),
        ),
    ],
)
def test_refusals_are_worded_as_googles(book, request_, message):
    assert refused(book, request_) == message


def test_an_empty_batch_is_refused(book):
    assert refused(book) == "Must specify at least one request."


def test_numbers_and_switches_may_come_as_text(book, tab):
    values = [
        {"userEnteredValue": {"numberValue": "24"}},
        {"userEnteredValue": {"boolValue": "true"}},
    ]
    cells = {"rows": [{"values": values}], "fields": "userEnteredValue", "start": {}}

    book.batch_update({"requests": [{"updateCells": cells}]})

    assert tab.get("A1:B1", value_render_option="UNFORMATTED_VALUE") == [[24, True]]


def test_requests_may_lack_brackets_or_have_too_many(book, tab):
    one = {"updateSheetProperties": {"properties": {"hidden": False}, "fields": "hidden"}}

    assert len(book.batch_update({"requests": one})["replies"]) == 1
    assert len(book.batch_update({"requests": [[one], [[one], one]]})["replies"]) == 3


def test_a_range_beyond_the_grid_is_named_as_it_was_asked_for(book, tab):
    beyond = {"startRowIndex": 1004, "endRowIndex": 1006, "endColumnIndex": 2}

    with pytest.raises(
        gspread.exceptions.APIError, match=r"Range \(Sheet1!A1005:B1006\) exceeds grid limits"
    ):
        book.batch_update(
            {"requests": [{"mergeCells": {"range": beyond, "mergeType": "MERGE_ALL"}}]}
        )


def test_what_the_stand_in_cannot_do_names_itself(book):
    with pytest.raises(gspread.exceptions.APIError) as refusal:
        book.batch_update({"requests": [{"addDataSource": {"dataSource": {}}}]})

    assert refusal.value.error == {
        "code": 501,
        "message": "The stand-in does not implement requests[0].addDataSource.",
        "status": "UNIMPLEMENTED",
    }


def test_a_format_over_a_column_is_seen_in_every_cell_of_it(book, tab):
    tab.update([["a"], ["b"]], "B1")
    tab.format("B:B", {"numberFormat": {"type": "TEXT"}, "textFormat": {"bold": True}})

    fields = "sheets.data.rowData.values.userEnteredFormat.textFormat"
    found = book.fetch_sheet_metadata({"fields": fields, "ranges": "B1:B2"})

    bold = {"userEnteredFormat": {"textFormat": {"bold": True}}}
    assert found == {"sheets": [{"data": [{"rowData": [{"values": [bold]}, {"values": [bold]}]}]}]}


def test_sorting_puts_numbers_before_text_and_blanks_last(tab):
    tab.update([["b"], [""], [10], ["a"], [9]], "A1")

    tab.sort((1, "asc"), range="A1:A5")
    assert [cell.value for cell in tab.range("A1:A5")] == ["9", "10", "a", "b", ""]

    tab.sort((1, "des"), range="A1:A5")
    assert [cell.value for cell in tab.range("A1:A5")] == ["b", "a", "10", "9", ""]


def test_merged_cells_keep_the_first_value(tab):
    tab.update([["a", "b"], ["c", "d"]], "A1")

    tab.merge_cells("A1:B2")

    assert tab.get_all_values() == [["a"]]
    with pytest.raises(gspread.exceptions.APIError, match="You must select all cells"):
        tab.unmerge_cells("A1:A2")


def test_formulas_count_relatively_when_they_are_copied(tab):
    tab.update([[1, 2, "=A1+$B$1"], [3, 4, ""]], "A1", raw=False)

    tab.copy_range("C1", "C2")

    assert tab.acell("C2", value_render_option="FORMULA").value == "=A2+$B$1"
    assert tab.acell("C2").value == "5"


def test_find_and_replace_tells_what_it_changed(book, tab):
    tab.update([["MUG-BLU", "MUG-RED"], ["TEE-BLK", 100]], "A1")

    answer = book.batch_update(
        {"requests": [{"findReplace": {"find": "mug", "replacement": "CUP", "allSheets": True}}]}
    )

    assert answer["replies"][0]["findReplace"] == {
        "valuesChanged": 2,
        "rowsChanged": 1,
        "sheetsChanged": 1,
        "occurrencesChanged": 2,
    }
    assert tab.row_values(1) == ["CUP-BLU", "CUP-RED"]


@pytest.mark.parametrize(
    ("request_", "name", "at"),
    [
        (
            {
                "updateCells": {
                    "start": {"sheetId": 0},
                    "fields": "*",
                    "rows": [{}, {"values": [{}, {"userEnteredValue": {"textValue": "x"}}]}],
                }
            },
            "textValue",
            "requests[0].update_cells.rows[1].values[1].user_entered_value",
        ),
        (
            {"deleteDimension": {"range": {"sheetId": 0, "startRowIndex": 3}}},
            "startRowIndex",
            "requests[0].delete_dimension.range",
        ),
    ],
)
def test_a_misspelt_member_is_refused_wherever_it_stands(book, request_, name, at):
    with pytest.raises(gspread.exceptions.APIError) as refusal:
        book.batch_update({"requests": [request_]})

    text = f"Invalid JSON payload received. Unknown name \"{name}\" at '{at}': Cannot find field."
    error = refusal.value.error
    assert error["message"] == text
    assert error["details"][0]["fieldViolations"] == [{"field": at, "description": text}]


def linked(value, uri, start=0):
    return text(value) | {
        "textFormatRuns": [{"startIndex": start, "format": {"link": {"uri": uri}}}]
    }


def write_linked(*cells):
    asked = write(LEDGER, 0, {"values": list(cells)})
    asked["updateCells"]["fields"] = "userEnteredValue,textFormatRuns"
    return asked


def runs_of(book):
    fields = "sheets(properties.sheetId,data.rowData.values.textFormatRuns)"
    sheets = book.fetch_sheet_metadata({"fields": fields, "includeGridData": True})["sheets"]
    data = next(s["data"] for s in sheets if s["properties"]["sheetId"] == LEDGER)
    rows = data[0].get("rowData", [{}])
    return [cell.get("textFormatRuns") for cell in rows[0].get("values", [])]


def test_a_link_stays_until_its_text_is_written_anew(ledger, book):
    book.batch_update({"requests": [write_linked(linked("SO-7", "#gid=116&range=A8"))]})

    [[run]] = runs_of(book)
    assert run["format"]["link"]["uri"] == "#gid=116&range=A8"

    book.batch_update({"requests": [write(LEDGER, 0, row("SO-7"))]})
    assert [each for each in runs_of(book) if each] == []


def test_runs_can_be_named_member_by_member_and_repeated(book, tab):
    tab.update([["plain", "bold"]], "A1")
    runs = [{"startIndex": 1, "format": {"bold": True}}]
    request = {
        "range": {"startRowIndex": 0, "endRowIndex": 1, "startColumnIndex": 1, "endColumnIndex": 2},
        "cell": {"textFormatRuns": runs},
        "fields": "textFormatRuns.startIndex,textFormatRuns.format",
    }

    book.batch_update({"requests": {"repeatCell": request}})

    params = {"fields": "sheets.data.rowData.values.textFormatRuns", "ranges": "A1:B1"}
    [row] = book.fetch_sheet_metadata(params)["sheets"][0]["data"][0]["rowData"]
    assert row["values"] == [{}, {"textFormatRuns": runs}]


def test_runs_are_for_texts_and_begin_within_them(ledger, book):
    number = {"userEnteredValue": {"numberValue": 7}}
    runs = linked("", "https://example.com")["textFormatRuns"]

    assert "string value" in refused(book, write_linked(number | {"textFormatRuns": runs}))
    assert "within the text" in refused(book, write_linked(linked("SO-7", "#gid=1", start=4)))
