"""Customers from a file: terms go through the desk, contacts into their own store."""

from collections.abc import Mapping

from inventory.book import Book
from inventory.commands import Command, EditRow
from inventory.customer import NOBODY, Contact, Contacts, Customer, KeptContact
from sheets_schema.customers import NEW
from sheets_schema.rows import contact_of, read_row
from sheets_schema.tabs import CUSTOMERS


def split(
    command: Command, row: Mapping[str, str], book: Book, kept: Mapping[str, KeptContact]
) -> tuple[Command, Contact | None]:
    """Return a row's command with the contact's mark, and the contact where it is to be kept.

    A file that says nothing of the contact leaves it as it is.
    """
    if not isinstance(command, EditRow) or not isinstance(command.after, Customer):
        return command, None
    code = command.row_key
    contact, known = contact_of(read_row(CUSTOMERS, row)), book.get(Customer, code)
    if contact == NOBODY:
        return _marked(command, known.contact if known else ""), None
    if code not in kept:
        return _marked(command, NEW), contact
    mark = kept[code].mark_of(contact)
    return _marked(command, mark), None if kept[code].contact == contact else contact


def keep(command: Command, contact: Contact | None, contacts: Contacts | None) -> Command:
    """Keep a contact, and return the row's command with the mark it has got."""
    if contact is None or contacts is None or not isinstance(command, EditRow):
        return command
    return _marked(command, contacts.put(command.row_key, contact))


def _marked(command: EditRow, mark: str) -> EditRow:
    if command.after is None:
        return command
    after = command.after.model_copy(update={"contact": mark})
    return command.model_copy(update={"after": after})
