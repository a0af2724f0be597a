"""Files: finding, sharing, copying, exporting and filling them, as Drive lets a client do it."""

import io
import json
import zipfile

import gspread
import pytest
from gspread.utils import ExportFormat

BOT = "bincard@sandbox-project.iam.gserviceaccount.com"


def names(google_api, q):
    response = google_api.raw("GET", "/drive/v3/files", params={"q": q, "orderBy": "name"})
    assert response.ok, response.text
    return [each["name"] for each in response.json()["files"]]


@pytest.fixture
def three_files(google_api):
    for title in ("Stock", "Stock 2025", "Olga's list"):
        google_api.new_spreadsheet(title)
    google_api.new_spreadsheet("Not for the bot", share_with=None)


@pytest.mark.parametrize(
    ("q", "found"),
    [
        ("", ["Olga's list", "Stock", "Stock 2025"]),
        ("name = 'Stock'", ["Stock"]),
        ("name contains 'stock'", ["Stock", "Stock 2025"]),
        ("name = 'Olga\\'s list'", ["Olga's list"]),
        ("name != 'Stock' and not name contains '2025'", ["Olga's list"]),
        ("(name = 'Stock' or name contains 'Olga') and trashed = false", ["Olga's list", "Stock"]),
        ("mimeType='application/vnd.google-apps.folder'", []),
        ("sharedWithMe", ["Olga's list", "Stock", "Stock 2025"]),
        ("'me' in owners", []),
        ("'olga@example.com' in owners and name = 'Stock'", ["Stock"]),
        ("modifiedTime > '2020-01-01T00:00:00' and name = 'Stock'", ["Stock"]),
    ],
)
def test_files_are_found_by_query(google_api, three_files, q, found):
    assert names(google_api, q) == found


@pytest.mark.parametrize("q", ["name =", "colour = 'red'", "name = 'a' name = 'b'", "(name = 'a'"])
def test_a_query_that_does_not_parse_is_refused(google_api, q):
    response = google_api.raw("GET", "/drive/v3/files", params={"q": q})

    assert response.status_code == 400
    assert response.json()["error"]["errors"][0]["location"] == "q"


def test_a_long_list_comes_in_pages(google_api, three_files):
    first = google_api.raw(
        "GET", "/drive/v3/files", params={"pageSize": "2", "orderBy": "name"}
    ).json()
    rest = google_api.raw(
        "GET",
        "/drive/v3/files",
        params={"pageSize": "2", "orderBy": "name", "pageToken": first["nextPageToken"]},
    ).json()

    assert [each["name"] for each in first["files"] + rest["files"]] == [
        "Olga's list",
        "Stock",
        "Stock 2025",
    ]
    assert "nextPageToken" not in rest


def test_a_resource_is_sparse_until_fields_ask_for_more(google_api, book):
    path = f"/drive/v3/files/{book.id}"

    assert google_api.raw("GET", path).json() == {
        "kind": "drive#file",
        "id": book.id,
        "name": "Stock",
        "mimeType": "application/vnd.google-apps.spreadsheet",
    }
    assert google_api.raw("GET", f"{path}?fields=name,owners(emailAddress)").json() == {
        "name": "Stock",
        "owners": [{"emailAddress": "olga@example.com"}],
    }


def test_the_version_counts_every_change(google_api, book, tab):
    def version():
        path = f"/drive/v3/files/{book.id}?fields=version,lastModifyingUser(emailAddress)"
        found = google_api.raw("GET", path).json()
        return int(found["version"]), found["lastModifyingUser"]["emailAddress"]

    before, _ = version()
    tab.update([["x"]], "A1")
    assert version() == (before + 1, BOT)
    google_api.person(book.id, "clears", range="A1")
    assert version() == (before + 2, "olga@example.com")


def test_only_its_owner_deletes_a_file(google_api, book):
    client = google_api.client()
    with pytest.raises(gspread.exceptions.APIError, match="sufficient permissions"):
        client.del_spreadsheet(book.id)

    own = client.create("Own")
    client.del_spreadsheet(own.id)

    with pytest.raises(gspread.SpreadsheetNotFound):
        client.open_by_key(own.id)


def test_a_copy_is_the_accounts_own_and_shares_nothing(google_api, book, tab):
    tab.update([["MUG-BLU"]], "A1")

    copy = google_api.client().copy(book.id, "Copy")
    copy.sheet1.update([["changed"]], "A1")

    assert tab.get("A1") == [["MUG-BLU"]]
    assert [each["emailAddress"] for each in copy.list_permissions()] == [BOT]


def test_ownership_passes_only_when_it_is_said_twice(google_api):
    own = google_api.client().create("Own")

    with pytest.raises(gspread.exceptions.APIError, match="transferOwnership"):
        own.share("olga@example.com", perm_type="user", role="owner")
    response = google_api.raw(
        "POST",
        f"/drive/v3/files/{own.id}/permissions?transferOwnership=true",
        json={"type": "user", "role": "owner", "emailAddress": "olga@example.com"},
    )

    assert response.ok
    roles = {each["emailAddress"]: each["role"] for each in own.list_permissions()}
    assert roles == {"olga@example.com": "owner", BOT: "writer"}


def test_the_owner_cannot_be_shut_out(google_api, book):
    (owner,) = (each for each in book.list_permissions() if each["role"] == "owner")

    response = google_api.raw("DELETE", f"/drive/v3/files/{book.id}/permissions/{owner['id']}")

    assert response.status_code == 403


def test_exports_hold_what_the_cells_show(book, tab):
    tab.update([["sku", "on hand"], ["MUG, blue", "=12*2"], ["", 'say "hi"']], "A1", raw=False)

    assert book.export(ExportFormat.CSV) == (b'sku,on hand\r\n"MUG, blue",24\r\n,"say ""hi"""')
    assert book.export(ExportFormat.TSV).splitlines()[1] == b"MUG, blue\t24"


