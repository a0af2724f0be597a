"""What lies on a tab beside its cells: rules, colours, filters, charts, protections."""

import gspread
import pytest

HEADER = {"startRowIndex": 0, "endRowIndex": 1, "startColumnIndex": 0, "endColumnIndex": 3}
BODY = {"startRowIndex": 1, "endRowIndex": 9, "startColumnIndex": 0, "endColumnIndex": 3}
LOW = {
    "ranges": [BODY],
    "booleanRule": {
        "condition": {"type": "CUSTOM_FORMULA", "values": [{"userEnteredValue": "=$B2<$C2"}]},
        "format": {"backgroundColor": {"red": 1}},
    },
}


def batch(book, *requests):
    return book.batch_update({"requests": list(requests)})["replies"]


def sheet(book, fields=None):
    params = {"fields": f"sheets.{fields}"} if fields else None
    return book.fetch_sheet_metadata(params)["sheets"][0]


def refused(book, *requests):
    with pytest.raises(gspread.exceptions.APIError) as refusal:
        batch(book, *requests)
    return refusal.value.error["message"]


def test_conditional_formats_are_an_ordered_list(book):
    late = LOW | {"ranges": [HEADER]}
    batch(
        book,
        {"addConditionalFormatRule": {"rule": LOW, "index": 0}},
        {"addConditionalFormatRule": {"rule": late, "index": 0}},
        {"updateConditionalFormatRule": {"sheetId": 0, "index": 1, "newIndex": 0}},
    )

    assert [each["ranges"][0] for each in sheet(book)["conditionalFormats"]] == [BODY, HEADER]
    style = sheet(book)["conditionalFormats"][0]["booleanRule"]["format"]["backgroundColorStyle"]
    assert style == {"rgbColor": {"red": 1}}
    (reply,) = batch(book, {"deleteConditionalFormatRule": {"sheetId": 0, "index": 0}})
    assert reply["deleteConditionalFormatRule"]["rule"]["ranges"] == [BODY]
    assert refused(book, {"deleteConditionalFormatRule": {"sheetId": 0, "index": 1}}) == (
        "Invalid requests[0].deleteConditionalFormatRule: No conditional format on sheet: 0 at "
        "index: 1"
    )


def test_a_condition_nobody_knows_is_refused(book):
    rule = LOW | {"booleanRule": {"condition": {"type": "IS_TUESDAY"}, "format": {}}}

    assert "IS_TUESDAY" in refused(book, {"addConditionalFormatRule": {"rule": rule, "index": 0}})


def test_bands_do_not_overlap(book):
    banding = {"bandedRangeId": 4, "range": BODY, "rowProperties": {"firstBandColor": {"green": 1}}}
    (reply,) = batch(book, {"addBanding": {"bandedRange": banding}})

    assert reply["addBanding"]["bandedRange"]["bandedRangeId"] == 4
    assert refused(book, {"addBanding": {"bandedRange": {"range": BODY}}}).endswith(
        "You cannot add alternating background colors to a range that already has alternating "
        "background colors."
    )
    batch(book, {"deleteBanding": {"bandedRangeId": 4}})
    assert "bandedRanges" not in sheet(book)


def test_filter_views_can_be_changed_copied_and_dropped(book):
    view = {"filterViewId": 8, "title": "Low", "range": BODY}
    _, _, copied = batch(
        book,
        {"addFilterView": {"filter": view}},
        {
            "updateFilterView": {
                "filter": {"filterViewId": 8, "title": "Late"},
                "fields": "title",
            }
        },
        {"duplicateFilterView": {"filterId": 8}},
    )

    assert copied["duplicateFilterView"]["filter"]["title"] == "Copy of Late"
    batch(book, {"deleteFilterView": {"filterId": 8}})
    assert [each["title"] for each in sheet(book)["filterViews"]] == ["Copy of Late"]


