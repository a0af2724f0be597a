"""Every public method of gspread, unpatched, against the stand-in over HTTP.

Each test names what it covers; the first one fails when gspread has a public name that no test
covers, or when a test claims a name that it does not use.
"""

import inspect
import re

import gspread
import pytest
from gspread import utils

STOCK = [["Item", "On hand", "Bin"], ["MUG-BLU", 24, "A-01"], ["MUG-RED", 12, "A-02"]]
SHOWN = [["Item", "On hand", "Bin"], ["MUG-BLU", "24", "A-01"], ["MUG-RED", "12", "A-02"]]
COVERED = {}


def covers(*names):
    """Note which public names of gspread a test stands for."""

    def noted(test):
        COVERED.update(dict.fromkeys(names, test))
        return test

    return noted


def public_names(*classes):
    return {
        f"{each.__name__}.{name}"
        for each in classes
        for name in dir(each)
        if not name.startswith("_")
    }


def test_every_public_name_of_gspread_has_a_test_that_uses_it():
    names = public_names(gspread.Client, gspread.Spreadsheet, gspread.Worksheet, gspread.Cell)
    unused = {
        name for name, test in COVERED.items() if name.split(".")[1] not in inspect.getsource(test)
    }

    assert names - set(COVERED) == set()
    assert unused == set()


@pytest.fixture
def client(google_api):
    return google_api.client()


@pytest.fixture
def file_id(google_api):
    return google_api.new_spreadsheet("Warehouse")


@pytest.fixture
def book(client, file_id):
    return client.open_by_key(file_id)


@pytest.fixture
def sheet(book):
    """The first tab, with a header and two items."""
    sheet = book.sheet1
    sheet.update(STOCK)
    return sheet


# Files, through the client.


@covers("Client.open_by_key", "Client.open_by_url", "Spreadsheet.id", "Spreadsheet.url")
def test_a_spreadsheet_opens_by_its_key_and_by_its_address(client, file_id):
    book = client.open_by_key(file_id)

    assert book.id == file_id
    assert client.open_by_url(book.url).id == file_id


def test_a_spreadsheet_that_is_not_there_is_not_found(client):
    with pytest.raises(gspread.SpreadsheetNotFound):
        client.open_by_key("nothing-has-this-key")


def test_a_spreadsheet_that_is_not_shared_is_refused(client, google_api):
    private = google_api.new_spreadsheet("Private", share_with=None)

    with pytest.raises(PermissionError):
        client.open_by_key(private)


@covers("Client.create", "Client.open", "Client.openall", "Client.list_spreadsheet_files")
def test_a_created_spreadsheet_is_listed_and_opened_by_its_title(client):
    made = client.create("Spring count")

    assert client.open("Spring count").id == made.id
    assert [book.id for book in client.openall("Spring count")] == [made.id]
    (listed,) = client.list_spreadsheet_files("Spring count")
    assert (listed["id"], listed["name"]) == (made.id, "Spring count")
    with pytest.raises(gspread.SpreadsheetNotFound):
        client.open("Autumn count")


@covers("Client.del_spreadsheet")
def test_a_deleted_spreadsheet_is_gone(client):
    made = client.create("Short-lived")

    client.del_spreadsheet(made.id)

    with pytest.raises(gspread.SpreadsheetNotFound):
        client.open_by_key(made.id)


@covers("Client.copy")
def test_a_copy_has_the_cells_of_the_original(client):
    original = client.create("Original")
    original.sheet1.update(STOCK)

    copy = client.copy(original.id, title="The copy", copy_comments=True)

    assert copy.title == "The copy"
    assert copy.id != original.id
    assert copy.sheet1.get_all_values() == SHOWN


def test_copying_permissions_is_refused_as_google_refuses_it(client, file_id):
    """gspread hands on the owner's permission as well, without the parameter that this takes."""
    with pytest.raises(gspread.exceptions.APIError) as refusal:
        client.copy(file_id, copy_permissions=True)

    assert refusal.value.code == 403
    assert refusal.value.error["message"] == (
        "The transferOwnership parameter must be enabled when the permission role is 'owner'."
    )


