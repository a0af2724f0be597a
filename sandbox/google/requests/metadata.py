"""Developer metadata: marks that programs leave on a file, a tab, a row or a column.

A mark may be given an id of one's own; an id in use refuses the whole batch, which makes it the one
idempotency key that Google enforces.
"""

import secrets
from typing import Final

from sandbox.google.editing import Edit
from sandbox.google.errors import BadRequest
from sandbox.google.ranges import dimension_of, metadata_matches
from sandbox.google.requests.handler import handler, update_mask
from sandbox.google.wire import Json, child, integer, members
from sandbox.google.workbook import Workbook

STORAGE_LIMIT: Final = 30_000
VISIBILITIES: Final = ("DOCUMENT", "PROJECT")


def create(edit: Edit, body: Json) -> Json:
    """A new mark; an id in use refuses the batch."""
    workbook = edit.workbook
    asked = child(body, "developerMetadata")
    key = asked.get("metadataKey")
    if not key:
        raise BadRequest("Developer metadata must have a key.")
    number = _new_id(workbook, asked.get("metadataId"))
    metadata = {
        "metadataId": number,
        "metadataKey": str(key),
        "metadataValue": str(asked.get("metadataValue", "")),
        "location": _location(workbook, child(asked, "location")),
        "visibility": _visibility(asked),
    }
    workbook.developer_metadata[number] = _without_empty_value(metadata)
    _check_storage(workbook)
    return {"developerMetadata": workbook.developer_metadata[number]}


def update(edit: Edit, body: Json) -> Json:
    """Change every mark that a filter matches."""
    workbook = edit.workbook
    mask = update_mask(body)
    asked = child(body, "developerMetadata")
    changed = []
    for metadata in found(workbook, members(body, "dataFilters")):
        after = mask.updated(metadata, asked) | {"metadataId": metadata["metadataId"]}
        after["location"] = _location(workbook, after.get("location", {}))
        after["visibility"] = _visibility(after)
        workbook.developer_metadata[metadata["metadataId"]] = _without_empty_value(after)
        changed.append(after)
    _check_storage(workbook)
    return {"developerMetadata": changed}


def delete(edit: Edit, body: Json) -> Json:
    """Take away every mark that the filter matches."""
    doomed = found(edit.workbook, [child(body, "dataFilter")])
    for metadata in doomed:
        del edit.workbook.developer_metadata[metadata["metadataId"]]
    return {"deletedDeveloperMetadata": doomed} if doomed else {}


def found(workbook: Workbook, data_filters: list[Json]) -> list[Json]:
    """All metadata that any of the filters matches, each once, in order of creation."""
    lookups = [_lookup(workbook, each) for each in data_filters]
    return [
        metadata
        for metadata in workbook.developer_metadata.values()
        if any(metadata_matches(metadata, lookup) for lookup in lookups)
    ]


def _lookup(workbook: Workbook, data_filter: Json) -> Json:
    """A filter by range asks for the metadata on places that meet the range."""
    if "developerMetadataLookup" in data_filter:
        return child(data_filter, "developerMetadataLookup")
    raise BadRequest("DataFilter must specify a developerMetadataLookup.")


def _new_id(workbook: Workbook, asked: object) -> int:
    if asked is None:
        while (number := 1 + secrets.randbelow(2**31 - 1)) in workbook.developer_metadata:
            continue
        return number
    number = integer({"metadataId": asked}, "metadataId")
    if number <= 0:
        raise BadRequest("Developer metadata ID must be greater than 0.")
    if number in workbook.developer_metadata:
        raise BadRequest(f"Developer metadata with ID {number} already exists.")
    return number


def _location(workbook: Workbook, asked: Json) -> Json:
    kinds = [name for name in ("spreadsheet", "sheetId", "dimensionRange") if name in asked]
    match kinds:
        case ["spreadsheet"]:
            return {"locationType": "SPREADSHEET", "spreadsheet": True}
        case ["sheetId"]:
            sheet = workbook.sheet(integer(asked, "sheetId"))
            return {"locationType": "SHEET", "sheetId": sheet.id}
        case ["dimensionRange"]:
            return _dimension_location(workbook, child(asked, "dimensionRange"))
        case _:
            pass
    raise BadRequest("Developer metadata must have exactly one location.")


def _dimension_location(workbook: Workbook, asked: Json) -> Json:
    sheet, dimension, start, end = dimension_of(workbook, asked)
    if end != start + 1:
        raise BadRequest("Developer metadata can only be associated with a single row or column.")
    if end > sheet.size(dimension):
        raise BadRequest(f"Developer metadata location is outside the grid: index {start}.")
    span = {"sheetId": sheet.id, "dimension": dimension, "startIndex": start, "endIndex": end}
    return {"locationType": dimension.removesuffix("S"), "dimensionRange": span}


def _visibility(metadata: Json) -> str:
    visibility = metadata.get("visibility")
    if visibility not in VISIBILITIES:
        raise BadRequest("Developer metadata must have a visibility.")
    return str(visibility)


def _without_empty_value(metadata: Json) -> Json:
    return {name: content for name, content in metadata.items() if content != ""}


def _check_storage(workbook: Workbook) -> None:
    """30,000 characters for the file, and as many again for each tab with its rows and columns."""
    used: dict[object, int] = {}
    for metadata in workbook.developer_metadata.values():
        place = metadata["location"]
        where = place.get("dimensionRange", place).get("sheetId", "the file")
        size = len(metadata["metadataKey"]) + len(metadata.get("metadataValue", ""))
        used[where] = used.get(where, 0) + size
    if max(used.values(), default=0) > STORAGE_LIMIT:
        raise BadRequest(
            "Adding the requested developer metadata would exceed the allowed storage limit"
        )


HANDLERS = {
    "createDeveloperMetadata": handler(create, "developerMetadata"),
    "updateDeveloperMetadata": handler(update, "dataFilters developerMetadata fields"),
    "deleteDeveloperMetadata": handler(delete, "dataFilter"),
}
