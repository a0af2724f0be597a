"""What customers are called, for menus only: a snapshot in memory, kept up behind the scenes.

Names are personal data that can be erased, and a message in a channel cannot, so messages name a
customer by code. A name is shown only while the customer's row still carries the mark of the contact
it was read from: what was erased or changed is gone from the next menu on.
"""

import threading
from collections.abc import Iterator
from concurrent.futures import Executor

import structlog

from inventory.book import Book
from inventory.customer import Contacts, Customer

log = structlog.get_logger()


class CustomerNames:
    """Names of customers by code.

    Args:
        contacts: where they are kept, asked only in the background; None where nobody keeps them.
        executor: threads to ask in; None to ask at once.
    """

    def __init__(self, contacts: Contacts | None = None, executor: Executor | None = None) -> None:
        self._contacts = contacts
        self._executor = executor
        self._known: dict[str, tuple[str, str]] = {}
        self._reading = threading.Lock()

    def name_of(self, customer: Customer) -> str:
        """Return a name, empty while it is not known; never waits."""
        mark, name = self._known.get(customer.code, ("", ""))
        return name if mark == customer.contact else ""

    def look_again(self, book: Book) -> None:
        """Have names read in the background if some contact has changed; never waits for it."""
        if next(self._stale(book), None) is None or not self._reading.acquire(blocking=False):
            return
        try:
            if self._executor is None:
                self._read(book)
            else:
                self._executor.submit(self._read, book)
        except RuntimeError:  # the bot is stopping
            self._reading.release()

    def _read(self, book: Book) -> None:
        try:
            for customer in self._stale(book):
                contact = self._contacts.get(customer.code) if self._contacts else None
                self._known[customer.code] = (customer.contact, contact.name if contact else "")
        except Exception:  # the outermost edge of this thread: menus show codes meanwhile
            log.exception("contacts.unread")
        finally:
            self._reading.release()

    def _stale(self, book: Book) -> Iterator[Customer]:
        return (
            customer
            for customer in book.all(Customer)
            if customer.contact and self._known.get(customer.code, ("",))[0] != customer.contact
        )
