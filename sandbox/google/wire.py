"""Reading what arrives over the wire: JSON objects, and numbers and flags that come as text.

Google's servers are lenient about a number or a boolean sent as a string (gspread itself sends
`rows="10"`), and strict about everything else; these readers are that leniency, in one place.
"""

from typing import Any

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
    """The list of objects under `name`, empty if absent.

    Raises:
        BadRequest: if it is no list of objects.
    """
    found = body.get(name) or []
    if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
        raise BadRequest(f"Invalid value at '{name}', {_shown(found)}")
    return found


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


def _shown(value: object) -> str:
    return f'"{value}"' if isinstance(value, str) else str(value)
