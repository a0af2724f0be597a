"""A watchdog against a connection that is open and deaf.

After some reconnections Socket Mode clients have been seen to stay connected and hear nothing, for
hours, without an error. So whatever comes in (a request, an answer to our ping) counts as a sign of
life; without one the connection is opened anew, and if that does not help either, while Slack
answers everything else, this process is the broken part and ends: its supervisor starts another.
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final, Protocol

import structlog

QUIET_S_MAX: Final = 60.0
"""Pings go out every ten seconds, so that six in a row went unanswered."""

LOOK_EVERY_S: Final = 5.0
REOPENED_MAX: Final = 2

log = structlog.get_logger(__name__)


class Watched(Protocol):
    """A connection as far as the watchdog needs it."""

    def quiet_s(self) -> float:
        """Return for how long nothing has been heard."""
        ...

    async def reopen(self) -> None:
        """Hang up and connect anew; give up without an error where that fails."""
        ...

    async def is_slack_there(self) -> bool:
        """Ask Slack something else, to tell a broken connection from a Slack that is away."""
        ...


async def _note_nothing(_quiet_s: float, _is_away: bool) -> None:  # noqa: FBT001 - a default
    """Keep what was heard to oneself."""


class Watchdog:
    """Watches one connection.

    Args:
        connection: what has to give signs of life.
        quiet_s_max: after which the connection is opened anew.
        look_every_s: between two looks.
        note: told at every look for how long nothing was heard, and whether Slack is away.
    """

    def __init__(
        self,
        connection: Watched,
        *,
        quiet_s_max: float = QUIET_S_MAX,
        look_every_s: float = LOOK_EVERY_S,
        note: Callable[[float, bool], Awaitable[None]] = _note_nothing,
    ) -> None:
        self._connection = connection
        self._quiet_s_max = quiet_s_max
        self._look_every_s = look_every_s
        self._note = note
        self._reopened = 0

    async def watch(self) -> None:
        """Return once the connection is beyond help; until then never."""
        while not await self._is_beyond_help():
            await asyncio.sleep(self._look_every_s)

    async def _is_beyond_help(self) -> bool:
        quiet_s = self._connection.quiet_s()
        is_quiet = quiet_s > self._quiet_s_max
        is_away = is_quiet and not await self._connection.is_slack_there()
        await self._note(quiet_s, is_away)
        if not is_quiet or is_away:
            self._reopened = 0
            return False
        if self._reopened == REOPENED_MAX:
            log.error("slack.deaf", quiet_s=round(quiet_s))
            return True
        await self._reopen(quiet_s)
        return False

    async def _reopen(self, quiet_s: float) -> None:
        log.warning("slack.quiet", quiet_s=round(quiet_s))
        self._reopened += 1
        try:
            async with asyncio.timeout(self._quiet_s_max):
                await self._connection.reopen()
        except TimeoutError:
            log.warning("slack.not_reopened")
