"""From the ways a request can name cells to a tab and a rectangle inside its grid."""

from collections.abc import Iterator
from dataclasses import replace

from sandbox.google.a1 import A1Error, A1Range, GridLimitError, format_a1, parse_a1
from sandbox.google.bounds import Bounds
from sandbox.google.errors import BadRequest
from sandbox.google.wire import Json, child, integer, members
from sandbox.google.workbook import Sheet, Workbook

Place = tuple[Sheet, Bounds]


def locate(workbook: Workbook, text: str) -> tuple[Sheet, Bounds, A1Range]:
    """What an A1 text names: the tab, the rectangle clipped to its grid, and the text as parsed.

    Raises:
        BadRequest: if it does not parse, names no tab, or starts outside the grid.
    """
    try:
        parsed = parse_a1(text)
        named = _named_range(workbook, parsed)
        if named is not None:
            sheet, bounds = bounds_of(workbook, named)
            return sheet, bounds, a1_range(sheet, bounds)
        sheet = _sheet_of(workbook, parsed, text)
        whole = replace(parsed, sheet_title=sheet.title, bare_name=False)
        return sheet, _concrete(whole.clipped(sheet.row_count, sheet.column_count)), whole
    except (A1Error, GridLimitError) as error:
        raise BadRequest(str(error)) from error


def bounds_of(workbook: Workbook, grid_range: Json) -> Place:
    """The tab and rectangle of a GridRange; ends that are left open run to the grid's edge.

    Raises:
        BadRequest: if the tab does not exist, or the range is turned over or starts outside.
    """
    sheet = workbook.sheet(integer(grid_range, "sheetId", 0))
    asked = Bounds(
        integer(grid_range, "startRowIndex", 0),
        integer(grid_range, "endRowIndex", sheet.row_count),
        integer(grid_range, "startColumnIndex", 0),
        integer(grid_range, "endColumnIndex", sheet.column_count),
    )
    if min(asked.start_row, asked.start_column) < 0:
        raise BadRequest("GridRange indexes may not be negative.")
    if asked.start_row >= sheet.row_count or asked.start_column >= sheet.column_count:
        raise outside(sheet, asked)
    if asked.is_empty:
        raise BadRequest("GridRange must have a start index before its end index.")
    return sheet, asked.intersection(sheet.bounds)


def coordinate_of(workbook: Workbook, coordinate: Json) -> tuple[Sheet, int, int]:
    """The tab, row and column of a GridCoordinate.

    Raises:
        BadRequest: if it lies outside the grid.
    """
    sheet = workbook.sheet(integer(coordinate, "sheetId", 0))
    row = integer(coordinate, "rowIndex", 0)
    column = integer(coordinate, "columnIndex", 0)
    if row >= sheet.row_count:
        raise BadRequest(
            f"GridCoordinate.rowIndex[{row}] is after last row in grid[{sheet.row_count}]"
        )
    if column >= sheet.column_count:
        raise BadRequest(
            f"GridCoordinate.columnIndex[{column}] is after last column in "
            f"grid[{sheet.column_count}]"
        )
    return sheet, row, column


def dimension_of(workbook: Workbook, dimension_range: Json) -> tuple[Sheet, str, int, int]:
    """The tab, ROWS or COLUMNS, first and last-but-one index of a DimensionRange.

    Raises:
        BadRequest: if no dimension is told or the range is turned over.
    """
    dimension = dimension_range.get("dimension")
    if dimension not in ("ROWS", "COLUMNS"):
        raise BadRequest("No dimension specified.")
    sheet = workbook.sheet(integer(dimension_range, "sheetId", 0))
    start = integer(dimension_range, "startIndex", 0)
    end = integer(dimension_range, "endIndex", sheet.size(dimension))
    if start < 0 or end <= start:
        raise BadRequest("DimensionRange must have a start index before its end index.")
    return sheet, dimension, start, end


def filtered_places(workbook: Workbook, data_filter: Json) -> Iterator[Place]:
    """Every place a DataFilter matches: an A1 range, a grid range, or metadata's locations."""
    if "a1Range" in data_filter:
        sheet, bounds, _ = locate(workbook, str(data_filter["a1Range"]))
        yield sheet, bounds
    elif "gridRange" in data_filter:
        yield bounds_of(workbook, child(data_filter, "gridRange"))
    elif "developerMetadataLookup" in data_filter:
        lookup = child(data_filter, "developerMetadataLookup")
        for metadata in workbook.developer_metadata.values():
            if metadata_matches(metadata, lookup):
                yield from _places_of(workbook, metadata["location"])
    else:
        raise BadRequest("DataFilter must specify a filter.")


