"""chat.*: saying, editing and taking back."""

from collections.abc import Iterator
from contextlib import contextmanager

from sandbox.slack.content import Content, ContentError, checked_content
from sandbox.slack.messages import Message
from sandbox.slack.people import BOT_ID, Channel
from sandbox.slack.slack import Slack
from sandbox.slack.talk import bot_says, delete, named, rewrite
from sandbox.slack.triggers import PermitError
from sandbox.slack.typed_text import with_names_linked
from sandbox.slack.web_api.calls import ApiError, Call, Method, Methods, invalid_arguments
from sandbox.slack.web_api.paging import paged
from sandbox.slack.web_api.places import (
    channel_of,
    message_of,
    need_scope,
    open_channel_of,
    person_of,
)
from sandbox.slack.wire import JsonObject
from sandbox.slack.world import Scheduled

UPDATE_CHARACTERS = 4_000
SCHEDULE_DAYS = 120
SCHEDULED_PER_WINDOW = 30
SCHEDULE_WINDOW_SECONDS = 300
_CONTENT = frozenset({"text", "blocks", "attachments", "markdown_text", "metadata"})
_CUSTOM = ("username", "icon_emoji", "icon_url")


def post_message(slack: Slack, call: Call) -> JsonObject:
    """chat.postMessage: about one a second a channel, with a burst."""
    channel = open_channel_of(slack, call)
    content = _content(_linked(slack, call))
    extra = placed(slack, call, channel)
    wait_seconds = slack.world.limits.wait_for_channel(channel.id, now=slack.now())
    if wait_seconds:
        raise ApiError("ratelimited", retry_after=wait_seconds)
    message = bot_says(slack, channel, content, extra=extra)
    return {"channel": channel.id, "ts": message.ts, "message": message.body}


def post_ephemeral(slack: Slack, call: Call) -> JsonObject:
    """chat.postEphemeral: only for a member; it cannot be found again."""
    channel = open_channel_of(slack, call)
    person = person_of(slack, call)
    if person.id not in channel.members:
        raise ApiError("user_not_in_channel")
    extra = placed(slack, call, channel)
    message = bot_says(slack, channel, _content(call), extra=extra, seen_by=person.id)
    return {"message_ts": message.ts}


def update(slack: Slack, call: Call) -> JsonObject:
    """chat.update: the bot's own messages only."""
    channel = channel_of(slack, call)
    message = own_message(slack, channel, call, "cant_update_message")
    if message.stream is not None and message.stream.is_open(slack.now()):
        raise ApiError("streaming_state_conflict")
    if len(call.text("text")) > UPDATE_CHARACTERS:
        raise ApiError("msg_too_long")
    content = _content(_with_what_stays(call, message))
    if call.args.get("metadata") == {}:
        message.body.pop("metadata", None)
    rewrite(slack, message, content)
    return {
        "channel": channel.id,
        "ts": message.ts,
        "text": message.body["text"],
        "message": message.body,
    }


def take_back(slack: Slack, call: Call) -> JsonObject:
    """chat.delete: the bot's own messages only."""
    channel = channel_of(slack, call)
    delete(slack, own_message(slack, channel, call, "cant_delete_message"))
    return {"channel": channel.id, "ts": call.text("ts")}


def get_permalink(slack: Slack, call: Call) -> JsonObject:
    """chat.getPermalink."""
    channel = channel_of(slack, call)
    message = message_of(slack, channel, call.needed("message_ts"))
    place = f"{slack.base_url}/archives/{channel.id}/p{message.ts.replace('.', '')}"
    return {"channel": channel.id, "permalink": place}


def me_message(slack: Slack, call: Call) -> JsonObject:
    """chat.meMessage."""
    channel = open_channel_of(slack, call)
    content = Content(text=call.needed("text"))
    message = bot_says(slack, channel, content, extra={"subtype": "me_message"})
    return {"channel": channel.id, "ts": message.ts}


def schedule(slack: Slack, call: Call) -> JsonObject:
    """Keep a message for later; one with metadata is kept for ever, as on the platform."""
    channel = open_channel_of(slack, call)
    content = _content(call)
    post_at = call.number("post_at", 0)
    _check_time(slack, channel, post_at)
    scheduled = Scheduled(
        id=slack.world.identifiers.make("Q"),
        channel=channel.id,
        post_at=post_at,
        created_at=slack.now(),
        body={**named(slack, content), **placed(slack, call, channel)},
        never_posts=content.metadata is not None,
    )
    slack.world.scheduled[scheduled.id] = scheduled
    return {
        "channel": channel.id,
        "scheduled_message_id": scheduled.id,
        "post_at": post_at,
        "message": {"bot_id": BOT_ID, "type": "delayed_message", **scheduled.body},
    }


