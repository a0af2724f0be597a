"""Opening a journal: one call gives every port that lives in the database."""

from collections.abc import Callable
from typing import NamedTuple

from sqlalchemy import Engine, select

from journal.contacts import SqlContacts
from journal.desk import SNAPSHOT_EVERY, JournalDesk, Served
from journal.engine import open_engine, transaction
from journal.heard import SqlHeardMessages
from journal.job_runs import SqlJobRuns
from journal.lease import SqlLease
from journal.migrations import migrate
from journal.outbox import SqlOutbox
from journal.progress import SqlProgress
from journal.reading import SqlReader
from journal.tables import identity


class Journal(NamedTuple):
    """Everything in one database, and the name by which a workbook knows it."""

    id: str
    engine: Engine
    desk: JournalDesk
    reader: SqlReader
    outbox: SqlOutbox
    progress: SqlProgress
    lease: SqlLease
    job_runs: SqlJobRuns
    contacts: SqlContacts
    heard: SqlHeardMessages

    def close(self) -> None:
        """Finish what has queued and let the database go."""
        self.desk.close()
        self.engine.dispose()


def open_journal(
    url: str,
    new_id: str,
    *,
    on_commit: Callable[[], None] = lambda: None,
    snapshot_every: int = SNAPSHOT_EVERY,
    watch: Callable[[Served], None] = lambda _served: None,
) -> Journal:
    """Open the journal named by a database URL, creating it if it is new.

    Args:
        url: see `open_engine`.
        new_id: the name a new journal gets.
        on_commit: see `JournalDesk`.
        snapshot_every: see `JournalDesk`.
        watch: see `JournalDesk`.

    Raises:
        JournalError: the database is none for this program.
        JournalUnavailableError: it does not answer.
    """
    engine = open_engine(url)
    try:
        migrate(engine, new_id)
        with transaction(engine) as connection:
            journal_id = connection.scalars(select(identity.c.journal_id)).one()
        desk = JournalDesk(engine, on_commit=on_commit, snapshot_every=snapshot_every, watch=watch)
    except Exception:
        engine.dispose()
        raise
    return Journal(
        id=journal_id,
        engine=engine,
        desk=desk,
        reader=SqlReader(engine),
        outbox=SqlOutbox(engine),
        progress=SqlProgress(engine),
        lease=SqlLease(engine),
        job_runs=SqlJobRuns(engine),
        contacts=SqlContacts(engine),
        heard=SqlHeardMessages(engine),
    )
