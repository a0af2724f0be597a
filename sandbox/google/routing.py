"""Which method of which service a path means.

Paths are taken apart while still percent-encoded, since a range may hold `/`, `:` and `!`; a custom
verb is what follows the last colon, and only where the service has such a verb. A slash at the end,
or before the verb, means nothing.
"""

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote

from sandbox.google import (
    drive_api,
    drive_comments,
    drive_exports,
    drive_history,
    drive_sharing,
    drive_uploads,
    sheets_api,
    values_api,
)
from sandbox.google.calls import Operation

SHEETS: Final = "sheets.googleapis.com"
DRIVE: Final = "drive.googleapis.com"
_SPREADSHEET: Final = r"/v4/spreadsheets/([^/:]+)"
_IDLE_SLASH: Final = re.compile(r"/(?=$|:[A-Za-z]+$)")


@dataclass(frozen=True, slots=True)
class Route:
    """One method of the API: how it is addressed, whether it counts as a read or a write."""

    method: str
    pattern: re.Pattern[str]
    operation: Operation
    kind: str
    service: str


@dataclass(frozen=True, slots=True)
class Match:
    """The route of a request, and the names in its path, decoded."""

    route: Route
    path: tuple[str, ...]


def find(method: str, raw_path: str) -> Match | None:
    """The method that a request means, None if there is none."""
    path = _IDLE_SLASH.sub("", raw_path)
    for route in ROUTES:
        found = route.pattern.fullmatch(path) if route.method == method else None
        if found:
            return Match(route, tuple(unquote(each) for each in found.groups()))
    return None


def _sheets(method: str, path: str, operation: Operation, kind: str) -> Route:
    pattern = re.compile(path.replace("{spreadsheet}", _SPREADSHEET))
    return Route(method, pattern, operation, kind, SHEETS)


def _drive(method: str, path: str, operation: Operation) -> Route:
    """A method of Drive v3; `*` in the path stands for an id."""
    pattern = re.compile("/drive/v3/" + path.replace("*", "([^/]+)"))
    return Route(method, pattern, operation, "read" if method == "GET" else "write", DRIVE)


def _upload(method: str, path: str, operation: Operation) -> Route:
    """A method of Drive that takes bytes, at the address for those."""
    return Route(method, re.compile(f"/upload/drive/{path}"), operation, "write", DRIVE)


ROUTES: Final = (
    _sheets("GET", "{spreadsheet}", sheets_api.get_spreadsheet, "read"),
    _sheets("POST", "/v4/spreadsheets", sheets_api.create_spreadsheet, "write"),
    _sheets("POST", "{spreadsheet}:batchUpdate", sheets_api.batch_update, "write"),
    _sheets("POST", "{spreadsheet}:getByDataFilter", sheets_api.get_by_data_filter, "read"),
    _sheets("POST", r"{spreadsheet}/sheets/([^/:]+):copyTo", sheets_api.copy_sheet, "write"),
    _sheets("GET", r"{spreadsheet}/developerMetadata/([^/:]+)", sheets_api.get_metadata, "read"),
    _sheets("POST", "{spreadsheet}/developerMetadata:search", sheets_api.search_metadata, "read"),
    _sheets("GET", "{spreadsheet}/values:batchGet", values_api.batch_get, "read"),
    _sheets("POST", "{spreadsheet}/values:batchUpdate", values_api.batch_update, "write"),
    _sheets("POST", "{spreadsheet}/values:batchClear", values_api.batch_clear, "write"),
    _sheets(
        "POST",
        "{spreadsheet}/values:batchGetByDataFilter",
        values_api.batch_get_by_data_filter,
        "read",
    ),
    _sheets(
        "POST",
        "{spreadsheet}/values:batchUpdateByDataFilter",
        values_api.batch_update_by_data_filter,
        "write",
    ),
    _sheets(
        "POST",
        "{spreadsheet}/values:batchClearByDataFilter",
        values_api.batch_clear_by_data_filter,
        "write",
    ),
    _sheets("POST", r"{spreadsheet}/values/(.+):append", values_api.append, "write"),
    _sheets("POST", r"{spreadsheet}/values/(.+):clear", values_api.clear, "write"),
    _sheets("GET", r"{spreadsheet}/values/(.+)", values_api.get, "read"),
    _sheets("PUT", r"{spreadsheet}/values/(.+)", values_api.update, "write"),
    _drive("GET", "about", drive_api.about),
    _drive("POST", "files", drive_api.create_file),
    _drive("GET", "files", drive_api.list_files),
    _drive("GET", "files/*", drive_api.get_file),
    _drive("PATCH", "files/*", drive_api.update_file),
    _drive("DELETE", "files/*", drive_api.delete_file),
    _drive("POST", "files/*/copy", drive_api.copy_file),
    _drive("GET", "files/*/export", drive_exports.export_file),
    _drive("GET", "files/*/permissions", drive_sharing.list_permissions),
    _drive("POST", "files/*/permissions", drive_sharing.create_permission),
    _drive("GET", "files/*/permissions/*", drive_sharing.get_permission),
    _drive("PATCH", "files/*/permissions/*", drive_sharing.update_permission),
    _drive("DELETE", "files/*/permissions/*", drive_sharing.delete_permission),
    _drive("GET", "files/*/comments", drive_comments.list_comments),
    _drive("POST", "files/*/comments", drive_comments.create_comment),
    _drive("GET", r"changes/startPageToken", drive_history.start_page_token),
    _drive("GET", "changes", drive_history.list_changes),
    _drive("GET", "files/*/revisions", drive_history.list_revisions),
    _drive("GET", "files/*/revisions/*", drive_history.get_revision),
    _upload("PUT", "v2/files/([^/]+)", drive_uploads.upload_csv),
    _upload("POST", "v3/files", drive_uploads.create_from_csv),
    _upload("PATCH", "v3/files/([^/]+)", drive_uploads.update_from_csv),
    Route(
        "GET",
        re.compile("/spreadsheets/d/([^/]+)/export"),
        drive_exports.download,
        "read",
        DRIVE,
    ),
)