def test_a_workbook_for_excel_has_every_tab(google_api, book, tab):
    tab.update([["a & b", 24, True]], "A1")
    google_api.person(book.id, "adds_tab", title="Q&A")

    package = zipfile.ZipFile(io.BytesIO(book.export(ExportFormat.EXCEL)))

    assert b'name="Q&amp;A"' in package.read("xl/workbook.xml")
    sheet = package.read("xl/worksheets/sheet1.xml")
    assert b'<t xml:space="preserve">a &amp; b</t>' in sheet
    assert b'<c r="B1"><v>24</v></c><c r="C1" t="b"><v>1</v></c>' in sheet


def test_a_format_that_cannot_be_made_names_itself(book):
    with pytest.raises(gspread.exceptions.APIError) as refused:
        book.export(ExportFormat.PDF)

    assert refused.value.error["code"] == 501
    assert "files.export to application/pdf" in refused.value.error["message"]


def test_a_csv_file_takes_the_place_of_all_tabs(google_api, book, tab):
    """In a new tab of the usual size that is called like the file, as recorded from Google.

    Source:
        https://github.com/burnash/gspread, tests/cassettes/ClientTest.test_import_csv.json
    """
    tab.update([["old"] * 3] * 9, "A1")
    google_api.person(book.id, "adds_tab", title="Other")

    google_api.client().import_csv(book.id, "sku,count\nMUG-BLU,0024\n")

    (only,) = book.worksheets()
    assert only.get_all_values() == [["sku", "count"], ["MUG-BLU", "24"]]
    assert (only.title, only.row_count, only.col_count) == (book.title, 1000, 26)
    assert only.id != tab.id


def test_a_csv_file_becomes_a_spreadsheet_of_the_accounts_own(google_api):
    told = {"name": "Count", "mimeType": "application/vnd.google-apps.spreadsheet"}
    parts = (
        b"--cut\r\nContent-Type: application/json\r\n\r\n" + json.dumps(told).encode(),
        b"--cut\r\nContent-Type: text/csv\r\n\r\nMUG-BLU,24\r\nTEE,3",
        b"--cut--\r\n",
    )
    made = google_api.raw(
        "POST",
        "/upload/drive/v3/files?uploadType=multipart",
        data=b"\r\n".join(parts),
        headers={"Content-Type": 'multipart/related; boundary="cut"'},
    )

    assert made.json()["name"] == "Count"
    book = google_api.client().open_by_key(made.json()["id"])
    assert book.sheet1.get_all_values() == [["MUG-BLU", "24"], ["TEE", "3"]]

    google_api.raw(
        "PATCH",
        f"/upload/drive/v3/files/{book.id}?uploadType=media",
        data=b"CAP,1",
        headers={"Content-Type": "text/csv"},
    )
    assert book.sheet1.get_all_values() == [["CAP", "1"]]


def test_an_upload_in_one_part_where_two_are_said_is_refused(google_api):
    response = google_api.raw(
        "POST",
        "/upload/drive/v3/files?uploadType=multipart",
        data=b"MUG-BLU,24",
        headers={"Content-Type": "multipart/related; boundary=cut"},
    )

    assert response.status_code == 400
    told = "Invalid multipart request with 0 mime parts."
    assert response.json()["error"]["message"] == told


def test_one_tab_is_downloaded_from_the_pages_own_address(google_api, book, tab):
    second = book.add_worksheet("Second", 2, 2)
    second.update([["here", 1]], "A1")
    path = f"/spreadsheets/d/{book.id}/export"

    csv = google_api.raw("GET", f"{path}?format=csv&gid={second.id}")
    xlsx = google_api.raw("GET", f"{path}?format=xlsx")

    assert csv.content == b"here,1"
    assert "xl/worksheets/sheet2.xml" in zipfile.ZipFile(io.BytesIO(xlsx.content)).namelist()
    assert google_api.raw("GET", f"{path}?format=csv&gid=first").status_code == 400


def test_files_are_listed_in_any_order_that_drive_has(google_api):
    for title in ("Bin 10", "Bin 9"):
        google_api.new_spreadsheet(title)
        google_api.control("POST", "/clock", advance_seconds=1)

    def listed(order):
        answer = google_api.raw("GET", "/drive/v3/files", params={"orderBy": order}).json()
        return [each["name"] for each in answer["files"] if each["name"].startswith("Bin")]

    assert listed("name_natural") == ["Bin 9", "Bin 10"]
    assert listed("folder,recency desc,name") == ["Bin 9", "Bin 10"]


def test_comments_want_to_be_told_their_fields(google_api, book):
    path = f"/drive/v3/files/{book.id}/comments"

    assert google_api.raw("GET", path).status_code == 400
    made = google_api.raw("POST", f"{path}?fields=id", json={"content": "two boxes wet"})
    assert list(made.json()) == ["id"]
    found = google_api.raw("GET", f"{path}?fields=comments/content").json()
    assert found == {"comments": [{"content": "two boxes wet"}]}


def test_what_drive_can_do_and_the_stand_in_cannot_names_itself(google_api):
    response = google_api.raw("GET", "/drive/v3/drives")

    assert response.status_code == 501
    assert response.json()["error"]["message"] == (
        "The stand-in does not implement GET /drive/v3/drives."
    )


def test_an_address_that_is_none_of_googles_is_not_found(google_api):
    response = google_api.raw("GET", "/v5/nothing")

    assert response.status_code == 404
    assert response.headers["Content-Type"].startswith("text/html")
