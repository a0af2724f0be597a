"""The part of a process that people and machines reach: Slack's door, and the web server's.

It ends when a signal asks to stop, or when the connection to Slack is beyond help: then with
another exit code than 0, so that a supervisor starts the process again.
"""

import asyncio
import signal
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, contextmanager
from typing import Any, Final

import structlog
import uvicorn
from starlette.applications import Starlette

from bincard.app_identity import own_app_id
from bincard.clock import utc_now
from bincard.doors import doors
from bincard.observing import Observation
from bincard.outside_loops import label_desk
from bincard.readiness import Readiness
from bincard.settings import Settings
from bot.app import SlackBot, create_app
from bot.asgi import create_asgi
from bot.options import BotOptions
from bot.socket_mode import SocketConnection
from bot.watchdog import Watchdog
from journal.opening import Journal
from outside.charts.plotter import MatplotlibPlotter
from outside.codes.scanning import BarcodeScanner
from outside.documents.printer import TypstPrinter

THREADS: Final = 32
"""Requests that may wait for the disk at once; the committer takes them all in one commit."""

LOOKS: Final = 12
"""Looks of the watchdog in the time that Slack may be quiet."""

STOPPED: Final = 0
DEAF: Final = 3
"""Exit code where Slack could no longer be heard."""

log = structlog.get_logger(__name__)


async def serve(
    settings: Settings,
    journal: Journal,
    watch: Observation,
    *,
    has_bot: bool,
    has_worker: bool,
    on_heard: Callable[[], None],
) -> int:
    """Serve until a signal asks to stop, and return the exit code.

    `on_heard` is called when somebody has written to the bot.
    """
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    readiness = Readiness(settings, journal, watch.status, has_worker=has_worker)
    with ThreadPoolExecutor(THREADS, thread_name_prefix="desk") as executor:
        bot = _bot(settings, journal, watch, executor, on_heard) if has_bot else None
        async with _connected(settings, bot, watch, readiness) as deaf:
            asgi = _asgi(settings, bot, watch, readiness)
            if has_bot:
                asgi.router.routes.extend(doors(settings, journal))
            server = _Server(asgi, settings)
            serving = asyncio.create_task(server.serve())
            stopping = asyncio.create_task(stop.wait())
            ends: set[asyncio.Future[Any]] = {serving, stopping, deaf}
            await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
            code = DEAF if deaf.done() else STOPPED
            log.info("stopping", code=code)
        server.should_exit = True
        await serving
        stopping.cancel()
        if bot:
            await bot.drain()
    return code


@asynccontextmanager
async def _connected(
    settings: Settings, bot: SlackBot | None, watch: Observation, readiness: Readiness
) -> AsyncIterator[asyncio.Future[None]]:
    """Keep the connection of Socket Mode open; what is yielded ends when it is beyond help."""
    if bot is None or not settings.is_socket_mode:
        yield asyncio.get_running_loop().create_future()
        return
    socket = SocketConnection(bot, settings.slack_app_token.get_secret_value())
    await socket.open()
    readiness.socket = socket

    async def note(quiet_s: float, is_away: bool) -> None:  # noqa: FBT001 - the watchdog's
        watch.metrics.slack_heard(quiet_s)
        if is_away:
            await asyncio.to_thread(watch.outages.away, "slack", "its Web API does not answer")
        elif quiet_s < settings.slack_quiet_s_max:
            await asyncio.to_thread(watch.outages.back, "slack")

    quiet_s_max = settings.slack_quiet_s_max
    watchdog = Watchdog(
        socket, quiet_s_max=quiet_s_max, look_every_s=quiet_s_max / LOOKS, note=note
    )
    watching = asyncio.create_task(watchdog.watch())
    try:
        yield watching
    finally:
        watching.cancel()
        await socket.close()


def _asgi(
    settings: Settings, bot: SlackBot | None, watch: Observation, readiness: Readiness
) -> Starlette:
    return create_asgi(
        None if settings.is_socket_mode else bot,
        is_ready=readiness.why_not,
        figures=watch.metrics.text,
    )


class _Server(uvicorn.Server):
    """uvicorn without signal handlers of its own: ours end everything in order."""

    def __init__(self, asgi: Starlette, settings: Settings) -> None:
        super().__init__(
            uvicorn.Config(
                asgi,
                host=settings.host,
                port=settings.port,
                log_config=None,
                access_log=False,
                timeout_graceful_shutdown=10,
            )
        )

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


def _bot(
    settings: Settings,
    journal: Journal,
    watch: Observation,
    executor: ThreadPoolExecutor,
    on_heard: Callable[[], None],
) -> SlackBot:
    sheet = settings.spreadsheet_id
    options = BotOptions(
        bot_token=settings.slack_bot_token.get_secret_value(),
        signing_secret=settings.slack_signing_secret.get_secret_value(),
        api_url=settings.slack_api_url,
        app_id=own_app_id(settings),
        prefix=settings.command_prefix,
        sheet_url=f"https://docs.google.com/spreadsheets/d/{sheet}/edit" if sheet else "",
    )
    return create_app(
        desk=journal.desk,
        reader=journal.reader,
        clock=utc_now,
        options=options,
        executor=executor,
        status=watch.status,
        contacts=journal.contacts,
        labels=label_desk(settings, journal),
        scanner=BarcodeScanner(),
        printer=TypstPrinter(),
        plotter=MatplotlibPlotter(),
        heard=journal.heard,
        on_heard=on_heard,
    )
