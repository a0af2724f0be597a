"""`bincard sandbox`: the stand-ins alone, in the foreground, for any client that speaks to them."""

import json
import signal
import tempfile
import threading
from pathlib import Path
from types import FrameType

import typer

from bincard.clock import new_journal_id, utc_now
from bincard.demo.seeding import ADMIN, seed
from bincard.standins import StandIns
from bincard.workbook_commands import write_all
from bot.manifest import manifest
from journal.opening import open_journal
from sheets_schema.layout import init
from sheets_schema.workbook import open_workbook


def run_sandbox(google_port: int, slack_port: int, *, is_seeded: bool, has_quota: bool) -> None:
    """Serve until interrupted; the first line of output is one JSON object that says where."""
    stop = threading.Event()

    def ask_to_stop(_signal: int, _frame: FrameType | None) -> None:
        stop.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, ask_to_stop)
    with StandIns(
        manifest("socket"), google_port=google_port, slack_port=slack_port, has_quota=has_quota
    ) as standins:
        announcement = standins.announcement()
        announcement["google"]["spreadsheet_id"] = standins.add_workbook()
        if is_seeded:
            fill_workbook(standins, announcement["google"]["spreadsheet_id"])
        typer.echo(json.dumps(announcement))
        stop.wait()


def fill_workbook(standins: StandIns, spreadsheet_id: str) -> None:
    """Lay the workbook out and write the demo's warehouse into it, by a journal that then goes."""
    workbook = open_workbook(
        standins.google.service_account_info(standins.google_url),
        spreadsheet_id,
        api_base=standins.google_url,
    )
    with tempfile.TemporaryDirectory(prefix="bincard-seed-") as folder:
        journal = open_journal(f"sqlite:///{Path(folder) / 'seed.sqlite3'}", new_journal_id())
        try:
            seed(journal.desk, journal.reader, journal.contacts, utc_now())
            init(
                workbook,
                journal.id,
                admin_user=ADMIN,
                book=journal.desk.book,
                contacts=journal.contacts,
            )
            write_all(workbook, journal, token=1)
        finally:
            journal.close()
            workbook.close()
