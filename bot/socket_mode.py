"""Socket Mode: Slack reaches us through a connection that we open, so no public address is needed.

The aiohttp client is the one that neither goes deaf while it refreshes its connection nor loses
large acknowledgements.
"""

from urllib.parse import urlsplit

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler

from bot.app import SlackBot

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


class SocketConnection:
    """The connection of a bot, opened and closed."""

    def __init__(self, bot: SlackBot, app_token: str) -> None:
        self._bot = bot
        self._handler = AsyncSocketModeHandler(bot.app, app_token)
        if urlsplit(bot.app.client.base_url).hostname in LOOPBACK:
            # A proxy of the environment cannot reach loopback, and the client ignores NO_PROXY.
            self._handler.client.proxy = None

    async def open(self) -> None:
        """Connect; from now on requests come in."""
        await self._handler.connect_async()  # type: ignore[no-untyped-call]

    async def is_connected(self) -> bool:
        return bool(await self._handler.client.is_connected())

    async def close(self) -> None:
        """Take no more requests, and finish those that have begun."""
        await self._bot.drain()  # their acknowledgements still need the connection
        await self._handler.close_async()  # type: ignore[no-untyped-call]
        await self._bot.drain()
