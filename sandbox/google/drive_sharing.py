"""Drive v3 permissions: whom a file is open to, and how far."""

from sandbox.google.calls import Call, Raw
from sandbox.google.drive_answers import bare, not_allowed, open_file, page_of
from sandbox.google.errors import DriveError
from sandbox.google.files import RANKS, DriveFile
from sandbox.google.wire import Json, flag


def list_permissions(call: Call) -> Json:
    """Everybody the file is open to; only for those who may write."""
    found = open_file(call, "writer")
    page, token = page_of(call, found.permissions)
    permissions = [bare(call, each, "id", "type", "kind", "role") for each in page]
    answer: Json = {"kind": "drive#permissionList", "permissions": permissions}
    return answer | ({"nextPageToken": token} if token else {})


def create_permission(call: Call) -> Json:
    """Share the file; making somebody its owner needs `transferOwnership`."""
    found = open_file(call, "writer")
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
    return bare(call, permission, "id", "type", "kind", "role")


def get_permission(call: Call) -> Json:
    """One entry of the file's sharing."""
    found = call.file(call.path[0])
    index = _permission_index(found, call.path[1])
    return bare(call, found.permissions[index], "id", "type", "kind", "role")


def update_permission(call: Call) -> Json:
    """Another role; the owner may offer the file, and whom it was offered to may take it."""
    found = open_file(call, "writer")
    index = _permission_index(found, call.path[1])
    body = call.body()
    before = found.permissions[index]
    role = str(body.get("role", before["role"]))
    if role == "owner" and before["role"] != "owner":
        _check_transfer(call, found, before)
        _demote_owner(found)
    elif before["role"] == "owner" and role != "owner":
        raise not_allowed()
    else:
        _check_permission(call, found, before["type"], role)
    pending = flag(body.get("pendingOwner")) and role != "owner"
    found.permissions[index] = before | {"role": role, "pendingOwner": pending}
    found.version += 1
    return bare(call, found.permissions[index], "id", "type", "kind", "role")


def delete_permission(call: Call) -> Raw:
    """Close the file to somebody; its owner cannot be shut out."""
    found = call.file(call.path[0])
    index = _permission_index(found, call.path[1])
    permission = found.permissions[index]
    own = permission.get("emailAddress") == call.email
    if permission["role"] == "owner" or (not own and found.rank(call.email) < RANKS["writer"]):
        raise not_allowed()
    del found.permissions[index]
    found.version += 1
    return Raw(b"", "text/html", 204)


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
        raise not_allowed()


def _demote_owner(found: DriveFile) -> None:
    found.permissions = [
        each | {"role": "writer"} if each["role"] == "owner" else each for each in found.permissions
    ]


def _permission_index(found: DriveFile, number: str) -> int:
    for index, each in enumerate(found.permissions):
        if each["id"] == number:
            return index
    raise DriveError(404, "notFound", f"Permission not found: {number}.", location="permissionId")
