"""App manifests: what installs and what does not."""

import copy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.slack.manifest import validate_manifest

OVER_A_SOCKET = {
    "_metadata": {"major_version": 2},
    "display_information": {"name": "Bincard", "description": "Stock, exactly."},
    "features": {
        "app_home": {"home_tab_enabled": True, "messages_tab_enabled": True},
        "bot_user": {"display_name": "bincard", "always_online": True},
        "slash_commands": [
            {"command": "/receive", "description": "Put stock in", "usage_hint": "24 MUG-BLU @A-01"}
        ],
        "shortcuts": [
            {"type": "global", "name": "Receive", "callback_id": "receive", "description": "In"}
        ],
    },
    "oauth_config": {"scopes": {"bot": ["commands", "chat:write"], "bot_optional": ["pins:read"]}},
    "settings": {
        "socket_mode_enabled": True,
        "interactivity": {"is_enabled": True},
        "event_subscriptions": {"bot_events": ["app_home_opened", "pin_added"]},
    },
}


def changed(path, value):
    """The good manifest with one place changed."""
    manifest = copy.deepcopy(OVER_A_SOCKET)
    *parents, last = path
    place = manifest
    for name in parents:
        place = place[name]
    place[last] = value
    return manifest


def faults(manifest):
    return [f"{error.pointer}: {error.message}" for error in validate_manifest(manifest)]


def test_a_complete_manifest_over_a_socket_has_no_fault():
    assert faults(OVER_A_SOCKET) == []


def test_a_name_is_all_a_manifest_needs():
    assert faults({"display_information": {"name": "Bincard"}}) == []


COMMAND = ("features", "slash_commands", 0)
WRONG = {
    "no name": (
        ("display_information",),
        {},
        "/display_information: missing required field: name",
    ),
    "a long name": (
        ("display_information", "name"),
        "x" * 36,
        "/display_information/name: must be less than 36 characters",
    ),
    "a curt long description": (
        ("display_information", "long_description"),
        "Stock.",
        "/display_information/long_description: must be more than 174 characters",
    ),
    "an unknown part": (("colour",), "red", ": invalid additional property: colour"),
    "an unknown setting": (
        ("settings", "socket_mode"),
        True,
        "/settings: invalid additional property: socket_mode",
    ),
    "a command without its slash": (
        (*COMMAND, "command"),
        "receive",
        r"/features/slash_commands/0/command: input must match regex pattern: ^/\S+$",
    ),
    "a command too long": (
        (*COMMAND, "command"),
        "/" + "x" * 32,
        "/features/slash_commands/0/command: must be less than 33 characters",
    ),
    "a command without description": (
        COMMAND,
        {"command": "/receive"},
        "/features/slash_commands/0: missing required field: description",
    ),
    "a shortcut of no kind": (
        ("features", "shortcuts", 0, "type"),
        "modal",
        "/features/shortcuts/0/type: must be a valid enum value",
    ),
    "two commands of one name": (
        ("features", "slash_commands"),
        [{"command": "/pick", "description": "Take"}] * 2,
        '/features/slash_commands/1/command: `command` "/pick" already exists',
    ),
    "an event without its scope": (
        ("settings", "event_subscriptions", "bot_events"),
        ["message.channels"],
        "/settings/event_subscriptions/bot_events/0: `message.channels` requires the scope `channels:history`",
    ),
    "scopes without a bot": (
        ("features",),
        {},
        "/features: missing required field: bot_user",
    ),
    "interactivity undecided": (
        ("settings", "interactivity"),
        {},
        "/settings/interactivity: missing required field: is_enabled",
    ),
}


@pytest.mark.parametrize(("path", "value", "expected"), WRONG.values(), ids=WRONG)
def test_a_mistake_is_named_where_it_stands(path, value, expected):
    assert faults(changed(path, value)) == [expected]


def test_commands_need_their_scope():
    assert faults(changed(("oauth_config", "scopes", "bot"), ["chat:write"])) == [
        "/features/slash_commands: `slash_commands` requires the scope `commands`",
        "/features/shortcuts: `shortcuts` requires the scope `commands`",
    ]


def test_without_a_socket_every_delivery_needs_an_address():
    assert faults(changed(("settings", "socket_mode_enabled"), False)) == [
        "/features/slash_commands/0: missing required field: url",
        "/settings/interactivity: missing required field: request_url",
        "/settings/event_subscriptions: missing required field: request_url",
    ]


def test_a_fault_names_the_part_of_the_app_it_belongs_to():
    [error] = validate_manifest(changed((*COMMAND, "should_escape"), "yes"))

    assert (error.code, error.related_component) == ("invalid_type", "slash_commands")


keys = st.sampled_from(
    [
        "display_information",
        "name",
        "features",
        "slash_commands",
        "command",
        "settings",
        "interactivity",
        "is_enabled",
        "oauth_config",
        "scopes",
        "bot",
    ]
)
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | keys,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=4),
    max_leaves=15,
)


@given(anything)
def test_no_manifest_whatever_breaks_the_validator(manifest):
    assert all(error.message for error in validate_manifest(manifest))