def test_a_colour_told_as_a_style_comes_back_in_both_spellings_and_no_third(book):
    style = {"rgbColor": {"red": 1}}
    format_ = {"backgroundColorStyle": style}
    cell = {"cell": {"userEnteredFormat": format_}, "fields": "userEnteredFormat"}

    batch(book, {"repeatCell": cell | {"range": {"endRowIndex": 1, "endColumnIndex": 1}}})

    mask = {"fields": "sheets.data.rowData.values.userEnteredFormat", "ranges": "A1"}
    [row] = book.fetch_sheet_metadata(mask)["sheets"][0]["data"][0]["rowData"]
    [shown] = row["values"]
    both = {"backgroundColor": {"red": 1}, "backgroundColorStyle": style}
    assert shown["userEnteredFormat"] == both


def test_a_border_round_a_chart_is_drawn_anew(book):
    chart = {"chartId": 12, "spec": {"title": "Stock", "pieChart": {}}}
    red = {"rgbColor": {"red": 1}}
    border = {"objectId": 12, "border": {"colorStyle": red}, "fields": "colorStyle"}

    batch(book, {"addChart": {"chart": chart}}, {"updateEmbeddedObjectBorder": border})

    (kept,) = sheet(book)["charts"]
    assert kept["border"]["colorStyle"] == red
    none = {"updateEmbeddedObjectBorder": border | {"objectId": 13}}
    assert refused(book, none).endswith("No embedded object with ID: 13")


def test_charts_keep_their_id_and_place(book):
    chart = {
        "chartId": 12,
        "spec": {"title": "Stock", "basicChart": {"chartType": "LINE"}},
        "position": {"overlayPosition": {"anchorCell": {"rowIndex": 3, "columnIndex": 1}}},
    }
    batch(
        book,
        {"addChart": {"chart": chart}},
        {"updateChartSpec": {"chartId": 12, "spec": {"title": "On hand", "pieChart": {}}}},
        {
            "updateEmbeddedObjectPosition": {
                "objectId": 12,
                "newPosition": {"overlayPosition": {"widthPixels": 300}},
                "fields": "widthPixels",
            }
        },
    )

    (kept,) = sheet(book)["charts"]
    assert kept["spec"] == {"title": "On hand", "pieChart": {}}
    assert kept["position"]["overlayPosition"]["widthPixels"] == 300
    assert kept["position"]["overlayPosition"]["anchorCell"] == {"rowIndex": 3, "columnIndex": 1}
    assert refused(book, {"addChart": {"chart": chart}}).startswith("Invalid requests[0].addChart:")
    batch(book, {"deleteEmbeddedObject": {"objectId": 12}})
    assert "charts" not in sheet(book)


def test_validation_lies_on_every_cell_and_can_be_lifted(book):
    rule = {"condition": {"type": "ONE_OF_LIST", "values": [{"userEnteredValue": "active"}]}}
    batch(book, {"setDataValidation": {"range": BODY, "rule": rule | {"strict": True}}})

    cells = sheet(book, "data.rowData.values.dataValidation")["data"][0]["rowData"]
    assert cells[1]["values"] == [{"dataValidation": rule | {"strict": True}}] * 3

    batch(book, {"setDataValidation": {"range": BODY}})
    assert sheet(book, "data.rowData.values.dataValidation") == {"data": [{}]}


def test_validation_does_not_stop_the_api(book, tab):
    rule = {"condition": {"type": "NUMBER_GREATER", "values": [{"userEnteredValue": "0"}]}}
    batch(book, {"setDataValidation": {"range": BODY, "rule": rule | {"strict": True}}})

    tab.update([["abc"]], "A2")

    assert tab.get("A2") == [["abc"]]


def test_borders_lie_round_and_between_cells(book):
    line = {"style": "SOLID", "width": 1}
    area = {"startRowIndex": 0, "endRowIndex": 2, "startColumnIndex": 0, "endColumnIndex": 2}
    batch(book, {"updateBorders": {"range": area, "top": line, "innerVertical": line}})

    rows = sheet(book, "data.rowData.values.userEnteredFormat.borders")["data"][0]["rowData"]
    sides = [
        [sorted(cell["userEnteredFormat"]["borders"]) for cell in row["values"]] for row in rows
    ]
    assert sides == [[["right", "top"], ["left", "top"]], [["right"], ["left"]]]