@covers("Client.export", "Spreadsheet.export")
def test_a_spreadsheet_is_exported_as_csv_tsv_and_xlsx(client, book, sheet):
    csv = b"Item,On hand,Bin\r\nMUG-BLU,24,A-01\r\nMUG-RED,12,A-02"
    assert client.export(book.id, utils.ExportFormat.CSV) == csv
    assert book.export(utils.ExportFormat.TSV) == csv.replace(b",", b"\t")
    assert book.export(utils.ExportFormat.EXCEL)[:2] == b"PK"
    assert sheet.row_count == 1000


@covers("Client.import_csv")
def test_an_imported_csv_replaces_the_first_tab(client, book):
    client.import_csv(book.id, "Item,On hand\nMUG-BLU,24\n")

    assert book.sheet1.get_all_values() == [["Item", "On hand"], ["MUG-BLU", "24"]]


@covers("Client.get_file_drive_metadata", "Spreadsheet.update_drive_metadata")
@covers("Spreadsheet.creationTime", "Spreadsheet.lastUpdateTime", "Spreadsheet.get_lastUpdateTime")
def test_drive_tells_when_a_file_was_made_and_changed(client, book):
    facts = client.get_file_drive_metadata(book.id)
    book.update_drive_metadata()

    assert facts["name"] == "Warehouse"
    assert book.creationTime == facts["createdTime"]
    with pytest.deprecated_call():
        assert book.lastUpdateTime == facts["modifiedTime"]
    assert book.get_lastUpdateTime() >= book.creationTime


@covers("Client.insert_permission", "Client.list_permissions", "Client.remove_permission")
def test_permissions_are_given_listed_and_taken(client):
    made = client.create("Shared")
    client.insert_permission(
        made.id, "marta@example.com", perm_type="user", role="reader", notify=False
    )

    (given,) = [
        each
        for each in client.list_permissions(made.id)
        if each.get("emailAddress") == "marta@example.com"
    ]
    assert (given["type"], given["role"]) == ("user", "reader")
    client.remove_permission(made.id, given["id"])
    assert "marta@example.com" not in str(client.list_permissions(made.id))


@covers("Spreadsheet.share", "Spreadsheet.list_permissions", "Spreadsheet.remove_permissions")
def test_a_spreadsheet_is_shared_and_unshared(client):
    made = client.create("Shared")
    made.share("marta@example.com", perm_type="user", role="writer", notify=False)
    shared = {each.get("emailAddress"): each["role"] for each in made.list_permissions()}

    removed = made.remove_permissions("marta@example.com")

    assert shared["marta@example.com"] == "writer"
    assert len(removed) == 1
    assert made.remove_permissions("marta@example.com") == []


@covers("Spreadsheet.transfer_ownership", "Spreadsheet.accept_ownership")
def test_ownership_is_offered_and_taken(client):
    made = client.create("Handed over")
    made.share("olga@example.com", perm_type="user", role="writer", notify=False)
    (olga,) = [e for e in made.list_permissions() if e.get("emailAddress") == "olga@example.com"]

    assert made.transfer_ownership(olga["id"]).status_code == 200
    assert made.accept_ownership(olga["id"]).status_code == 200


@covers("Client.set_timeout", "Client.expiry")
def test_a_client_knows_its_timeout_and_when_its_token_ends(client, book):
    client.set_timeout((5, 60))

    assert book.sheet1.title == "Sheet1"
    assert client.http_client.timeout == (5, 60)
    assert client.expiry is not None


# Tabs and properties of a spreadsheet.


@covers("Spreadsheet.title", "Spreadsheet.locale", "Spreadsheet.timezone")
@covers("Spreadsheet.update_title", "Spreadsheet.update_locale", "Spreadsheet.update_timezone")
def test_a_spreadsheets_own_properties_are_changed(client, book):
    assert (book.title, book.locale, book.timezone) == ("Warehouse", "en_US", "Etc/GMT")

    book.update_title("Lager")
    book.update_locale("de_DE")
    book.update_timezone("Europe/Berlin")

    again = client.open_by_key(book.id)
    assert (again.title, again.locale, again.timezone) == ("Lager", "de_DE", "Europe/Berlin")


