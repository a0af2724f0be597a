"""What the words for a document need beyond the document: names, units, and how new it is.

Names of customers are asked for when the words are made, for they are kept apart and can be erased.
"""

from dataclasses import dataclass
from datetime import date, datetime

from bot.messages.message import Button
from bot.messages.text import clipped
from bot.target import Target
from inventory.book import Book
from inventory.customer import NOBODY, Contact, Contacts
from inventory.item import Item
from inventory.people import Person
from inventory.ports import JournalReader

STEP = "step"
"""Every button of a document is one; what follows the dot says which."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """A book, who customers are, and the transaction that tells.

    Attributes:
        sequence: of that transaction; buttons carry it.
        at: when it was; None where nobody knows.
        sells_labels: whether carriers can be asked, and their labels bought, from here.
        reader: the past; None where nobody asks for it.
    """

    book: Book
    contacts: Contacts | None = None
    sequence: int = 0
    at: datetime | None = None
    sells_labels: bool = False
    reader: JournalReader | None = None

    def contact(self, customer: str) -> Contact:
        """Return who a customer is, or nobody."""
        found = self.contacts.get(customer) if self.contacts else None
        return found or NOBODY

    def customer(self, code: str) -> str:
        """Name a customer: as the contact does, by the code where there is none."""
        name = clipped(self.contact(code).name, 80)
        return f"{name} ({clipped(code, 40)})" if name else clipped(code, 60)

    def item(self, sku: str) -> str:
        """Name an item by code and name."""
        found = self.book.get(Item, sku)
        return f"{sku} {clipped(found.name, 60)}" if found and found.name else sku

    def person(self, user: str) -> str:
        """Name a person where mentions cannot stand."""
        found = self.book.get(Person, user)
        return clipped(found.name, 40) if found and found.name else user

    def button(self, label: str, step: str, number: str, part: int = 0, style: str = "") -> Button:
        """Return a button that takes a document a step further."""
        action = f"{STEP}.{step}.{part}" if part else f"{STEP}.{step}"
        return Button(label, action, Target(number, part, self.sequence).value, style)


def plain(word: str) -> str:
    """Write a code as people say it.

    Examples:
        >>> plain("part_reserved")
        'part reserved'
    """
    return word.replace("_", " ")


def day(on: date) -> str:
    """Write a day with its weekday.

    Examples:
        >>> day(date(2026, 11, 27))
        'Fri 2026-11-27'
    """
    return f"{on:%a %Y-%m-%d}"
