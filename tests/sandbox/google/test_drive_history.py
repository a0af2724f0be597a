"""Drive's list of changes, and the revisions of a file.

Source:
    https://developers.google.com/workspace/drive/api/reference/rest/v3/changes/list,
    https://developers.google.com/workspace/drive/api/reference/rest/v3/revisions/list
"""

import pytest


@pytest.fixture
def changes(google_api):
    """The list of changes since a token."""

    def listed(token, **query):
        told = {"pageToken": token} | query
        return google_api.raw("GET", "/drive/v3/changes", params=told).json()

    return listed


@pytest.fixture
def start(google_api):
    """The token for what changes from now on."""
    told = google_api.raw("GET", "/drive/v3/changes/startPageToken").json()
    assert told["kind"] == "drive#startPageToken"
    return told["startPageToken"]


def test_nothing_has_changed_since_now(changes, start):
    assert changes(start) == {
        "kind": "drive#changeList",
        "changes": [],
        "newStartPageToken": start,
    }


def test_a_file_is_listed_once_at_its_latest_change(changes, book, google_api):
    start = google_api.raw("GET", "/drive/v3/changes/startPageToken").json()["startPageToken"]
    other = google_api.new_spreadsheet("Other")
    for number in (1, 2):
        book.sheet1.update([[number]], "A1")

    told = changes(start)

    assert [each["fileId"] for each in told["changes"]] == [other, book.id]
    assert told["changes"][1]["file"] == {
        "kind": "drive#file",
        "id": book.id,
        "name": "Stock",
        "mimeType": "application/vnd.google-apps.spreadsheet",
    }
    assert changes(told["newStartPageToken"])["changes"] == []


def test_many_changes_come_in_pages(changes, start, google_api):
    made = [google_api.new_spreadsheet(f"Bin {number}") for number in range(3)]

    first = changes(start, pageSize=2)
    second = changes(first["nextPageToken"], pageSize=2)

    listed = [each["fileId"] for each in [*first["changes"], *second["changes"]]]
    assert listed == made
    assert "newStartPageToken" not in first
    assert "nextPageToken" not in second


def test_a_deleted_file_is_listed_as_removed(changes, start, google_api):
    book = google_api.client().create("Own")
    google_api.client().del_spreadsheet(book.id)

    (gone,) = changes(start)["changes"]

    assert (gone["fileId"], gone["removed"], "file" in gone) == (book.id, True, False)
    assert changes(start, includeRemoved="false")["changes"] == []


@pytest.mark.parametrize(
    ("query", "reason"), [({}, "required"), ({"pageToken": "soon"}, "invalid")]
)
def test_a_list_of_changes_wants_a_token(google_api, query, reason):
    answer = google_api.raw("GET", "/drive/v3/changes", params=query)

    assert answer.status_code == 400
    (error,) = answer.json()["error"]["errors"]
    assert (error["reason"], error["location"]) == (reason, "pageToken")


def test_a_file_keeps_its_revisions(book, tab, google_api):
    tab.update([["MUG-BLU"]], "A1")
    path = f"/drive/v3/files/{book.id}/revisions"

    listed = google_api.raw("GET", path).json()["revisions"]

    assert [set(each) for each in listed] == [{"kind", "id", "mimeType", "modifiedTime"}] * 2
    query = {"fields": "lastModifyingUser/emailAddress"}
    last = google_api.raw("GET", f"{path}/{listed[-1]['id']}", params=query).json()
    assert last["lastModifyingUser"]["emailAddress"].startswith("bincard@")
    missing = google_api.raw("GET", f"{path}/999")
    assert missing.status_code == 404
    assert missing.json()["error"]["message"] == "Revision not found: 999."
