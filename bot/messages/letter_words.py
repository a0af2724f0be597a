"""What all letters have in common: how they begin and end, and how goods and days are written."""

from datetime import date
from email.errors import MessageError
from email.headerregistry import Address
from typing import Final

from bot.messages.figures import amount
from inventory.book import Book
from inventory.customer import Contact
from inventory.item import Item
from inventory.quantity import Quantity

MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
"""Not by `strftime`: what month it is must not depend on the machine's language."""


def greeting(contact: Contact) -> str:
    """Return how a letter begins."""
    return f"Hello {contact.name}," if contact.name else "Hello,"


def mailbox_of(contact: Contact) -> str:
    """Return name and address as mail programs write them; a bad address alone, to be refused.

    Examples:
        >>> mailbox_of(Contact(name="Café Sol, S.L.", email="sol@example.com"))
        '"Café Sol, S.L." <sol@example.com>'
    """
    plain = " ".join(contact.name.split())
    try:
        return str(Address(display_name=plain, addr_spec=contact.email.strip()))
    except (MessageError, ValueError, IndexError):
        return contact.email


def goods_line(book: Book, sku: str, quantity: Quantity) -> str:
    """Write one item of a list."""
    item = book.get(Item, sku)
    named = f"{item.name} ({sku})" if item and item.name else sku
    return f"- {amount(quantity, item.unit if item else 'piece')} of {named}"


def spelled_day(day: date) -> str:
    """Spell a day so that nobody takes the month for the day.

    Examples:
        >>> spelled_day(date(2026, 11, 27))
        '27 November 2026'
    """
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def signature(book: Book) -> str:
    """Return how a letter ends."""
    return "\n".join((book.rules.company, *book.rules.address_lines))
