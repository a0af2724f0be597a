"""Looking up what a call names, in the words of the errors Slack has for it."""

from sandbox.slack.messages import Message
from sandbox.slack.people import BOT_USER_ID, Channel, Person
from sandbox.slack.slack import Slack
from sandbox.slack.web_api.calls import ApiError, Call

READ_SCOPES = {"channel": "channels", "group": "groups", "im": "im", "mpim": "mpim"}


def channel_of(slack: Slack, call: Call, name: str = "channel") -> Channel:
    """The channel a call names, if the bot can know of it."""
    channel = slack.world.directory.channel_named(call.needed(name))
    if channel is None or _hidden(channel):
        raise ApiError("channel_not_found")
    return channel


def joined_channel_of(slack: Slack, call: Call, name: str = "channel") -> Channel:
    """The channel a call names, if the bot is a member."""
    channel = channel_of(slack, call, name)
    if BOT_USER_ID not in channel.members:
        raise ApiError("not_in_channel")
    return channel


def open_channel_of(slack: Slack, call: Call) -> Channel:
    """Where to say something: a channel, or a person's direct messages for a user id."""
    wanted = call.needed("channel")
    if wanted in slack.world.directory.people:
        if not slack.rules.has_messages_tab:
            raise ApiError("messages_tab_disabled")
        made = slack.world.identifiers.make("D")
        return slack.world.directory.direct_message([wanted], made)[0]
    channel = channel_of(slack, call)
    if channel.is_archived:
        raise ApiError("is_archived")
    may_speak = channel.is_public and slack.rules.grants("chat:write.public")
    if BOT_USER_ID not in channel.members and not may_speak:
        raise ApiError("not_in_channel")
    return channel


def person_of(slack: Slack, call: Call, name: str = "user") -> Person:
    """The person a call names."""
    person = slack.world.directory.people.get(call.needed(name))
    if person is None:
        raise ApiError("user_not_found")
    return person


def message_of(slack: Slack, channel: Channel, ts: str) -> Message:
    """A message everybody can see."""
    message = slack.world.conversations.find(channel.id, ts)
    if message is None or message.seen_by is not None:
        raise ApiError("message_not_found")
    return message


def need_scope(slack: Slack, *scopes: str) -> None:
    """Refuse unless one of the scopes is granted."""
    if any(slack.rules.grants(scope) for scope in scopes):
        return
    provided = ",".join(sorted(slack.rules.scopes))
    raise ApiError("missing_scope", needed=scopes[0], provided=provided)


def _hidden(channel: Channel) -> bool:
    return channel.kind != "channel" and BOT_USER_ID not in channel.members
