"""Who customers are: rows of their own that can be erased, beside a journal that never forgets.

The mark of a contact is a digest with a secret of the row's own. It tells whether two contacts are
the same, and once the row is gone nobody can find out from it what the contact was. What is erased
is gone from the file too: SQLite overwrites it and empties its log, PostgreSQL vacuums the table.
"""

import secrets
from collections.abc import Mapping

from sqlalchemy import Connection, Engine, delete, select
from sqlalchemy.exc import SQLAlchemyError

from inventory.customer import Contact, KeptContact
from inventory.ports import JournalUnavailableError
from journal.engine import reading, reason, transaction
from journal.tables import contact as contacts
from journal.upsert import insert_or_replace


class SqlContacts:
    """`Contacts` on a database."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._reading = reading(engine)

    def get(self, customer: str) -> Contact | None:
        with transaction(self._reading) as connection:
            body = connection.scalar(select(contacts.c.body).where(contacts.c.customer == customer))
        return None if body is None else Contact.model_validate_json(body)

    def kept(self) -> Mapping[str, KeptContact]:
        with transaction(self._reading) as connection:
            rows = connection.execute(select(contacts)).all()
        return {
            row.customer: KeptContact(Contact.model_validate_json(row.body), row.secret)
            for row in rows
        }

    def put(self, customer: str, contact: Contact) -> str:
        body = contact.model_dump_json(exclude_defaults=True)
        with transaction(self._engine) as connection:
            _overwrite_what_goes(connection)
            known = connection.scalar(
                select(contacts.c.secret).where(contacts.c.customer == customer)
            )
            secret = known or secrets.token_hex(16)
            row = {"customer": customer, "secret": secret, "body": body}
            insert_or_replace(connection, contacts, row)
        return KeptContact(contact, secret).mark_of(contact)

    def forget(self, customer: str) -> bool:
        with transaction(self._engine) as connection:
            _overwrite_what_goes(connection)
            gone = connection.execute(delete(contacts).where(contacts.c.customer == customer))
        self._clear_traces()
        return bool(gone.rowcount)

    def _clear_traces(self) -> None:
        """Have the database forget older copies of what was erased.

        Raises:
            JournalUnavailableError: the row is gone and copies of it may not be; do it again.
        """
        try:
            if self._engine.dialect.name == "sqlite":
                self._empty_log()
            else:
                options = self._engine.execution_options(isolation_level="AUTOCOMMIT")
                with options.connect() as connection:
                    connection.exec_driver_sql("VACUUM contact")
        except SQLAlchemyError as error:
            raise JournalUnavailableError(reason(error)) from error

    def _empty_log(self) -> None:
        """Bring SQLite's write-ahead log into the file and cut it off, outside any transaction."""
        connection = self._engine.raw_connection()
        try:
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").close()
        finally:
            connection.close()


def _overwrite_what_goes(connection: Connection) -> None:
    """SQLite leaves deleted bytes in the file unless it is told otherwise."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA secure_delete=ON").close()
