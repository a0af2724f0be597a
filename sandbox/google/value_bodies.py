"""ValueRange objects as they are sent: their shape, and the options beside them."""

from itertools import zip_longest
from typing import Any, Final

from sandbox.google.errors import ENUM_PACKAGE, BadRequest, InvalidValue, UnknownName
from sandbox.google.wire import Json

INPUT_OPTIONS: Final = ("RAW", "USER_ENTERED")
UNTOLD: Final = "INPUT_VALUE_OPTION_UNSPECIFIED"
DIMENSIONS: Final = ("ROWS", "COLUMNS")
_LIST: Final = "type.googleapis.com/google.protobuf.ListValue"


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
        raise InvalidValue("data.values", _LIST, rows)
    for index, row in enumerate(rows):
        if not isinstance(row, list):
            raise InvalidValue(f"data.values[{index}]", _LIST, row)
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
        raise InvalidValue(name, f"{ENUM_PACKAGE}.{kind}", value)
    return str(value)
