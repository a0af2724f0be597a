"""What every button has in common: acknowledged first, answered once, an apology for the presser."""

from collections.abc import Awaitable, Callable

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.respond.async_respond import AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient

from bot.keys import Body, button_key
from bot.listeners.screen import Screen
from bot.listeners.surroundings import Surroundings

Listener = Callable[..., Awaitable[None]]


def press_listener(around: Surroundings, answer: Callable[[Screen], Awaitable[None]]) -> Listener:
    """Return the listener of a button; a second press while it works is not heard.

    Args:
        around: what listeners need.
        answer: what a press does, with what the person sees of it.
    """

    async def on_press(
        ack: AsyncAck, body: Body, client: AsyncWebClient, respond: AsyncRespond
    ) -> None:
        screen = Screen(body, client, respond)

        async def work() -> None:
            await ack()
            await answer(screen)

        await around.guard.run(button_key(body), ack, work, screen.whisper)

    return on_press
