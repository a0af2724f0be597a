"""Drive v3 comments on a file."""

import secrets

from sandbox.google.calls import Call
from sandbox.google.drive_answers import open_file, page_of, require_fields, user
from sandbox.google.errors import DriveError
from sandbox.google.wire import Json, flag


def list_comments(call: Call) -> Json:
    """The comments on the file; Drive wants to be told which of their members."""
    require_fields(call)
    found = call.file(call.path[0])
    deleted = flag(call.query.get("includeDeleted"))
    page, token = page_of(call, [each for each in found.comments if deleted or not each["deleted"]])
    answer: Json = {"kind": "drive#commentList", "comments": list(page)}
    return answer | ({"nextPageToken": token} if token else {})


def create_comment(call: Call) -> Json:
    """A comment in the account's name."""
    require_fields(call)
    found = open_file(call, "commenter")
    body = call.body()
    if not body.get("content"):
        raise DriveError(400, "required", "Required", location="content")
    stamp = call.state.clock.stamp()
    comment: Json = {
        "kind": "drive#comment",
        "id": f"AAAA{secrets.token_urlsafe(6)}",
        "createdTime": stamp,
        "modifiedTime": stamp,
        "author": user(call, call.email),
        "content": str(body["content"]),
        "htmlContent": str(body["content"]),
        "deleted": False,
        "replies": [],
    }
    if body.get("anchor"):
        comment["anchor"] = body["anchor"]
    found.comments.append(comment)
    return comment
