"""Saying, editing and taking back, with slack_sdk's own clients."""

import asyncio

import pytest
import requests
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient


def refusal(call, **args):
    """The answer of a call that has to be refused."""
    with pytest.raises(SlackApiError) as caught:
        call(**args)
    return caught.value.response


def section(text):
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}


def test_the_bot_knows_who_it_is(client):
    answer = client.auth_test()

    assert (answer["team_id"], answer["user_id"], answer["bot_id"]) == (
        "T0BINCARD",
        "U0BINCARD",
        "B0BINCARD",
    )


def test_the_async_client_speaks_to_it_too(stand_in, base_url):
    client = AsyncWebClient(token=stand_in.bot_token, base_url=stand_in.api_url(base_url))

    posted = asyncio.run(client.chat_postMessage(channel="C0STOCK", text="hello"))
    listed = asyncio.run(client.conversations_list(types="public_channel"))

    assert posted["message"]["text"] == "hello"
    assert "stock" in [channel["name"] for channel in listed["channels"]]


def test_a_posted_message_is_in_the_history(client):
    ts = client.chat_postMessage(channel="C0STOCK", text="24 MUG-BLU received")["ts"]

    history = client.conversations_history(channel="C0STOCK")["messages"]

    assert [(one["ts"], one["text"], one["bot_id"]) for one in history] == [
        (ts, "24 MUG-BLU received", "B0BINCARD")
    ]


def test_every_ts_is_unique_in_its_channel(client):
    stamps = [client.chat_postMessage(channel="#stock", text="x")["ts"] for _ in range(5)]

    assert len(set(stamps)) == 5
    assert stamps == sorted(stamps)


@pytest.mark.parametrize(
    ("args", "error"),
    [
        ({"channel": "C0STOCK"}, "no_text"),
        ({"channel": "C0NOWHERE", "text": "x"}, "channel_not_found"),
        ({"channel": "C0STOCK", "text": "x", "markdown_text": "y"}, "markdown_text_conflict"),
        ({"channel": "C0STOCK", "attachments": [{"text": "x"}] * 101}, "too_many_attachments"),
        ({"channel": "C0STOCK", "text": "x", "metadata": {"event": 1}}, "invalid_metadata_format"),
    ],
)
def test_a_message_that_cannot_be_posted_is_refused_by_name(client, args, error):
    assert refusal(client.api_call, api_method="chat.postMessage", json=args)["error"] == error


def test_invalid_blocks_are_pointed_at(client):
    answer = refusal(client.chat_postMessage, channel="C0STOCK", text="x", blocks=[section("")])

    assert answer["error"] == "invalid_blocks"
    assert answer["response_metadata"]["messages"] == [
        "[ERROR] must be more than 0 characters [json-pointer:/blocks/0/text/text]"
    ]


def test_attachments_come_back_numbered_and_with_words_in_their_place(client):
    given = [{"text": "first"}, {"text": "second", "fallback": "2nd"}]
    posted = client.chat_postMessage(channel="C0STOCK", text="x", attachments=given)

    assert posted["message"]["attachments"] == [
        {"id": 1, "fallback": "[no preview available]", "text": "first"},
        {"id": 2, "fallback": "2nd", "text": "second"},
    ]


def test_fifty_blocks_are_the_most(client):
    client.chat_postMessage(channel="C0STOCK", text="x", blocks=[{"type": "divider"}] * 50)

    answer = refusal(
        client.chat_postMessage, channel="C0STOCK", text="x", blocks=[{"type": "divider"}] * 51
    )

    assert answer["error"] == "invalid_blocks"


def test_text_over_forty_thousand_characters_is_cut(client):
    posted = client.chat_postMessage(channel="C0STOCK", text="x" * 40_001)

    assert len(posted["message"]["text"]) == 40_000


