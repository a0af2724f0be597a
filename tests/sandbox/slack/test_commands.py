"""Slash commands: what the app gets, and what the person sees of its answer."""

from threading import Event

import pytest
from slack_sdk.errors import SlackApiError

from tests.waiting import WITHIN_S, wait_until


@pytest.fixture(params=["socket", "http"])
def run_app(request, socket_app, http_app):
    """Runs an app over Socket Mode, and in a second round over signed HTTP."""
    return socket_app if request.param == "socket" else http_app


def answers_with(**answer):
    def register(app):
        @app.command("/receive")
        async def receive(ack):
            await ack(**answer)

    return register


def test_a_text_answer_is_seen_by_the_asker_only(run_app, ana, ben):
    run_app(answers_with(text="24 MUG-BLU received"))

    seen = ana.types("C0STOCK", "/receive 24 MUG-BLU @A-01")

    assert seen.outcome == "ok"
    assert seen.text == "24 MUG-BLU received"
    assert seen.message.is_ephemeral
    assert ben.ephemerals == []


def test_an_answer_in_the_channel_shows_the_command_too(run_app, ana, workspace):
    run_app(answers_with(text="received", response_type="in_channel"))

    ana.types("C0STOCK", "/receive 24 MUG-BLU")

    said = [(one.author, one.text) for one in workspace.messages("C0STOCK")]
    assert said == [("U0ANA", "/receive 24 MUG-BLU"), ("U0BINCARD", "received")]


def test_an_empty_ack_says_nothing(run_app, ana):
    run_app(answers_with())

    seen = ana.types("C0STOCK", "/receive")

    assert (seen.outcome, seen.messages) == ("ok", [])


def test_an_answer_with_invalid_blocks_fails_visibly(run_app, ana):
    run_app(answers_with(text="x", blocks=[{"type": "section"}]))

    seen = ana.types("C0STOCK", "/receive")

    assert seen.outcome == "invalid_blocks"
    assert seen.text == '/receive failed with the error "invalid_blocks"'


def test_the_payload_has_every_field_of_a_slash_command(run_app, ana):
    got = []

    def register(app):
        @app.command("/receive")
        async def receive(ack, command):
            got.append(command)
            await ack()

    run_app(register)
    ana.types("C0STOCK", '/receive 24 MUG-BLU note:"a & b <c>"\n3 TEE-BLK')

    command = got[0]
    assert command["text"] == '24 MUG-BLU note:"a & b <c>"\n3 TEE-BLK'
    assert {key: command[key] for key in ("command", "user_id", "user_name", "channel_name")} == {
        "command": "/receive",
        "user_id": "U0ANA",
        "user_name": "ana",
        "channel_name": "stock",
    }
    assert (command["team_id"], command["api_app_id"]) == ("T0BINCARD", "A0BINCARD")
    assert command["is_enterprise_install"] == "false"


def test_an_answer_after_three_seconds_is_an_operation_timeout(run_app, ana, workspace):
    workspace.set(ack_seconds=0.2)
    is_answered, acknowledged = Event(), []

    def register(app):
        @app.command("/receive")
        async def receive(ack):
            is_answered.wait(WITHIN_S)
            await ack("too late")
            acknowledged.append("too late")

    run_app(register)
    seen = ana.types("C0STOCK", "/receive")
    is_answered.set()
    wait_until(lambda: acknowledged, "the late acknowledgement")

    assert seen.outcome == "operation_timeout"
    assert seen.text == '/receive failed with the error "operation_timeout"'
    assert [one.text for one in ana.ephemerals] == [seen.text]


def test_with_nobody_listening_dispatch_fails(ana):
    seen = ana.types("C0STOCK", "/receive")

    assert seen.outcome == "dispatch_failed"
    assert seen.text == '/receive failed with the error "dispatch_failed"'


def test_a_response_url_answers_five_times_and_no_more(run_app, ana, client):
    urls = []

    def register(app):
        @app.command("/receive")
        async def receive(ack, respond, command):
            urls.append(command["response_url"])
            await ack()
            for number in range(5):
                await respond(f"answer {number}")
            urls.append((await respond("a sixth")).status_code)

    run_app(register)
    ana.types("C0STOCK", "/receive")

    texts = [f"answer {number}" for number in range(5)]
    assert [one.text for one in ana.ephemerals] == texts
    assert urls[1] == 404


def test_a_response_url_lives_half_an_hour(run_app, ana, workspace):
    statuses = []

    def register(app):
        @app.command("/receive")
        async def receive(ack, respond):
            await ack()
            workspace.advances(1_801)
            statuses.append((await respond("late")).status_code)

    run_app(register)
    ana.types("C0STOCK", "/receive")

    assert statuses == [404]
    assert ana.ephemerals == []


def test_a_response_url_may_speak_to_all_where_the_bot_is_no_member(run_app, ana, workspace):
    workspace.does("channels/C0STOCK/leave")

    def register(app):
        @app.command("/receive")
        async def receive(ack, respond):
            await ack()
            await respond("for all", response_type="in_channel")

    run_app(register)
    ana.types("C0STOCK", "/receive")

    assert [one.text for one in workspace.messages("C0STOCK")] == ["for all"]


@pytest.mark.parametrize(
    ("age_seconds", "uses", "error"),
    [(0, 1, None), (3.1, 1, "expired_trigger_id"), (0, 2, "exchanged_trigger_id")],
)
def test_a_trigger_opens_one_view_within_three_seconds(
    socket_app, ana, workspace, client, age_seconds, uses, error
):
    socket_app(answers_with())
    trigger_id = ana.types("C0STOCK", "/receive").raw["trigger_id"]
    view = {"type": "modal", "title": {"type": "plain_text", "text": "A"}, "blocks": []}
    workspace.advances(age_seconds)
    refused = None
    for _ in range(uses):
        try:
            client.views_open(trigger_id=trigger_id, view=view)
        except SlackApiError as caught:
            refused = caught.response["error"]

    assert refused == error


def test_nobody_opens_a_view_with_an_invented_trigger(client):
    view = {"type": "modal", "title": {"type": "plain_text", "text": "A"}, "blocks": []}

    with pytest.raises(SlackApiError) as caught:
        client.views_open(trigger_id="1.2.abc", view=view)

    assert caught.value.response["error"] == "invalid_trigger_id"
