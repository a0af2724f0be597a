"""The sandbox's own doors, by its driver: resetting, replaying, being refused."""

import asyncio
from threading import Event, Timer

import pytest

from sandbox.slack.driver import ActError
from tests.waiting import WITHIN_S


def acknowledging(got):
    def register(app):
        @app.command("/receive")
        async def receive(ack, command):
            got.append(command["text"])
            await ack()

    return register


def test_a_reset_forgets_everything_but_the_open_sockets(socket_app, workspace, ana, client):
    socket_app(acknowledging([]))
    client.chat_postMessage(channel="C0STOCK", text="x")
    workspace.breaks("error_500", "api:*", times=None)
    workspace.does("people", id="U0DAN", name="dan")

    workspace.resets()

    assert workspace.messages("C0STOCK") == []
    assert workspace.looks("faults") == {"faults": []}
    assert "U0DAN" not in [one["id"] for one in workspace.state()["people"]]
    assert ana.types("C0STOCK", "/receive").outcome == "ok"


def test_calls_are_counted_by_method(client, workspace):
    client.chat_postMessage(channel="C0STOCK", text="x")
    client.auth_test()
    client.auth_test()

    assert workspace.state()["counts"] == {"chat.postMessage": 1, "auth.test": 2}
    assert workspace.calls("chat.postMessage")[0]["args"]["text"] == "x"


@pytest.mark.parametrize(
    ("again", "outcome", "status"),
    [
        ({}, "ok", 200),
        ({"age_seconds": 400}, "dispatch_failed", 401),
        ({"forged": True}, "dispatch_failed", 401),
    ],
)
def test_a_request_can_be_repeated_aged_or_forged(http_app, workspace, ana, again, outcome, status):
    got = []
    http_app(acknowledging(got))
    ana.types("C0STOCK", "/receive 1")

    answer = workspace.does("deliveries/1/replay", **again)

    assert (answer["outcome"], answer["status"]) == (outcome, status)
    assert len(got) == (2 if outcome == "ok" else 1)


def test_an_acknowledgement_that_comes_too_late_is_noticed(socket_app, workspace, ana):
    is_given_up = Event()

    def register(app):
        @app.command("/receive")
        async def receive(ack):
            is_given_up.wait(WITHIN_S)
            await ack()

    socket_app(register)
    workspace.set(ack_seconds=0.1)
    ana.types("C0STOCK", "/receive")
    is_given_up.set()
    workspace.wait_until(lambda: workspace.state()["late_acks"], what="the late acknowledgement")

    assert workspace.state()["late_acks"][0]["seconds_late"] > 0


def test_an_app_that_is_watched_is_waited_for_however_slow_it_is(stand_in, socket_app, ana):
    is_looked_at, is_done = Event(), Event()

    def register(app):
        @app.command("/receive")
        async def receive(ack, respond):
            await ack()
            await asyncio.to_thread(is_looked_at.wait, WITHIN_S)
            await respond("Received.")
            is_done.set()

    def is_busy():
        is_looked_at.set()
        return not is_done.is_set()

    socket_app(register)
    stand_in.watch(is_busy)

    assert ana.types("C0STOCK", "/receive").text == "Received."


def test_with_patience_a_form_opens_late_and_nothing_is_said_too_often(
    stand_in, socket_app, ana, client
):
    def register(app):
        @app.command("/receive")
        async def receive(ack, body, client):
            stand_in.slack.clock.advance(4)
            view = {"type": "modal", "title": {"type": "plain_text", "text": "Form"}, "blocks": []}
            await client.views_open(trigger_id=body["trigger_id"], view=view)
            await ack()

    socket_app(register)
    stand_in.be_patient(60)

    assert ana.types("C0STOCK", "/receive").view.title == "Form"
    for number in range(10):
        client.chat_postMessage(channel="C0STOCK", text=f"line {number}")


def test_threads_take_no_commands(ana, client):
    ts = client.chat_postMessage(channel="C0STOCK", text="PO-12")["ts"]

    seen = ana.types("C0STOCK", "/receive 1 MUG-BLU", thread_ts=ts)

    assert seen.outcome == "not_supported_in_threads"
    assert seen.text == "/receive is not supported in threads."


def test_one_can_speak_only_where_one_is(workspace):
    with pytest.raises(ActError) as caught:
        workspace.person("U0OUT").types("C0STOCK", "hello")

    assert caught.value.status == 409


def test_the_bots_direct_messages_are_a_channel_too(socket_app, ana):
    got = []

    def register(app):
        @app.event("message")
        async def heard(event):
            got.append((event["channel_type"], event["text"]))

    socket_app(register)
    ana.types("@bincard", "hello")

    assert got == [("im", "hello")]


@pytest.mark.parametrize(
    ("door", "given", "status"),
    [
        ("acts/type", {"user": "U0NOBODY", "channel": "C0STOCK", "text": "x"}, 404),
        ("acts/type", {"user": "U0ANA", "channel": "C0NOWHERE", "text": "x"}, 404),
        ("acts/type", {"user": "U0ANA"}, 400),
        ("acts/sing", {"user": "U0ANA"}, 404),
        ("settings", {"gravity": 9.81}, 404),
        ("sockets/melt", {}, 404),
    ],
    ids=["nobody", "nowhere", "nothing", "no act", "no setting", "no way to break"],
)
def test_what_cannot_be_done_is_refused_with_a_reason(workspace, door, given, status):
    with pytest.raises(ActError) as caught:
        workspace.does(door, **given)

    assert caught.value.status == status
    assert caught.value.reason


def test_a_revoked_app_is_told_so_and_shut_out(socket_app, client, workspace):
    got = []

    def register(app):
        for event in ("tokens_revoked", "app_uninstalled"):

            @app.event(event)
            async def gone(event):
                got.append(event["type"])

    socket_app(register)
    client.auth_revoke()
    workspace.wait_until(lambda: sorted(got) == ["app_uninstalled", "tokens_revoked"])

    with pytest.raises(Exception, match="token_revoked"):
        client.auth_test()


def test_a_dropped_socket_is_gone_at_once(socket_app, workspace, ana):
    socket_app(acknowledging([]))

    workspace.does("sockets/drop")
    workspace.wait_until(lambda: workspace.state()["sockets"] == 0)

    assert ana.types("C0STOCK", "/receive").outcome == "dispatch_failed"


def test_a_function_runs_until_it_is_completed_once(client, workspace):
    event = {"type": "function_executed", "function_execution_id": "Fx1", "inputs": {}}
    workspace.set(ack_seconds=0.1)
    workspace.does("events", event=event)

    client.functions_completeSuccess(function_execution_id="Fx1", outputs={"done": True})

    assert workspace.state()["functions"]["Fx1"]["outputs"] == {"done": True}
    with pytest.raises(Exception, match="execution_not_in_running_state"):
        client.functions_completeError(function_execution_id="Fx1", error="no")


def test_a_message_that_comes_later_can_be_waited_for(client, workspace):
    client.chat_postMessage(channel="C0STOCK", text="something else")
    Timer(
        0.1, client.chat_postMessage, kwargs={"channel": "C0STOCK", "text": "low on mugs"}
    ).start()

    assert workspace.wait_for_message("C0STOCK", "mugs").text == "low on mugs"