def test_blocks_and_elements_without_ids_get_some(client):
    button = {"type": "button", "text": {"type": "plain_text", "text": "Undo"}}
    blocks = [{"type": "actions", "elements": [button]}]

    block = client.chat_postMessage(channel="C0STOCK", text="x", blocks=blocks)["message"][
        "blocks"
    ][0]

    assert len(block["block_id"]) == 5
    assert len(block["elements"][0]["action_id"]) == 5


def test_metadata_is_shown_only_to_those_who_ask(client):
    metadata = {"event_type": "posting", "event_payload": {"key": "K-1"}}
    client.chat_postMessage(channel="C0STOCK", text="x", metadata=metadata)

    plain = client.conversations_history(channel="C0STOCK")["messages"][0]
    full = client.conversations_history(channel="C0STOCK", include_all_metadata=True)["messages"][0]

    assert "metadata" not in plain
    assert full["metadata"] == metadata


def test_a_thread_counts_its_replies(client):
    parent = client.chat_postMessage(channel="C0STOCK", text="PO-12")["ts"]
    for text in ("first", "second"):
        client.chat_postMessage(channel="C0STOCK", text=text, thread_ts=parent)

    thread = client.conversations_replies(channel="C0STOCK", ts=parent)["messages"]
    history = client.conversations_history(channel="C0STOCK")["messages"]

    assert [one["text"] for one in thread] == ["PO-12", "first", "second"]
    assert [(one["text"], one["reply_count"]) for one in history] == [("PO-12", 2)]


def test_a_broadcast_reply_stands_in_the_channel_too(client):
    parent = client.chat_postMessage(channel="C0STOCK", text="PO-12")["ts"]
    client.chat_postMessage(channel="C0STOCK", text="late", thread_ts=parent, reply_broadcast=True)

    history = client.conversations_history(channel="C0STOCK")["messages"]

    assert [one["text"] for one in history] == ["late", "PO-12"]


def test_an_update_keeps_the_blocks_only_where_it_brings_no_text(client, workspace):
    """As its argument `blocks` is documented.

    Source:
        https://docs.slack.dev/reference/methods/chat.update
    """
    ts = client.chat_postMessage(channel="C0STOCK", text="a", blocks=[section("a")])["ts"]
    given = [{"text": "old style", "fallback": "old style"}]

    kept = client.chat_update(channel="C0STOCK", ts=ts, attachments=given)["message"]
    bare = client.chat_update(channel="C0STOCK", ts=ts, text="b")["message"]

    assert kept["blocks"][0]["text"]["text"] == "a"
    assert "blocks" not in bare
    assert bare["attachments"][0]["text"] == "old style"
    assert len(workspace.messages("C0STOCK")[0].raw["versions"]) == 3


def test_only_the_bots_own_messages_can_be_changed(client, ana):
    ts = ana.types("C0STOCK", "mine").raw["ts"]

    changed = refusal(client.chat_update, channel="C0STOCK", ts=ts, text="yours")
    deleted = refusal(client.chat_delete, channel="C0STOCK", ts=ts)

    assert changed["error"] == "cant_update_message"
    assert deleted["error"] == "cant_delete_message"


def test_an_update_takes_four_thousand_characters(client):
    ts = client.chat_postMessage(channel="C0STOCK", text="x")["ts"]

    assert (
        refusal(client.chat_update, channel="C0STOCK", ts=ts, text="x" * 4_001)["error"]
        == "msg_too_long"
    )


def test_a_deleted_message_is_gone(client):
    ts = client.chat_postMessage(channel="C0STOCK", text="x")["ts"]
    client.chat_delete(channel="C0STOCK", ts=ts)

    assert client.conversations_history(channel="C0STOCK")["messages"] == []
    assert (
        refusal(client.chat_update, channel="C0STOCK", ts=ts, text="y")["error"]
        == "message_not_found"
    )


