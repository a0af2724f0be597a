"""Runs the bot, the worker, or both in one process, and stops them in order.

A stop is asked for by SIGTERM or Ctrl-C: Slack's requests that have begun are answered, the sheet's
request in flight ends, jobs end, and the journal is closed last.
"""

import asyncio
import signal
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from typing import Final

import structlog
import uvicorn
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError
from starlette.applications import Starlette

from bincard.clock import holder_name, new_journal_id, utc_now
from bincard.logs import configure_logs
from bincard.messaging import OutboxLoop
from bincard.settings import Settings
from bincard.sheet_loops import SheetLoops
from bincard.starting import refuse_older_journal
from bincard.verifying import differences
from bincard.workbook_commands import open_workbook
from bot.app import SlackBot, create_app
from bot.asgi import create_asgi
from bot.options import BotOptions
from bot.socket_mode import SocketConnection
from jobs.runner import JobRunner
from jobs.schedule import job_table
from journal.follower import Follower
from journal.opening import Journal, open_journal

THREADS: Final = 32
"""Requests that may wait for the disk at once; the committer takes them all in one commit."""

log = structlog.get_logger(__name__)


def run(settings: Settings, *, has_bot: bool, has_worker: bool) -> None:
    """Run until told to stop.

    Raises:
        SettingsError: what is missing is named before anything starts.
    """
    configure_logs(settings.log_level)
    settings.require_lasting_disk()
    settings.require_slack()
    wake = threading.Event()
    journal = open_journal(settings.database_url, new_journal_id(), on_commit=wake.set)
    log.info("journal.opened", sequence=journal.desk.book.sequence, journal=journal.id)
    with ExitStack() as stack:
        stack.callback(journal.close)
        follower = Follower(journal.engine, journal.desk, wake.set)
        follower.start()
        stack.callback(follower.stop)
        refuse_older_journal(settings, journal)
        if has_worker:
            _start_worker(settings, journal, wake, stack)
        asyncio.run(_serve(settings, journal, has_bot=has_bot))
    log.info("stopped")


def _start_worker(
    settings: Settings, journal: Journal, wake: threading.Event, stack: ExitStack
) -> None:
    """Start the loops; they stop in the opposite order."""
    holder = holder_name()
    outbox = OutboxLoop(journal, settings, holder, wake)
    sheet = SheetLoops(journal, lambda: open_workbook(settings), holder)
    jobs = JobRunner(
        job_table(verify=lambda: differences(settings, journal)),
        desk=journal.desk,
        runs=journal.job_runs,
        lease=journal.lease,
        clock=utc_now,
        holder=holder,
    )
    for loop in (outbox, sheet, jobs):
        loop.start()
        stack.callback(loop.stop)


async def _serve(settings: Settings, journal: Journal, *, has_bot: bool) -> None:
    """Serve HTTP, and in Socket Mode the connection, until a signal asks to stop."""
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    with ThreadPoolExecutor(THREADS, thread_name_prefix="desk") as executor:
        bot = _bot(settings, journal, executor) if has_bot else None
        socket = None
        if bot and settings.is_socket_mode:
            socket = SocketConnection(bot, settings.slack_app_token.get_secret_value())
            await socket.open()
        asgi = create_asgi(None if socket else bot, is_ready=lambda: _why_not_ready(journal))
        server = _Server(asgi, settings)
        serving = asyncio.create_task(server.serve())
        stopping = asyncio.create_task(stop.wait())
        await asyncio.wait({serving, stopping}, return_when=asyncio.FIRST_COMPLETED)
        log.info("stopping")
        if socket:
            await socket.close()
        server.should_exit = True
        await serving
        stopping.cancel()
        if bot:
            await bot.drain()


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


def _bot(settings: Settings, journal: Journal, executor: ThreadPoolExecutor) -> SlackBot:
    sheet = settings.spreadsheet_id
    options = BotOptions(
        bot_token=settings.slack_bot_token.get_secret_value(),
        signing_secret=settings.slack_signing_secret.get_secret_value(),
        api_url=settings.slack_api_url,
        prefix=settings.command_prefix,
        sheet_url=f"https://docs.google.com/spreadsheets/d/{sheet}/edit" if sheet else "",
    )
    return create_app(
        desk=journal.desk,
        reader=journal.reader,
        clock=utc_now,
        options=options,
        executor=executor,
    )


def _why_not_ready(journal: Journal) -> str:
    """Say why nothing can be recorded now, or nothing."""
    try:
        with journal.engine.begin() as connection:
            connection.execute(select(1))
    except SQLAlchemyError as error:
        log.warning("not_ready", reason=str(error))
        return "the journal's database does not answer"
    return ""