def list_scheduled(slack: Slack, call: Call) -> JsonObject:
    """chat.scheduledMessages.list."""
    channel = call.text("channel")
    rows = [
        {
            "id": one.id,
            "channel_id": one.channel,
            "post_at": one.post_at,
            "date_created": int(one.created_at),
            "text": one.body.get("text", ""),
        }
        for one in slack.world.scheduled.values()
        if channel in ("", one.channel)
    ]
    return paged(call, "scheduled_messages", rows)


def delete_scheduled(slack: Slack, call: Call) -> JsonObject:
    """chat.deleteScheduledMessage."""
    channel = channel_of(slack, call)
    scheduled = slack.world.scheduled.get(call.needed("scheduled_message_id"))
    if scheduled is None or scheduled.channel != channel.id:
        raise ApiError("invalid_scheduled_message_id")
    del slack.world.scheduled[scheduled.id]
    return {}


def unfurl(slack: Slack, call: Call) -> JsonObject:
    """chat.unfurl: attachments for the links of a message."""
    channel = channel_of(slack, call)
    message = message_of(slack, channel, call.needed("ts"))
    message.body["attachments"] = [
        {"from_url": url, **attachment} for url, attachment in call.item("unfurls").items()
    ]
    return {}


@contextmanager
def content_errors() -> Iterator[None]:
    """Turn what is wrong with a message into the answer of the call."""
    try:
        yield
    except ContentError as error:
        if error.messages:
            raise invalid_arguments(*error.messages, error=error.error) from error
        raise ApiError(error.error) from error
    except PermitError as error:
        raise ApiError(error.error) from error


def _content(call: Call) -> Content:
    with content_errors():
        return checked_content(call.args)


def _linked(slack: Slack, call: Call) -> Call:
    if not (call.flag("link_names") or call.text("parse") == "full"):
        return call
    text = with_names_linked(call.text("text"), slack.world.directory)
    return Call(call.method, {**call.args, "text": text}, call.token)


def placed(slack: Slack, call: Call, channel: Channel) -> JsonObject:
    """How a message looks and in which thread it stands.

    A reply to what is not there, or not any more, stands in the channel itself, without an error.
    """
    extra: JsonObject = {}
    if any(call.args.get(name) for name in _CUSTOM):
        need_scope(slack, "chat:write.customize")
        extra = {name: call.args[name] for name in _CUSTOM if call.args.get(name)}
    parent = slack.world.conversations.find(channel.id, call.text("thread_ts"))
    if parent is not None:
        extra["thread_ts"] = parent.thread_ts or parent.ts
        if call.flag("reply_broadcast"):
            extra["subtype"] = "thread_broadcast"
    return extra


def own_message(slack: Slack, channel: Channel, call: Call, refusal: str) -> Message:
    """The message a call names, refused if the bot did not write it."""
    message = message_of(slack, channel, call.needed("ts"))
    if message.body.get("bot_id") != BOT_ID:
        raise ApiError(refusal)
    return message


def _with_what_stays(call: Call, message: Message) -> Call:
    """An update's arguments: what it leaves out stays as it was, but a new text drops the blocks."""
    given = _CONTENT & set(call.args)
    if not given:
        raise ApiError("no_text")
    stays = set() if "markdown_text" in given else {"attachments"}
    if not given & {"text", "markdown_text"}:
        stays.add("blocks")
    if given == {"metadata"}:
        stays.add("text")
    former = {name: message.body[name] for name in stays if name in message.body}
    return Call(call.method, {**former, **call.args}, call.token)


def _check_time(slack: Slack, channel: Channel, post_at: int) -> None:
    if post_at <= slack.now():
        raise ApiError("time_in_past")
    if post_at > slack.now() + SCHEDULE_DAYS * 86_400:
        raise ApiError("time_too_far")
    window = post_at // SCHEDULE_WINDOW_SECONDS
    waiting = [
        one
        for one in slack.world.scheduled.values()
        if one.channel == channel.id and one.post_at // SCHEDULE_WINDOW_SECONDS == window
    ]
    if len(waiting) >= SCHEDULED_PER_WINDOW:
        raise ApiError("restricted_too_many")


CHAT: Methods = {
    "chat.postMessage": Method(post_message, tier=0, scopes=("chat:write",)),
    "chat.postEphemeral": Method(post_ephemeral, tier=4, scopes=("chat:write",)),
    "chat.update": Method(update, tier=3, scopes=("chat:write",)),
    "chat.delete": Method(take_back, tier=3, scopes=("chat:write",)),
    "chat.getPermalink": Method(get_permalink, tier=0),
    "chat.meMessage": Method(me_message, tier=3, scopes=("chat:write",)),
    "chat.scheduleMessage": Method(schedule, tier=3, scopes=("chat:write",)),
    "chat.scheduledMessages.list": Method(list_scheduled, tier=3),
    "chat.deleteScheduledMessage": Method(delete_scheduled, tier=3, scopes=("chat:write",)),
    "chat.unfurl": Method(unfurl, tier=3, scopes=("links:write",)),
}
