"""The methods of spreadsheets.values, each a function from a call to its answer."""

from collections.abc import Iterable
from typing import Any

from sandbox.google.bounds import Bounds
from sandbox.google.calls import Call
from sandbox.google.errors import BadRequest
from sandbox.google.files import DriveFile
from sandbox.google.ranges import a1_text, filtered_places, locate, places_of_all
from sandbox.google.sheets_api import finish_edit, start_edit, workbook_of
from sandbox.google.value_reading import Rendering, read_range, read_text
from sandbox.google.value_writing import (
    Written,
    append_values,
    clear_place,
    clear_text,
    write_place,
    write_text,
)
from sandbox.google.wire import Json, child, flag, members, texts


def get(call: Call) -> Json:
    """One range."""
    found = call.spreadsheet(call.path[0])
    cells = found.values(call.state.clock.now())
    return read_text(workbook_of(found), cells, call.path[1], Rendering.asked(call.query))


def batch_get(call: Call) -> Json:
    """Many ranges for the price of one read."""
    found = call.spreadsheet(call.path[0])
    cells = found.values(call.state.clock.now())
    how = Rendering.asked(call.query)
    texts = call.query.getall("ranges", [])
    ranges = [read_text(workbook_of(found), cells, each, how) for each in texts]
    return {"spreadsheetId": found.id} | ({"valueRanges": ranges} if ranges else {})


def batch_get_by_data_filter(call: Call) -> Json:
    """The ranges that data filters match."""
    found = call.spreadsheet(call.path[0])
    cells = found.values(call.state.clock.now())
    body = call.body()
    how = Rendering.asked(body)
    matched = [
        {"valueRange": read_range(cells, *place, how), "dataFilters": [each]}
        for each in members(body, "dataFilters")
        for place in filtered_places(workbook_of(found), each)
    ]
    return {"spreadsheetId": found.id} | ({"valueRanges": matched} if matched else {})


def update(call: Call) -> Json:
    """Write one range."""
    found = call.spreadsheet(call.path[0], "writer")
    body = call.body()
    named = body.get("range")
    if named is not None and _normal(found, str(named)) != _normal(found, call.path[1]):
        raise BadRequest(f"Requested range[{call.path[1]}] does not match value's range[{named}]")
    edit = start_edit(call, found)
    written = write_text(edit, call.path[1], body, call.query.get("valueInputOption"))
    finish_edit(call, found, edit)
    return _response(call, found, written, call.query)


def batch_update(call: Call) -> Json:
    """Write many ranges, or none if one of them is refused."""
    found = call.spreadsheet(call.path[0], "writer")
    body = call.body()
    option = body.get("valueInputOption")
    edit = start_edit(call, found)
    written = []
    for index, each in enumerate(members(body, "data")):
        try:
            written.append(write_text(edit, str(each.get("range", "")), each, option))
        except BadRequest as error:
            raise _in_data(index, error) from error
    finish_edit(call, found, edit)
    return _totals(call, found, written, body)


def batch_update_by_data_filter(call: Call) -> Json:
    """Write to wherever data filters match."""
    found = call.spreadsheet(call.path[0], "writer")
    body = call.body()
    option = body.get("valueInputOption")
    edit = start_edit(call, found)
    written = []
    for index, each in enumerate(members(body, "data")):
        values: Json = {name: each[name] for name in ("majorDimension", "values") if name in each}
        try:
            for sheet, bounds in filtered_places(edit.workbook, child(each, "dataFilter")):
                written.append(write_place(edit, sheet, bounds, values, option))
        except BadRequest as error:
            raise _in_data(index, error) from error
    finish_edit(call, found, edit)
    return _totals(call, found, written, body)


def append(call: Call) -> Json:
    """Write under the table that the range touches."""
    found = call.spreadsheet(call.path[0], "writer")
    edit = start_edit(call, found)
    sheet, table, written = append_values(
        edit,
        call.path[1],
        call.body(),
        call.query.get("valueInputOption"),
        insert=call.query.get("insertDataOption") == "INSERT_ROWS",
    )
    finish_edit(call, found, edit)
    answer: Json = {"spreadsheetId": found.id}
    if table is not None:
        answer["tableRange"] = a1_text(sheet, table)
    return answer | {"updates": _response(call, found, written, call.query)}


def clear(call: Call) -> Json:
    """Blank one range."""
    found = call.spreadsheet(call.path[0], "writer")
    edit = start_edit(call, found)
    cleared = clear_text(edit, call.path[1])
    finish_edit(call, found, edit)
    return {"spreadsheetId": found.id, "clearedRange": cleared}


def batch_clear(call: Call) -> Json:
    """Blank many ranges."""
    found = call.spreadsheet(call.path[0], "writer")
    edit = start_edit(call, found)
    cleared = [clear_text(edit, each) for each in texts(call.body(), "ranges")]
    finish_edit(call, found, edit)
    return {"spreadsheetId": found.id, "clearedRanges": cleared}


def batch_clear_by_data_filter(call: Call) -> Json:
    """Blank whatever data filters match."""
    found = call.spreadsheet(call.path[0], "writer")
    edit = start_edit(call, found)
    places = places_of_all(edit.workbook, call.body())
    cleared = [clear_place(edit, sheet, bounds) for sheet, bounds in places]
    finish_edit(call, found, edit)
    return {"spreadsheetId": found.id, "clearedRanges": cleared}


def _normal(found: DriveFile, text: str) -> tuple[int, Bounds]:
    sheet, bounds, _ = locate(workbook_of(found), text)
    return sheet.id, bounds


def _in_data(index: int, error: BadRequest) -> BadRequest:
    return error if error.details else BadRequest(f"Invalid data[{index}]: {error.message}")


def _response(call: Call, found: DriveFile, written: Written, options: Any) -> Json:  # noqa: ANN401
    """The answer to one write, with what the cells now hold if that was asked for."""
    answer = written.response(found.id)
    if flag(options.get("includeValuesInResponse")) and not written.bounds.is_empty:
        cells = found.values(call.state.clock.now())
        how = Rendering.asked(options, "response")
        sheet = workbook_of(found).sheet(written.sheet.id)
        answer["updatedData"] = read_range(cells, sheet, written.bounds, how)
    return answer


def _totals(call: Call, found: DriveFile, written: Iterable[Written], body: Json) -> Json:
    """The answer to many writes: a row or column that several of them reach counts once."""
    done = list(written)
    places = [(each.sheet.id, each.bounds) for each in done if each.cells]
    totals: Json = {
        "totalUpdatedRows": len({(tab, row) for tab, it in places for row in it.rows}),
        "totalUpdatedColumns": len({(tab, column) for tab, it in places for column in it.columns}),
        "totalUpdatedCells": sum(each.cells for each in done),
        "totalUpdatedSheets": len({tab for tab, _ in places}),
    }
    answer = {"spreadsheetId": found.id} | {name: n for name, n in totals.items() if n}
    return answer | {"responses": [_response(call, found, each, body) for each in done]}