@covers("Spreadsheet.add_worksheet", "Spreadsheet.worksheet", "Spreadsheet.worksheets")
@covers("Spreadsheet.get_worksheet", "Spreadsheet.get_worksheet_by_id", "Spreadsheet.sheet1")
def test_a_tab_is_added_and_found_by_title_place_and_id(book):
    added = book.add_worksheet("Ledger", rows=50, cols=8, index=0)

    assert book.worksheet("Ledger").id == added.id
    assert [each.title for each in book.worksheets()] == ["Ledger", "Sheet1"]
    assert book.get_worksheet(1).title == "Sheet1"
    assert book.get_worksheet_by_id(added.id).title == "Ledger"
    assert book.sheet1.title == "Ledger"
    with pytest.raises(gspread.WorksheetNotFound):
        book.worksheet("Nope")


def test_two_tabs_of_one_title_are_refused_in_googles_words(book):
    with pytest.raises(gspread.exceptions.APIError) as refusal:
        book.add_worksheet("Sheet1", rows=5, cols=5)

    assert refusal.value.code == 400
    assert refusal.value.error["message"] == (
        'Invalid requests[0].addSheet: A sheet with the name "Sheet1" already exists. '
        "Please enter another name."
    )


@covers("Spreadsheet.del_worksheet", "Spreadsheet.del_worksheet_by_id")
def test_tabs_are_deleted(book):
    ledger = book.add_worksheet("Ledger", rows=5, cols=5)
    audit = book.add_worksheet("Audit", rows=5, cols=5)

    book.del_worksheet(ledger)
    book.del_worksheet_by_id(audit.id)

    assert [each.title for each in book.worksheets()] == ["Sheet1"]
    with pytest.raises(gspread.exceptions.APIError):
        book.del_worksheet(book.sheet1)


@covers("Spreadsheet.duplicate_sheet", "Worksheet.duplicate")
def test_a_tab_is_duplicated_with_its_cells(book, sheet):
    twin = book.duplicate_sheet(sheet.id, insert_sheet_index=0, new_sheet_name="Twin")
    third = sheet.duplicate(new_sheet_id=777, new_sheet_name="Third")

    assert twin.get_all_values() == SHOWN
    assert (twin.index, third.id, third.title) == (0, 777, "Third")


@covers("Spreadsheet.reorder_worksheets", "Worksheet.index", "Worksheet.update_index")
def test_tabs_are_put_in_another_order(book):
    first = book.sheet1
    second = book.add_worksheet("Ledger", rows=5, cols=5)
    third = book.add_worksheet("Audit", rows=5, cols=5)

    book.reorder_worksheets([third, first, second])
    assert [each.title for each in book.worksheets()] == ["Audit", "Sheet1", "Ledger"]

    book.worksheet("Ledger").update_index(0)
    assert book.worksheet("Ledger").index == 0


@covers("Spreadsheet.batch_update", "Spreadsheet.fetch_sheet_metadata")
def test_a_batch_applies_whole_or_not_at_all(book):
    rename = {
        "updateSheetProperties": {
            "properties": {"sheetId": book.sheet1.id, "title": "Renamed"},
            "fields": "title",
        }
    }

    with pytest.raises(gspread.exceptions.APIError):
        book.batch_update({"requests": [rename, {"deleteSheet": {"sheetId": 987}}]})
    assert book.sheet1.title == "Sheet1"

    assert book.batch_update({"requests": [rename]})["replies"] == [{}]
    tabs = book.fetch_sheet_metadata({"fields": "sheets.properties.title"})
    assert tabs == {"sheets": [{"properties": {"title": "Renamed"}}]}


@covers("Spreadsheet.values_get", "Spreadsheet.values_update", "Spreadsheet.values_append")
@covers("Spreadsheet.values_clear")
def test_values_are_written_appended_read_and_cleared(book):
    raw = {"valueInputOption": "RAW"}
    wrote = book.values_update("Sheet1!A1", params=raw, body={"values": STOCK})
    added = book.values_append("Sheet1!A1", params=raw, body={"values": [["TEE-BLK", 7]]})
    read = book.values_get("Sheet1!A1:C9")
    cleared = book.values_clear("Sheet1!A4:C4")

    assert wrote["updatedRange"] == "Sheet1!A1:C3"
    assert wrote["updatedCells"] == 9
    assert added["tableRange"] == "Sheet1!A1:C3"
    assert added["updates"]["updatedRange"] == "Sheet1!A4:B4"
    assert read == {
        "range": "Sheet1!A1:C9",
        "majorDimension": "ROWS",
        "values": [*SHOWN, ["TEE-BLK", "7"]],
    }
    assert cleared["clearedRange"] == "Sheet1!A4:C4"
    assert "values" not in book.values_get("Sheet1!A4:C4")


