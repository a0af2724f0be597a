"""The one wrapper of every listener: nothing escapes, nothing blocks the loop, nothing is cut off.

An exception after `ack()` would lose the acknowledgement, so each listener's work is caught here,
logged with a short reference, and worded on the surface it came from.
"""

import asyncio
import hashlib
from collections.abc import Awaitable, Callable, Coroutine
from concurrent.futures import Executor, Future
from contextvars import copy_context
from functools import partial
from typing import Any, Final, ParamSpec, TypeVar
from weakref import WeakKeyDictionary

import structlog
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.messages.message import Message, say
from bot.prompt_ack import PromptAck
from bot.shared_wake_up import SharedWakeUp

FORM_STANDS_OPEN: Final = "exchanged_trigger_id"
"""Slack's word for a form that the same request has opened already: it was delivered twice."""

FORM_TOO_LATE: Final = "expired_trigger_id"
"""Slack's word for a form that was asked for later than three seconds after the press."""

TOO_LATE: Final = "I was too slow for Slack to open the form: it waits three seconds. Ask again."

P = ParamSpec("P")
T = TypeVar("T")
log = structlog.get_logger()


def reference_of(key: str) -> str:
    """Return what stands in the log and is told, so that the one is found by the other."""
    return hashlib.sha256(key.encode()).hexdigest()[:6]


def sorry(reference: str) -> Message:
    """Say that something failed which nobody foresaw."""
    return say(
        "Something went wrong on our side. Look at the stock before you send it again. "
        f"Tell whoever runs the bot: reference {reference}."
    )


class Guard:
    """Runs listeners: blocking calls in threads, failures in words, to the end on shutdown."""

    def __init__(self, executor: Executor) -> None:
        self._executor = executor
        self._running: set[asyncio.Task[Any]] = set()
        self._wake_ups = WeakKeyDictionary[asyncio.AbstractEventLoop, SharedWakeUp]()

    async def in_thread(self, act: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Call something that blocks, in a thread of our own; its log lines name the request."""
        loop = asyncio.get_running_loop()
        call = partial(copy_context().run, act, *args, **kwargs)
        return await loop.run_in_executor(self._executor, call)

    async def settled(self, asked: "Future[Any]") -> None:
        """Wait for what another thread was asked, without a thread of our own."""
        loop = asyncio.get_running_loop()
        await self._wake_ups.setdefault(loop, SharedWakeUp()).wait_for(asked)

    async def run(
        self,
        key: str,
        ack: AsyncAck,
        work: Callable[[], Coroutine[Any, Any, None]],
        apologise: Callable[[Message], Awaitable[object]],
    ) -> None:
        """Begin a listener's work and return once it has acknowledged, or is done.

        What goes wrong unexpectedly is told with a reference, also after that.
        """
        if not isinstance(ack, PromptAck):
            raise TypeError("the middleware prompt_acks comes first")
        task = asyncio.ensure_future(self._whole(key, ack, work, apologise))
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        task.add_done_callback(lambda _done: ack.settle())
        await ack.settled

    async def _whole(
        self,
        key: str,
        ack: AsyncAck,
        work: Callable[[], Coroutine[Any, Any, None]],
        apologise: Callable[[Message], Awaitable[object]],
    ) -> None:
        structlog.contextvars.bind_contextvars(key=key)  # in the context of this task alone
        try:
            await work()
        except Exception as error:
            refused = _refused(error)
            if refused == FORM_STANDS_OPEN:
                await ack()
            elif refused == FORM_TOO_LATE:
                await self._apologise(apologise, say(TOO_LATE), key)
            else:
                reference = reference_of(key)
                log.exception("a listener failed", key=key, reference=reference)
                await self._apologise(apologise, sorry(reference), key)

    @property
    def under_way(self) -> int:
        """How many requests are being worked on, acknowledged or not."""
        return len(self._running)

    async def drain(self) -> None:
        """Wait for the work that has begun."""
        while self._running:
            await asyncio.gather(*self._running, return_exceptions=True)

    async def _apologise(
        self, apologise: Callable[[Message], Awaitable[object]], message: Message, key: str
    ) -> None:
        try:
            await apologise(message)
        except Exception:
            log.exception("could not even say so", reference=reference_of(key))


def _refused(error: Exception) -> str:
    """Return Slack's word for why it refused; empty where something else is wrong.

    What stands between us and Slack answers in words of its own, which are no refusal.
    """
    response = error.response if isinstance(error, SlackApiError) else None
    said = response.data if isinstance(response, AsyncSlackResponse) else response
    return str(said.get("error", "")) if isinstance(said, dict) else ""
