"""Contacts in memory, held to what the database's do, which remember what they were asked."""

from collections.abc import Mapping
from itertools import count

from inventory.customer import Contact, KeptContact


class MemoryContacts:
    """`Contacts` of a test.

    Attributes:
        asked: codes in the order of asking; `writes` counts what was put.
        is_broken: set to True to have every question fail as a database away would.
    """

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.is_broken = False
        self.writes = 0
        self._kept: dict[str, KeptContact] = {}
        self._secrets = count(1)

    def get(self, customer: str) -> Contact | None:
        self.asked.append(customer)
        if self.is_broken:
            raise ConnectionError("the database is away")
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
        return self._kept.pop(customer, None) is not None
