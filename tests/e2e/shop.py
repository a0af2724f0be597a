"""A whole shop in one process: journal on disk, bot over sockets, stand-ins over HTTP, no waiting.

What `serve` keeps running in threads (messages, sheet) is called step by step here, so that a day of
work takes seconds and ends the same every time.
"""

import asyncio
import re
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from bincard.standins import StandIns
from bot.app import SlackBot, create_app
from bot.manifest import manifest
from bot.options import BotOptions
from bot.outbox.sender import OutboxSender, sending_client
from bot.socket_mode import SocketConnection
from inventory.book import Book
from inventory.commands import Command
from inventory.ports import Medium
from inventory.transaction import Posted
from journal.opening import open_journal
from journal.recount import recount_differences
from outside.charts.plotter import MatplotlibPlotter
from outside.documents.printer import TypstPrinter
from sandbox.slack.driver import Person, Said, Workspace
from sheets_schema.layout import init
from sheets_schema.pace import Pace
from sheets_schema.verify import compare
from sheets_schema.workbook import open_workbook
from sheets_schema.writer import SheetWriter
from tests.memory_desk import SettableClock

CHANNEL = "C0STOCK"
TOKEN = 1
PATIENCE_S = 60.0
"""What takes time is the machine's affair: no answer is judged by it here."""


class Shop:
    """Everything that runs, on one disk."""

    def __init__(self, folder: Path) -> None:
        self.clock = SettableClock()
        self.standins = StandIns(manifest("socket"), has_quota=False)
        self.slack = Workspace(self.standins.slack_url)
        self.standins.slack.be_patient(PATIENCE_S)
        self.journal = open_journal(f"sqlite:///{folder / 'shop.sqlite3'}", "shop")
        where = self.standins.announcement()["slack"]
        self._options = BotOptions(
            bot_token=where["bot_token"], api_url=where["api_url"], late_after_s=PATIENCE_S
        )
        self._app_token = where["app_token"]
        self._sender = OutboxSender(
            sending_client(where["bot_token"], where["api_url"]),
            outbox=self.journal.outbox,
            desk=self.journal.desk,
            reader=self.journal.reader,
            contacts=self.journal.contacts,
            printer=TypstPrinter(),
            plotter=MatplotlibPlotter(),
            look_after_s=0,
        )
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="bot")
        self._executor = ThreadPoolExecutor(4)

    def __enter__(self) -> Self:
        self._thread.start()
        bot, self._connection = self._run(self._connect())
        self.standins.slack.watch(lambda: bot.under_way > 0)
        self.slack.wait_for_app()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._run(self._connection.close())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()
        self._executor.shutdown()
        self.journal.close()
        self.slack.close()
        self.standins.close()

    @property
    def book(self) -> Book:
        return self.journal.desk.book

    def handle(self, command: Command) -> Posted:
        return self.journal.desk.handle(command)

    def person(self, name: str) -> Person:
        return self.slack.person(f"U0{name.upper()}")

    # -- what people see ----------------------------------------------------------------------

    def message(self, start: str) -> Said:
        """Return the message of a document by how it begins, once everything has left."""
        self.tells()
        return self.said(re.escape(start))

    def said(self, pattern: str, channel: str = CHANNEL) -> Said:
        """Return the newest message that begins as a pattern says."""
        told = [one for one in self.slack.messages(channel) if re.match(pattern, one.text)]
        return told[-1]

    def tells(self) -> None:
        """Have everything leave that waits to be said."""
        while self.journal.outbox.pending(1):
            self._sender.send_once()

    def order(self, number: str) -> Said:
        return self.message(f"*Order {number}*")

    def pick_list(self, number: str) -> Said:
        return self.message(f"*Pick list {number}*")

    def shipment(self, number: str) -> Said:
        return self.message(f"*Shipment {number}*")

    def thread(self, number: str) -> list[str]:
        """Return the texts in an order's thread, in order."""
        return self.below(self.order(number))

    def below(self, root: Said) -> list[str]:
        """Return the texts in the thread that a message begins, in order."""
        return [one.text for one in self.slack.messages(CHANNEL) if one.thread_ts == root.ts]

    def files_below(self, root: Said) -> list[dict[str, Any]]:
        """Return the files that stand in the thread that a message begins."""
        told = (one for one in self.slack.messages(CHANNEL) if one.thread_ts == root.ts)
        return [file for one in told for file in one.raw.get("files", [])]

    def letters(self) -> Sequence[str]:
        """Return the keys of the letters that have to leave by mail."""
        return [row.message for row in self.journal.outbox.pending(1000, Medium.MAIL)]

    # -- the sheet ----------------------------------------------------------------------------

    def differences(self) -> list[str]:
        """Write the whole workbook, and compare it with the journal and a recount."""
        spreadsheet = self.standins.add_workbook()
        account = str(self.standins.service_account_file)
        workbook = open_workbook(account, spreadsheet, api_base=self.standins.google_url)
        try:
            init(workbook, self.journal.id, admin_user="U0CLEO", book=self.book)
            writer = SheetWriter(
                workbook,
                reader=self.journal.reader,
                progress=self.journal.progress,
                clock=self.clock,
                journal_id=self.journal.id,
                pace=Pace(rest=lambda _seconds: None),
            )
            while writer.write_once(TOKEN).outcome != "nothing":
                pass
            found = compare(
                workbook, self.journal.reader, self.journal.progress, rest=lambda _s: None
            )
        finally:
            workbook.close()
        return [*recount_differences(self.journal.engine, self.book), *map(str, found)]

    # -- the bot ------------------------------------------------------------------------------

    async def _connect(self) -> tuple[SlackBot, SocketConnection]:
        bot = create_app(
            desk=self.journal.desk,
            reader=self.journal.reader,
            clock=self.clock,
            options=self._options,
            executor=self._executor,
            contacts=self.journal.contacts,
            plotter=MatplotlibPlotter(),
        )
        connection = SocketConnection(bot, self._app_token)
        await connection.open()
        return bot, connection

    def _run(self, coroutine: Any) -> Any:
        return asyncio.run_coroutine_threadsafe(coroutine, self._loop).result(PATIENCE_S)
