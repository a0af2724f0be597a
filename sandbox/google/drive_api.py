"""The methods of Drive v3 that a spreadsheet client needs, each a function from a call to its answer."""

import base64
import secrets
from collections.abc import Sequence
from typing import Any, Final

from sandbox.google.calls import Call, Raw
from sandbox.google.drive_query import parse_query
from sandbox.google.editing import Edit
from sandbox.google.errors import DriveError, Unsupported
from sandbox.google.exporting import CSV, export, rows_of_csv
from sandbox.google.files import RANKS, DriveFile
from sandbox.google.sheets_api import finish_edit, start_edit
from sandbox.google.value_ranges import write_values
from sandbox.google.wire import Json, flag

EXPORT_LIMIT_BYTES: Final = 10 * 2**20
PAGE_SIZE: Final = 100
LARGEST_PAGE: Final = 1000
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
    made.parents = [str(each) for each in body.get("parents") or ["root"]]
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
    page, token = _page(call, ordered)
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
    made.parents = [str(each) for each in body.get("parents") or source.parents]
    if source.workbook is not None:
        made.workbook = source.workbook.fork()
        made.workbook.properties = source.workbook.properties | {"title": title}
    return _file(call, made)


def update_file(call: Call) -> Json:
    """Another name, description, folder, or the bin."""
    found = _open(call, "writer")
    body = call.body()
    if "name" in body:
        _rename(call, found, str(body["name"]))
    if "description" in body:
        found.description = str(body["description"])
    if "trashed" in body:
        if call.email != found.owner:
            raise _not_allowed()
        found.trashed = flag(body["trashed"])
    gone = call.query.get("removeParents", "").split(",")
    added = [each for each in call.query.get("addParents", "").split(",") if each]
    found.parents = [each for each in found.parents if each not in gone] + added
    found.touch(call.email, call.state.clock.stamp())
    return _file(call, found)


def delete_file(call: Call) -> Raw:
    """Gone for good, not into the bin; only its owner may."""
    found = _open(call, "owner")
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
    found = _open(call, "writer")
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


def list_permissions(call: Call) -> Json:
    """Everybody the file is open to; only for those who may write."""
    found = _open(call, "writer")
    page, token = _page(call, found.permissions)
    permissions = [_bare(call, each, "id", "type", "kind", "role") for each in page]
    answer: Json = {"kind": "drive#permissionList", "permissions": permissions}
    return answer | ({"nextPageToken": token} if token else {})


def create_permission(call: Call) -> Json:
    """Share the file; making somebody its owner needs `transferOwnership`."""
    found = _open(call, "writer")
    body = call.body()
    kind, role = str(body.get("type", "")), str(body.get("role", ""))
    _check_permission(call, found, kind, role)
    address = body.get("domain") if kind == "domain" else body.get("emailAddress")
    if kind != "anyone" and not address:
        raise DriveError(
            400, "required", f"The permission type {kind} needs an address.", location="permission"
        )
    if role == "owner":
        _demote_owner(found)
    permission = found.share(kind, role, None if kind == "anyone" else str(address))
    found.version += 1
    return _bare(call, permission, "id", "type", "kind", "role")


def get_permission(call: Call) -> Json:
    """One entry of the file's sharing."""
    found = call.file(call.path[0])
    index = _permission_index(found, call.path[1])
    return _bare(call, found.permissions[index], "id", "type", "kind", "role")


def update_permission(call: Call) -> Json:
    """Another role; the owner may offer the file, and whom it was offered to may take it."""
    found = _open(call, "writer")
    index = _permission_index(found, call.path[1])
    body = call.body()
    before = found.permissions[index]
    role = str(body.get("role", before["role"]))
    if role == "owner" and before["role"] != "owner":
        _check_transfer(call, found, before)
        _demote_owner(found)
    elif before["role"] == "owner" and role != "owner":
        raise _not_allowed()
    else:
        _check_permission(call, found, before["type"], role)
    pending = flag(body.get("pendingOwner")) and role != "owner"
    found.permissions[index] = before | {"role": role, "pendingOwner": pending}
    found.version += 1
    return _bare(call, found.permissions[index], "id", "type", "kind", "role")


def delete_permission(call: Call) -> Raw:
    """Close the file to somebody; its owner cannot be shut out."""
    found = call.file(call.path[0])
    index = _permission_index(found, call.path[1])
    permission = found.permissions[index]
    own = permission.get("emailAddress") == call.email
    if permission["role"] == "owner" or (not own and found.rank(call.email) < RANKS["writer"]):
        raise _not_allowed()
    del found.permissions[index]
    found.version += 1
    return Raw(b"", "text/html", 204)


