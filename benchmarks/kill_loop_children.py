"""The two programs that the kill loop kills: one posts, one writes the sheet.

They are the bot's desk and the sheet's writer as they run in production, without Slack in front of
them, so that a thousand deaths take minutes. Each tells its parent over a pipe, a line at a time.
"""

import os
import threading
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal
from multiprocessing.connection import Connection
from typing import Any, Final, NamedTuple

from inventory.commands import Line, PickStock, ReceiveStock
from inventory.ports import JournalUnavailableError
from inventory.quantity import Amount
from journal.opening import Journal, open_journal
from sheets_schema.pace import Pace
from sheets_schema.workbook import open_workbook
from sheets_schema.writer import SheetWriter

AT: Final = datetime(2026, 11, 22, 10, tzinfo=UTC)
LEASE: Final = "sheet"
LEASE_TTL_S: Final = 1.0
FASTER: Final = 20
"""The writer's rests are that much shorter than in production."""

SNAPSHOT_EVERY: Final = 200
RECEIVED, PICKED = 5, 2


class Place(NamedTuple):
    """Where everything is."""

    database: str
    google: str
    account: Mapping[str, Any]
    spreadsheet: str


def sku_of(lane: int) -> str:
    return f"MUG-{lane}"


def key_of(lane: int, number: int) -> str:
    return f"{lane}/{number}"


def command_of(lane: int, number: int) -> PickStock | ReceiveStock:
    """Return the n-th command of a lane: five are received, two of them picked, and so on."""
    kind, quantity = (PickStock, PICKED) if number % 2 else (ReceiveStock, RECEIVED)
    line = Line(item=sku_of(lane), amount=Amount(number=Decimal(quantity)), location="A-01")
    return kind(key=key_of(lane, number), at=AT, actor="U0ANA", lines=(line,))


def web(place: Place, lanes: Mapping[int, range], told: Connection) -> None:
    """Post what is left of some lanes, each on a thread of its own; tell what was acknowledged."""
    journal = open_journal(place.database, "kill loop", snapshot_every=SNAPSHOT_EVERY)
    threads = [
        threading.Thread(target=_post, args=(journal, lane, numbers, told.fileno()))
        for lane, numbers in lanes.items()
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    journal.close()


def _post(journal: Journal, lane: int, numbers: range, told: int) -> None:
    for number in numbers:
        while not _is_posted(journal, command_of(lane, number)):
            time.sleep(0.05)
        os.write(told, f"{lane} {number}\n".encode())


def _is_posted(journal: Journal, command: PickStock | ReceiveStock) -> bool:
    try:
        journal.desk.handle(command)
    except JournalUnavailableError:
        return False
    return True


def worker(place: Place, holder: str, faster: int = FASTER) -> None:
    """Write the sheet whenever nobody else holds the lease, until killed or left alone."""
    journal = open_journal(place.database, "kill loop", snapshot_every=SNAPSHOT_EVERY)
    writer = hurried_writer(place, journal, faster)
    parent = os.getppid()
    while os.getppid() == parent:
        token = journal.lease.acquire(LEASE, holder, LEASE_TTL_S)
        wait = 5.0 if token is None else writer.write_once(token).wait_s
        time.sleep(wait / faster or 0.02)


def hurried_writer(place: Place, journal: Journal, faster: int = FASTER) -> SheetWriter:
    """Return a writer whose rests are that much shorter."""
    pace = Pace(
        elapsed=lambda: time.monotonic() * faster, rest=lambda seconds: time.sleep(seconds / faster)
    )
    return SheetWriter(
        open_workbook(place.account, place.spreadsheet, api_base=place.google),
        reader=journal.reader,
        progress=journal.progress,
        clock=lambda: datetime.now(UTC),
        journal_id=journal.id,
        pace=pace,
    )
