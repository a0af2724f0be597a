"""What people write to the bot: noted first, so that Slack need not bring it again, then answered.

A direct message is read whole; in a channel only what names the bot. Nothing is decided here: events
come twice, late and in any order, and to any process.
"""

from collections.abc import Awaitable, Callable
from typing import Any, Final

from slack_bolt import BoltResponse
from slack_bolt.context.ack.async_ack import AsyncAck

from bot.guard import Guard
from bot.messages.message import Message
from inventory.correspondence.heard import HeardKind, HeardMessage, HeardMessages

Listener = Callable[..., Awaitable[BoltResponse | None]]
Event = dict[str, Any]

DIRECT: Final = "D"
"""How the id of a conversation between two begins."""

WRITTEN: Final = frozenset({"", "file_share", "thread_broadcast"})
"""Kinds of message that a person has just written; others tell of edits, joins and the like."""

NOT_KEPT: Final = BoltResponse(status=503, body="")
"""Bolt acknowledges events that nobody did; this keeps it from that."""


def message_listener(guard: Guard, heard: HeardMessages, on_news: Callable[[], None]) -> Listener:
    """Return the listener of direct messages and of mentions.

    Args:
        guard: around it.
        heard: where messages are noted.
        on_news: called when something new was noted.
    """

    async def on_message(ack: AsyncAck, event: Event) -> BoltResponse | None:
        message = heard_message(event)
        is_kept = False

        async def work() -> None:
            nonlocal is_kept
            if message is not None and await guard.in_thread(heard.note, message):
                on_news()
            is_kept = True
            await ack()

        async def apologise(_words: Message) -> None:
            """Slack is told nothing, and brings the message again."""

        await guard.run(message.key if message else "message", ack, work, apologise)
        return None if is_kept else NOT_KEPT

    return on_message


def heard_message(event: Event) -> HeardMessage | None:
    """Return what somebody wrote to the bot; None for any other event."""
    is_mention = event.get("type") == "app_mention"
    is_private = str(event.get("channel", "")).startswith(DIRECT)
    is_written = event.get("subtype", "") in WRITTEN and not event.get("hidden")
    if not (is_written and (is_mention or is_private)) or "user" not in event:
        return None
    thread = str(event.get("thread_ts", ""))
    files = tuple(str(one["id"]) for one in event.get("files", ()) if "id" in one)
    return HeardMessage(
        kind=HeardKind.PICTURE if files else HeardKind.LINE,
        channel=str(event["channel"]),
        ts=str(event["ts"]),
        user=str(event["user"]),
        thread=thread,
        text=str(event.get("text", "")),
        files=files,
        is_private=is_private,
    )