def test_a_protection_can_follow_a_named_range(google_api, book, tab):
    google_api.control("POST", f"/spreadsheets/{book.id}/share", email="mia@example.com")
    batch(
        book,
        {"addNamedRange": {"namedRange": {"namedRangeId": "n1", "name": "ledger", "range": BODY}}},
        {"addProtectedRange": {"protectedRange": {"protectedRangeId": 6, "namedRangeId": "n1"}}},
        {
            "updateProtectedRange": {
                "protectedRange": {"protectedRangeId": 6, "description": "the bot's"},
                "fields": "description",
            }
        },
    )

    (kept,) = sheet(book)["protectedRanges"]
    assert (kept["description"], kept["namedRangeId"]) == ("the bot's", "n1")
    assert kept["requestingUserCanEdit"]


@pytest.mark.parametrize(
    ("name", "words"),
    [("B2", "is not a valid name"), ("two words", "is not a valid name"), ("ledger", "exists")],
)
def test_names_must_be_names_and_new(book, name, words):
    batch(book, {"addNamedRange": {"namedRange": {"name": "Ledger", "range": BODY}}})

    request = {"addNamedRange": {"namedRange": {"name": name, "range": BODY}}}

    assert words in refused(book, request)


def test_groups_nest_and_fold(book):
    span = {"sheetId": 0, "dimension": "ROWS", "startIndex": 2, "endIndex": 8}
    inner = span | {"startIndex": 4, "endIndex": 6}
    batch(
        book,
        {"addDimensionGroup": {"range": span}},
        {"addDimensionGroup": {"range": inner}},
        {
            "updateDimensionGroup": {
                "dimensionGroup": {"range": inner, "depth": 2, "collapsed": True},
                "fields": "collapsed",
            }
        },
    )

    shown = [(each["depth"], each.get("collapsed", False)) for each in sheet(book)["rowGroups"]]
    assert shown == [(1, False), (2, True)]
    batch(book, {"deleteDimensionGroup": {"range": inner}})
    assert len(sheet(book)["rowGroups"]) == 1


def test_cells_can_be_shifted_aside_and_back(book, tab):
    tab.update([["a", "b"], ["c", "d"]], "A1")
    cell = {"startRowIndex": 0, "endRowIndex": 1, "startColumnIndex": 0, "endColumnIndex": 1}

    batch(book, {"insertRange": {"range": cell, "shiftDimension": "ROWS"}})
    assert tab.get_all_values() == [["", "b"], ["a", "d"], ["c", ""]]

    batch(book, {"deleteRange": {"range": cell, "shiftDimension": "ROWS"}})
    assert tab.get_all_values() == [["a", "b"], ["c", "d"]]

    batch(book, {"deleteRange": {"range": cell, "shiftDimension": "COLUMNS"}})
    assert tab.get_all_values() == [["b", ""], ["c", "d"]]


def test_hidden_rows_and_wide_columns_are_remembered(book, tab):
    tab.hide_rows(1, 2)
    batch(
        book,
        {
            "updateDimensionProperties": {
                "range": {"dimension": "COLUMNS", "startIndex": 0, "endIndex": 1},
                "properties": {"pixelSize": 240},
                "fields": "pixelSize",
            }
        },
    )

    (data,) = sheet(book, "data(rowMetadata,columnMetadata)")["data"]
    assert data["rowMetadata"][:2] == [{"pixelSize": 21}, {"pixelSize": 21, "hiddenByUser": True}]
    assert [each["pixelSize"] for each in data["columnMetadata"][:2]] == [240, 100]


def test_a_spreadsheet_can_be_made_with_tabs_and_cells(google_api):
    response = google_api.raw(
        "POST",
        "/v4/spreadsheets",
        json={
            "properties": {"title": "Warehouse", "locale": "de_DE"},
            "sheets": [
                {
                    "properties": {"title": "Items", "sheetId": 5},
                    "data": [
                        {
                            "startRow": 1,
                            "rowData": [{"values": [{"userEnteredValue": {"numberValue": 1.5}}]}],
                        }
                    ],
                }
            ],
        },
    )

    made = response.json()
    assert made["sheets"][0]["properties"]["title"] == "Items"
    book = google_api.client().open_by_key(made["spreadsheetId"])
    assert book.get_worksheet_by_id(5).get("A2") == [["1,5"]]
