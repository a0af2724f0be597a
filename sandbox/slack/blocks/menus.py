"""Menus: one choice or several, from options given, searched for, or known to the workspace."""

from sandbox.slack.blocks.composition import (
    action_id,
    channel_id,
    chosen_from_options,
    confirm,
    conversation_filter,
    menu_option,
    option_group,
    overflow_option,
    plain_text,
    rich_option,
    user_id,
)
from sandbox.slack.rules import Rule, array, at_least_one, at_most_one, boolean, integer, shape

_acts: dict[str, Rule] = {"action_id": action_id, "confirm": confirm}
_picks = _acts | {"placeholder": plain_text(150), "focus_on_load": boolean}
_many = _picks | {"max_selected_items": integer(1)}
_choices = {
    "options": array(menu_option, 100, minimum=1),
    "option_groups": array(option_group, 100, minimum=1),
}


def _options_or_groups(initial: str) -> tuple[Rule, ...]:
    return (
        at_least_one("options", "option_groups"),
        at_most_one("options", "option_groups"),
        chosen_from_options(initial),
    )


SELECTS: dict[str, Rule] = {
    "static_select": shape(
        {},
        _picks | _choices | {"initial_option": menu_option},
        *_options_or_groups("initial_option"),
    ),
    "external_select": shape(
        {}, _picks | {"initial_option": menu_option, "min_query_length": integer(0)}
    ),
    "users_select": shape({}, _picks | {"initial_user": user_id}),
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
    "channels_select": shape(
        {}, _picks | {"initial_channel": channel_id, "response_url_enabled": boolean}
    ),
}

MULTI_SELECTS: dict[str, Rule] = {
    "multi_static_select": shape(
        {},
        _many | _choices | {"initial_options": array(menu_option, 100, minimum=1)},
        *_options_or_groups("initial_options"),
    ),
    "multi_external_select": shape(
        {}, _many | {"initial_options": array(menu_option, 100), "min_query_length": integer(0)}
    ),
    "multi_users_select": shape({}, _many | {"initial_users": array(user_id)}),
    "multi_conversations_select": shape(
        {},
        _many
        | {
            "initial_conversations": array(channel_id),
            "default_to_current_conversation": boolean,
            "filter": conversation_filter,
        },
    ),
    "multi_channels_select": shape({}, _many | {"initial_channels": array(channel_id)}),
}

LISTS: dict[str, Rule] = {
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
}

OVERFLOW: dict[str, Rule] = {
    "overflow": shape({"options": array(overflow_option, 5, minimum=1)}, _acts),
}
