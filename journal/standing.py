"""How the journal and all who follow it stand, read in one transaction."""

from datetime import datetime
from typing import Final

from sqlalchemy import Connection, Engine, func, select

from inventory.ports import Delivery, Medium
from inventory.standing import Holder, Standing
from journal.engine import reading, transaction
from journal.lease import database_time
from journal.tables import head, job_run, journal, lease, outbox, sheet_mark, sheet_progress

WORKS: Final = ("sheet", "outbox", "jobs")
OUTSIDE: Final = "outside"
"""Under this name in the place of a workbook's it is noted since when who is away."""

VERIFY: Final = "verify"
UNSETTLED: Final = (Delivery.WAITING.value, Delivery.UNKNOWN.value)


def standing_of(engine: Engine, workbook: str, at: datetime) -> Standing:
    """Look at the journal, a workbook's progress, the outbox, the leases and the nightly check.

    Args:
        engine: the journal's database.
        workbook: its spreadsheet id; empty where there is none.
        at: the moment, by the injected clock.

    Raises:
        JournalUnavailableError: it does not answer.
    """
    with transaction(reading(engine)) as connection:
        sequence = connection.scalar(select(head.c.sequence)) or 0
        shown = _shown(connection, workbook) if workbook else None
        lacking = None if shown is None else shown + 1
        waiting, first = _waiting(connection, Medium.SLACK)
        letters, first_letter = _waiting(connection, Medium.MAIL)
        return Standing(
            at=at,
            sequence=sequence,
            shown=shown,
            behind_since=_recorded_at(connection, lacking),
            waiting=waiting,
            waiting_since=_recorded_at(connection, first),
            letters_waiting=letters,
            letters_waiting_since=_recorded_at(connection, first_letter),
            verified_on=_last_verified(connection),
            holders=_holders(connection, engine),
            google_away_since=_away_since(connection, "google"),
            slack_away_since=_away_since(connection, "slack"),
        )


def _shown(connection: Connection, workbook: str) -> int:
    columns = (sheet_progress.c.from_seq, sheet_progress.c.to_seq, sheet_progress.c.is_confirmed)
    query = select(*columns).where(sheet_progress.c.workbook == workbook)
    row = connection.execute(query).first()
    if row is None:
        return 0
    return int(row.to_seq if row.is_confirmed else row.from_seq)


def _waiting(connection: Connection, medium: Medium) -> tuple[int, int | None]:
    """Return how much has to leave by a way, and the transaction that caused the first of it."""
    count, first = connection.execute(
        select(func.count(), func.min(outbox.c.seq)).where(
            outbox.c.delivery.in_(UNSETTLED), outbox.c.medium == medium.value
        )
    ).one()
    return count, first


def _recorded_at(connection: Connection, sequence: int | None) -> datetime | None:
    if sequence is None:
        return None
    text = connection.scalar(select(journal.c.at).where(journal.c.seq == sequence))
    return datetime.fromisoformat(text) if text else None


def _last_verified(connection: Connection) -> str:
    slot = select(func.max(job_run.c.slot)).where(
        job_run.c.job == VERIFY, job_run.c.result.is_not(None)
    )
    return connection.scalar(slot) or ""


def _holders(connection: Connection, engine: Engine) -> tuple[Holder, ...]:
    held = select(lease.c.name, lease.c.holder).where(lease.c.until >= database_time(engine))
    names = {row.name: row.holder for row in connection.execute(held)}
    return tuple(Holder(work=work, name=names.get(work, "")) for work in WORKS)


def _away_since(connection: Connection, who: str) -> datetime | None:
    here = (sheet_mark.c.workbook == OUTSIDE) & (sheet_mark.c.name == who)
    text = connection.scalar(select(sheet_mark.c.value).where(here))
    return datetime.fromisoformat(text) if text else None
