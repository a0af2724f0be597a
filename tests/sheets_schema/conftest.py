"""A shared spreadsheet on the stand-in, a desk in memory, and people who type into the sheet."""

import threading
from collections.abc import Iterator
from typing import Any

import pytest
import requests

from inventory.people import Person, Role
from inventory.problem import Problem
from outside.codes.scanning import BarcodeScanner
from sandbox.google.server import GoogleStandIn
from sandbox.loopback import ServerThread
from sheets_schema.connection import open_line
from sheets_schema.layout import LaidOut, init
from sheets_schema.pace import Pace
from sheets_schema.reader import PollResult, SheetReader
from sheets_schema.workbook import Workbook
from sheets_schema.writer import Outcome, SheetWriter, WriteResult
from tests.builders import edit
from tests.memory_contacts import MemoryContacts
from tests.memory_desk import MemoryDesk, SettableClock

JOURNAL = "journal-1"
TOKEN = 1


class Google:
    """The stand-in at its address."""

    def __init__(self, stand_in: GoogleStandIn, base_url: str) -> None:
        self.stand_in = stand_in
        self.base_url = base_url
        self.session = requests.Session()
        self.line, self.bot = open_line(stand_in.service_account_info(base_url), base_url)

    def control(self, method: str, path: str, /, **body: Any) -> Any:
        """One lever of the control routes; what it refuses fails the test."""
        address = f"{self.base_url}/_sandbox/google{path}"
        response = self.session.request(method, address, json=body)
        assert response.ok, response.text
        return response.json()

    def wait_for_late_writes(self, seconds: float) -> None:
        """Let writes land that were held back."""
        threading.Event().wait(seconds)


class Office:
    """One workbook with everybody around it: the owner who types, the bot, the journal."""

    def __init__(self, google: Google) -> None:
        self.google = google
        self.clock = SettableClock()
        self.desk = MemoryDesk(self.clock)
        self.contacts = MemoryContacts()
        self.seconds = 0.0
        self.id = google.control("POST", "/spreadsheets", title="Stock")["id"]
        self.workbook = self.open()
        self.pace = self.new_pace()
        self.writer = self.new_writer()
        self.reader = self.new_reader()

    # -- the bot ------------------------------------------------------------------------------

    def open(self, spreadsheet_id: str = "") -> Workbook:
        return Workbook(self.google.line, spreadsheet_id or self.id, self.google.bot)

    def lay_out(self, **how: Any) -> LaidOut:
        how = {"admin_user": "U0ADA", "admin_email": "ada@example.com"} | how
        return init(self.workbook, JOURNAL, **how)

    def new_pace(self) -> Pace:
        return Pace(1.25, elapsed=lambda: self.seconds, rest=self.rest)

    def rest(self, seconds: float) -> None:
        self.seconds += seconds

    def new_writer(self, journal_id: str = JOURNAL) -> SheetWriter:
        return SheetWriter(
            self.workbook,
            reader=self.desk,
            progress=self.desk,
            clock=self.clock,
            journal_id=journal_id,
            pace=self.pace,
            contacts=self.contacts,
        )

    def new_reader(self, journal: Any = None) -> SheetReader:
        """Return a reader that has seen nothing yet, of the desk's journal or another."""
        return SheetReader(
            self.workbook,
            desk=self.desk,
            journal=journal or self.desk,
            progress=self.desk,
            seen=self.desk,
            contacts=self.contacts,
            clock=self.clock,
            pace=self.pace,
            scanner=BarcodeScanner(),
        )

    def poll(self, looks: int = 1) -> PollResult:
        """Look at the managers' tabs; return what the last look came to."""
        for _ in range(looks):
            result = self.reader.poll()
        return result

    def problems(self) -> list[tuple[str, ...]]:
        """Cell, what it says, what is wrong, of every open problem."""
        found = [p for p in self.desk.book.all(Problem) if p.is_open]
        return [(p.cell, p.value, p.reason) for p in found]

    def write(self, token: int = TOKEN) -> WriteResult:
        """Write once, however long the pace says to wait."""
        self.seconds += 120
        return self.writer.write_once(token)

    def write_all(self, most: int = 50) -> None:
        for _ in range(most):
            result = self.write()
            assert result.outcome in (Outcome.DONE, Outcome.NOTHING), result
            if result.outcome is Outcome.NOTHING:
                return
        raise AssertionError("there is no end to it")

    def hire(self, user: str, role: Role) -> None:
        self.desk.handle(edit(Person(user=user, role=role)))

    def restore_empty_journal(self) -> None:
        """The disk was lost, and the backup is from before the first day."""
        self.desk = MemoryDesk(self.clock)
        self.writer = self.new_writer()

    # -- people and Google --------------------------------------------------------------------

    def person(self, act: str, **told: Any) -> None:
        self.google.control("POST", f"/spreadsheets/{self.id}/acts", act=act, **told)

    def types(self, where: str, *rows: list[Any], person: str = "") -> None:
        """Rows are typed, and Enter pressed."""
        told: dict[str, Any] = {"range": where, "values": list(rows)}
        if person:
            told["person"] = person
        self.person("types", **told)

    def fault(self, kind: str, path: str = "batchUpdate", **rule: Any) -> None:
        place = f"{self.id}.*{path}"
        self.google.control("POST", "/faults", kind=kind, path=place, **{"count": 1, **rule})

    def tab(self, where: str, render: str = "UNFORMATTED_VALUE") -> list[list[Any]]:
        """What a range shows."""
        path = f"/spreadsheets/{self.id}/values/{where}?render={render}"
        rows: list[list[Any]] = self.google.control("GET", path).get("values", [])
        return rows

    def calls(self, path: str) -> int:
        """How often this workbook was called so since the test began."""
        served = self.google.control("GET", "/requests")["requests"]
        return sum(self.id in each["path"] and path in each["path"] for each in served)


@pytest.fixture(scope="session")
def google() -> Iterator[Google]:
    stand_in = GoogleStandIn()
    with ServerThread(stand_in.create_app()) as server:
        there = Google(stand_in, server.base_url)
        there.control("POST", "/quotas", enabled=False)
        yield there
        there.session.close()
        there.line.close()


@pytest.fixture
def empty_office(google: Google) -> Office:
    """A spreadsheet that was shared a minute ago."""
    google.control("DELETE", "/faults")
    return Office(google)


@pytest.fixture
def office(empty_office: Office) -> Office:
    """A workbook that is laid out."""
    empty_office.lay_out()
    return empty_office
