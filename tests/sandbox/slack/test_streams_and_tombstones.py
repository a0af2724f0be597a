"""Threads whose parent goes, and replies that grow while they are read."""

import pytest
from slack_sdk.errors import SlackApiError

from sandbox.slack.people import BOT_USER_ID, TEAM_ID


@pytest.fixture
def asked(ana):
    """The ts of what Ana asked in a channel."""
    return ana.types("C0STOCK", "How many mugs?").raw["ts"]


@pytest.fixture
def stream(client, asked):
    """Opens a stream in answer to what Ana asked, and gives its address."""
    told = client.chat_startStream(
        channel="C0STOCK",
        thread_ts=asked,
        recipient_team_id=TEAM_ID,
        recipient_user_id="U0ANA",
        markdown_text="Counting",
    )
    return {"channel": "C0STOCK", "ts": told["ts"]}


def told(heard, subtype, *, ts):
    """The events of a kind about one message; events may overtake each other."""
    return [
        one
        for one in heard
        if one.get("subtype") == subtype and one["previous_message"]["ts"] == ts
    ]


def refused(call, **args):
    with pytest.raises(SlackApiError) as caught:
        call(**args)
    return caught.value.response["error"]


def test_a_deleted_parent_leaves_a_tombstone_over_its_thread(client, workspace, socket_app):
    """Source: https://github.com/hackclub/toriel/pull/238 (a tombstone as Slack gave it)."""
    heard = []
    socket_app(lambda app: app.event("message")(_keep_in(heard)))
    parent = client.chat_postMessage(channel="C0STOCK", text="PO-12")["ts"]
    reply = client.chat_postMessage(channel="C0STOCK", text="late", thread_ts=parent)["ts"]

    client.chat_delete(channel="C0STOCK", ts=parent)

    (tombstone,) = client.conversations_history(channel="C0STOCK")["messages"]
    assert tombstone == {
        "type": "message",
        "subtype": "tombstone",
        "text": "This message was deleted.",
        "user": "USLACKBOT",
        "hidden": True,
        "ts": parent,
        "thread_ts": parent,
        "parent_user_id": "USLACKBOT",
        "reply_count": 1,
        "reply_users_count": 1,
        "latest_reply": reply,
        "reply_users": [BOT_USER_ID],
        "is_locked": False,
        "subscribed": False,
    }
    workspace.wait_until(lambda: told(heard, "message_changed", ts=parent))
    (event,) = told(heard, "message_changed", ts=parent)
    assert event["message"]["subtype"] == "tombstone"
    assert event["previous_message"]["text"] == "PO-12"
    assert refused(client.chat_delete, channel="C0STOCK", ts=parent) == "cant_delete_message"


def test_a_tombstone_goes_with_the_last_reply_under_it(client, workspace, socket_app):
    """Source: https://github.com/slack-edge/slack-edge/pull/10 (the event as Slack sent it)."""
    heard = []
    socket_app(lambda app: app.event("message")(_keep_in(heard)))
    parent = client.chat_postMessage(channel="C0STOCK", text="PO-12")["ts"]
    reply = client.chat_postMessage(channel="C0STOCK", text="late", thread_ts=parent)["ts"]
    client.chat_delete(channel="C0STOCK", ts=parent)

    client.chat_delete(channel="C0STOCK", ts=reply)

    assert client.conversations_history(channel="C0STOCK")["messages"] == []
    workspace.wait_until(lambda: told(heard, "message_deleted", ts=parent))
    (event,) = told(heard, "message_deleted", ts=parent)
    former = event["previous_message"]
    assert (former["subtype"], former["reply_count"]) == ("tombstone", 0)
    assert former["latest_reply"] == "0000000000.000000"


def test_a_deleted_reply_is_no_longer_counted(client):
    parent = client.chat_postMessage(channel="C0STOCK", text="PO-12")["ts"]
    first = client.chat_postMessage(channel="C0STOCK", text="a", thread_ts=parent)["ts"]
    second = client.chat_postMessage(channel="C0STOCK", text="b", thread_ts=parent)["ts"]

    client.chat_delete(channel="C0STOCK", ts=second)

    (message,) = client.conversations_history(channel="C0STOCK")["messages"]
    assert (message["reply_count"], message["latest_reply"]) == (1, first)


def test_a_reply_to_what_is_gone_stands_in_the_channel(client):
    """Source: https://github.com/slack-go/slack/issues/1571."""
    parent = client.chat_postMessage(channel="C0STOCK", text="PO-12")["ts"]
    client.chat_delete(channel="C0STOCK", ts=parent)

    posted = client.chat_postMessage(channel="C0STOCK", text="late", thread_ts=parent)

    assert "thread_ts" not in posted["message"]
    (message,) = client.conversations_history(channel="C0STOCK")["messages"]
    assert message["text"] == "late"


