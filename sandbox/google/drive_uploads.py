"""Files that come with bytes: a CSV file becomes a spreadsheet, or takes the place of one's content."""

import email.policy
from collections.abc import Sequence
from email.message import Message
from email.parser import BytesParser
from json import loads
from typing import Final

from aiohttp.hdrs import CONTENT_TYPE

from sandbox.google.calls import Call
from sandbox.google.drive_answers import open_file
from sandbox.google.drive_api import check_may_own, file_resource
from sandbox.google.editing import Edit
from sandbox.google.errors import BadRequest, Unsupported
from sandbox.google.exporting import CSV, rows_of_csv
from sandbox.google.files import SPREADSHEET
from sandbox.google.requests.tabs import DEFAULT_COLUMNS, DEFAULT_ROWS
from sandbox.google.sheets_api import finish_edit, start_edit
from sandbox.google.value_writing import write_values
from sandbox.google.wire import Json
from sandbox.google.workbook import Sheet

PARTS: Final = 2


def create_from_csv(call: Call) -> Json:
    """Make a spreadsheet of the account's own out of a CSV file."""
    check_may_own(call)
    told, content = _parts(call)
    if told.get("mimeType") != SPREADSHEET:
        raise Unsupported("an upload that does not become a spreadsheet")
    made = call.state.files.add(str(told.get("name") or "Untitled"), call.email)
    edit = start_edit(call, made)
    _replace_content(edit, rows_of_csv(content))
    finish_edit(call, made, edit)
    return file_resource(call, made)


def update_from_csv(call: Call) -> Json:
    """Put a CSV file in the place of a spreadsheet's content."""
    found = open_file(call, "writer")
    _, content = _parts(call)
    edit = start_edit(call, found)
    _replace_content(edit, rows_of_csv(content))
    finish_edit(call, found, edit)
    return file_resource(call, found)


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
    """One new tab, of the usual size or larger, in the place of all; it is called like the file."""
    workbook = edit.workbook
    edit.check(workbook.sheets[0], workbook.sheets[0].bounds)
    number, title = workbook.unused_sheet_id(), workbook.properties["title"]
    height, width = len(rows), max((len(row) for row in rows), default=0)
    fresh = Sheet(
        {"sheetId": number, "title": title, "sheetType": "GRID"},
        max(DEFAULT_ROWS, height),
        max(DEFAULT_COLUMNS, width),
    )
    workbook.sheets.clear()
    workbook.add(fresh)
    workbook.developer_metadata.clear()
    workbook.named_ranges = []
    workbook.check_size()
    write_values(edit, fresh, (0, 0), rows, "USER_ENTERED")


def _parts(call: Call) -> tuple[Json, bytes]:
    """The resource that an upload tells, if any, and its CSV file.

    Raises:
        BadRequest: it is no upload of two parts.
        Unsupported: it is one in another way, or of another kind of file.
    """
    way = call.query.get("uploadType")
    told: Json = {}
    kind, content = call.content_type, call.content
    if way == "multipart":
        told, kind, content = _two_parts(call)
    elif way != "media":
        raise Unsupported(f"an upload of uploadType={way}")
    if kind != CSV:
        raise Unsupported(f"an upload of {kind}")
    return told, content


def _two_parts(call: Call) -> tuple[Json, str, bytes]:
    """The resource, and the kind and bytes of the file, of a multipart upload."""
    head = f"Content-Type: {call.headers.get(CONTENT_TYPE, '')}\r\n\r\n".encode()
    parsed = BytesParser(policy=email.policy.HTTP).parsebytes(head + call.content)
    parts = list(parsed.walk())[1:]
    if len(parts) != PARTS:
        raise BadRequest("Invalid multipart request with 0 mime parts.")
    told, file = parts
    try:
        resource = dict(loads(_bytes_of(told)))
    except (TypeError, ValueError) as error:
        raise BadRequest("Invalid JSON payload received. Unexpected token.") from error
    return resource, file.get_content_type(), _bytes_of(file)


def _bytes_of(part: Message) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""
