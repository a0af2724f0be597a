"""Waiting in an event loop for other threads' answers, woken once for all that come together.

One commit answers fifty requests. Woken by each of them, the loop and the desk's thread would take
the interpreter out of each other's hands fifty times.
"""

import asyncio
from collections import deque
from concurrent.futures import Future
from contextlib import suppress
from typing import Any


class SharedWakeUp:
    """Where one event loop waits for futures that other threads settle."""

    def __init__(self) -> None:
        self._settled: deque[asyncio.Future[None]] = deque()
        self._is_rung = False

    async def wait_for(self, asked: Future[Any]) -> None:
        """Return once a future is settled, whether by a result or an exception."""
        settled = asyncio.get_running_loop().create_future()
        asked.add_done_callback(lambda _asked: self._ring(settled))
        await settled

    def _ring(self, settled: "asyncio.Future[None]") -> None:
        """Called in the thread that has the answer."""
        self._settled.append(settled)
        if not self._is_rung:
            self._is_rung = True
            with suppress(RuntimeError):  # the loop is closed, and nobody waits there any more
                settled.get_loop().call_soon_threadsafe(self._tell)

    def _tell(self) -> None:
        self._is_rung = False  # first: what is settled from here on rings again
        while self._settled:
            settled = self._settled.popleft()
            if not settled.done():  # cancelled, as whoever waited has gone
                settled.set_result(None)
