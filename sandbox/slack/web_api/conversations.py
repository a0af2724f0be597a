"""conversations.*: which conversations there are, who is in them, what was said."""

from collections.abc import Iterable, Iterator

from sandbox.slack.messages import Message
from sandbox.slack.people import BOT_USER_ID, Channel
from sandbox.slack.slack import Slack
from sandbox.slack.web_api.calls import ApiError, Call, Method, Methods
from sandbox.slack.web_api.paging import paged
from sandbox.slack.web_api.places import (
    READ_SCOPES,
    channel_of,
    joined_channel_of,
    message_of,
    need_scope,
)
from sandbox.slack.web_api.users import LOCALE
from sandbox.slack.wire import JsonObject

_TYPES = {"public_channel": "channel", "private_channel": "group", "im": "im", "mpim": "mpim"}
_MEMBERS_AT_MOST = 9


def list_channels(slack: Slack, call: Call) -> JsonObject:
    """conversations.list: needs the read scope of every type asked for."""
    kinds = [_kind(name) for name in call.listed("types") or ["public_channel"]]
    for kind in kinds:
        need_scope(slack, f"{READ_SCOPES[kind]}:read")
    hides_archived = call.flag("exclude_archived")
    rows = [
        channel.as_channel()
        for channel in slack.world.directory.channels.values()
        if channel.kind in kinds
        and (channel.is_public or BOT_USER_ID in channel.members)
        and not (hides_archived and channel.is_archived)
    ]
    return paged(call, "channels", rows)


def list_own(slack: Slack, call: Call) -> JsonObject:
    """users.conversations: the channels a user, or the bot, is a member of."""
    user = call.text("user", BOT_USER_ID)
    kinds = [_kind(name) for name in call.listed("types") or ["public_channel"]]
    for kind in kinds:
        need_scope(slack, f"{READ_SCOPES[kind]}:read")
    found = slack.world.directory.channels.values()
    rows = [one.as_channel() for one in found if user in one.members and one.kind in kinds]
    return paged(call, "channels", rows)


def info(slack: Slack, call: Call) -> JsonObject:
    """conversations.info."""
    channel = _readable(slack, call, "read")
    shown = channel.as_channel()
    if not call.flag("include_num_members"):
        shown.pop("num_members", None)
    if call.flag("include_locale"):
        shown["locale"] = LOCALE
    return {"channel": shown}


def members(slack: Slack, call: Call) -> JsonObject:
    """conversations.members: ids only, in pages."""
    channel = _readable(slack, call, "read")
    page = paged(call, "members", [{"id": member} for member in channel.members])
    return {**page, "members": [one["id"] for one in page["members"]]}


def open_direct(slack: Slack, call: Call) -> JsonObject:
    """conversations.open: the direct messages with one person, or a group's."""
    if call.args.get("channel"):
        channel = channel_of(slack, call)
        return {"no_op": True, "already_open": True, "channel": {"id": channel.id}}
    users = call.listed("users")
    if not users:
        raise ApiError("users_list_not_supplied")
    if len(users) >= _MEMBERS_AT_MOST:
        raise ApiError("too_many_users")
    if any(user not in slack.world.directory.people for user in users):
        raise ApiError("user_not_found")
    need_scope(slack, "im:write" if len(users) == 1 else "mpim:write")
    prefix = "D" if len(users) == 1 else "G"
    made = slack.world.identifiers.make(prefix)
    channel, is_new = slack.world.directory.direct_message(users, made)
    shown = channel.as_channel() if call.flag("return_im") else {"id": channel.id}
    known = {} if is_new else {"no_op": True, "already_open": True}
    return {**known, "channel": shown}


def close(slack: Slack, call: Call) -> JsonObject:
    """conversations.close: direct messages only; what was said stays."""
    channel = channel_of(slack, call)
    if not (channel.is_im or channel.is_mpim):
        raise ApiError("method_not_supported_for_channel_type")
    return {}


def history(slack: Slack, call: Call) -> JsonObject:
    """conversations.history: newest first, threads' replies left out."""
    channel = _readable(slack, call, "history")
    if BOT_USER_ID not in channel.members:
        raise ApiError("not_in_channel")
    found = slack.world.conversations.history(channel.id)
    page = _page_of(call, _in_span(call, found))
    pins = len(slack.world.pins.get(channel.id, {}))
    return {**page, "pin_count": pins, "channel_actions_ts": None, "channel_actions_count": 0}


def replies(slack: Slack, call: Call) -> JsonObject:
    """conversations.replies: a thread with its parent first."""
    channel = _readable(slack, call, "history")
    if BOT_USER_ID not in channel.members:
        raise ApiError("not_in_channel")
    named = slack.world.conversations.find(channel.id, call.needed("ts"))
    if named is None or named.seen_by is not None:
        raise ApiError("thread_not_found")
    thread_ts = named.thread_ts or named.ts
    parent, *rest = slack.world.conversations.replies(channel.id, thread_ts)
    return _page_of(call, [parent, *_in_span(call, rest)])


def mark(slack: Slack, call: Call) -> JsonObject:
    """conversations.mark: the read cursor is not kept, the message has to be there."""
    channel = joined_channel_of(slack, call)
    message_of(slack, channel, call.needed("ts"))
    return {}


def _kind(name: str) -> str:
    if name not in _TYPES:
        raise ApiError("invalid_types")
    return _TYPES[name]


def _readable(slack: Slack, call: Call, right: str) -> Channel:
    channel = channel_of(slack, call)
    need_scope(slack, f"{READ_SCOPES[channel.kind]}:{right}")
    return channel


def _in_span(call: Call, messages: list[Message]) -> Iterator[Message]:
    oldest = _moment(call, "oldest", "0")
    latest = _moment(call, "latest", "inf")
    inclusive = call.flag("inclusive")
    for message in messages:
        ts = float(message.ts)
        if oldest < ts < latest or (inclusive and ts in (oldest, latest)):
            yield message


def _moment(call: Call, name: str, default: str) -> float:
    try:
        return float(call.text(name) or default)
    except ValueError as error:
        raise ApiError(f"invalid_ts_{name}") from error


def _page_of(call: Call, messages: Iterable[Message]) -> JsonObject:
    shown = [_without_metadata(call, one.body) for one in messages]
    page = paged(call, "messages", shown)
    return {**page, "has_more": bool(page["response_metadata"]["next_cursor"])}


def _without_metadata(call: Call, body: JsonObject) -> JsonObject:
    if call.flag("include_all_metadata") or "metadata" not in body:
        return body
    return {key: value for key, value in body.items() if key != "metadata"}


CONVERSATIONS: Methods = {
    "conversations.list": Method(list_channels, tier=2),
    "conversations.info": Method(info, tier=3),
    "conversations.members": Method(members, tier=4),
    "conversations.open": Method(open_direct, tier=3),
    "conversations.close": Method(close, tier=2, scopes=("im:write", "mpim:write")),
    "conversations.history": Method(history, tier=3),
    "conversations.replies": Method(replies, tier=3),
    "conversations.mark": Method(mark, tier=3, scopes=("channels:write", "im:write")),
    "users.conversations": Method(list_own, tier=3),
}
