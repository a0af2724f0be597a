"""What the methods of Drive share: sparse resources, roles, pages."""

import base64
from collections.abc import Sequence
from typing import Any, Final

from sandbox.google.calls import Call
from sandbox.google.errors import DriveError
from sandbox.google.files import RANKS, DriveFile
from sandbox.google.wire import Json

PAGE_SIZE: Final = 100
LARGEST_PAGE: Final = 1000


def bare(call: Call, resource: Json, *names: str) -> Json:
    """Drive leaves out most of a resource unless `fields` asks for it."""
    if call.query.get("fields"):
        return resource
    return {name: resource[name] for name in names}


def user(call: Call, email: str) -> Json:
    """A person as Drive names them."""
    return {
        "kind": "drive#user",
        "displayName": email.partition("@")[0],
        "me": email == call.email,
        "emailAddress": email,
    }


def open_file(call: Call, role: str) -> DriveFile:
    """The file in the path, if the account's role in it goes that far."""
    found = call.file(call.path[0])
    if found.rank(call.email) < RANKS[role]:
        raise not_allowed()
    return found


def not_allowed() -> DriveError:
    """The refusal of something that the account's role does not go as far as."""
    return DriveError(
        403,
        "insufficientFilePermissions",
        "The user does not have sufficient permissions for this file.",
    )


def require_fields(call: Call) -> None:
    """Refuse a call that does not say which members it wants."""
    if not call.query.get("fields"):
        raise DriveError(
            400,
            "required",
            "The 'fields' parameter is required for this method.",
            location="fields",
        )


def page_of(call: Call, found: Sequence[Any]) -> tuple[Sequence[Any], str | None]:
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