@covers("Spreadsheet.values_batch_get", "Spreadsheet.values_batch_update")
@covers("Spreadsheet.values_batch_clear")
def test_values_of_many_ranges_travel_together(book):
    book.values_batch_update(
        {
            "valueInputOption": "RAW",
            "data": [
                {"range": "Sheet1!A1", "values": [["a"]]},
                {"range": "Sheet1!C3", "values": [["c"]]},
            ],
        }
    )
    both = book.values_batch_get(["Sheet1!A1", "Sheet1!C3"])
    book.values_batch_clear(body={"ranges": ["Sheet1!A1", "Sheet1!C3"]})
    after = book.values_batch_get(["Sheet1!A1", "Sheet1!C3"])

    assert [each["values"] for each in both["valueRanges"]] == [[["a"]], [["c"]]]
    assert [each.get("values") for each in after["valueRanges"]] == [None, None]


@covers("Worksheet.define_named_range", "Worksheet.delete_named_range")
@covers("Spreadsheet.list_named_ranges", "Spreadsheet.named_range")
def test_a_named_range_is_defined_read_by_its_name_and_deleted(book, sheet):
    sheet.define_named_range("A2:A3", "items")
    (named,) = book.list_named_ranges()

    assert named["name"] == "items"
    assert [cell.value for cell in book.named_range("items")] == ["MUG-BLU", "MUG-RED"]
    sheet.delete_named_range(named["namedRangeId"])
    assert book.list_named_ranges() == []


@covers("Worksheet.add_protected_range", "Worksheet.delete_protected_range")
@covers("Spreadsheet.list_protected_ranges")
def test_a_range_is_protected_and_freed(book, sheet):
    sheet.add_protected_range(
        "A1:C1", editor_users_emails=["olga@example.com"], description="Header"
    )
    (protected,) = book.list_protected_ranges(sheet.id)

    assert protected["description"] == "Header"
    assert "olga@example.com" in protected["editors"]["users"]
    sheet.delete_protected_range(protected["protectedRangeId"])
    assert book.list_protected_ranges(sheet.id) == []


# Reading a worksheet.


@covers("Worksheet.get", "Worksheet.get_values", "Worksheet.get_all_values", "Worksheet.batch_get")
def test_ranges_are_read_as_rows_or_columns(sheet):
    assert sheet.get("A1:C3") == SHOWN
    assert sheet.get_values("A2:B3") == [["MUG-BLU", "24"], ["MUG-RED", "12"]]
    assert sheet.get_all_values(major_dimension=utils.Dimension.cols)[0] == [
        "Item",
        "MUG-BLU",
        "MUG-RED",
    ]
    assert sheet.batch_get(["A2", "B2:B3"]) == [[["MUG-BLU"]], [["24"], ["12"]]]
    assert sheet.get("B2:B3", value_render_option=utils.ValueRenderOption.unformatted) == [
        [24],
        [12],
    ]


@covers("Worksheet.get_all_records", "Worksheet.get_all_cells", "Worksheet.range")
def test_cells_are_read_as_records_and_as_cells(sheet):
    assert sheet.get_all_records() == [
        {"Item": "MUG-BLU", "On hand": 24, "Bin": "A-01"},
        {"Item": "MUG-RED", "On hand": 12, "Bin": "A-02"},
    ]
    assert [cell.value for cell in sheet.range("A2:B2")] == ["MUG-BLU", "24"]
    assert len(sheet.get_all_cells()) == 1000 * 26


@covers("Worksheet.acell", "Worksheet.cell", "Worksheet.row_values", "Worksheet.col_values")
@covers("Cell.address", "Cell.row", "Cell.col", "Cell.numeric_value", "Cell.from_address")
def test_single_cells_rows_and_columns_are_read(sheet):
    cell = sheet.cell(2, 2)

    assert (cell.address, cell.row, cell.col, cell.value) == ("B2", 2, 2, "24")
    assert cell.numeric_value == 24
    assert sheet.acell("A3").value == "MUG-RED"
    assert gspread.Cell.from_address("A3", "MUG-RED") == sheet.acell("A3")
    assert sheet.row_values(2) == ["MUG-BLU", "24", "A-01"]
    assert sheet.col_values(1) == ["Item", "MUG-BLU", "MUG-RED"]


