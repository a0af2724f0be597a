"""The methods of Drive v3 about files as such, each a function from a call to its answer."""

from collections.abc import Sequence
from typing import Final

from sandbox.google.calls import Call, Raw
from sandbox.google.drive_answers import bare, not_allowed, open_file, page_of, require_fields, user
from sandbox.google.drive_query import parse_query
from sandbox.google.editing import Edit
from sandbox.google.errors import DriveError, Unsupported
from sandbox.google.exporting import CSV, export, rows_of_csv
from sandbox.google.files import RANKS, DriveFile
from sandbox.google.sheets_api import finish_edit, start_edit
from sandbox.google.value_writing import write_values
from sandbox.google.wire import Json, flag, texts

EXPORT_LIMIT_BYTES: Final = 10 * 2**20
BARE_FILE: Final = ("kind", "id", "name", "mimeType")
ORDERS: Final = {
    "name": lambda found: found.title.casefold(),
    "createdTime": lambda found: found.created,
    "modifiedTime": lambda found: found.modified,
}


def create_file(call: Call) -> Json:
    """A new file of the account's own; by default something that is no spreadsheet."""
    _check_may_own(call)
    body = call.body()
    mime_type = str(body.get("mimeType") or "application/octet-stream")
    made = call.state.files.add(
        str(body.get("name") or "Untitled"), call.email, mime_type=mime_type
    )
    made.parents = texts(body, "parents") or ["root"]
    made.description = str(body.get("description") or "")
    return _file(call, made)


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
    files = [_file(call, each) for each in page]
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
    return _file(call, found)


def copy_file(call: Call) -> Json:
    """A copy of the account's own, shared with nobody."""
    source = call.file(call.path[0])
    _check_may_own(call)
    body = call.body()
    title = str(body.get("name") or f"Copy of {source.title}")
    made = call.state.files.add(title, call.email, mime_type=source.mime_type)
    made.parents = texts(body, "parents") or source.parents
    if source.workbook is not None:
        made.workbook = source.workbook.fork()
        made.workbook.properties = source.workbook.properties | {"title": title}
    return _file(call, made)


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
    return _file(call, found)


def delete_file(call: Call) -> Raw:
    """Gone for good, not into the bin; only its owner may."""
    found = open_file(call, "owner")
    del call.state.files.by_id[found.id]
    return Raw(b"", "text/html", 204)


def export_file(call: Call) -> Raw:
    """The spreadsheet in another format, ten megabytes at the most."""
    found = call.file(call.path[0])
    if found.workbook is None:
        raise DriveError(403, "fileNotExportable", "Export only supports Docs Editors files.")
    wanted = call.query.get("mimeType", "")
    content = export(found.values(call.state.clock.now()), wanted)
    if content is None:
        raise Unsupported(f"files.export to {wanted or 'no mimeType'}")
    if len(content) > EXPORT_LIMIT_BYTES:
        raise DriveError(403, "exportSizeLimitExceeded", "This file is too large to be exported.")
    return Raw(content, wanted)


def upload_csv(call: Call) -> Json:
    """Drive v2's PUT of a CSV file over a spreadsheet: one tab is left, holding the file's rows."""
    found = open_file(call, "writer")
    if call.content_type != CSV or call.query.get("uploadType") != "media":
        raise Unsupported("an upload other than uploadType=media of text/csv")
    rows = rows_of_csv(call.content)
    edit = start_edit(call, found)
    _replace_content(edit, rows)
    finish_edit(call, found, edit)
    return {
        "kind": "drive#file",
        "id": found.id,
        "title": found.title,
        "mimeType": found.mime_type,
        "createdDate": found.created,
        "modifiedDate": found.modified,
        "version": str(found.version),
    }


def _replace_content(edit: Edit, rows: Sequence[Sequence[str]]) -> None:
    workbook = edit.workbook
    first = workbook.edit(workbook.sheets[0].id)
    edit.check(first, first.bounds)
    del workbook.sheets[1:]
    workbook.developer_metadata.clear()
    workbook.named_ranges = []
    first.row_count = max(1, len(rows))
    first.column_count = max(1, *(len(row) for row in rows), 1)
    first.properties = {name: first.properties[name] for name in ("sheetId", "title", "sheetType")}
    for objects in first.objects.values():
        objects.clear()
    first.basic_filter = None
    first.grid.truncate(0, 0)
    workbook.check_size()
    write_values(edit, first, (0, 0), rows, "USER_ENTERED")


def about(call: Call) -> Json:
    """Who the account is."""
    require_fields(call)
    return {"kind": "drive#about", "user": user(call, call.email)}


def _file(call: Call, found: DriveFile) -> Json:
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


def _check_may_own(call: Call) -> None:
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
