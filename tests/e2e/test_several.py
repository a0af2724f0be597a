"""Two workers on one PostgreSQL: when one dies or sleeps the other takes over, and alone writes."""

import os
import signal
import subprocess
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import select

from bincard.workbook_commands import SHEET_LEASE
from journal.opening import Journal
from journal.tables import lease
from sheets_schema.tabs import BOT_TABS
from tests.conftest import new_database
from tests.e2e.house import House
from tests.waiting import wait_until

pytestmark = pytest.mark.e2e


class Pair(House):
    """One web and two workers, and a look into their journal."""

    journal_beside: Journal
    workers: list[subprocess.Popen[bytes]]

    def open(self) -> None:
        _, *self.workers = self.start_all("web", "worker", "worker")
        self.journal_beside = self.journal()

    def receives(self, quantity: int) -> None:
        seen = self.person("ana").types("C0STOCK", f"/receive {quantity} MUG-BLU @A-01")
        assert "Received" in seen.text

    def writer(self) -> subprocess.Popen[bytes] | None:
        """Return the worker that holds the lease on the workbook."""
        query = select(lease.c.holder).where(lease.c.name == SHEET_LEASE)
        with self.journal_beside.engine.begin() as connection:
            holder = connection.scalar(query) or ""
        return next((one for one in self.workers if f"-{one.pid}-" in holder), None)

    def is_written(self) -> bool:
        """Whether the sheet has every transaction, for certain."""
        last = self.journal_beside.progress.last_batch(self.spreadsheet)
        sequence = self.journal_beside.reader.last_sequence()
        return last is not None and last.is_confirmed and last.to_sequence == sequence

    def everything(self) -> dict[str, list[list[Any]]]:
        return {tab.title: self.tab(tab.title) for tab in BOT_TABS}


@pytest.fixture(scope="module")
def pair(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Pair]:
    folder = tmp_path_factory.mktemp("pair")
    with Pair(folder, database=new_database("postgresql", request, folder)) as pair:
        pair.open()
        wait_until(pair.is_written, "the sheet has the seeded warehouse")
        yield pair
        pair.journal_beside.close()


def test_when_the_writer_dies_the_other_worker_goes_on(pair: Pair):
    writer = pair.writer()
    assert writer is not None
    writer.kill()
    writer.wait()
    pair.receives(24)
    wait_until(pair.is_written, "the other worker has written it")
    successor = pair.writer()
    assert successor is not None
    assert successor.pid != writer.pid
    pair.workers = [successor, pair.start("worker")]


def test_a_writer_that_slept_while_another_took_over_changes_nothing_when_it_wakes(pair: Pair):
    sleeper = pair.writer()
    assert sleeper is not None
    pair.receives(24)
    wait_until(lambda: not pair.is_written(), "a write is due or under way")
    os.kill(sleeper.pid, signal.SIGSTOP)
    wait_until(lambda: pair.writer() not in (sleeper, None), "the other worker has the lease")
    pair.receives(1)
    wait_until(pair.is_written, "the other worker has written both")
    seen = pair.everything()
    os.kill(sleeper.pid, signal.SIGCONT)
    sleeper.terminate()
    assert sleeper.wait(timeout=60) == 0
    assert pair.everything() == seen
    assert pair.bincard("verify").returncode == 0
