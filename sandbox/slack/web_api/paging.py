"""Cursors: long lists in pieces, each naming the next."""

import base64
import binascii

from sandbox.slack.web_api.calls import ApiError, Call
from sandbox.slack.wire import JsonObject

LIMIT_AT_MOST = 1000


def paged(call: Call, name: str, rows: list[JsonObject], *, default: int = 100) -> JsonObject:
    """One page of `rows` under `name`, with the cursor of the next page.

    Raises:
        ApiError: `invalid_limit`, or `invalid_cursor`.
    """
    limit = call.number("limit", default)
    if not 0 <= limit <= LIMIT_AT_MOST:
        raise ApiError("invalid_limit")
    start = _start(call.text("cursor"))
    end = start + (limit or default)
    cursor = _cursor(end) if end < len(rows) else ""
    return {name: rows[start:end], "response_metadata": {"next_cursor": cursor}}


def _cursor(start: int) -> str:
    return base64.b64encode(f"next:{start}".encode()).decode()


def _start(cursor: str) -> int:
    if not cursor:
        return 0
    try:
        word, _, start = base64.b64decode(cursor, validate=True).decode().partition(":")
        if word != "next":
            raise ApiError("invalid_cursor")
        return int(start)
    except (binascii.Error, UnicodeDecodeError, ValueError) as error:
        raise ApiError("invalid_cursor") from error
