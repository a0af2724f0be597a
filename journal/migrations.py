"""Bringing a database up to date: an ordered list, each step once, additive only.

Web and worker restart at different times, so the older of the two must be able to live with the
newer schema for a while.
"""

from collections.abc import Callable
from typing import Final

from sqlalchemy import Connection, Engine, func, insert, inspect, select

from journal.engine import transaction
from journal.errors import SchemaTooNewError
from journal.tables import (
    contact,
    conversation,
    head,
    heard,
    identity,
    metadata,
    outbox,
    schema_version,
)


def _create_all(connection: Connection, journal_id: str) -> None:
    metadata.create_all(connection)
    connection.execute(insert(identity).values(id=1, journal_id=journal_id))
    connection.execute(insert(head).values(id=1, sequence=0, line=0, hash="", ledger_hash=""))


def _add_contacts_and_mail(connection: Connection, _journal_id: str) -> None:
    """A new database has them already: its tables were made as they are today."""
    contact.create(connection, checkfirst=True)
    known = {column["name"] for column in inspect(connection).get_columns(outbox.name)}
    if "medium" not in known:
        words = outbox.c.medium.type.compile(connection.dialect)
        added = f"ALTER TABLE outbox ADD COLUMN medium {words} NOT NULL DEFAULT 'slack'"
        connection.exec_driver_sql(added)


def _add_what_was_heard(connection: Connection, _journal_id: str) -> None:
    """A new database has it already."""
    for table in (heard, conversation):
        table.create(connection, checkfirst=True)


LOCK: Final = 0x62696E63617264
"""The name of the lock, a number as PostgreSQL wants it: the letters of `bincard`."""

STEPS: Final[tuple[Callable[[Connection, str], None], ...]] = (
    _create_all,
    _add_contacts_and_mail,
    _add_what_was_heard,
)


def migrate(engine: Engine, journal_id: str) -> None:
    """Apply the steps this database has not seen.

    Args:
        engine: the database.
        journal_id: the name a new journal gets; an existing one keeps its own.

    Raises:
        SchemaTooNewError: see there.
        JournalUnavailableError: the database does not answer.
    """
    with transaction(engine) as connection:
        _wait_for_turn(connection)
        schema_version.create(connection, checkfirst=True)
        version = connection.scalar(select(func.max(schema_version.c.version))) or 0
        if version > len(STEPS):
            raise SchemaTooNewError(found=version, known=len(STEPS))
        for number, step in enumerate(STEPS[version:], start=version + 1):
            step(connection, journal_id)
            connection.execute(insert(schema_version).values(version=number))


def _wait_for_turn(connection: Connection) -> None:
    """Let one process at a time do this; on SQLite the transaction itself sees to it."""
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(LOCK)))