def test_a_streamed_reply_grows_and_is_finished(client, asked):
    """Source: https://docs.slack.dev/reference/methods/chat.stopStream; slack_sdk's chat_stream."""
    streamer = client.chat_stream(
        channel="C0STOCK",
        thread_ts=asked,
        recipient_team_id=TEAM_ID,
        recipient_user_id="U0ANA",
        buffer_size=1,
    )
    streamer.append(markdown_text="**24** mugs ")
    streamer.append(markdown_text="in A-01")

    done = streamer.stop(blocks=[{"type": "divider", "block_id": "end"}])

    assert done["message"]["text"] == "**24** mugs in A-01"
    assert [one["type"] for one in done["message"]["blocks"]] == ["markdown", "divider"]
    thread = client.conversations_replies(channel="C0STOCK", ts=asked)["messages"]
    assert [one["text"] for one in thread] == ["How many mugs?", "**24** mugs in A-01"]
    assert "edited" not in thread[1]


def test_tasks_of_a_stream_are_told_anew_in_their_place(client, stream):
    count = {"type": "task_update", "id": "t1", "title": "Count", "status": "in_progress"}
    client.chat_appendStream(**stream, chunks=[count])
    told = {"type": "markdown_text", "text": "Done"}

    done = client.chat_stopStream(**stream, chunks=[count | {"status": "complete"}, told])

    blocks = done["message"]["blocks"]
    assert [one["type"] for one in blocks] == ["markdown", "task_card", "markdown"]
    assert (blocks[1]["title"], blocks[1]["status"]) == ("Count", "complete")


def test_tasks_of_a_stream_may_stand_in_one_plan(client, ana):
    direct = client.conversations_open(users="U0ANA")["channel"]["id"]
    asked = ana.types(direct, "How many mugs?").raw["ts"]
    task = {"type": "task_update", "id": "t1", "title": "Count", "status": "pending"}
    told = client.chat_startStream(
        channel=direct,
        thread_ts=asked,
        task_display_mode="plan",
        chunks=[task, {"type": "plan_update", "title": "Stock"}, task | {"id": "t2"}],
    )

    done = client.chat_stopStream(channel=direct, ts=told["ts"])

    (plan,) = done["message"]["blocks"]
    assert (plan["type"], plan["title"]) == ("plan", "Stock")
    assert [one["task_id"] for one in plan["tasks"]] == ["t1", "t2"]


def test_a_stream_in_a_channel_says_for_whom_it_is(client, asked):
    """Source: https://docs.slack.dev/reference/methods/chat.startStream."""
    place = {"channel": "C0STOCK", "thread_ts": asked}

    assert refused(client.chat_startStream, **place) == "missing_recipient_team_id"
    assert (
        refused(client.chat_startStream, **place, recipient_team_id=TEAM_ID)
        == "missing_recipient_user_id"
    )


def test_a_stream_takes_nothing_that_is_no_piece_of_one(client, stream):
    """Source: https://docs.slack.dev/reference/methods/chat.appendStream."""
    append = client.chat_appendStream

    assert refused(append, **stream) == "no_text"
    assert refused(append, **stream, markdown_text="x" * 12_001) == "msg_too_long"
    for chunk in ({"type": "song"}, {"type": "markdown_text"}, {"type": "blocks", "blocks": "x"}):
        assert refused(append, **stream, chunks=[chunk]) == "invalid_chunks"
    assert refused(client.chat_update, **stream, text="x") == "streaming_state_conflict"
    posted = client.chat_postMessage(channel="C0STOCK", text="x")["ts"]
    assert (
        refused(append, channel="C0STOCK", ts=posted, markdown_text="x")
        == "message_not_in_streaming_state"
    )


def test_a_stream_that_is_over_takes_no_more(client, workspace, stream):
    """Once it is stopped, and five minutes after it was opened."""
    client.chat_stopStream(**stream)
    append = client.chat_appendStream
    assert refused(append, **stream, markdown_text="x") == "message_not_in_streaming_state"

    asked = client.chat_postMessage(channel="C0STOCK", text="x")["ts"]
    whom = {"recipient_team_id": TEAM_ID, "recipient_user_id": "U0ANA"}
    late = client.chat_startStream(channel="C0STOCK", thread_ts=asked, **whom)["ts"]
    workspace.advances(301)
    place = {"channel": "C0STOCK", "ts": late}
    assert refused(append, **place, markdown_text="x") == "message_not_in_streaming_state"
    client.chat_update(**place, text="x")


def _keep_in(heard):
    async def listener(event):
        heard.append(event)

    return listener
