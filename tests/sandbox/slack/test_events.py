"""The Events API: who hears what, how often, and in which words."""

import re

import pytest


@pytest.fixture(params=["socket", "http"])
def run_app(request, socket_app, http_app):
    return socket_app if request.param == "socket" else http_app


def listener(got, *events):
    def register(app):
        async def heard(body, request):
            got.append((body, {key: values[0] for key, values in request.headers.items()}))

        for event in events:
            app.event(event)(heard)

        @app.event(re.compile(".+"))
        async def ignored():
            """What a test does not ask for is acknowledged all the same."""

    return register


def test_a_typed_message_arrives_with_entities_and_references(run_app, ana):
    got = []
    run_app(listener(got, "message"))

    ana.types("C0STOCK", "@ben is 3 < 4 & more in #managers? @channel")

    body = got[0][0]
    event = body["event"]
    assert event["text"] == (
        "<@U0BEN> is 3 &lt; 4 &amp; more in <#C0MANAGERS|managers>? <!channel>"
    )
    assert (event["type"], event["channel"], event["channel_type"], event["user"]) == (
        "message",
        "C0STOCK",
        "channel",
        "U0ANA",
    )
    assert body["authorizations"][0]["user_id"] == "U0BINCARD"
    assert body["event_id"].startswith("Ev")


def test_a_mention_of_the_bot_is_an_event_of_its_own(run_app, ana):
    got = []
    run_app(listener(got, "app_mention"))

    ana.types("C0STOCK", "@bincard help")

    assert [body["event"]["text"] for body, _ in got] == ["<@U0BINCARD> help"]


def test_a_shared_channel_says_so_and_names_the_strangers_team(run_app, workspace):
    got = []
    run_app(listener(got, "message"))

    workspace.person("U0OUT").types("C0SHARED", "hello")

    body = got[0][0]
    assert body["is_ext_shared_channel"] is True
    assert body["event"]["user_team"] == "T0OTHER"


def test_nothing_is_heard_from_channels_the_bot_has_left(run_app, ana, workspace):
    got = []
    run_app(listener(got, "message"))
    workspace.does("channels/C0STOCK/leave")

    ana.types("C0STOCK", "secret")
    workspace.does("channels/C0STOCK/join")
    ana.types("C0STOCK", "welcome back")

    assert [body["event"]["text"] for body, _ in got] == ["welcome back"]


def test_a_thread_reply_carries_its_thread(run_app, ana, client):
    got = []
    run_app(listener(got, "message"))
    ts = client.chat_postMessage(channel="C0STOCK", text="PO-12")["ts"]

    ana.types("C0STOCK", "arrived", thread_ts=ts)

    assert [body["event"]["thread_ts"] for body, _ in got] == [ts]


def test_files_and_reactions_are_told(run_app, ana, client, workspace):
    got = []
    run_app(listener(got, "file_shared", "reaction_added"))
    client.chat_postMessage(channel="C0STOCK", text="PO-12")

    ana.uploads("C0STOCK", "items.csv", b"sku\nMUG-BLU\n")
    ana.reacts(workspace.messages("C0STOCK")[0], "eyes")

    kinds = [(body["event"]["type"], body["event"].get("reaction")) for body, _ in got]
    assert kinds == [("file_shared", None), ("reaction_added", "eyes")]


def test_a_first_delivery_by_http_has_no_retry_headers_but_by_socket_a_zero(run_app, ana, request):
    got = []
    run_app(listener(got, "message"))

    ana.types("C0STOCK", "x")

    by_socket = request.node.callspec.params["run_app"] == "socket"
    assert got[0][1].get("x-slack-retry-num") == ("0" if by_socket else None)


def test_an_event_nobody_took_is_sent_again_under_its_id(run_app, workspace, ana, request):
    got = []
    run_app(listener(got, "message"))
    workspace.set(retry_scale=0.0001, ack_seconds=0.2)
    workspace.breaks("lost", "delivery:events_api", times=2)

    ana.types("C0STOCK", "x")
    workspace.wait_until(lambda: len(got) == 1)

    tries = [one for one in workspace.deliveries() if one["payload"]["type"] == "event_callback"]
    by_socket = request.node.callspec.params["run_app"] == "socket"
    assert len({one["payload"]["event_id"] for one in tries}) == 1
    assert [one["retry_attempt"] for one in tries] == [0, 1, 2]
    assert got[0][1]["x-slack-retry-num"] == "2"
    assert got[0][1]["x-slack-retry-reason"] == ("timeout" if by_socket else "http_timeout")


def test_an_event_can_be_sent_again_on_request(run_app, workspace, ana):
    got = []
    run_app(listener(got, "message"))
    ana.types("C0STOCK", "x")
    event_id = got[0][0]["event_id"]

    workspace.does(f"events/{event_id}/redeliver")

    assert [body["event_id"] for body, _ in got] == [event_id, event_id]


def test_any_event_can_be_made_up(run_app, workspace):
    got = []
    run_app(listener(got, "tokens_revoked"))

    workspace.does("events", event={"type": "tokens_revoked", "tokens": {"bot": ["U0BINCARD"]}})

    assert got[0][0]["event"]["tokens"] == {"bot": ["U0BINCARD"]}