@covers("Worksheet.find", "Worksheet.findall", "Worksheet.expand")
def test_cells_are_found(sheet):
    assert sheet.find("MUG-RED").address == "A3"
    assert sheet.find("nothing") is None
    assert [cell.address for cell in sheet.findall(re.compile("^MUG"))] == ["A2", "A3"]
    assert sheet.expand("A2") == [["MUG-BLU", "24", "A-01"], ["MUG-RED", "12", "A-02"]]


# Writing to a worksheet.


@covers("Worksheet.update", "Worksheet.batch_update", "Worksheet.update_acell")
@covers("Worksheet.update_cell", "Worksheet.update_cells")
def test_cells_are_written_one_by_one_and_together(sheet):
    answer = sheet.update([["TEE-BLK", 7]], "A4", include_values_in_response=True)
    sheet.batch_update([{"range": "C4", "values": [["B-01"]]}])
    sheet.update_acell("B2", 25)
    sheet.update_cell(3, 2, "=B2*2")
    sheet.update_cells([gspread.Cell(5, 1, "00123"), gspread.Cell(5, 2, 1)])

    assert answer["updatedData"]["values"] == [["TEE-BLK", "7"]]
    assert sheet.get("A4:C5") == [["TEE-BLK", "7", "B-01"], ["00123", "1"]]
    assert sheet.acell("B3").value == "50"
    assert sheet.acell("B3", value_render_option=utils.ValueRenderOption.formula).value == "=B2*2"


def test_raw_keeps_text_and_user_entered_guesses(sheet):
    typed = [["00123", "1-2", "TRUE", "=1+1", "2026-03-01", "'007"]]
    sheet.update(typed, "A10")
    sheet.update(typed, "A11", raw=False)

    unformatted = sheet.get("A10:F11", value_render_option=utils.ValueRenderOption.unformatted)

    assert unformatted[0] == typed[0]
    assert unformatted[1][0] == 123
    assert isinstance(unformatted[1][1], int)
    assert unformatted[1][2:] == [True, 2, 46082, "007"]
    assert sheet.get("A11:F11")[0] == ["123", "1-2", "TRUE", "2", "2026-03-01", "007"]


@covers("Worksheet.append_row", "Worksheet.append_rows")
def test_rows_are_appended_under_the_table(sheet):
    sheet.append_row(["TEE-BLK", 7, "B-01"])
    sheet.append_rows([["CAP", 1], ["BAG", 2]], table_range="A1")

    assert sheet.col_values(1) == ["Item", "MUG-BLU", "MUG-RED", "TEE-BLK", "CAP", "BAG"]


@covers("Worksheet.insert_row", "Worksheet.insert_rows", "Worksheet.insert_cols")
@covers("Worksheet.delete_rows", "Worksheet.delete_columns", "Worksheet.delete_dimension")
def test_rows_and_columns_are_put_in_and_taken_out(sheet):
    sheet.insert_row(["TEE-BLK", 7, "B-01"], index=2)
    sheet.insert_rows([["CAP"], ["BAG"]], row=3)
    sheet.insert_cols([["Seen", "x"]], col=2)
    assert sheet.get("A1:C4") == [
        ["Item", "Seen", "On hand"],
        ["TEE-BLK", "x", "7"],
        ["CAP"],
        ["BAG"],
    ]

    sheet.delete_columns(2)
    sheet.delete_rows(3, 4)
    sheet.delete_dimension(utils.Dimension.rows, 2)
    assert sheet.get_all_values() == SHOWN


@covers("Worksheet.clear", "Worksheet.batch_clear")
def test_cells_are_cleared(sheet):
    sheet.batch_clear(["A2:B2", "C3"])
    assert sheet.get_all_values() == [
        ["Item", "On hand", "Bin"],
        ["", "", "A-01"],
        ["MUG-RED", "12", ""],
    ]

    sheet.clear()
    assert sheet.get_all_values() == [[]]


@covers("Worksheet.copy_range", "Worksheet.cut_range")
def test_ranges_are_copied_and_cut(sheet):
    sheet.copy_range("A2:C2", "A5:C5")
    sheet.cut_range("A3:C3", "A6:C6")

    assert sheet.get("A2:C6") == [["MUG-BLU", "24", "A-01"], [], [], *SHOWN[1:]]


