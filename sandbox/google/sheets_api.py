"""The methods of Sheets v4, each a function from a call to its answer."""

from sandbox.google.batch_update import apply_requests
from sandbox.google.calls import Call
from sandbox.google.editing import Edit
from sandbox.google.errors import BadRequest, NotFound, PermissionDenied
from sandbox.google.fieldmask import FieldMask
from sandbox.google.files import DriveFile
from sandbox.google.protection import Actor
from sandbox.google.ranges import locate, places_of_all
from sandbox.google.requests import metadata, tabs
from sandbox.google.resource import View, sheet_properties, spreadsheet
from sandbox.google.shifting import as_answered
from sandbox.google.wire import Json, child, flag, members, texts
from sandbox.google.workbook import Workbook, new_workbook


def get_spreadsheet(call: Call) -> Json:
    """The file with its tabs; with cells if they are asked for, by switch or by mask."""
    found = call.spreadsheet(call.path[0])
    workbook = workbook_of(found)
    places = [locate(workbook, text)[:2] for text in call.query.getall("ranges", [])]
    fields = call.query.get("fields")
    mask = FieldMask.parse(fields) if fields else None
    cells = mask.wants("sheets.data") if mask else flag(call.query.get("includeGridData"))
    return _shown(call, found, View(found.actor(call.email), places or None, cells, mask))


def get_by_data_filter(call: Call) -> Json:
    """The tabs and cells that data filters match."""
    found = call.spreadsheet(call.path[0])
    body = call.body()
    places = places_of_all(workbook_of(found), body)
    fields = call.query.get("fields")
    mask = FieldMask.parse(fields) if fields else None
    cells = mask.wants("sheets.data") if mask else flag(body.get("includeGridData"))
    return _shown(call, found, View(found.actor(call.email), places, cells, mask))


def create_spreadsheet(call: Call) -> Json:
    """POST /v4/spreadsheets: a file of the account's own, with the tabs that the body tells."""
    if not call.state.accounts_can_create:
        raise PermissionDenied
    body = call.body()
    asked = child(body, "properties")
    title = str(asked.get("title") or "Untitled spreadsheet")
    workbook = new_workbook(title)
    workbook.properties = workbook.properties | asked | {"title": title}
    _lay_out(call, workbook, members(body, "sheets"))
    made = call.state.files.add(title, call.email)
    made.workbook = workbook
    return _shown(call, made, View(made.actor(call.email)))


def batch_update(call: Call) -> Json:
    """All requests or none, and what they answer."""
    found = call.spreadsheet(call.path[0], "writer")
    body = call.body()
    edit = start_edit(call, found)
    replies = apply_requests(edit, body)
    finish_edit(call, found, edit)
    answer: Json = {
        "spreadsheetId": found.id,
        "replies": as_answered(replies),
        "commentUpdateState": "NO_UPDATES_REQUESTED",
    }
    if flag(body.get("includeSpreadsheetInResponse")):
        answer["updatedSpreadsheet"] = _updated(call, found, body)
    return answer


def copy_sheet(call: Call) -> Json:
    """sheets/{id}:copyTo: a copy of one tab in another file."""
    source_file = call.spreadsheet(call.path[0])
    source = workbook_of(source_file).sheet(_sheet_id(call.path[1]))
    target = call.spreadsheet(str(call.body().get("destinationSpreadsheetId", "")), "writer")
    edit = start_edit(call, target)
    workbook = edit.workbook
    title = _free_title(workbook, f"Copy of {source.title}")
    twin = tabs.copied_sheet(source, workbook.unused_sheet_id(), title)
    workbook.add(twin)
    finish_edit(call, target, edit)
    return sheet_properties(workbook, twin)


def get_metadata(call: Call) -> Json:
    """One mark by its id."""
    found = call.spreadsheet(call.path[0])
    number = _sheet_id(call.path[1])
    kept = workbook_of(found).developer_metadata.get(number)
    if kept is None:
        raise NotFound(f"No developer metadata with ID {number}")
    found_metadata: Json = as_answered(kept)
    return found_metadata


def search_metadata(call: Call) -> Json:
    """Every mark that a filter matches."""
    found = call.spreadsheet(call.path[0])
    filters = members(call.body(), "dataFilters")
    matched = [
        {"developerMetadata": as_answered(each), "dataFilters": filters}
        for each in metadata.found(workbook_of(found), filters)
    ]
    return {"matchedDeveloperMetadata": matched} if matched else {}


def workbook_of(found: DriveFile) -> Workbook:
    """The content of a file that is known to be a spreadsheet."""
    if found.workbook is None:
        raise NotFound
    return found.workbook


def start_edit(call: Call, found: DriveFile) -> Edit:
    """Begin a change: on a fork, in the name of the caller."""
    fork = workbook_of(found).fork()
    return Edit(fork, found.actor(call.email), call.state.clock.now())


def finish_edit(call: Call, found: DriveFile, edit: Edit) -> None:
    """Make what was changed the file's present version."""
    found.commit(edit.workbook, call.email, call.state.clock.stamp())


def _updated(call: Call, found: DriveFile, body: Json) -> Json:
    """`updatedSpreadsheet`; a field mask in the address overrides the switch for cells."""
    workbook = workbook_of(found)
    places = [locate(workbook, text)[:2] for text in texts(body, "responseRanges")]
    cells = flag(body.get("responseIncludeGridData"))
    return _shown(call, found, View(found.actor(call.email), places or None, cells))


def _shown(call: Call, found: DriveFile, view: View) -> Json:
    cells = found.values(call.state.clock.now())
    return spreadsheet(found.id, workbook_of(found), cells, view)


def _lay_out(call: Call, workbook: Workbook, sheets: list[Json]) -> None:
    """Put the tabs that are told, with their cells, in the place of the one a new file has."""
    if not sheets:
        return
    workbook.sheets.clear()
    edit = Edit(workbook, Actor(call.email, owns_file=True), call.state.clock.now())
    for told in sheets:
        tabs.add_sheet(edit, {"properties": child(told, "properties")})
        tabs.fill_sheet(edit, workbook.sheets[-1], told)


def _sheet_id(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise BadRequest(f"Invalid value at 'sheet_id' (TYPE_INT32), \"{text}\"") from None


def _free_title(workbook: Workbook, wanted: str) -> str:
    title, number = wanted, 1
    while workbook.titled(title):
        number += 1
        title = f"{wanted} {number}"
    return title
