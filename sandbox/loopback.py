"""Runs a stand-in on 127.0.0.1 from ordinary, synchronous code.

Blocking clients (gspread, requests) cannot share a thread with the server that answers them, so each
server gets a thread and an event loop of its own. Port 0 asks the system for a free one.
"""

import asyncio
import threading
from types import TracebackType
from typing import Self

from aiohttp import web


class ServerThread:
    """An aiohttp application, listening on loopback for as long as this object is open.

    Usable as a context manager; `stop` closes every connection and joins the thread.

    Args:
        app: the application to serve; it must not have been started elsewhere.
        port: 0 for any free port.

    Raises:
        OSError: if the port is taken.
    """

    def __init__(self, app: web.Application, port: int = 0) -> None:
        self._loop = asyncio.new_event_loop()
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        self._thread = threading.Thread(target=self._loop.run_forever, name="loopback", daemon=True)
        self._thread.start()
        try:
            self.port = asyncio.run_coroutine_threadsafe(self._listen(port), self._loop).result()
        except BaseException:
            self.stop()
            raise

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def stop(self) -> None:
        """Close the server; a second call does nothing."""
        if self._loop.is_closed():
            return
        asyncio.run_coroutine_threadsafe(self._close(), self._loop).result(timeout=10)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(timeout=10)
        self._loop.close()

    async def _listen(self, port: int) -> int:
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", port)
        await site.start()
        taken: int = self._runner.addresses[0][1]
        return taken

    async def _close(self) -> None:
        await self._runner.cleanup()
        leftover = asyncio.all_tasks() - {asyncio.current_task()}
        for task in leftover:
            task.cancel()
        await asyncio.gather(*leftover, return_exceptions=True)
        await self._loop.shutdown_default_executor()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()
