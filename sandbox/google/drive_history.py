"""What happened to files: Drive v3's list of changes, and the revisions of one file."""

from typing import Any

from sandbox.google.calls import Call
from sandbox.google.drive_answers import bare, open_file, page_of, user
from sandbox.google.drive_api import file_resource
from sandbox.google.errors import DriveError
from sandbox.google.files import DriveFile, Removal
from sandbox.google.wire import Json

LARGEST_PAGE = 1000
BARE_REVISION = ("kind", "id", "mimeType", "modifiedTime")


def start_page_token(call: Call) -> Json:
    """The token from which changes yet to come are listed."""
    return {"kind": "drive#startPageToken", "startPageToken": str(call.state.files.changes + 1)}


def list_changes(call: Call) -> Json:
    """Files that changed since a token: each once, at its latest change; those gone as removed."""
    start = _token(call)
    size = min(int(call.query.get("pageSize") or 100), LARGEST_PAGE)
    files = call.state.files
    found: list[tuple[int, Json]] = [
        (each.changed, _change(call, each)) for each in files.by_id.values() if _sees(call, each)
    ]
    if call.query.get("includeRemoved", "true").lower() != "false":
        gone = (each for each in files.removals if call.email in each.known_to)
        found += [(each.changed, _removal(each)) for each in gone]
    since = sorted((each for each in found if each[0] >= start), key=lambda each: each[0])
    answer: Json = {"kind": "drive#changeList", "changes": [change for _, change in since[:size]]}
    if len(since) > size:
        return answer | {"nextPageToken": str(since[size][0])}
    return answer | {"newStartPageToken": str(files.changes + 1)}


def list_revisions(call: Call) -> Json:
    """The versions that are kept of a file, the present one last."""
    page, token = page_of(call, _revisions(call, open_file(call, "writer")))
    answer: Json = {"kind": "drive#revisionList", "revisions": list(page)}
    return answer | ({"nextPageToken": token} if token else {})


def get_revision(call: Call) -> Json:
    """One version of a file; what it held is not told."""
    wanted = call.path[1]
    for each in _revisions(call, open_file(call, "writer")):
        if each["id"] == wanted:
            return each
    raise DriveError(404, "notFound", f"Revision not found: {wanted}.", location="revisionId")


def _token(call: Call) -> int:
    text = call.query.get("pageToken")
    if not text:
        message = "Required parameter: pageToken"
        raise DriveError(400, "required", message, location="pageToken")
    if not text.isdecimal():
        raise DriveError(400, "invalid", "Invalid Value", location="pageToken")
    return int(text)


def _sees(call: Call, found: DriveFile) -> bool:
    return bool(found.rank(call.email)) and call.reaches(found)


def _change(call: Call, found: DriveFile) -> Json:
    told = {"removed": False, "time": found.modified, "file": file_resource(call, found)}
    return _told(found.id) | told


def _removal(gone: Removal) -> Json:
    return _told(gone.id) | {"removed": True, "time": gone.at}


def _told(file_id: str) -> Json:
    return {"kind": "drive#change", "type": "file", "changeType": "file", "fileId": file_id}


def _revisions(call: Call, found: DriveFile) -> list[Json]:
    versions: list[Any] = [(each.number, each.at, each.by) for each in found.revisions]
    versions.append((found.version, found.modified, found.modified_by))
    return [
        bare(
            call,
            {
                "kind": "drive#revision",
                "id": str(number),
                "mimeType": found.mime_type,
                "modifiedTime": at,
                "keepForever": False,
                "published": False,
                "lastModifyingUser": user(call, by),
            },
            *BARE_REVISION,
        )
        for number, at, by in versions
    ]
