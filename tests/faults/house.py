"""The whole house in one process, so that any one thing outside it can be made to fail.

The journal is a real one on disk, Slack and Google are the stand-ins on loopback; what `serve` keeps
running in threads is called step by step here. Time is the test's: nobody waits.
"""

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, Self

import requests
from sqlalchemy.exc import SQLAlchemyError

from bincard.standins import StandIns
from bot.answering.answers import Asker, Said
from bot.answering.clerk import Clerk
from bot.language.parse import parse_posting
from bot.manifest import manifest
from bot.outbox.sender import OutboxSender, sending_client
from inventory.location import LocationKind
from inventory.people import Person, Role
from inventory.place import Place
from inventory.ports import JournalUnavailableError
from journal.opening import open_journal
from journal.recount import recount_differences
from sandbox.slack.driver import Workspace
from sheets_schema.differences import Difference
from sheets_schema.errors import SheetsUnavailableError
from sheets_schema.layout import init
from sheets_schema.pace import Pace
from sheets_schema.reader import SheetReader
from sheets_schema.verify import compare
from sheets_schema.workbook import open_workbook
from sheets_schema.writer import SheetWriter
from tests.builders import a_location, an_item, edit, fresh_key, pick, receive, set_rule
from tests.memory_desk import SettableClock

STOCK, MANAGERS, LOG = "C0STOCK", "C0MANAGERS", "C0LOG"
SEED = int(os.environ.get("FAULTS_SEED", "20261122"))
SCALE = float(os.environ.get("FAULTS_SCALE", "1"))
"""How much of what could be tried is tried: 1 fits into a check of every change, 10 into a night."""

TOKEN = 1
PUT_OFF = (SQLAlchemyError, JournalUnavailableError, SheetsUnavailableError)
"""What the loops of `serve` survive and try again."""

ROUNDS = 40
AFTER_DOUBT_S = 201.0

FURNITURE = (
    Person(user="U0ANA", name="Ana", role=Role.OPERATOR),
    Person(user="U0BEN", name="Ben", role=Role.OPERATOR),
    Person(user="U0CLEO", name="Cleo", role=Role.MANAGER),
    Person(user="U0ADA", name="Ada", role=Role.ADMIN),
    a_location("IN", LocationKind.RECEIVING),
    a_location("A-01"),
    a_location("A-02"),
    a_location("PACK", LocationKind.PACKING),
    a_location("RET", LocationKind.RETURNS),
    a_location("HOLD", LocationKind.QUARANTINE),
    an_item("MUG-BLU", minimum=Decimal(10), maximum=Decimal(40)),
    an_item("TEE-BLK-M", name="Black tee, M", packs=()),
)


