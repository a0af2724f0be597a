"""The running service: what it remembers, what the app may do, and the ways to reach the app."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from sandbox.slack.background import Background
from sandbox.slack.clock import Clock
from sandbox.slack.delivery import Courier
from sandbox.slack.events import EventFeed
from sandbox.slack.manifest_rules import AppRules
from sandbox.slack.signed_http import SignedHttp
from sandbox.slack.sockets import Sockets
from sandbox.slack.world import World

QUIET_SECONDS = 0.05
QUIET_AT_MOST_SECONDS = 2.0
WATCHED_AT_MOST_SECONDS = 60.0
_LOOK_SECONDS = 0.002


@dataclass(frozen=True, slots=True)
class Credentials:
    """What the app is given to prove itself, and to check us by."""

    bot_token: str = "xoxb-000000000000-000000000000-bincardsandbox"  # noqa: S105 - no secret
    app_token: str = "xapp-1-A0BINCARD-000000000000-bincardsandbox"  # noqa: S105 - no secret
    signing_secret: str = "bincard-sandbox-signing-secret"  # noqa: S105 - no secret
    client_id: str = "000000000000.000000000000"
    client_secret: str = "bincard-sandbox-client-secret"  # noqa: S105 - no secret


class Slack:
    """One workspace with one app installed.

    `world` is replaced as a whole by `reset`; sockets stay open, because the app's process
    does not restart when a test begins anew.
    """

    def __init__(self, credentials: Credentials, rules: AppRules) -> None:
        self.credentials = credentials
        self.clock = Clock()
        self.sockets = Sockets()
        self.courier = Courier(
            sockets=self.sockets, http=SignedHttp(credentials.signing_secret), clock=self.clock
        )
        self.events = EventFeed(courier=self.courier, clock=self.clock)
        self.background = Background()
        self.base_url = "http://127.0.0.1"
        self.in_flight = 0
        self.answered = 0
        self.watched: list[Callable[[], bool]] = []
        self._rules = rules
        self.reset()

    @property
    def rules(self) -> AppRules:
        return self.courier.rules

    @rules.setter
    def rules(self, rules: AppRules) -> None:
        self.courier.rules = rules

    def reset(self) -> None:
        """Forget everything that happened and was set; only the clock does not go back."""
        self.background.cancel()
        self.events.forget()
        self.world = World()
        self.rules = self._rules
        self.courier.forget(self.world.faults)
        self.sockets.forget_settings()
        self.clock.retry_scale = 1.0
        self.quiet_seconds = QUIET_SECONDS

    def now(self) -> float:
        return self.clock.now()

    async def quiet(self, *, until: Callable[[], bool] = lambda: True) -> None:
        """Wait until the app is done with what it was told.

        One that is watched says so itself, however slow the machine is. Any other is done once it
        has made no call for a while, two seconds at most.

        Args:
            until: what its calls lead to, however long it takes before it makes them.
        """
        if self.watched:
            await self._idle()
        else:
            await self._silent(until)

    async def _idle(self) -> None:
        deadline = asyncio.get_running_loop().time() + WATCHED_AT_MOST_SECONDS
        while asyncio.get_running_loop().time() < deadline:
            is_told = self.courier.is_idle and self.events.is_idle
            if is_told and not any(is_busy() for is_busy in self.watched) and not self.in_flight:
                return
            await asyncio.sleep(_LOOK_SECONDS)

    async def _silent(self, until: Callable[[], bool]) -> None:
        deadline = asyncio.get_running_loop().time() + QUIET_AT_MOST_SECONDS
        seen = -1
        while asyncio.get_running_loop().time() < deadline:
            is_still = seen == self.answered and not self.in_flight and self.events.is_idle
            if is_still and until():
                return
            seen = self.answered
            await asyncio.sleep(self.quiet_seconds)

    async def stop(self) -> None:
        await self.sockets.close()
        await self.background.stop()
        await self.events.stop()
        await self.courier.stop()
