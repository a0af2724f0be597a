"""Contacts without a database, which remember what they were asked."""

from inventory.customer import Contact


class MemoryContacts:
    """`Contacts` in memory.

    Attributes:
        asked: codes in the order of asking.
        is_broken: set to True to have every question fail as a database away would.
    """

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.is_broken = False
        self._kept: dict[str, Contact] = {}

    def get(self, customer: str) -> Contact | None:
        self.asked.append(customer)
        if self.is_broken:
            raise ConnectionError("the database is away")
        return self._kept.get(customer)

    def put(self, customer: str, contact: Contact) -> str:
        self._kept[customer] = contact
        return f"mark of {contact.name}"

    def forget(self, customer: str) -> bool:
        return self._kept.pop(customer, None) is not None
