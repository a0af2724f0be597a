"""The manifest is one that Slack takes, asks for little, and names every command."""

import pytest

from bot.language.grammar import VERBS
from bot.manifest import manifest
from sandbox.slack.driver import ActError
from sandbox.slack.manifest import validate_manifest


@pytest.mark.parametrize(
    "made",
    [
        manifest("socket"),
        manifest("socket", prefix="wh"),
        manifest("http", base_url="https://bincard.example"),
    ],
)
def test_slack_takes_it(made):
    assert validate_manifest(made) == []


def test_every_command_stands_in_it_under_its_prefix():
    commands = [
        command["command"]
        for command in manifest("socket", prefix="wh")["features"]["slash_commands"]
    ]

    assert commands == [
        "/wh-receive", "/wh-pick", "/wh-ship", "/wh-count", "/wh-return", "/wh-stock", "/wh-inv",
    ]  # fmt: skip
    assert {name for name, verb in VERBS.items() if verb.has_command} == {
        name.removeprefix("/wh-") for name in commands if name != "/wh-inv"
    }


def test_http_mode_names_one_address_and_socket_mode_none():
    web = manifest("http", base_url="https://bincard.example/")
    socket = manifest("socket")

    assert web["settings"]["interactivity"]["request_url"] == (
        "https://bincard.example/slack/events"
    )
    assert not web["settings"]["socket_mode_enabled"]
    assert "request_url" not in socket["settings"]["interactivity"]
    assert "url" not in socket["features"]["slash_commands"][0]


def test_shortcuts_stand_in_the_menus_of_the_box_and_of_messages():
    shortcuts = manifest("socket")["features"]["shortcuts"]

    assert [(one["type"], one["callback_id"], one["name"]) for one in shortcuts] == [
        ("global", "receive", "Receive goods"),
        ("global", "pick_next", "Pick next"),
        ("global", "count_next", "Count next"),
        ("global", "take_return", "Take a return"),
        ("global", "look_up", "Look up stock"),
        ("message", "make_order", "Make an order of this"),
        ("message", "make_return", "Make a return of this"),
    ]
    assert shortcuts[5]["description"] == ("Opens an order with what could be read of the message.")


def test_people_can_write_to_the_app_and_the_stand_in_minds_it(workspace):
    ana = workspace.person("U0ANA")
    ana.types("@bincard", "hello")
    closed = manifest("socket")
    closed["features"]["app_home"]["messages_tab_read_only_enabled"] = True
    workspace.does("manifest", manifest=closed)
    with pytest.raises(ActError, match="turned off"):
        ana.types("@bincard", "hello")
