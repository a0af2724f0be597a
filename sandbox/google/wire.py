"""Reading what arrives over the wire: JSON objects, and numbers and flags that come as text.

Google's servers are lenient about a number or a boolean sent as a string (gspread itself sends
`rows="10"`), and about the brackets of a list of objects (gspread-formatting sends one request
without, and lists of requests inside the list); they are strict about everything else. These readers
are that leniency, in one place.
"""

from collections.abc import Iterator
from typing import Any, TypeGuard

from sandbox.google.errors import BadRequest

Json = dict[str, Any]


def integer(body: Json, name: str, default: int | None = None) -> int:
    """The whole number under `name`, also when it was sent as text.

    Raises:
        BadRequest: if it is missing without a default, or no whole number.
    """
    value = body.get(name)
    if value is None and default is not None:
        return default
    try:
        number = float("nan") if isinstance(value, bool) or value is None else float(value)
    except (TypeError, ValueError):
        number = float("nan")
    if not number.is_integer():
        raise BadRequest(f"Invalid value at '{name}' (TYPE_INT32), {_shown(value)}")
    return int(number)


def flag(value: object) -> bool:
    """Whether a query parameter or JSON member says yes."""
    return value is True or (isinstance(value, str) and value.lower() in {"true", "1"})


def members(body: Json, name: str) -> list[Json]:
    """The list of objects under `name`, empty if absent; one alone is a list of one.

    Raises:
        BadRequest: if there is anything else in it.
    """
    found = body.get(name) or []
    if not _is_plain(found):
        found = list(_flattened(found))
        if not _is_plain(found):
            raise BadRequest(f"Invalid value at '{name}', {_shown(body[name])}")
    return found


def _is_plain(found: object) -> TypeGuard[list[Json]]:
    return isinstance(found, list) and all(isinstance(each, dict) for each in found)


def texts(body: Json, name: str) -> list[str]:
    """The list of texts under `name`, empty if absent.

    Raises:
        BadRequest: if it is no list.
    """
    found = body.get(name) or []
    if not isinstance(found, list):
        raise BadRequest(f"Invalid value at '{name}', {_shown(found)}")
    return [str(each) for each in found]


def child(body: Json, name: str) -> Json:
    """The object under `name`, empty if absent.

    Raises:
        BadRequest: if something else stands there.
    """
    found = body.get(name) or {}
    if not isinstance(found, dict):
        raise BadRequest(f"Invalid value at '{name}', {_shown(found)}")
    return found


def _flattened(found: object) -> Iterator[Any]:
    if not isinstance(found, list):
        yield found
        return
    for each in found:
        yield from _flattened(each)


def _shown(value: object) -> str:
    return f'"{value}"' if isinstance(value, str) else str(value)
