"""The methods of Drive v3 about files as such, each a function from a call to its answer."""

import re
from typing import Final

from sandbox.google.calls import Call, Raw
from sandbox.google.drive_answers import bare, not_allowed, open_file, page_of, require_fields, user
from sandbox.google.drive_query import parse_query
from sandbox.google.errors import DriveError
from sandbox.google.files import RANKS, DriveFile
from sandbox.google.sheets_api import finish_edit, start_edit
from sandbox.google.wire import Json, flag, texts

FOLDER: Final = "application/vnd.google-apps.folder"
BARE_FILE: Final = ("kind", "id", "name", "mimeType")
ORDERS: Final = {
    "createdTime": lambda found: found.created,
    "folder": lambda found: found.mime_type != FOLDER,
    "modifiedByMeTime": lambda found: found.modified,
    "modifiedTime": lambda found: found.modified,
    "name": lambda found: found.title.casefold(),
    "name_natural": lambda found: _natural(found.title),
    "quotaBytesUsed": lambda _: 0,
    "recency": lambda found: found.modified,
    "sharedWithMeTime": lambda found: found.created,
    "starred": lambda _: False,
    "viewedByMeTime": lambda found: found.modified,
}


def create_file(call: Call) -> Json:
    """A new file of the account's own; by default something that is no spreadsheet."""
    check_may_own(call)
    body = call.body()
    mime_type = str(body.get("mimeType") or "application/octet-stream")
    made = call.state.files.add(
        str(body.get("name") or "Untitled"), call.email, mime_type=mime_type
    )
    made.parents = texts(body, "parents") or ["root"]
    made.description = str(body.get("description") or "")
    return file_resource(call, made)


def list_files(call: Call) -> Json:
    """The files the account can see, those that `q` accepts, a page at a time."""
    accepts = parse_query(call.query.get("q", ""), call.email)
    visible = (
        each
        for each in call.state.files.by_id.values()
        if each.rank(call.email) and call.reaches(each) and accepts(each)
    )
    ordered = _ordered(list(visible), call.query.get("orderBy", "modifiedTime desc"))
    page, token = page_of(call, ordered)
    files = [file_resource(call, each) for each in page]
    answer: Json = {"kind": "drive#fileList", "incompleteSearch": False, "files": files}
    return answer | ({"nextPageToken": token} if token else {})


def get_file(call: Call) -> Json:
    """One file; a spreadsheet has no bytes to download."""
    found = call.file(call.path[0])
    if call.query.get("alt") == "media":
        raise DriveError(
            403,
            "fileNotDownloadable",
            "Only files with binary content can be downloaded. Use Export with Docs Editors files.",
            location="alt",
        )
    return file_resource(call, found)


def copy_file(call: Call) -> Json:
    """A copy of the account's own, shared with nobody."""
    source = call.file(call.path[0])
    check_may_own(call)
    body = call.body()
    title = str(body.get("name") or f"Copy of {source.title}")
    made = call.state.files.add(title, call.email, mime_type=source.mime_type)
    made.parents = texts(body, "parents") or source.parents
    if source.workbook is not None:
        made.workbook = source.workbook.fork()
        made.workbook.properties = source.workbook.properties | {"title": title}
    return file_resource(call, made)


def update_file(call: Call) -> Json:
    """Another name, description, folder, or the bin."""
    found = open_file(call, "writer")
    body = call.body()
    if "name" in body:
        _rename(call, found, str(body["name"]))
    if "description" in body:
        found.description = str(body["description"])
    if "trashed" in body:
        if call.email != found.owner:
            raise not_allowed()
        found.trashed = flag(body["trashed"])
    gone = call.query.get("removeParents", "").split(",")
    added = [each for each in call.query.get("addParents", "").split(",") if each]
    found.parents = [each for each in found.parents if each not in gone] + added
    found.touch(call.email, call.state.clock.stamp())
    return file_resource(call, found)


def delete_file(call: Call) -> Raw:
    """Gone for good, not into the bin; only its owner may."""
    found = open_file(call, "owner")
    call.state.files.remove(found)
    return Raw(b"", "text/html", 204)


def about(call: Call) -> Json:
    """Who the account is."""
    require_fields(call)
    return {"kind": "drive#about", "user": user(call, call.email)}


def file_resource(call: Call, found: DriveFile) -> Json:
    """A file's resource; without `fields`, only what tells it from others."""
    shared = len(found.permissions) > 1
    resource: Json = {
        "kind": "drive#file",
        "id": found.id,
        "name": found.title,
        "mimeType": found.mime_type,
        "description": found.description,
        "starred": False,
        "trashed": found.trashed,
        "explicitlyTrashed": found.trashed,
        "parents": found.parents,
        "version": str(found.version),
        "webViewLink": f"https://docs.google.com/spreadsheets/d/{found.id}/edit?usp=drivesdk",
        "createdTime": found.created,
        "modifiedTime": found.modified,
        "owners": [user(call, found.owner)],
        "lastModifyingUser": user(call, found.modified_by),
        "shared": shared,
        "ownedByMe": found.owner == call.email,
        "capabilities": {
            "canEdit": found.rank(call.email) >= RANKS["writer"],
            "canComment": found.rank(call.email) >= RANKS["commenter"],
            "canCopy": True,
            "canDelete": found.owner == call.email,
            "canShare": found.rank(call.email) >= RANKS["writer"],
        },
    }
    if found.rank(call.email) >= RANKS["writer"]:
        resource["permissions"] = found.permissions
        resource["permissionIds"] = [each["id"] for each in found.permissions]
    return bare(call, resource, *BARE_FILE)


def check_may_own(call: Call) -> None:
    """Hold an account against the room it has for files of its own.

    Raises:
        DriveError: 403, if it has none.
    """
    if not call.state.accounts_can_create:
        raise DriveError(
            403,
            "storageQuotaExceeded",
            "The user's Drive storage quota has been exceeded.",
            domain="usageLimits",
        )


def _rename(call: Call, found: DriveFile, name: str) -> None:
    if found.workbook is None:
        found.name = name
        return
    edit = start_edit(call, found)
    edit.workbook.properties = edit.workbook.properties | {"title": name}
    finish_edit(call, found, edit)


def _ordered(files: list[DriveFile], order: str) -> list[DriveFile]:
    for key in reversed([each.strip() for each in order.split(",") if each.strip()]):
        name, _, direction = key.partition(" ")
        if name not in ORDERS:
            raise DriveError(400, "invalid", f"Sorting is not supported for {name}.")
        files.sort(key=ORDERS[name], reverse=direction.strip() == "desc")
    return files


def _natural(name: str) -> list[tuple[int, str]]:
    """A name by which `Bin 9` comes before `Bin 10`."""
    parts = re.split(r"(\d+)", name.casefold())
    return [(int(part), "") if part.isdigit() else (0, part) for part in parts]
