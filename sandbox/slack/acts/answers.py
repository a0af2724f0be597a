"""Answers in the shape of a message: a command's ack, and what is posted to a response URL.

Both say who sees it (`ephemeral` unless told otherwise); a response URL may also replace or
delete the message it came from.
"""

from sandbox.slack.content import checked_content
from sandbox.slack.messages import Message
from sandbox.slack.people import Channel
from sandbox.slack.slack import Slack
from sandbox.slack.talk import bot_says, delete, rewrite
from sandbox.slack.triggers import ResponseLink
from sandbox.slack.wire import JsonObject


def answer(slack: Slack, channel: Channel, user: str, given: JsonObject) -> Message:
    """Say what an ack or a response URL was given.

    Raises:
        ContentError: if it cannot be said.
    """
    content = checked_content(given)
    in_channel = given.get("response_type") == "in_channel"
    thread_ts = given.get("thread_ts")
    extra = {"thread_ts": thread_ts} if thread_ts else None
    return bot_says(slack, channel, content, extra=extra, seen_by=None if in_channel else user)


def answer_link(slack: Slack, link: ResponseLink, given: JsonObject) -> None:
    """Do what was posted to a response URL.

    A command's own line is never replaced: there `replace_original` says something new. What is
    new stands in the channel, also where a thread's button was pressed, unless it names the thread.

    Raises:
        ContentError: if it cannot be said.
    """
    channel = slack.world.directory.channels[link.channel]
    original = slack.world.conversations.find(link.channel, link.message_ts or "")
    if original is not None and given.get("delete_original"):
        delete(slack, original)
    elif original is not None and given.get("replace_original"):
        rewrite(slack, original, checked_content(given))
    else:
        answer(slack, channel, link.user, given)
