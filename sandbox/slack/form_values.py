"""What stands in the fields of a form: how it starts, what a person may put in, what is wrong.

The checks here are those Slack's own window makes before the app hears anything: a required
field, a length, a number.
"""

import re
from collections.abc import Callable
from decimal import Decimal, InvalidOperation

from sandbox.slack.elements import Spot, find_option, spots
from sandbox.slack.wire import JsonObject

SELECTED = {
    "static_select": "selected_option",
    "external_select": "selected_option",
    "radio_buttons": "selected_option",
    "overflow": "selected_option",
    "users_select": "selected_user",
    "conversations_select": "selected_conversation",
    "channels_select": "selected_channel",
    "multi_static_select": "selected_options",
    "multi_external_select": "selected_options",
    "checkboxes": "selected_options",
    "multi_users_select": "selected_users",
    "multi_conversations_select": "selected_conversations",
    "multi_channels_select": "selected_channels",
    "datepicker": "selected_date",
    "timepicker": "selected_time",
    "datetimepicker": "selected_date_time",
    "plain_text_input": "value",
    "number_input": "value",
    "email_text_input": "value",
    "url_text_input": "value",
    "rich_text_input": "rich_text_value",
    "file_input": "files",
}
EXTERNAL = frozenset({"external_select", "multi_external_select"})
_OPTIONS = frozenset({"selected_option", "selected_options"})
_STARTS = {
    "selected_option": "initial_option",
    "selected_options": "initial_options",
    "selected_user": "initial_user",
    "selected_users": "initial_users",
    "selected_conversation": "initial_conversation",
    "selected_conversations": "initial_conversations",
    "selected_channel": "initial_channel",
    "selected_channels": "initial_channels",
    "selected_date": "initial_date",
    "selected_time": "initial_time",
    "selected_date_time": "initial_date_time",
    "value": "initial_value",
    "rich_text_value": "initial_value",
}
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


def starting_values(blocks: list[JsonObject]) -> JsonObject:
    """The state of a form nobody has touched: `{block_id: {action_id: value}}`."""
    values: JsonObject = {}
    for spot in spots(blocks):
        if spot.element["type"] in SELECTED and spot.element["type"] != "overflow":
            values.setdefault(spot.block_id, {})[spot.action_id] = _starting_value(spot.element)
    return values


def kept_values(former: JsonObject, blocks: list[JsonObject]) -> JsonObject:
    """The state after an update: what people typed survives where both ids and the type do."""
    values = starting_values(blocks)
    for block_id, actions in values.items():
        for action_id, value in actions.items():
            typed = former.get(block_id, {}).get(action_id)
            if typed is not None and typed["type"] == value["type"] and not _is_empty(typed):
                actions[action_id] = typed
    return values


def filled(spot: Spot, given: object, offered: list[JsonObject]) -> JsonObject:
    """The state value when a person puts `given` into a field.

    Args:
        spot: the field.
        given: text, a number, an option's value or label, a list of these, or a whole value.
        offered: the options to choose from; for an external select, those the app answered.
    """
    kind = spot.element["type"]
    key = SELECTED[kind]
    if isinstance(given, dict) and key in given:
        return {"type": kind, **given}
    if given is None:
        return {"type": kind, key: [] if key.endswith("s") else None}
    return {"type": kind, key: _converted(key, given, offered)}


def window_errors(blocks: list[JsonObject], values: JsonObject) -> dict[str, str]:
    """What Slack's own window would mark red, by block_id."""
    errors = {}
    for spot in spots(blocks):
        if not spot.is_input:
            continue
        value = values.get(spot.block_id, {}).get(spot.action_id, {})
        problem = _problem(spot, value)
        if problem:
            errors[spot.block_id] = problem
    return errors


def _starting_value(element: JsonObject) -> JsonObject:
    key = SELECTED[element["type"]]
    start = element.get(_STARTS.get(key, ""))
    if start is None and key in {"selected_options", "files"}:
        start = []
    return {"type": element["type"], key: start}


def _converted(key: str, given: object, offered: list[JsonObject]) -> object:
    if key in _OPTIONS:
        many = given if isinstance(given, list) else [given]
        chosen = [one if isinstance(one, dict) else find_option(offered, str(one)) for one in many]
        return chosen[0] if key == "selected_option" else chosen
    if key.endswith("s") and key != "files":
        return given if isinstance(given, list) else [given]
    if key == "selected_date_time":
        return int(str(given))
    if key == "files":
        return given if isinstance(given, list) else [given]
    if key == "rich_text_value":
        return given if isinstance(given, dict) else _rich_text(str(given))
    return str(given)


def _rich_text(typed: str) -> JsonObject:
    words = {"type": "text", "text": typed}
    return {
        "type": "rich_text",
        "elements": [{"type": "rich_text_section", "elements": [words]}],
    }


def _is_empty(value: JsonObject) -> bool:
    return value.get(SELECTED[value["type"]]) in (None, "", [])


def _problem(spot: Spot, value: JsonObject) -> str | None:
    if not value or _is_empty(value):
        return None if spot.block.get("optional") else "Please complete this required field."
    check = _CHECKS.get(spot.element["type"])
    return check(spot.element, str(value.get("value", ""))) if check else None


def _text_problem(element: JsonObject, text: str) -> str | None:
    if len(text) < element.get("min_length", 0):
        return f"At least {element['min_length']} characters are needed."
    if len(text) > element.get("max_length", 3000):
        return f"At most {element.get('max_length', 3000)} characters fit."
    return None


def _number_problem(element: JsonObject, text: str) -> str | None:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return "A number is needed."
    if not element.get("is_decimal_allowed") and number != number.to_integral_value():
        return "A whole number is needed."
    if "min_value" in element and number < Decimal(element["min_value"]):
        return f"The least possible is {element['min_value']}."
    if "max_value" in element and number > Decimal(element["max_value"]):
        return f"The most possible is {element['max_value']}."
    return None


def _email_problem(_element: JsonObject, text: str) -> str | None:
    return None if _EMAIL.fullmatch(text) else "An e-mail address is needed."


def _url_problem(_element: JsonObject, text: str) -> str | None:
    return None if text.startswith(("http://", "https://")) else "A link is needed."


_CHECKS: dict[str, Callable[[JsonObject, str], str | None]] = {
    "plain_text_input": _text_problem,
    "number_input": _number_problem,
    "email_text_input": _email_problem,
    "url_text_input": _url_problem,
}
