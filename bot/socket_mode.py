"""Socket Mode: Slack reaches us through a connection that we open, so no public address is needed.

The aiohttp client is the one that neither goes deaf while it refreshes its connection nor loses
large acknowledgements.
"""

import asyncio
import time
from urllib.parse import urlsplit

import aiohttp
import structlog
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.errors import SlackClientError
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest

from bot.app import SlackBot

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
FAILURES = (SlackClientError, aiohttp.ClientError, OSError, TimeoutError)
log = structlog.get_logger(__name__)


class SocketConnection:
    """The connection of a bot, opened and closed."""

    def __init__(self, bot: SlackBot, app_token: str) -> None:
        self._bot = bot
        self._handler = _Handler(bot.app, app_token)
        if urlsplit(bot.app.client.base_url).hostname in LOOPBACK:
            # A proxy of the environment cannot reach loopback, and the client ignores NO_PROXY.
            self._handler.client.proxy = None
        self._handler.client.on_message_listeners.append(self._hear)
        self._heard_at = time.monotonic()
        self._last_pong: float | None = None

    async def open(self) -> None:
        """Connect; from now on requests come in."""
        await self._handler.connect_async()  # type: ignore[no-untyped-call]

    async def is_connected(self) -> bool:
        return bool(await self._handler.client.is_connected())

    async def reopen(self) -> None:
        """Hang up and connect anew, at another address; where that fails, only the log hears."""
        try:
            await self._handler.client.connect_to_new_endpoint(force=True)
        except FAILURES as error:
            log.warning("slack.not_reopened", reason=repr(error))

    def quiet_s(self) -> float:
        """Return for how long nothing has come in, answers to our pings included."""
        pong = self._handler.client.last_ping_pong_time
        if pong != self._last_pong:
            self._last_pong, self._heard_at = pong, time.monotonic()
        return time.monotonic() - self._heard_at

    async def is_slack_there(self) -> bool:
        """Ask Slack's Web API whether it answers."""
        try:
            await self._bot.app.client.auth_test()
        except FAILURES:
            return False
        return True

    async def _hear(self, _message: aiohttp.WSMessage) -> None:
        self._heard_at = time.monotonic()

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