def list_comments(call: Call) -> Json:
    """The comments on the file; Drive wants to be told which of their members."""
    _require_fields(call)
    found = call.file(call.path[0])
    deleted = flag(call.query.get("includeDeleted"))
    page, token = _page(call, [each for each in found.comments if deleted or not each["deleted"]])
    answer: Json = {"kind": "drive#commentList", "comments": list(page)}
    return answer | ({"nextPageToken": token} if token else {})


def create_comment(call: Call) -> Json:
    """A comment in the account's name."""
    _require_fields(call)
    found = _open(call, "commenter")
    body = call.body()
    if not body.get("content"):
        raise DriveError(400, "required", "Required", location="content")
    stamp = call.state.clock.stamp()
    comment: Json = {
        "kind": "drive#comment",
        "id": f"AAAA{secrets.token_urlsafe(6)}",
        "createdTime": stamp,
        "modifiedTime": stamp,
        "author": _user(call, call.email),
        "content": str(body["content"]),
        "htmlContent": str(body["content"]),
        "deleted": False,
        "replies": [],
    }
    if body.get("anchor"):
        comment["anchor"] = body["anchor"]
    found.comments.append(comment)
    return comment


def about(call: Call) -> Json:
    """Who the account is."""
    _require_fields(call)
    return {"kind": "drive#about", "user": _user(call, call.email)}


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
        "owners": [_user(call, found.owner)],
        "lastModifyingUser": _user(call, found.modified_by),
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
    return _bare(call, resource, *BARE_FILE)


def _bare(call: Call, resource: Json, *names: str) -> Json:
    """Drive leaves out most of a resource unless `fields` asks for it."""
    if call.query.get("fields"):
        return resource
    return {name: resource[name] for name in names}


def _user(call: Call, email: str) -> Json:
    return {
        "kind": "drive#user",
        "displayName": email.partition("@")[0],
        "me": email == call.email,
        "emailAddress": email,
    }


def _open(call: Call, role: str) -> DriveFile:
    """The file in the path, if the account's role in it goes that far."""
    found = call.file(call.path[0])
    if found.rank(call.email) < RANKS[role]:
        raise _not_allowed()
    return found


def _not_allowed() -> DriveError:
    return DriveError(
        403,
        "insufficientFilePermissions",
        "The user does not have sufficient permissions for this file.",
    )


def _check_may_own(call: Call) -> None:
    if not call.state.accounts_can_create:
        raise DriveError(
            403,
            "storageQuotaExceeded",
            "The user's Drive storage quota has been exceeded.",
            domain="usageLimits",
        )


def _check_permission(call: Call, found: DriveFile, kind: str, role: str) -> None:
    if kind not in ("user", "group", "domain", "anyone"):
        raise DriveError(
            400, "invalid", "The permission type field is required.", location="permission.type"
        )
    if role not in RANKS:
        raise DriveError(
            400, "invalid", "The specified role is invalid.", location="permission.role"
        )
    if role == "owner":
        _check_transfer(call, found, {})


def _check_transfer(call: Call, found: DriveFile, permission: Json) -> None:
    if not flag(call.query.get("transferOwnership")):
        raise DriveError(
            403,
            "forbidden",
            "The transferOwnership parameter must be enabled when the permission role is 'owner'.",
            location="transferOwnership",
        )
    taking = permission.get("pendingOwner") and permission.get("emailAddress") == call.email
    if call.email != found.owner and not taking:
        raise _not_allowed()


def _demote_owner(found: DriveFile) -> None:
    found.permissions = [
        each | {"role": "writer"} if each["role"] == "owner" else each for each in found.permissions
    ]


def _permission_index(found: DriveFile, number: str) -> int:
    for index, each in enumerate(found.permissions):
        if each["id"] == number:
            return index
    raise DriveError(404, "notFound", f"Permission not found: {number}.", location="permissionId")


def _require_fields(call: Call) -> None:
    if not call.query.get("fields"):
        raise DriveError(
            400,
            "required",
            "The 'fields' parameter is required for this method.",
            location="fields",
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


def _page(call: Call, found: Sequence[Any]) -> tuple[Sequence[Any], str | None]:
    """The page that is asked for, and the token of the one after it."""
    try:
        size = min(int(call.query.get("pageSize") or PAGE_SIZE), LARGEST_PAGE)
        token = call.query.get("pageToken")
        start = int(base64.urlsafe_b64decode(token)) if token else 0
    except ValueError:
        raise DriveError(400, "invalid", "Invalid Value", location="pageToken") from None
    end = start + size
    following = base64.urlsafe_b64encode(str(end).encode()).decode()
    return found[start:end], following if end < len(found) else None
