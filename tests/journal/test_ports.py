"""Leases, batches, job runs and the outbox: what several processes agree on."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import insert, update

from inventory.commands import Warn
from inventory.ports import Delivery, SheetBatch
from journal.errors import SchemaTooNewError
from journal.migrations import migrate
from journal.opening import Journal, open_journal
from journal.tables import lease, schema_version

BATCH = SheetBatch(
    number=1, from_sequence=0, to_sequence=12, body='{"requests":[]}', is_confirmed=False
)


@pytest.fixture
def journal(database: str):
    journal = open_journal(database, "journal-1")
    yield journal
    journal.close()


def expire(journal: Journal, name: str) -> None:
    with journal.engine.begin() as connection:
        connection.execute(update(lease).where(lease.c.name == name).values(until=0.0))


def test_a_lease_has_one_holder_and_its_token_only_grows(journal: Journal):
    assert journal.lease.acquire("sheet", "one", 60) == 1
    assert journal.lease.acquire("sheet", "two", 60) is None
    assert journal.lease.acquire("sheet", "one", 60) == 1
    expire(journal, "sheet")
    assert journal.lease.acquire("sheet", "two", 60) == 2
    assert journal.lease.acquire("sheet", "one", 60) is None
    journal.lease.release("sheet", "two")
    assert journal.lease.acquire("sheet", "one", 60) == 3


def test_a_late_writer_with_an_old_token_changes_nothing(journal: Journal):
    assert journal.progress.last_batch("book") is None
    assert journal.progress.begin_batch("book", BATCH, token=2)
    late = BATCH.model_copy(update={"number": 2, "body": "late"})
    assert not journal.progress.begin_batch("book", late, token=1)
    assert not journal.progress.confirm_batch("book", 1, token=1)
    assert journal.progress.last_batch("book") == BATCH
    assert journal.progress.confirm_batch("book", 1, token=2)
    confirmed = BATCH.model_copy(update={"is_confirmed": True})
    assert journal.progress.last_batch("book") == confirmed


def test_marks_and_missing_rows_are_remembered(journal: Journal):
    assert journal.progress.mark("book", "owner") is None
    journal.progress.set_mark("book", "owner", "me")
    journal.progress.set_mark("book", "owner", "still me")
    assert journal.progress.mark("book", "owner") == "still me"
    journal.progress.set_missing("book", "Items", ["TEE-M", "MUG-BLU", "TEE-M"])
    assert journal.progress.missing("book", "Items") == {"MUG-BLU", "TEE-M"}
    journal.progress.set_missing("book", "Items", [])
    assert journal.progress.missing("book", "Items") == frozenset()


def test_a_job_runs_once_a_slot_unless_it_never_finished(journal: Journal):
    assert journal.job_runs.last_slot("low_stock") is None
    assert journal.job_runs.claim("low_stock", "2026-11-22", token=1)
    assert not journal.job_runs.claim("low_stock", "2026-11-22", token=1)
    assert journal.job_runs.claim("low_stock", "2026-11-22", token=2)
    journal.job_runs.finish("low_stock", "2026-11-22", "done")
    assert not journal.job_runs.claim("low_stock", "2026-11-22", token=3)
    assert journal.job_runs.last_slot("low_stock") == "2026-11-22"


def test_a_notice_stays_until_it_is_settled(journal: Journal):
    warn = Warn(
        key="w",
        at=datetime(2026, 11, 22, tzinfo=UTC),
        actor="job:verify",
        topic="verify",
        headline="!",
    )
    journal.desk.handle(warn)
    (row,) = journal.outbox.pending(10)
    assert (row.key, row.message, row.delivery) == ("TX-1#1", "WN-1", Delivery.WAITING)
    assert journal.outbox.begin(row)
    (row,) = journal.outbox.pending(10)
    assert (row.delivery, row.attempts) == (Delivery.UNKNOWN, 1)
    assert journal.outbox.message("WN-1") is None
    journal.outbox.settle(row.id, Delivery.SENT, channel="C0STOCK", ts="1.2")
    assert journal.outbox.pending(10) == []
    sent = journal.outbox.message("WN-1")
    assert sent is not None
    assert (sent.channel, sent.ts) == ("C0STOCK", "1.2")


def test_an_older_program_refuses_a_newer_database(journal: Journal):
    with journal.engine.begin() as connection:
        connection.execute(insert(schema_version).values(version=99))
    with pytest.raises(SchemaTooNewError):
        migrate(journal.engine, "journal-1")
