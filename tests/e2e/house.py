"""A whole house: stand-ins over HTTP, the real program in a process of its own, people who type."""

import os
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import IO, Any, NamedTuple, Self

import requests

from bincard.clock import new_journal_id, utc_now
from bincard.demo.seeding import ADMIN, seed
from bincard.standins import StandIns
from bot.manifest import manifest
from journal.opening import Journal, open_journal
from sandbox.google.state import OWNER_EMAIL
from sandbox.slack.driver import Person, Workspace
from sheets_schema.layout import init
from sheets_schema.workbook import open_workbook
from tests.free_port import free_port
from tests.waiting import WITHIN_S, wait_until


class House:
    """Everything that runs, in a folder of the test's own.

    Args:
        folder: for logs and, where no other is named, the database.
        is_seeded: whether the warehouse holds anything.
        database: a URL.
        topology: the commands that `start_all` runs.

    Attributes:
        url: of the web server of the process started last.
    """

    def __init__(
        self,
        folder: Path,
        *,
        is_seeded: bool = True,
        database: str = "",
        topology: Sequence[str] = ("serve",),
    ) -> None:
        self.folder = folder
        self.standins = StandIns(manifest("socket"))
        self.spreadsheet = self.standins.add_workbook()
        self.slack = Workspace(self.standins.slack_url)
        self.database = database or f"sqlite:///{folder / 'bincard.sqlite3'}"
        self.topology = topology
        self.url = ""
        self._processes: list[subprocess.Popen[bytes]] = []
        self._logs: list[IO[Any]] = []
        self._lay_out(is_seeded=is_seeded)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for process in self._processes:
            process.kill()
            process.wait()
        for log in self._logs:
            log.close()
        self.slack.close()
        self.standins.close()

    # -- the program --------------------------------------------------------------------------

    def start_all(self, *commands: str) -> list[subprocess.Popen[bytes]]:
        """Start some commands at once, or what the house is made of, and wait until all is ready."""
        started = [self._spawn(command) for command in commands or self.topology]
        for one in started:
            one.wait_until_ready()
        return [one.process for one in started]

    def start(self, command: str = "serve", **environment: str) -> subprocess.Popen[bytes]:
        """Start `bincard serve` (or `web`, `worker`) and wait until it is ready."""
        started = self._spawn(command, **environment)
        self.url = f"http://127.0.0.1:{started.port}"
        started.wait_until_ready()
        return started.process

    def _spawn(self, command: str, **environment: str) -> "Started":
        port = free_port()
        log = (self.folder / f"{command}.log").open("ab")
        self._logs.append(log)
        process = subprocess.Popen(
            [sys.executable, "-m", "bincard", command],
            env={**_without_proxies(), **self.environment(port), **environment},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
        )
        self._processes.append(process)
        return Started(process, port, log.name)

    def environment(self, port: int = 0) -> Mapping[str, str]:
        """Return the settings of an installation that happens to be on stand-ins."""
        where = self.standins.announcement()
        return {
            "SLACK_BOT_TOKEN": where["slack"]["bot_token"],
            "SLACK_APP_TOKEN": where["slack"]["app_token"],
            "SLACK_API_URL": where["slack"]["api_url"],
            "GOOGLE_SERVICE_ACCOUNT_FILE": where["google"]["service_account_file"],
            "GOOGLE_API_URL": where["google"]["base_url"],
            "SPREADSHEET_ID": self.spreadsheet,
            "DATABASE_URL": self.database,
            "HOST": "127.0.0.1",
            "PORT": str(port),
        }

    def bincard(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run a command of the program to its end."""
        return subprocess.run(
            [sys.executable, "-m", "bincard", *arguments],
            env={**_without_proxies(), **self.environment()},
            capture_output=True,
            text=True,
            timeout=3 * WITHIN_S,  # a quota that is used up is waited for, a minute at most
            check=False,
        )

    def journal(self) -> Journal:
        """Open the journal beside the program; close it afterwards."""
        return open_journal(self.database, new_journal_id())

    # -- people -------------------------------------------------------------------------------

    def person(self, name: str) -> Person:
        return self.slack.person(f"U0{name.upper()}")

    def tab(self, title: str) -> list[list[Any]]:
        """Return what somebody who opens the workbook sees on a tab, header included."""
        url = f"{self.standins.google_url}/_sandbox/google/spreadsheets/{self.spreadsheet}"
        answer = requests.get(
            f"{url}/values/{title}", params={"render": "UNFORMATTED_VALUE"}, timeout=30
        )
        answer.raise_for_status()
        rows: list[list[Any]] = answer.json().get("values", [])
        return rows

    def acts(self, **told: object) -> None:
        """Have the spreadsheet's owner do something in it with mouse and keyboard."""
        url = f"{self.standins.google_url}/_sandbox/google/spreadsheets/{self.spreadsheet}/acts"
        answer = requests.post(url, json={"person": OWNER_EMAIL, **told}, timeout=30)
        assert answer.ok, answer.text

    def _lay_out(self, *, is_seeded: bool) -> None:
        where = self.standins.announcement()["google"]
        workbook = open_workbook(
            where["service_account_file"], self.spreadsheet, api_base=where["base_url"]
        )
        journal = self.journal()
        try:
            if is_seeded:
                seed(journal.desk, journal.reader, journal.contacts, utc_now())
            init(
                workbook,
                journal.id,
                admin_user=ADMIN,
                book=journal.desk.book,
                contacts=journal.contacts,
            )
        finally:
            journal.close()
            workbook.close()


class Started(NamedTuple):
    """A program that was started a moment ago."""

    process: subprocess.Popen[bytes]
    port: int
    log: str

    def wait_until_ready(self) -> None:
        wait_until(lambda: _is_ready(self), f"it is ready; see {self.log}")


def _is_ready(started: Started) -> bool:
    assert started.process.poll() is None, f"the program ended by itself; see {started.log}"
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{started.port}/readyz", timeout=2):
            return True
    except (urllib.error.URLError, OSError):
        return False


def _without_proxies() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if "PROXY" not in name.upper()}
