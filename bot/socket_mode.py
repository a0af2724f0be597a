"""Socket Mode: Slack reaches us through a connection that we open, so no public address is needed.

The aiohttp client is the one that neither goes deaf while it refreshes its connection nor loses
large acknowledgements.
"""

import asyncio
from urllib.parse import urlsplit

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest

from bot.app import SlackBot

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


class SocketConnection:
    """The connection of a bot, opened and closed."""

    def __init__(self, bot: SlackBot, app_token: str) -> None:
        self._bot = bot
        self._handler = _Handler(bot.app, app_token)
        if urlsplit(bot.app.client.base_url).hostname in LOOPBACK:
            # A proxy of the environment cannot reach loopback, and the client ignores NO_PROXY.
            self._handler.client.proxy = None

    async def open(self) -> None:
        """Connect; from now on requests come in."""
        await self._handler.connect_async()  # type: ignore[no-untyped-call]

    async def is_connected(self) -> bool:
        return bool(await self._handler.client.is_connected())

    async def close(self) -> None:
        """Answer what has begun, hang up, and finish what was still under way."""
        await self._handler.answer_begun()
        await self._handler.close_async()  # type: ignore[no-untyped-call]
        await self._bot.drain()


class _Handler(AsyncSocketModeHandler):
    """Bolt's handler, which also knows the requests whose acknowledgement is not sent yet."""

    def __init__(self, app: AsyncApp, app_token: str) -> None:
        super().__init__(app, app_token)
        self._begun: set[asyncio.Future[None]] = set()

    async def handle(  # type: ignore[override]  # narrowed as Bolt's own handler narrows it
        self, client: SocketModeClient, req: SocketModeRequest
    ) -> None:
        answered = asyncio.get_running_loop().create_future()
        self._begun.add(answered)
        try:
            await super().handle(client, req)
        finally:
            self._begun.discard(answered)
            answered.set_result(None)

    async def answer_begun(self) -> None:
        """Wait until every request that has come in by now is acknowledged."""
        if self._begun:
            await asyncio.wait(set(self._begun))
