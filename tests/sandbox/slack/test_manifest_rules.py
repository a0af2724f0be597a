"""With a manifest, only what it declares exists."""

import pytest
from slack_sdk.errors import SlackApiError

from sandbox.slack.server import SlackStandIn

MANIFEST = {
    "display_information": {"name": "Bincard"},
    "features": {
        "bot_user": {"display_name": "bincard"},
        "app_home": {"home_tab_enabled": False},
        "slash_commands": [
            {"command": "/receive", "description": "Receive", "should_escape": True}
        ],
        "shortcuts": [
            {"name": "Count", "type": "global", "callback_id": "count", "description": "Count"}
        ],
    },
    "oauth_config": {"scopes": {"bot": ["app_mentions:read", "chat:write", "commands"]}},
    "settings": {
        "event_subscriptions": {"bot_events": ["app_mention"]},
        "interactivity": {"is_enabled": True},
        "socket_mode_enabled": True,
    },
}


@pytest.fixture
def stand_in():
    return SlackStandIn(MANIFEST)


def refusal(call, **args):
    with pytest.raises(SlackApiError) as caught:
        call(**args)
    return caught.value.response


def test_a_method_without_its_scope_names_what_is_needed_and_what_there_is(client):
    answer = refusal(client.users_info, user="U0ANA")

    assert answer.data == {
        "ok": False,
        "error": "missing_scope",
        "needed": "users:read",
        "provided": "app_mentions:read,chat:write,commands",
    }


def test_reading_needs_the_scope_of_the_kind_of_channel(client):
    answer = refusal(client.conversations_history, channel="C0STOCK")

    assert (answer["error"], answer["needed"]) == ("missing_scope", "channels:history")


def test_speaking_in_a_public_channel_needs_membership_or_a_scope(client, workspace):
    workspace.does("channels/C0LOG/leave")

    answer = refusal(client.chat_postMessage, channel="C0LOG", text="x")

    assert answer["error"] == "not_in_channel"


def test_another_name_needs_a_scope_of_its_own(client):
    answer = refusal(client.chat_postMessage, channel="C0STOCK", text="x", username="Boss")

    assert answer["needed"] == "chat:write.customize"


def test_an_undeclared_command_is_unknown(ana):
    seen = ana.types("C0STOCK", "/pick 3 MUG-BLU")

    assert seen.outcome == "unknown_command"
    assert seen.text == "/pick is not a valid command."


def test_should_escape_turns_names_into_references(socket_app, ana):
    got = []

    def register(app):
        @app.command("/receive")
        async def receive(ack, command):
            got.append(command["text"])
            await ack()

    socket_app(register)
    ana.types("C0STOCK", "/receive 1 MUG-BLU for @ben in #stock")

    assert got == ["1 MUG-BLU for <@U0BEN|ben> in <#C0STOCK|stock>"]


def test_events_not_subscribed_are_not_delivered(socket_app, ana, workspace):
    got = []

    def register(app):
        @app.event("app_mention")
        async def mentioned(event):
            got.append(event["text"])

    socket_app(register)
    ana.types("C0STOCK", "hello")
    ana.types("C0STOCK", "@bincard hello")

    assert got == ["<@U0BINCARD> hello"]
    kinds = [one["payload"]["event"]["type"] for one in workspace.deliveries()]
    assert kinds == ["app_mention"]


def test_a_shortcut_that_is_not_on_the_menu_cannot_be_chosen(ana):
    seen = ana.uses_shortcut("uncount")
    assert (seen.outcome, seen.raw["known"]) == ("unknown_shortcut", ["count"])


def test_without_a_home_tab_there_is_no_home(client, ana):
    view = {"type": "home", "blocks": []}

    assert refusal(client.views_publish, user_id="U0ANA", view=view)["error"] == "not_enabled"
    assert ana.opens_home().outcome == "no_home_tab"


def test_with_interactivity_off_clicks_go_nowhere(client, ana, workspace):
    off = {**MANIFEST, "settings": {**MANIFEST["settings"], "interactivity": {"is_enabled": False}}}
    workspace.does("manifest", manifest=off)
    button = {"type": "button", "action_id": "undo", "text": {"type": "plain_text", "text": "Undo"}}
    blocks = [{"type": "actions", "elements": [button]}]
    client.chat_postMessage(channel="C0STOCK", text="x", blocks=blocks)

    seen = ana.clicks(workspace.messages("C0STOCK")[0], "Undo")

    assert seen.outcome == "dispatch_failed"
    assert workspace.deliveries() == []


def test_addresses_are_hidden_without_their_scope(client, workspace):
    scopes = {"bot": ["app_mentions:read", "commands", "users:read"]}
    workspace.does("manifest", manifest={**MANIFEST, "oauth_config": {"scopes": scopes}})

    assert "email" not in client.users_info(user="U0ANA")["user"]["profile"]


def test_a_manifest_that_is_no_manifest_is_refused(workspace):
    with pytest.raises(Exception, match="display_information"):
        workspace.does("manifest", manifest={"features": {}})
