"""Acknowledgements that travel at once.

Bolt looks every ten milliseconds whether a listener has acknowledged. Told to process before it
responds, it waits for the listener instead; ours return as soon as the acknowledgement is given,
and whatever is left of their work goes on behind them.
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.async_context import AsyncBoltContext
from slack_bolt.response import BoltResponse


class PromptAck(AsyncAck):
    """An acknowledgement that can be waited for.

    Attributes:
        settled: done once it was given, or once nobody will give it any more.
    """

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # Bolt types none of it
        self.settled: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    async def __call__(self, *args: Any, **kwargs: Any) -> BoltResponse:  # noqa: ANN401  # as Bolt's
        response = await super().__call__(*args, **kwargs)
        self.settle()
        return response

    def settle(self) -> None:
        """Let go of whoever waits."""
        if not self.settled.done():
            self.settled.set_result(None)


async def prompt_acks(context: AsyncBoltContext, next: Callable[[], Awaitable[None]]) -> None:
    """Give every listener after this middleware an acknowledgement that can be waited for."""
    context["ack"] = PromptAck()
    await next()