def test_an_ephemeral_message_is_seen_by_one_and_found_by_nobody(client, ana, ben):
    ts = client.chat_postEphemeral(channel="C0STOCK", user="U0ANA", text="psst")["message_ts"]

    assert [one.text for one in ana.ephemerals] == ["psst"]
    assert ben.ephemerals == []
    assert client.conversations_history(channel="C0STOCK")["messages"] == []
    assert (
        refusal(client.chat_update, channel="C0STOCK", ts=ts, text="y")["error"]
        == "message_not_found"
    )
    outsider = refusal(client.chat_postEphemeral, channel="C0STOCK", user="U0OUT", text="psst")
    assert outsider["error"] == "user_not_in_channel"


def test_a_message_to_a_person_opens_their_direct_messages(client):
    channel = client.chat_postMessage(channel="U0ANA", text="hello")["channel"]

    opened = client.conversations_open(users="U0ANA")

    assert channel.startswith("D")
    assert opened["channel"]["id"] == channel
    assert opened["already_open"] is True


def test_a_scheduled_message_is_posted_when_its_time_has_come(client, workspace):
    now = workspace.does("clock", advance=0)["now"]
    client.chat_scheduleMessage(channel="C0STOCK", post_at=int(now) + 600, text="later")
    assert workspace.messages("C0STOCK") == []

    workspace.advances(601)

    assert [one.text for one in workspace.messages("C0STOCK")] == ["later"]
    assert client.chat_scheduledMessages_list()["scheduled_messages"] == []


def test_a_scheduled_message_with_metadata_never_posts(client, workspace):
    now = workspace.does("clock", advance=0)["now"]
    metadata = {"event_type": "posting", "event_payload": {}}
    client.chat_scheduleMessage(
        channel="C0STOCK", post_at=int(now) + 60, text="never", metadata=metadata
    )

    workspace.advances(3600)

    assert workspace.messages("C0STOCK") == []


def test_a_time_to_schedule_has_to_be_ahead_but_not_too_far(client, workspace):
    now = int(workspace.does("clock", advance=0)["now"])
    args = {"channel": "C0STOCK", "text": "x"}

    assert refusal(client.chat_scheduleMessage, post_at=now - 10, **args)["error"] == "time_in_past"
    far = refusal(client.chat_scheduleMessage, post_at=now + 121 * 86_400, **args)
    assert far["error"] == "time_too_far"
    scheduled = client.chat_scheduleMessage(post_at=now + 60, **args)["scheduled_message_id"]
    client.chat_deleteScheduledMessage(channel="C0STOCK", scheduled_message_id=scheduled)
    gone = refusal(
        client.chat_deleteScheduledMessage, channel="C0STOCK", scheduled_message_id=scheduled
    )
    assert gone["error"] == "invalid_scheduled_message_id"


def test_a_channel_takes_ten_messages_at_once_and_then_one_a_second(client, workspace):
    for _ in range(10):
        client.chat_postMessage(channel="C0STOCK", text="x")

    refused = refusal(client.chat_postMessage, channel="C0STOCK", text="x")
    client.chat_postMessage(channel="C0LOG", text="another channel is free")
    workspace.advances(1)
    client.chat_postMessage(channel="C0STOCK", text="x")

    assert refused.status_code == 429
    assert refused.headers["Retry-After"] == "1"
    assert refused.data == {"ok": False, "error": "ratelimited"}


def test_a_tier_two_method_takes_twenty_calls_a_minute(client, workspace):
    for _ in range(20):
        client.users_list()

    refused = refusal(client.users_list)
    workspace.advances(60)

    assert refused.status_code == 429
    assert client.users_list()["ok"]


def test_a_mention_forgotten_in_plain_sight_is_recorded(client, workspace):
    client.chat_postMessage(channel="C0STOCK", text="x", blocks=[section("note: <!channel>")])
    client.chat_postMessage(channel="C0STOCK", text="note: &lt;!channel&gt;")

    leaking, clean = workspace.messages("C0STOCK")

    assert leaking.mentions == [("broadcast", "channel")]
    assert clean.mentions == []


