"""Saying something in a channel: the message is stored, and those who listen are told."""

import copy

from sandbox.slack.content import Content
from sandbox.slack.elements import name_blocks
from sandbox.slack.messages import Message
from sandbox.slack.people import APP_ID, BOT_ID, BOT_USER_ID, TEAM_ID, Channel, Person
from sandbox.slack.slack import Slack
from sandbox.slack.typed_text import as_message
from sandbox.slack.wire import JsonObject


def bot_says(
    slack: Slack,
    channel: Channel,
    content: Content,
    *,
    extra: JsonObject | None = None,
    seen_by: str | None = None,
) -> Message:
    """Post a message as the app's bot."""
    body: JsonObject = {
        "type": "message",
        "user": BOT_USER_ID,
        "bot_id": BOT_ID,
        "app_id": APP_ID,
        "team": TEAM_ID,
        "bot_profile": bot_profile(slack),
        **named(slack, content),
        **(extra or {}),
    }
    thread = slack.world.assistant_threads.get(f"{channel.id}:{body.get('thread_ts')}", {})
    thread.pop("status", None)
    return _post(slack, channel, body, seen_by=seen_by)


def person_says(
    slack: Slack, person: Person, channel: Channel, typed: str, *, extra: JsonObject | None = None
) -> Message:
    """Post what a person typed; `& < >` travel as entities, as from Slack's own window."""
    section = {"type": "rich_text_section", "elements": [{"type": "text", "text": typed}]}
    block_id = slack.world.identifiers.short()
    body: JsonObject = {
        "type": "message",
        "user": person.id,
        "team": person.team_id,
        "text": as_message(typed, slack.world.directory),
        "client_msg_id": slack.world.identifiers.secret("client"),
        "blocks": [{"type": "rich_text", "block_id": block_id, "elements": [section]}],
        **(extra or {}),
    }
    return _post(slack, channel, body)


def slackbot_whispers(slack: Slack, channel: Channel, user: str, text: str) -> Message:
    """An ephemeral line from Slack itself, such as a command's failure."""
    body: JsonObject = {"type": "message", "user": "USLACKBOT", "text": text}
    return _post(slack, channel, body, seen_by=user)


def rewrite(slack: Slack, message: Message, content: Content, *, is_edit: bool = True) -> None:
    """Give a message new content; text, blocks and attachments not in it are gone."""
    kept = {
        key: value
        for key, value in message.body.items()
        if key not in {"text", "blocks", "attachments", "edited"}
    }
    former = copy.deepcopy(message.body)
    mark = {"edited": {"user": BOT_USER_ID, "ts": f"{slack.now():.6f}"}} if is_edit else {}
    slack.world.conversations.rewrite(message, {**kept, **named(slack, content), **mark})
    _tell_change(slack, message, "message_changed", former)


def delete(slack: Slack, message: Message) -> None:
    """Take a message away for everybody; a tombstone goes with the last reply under it."""
    conversations = slack.world.conversations
    former = copy.deepcopy(message.body)
    conversations.delete(message)
    subtype = "message_deleted" if message.deleted else "message_changed"
    _tell_change(slack, message, subtype, former)
    parent = conversations.uncount(message)
    if parent is not None and parent.is_tombstone and not parent.body["reply_count"]:
        delete(slack, parent)


def named(slack: Slack, content: Content) -> JsonObject:
    """A message body whose blocks all have ids."""
    body = copy.deepcopy(content.as_body())
    if "blocks" in body:
        body["blocks"] = name_blocks(body["blocks"], slack.world.identifiers)
    return body


def bot_profile(slack: Slack) -> JsonObject:
    """The bot as it stands beside its messages."""
    return {
        "id": BOT_ID,
        "app_id": APP_ID,
        "user_id": BOT_USER_ID,
        "name": slack.world.directory.bot.name,
        "deleted": False,
        "updated": 1_700_000_000,
        "team_id": TEAM_ID,
    }


def _post(
    slack: Slack, channel: Channel, body: JsonObject, *, seen_by: str | None = None
) -> Message:
    message = slack.world.conversations.post(channel.id, body, now=slack.now(), seen_by=seen_by)
    if seen_by is None:
        _tell_post(slack, message, channel)
    return message


def _tell_post(slack: Slack, message: Message, channel: Channel) -> None:
    event = {
        **copy.deepcopy({k: v for k, v in message.body.items() if k != "metadata"}),
        "channel": channel.id,
        "channel_type": channel.kind,
    }
    if channel.is_ext_shared:
        event["user_team"] = event.get("team")
    slack.events.emit(event, channel)
    if f"<@{BOT_USER_ID}" in str(message.body.get("text", "")) and "bot_id" not in event:
        mention = {k: v for k, v in event.items() if k != "channel_type"}
        slack.events.emit({**mention, "type": "app_mention"}, channel)


def _tell_change(slack: Slack, message: Message, subtype: str, former: JsonObject) -> None:
    channel = slack.world.directory.channels[message.channel]
    if message.seen_by is not None:
        return
    event: JsonObject = {
        "type": "message",
        "subtype": subtype,
        "channel": channel.id,
        "channel_type": channel.kind,
        "hidden": True,
        "ts": f"{slack.now():.6f}",
        "previous_message": former,
    }
    if subtype == "message_deleted":
        event["deleted_ts"] = message.ts
    else:
        event["message"] = copy.deepcopy(message.body)
    slack.events.emit(event, channel)
