"""`bincard demo`: the real bot, on stand-ins, with a console to work in.

Three processes, as in life: the stand-ins, the bot that is configured by its environment and cannot
tell them from the originals, and this one, which only plays the people.
"""

import json
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, Final

from rich.console import Console

from bincard.clock import new_journal_id, utc_now
from bincard.demo.seeding import ADMIN, PEOPLE, seed
from journal.opening import open_journal
from sandbox.console.run import run_console
from sheets_schema.layout import init
from sheets_schema.workbook import open_workbook

READY_WITHIN_S: Final = 60.0
GRACE_S: Final = 15.0
QUIET_LOOKS: Final = 3
NOTHING_WAITS: Final = "bincard_outbox_waiting 0.0"
MORNING_JOBS: Final = ("plan", "reorder", "alerts_daily", "counts", "recalls")
PROXIES: Final = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY")


def run_demo(*, is_seeded: bool) -> int:
    """Start everything, hand the terminal to the console, and clear up afterwards."""
    console = Console(stderr=True)
    with tempfile.TemporaryDirectory(prefix="bincard-demo-") as name:
        folder = Path(name)
        with _running(["sandbox"], folder, stdout=subprocess.PIPE) as standins:
            if standins.stdout is None or not (line := standins.stdout.readline()):
                return _failed(console, folder, "sandbox")
            where = json.loads(line)
            environment = _environment(where, folder)
            _prepare(where, environment["DATABASE_URL"], is_seeded=is_seeded)
            with _running(["serve"], folder, environment=environment) as bot:
                if not _is_ready(bot, int(environment["PORT"])):
                    return _failed(console, folder, "serve")
                _let_it_speak(int(environment["PORT"]))
                run_console(
                    slack_base_url=where["slack"]["api_url"].removesuffix("/api/"),
                    google_base_url=where["google"]["base_url"],
                    spreadsheet_id=where["google"]["spreadsheet_id"],
                    people=[person.user for person in PEOPLE],
                    stdin=sys.stdin,
                    stdout=sys.stdout,
                    words={
                        "jobs": lambda _: _run_jobs(environment, folder),
                        "job weekly_report": lambda name: said_by(
                            ["job", name], environment, folder
                        ),
                        "verify": lambda _: said_by(["verify"], environment, folder),
                        "doctor": lambda _: said_by(["doctor"], environment, folder),
                    },
                )
    return 0


def _environment(where: Mapping[str, Mapping[str, str]], folder: Path) -> dict[str, str]:
    """Return the settings a real installation would have, with other addresses."""
    google, slack = where["google"], where["slack"]
    return {
        "SLACK_BOT_TOKEN": slack["bot_token"],
        "SLACK_APP_TOKEN": slack["app_token"],
        "SLACK_SIGNING_SECRET": slack["signing_secret"],
        "SLACK_API_URL": slack["api_url"],
        "GOOGLE_SERVICE_ACCOUNT_FILE": google["service_account_file"],
        "GOOGLE_API_URL": google["base_url"],
        "SPREADSHEET_ID": google["spreadsheet_id"],
        "DATABASE_URL": f"sqlite:///{folder / 'bincard.sqlite3'}",
        "HOST": "127.0.0.1",
        "PORT": str(_free_port()),
    }


def _prepare(where: Mapping[str, Mapping[str, str]], database: str, *, is_seeded: bool) -> None:
    """Fill the journal and lay out the workbook, as an installer would before the first start."""
    google = where["google"]
    workbook = open_workbook(
        google["service_account_file"], google["spreadsheet_id"], api_base=google["base_url"]
    )
    journal = open_journal(database, new_journal_id())
    try:
        if is_seeded:
            seed(journal.desk, journal.reader, journal.contacts, utc_now(), has_past=True)
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


@contextmanager
def _running(
    arguments: list[str],
    folder: Path,
    *,
    environment: Mapping[str, str] | None = None,
    stdout: int | IO[Any] | None = None,
) -> Iterator[subprocess.Popen[str]]:
    """Run one of our own commands for as long as the block lasts; its log goes to a file."""
    log = (folder / f"{arguments[0]}.log").open("w", encoding="utf-8")
    kept = {k: v for k, v in os.environ.items() if k.upper() not in PROXIES}
    process = subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-m", "bincard", *arguments],
        env={**kept, **(environment or {})},
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=stdout or log,
        stderr=log,
        text=True,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(GRACE_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        if process.stdout:
            process.stdout.close()
        log.close()


def _run_jobs(environment: Mapping[str, str], folder: Path) -> str:
    """Run the morning's jobs now; what they find is said in the channels."""
    for name in MORNING_JOBS:
        with _running(["job", name], folder, environment=environment) as job:
            job.wait()
    return "The morning's jobs have run: forecasts, alerts, reorders, counts and recalls."


def said_by(arguments: list[str], environment: Mapping[str, str], folder: Path) -> str:
    """Run one of our own commands to its end and return what it said, without its log lines."""
    with _running(arguments, folder, environment=environment) as command:
        command.wait()
    said = (folder / f"{arguments[0]}.log").read_text(encoding="utf-8").splitlines()
    return "\n".join(one for one in said if not one.startswith("{"))


def _is_ready(bot: subprocess.Popen[str], port: int) -> bool:
    deadline = time.monotonic() + READY_WITHIN_S
    while time.monotonic() < deadline and bot.poll() is None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=2):
                return True
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    return False


def _let_it_speak(port: int) -> None:
    """Wait until what the seed has to say was said, so that the console begins with a quiet bot."""
    deadline, quiet_looks = time.monotonic() + READY_WITHIN_S, 0
    while time.monotonic() < deadline and quiet_looks < QUIET_LOOKS:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=5) as answer:
            is_quiet = NOTHING_WAITS in answer.read().decode()
        quiet_looks = quiet_looks + 1 if is_quiet else 0
        time.sleep(0.1)


def _failed(console: Console, folder: Path, what: str) -> int:
    console.print(f"`bincard {what}` did not start. Its log ends with:", style="red")
    text = (folder / f"{what}.log").read_text(encoding="utf-8")
    console.print(text[-3000:], markup=False, highlight=False)
    return 1


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