@covers("Worksheet.copy_to")
def test_a_tab_is_copied_to_another_spreadsheet(client, google_api, sheet):
    other = google_api.new_spreadsheet("Other")

    made = sheet.copy_to(other)

    assert made["title"] == "Copy of Sheet1"
    assert client.open_by_key(other).worksheet("Copy of Sheet1").get_all_values() == SHOWN


@covers("Worksheet.sort", "Worksheet.set_basic_filter", "Worksheet.clear_basic_filter")
def test_a_range_is_sorted_and_filtered(book, sheet):
    sheet.sort((2, "asc"), range="A2:C3")
    assert sheet.col_values(1) == ["Item", "MUG-RED", "MUG-BLU"]

    def filtered():
        return "basicFilter" in book.fetch_sheet_metadata()["sheets"][0]

    sheet.set_basic_filter("A1:C3")
    assert filtered()
    sheet.clear_basic_filter()
    assert not filtered()


# Shape and looks of a worksheet.


@covers("Worksheet.title", "Worksheet.id", "Worksheet.url", "Worksheet.spreadsheet")
@covers("Worksheet.update_title")
def test_a_tab_knows_itself_and_is_renamed(book, sheet):
    sheet.update_title("Bin cards")

    assert sheet.title == "Bin cards"
    assert book.worksheet("Bin cards").id == sheet.id
    assert sheet.url == f"{book.url}#gid={sheet.id}"
    assert sheet.spreadsheet is book
    assert sheet.get("A1") == [["Item"]]


@covers("Worksheet.row_count", "Worksheet.col_count", "Worksheet.column_count")
@covers("Worksheet.resize", "Worksheet.add_rows", "Worksheet.add_cols")
def test_the_grid_grows_and_shrinks(book, sheet):
    assert (sheet.row_count, sheet.col_count, sheet.column_count) == (1000, 26, 26)

    sheet.resize(rows=10, cols=5)
    sheet.add_rows(3)
    sheet.add_cols(2)

    again = book.sheet1
    assert (again.row_count, again.col_count) == (13, 7)
    with pytest.raises(gspread.exceptions.APIError) as refusal:
        sheet.get("A14")
    assert "exceeds grid limits. Max rows: 13, max columns: 7" in refusal.value.error["message"]


@covers("Worksheet.freeze", "Worksheet.frozen_row_count", "Worksheet.frozen_col_count")
def test_rows_and_columns_are_frozen(book, sheet):
    sheet.freeze(rows=1, cols=2)

    again = book.sheet1
    assert (again.frozen_row_count, again.frozen_col_count) == (1, 2)


@covers("Worksheet.hide", "Worksheet.show", "Worksheet.isSheetHidden")
def test_a_tab_is_hidden_and_shown_but_never_the_last_one(book, sheet):
    with pytest.raises(gspread.exceptions.APIError):
        sheet.hide()
    other = book.add_worksheet("Other", rows=2, cols=2)

    other.hide()
    assert book.worksheet("Other").isSheetHidden
    assert [each.title for each in book.worksheets(exclude_hidden=True)] == ["Sheet1"]
    other.show()
    assert not book.worksheet("Other").isSheetHidden


@covers("Worksheet.hide_gridlines", "Worksheet.show_gridlines", "Worksheet.is_gridlines_hidden")
def test_gridlines_are_hidden_and_shown(book, sheet):
    sheet.hide_gridlines()
    assert book.sheet1.is_gridlines_hidden
    sheet.show_gridlines()
    assert not book.sheet1.is_gridlines_hidden


@covers("Worksheet.hide_rows", "Worksheet.unhide_rows")
@covers("Worksheet.hide_columns", "Worksheet.unhide_columns")
def test_rows_and_columns_are_hidden_and_shown(book, sheet):
    def hidden(kind):
        params = {"includeGridData": "true", "fields": f"sheets.data.{kind}.hiddenByUser"}
        (data,) = book.fetch_sheet_metadata(params)["sheets"][0]["data"]
        return [n for n, each in enumerate(data[kind]) if each.get("hiddenByUser")]

    sheet.hide_rows(1, 3)
    sheet.hide_columns(2, 3)
    assert hidden("rowMetadata") == [1, 2]
    assert hidden("columnMetadata") == [2]
    sheet.unhide_rows(1, 3)
    sheet.unhide_columns(2, 3)
    assert hidden("rowMetadata") == hidden("columnMetadata") == []


