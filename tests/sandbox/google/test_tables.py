"""Tables: named ranges of typed columns, and rows appended to them."""

import gspread
import pytest

PLACE = {"startRowIndex": 1, "endRowIndex": 4, "startColumnIndex": 1, "endColumnIndex": 3}
COLUMNS = [
    {"columnIndex": 0, "columnName": "SKU", "columnType": "TEXT"},
    {"columnIndex": 1, "columnName": "Checked", "columnType": "BOOLEAN"},
]


def sent(book, kind, **content):
    """One request of a batch; its reply."""
    return book.batch_update({"requests": [{kind: content}]})["replies"][0].get(kind)


def shown(book):
    sheet = book.fetch_sheet_metadata({"fields": "sheets.tables"})["sheets"][0]
    return sheet.get("tables", [])


@pytest.fixture
def counted(book):
    table = {"tableId": "counted", "name": "Counted", "range": PLACE, "columnProperties": COLUMNS}
    return sent(book, "addTable", table=table)["table"]


def rows_of(*skus):
    return [{"values": [{"userEnteredValue": {"stringValue": sku}}]} for sku in skus]


def append(book, *skus):
    rows = rows_of(*skus)
    sent(book, "appendCells", tableId="counted", rows=rows, fields="userEnteredValue")


def test_a_table_names_its_columns_and_fills_its_checkboxes(book, tab, counted):
    assert [each["columnName"] for each in counted["columnProperties"]] == ["SKU", "Checked"]
    assert tab.get("B2:C4") == [["SKU", "Checked"], ["", "FALSE"], ["", "FALSE"]]
    assert [each["name"] for each in shown(book)] == ["Counted"]


def test_a_table_takes_its_names_from_the_cells_where_none_are_told(book, tab):
    tab.update([["SKU", ""]], "B2")

    made = sent(book, "addTable", table={"range": PLACE})["table"]

    assert made["name"] == "Table1"
    assert [each["columnName"] for each in made["columnProperties"]] == ["SKU", "Column 2"]
    assert tab.get("B2:C2") == [["SKU", "Column 2"]]


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ({"name": "counted", "range": PLACE | {"startRowIndex": 9, "endRowIndex": 11}}, "already"),
        ({"name": "Other", "range": PLACE}, "over another table"),
        (
            {
                "name": "Other",
                "range": {"endRowIndex": 1, "endColumnIndex": 1},
                "columnProperties": [{"columnType": "DROPDOWN"}],
            },
            "must have a ONE_OF_LIST",
        ),
    ],
)
def test_a_table_that_cannot_be_is_refused(book, counted, table, message):
    with pytest.raises(gspread.exceptions.APIError, match=message):
        sent(book, "addTable", table=table)


def test_rows_go_into_a_table_and_push_down_what_lies_below(book, tab):
    table = {"tableId": "counted", "range": PLACE, "columnProperties": COLUMNS[:1]}
    sent(book, "addTable", table=table)
    tab.update([["below"]], "B5")

    append(book, "MUG-BLU")
    append(book, "TEE", "CAP")

    assert tab.get("B2:B7") == [["SKU"], ["MUG-BLU"], ["TEE"], ["CAP"], ["below"]]
    assert shown(book)[0]["range"]["endRowIndex"] == 5


def test_an_update_replaces_the_whole_list_of_columns(book, tab, counted):
    changed = {
        "tableId": "counted",
        "name": "Recounted",
        "columnProperties": [{"columnName": "Item"}],
    }

    sent(book, "updateTable", table=changed, fields="name,columnProperties")

    [table] = shown(book)
    assert table["name"] == "Recounted"
    assert [each.get("columnType") for each in table["columnProperties"]] == [None, None]
    assert tab.acell("B2").value == "Item"


def test_a_deleted_table_takes_its_content_along(book, tab, counted):
    append(book, "MUG-BLU")

    sent(book, "deleteTable", tableId="counted")

    assert shown(book) == []
    assert tab.get("A1:D9") == [[]]
    with pytest.raises(gspread.exceptions.APIError, match="No table with id: counted"):
        append(book, "TEE")


def test_a_copied_tab_has_tables_of_its_own(book, tab, counted):
    tab.duplicate(new_sheet_name="Copy")

    sheets = book.fetch_sheet_metadata({"fields": "sheets.tables(tableId,name)"})["sheets"]
    ids = [table["tableId"] for sheet in sheets for table in sheet["tables"]]
    assert len(ids) == len(set(ids)) == 2
