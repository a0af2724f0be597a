"""Inputs: dates and times that are picked, and what is typed or brought along."""

from collections.abc import Iterator

from sandbox.slack.blocks.composition import (
    action_id,
    confirm,
    dispatch_action_config,
    plain_text,
)
from sandbox.slack.blocks.rich_text import rich_text
from sandbox.slack.json_fault import Fault, Json, failed
from sandbox.slack.rules import Rule, array, boolean, integer, shape, string

_DECIMAL = r"-?\d+(\.\d+)?"
_DATE = r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])"
_TIME = r"([01]\d|2[0-3]):[0-5]\d"

_fills: dict[str, Rule] = {
    "action_id": action_id,
    "placeholder": plain_text(150),
    "focus_on_load": boolean,
}
_picks = _fills | {"confirm": confirm}
_types = _fills | {"dispatch_action_config": dispatch_action_config}


def _range(low: str, high: str) -> Rule:
    def check(value: Json, pointer: str) -> Iterator[Fault]:
        least, most = _as_float(value.get(low)), _as_float(value.get(high))
        if least is not None and most is not None and least > most:
            message = f"`{low}` must not be greater than `{high}`"
            yield failed(f"{pointer}/{low}", message, "maximum", expected=most, got=least)

    return check


def _as_float(value: Json) -> float | None:
    try:
        return float(value)
    except (TypeError, ValueError, OverflowError):
        return None  # a value of the wrong form is named by its own field


PICKERS: dict[str, Rule] = {
    "datepicker": shape({}, _picks | {"initial_date": string(pattern=_DATE)}),
    "timepicker": shape(
        {}, _picks | {"initial_time": string(pattern=_TIME), "timezone": string(minimum=1)}
    ),
}

DATETIME: dict[str, Rule] = {
    "datetimepicker": shape(
        {},
        {
            "action_id": action_id,
            "confirm": confirm,
            "focus_on_load": boolean,
            "initial_date_time": integer(1_000_000_000, 9_999_999_999),
        },
    ),
}

TYPED: dict[str, Rule] = {
    "plain_text_input": shape(
        {},
        _types
        | {
            "initial_value": string(3000),
            "multiline": boolean,
            "min_length": integer(0, 3000),
            "max_length": integer(1, 3000),
        },
        _range("min_length", "max_length"),
    ),
    "rich_text_input": shape(
        {},
        _types
        | {"initial_value": rich_text, "min_lines": integer(1, 100), "max_lines": integer(1, 100)},
        _range("min_lines", "max_lines"),
    ),
    "number_input": shape(
        {"is_decimal_allowed": boolean},
        _types
        | {
            "initial_value": string(pattern=_DECIMAL),
            "min_value": string(pattern=_DECIMAL),
            "max_value": string(pattern=_DECIMAL),
        },
        _range("min_value", "max_value"),
    ),
    "email_text_input": shape({}, _types | {"initial_value": string()}),
    "url_text_input": shape({}, _types | {"initial_value": string()}),
}

FILES: dict[str, Rule] = {
    "file_input": shape(
        {},
        {
            "action_id": action_id,
            "filetypes": array(string(minimum=1), minimum=1),
            "max_files": integer(1, 10),
        },
    ),
}
