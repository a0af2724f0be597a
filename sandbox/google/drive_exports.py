"""Spreadsheets as files: by Drive's `files.export`, and by the address the page itself downloads from."""

from typing import Final

from sandbox.google.calls import Call, Raw
from sandbox.google.errors import BadRequest, DriveError, Unsupported
from sandbox.google.exporting import CSV, TSV, XLSX, export

EXPORT_LIMIT_BYTES: Final = 10 * 2**20
FORMATS: Final = {"csv": CSV, "tsv": TSV, "xlsx": XLSX}


def export_file(call: Call) -> Raw:
    """The spreadsheet in another format; texts hold its first tab."""
    wanted = call.query.get("mimeType", "")
    return _exported(call, wanted, sheet_id=None)


def download(call: Call) -> Raw:
    """The spreadsheet, or with `gid` one tab of it, as the page's own menu gives it."""
    wanted = call.query.get("format", "xlsx")
    gid = call.query.get("gid")
    if gid is not None and not gid.isdigit():
        raise BadRequest(f"Invalid value at 'gid' (TYPE_INT32), \"{gid}\"")
    sheet_id = None if gid is None else int(gid)
    return _exported(call, FORMATS.get(wanted, wanted), sheet_id=sheet_id)


def _exported(call: Call, wanted: str, *, sheet_id: int | None) -> Raw:
    found = call.file(call.path[0])
    if found.workbook is None:
        raise DriveError(403, "fileNotExportable", "Export only supports Docs Editors files.")
    place = 0 if sheet_id is None else found.workbook.position(sheet_id)
    content = export(found.values(call.state.clock.now()), wanted, place)
    if content is None:
        raise Unsupported(f"files.export to {wanted or 'no mimeType'}")
    if len(content) > EXPORT_LIMIT_BYTES:
        raise DriveError(403, "exportSizeLimitExceeded", "This file is too large to be exported.")
    return Raw(content, wanted)
