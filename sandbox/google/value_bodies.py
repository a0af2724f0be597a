"""ValueRange objects as they are sent: their shape, and the options beside them."""

from itertools import zip_longest
from typing import Any, Final

from sandbox.google.errors import BadRequest, UnknownName
from sandbox.google.wire import Json

INPUT_OPTIONS: Final = ("RAW", "USER_ENTERED")
DIMENSIONS: Final = ("ROWS", "COLUMNS")
_PACKAGE: Final = "type.googleapis.com/google.apps.sheets.v4"


def rows_of(body: Json) -> list[list[Any]]:
    """The values of a ValueRange by rows.

    Raises:
        BadRequest: if they are no list of lists of plain values.
    """
    for name in body:
        if name not in ("range", "majorDimension", "values"):
            raise UnknownName(name, "data")
    rows = body.get("values") or []
    if not isinstance(rows, list):
        raise _no_list("data.values", rows)
    for index, row in enumerate(rows):
        if not isinstance(row, list):
            raise _no_list(f"data.values[{index}]", row)
        for place, value in enumerate(row):
            if isinstance(value, dict | list):
                kind = "struct_value" if isinstance(value, dict) else "list_value"
                raise BadRequest(f"Invalid values[{index}][{place}]: {kind} {{\n}}\n")
    major = enum_of(body.get("majorDimension"), "data.major_dimension", "Dimension", DIMENSIONS)
    return [list(each) for each in zip_longest(*rows)] if major == "COLUMNS" else rows


def enum_of(value: object, name: str, kind: str, allowed: tuple[str, ...]) -> str:
    """One of the names an option may have; the first is what it is when not told."""
    if value is None or value == "":
        return allowed[0]
    if value not in allowed:
        raise BadRequest(f"Invalid value at '{name}' ({_PACKAGE}.{kind}), \"{value}\"")
    return str(value)


def _no_list(field: str, value: object) -> BadRequest:
    shown = f'"{value}"' if isinstance(value, str) else str(value)
    text = f"Invalid value at '{field}' (type.googleapis.com/google.protobuf.ListValue), {shown}"
    violation = {"field": field, "description": text}
    kind = "type.googleapis.com/google.rpc.BadRequest"
    return BadRequest(text, [{"@type": kind, "fieldViolations": [violation]}])
