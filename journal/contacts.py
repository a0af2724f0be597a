"""Who customers are: rows of their own that can be erased, beside a journal that never forgets.

The mark of a contact is a digest with a secret of the row's own. It tells whether two contacts are
the same, and once the row is gone nobody can find out from it what the contact was.
"""

import hashlib
import secrets

from sqlalchemy import Engine, delete, select

from inventory.customer import Contact
from journal.engine import reading, transaction
from journal.tables import contact as contacts
from journal.upsert import insert_or_replace

MARK_LENGTH = 16


class SqlContacts:
    """`Contacts` on a database."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._reading = reading(engine)

    def get(self, customer: str) -> Contact | None:
        with transaction(self._reading) as connection:
            body = connection.scalar(select(contacts.c.body).where(contacts.c.customer == customer))
        return None if body is None else Contact.model_validate_json(body)

    def put(self, customer: str, contact: Contact) -> str:
        body = contact.model_dump_json(exclude_defaults=True)
        with transaction(self._engine) as connection:
            known = connection.scalar(
                select(contacts.c.secret).where(contacts.c.customer == customer)
            )
            secret = known or secrets.token_hex(16)
            row = {"customer": customer, "secret": secret, "body": body}
            insert_or_replace(connection, contacts, row)
        return hashlib.sha256(f"{secret}\n{body}".encode()).hexdigest()[:MARK_LENGTH]

    def forget(self, customer: str) -> bool:
        with transaction(self._engine) as connection:
            gone = connection.execute(delete(contacts).where(contacts.c.customer == customer))
        return bool(gone.rowcount)