def places_of_all(workbook: Workbook, body: Json) -> list[Place]:
    """Every place the body's `dataFilters` match, in their order."""
    return [
        place for each in members(body, "dataFilters") for place in filtered_places(workbook, each)
    ]


def metadata_matches(metadata: Json, lookup: Json) -> bool:
    """Whether a DeveloperMetadataLookup accepts this metadata.

    A location given in the lookup must be the metadata's own, or with INTERSECTING_LOCATION one
    that it meets.
    """
    own = metadata["location"]
    plain = (
        ("metadataId", metadata["metadataId"]),
        ("metadataKey", metadata["metadataKey"]),
        ("metadataValue", metadata.get("metadataValue", "")),
        ("visibility", metadata["visibility"]),
        ("locationType", own["locationType"]),
    )
    if any(name in lookup and str(lookup[name]) != str(value) for name, value in plain):
        return False
    wanted = lookup.get("metadataLocation")
    if not wanted:
        return True
    if lookup.get("locationMatchingStrategy") == "INTERSECTING_LOCATION":
        return _locations_meet(own, wanted)
    return _location_key(own) == _location_key(wanted)


def a1_range(sheet: Sheet, bounds: Bounds) -> A1Range:
    """A rectangle on a tab as an A1 range, for formatting."""
    return A1Range(
        sheet.title, bounds.start_row, bounds.end_row, bounds.start_column, bounds.end_column
    )


def a1_text(sheet: Sheet, bounds: Bounds) -> str:
    """The range as answers name it."""
    return format_a1(a1_range(sheet, bounds))


def outside(sheet: Sheet, bounds: Bounds) -> BadRequest:
    """The refusal of a range that the grid is too small for."""
    return BadRequest(
        str(GridLimitError(a1_text(sheet, bounds), sheet.row_count, sheet.column_count))
    )


def _concrete(parsed: A1Range) -> Bounds:
    if parsed.end_row is None or parsed.end_column is None:
        raise A1Error(format_a1(parsed))
    return Bounds(parsed.start_row, parsed.end_row, parsed.start_column, parsed.end_column)


def _named_range(workbook: Workbook, parsed: A1Range) -> Json | None:
    if parsed.possible_name is None:
        return None
    wanted = parsed.possible_name.lower()
    found = (each for each in workbook.named_ranges if each["name"].lower() == wanted)
    return next((each["range"] for each in found), None)


def _sheet_of(workbook: Workbook, parsed: A1Range, text: str) -> Sheet:
    if parsed.sheet_title is None:
        return workbook.first_visible()
    sheet = workbook.titled(parsed.sheet_title)
    if sheet is None or parsed.name is not None:
        raise A1Error(text)
    return sheet


def _places_of(workbook: Workbook, location: Json) -> Iterator[Place]:
    if location.get("spreadsheet"):
        for sheet in workbook.sheets:
            yield sheet, sheet.bounds
    elif "dimensionRange" in location:
        sheet, dimension, start, end = dimension_of(workbook, location["dimensionRange"])
        if dimension == "ROWS":
            yield sheet, Bounds(start, end, 0, sheet.column_count)
        else:
            yield sheet, Bounds(0, sheet.row_count, start, end)
    else:
        sheet = workbook.sheet(location["sheetId"])
        yield sheet, sheet.bounds


def _location_key(location: Json) -> tuple[object, ...]:
    if location.get("spreadsheet"):
        return ("spreadsheet",)
    span = location.get("dimensionRange")
    if span is None:
        return ("sheet", location.get("sheetId", 0))
    return (
        span.get("sheetId", 0),
        span["dimension"],
        span.get("startIndex", 0),
        span.get("endIndex"),
    )


def _locations_meet(own: Json, wanted: Json) -> bool:
    if own.get("spreadsheet") or wanted.get("spreadsheet"):
        return True
    spans = own.get("dimensionRange"), wanted.get("dimensionRange")
    ids = {
        (span or place).get("sheetId", 0) for span, place in zip(spans, (own, wanted), strict=True)
    }
    if len(ids) > 1:
        return False
    mine, theirs = spans
    if mine is None or theirs is None or mine["dimension"] != theirs["dimension"]:
        return True
    starts = mine.get("startIndex", 0), theirs.get("startIndex", 0)
    ends = [span["endIndex"] for span in spans if span is not None and "endIndex" in span]
    return not ends or max(starts) < min(ends)
