from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from inventory.ports import Desk, JobRuns, JournalReader, Lease, Outbox, Progress, SeenRows
from journal.opening import open_journal
from tests.builders import HOUSE, ITEMS, PEOPLE, edit, open_stock
from tests.conftest import ENGINES, new_database
from tests.memory_desk import MemoryDesk, SettableClock


class Ports(NamedTuple):
    """One implementation of every port."""

    desk: Desk
    reader: JournalReader
    outbox: Outbox
    progress: Progress
    lease: Lease
    runs: JobRuns
    seen: SeenRows


@pytest.fixture(params=["memory", *ENGINES])
def ports(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Ports]:
    if request.param == "memory":
        desk = MemoryDesk(SettableClock())
        yield Ports(desk, desk, desk, desk, desk, desk, desk)
        return
    journal = open_journal(new_database(request.param, request, tmp_path), "journal-1")
    yield Ports(
        journal.desk,
        journal.reader,
        journal.outbox,
        journal.progress,
        journal.lease,
        journal.job_runs,
        journal.progress,
    )
    journal.close()


@pytest.fixture
def stocked(ports: Ports) -> Ports:
    """The house with 24 mugs on A-01."""
    ports.desk.handle_all([edit(row) for row in (*HOUSE, *PEOPLE, *ITEMS)])
    ports.desk.handle(open_stock(24, at="A-01"))
    return ports