class Town:
    """Slack, Google, and a furnished house to begin every story with.

    Attributes:
        spreadsheet: one workbook, put back to how it was for every story.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.standins = StandIns(manifest("socket"), has_quota=False)
        self.spreadsheet = self.standins.add_workbook()
        account = str(self.standins.service_account_file)
        self.workbook = open_workbook(account, self.spreadsheet, api_base=self.standins.google_url)
        self.slack = Workspace(self.standins.slack_url)
        self.slack.set(rate_limits=False)
        self._template = folder / "template.sqlite3"
        self._furnish()
        self._drive = self.standins.google.state.files.by_id[self.spreadsheet]
        self._sheet = self._drive.workbook

    def close(self) -> None:
        self.slack.close()
        self.workbook.close()
        self.standins.close()

    @contextmanager
    def house(self, name: str = "house") -> Iterator["House"]:
        """Open a furnished house; nothing of an earlier story is left."""
        path = self.folder / f"{name}.sqlite3"
        for left_over in self.folder.glob(f"{path.name}-*"):
            left_over.unlink()
        shutil.copyfile(self._template, path)
        self.mend()
        self.slack.resets()
        self.slack.set(rate_limits=False)
        if self._sheet is not None:
            self._drive.commit(self._sheet, self._drive.owner, self._drive.modified)
        with House(self, path) as house:
            yield house

    def mend(self) -> None:
        """Take all faults away, and count calls anew."""
        google = self.standins.google.state
        google.faults.rules.clear()
        google.requests.clear()
        self.slack.mends()

    def _furnish(self) -> None:
        """24 mugs were received in A-01, 6 of them picked, and everything is in the sheet."""
        with House(self, self._template) as house:
            desk = house.journal.desk
            for row in FURNITURE:
                desk.handle(edit(row))
            for rule, channel in (("stock", STOCK), ("managers", MANAGERS), ("log", LOG)):
                desk.handle(set_rule(f"{rule}_channel", channel))
            desk.handle(receive(24, at="A-01"))
            desk.handle(pick(6, at="A-01"))
            init(self.workbook, house.journal.id, admin_user="U0ADA", book=desk.book)
            house.settle()


class House:
    """One journal with its writer, reader, sender and clerk; `restart` begins them anew."""

    def __init__(self, town: Town, path: Path) -> None:
        self.town = town
        self.path = path
        self.clock = SettableClock()
        self.seconds = 0.0
        self.token = TOKEN
        self._idle_looks = 0
        self._start()

    def _start(self) -> None:
        self.journal = open_journal(f"sqlite:///{self.path}", "journal-1")
        self.pace = Pace(elapsed=lambda: self.seconds, rest=self._rest)
        journal, pace = self.journal, self.pace
        self.writer = SheetWriter(
            self.town.workbook,
            reader=journal.reader,
            progress=journal.progress,
            clock=self.clock,
            journal_id=journal.id,
            pace=pace,
        )
        self.reader = SheetReader(
            self.town.workbook,
            desk=journal.desk,
            journal=journal.reader,
            progress=journal.progress,
            seen=journal.progress,
            contacts=journal.contacts,
            clock=self.clock,
            pace=pace,
        )
        slack = self.town.standins.announcement()["slack"]
        self._client = sending_client(slack["bot_token"], slack["api_url"])
        self.sender = OutboxSender(
            self._client,
            outbox=journal.outbox,
            desk=journal.desk,
            reader=journal.reader,
            look_after_s=0.0,
        )
        self.clerk = Clerk(journal.desk, journal.reader, self.clock)

    def _rest(self, seconds: float) -> None:
        self.seconds += seconds

    def restart(self) -> None:
        """End this process and begin another on the same disk."""
        self.journal.close()
        self.token += 1
        self._start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.journal.close()

    # -- people -------------------------------------------------------------------------------

    def asks(self, verb: str, text: str, user: str = "U0ANA") -> Said:
        """Have somebody type a command, as new as every command typed."""
        posting = parse_posting(verb, text, today=self.clerk.today)
        return self.clerk.post(posting, self.asker(user))

    def asker(self, user: str) -> Asker:
        return Asker(
            user=user, key=fresh_key("slash"), place=Place(channel=STOCK), is_announced=True
        )

    def types(self, where: str, *rows: list[Any]) -> None:
        """Have a manager type into the sheet."""
        self.acts("types", range=where, values=list(rows))

    def acts(self, act: str, **told: Any) -> None:
        """Have a manager do something to the sheet, such as sorting it."""
        town = self.town
        address = f"{town.standins.google_url}/_sandbox/google/spreadsheets/{town.spreadsheet}/acts"
        answer = requests.post(address, json={"act": act, **told}, timeout=30)
        assert answer.ok, answer.text

    # -- what runs by itself ------------------------------------------------------------------

    def work_once(self) -> bool:
        """Let writer, sender and reader take one turn each; tell whether all is done."""
        self.seconds += 120
        sent = self._send()
        return self.write_and_read() and sent

    def write_and_read(self) -> bool:
        """Let the sheet's two loops take one turn each; tell whether both are done."""
        quiet = [self._write(), self._read()]
        return all(quiet)

    def settle(self) -> None:
        """Let them work until nothing is left to do."""
        self._idle_looks = 0
        for _ in range(ROUNDS):
            if self.work_once():
                return
        raise AssertionError("there is no end to it")

    def settle_doubts(self) -> None:
        """Let so much time pass that nothing can be under way, and let them finish."""
        self.settle()
        self.clock.advance(seconds=AFTER_DOUBT_S)
        self.settle()

    def _write(self) -> bool:
        with suppress(*PUT_OFF):
            return self.writer.write_once(self.token).outcome == "nothing"
        return False

    def _send(self) -> bool:
        with suppress(*PUT_OFF):
            self.sender.send_once()
            return not self.journal.outbox.pending(1)
        return False

    def _read(self) -> bool:
        """Look at the managers' tabs; two looks that lead to nothing are enough."""
        before = self.journal.desk.book.sequence
        with suppress(*PUT_OFF):
            found = self.reader.poll()
            is_idle = self.journal.desk.book.sequence == before and not found.answers
            self._idle_looks = self._idle_looks + 1 if is_idle and not found.told else 0
            return found.is_unchanged or self._idle_looks > 1
        self._idle_looks = 0
        return False

    # -- what can be seen ---------------------------------------------------------------------

    def differences(self) -> list[str]:
        """Compare sheet, journal and a recount, as `verify` does."""
        journal = self.journal
        book = journal.reader.book_at(journal.reader.last_sequence())
        return [*recount_differences(journal.engine, book), *map(str, self.compared())]

    def compared(self) -> list[Difference]:
        """Compare the sheet with the journal."""
        journal = self.journal
        return compare(self.town.workbook, journal.reader, journal.progress, rest=lambda _s: None)

    def tab(self, title: str) -> list[list[Any]]:
        """Return what somebody who opens the workbook sees on a tab, header included."""
        town = self.town
        url = f"{town.standins.google_url}/_sandbox/google/spreadsheets/{town.spreadsheet}"
        asked = f"{url}/values/{title}"
        answer = requests.get(asked, params={"render": "UNFORMATTED_VALUE"}, timeout=30)
        rows: list[list[Any]] = answer.json().get("values", [])
        return rows

    def said(self) -> Mapping[str, list[str]]:
        """Return what stands in each channel, in order."""
        return {
            channel: [message.text for message in self.town.slack.messages(channel)]
            for channel in (STOCK, MANAGERS, LOG)
        }


@dataclass(frozen=True)
class Picture:
    """What a story ends in, as people can see it."""

    balances: Mapping[tuple[str, str], Decimal]
    stock: list[list[Any]]
    ledger: list[list[Any]]
    said: Mapping[str, list[str]]


def picture_of(house: House) -> Picture:
    """Look at book, sheet and Slack."""
    book = house.journal.desk.catch_up()
    return Picture(
        balances={
            (sku, location): quantity
            for sku in book.stock
            for (location, _lot), quantity in book.balances(sku).items()
        },
        stock=house.tab("Stock"),
        ledger=[row[:13] for row in house.tab("Ledger")],
        said=house.said(),
    )
