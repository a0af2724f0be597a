"""The JSON that travels: Slack's objects stay dictionaries here, because they are Slack's.

A stand-in must give back what it was given, unknown keys included; typed models would agree
with their author instead of with the wire.
"""

import json
from typing import Any

JsonObject = dict[str, Any]


def encode(value: object) -> str:
    """Compact JSON, as it goes over the wire."""
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)


def decode_object(text: str | bytes) -> JsonObject:
    """The object in a JSON text.

    Raises:
        ValueError: if the text is not JSON or not an object.
    """
    value = json.loads(text)
    if not isinstance(value, dict):
        raise ValueError("a JSON object was expected")  # noqa: TRY004 - both are bad input
    return value
