"""What a person does to a spreadsheet with mouse and keyboard, between two calls of a program.

Rows and columns are told as the page shows them: rows from 1, columns by letter. What a person types
is entered as typed, and protections hold against people as they do against programs.
"""

from collections.abc import Callable
from typing import Any, Final

from sandbox.google.a1 import column_index
from sandbox.google.batch_update import apply_requests
from sandbox.google.editing import Edit
from sandbox.google.errors import BadRequest
from sandbox.google.ranges import locate
from sandbox.google.value_writing import clear_text, write_text
from sandbox.google.wire import Json, flag, integer
from sandbox.google.workbook import Sheet

Act = Callable[[Edit, Json], None]


def types(edit: Edit, told: Json) -> None:
    """`range` and `value`, or `values` as rows: typed, and Enter pressed."""
    values = told["values"] if "values" in told else [[told.get("value", "")]]
    write_text(edit, _text(told, "range"), {"values": values}, "USER_ENTERED")


def clears(edit: Edit, told: Json) -> None:
    """`range` is selected, and Delete pressed."""
    clear_text(edit, _text(told, "range"))


def inserts_rows(edit: Edit, told: Json) -> None:
    """`count` rows (1) above row `before` of `tab`."""
    _insert(edit, told, "ROWS", integer(told, "before") - 1)


def inserts_columns(edit: Edit, told: Json) -> None:
    """`count` columns (1) left of column `before` of `tab`."""
    _insert(edit, told, "COLUMNS", column_index(_text(told, "before")))


def deletes_rows(edit: Edit, told: Json) -> None:
    """`count` rows (1) of `tab`, from row `first` on."""
    _delete(edit, told, "ROWS", integer(told, "first") - 1)


def deletes_columns(edit: Edit, told: Json) -> None:
    """`count` columns (1) of `tab`, from column `first` on."""
    _delete(edit, told, "COLUMNS", column_index(_text(told, "first")))


def moves_column(edit: Edit, told: Json) -> None:
    """Column `column` of `tab` is dragged to stand left of column `before`."""
    start = column_index(_text(told, "column"))
    source = _span(_tab(edit, told), "COLUMNS", start, 1)
    destination = column_index(_text(told, "before"))
    _request(edit, "moveDimension", source=source, destinationIndex=destination)


def sorts(edit: Edit, told: Json) -> None:
    """`range` is sorted by `column`, `descending` or not."""
    sheet, bounds, _ = locate(edit.workbook, _text(told, "range"))
    order = "DESCENDING" if flag(told.get("descending")) else "ASCENDING"
    spec = {"dimensionIndex": column_index(_text(told, "column")), "sortOrder": order}
    _request(edit, "sortRange", range=bounds.grid_range(sheet.id), sortSpecs=[spec])


def renames_tab(edit: Edit, told: Json) -> None:
    """`tab` is called `title` from now on."""
    properties = {"sheetId": _tab(edit, told).id, "title": _text(told, "title")}
    _request(edit, "updateSheetProperties", properties=properties, fields="title")


def deletes_tab(edit: Edit, told: Json) -> None:
    """`tab` is gone."""
    _request(edit, "deleteSheet", sheetId=_tab(edit, told).id)


def adds_tab(edit: Edit, told: Json) -> None:
    """A new, empty tab called `title`."""
    _request(edit, "addSheet", properties={"title": _text(told, "title")})


def requests(edit: Edit, told: Json) -> None:
    """Any batch `requests`, in the person's name."""
    apply_requests(edit, {"requests": told.get("requests")})


ACTS: Final[dict[str, Act]] = {
    "types": types,
    "clears": clears,
    "inserts_rows": inserts_rows,
    "inserts_columns": inserts_columns,
    "deletes_rows": deletes_rows,
    "deletes_columns": deletes_columns,
    "moves_column": moves_column,
    "sorts": sorts,
    "renames_tab": renames_tab,
    "deletes_tab": deletes_tab,
    "adds_tab": adds_tab,
    "requests": requests,
}


def perform(edit: Edit, act: str, told: Json) -> None:
    """Carry out one act by its name in `ACTS`.

    Raises:
        BadRequest: if there is no such act, or Google's page would refuse it.
    """
    if act not in ACTS:
        raise BadRequest(f"No such act: {act}. There are: {', '.join(ACTS)}")
    ACTS[act](edit, told)


def _insert(edit: Edit, told: Json, dimension: str, index: int) -> None:
    span = _span(_tab(edit, told), dimension, index, integer(told, "count", 1))
    _request(edit, "insertDimension", range=span, inheritFromBefore=index > 0)


def _delete(edit: Edit, told: Json, dimension: str, index: int) -> None:
    span = _span(_tab(edit, told), dimension, index, integer(told, "count", 1))
    _request(edit, "deleteDimension", range=span)


def _request(edit: Edit, kind: str, **members: Any) -> None:  # noqa: ANN401  any JSON
    apply_requests(edit, {"requests": [{kind: members}]})


def _span(sheet: Sheet, dimension: str, start: int, count: int) -> Json:
    where = {"sheetId": sheet.id, "dimension": dimension}
    return where | {"startIndex": start, "endIndex": start + count}


def _tab(edit: Edit, told: Json) -> Sheet:
    sheet = edit.workbook.titled(_text(told, "tab"))
    if sheet is None:
        raise BadRequest(f"No tab is called {told['tab']!r}.")
    return sheet


def _text(told: Json, name: str) -> str:
    if not isinstance(told.get(name), str):
        raise BadRequest(f"This act needs {name!r}, a text.")
    return str(told[name])