@covers("Worksheet.update_tab_color", "Worksheet.tab_color", "Worksheet.get_tab_color")
@covers("Worksheet.clear_tab_color")
def test_a_tab_is_coloured_and_not(book, sheet):
    sheet.update_tab_color("#FF7F00")
    again = book.sheet1
    assert again.tab_color == "#FF7F00"
    assert again.get_tab_color() == "#FF7F00"

    again.clear_tab_color()
    assert book.sheet1.get_tab_color() is None


@covers("Worksheet.format", "Worksheet.batch_format")
def test_formats_change_how_cells_show(sheet):
    sheet.format("B2:B3", {"numberFormat": {"type": "NUMBER", "pattern": "0.00"}})
    sheet.batch_format([{"range": "A1:C1", "format": {"textFormat": {"bold": True}}}])

    assert sheet.get("B2:B3") == [["24.00"], ["12.00"]]


@covers("Worksheet.merge_cells", "Worksheet.unmerge_cells", "Worksheet.batch_merge")
def test_cells_are_merged_and_parted(book, sheet):
    def merges():
        return len(book.fetch_sheet_metadata()["sheets"][0].get("merges", []))

    sheet.merge_cells("A1:B1")
    sheet.batch_merge([{"range": "A2:B2"}, {"range": "A3:B3"}])
    assert merges() == 3
    assert sheet.acell("B1").value is None
    sheet.unmerge_cells("A1:B3")
    assert merges() == 0


@covers("Worksheet.insert_note", "Worksheet.insert_notes", "Worksheet.update_note")
@covers("Worksheet.update_notes", "Worksheet.get_note", "Worksheet.get_notes")
@covers("Worksheet.clear_note", "Worksheet.clear_notes")
def test_notes_are_written_read_and_removed(sheet):
    sheet.insert_note("A1", "what it is")
    sheet.insert_notes({"B1": "counted", "C1": "where"})
    sheet.update_note("A1", "SKU")
    sheet.update_notes({"B1": "pieces"})

    assert sheet.get_note("A1") == "SKU"
    assert sheet.get_notes() == [["SKU", "pieces", "where"]]
    sheet.clear_note("A1")
    sheet.clear_notes(["B1", "C1"])
    assert sheet.get_note("A1") == ""
    assert sheet.get_notes() in ([], [[]])


@covers("Worksheet.add_validation")
def test_a_validation_is_set(book, sheet):
    sheet.add_validation(
        "C2:C3", utils.ValidationConditionType.one_of_list, ["A-01", "A-02"], strict=True
    )

    params = {"ranges": "Sheet1!C2", "fields": "sheets.data.rowData.values.dataValidation"}
    ((row,),) = [data["rowData"] for data in book.fetch_sheet_metadata(params)["sheets"][0]["data"]]
    assert row["values"][0]["dataValidation"]["condition"]["type"] == "ONE_OF_LIST"
    assert row["values"][0]["dataValidation"]["strict"] is True


@covers("Worksheet.add_dimension_group_rows", "Worksheet.add_dimension_group_columns")
@covers("Worksheet.list_dimension_group_rows", "Worksheet.list_dimension_group_columns")
@covers("Worksheet.delete_dimension_group_rows", "Worksheet.delete_dimension_group_columns")
def test_rows_and_columns_are_grouped(sheet):
    sheet.add_dimension_group_rows(1, 3)
    sheet.add_dimension_group_columns(0, 2)

    (rows,) = sheet.list_dimension_group_rows()
    (columns,) = sheet.list_dimension_group_columns()
    assert (rows["range"]["startIndex"], rows["range"]["endIndex"], rows["depth"]) == (1, 3, 1)
    assert columns["range"]["dimension"] == "COLUMNS"
    sheet.delete_dimension_group_rows(1, 3)
    sheet.delete_dimension_group_columns(0, 2)
    assert sheet.list_dimension_group_rows() == sheet.list_dimension_group_columns() == []


@covers("Worksheet.rows_auto_resize", "Worksheet.columns_auto_resize")
def test_rows_and_columns_are_fitted_to_their_contents(book, sheet):
    assert sheet.rows_auto_resize(0, 3)["spreadsheetId"] == book.id
    assert sheet.columns_auto_resize(0, 3)["replies"] == [{}]
