"""`Contacts` in memory: who customers are, until they are forgotten."""

from inventory.customer import Contact


class MemoryContacts:
    """Keeps contacts by customer."""

    def __init__(self) -> None:
        self._kept: dict[str, Contact] = {}

    def get(self, customer: str) -> Contact | None:
        return self._kept.get(customer)

    def put(self, customer: str, contact: Contact) -> str:
        self._kept[customer] = contact
        return f"{hash((id(self), contact)):x}"[-16:]

    def forget(self, customer: str) -> bool:
        return self._kept.pop(customer, None) is not None
