"""The home tab, drawn when somebody opens it."""

from collections.abc import Awaitable, Callable
from typing import Any

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from bot.answering.home import home_view
from bot.listeners.surroundings import Surroundings
from bot.messages.message import Message

Listener = Callable[..., Awaitable[None]]


def home_listener(around: Surroundings) -> Listener:
    """Return the listener that publishes somebody's home tab."""

    async def on_opened(ack: AsyncAck, event: dict[str, Any], client: AsyncWebClient) -> None:
        if event.get("tab", "home") != "home":
            return

        async def work() -> None:
            await ack()
            view = await around.guard.in_thread(
                home_view,
                around.clerk,
                event["user"],
                prefix=around.options.prefix,
                sheet_url=around.options.sheet_url,
            )
            await client.views_publish(user_id=event["user"], view=view)

        async def apologise(_message: Message) -> None:
            """Leave the tab as it was: nobody waits for an answer there."""

        await around.guard.run(f"home:{event['user']}", ack, work, apologise)

    return on_opened
