"""What is stuck to messages and channels: reactions, pins, bookmarks."""

import re

from sandbox.slack.messages import Message, add_reaction, remove_reaction
from sandbox.slack.people import BOT_USER_ID, TEAM_ID
from sandbox.slack.slack import Slack
from sandbox.slack.web_api.calls import ApiError, Call, Method, Methods
from sandbox.slack.web_api.paging import paged
from sandbox.slack.web_api.places import channel_of, joined_channel_of, message_of
from sandbox.slack.wire import JsonObject

BOOKMARKS_AT_MOST = 100
_EMOJI = re.compile(r"[a-z0-9_+'\-]+(::skin-tone-[2-6])?")


def react(slack: Slack, call: Call) -> JsonObject:
    """reactions.add."""
    message = _message(slack, call)
    name = call.needed("name").strip(":")
    if not _EMOJI.fullmatch(name):
        raise ApiError("invalid_name")
    if not add_reaction(message.body, name, BOT_USER_ID):
        raise ApiError("already_reacted")
    _tell_reaction(slack, message, "reaction_added", name)
    return {}


def unreact(slack: Slack, call: Call) -> JsonObject:
    """reactions.remove."""
    message = _message(slack, call)
    name = call.needed("name").strip(":")
    if not remove_reaction(message.body, name, BOT_USER_ID):
        raise ApiError("no_reaction")
    _tell_reaction(slack, message, "reaction_removed", name)
    return {}


def reactions(slack: Slack, call: Call) -> JsonObject:
    """reactions.get of a message."""
    message = _message(slack, call)
    return {"type": "message", "channel": message.channel, "message": message.body}


def list_reactions(slack: Slack, call: Call) -> JsonObject:
    """reactions.list: the messages that a user, or the bot, has put an emoji on."""
    user = call.text("user", BOT_USER_ID)
    rows: list[JsonObject] = [
        {"type": "message", "channel": message.channel, "message": message.body}
        for channel in slack.world.directory.channels.values()
        if BOT_USER_ID in channel.members
        for message in slack.world.conversations.standing(channel.id)
        if any(user in one["users"] for one in message.body.get("reactions", []))
    ]
    return paged(call, "items", rows)


def pin(slack: Slack, call: Call) -> JsonObject:
    """pins.add."""
    message = _message(slack, call)
    pins = slack.world.pins.setdefault(message.channel, {})
    if message.ts in pins:
        raise ApiError("already_pinned")
    pins[message.ts] = int(slack.now())
    return {}


def unpin(slack: Slack, call: Call) -> JsonObject:
    """pins.remove."""
    message = _message(slack, call)
    pins = slack.world.pins.get(message.channel, {})
    if message.ts not in pins:
        raise ApiError("no_pin")
    del pins[message.ts]
    return {}


def list_pins(slack: Slack, call: Call) -> JsonObject:
    """pins.list."""
    channel = channel_of(slack, call)
    pins = slack.world.pins.get(channel.id, {})
    found = [slack.world.conversations.find(channel.id, ts) for ts in pins]
    items = [
        {
            "type": "message",
            "channel": channel.id,
            "created": pins[one.ts],
            "created_by": BOT_USER_ID,
            "message": one.body | {"pinned_to": [channel.id]},
        }
        for one in found
        if one
    ]
    return {"items": items}


def add_bookmark(slack: Slack, call: Call) -> JsonObject:
    """bookmarks.add: links only."""
    channel = joined_channel_of(slack, call, "channel_id")
    link = call.needed("link")
    if call.text("type", "link") != "link" or not link.startswith(("http://", "https://")):
        raise ApiError("invalid_link")
    if len(_bookmarks_of(slack, channel.id)) >= BOOKMARKS_AT_MOST:
        raise ApiError("too_many_bookmarks")
    bookmark: JsonObject = {
        "id": slack.world.identifiers.make("Bk"),
        "channel_id": channel.id,
        "title": call.needed("title"),
        "link": link,
        "emoji": call.text("emoji"),
        "icon_url": None,
        "type": "link",
        "entity_id": None,
        "date_created": int(slack.now()),
        "date_updated": 0,
        "rank": "b",
        "last_updated_by_user_id": BOT_USER_ID,
        "last_updated_by_team_id": TEAM_ID,
        "shortcut_id": None,
        "app_id": None,
    }
    slack.world.bookmarks[bookmark["id"]] = bookmark
    return {"bookmark": bookmark}


def edit_bookmark(slack: Slack, call: Call) -> JsonObject:
    """bookmarks.edit."""
    bookmark = _bookmark(slack, call)
    link = call.text("link", bookmark["link"])
    if not link.startswith(("http://", "https://")):
        raise ApiError("invalid_link")
    bookmark |= {
        "title": call.text("title", bookmark["title"]),
        "link": link,
        "emoji": call.text("emoji", bookmark["emoji"]),
        "date_updated": int(slack.now()),
    }
    return {"bookmark": bookmark}


def list_bookmarks(slack: Slack, call: Call) -> JsonObject:
    """bookmarks.list."""
    return {"bookmarks": _bookmarks_of(slack, channel_of(slack, call, "channel_id").id)}


def remove_bookmark(slack: Slack, call: Call) -> JsonObject:
    """bookmarks.remove."""
    del slack.world.bookmarks[_bookmark(slack, call)["id"]]
    return {}


def _message(slack: Slack, call: Call) -> Message:
    channel = joined_channel_of(slack, call)
    return message_of(slack, channel, call.needed("timestamp"))


def _tell_reaction(slack: Slack, message: Message, kind: str, name: str) -> None:
    item = {"type": "message", "channel": message.channel, "ts": message.ts}
    event = {
        "type": kind,
        "user": BOT_USER_ID,
        "reaction": name,
        "item_user": message.body.get("user", BOT_USER_ID),
        "item": item,
    }
    slack.events.emit(event, slack.world.directory.channels[message.channel])


def _bookmarks_of(slack: Slack, channel_id: str) -> list[JsonObject]:
    return [one for one in slack.world.bookmarks.values() if one["channel_id"] == channel_id]


def _bookmark(slack: Slack, call: Call) -> JsonObject:
    channel = joined_channel_of(slack, call, "channel_id")
    bookmark = slack.world.bookmarks.get(call.needed("bookmark_id"))
    if bookmark is None or bookmark["channel_id"] != channel.id:
        raise ApiError("bookmark_not_found")
    return bookmark


_REACT = ("reactions:write",)
_PIN = ("pins:write",)
_BOOKMARK = ("bookmarks:write",)

MARKS: Methods = {
    "reactions.add": Method(react, tier=3, scopes=_REACT),
    "reactions.remove": Method(unreact, tier=2, scopes=_REACT),
    "reactions.list": Method(list_reactions, tier=2, scopes=("reactions:read",)),
    "reactions.get": Method(reactions, tier=3, scopes=("reactions:read",)),
    "pins.add": Method(pin, tier=2, scopes=_PIN),
    "pins.remove": Method(unpin, tier=2, scopes=_PIN),
    "pins.list": Method(list_pins, tier=2, scopes=("pins:read",)),
    "bookmarks.add": Method(add_bookmark, tier=2, scopes=_BOOKMARK),
    "bookmarks.edit": Method(edit_bookmark, tier=2, scopes=_BOOKMARK),
    "bookmarks.list": Method(list_bookmarks, tier=3, scopes=("bookmarks:read",)),
    "bookmarks.remove": Method(remove_bookmark, tier=2, scopes=_BOOKMARK),
}
