"""Reading control requests: the body, and the people, channels and things it names."""

from aiohttp import web

from sandbox.slack.people import Channel, Person
from sandbox.slack.slack import Slack
from sandbox.slack.wire import JsonObject, decode_object

PREFIX = "/_sandbox/slack"
BOT_MESSAGES = "@bincard"


class UnknownError(Exception):
    """The request names something that does not exist here."""


async def body_of(request: web.Request) -> JsonObject:
    """The JSON object of a request; none at all is an empty one."""
    text = await request.text()
    return decode_object(text) if text.strip() else {}


def person_called(slack: Slack, user: str) -> Person:
    """The person with this id."""
    person = slack.world.directory.people.get(user)
    if person is None:
        raise UnknownError(f"there is no person {user}")
    return person


def channel_called(slack: Slack, name: str, *, person: Person | None = None) -> Channel:
    """The channel with this id or name; `@bincard` is a person's messages with the bot."""
    if name == BOT_MESSAGES and person is not None:
        made = slack.world.identifiers.make("D")
        return slack.world.directory.direct_message([person.id], made)[0]
    channel = slack.world.directory.channel_named(name)
    if channel is None:
        raise UnknownError(f"there is no channel {name}")
    return channel
