"""A whole house: stand-ins over HTTP, the real program in a process of its own, people who type."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

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

WITHIN_S = 60.0


class House:
    """Everything that runs, in a folder of the test's own."""

    def __init__(self, folder: Path, *, is_seeded: bool = True) -> None:
        self.folder = folder
        self.standins = StandIns(manifest("socket"))
        self.spreadsheet = self.standins.add_workbook()
        self.slack = Workspace(self.standins.slack_url)
        self.database = f"sqlite:///{folder / 'bincard.sqlite3'}"
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

    def start(self, command: str = "serve", **environment: str) -> subprocess.Popen[bytes]:
        """Start `bincard serve` (or `web`, `worker`) and wait until it is ready."""
        port = _free_port()
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
        wait_until(lambda: _is_ready(process, port), f"{command} is ready; see {log.name}")
        return process

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
            timeout=WITHIN_S,
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
                seed(journal.desk, journal.reader, utc_now())
            init(workbook, journal.id, admin_user=ADMIN, book=journal.desk.book)
        finally:
            journal.close()
            workbook.close()


def wait_until(is_true: Callable[[], object], what: str) -> None:
    """Wait for something that happens by itself.

    Raises:
        AssertionError: it did not happen within a minute.
    """
    deadline = time.monotonic() + WITHIN_S
    while not is_true():
        assert time.monotonic() < deadline, f"waited in vain until {what}"
        time.sleep(0.05)


def _is_ready(process: subprocess.Popen[bytes], port: int) -> bool:
    assert process.poll() is None, "the program ended by itself"
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=2):
            return True
    except (urllib.error.URLError, OSError):
        return False


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _without_proxies() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if "PROXY" not in name.upper()}
