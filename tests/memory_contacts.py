"""Contacts in memory, held to what the database's do."""

from collections.abc import Mapping
from itertools import count

from inventory.customer import Contact, KeptContact


class MemoryContacts:
    """`Contacts` of a test, with how often it was written."""

    def __init__(self) -> None:
        self._kept: dict[str, KeptContact] = {}
        self._secrets = count(1)
        self.writes = 0

    def get(self, customer: str) -> Contact | None:
        kept = self._kept.get(customer)
        return kept.contact if kept else None

    def kept(self) -> Mapping[str, KeptContact]:
        return dict(self._kept)

    def put(self, customer: str, contact: Contact) -> str:
        known = self._kept.get(customer)
        secret = known.secret if known else f"secret-{next(self._secrets)}"
        self._kept[customer] = KeptContact(contact, secret)
        self.writes += 1
        return self._kept[customer].mark_of(contact)

    def forget(self, customer: str) -> bool:
        self.writes += 1
        return self._kept.pop(customer, None) is not None
