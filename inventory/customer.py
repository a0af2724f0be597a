"""Customers: the terms on which they buy, and apart from them the people behind a code.

What a customer is called and where he lives is kept in rows of its own, outside journal, ledger and
Audit, so that it can be erased on request while every posting stays as it is.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal, Protocol

from inventory.quantity import Quantity
from inventory.record import Record


class Customer(Record):
    """One customer by code; nothing here tells who it is.

    Attributes:
        packing_rules: what has to be done before a parcel of theirs counts as packed.
        service: the carrier's service they prefer, a code from the tab Carriers.
        country: two letters, where parcels usually go; empty for the home country.
        tax_percent: on invoices, None for the house's own rate.
        contact: changes with the contact kept under the code, empty where there is none; it says
            nothing about it.
    """

    type: Literal["customer"] = "customer"
    code: str
    packing_rules: tuple[str, ...] = ()
    service: str = ""
    country: str = ""
    tax_percent: Quantity | None = None
    contact: str = ""
    is_active: bool = True

    @property
    def key(self) -> str:
        return self.code


class Contact(Record):
    """Who a customer is: erased on request."""

    name: str = ""
    lines: tuple[str, ...] = ()
    postcode: str = ""
    city: str = ""
    country: str = ""
    email: str = ""
    phone: str = ""
    tax_id: str = ""


NOBODY = Contact()


MARK_LENGTH: Final = 16


@dataclass(frozen=True)
class KeptContact:
    """A contact as it is kept, with a secret of its row's own."""

    contact: Contact
    secret: str

    def mark_of(self, contact: Contact) -> str:
        """Return the mark that a contact would have in the place of this one.

        Made with the secret, so that nobody can guess from it.
        """
        body = contact.model_dump_json(exclude_defaults=True)
        return hashlib.sha256(f"{self.secret}\n{body}".encode()).hexdigest()[:MARK_LENGTH]


class Contacts(Protocol):
    """The rows that may be erased."""

    def get(self, customer: str) -> Contact | None: ...

    def kept(self) -> Mapping[str, KeptContact]:
        """Return every contact that is kept, by customer."""
        ...

    def put(self, customer: str, contact: Contact) -> str:
        """Keep a contact and return its mark, the same for the same contact.

        The mark is made with a secret of the row's own, so that nobody can guess from it.
        """
        ...

    def forget(self, customer: str) -> bool:
        """Erase a contact for good; tell whether there was one."""
        ...
