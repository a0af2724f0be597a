"""conversations.* of channels: making them, naming them, letting people in and out."""

import re

from sandbox.slack.people import BOT_USER_ID, TEAM_ID, Channel, Words
from sandbox.slack.slack import Slack
from sandbox.slack.web_api.calls import ApiError, Call, Method, Methods
from sandbox.slack.web_api.places import channel_of, joined_channel_of, need_scope
from sandbox.slack.wire import JsonObject

NAME_CHARACTERS = 80
WORDS_CHARACTERS = 250
_NAME = re.compile(r"[\w-]+")


def join(slack: Slack, call: Call) -> JsonObject:
    """conversations.join: public channels only; joining twice is a warning."""
    channel = channel_of(slack, call)
    if not channel.is_public:
        raise ApiError("method_not_supported_for_channel_type")
    if channel.is_archived:
        raise ApiError("is_archived")
    if BOT_USER_ID in channel.members:
        warning = "already_in_channel"
        return {
            "channel": channel.as_channel(),
            "warning": warning,
            "response_metadata": {"warnings": [warning]},
        }
    channel.members.append(BOT_USER_ID)
    event = {"type": "member_joined_channel", "user": BOT_USER_ID, "channel": channel.id}
    slack.events.emit({**event, "channel_type": "C", "team": TEAM_ID}, channel)
    return {"channel": channel.as_channel()}


def leave(slack: Slack, call: Call) -> JsonObject:
    """conversations.leave."""
    channel = channel_of(slack, call)
    if BOT_USER_ID not in channel.members:
        return {"not_in_channel": True}
    channel.members.remove(BOT_USER_ID)
    return {}


def create(slack: Slack, call: Call) -> JsonObject:
    """conversations.create."""
    name = _new_name(slack, call)
    is_private = call.flag("is_private")
    need_scope(slack, "groups:write" if is_private else "channels:manage")
    channel = Channel(
        id=slack.world.identifiers.make("C"),
        name=name,
        members=[BOT_USER_ID],
        is_private=is_private,
        created=int(slack.now()),
        creator=BOT_USER_ID,
    )
    slack.world.directory.channels[channel.id] = channel
    return {"channel": channel.as_channel()}


def invite(slack: Slack, call: Call) -> JsonObject:
    """conversations.invite: all of them, or none unless `force` is set; each error has its user."""
    channel = joined_channel_of(slack, call)
    need_scope(slack, *_managing(channel))
    users = call.listed("users")
    if not users:
        raise ApiError("no_user")
    refusals = {user: error for user in users if (error := _uninvitable(slack, channel, user))}
    welcome = [user for user in users if user not in refusals]
    if refusals and not (call.flag("force") and welcome):
        errors = [{"user": user, "ok": False, "error": it} for user, it in refusals.items()]
        raise ApiError(next(iter(refusals.values())), errors=errors)
    channel.members.extend(welcome)
    return {"channel": channel.as_channel()}


def kick(slack: Slack, call: Call) -> JsonObject:
    """conversations.kick."""
    channel = joined_channel_of(slack, call)
    need_scope(slack, *_managing(channel))
    user = call.needed("user")
    if user == BOT_USER_ID:
        raise ApiError("cant_kick_self")
    if user not in channel.members:
        raise ApiError("not_in_channel")
    channel.members.remove(user)
    return {}


def set_archived(slack: Slack, call: Call) -> JsonObject:
    """conversations.archive and conversations.unarchive."""
    channel = channel_of(slack, call)
    need_scope(slack, *_managing(channel))
    wanted = call.method == "conversations.archive"
    if channel.is_archived == wanted:
        raise ApiError("already_archived" if wanted else "not_archived")
    channel.is_archived = wanted
    return {}


def set_words(slack: Slack, call: Call) -> JsonObject:
    """conversations.setTopic, setPurpose and rename."""
    channel = joined_channel_of(slack, call)
    need_scope(slack, *_managing(channel))
    if call.method == "conversations.setTopic":
        channel.topic = _words(slack, call, "topic")
    elif call.method == "conversations.setPurpose":
        channel.purpose = _words(slack, call, "purpose")
    else:
        channel.name = _new_name(slack, call)
    return {"channel": channel.as_channel()}


def _new_name(slack: Slack, call: Call) -> str:
    """A name no other channel has.

    Raises:
        ApiError: `invalid_name_required`, `_maxlength`, `_specials`, `_punctuation`; `name_taken`.
    """
    name = call.text("name")
    if not name:
        raise ApiError("invalid_name_required")
    if len(name) > NAME_CHARACTERS:
        raise ApiError("invalid_name_maxlength")
    if name != name.lower() or not _NAME.fullmatch(name):
        raise ApiError("invalid_name_specials")
    if not re.search(r"[^\W_]", name):
        raise ApiError("invalid_name_punctuation")
    if slack.world.directory.channel_named(name) is not None:
        raise ApiError("name_taken")
    return name


def _uninvitable(slack: Slack, channel: Channel, user: str) -> str:
    if user == BOT_USER_ID:
        return "cant_invite_self"
    if user not in slack.world.directory.people:
        return "user_not_found"
    return "already_in_channel" if user in channel.members else ""


def _words(slack: Slack, call: Call, name: str) -> Words:
    text = call.text(name)
    if len(text) > WORDS_CHARACTERS:
        raise ApiError("too_long")
    return Words(value=text, creator=BOT_USER_ID, last_set=int(slack.now()))


def _managing(channel: Channel) -> tuple[str, ...]:
    return ("channels:manage",) if channel.is_public else ("groups:write",)


_MANAGE = ("channels:manage", "groups:write")

CHANNELS: Methods = {
    "conversations.join": Method(join, tier=3, scopes=("channels:join",)),
    "conversations.leave": Method(leave, tier=3, scopes=_MANAGE),
    "conversations.create": Method(create, tier=2),
    "conversations.invite": Method(invite, tier=3),
    "conversations.kick": Method(kick, tier=3),
    "conversations.archive": Method(set_archived, tier=2),
    "conversations.unarchive": Method(set_archived, tier=2),
    "conversations.setTopic": Method(set_words, tier=2),
    "conversations.setPurpose": Method(set_words, tier=2),
    "conversations.rename": Method(set_words, tier=2),
}