def test_blocks_can_be_validated_without_a_token(base_url):
    url = f"{base_url}/api/blocks.validate"
    with requests.Session() as session:
        session.trust_env = False
        good = session.post(url, data={"blocks": '[{"type": "divider"}]'}).json()
        bad = session.post(url, json={"blocks": [{"type": "header"}]}).json()
        form = session.post(url, data={"view": '{"type": "modal", "blocks": []}'}).json()
        both = session.post(url, json={"blocks": [], "view": {}}).json()

    assert good == {"ok": True}
    assert (bad["error"], bad["errors"][0]["code"]) == ("invalid_blocks", "missing_field")
    assert form["error"] == "invalid_view"
    assert both["error"] == "invalid_arguments"


@pytest.mark.parametrize(
    ("token", "error"),
    [
        ("", "not_authed"),
        ("xoxb-somebody-elses", "invalid_auth"),
        ("app", "not_allowed_token_type"),
    ],
)
def test_a_wrong_token_is_refused(stand_in, base_url, token, error):
    shown = stand_in.app_token if token == "app" else token
    headers = {"Authorization": f"Bearer {shown}"} if shown else {}
    with requests.Session() as session:
        session.trust_env = False
        answer = session.post(f"{base_url}/api/auth.test", headers=headers)

    assert (answer.status_code, answer.json()) == (200, {"ok": False, "error": error})


@pytest.mark.parametrize(
    ("content_type", "body", "error"),
    [
        ("application/json; charset=klingon", b"{}", "invalid_charset"),
        ("application/json", b"\xff", "invalid_charset"),
        ("multipart/form-data; boundary=x", b"no parts", "invalid_form_data"),
        ("multipart/form-data", b"no boundary", "invalid_form_data"),
        ("application/xml", b"<a/>", "invalid_post_type"),
        (None, b"text=x", "missing_post_type"),
    ],
)
def test_a_body_that_cannot_be_read_is_refused_by_name(
    stand_in, base_url, content_type, body, error
):
    headers = {"Authorization": f"Bearer {stand_in.bot_token}", "Content-Type": content_type}
    answer = requests.post(f"{base_url}/api/chat.postMessage", data=body, headers=headers)

    assert answer.json() == {"ok": False, "error": error}


@pytest.mark.parametrize(
    ("content_type", "body", "warning"),
    [
        ("application/json", b'{"foo": "bar"}', "missing_charset"),
        ("application/x-www-form-urlencoded; charset=utf-8", b"foo=bar", "superfluous_charset"),
        ("application/json; charset=utf-8", b'{"foo": "bar"}', None),
        ("application/x-www-form-urlencoded", b"foo=bar", None),
    ],
)
def test_a_charset_is_missed_in_json_and_idle_in_a_form(base_url, content_type, body, warning):
    headers = {"Content-Type": content_type}
    answer = requests.post(f"{base_url}/api/api.test", data=body, headers=headers).json()

    assert answer["args"] == {"foo": "bar"}
    assert answer.get("warning") == warning
    assert answer.get("response_metadata") == (warning and {"warnings": [warning]})


def test_a_token_is_taken_from_a_form_and_not_from_json(stand_in, base_url):
    token = {"token": stand_in.bot_token}

    assert requests.post(f"{base_url}/api/auth.test", data=token).json()["ok"]
    assert requests.post(f"{base_url}/api/auth.test", json=token).json()["error"] == "not_authed"


def test_broken_json_and_unknown_methods_are_named(stand_in, base_url):
    json_type = "application/json; charset=utf-8"
    headers = {"Authorization": f"Bearer {stand_in.bot_token}", "Content-Type": json_type}
    with requests.Session() as session:
        session.trust_env = False
        broken = session.post(f"{base_url}/api/chat.postMessage", data="{", headers=headers)
        unknown = session.post(f"{base_url}/api/chat.sing", data="{}", headers=headers)
        listing = session.post(f"{base_url}/api/chat.postMessage", data="[]", headers=headers)

    assert broken.json()["error"] == "invalid_json"
    assert unknown.json() == {"ok": False, "error": "unknown_method", "req_method": "chat.sing"}
    assert listing.json()["error"] == "json_not_object"
