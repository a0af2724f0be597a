"""Bringing a database up to date: an ordered list, each step once, additive only.

Web and worker restart at different times, so the older of the two must be able to live with the
newer schema for a while.
"""

from collections.abc import Callable
from typing import Final

from sqlalchemy import Connection, Engine, func, insert, select

from journal.tables import head, identity, metadata, schema_version


class SchemaTooNewError(Exception):
    """A newer program has written this database; this one must be updated first."""

    def __init__(self, found: int, known: int) -> None:
        super().__init__(f"database schema {found} is newer than this program's {known}")
        self.found = found
        self.known = known


def _create_all(connection: Connection, journal_id: str) -> None:
    metadata.create_all(connection)
    connection.execute(insert(identity).values(id=1, journal_id=journal_id))
    connection.execute(insert(head).values(id=1, sequence=0, line=0, hash="", ledger_hash=""))


STEPS: Final[tuple[Callable[[Connection, str], None], ...]] = (_create_all,)


def migrate(engine: Engine, journal_id: str) -> None:
    """Apply the steps this database has not seen.

    Args:
        engine: the database.
        journal_id: the name a new journal gets; an existing one keeps its own.

    Raises:
        SchemaTooNewError: see there.
    """
    with engine.begin() as connection:
        schema_version.create(connection, checkfirst=True)
        version = connection.scalar(select(func.max(schema_version.c.version))) or 0
        if version > len(STEPS):
            raise SchemaTooNewError(found=version, known=len(STEPS))
        for number, step in enumerate(STEPS[version:], start=version + 1):
            step(connection, journal_id)
            connection.execute(insert(schema_version).values(version=number))
