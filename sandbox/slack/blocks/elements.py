"""Block elements: buttons, menus, pickers and inputs, and where each of them may stand.

Every interactive element takes an `action_id`; the rest is a table. `focus_on_load` exists on all that a
form can hold, `confirm` on all that act at once.
"""

from collections.abc import Iterator

from sandbox.slack.blocks.composition import (
    action_id,
    channel_id,
    chosen_from_options,
    confirm,
    conversation_filter,
    dispatch_action_config,
    image_source,
    menu_option,
    option_group,
    overflow_option,
    plain_text,
    rich_option,
    slack_file,
    text_kinds,
    user_id,
    workflow,
)
from sandbox.slack.blocks.rich_text import rich_text
from sandbox.slack.rules import (
    Fault,
    Json,
    Rule,
    array,
    at_least_one,
    at_most_one,
    boolean,
    failed,
    integer,
    one_of,
    shape,
    string,
    union,
    url,
)

_DECIMAL = r"-?\d+(\.\d+)?"
_DATE = r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])"
_TIME = r"([01]\d|2[0-3]):[0-5]\d"

_acts: dict[str, Rule] = {"action_id": action_id, "confirm": confirm}
_placeholder = plain_text(150)
_fills: dict[str, Rule] = {
    "action_id": action_id,
    "placeholder": _placeholder,
    "focus_on_load": boolean,
}
_picks = _fills | {"confirm": confirm}
_many = _picks | {"max_selected_items": integer(1)}
_types = _fills | {"dispatch_action_config": dispatch_action_config}
_style = one_of("primary", "danger")


def _options_or_groups(initial: str) -> tuple[Rule, ...]:
    return (
        at_least_one("options", "option_groups"),
        at_most_one("options", "option_groups"),
        chosen_from_options(initial),
    )


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
    except (TypeError, ValueError):
        return None  # a value of the wrong form is named by its own field


_menu_choices = {
    "options": array(menu_option, 100, minimum=1),
    "option_groups": array(option_group, 100, minimum=1),
}
_feedback_button = shape(
    {"text": plain_text(75), "value": string(2000)}, {"accessibility_label": string(75)}
)

ELEMENTS: dict[str, Rule] = {
    "button": shape(
        {"text": plain_text(75)},
        _acts
        | {
            "value": string(2000),
            "url": url(3000),
            "style": _style,
            "accessibility_label": string(75),
            "agent_prompt": string(4000, minimum=1),
            "agent_prompt_display": string(4000, minimum=1),
            "visible_to_user_ids": array(user_id, 10, minimum=1),
        },
    ),
    "icon_button": shape(
        {"icon": one_of("trash"), "text": plain_text(75)},
        _acts
        | {
            "value": string(2000),
            "accessibility_label": string(75),
            "visible_to_user_ids": array(user_id, 10, minimum=1),
        },
    ),
    "feedback_buttons": shape(
        {"positive_button": _feedback_button, "negative_button": _feedback_button},
        {"action_id": action_id},
    ),
    "workflow_button": shape(
        {"text": plain_text(75), "workflow": workflow},
        {"action_id": action_id, "style": _style, "accessibility_label": string(75)},
    ),
    "overflow": shape({"options": array(overflow_option, 5, minimum=1)}, _acts),
    "checkboxes": shape(
        {"options": array(rich_option, 10, minimum=1)},
        _acts | {"initial_options": array(rich_option, minimum=1), "focus_on_load": boolean},
        chosen_from_options("initial_options"),
    ),
    "radio_buttons": shape(
        {"options": array(rich_option, 10, minimum=1)},
        _acts | {"initial_option": rich_option, "focus_on_load": boolean},
        chosen_from_options("initial_option"),
    ),
    "static_select": shape(
        {},
        _picks | _menu_choices | {"initial_option": menu_option},
        *_options_or_groups("initial_option"),
    ),
    "multi_static_select": shape(
        {},
        _many | _menu_choices | {"initial_options": array(menu_option, 100, minimum=1)},
        *_options_or_groups("initial_options"),
    ),
    "external_select": shape(
        {}, _picks | {"initial_option": menu_option, "min_query_length": integer(0)}
    ),
    "multi_external_select": shape(
        {}, _many | {"initial_options": array(menu_option, 100), "min_query_length": integer(0)}
    ),
    "users_select": shape({}, _picks | {"initial_user": user_id}),
    "multi_users_select": shape({}, _many | {"initial_users": array(user_id)}),
    "conversations_select": shape(
        {},
        _picks
        | {
            "initial_conversation": channel_id,
            "default_to_current_conversation": boolean,
            "response_url_enabled": boolean,
            "filter": conversation_filter,
        },
    ),
    "multi_conversations_select": shape(
        {},
        _many
        | {
            "initial_conversations": array(channel_id),
            "default_to_current_conversation": boolean,
            "filter": conversation_filter,
        },
    ),
    "channels_select": shape(
        {}, _picks | {"initial_channel": channel_id, "response_url_enabled": boolean}
    ),
    "multi_channels_select": shape({}, _many | {"initial_channels": array(channel_id)}),
    "datepicker": shape({}, _picks | {"initial_date": string(pattern=_DATE)}),
    "timepicker": shape(
        {}, _picks | {"initial_time": string(pattern=_TIME), "timezone": string(minimum=1)}
    ),
    "datetimepicker": shape(
        {},
        _acts
        | {"initial_date_time": integer(1_000_000_000, 9_999_999_999), "focus_on_load": boolean},
    ),
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
    "file_input": shape(
        {},
        {
            "action_id": action_id,
            "filetypes": array(string(minimum=1), minimum=1),
            "max_files": integer(1, 10),
        },
    ),
    "image": shape(
        {"alt_text": string(2000)},
        {"image_url": url(3000), "slack_file": slack_file},
        *image_source,
    ),
    "url": shape({"url": url(3000), "text": string(minimum=1)}),
    **text_kinds(),
}

MULTI_SELECTS = tuple(name for name in ELEMENTS if name.startswith("multi_"))
SELECTS = (
    "static_select",
    "external_select",
    "users_select",
    "conversations_select",
    "channels_select",
)
_CHOICES = ("checkboxes", "radio_buttons", *SELECTS, "datepicker", "timepicker")
_TYPED = (
    "plain_text_input",
    "rich_text_input",
    "number_input",
    "email_text_input",
    "url_text_input",
)

accessory = union(
    ELEMENTS, ("button", "image", "overflow", "workflow_button", *_CHOICES, *MULTI_SELECTS)
)
action = union(
    ELEMENTS,
    (
        "button",
        "overflow",
        "workflow_button",
        *_CHOICES,
        "datetimepicker",
        *MULTI_SELECTS,
        "rich_text_input",
    ),
)
input_element = union(
    ELEMENTS, (*_CHOICES, "datetimepicker", *MULTI_SELECTS, *_TYPED, "file_input")
)
context_element = union(ELEMENTS, ("image", "plain_text", "mrkdwn"))
context_action = union(ELEMENTS, ("feedback_buttons", "icon_button"))
button = union(ELEMENTS, ("button",))
image = union(ELEMENTS, ("image",))
url_source = union(ELEMENTS, ("url",))
