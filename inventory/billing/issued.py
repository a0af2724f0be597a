"""Invoices as the journal keeps them: numbers without gaps, amounts for ever, and no name.

Who pays is a code here; the paper gets name and address when it is printed, so that they can be
erased on request and the amounts stay.
"""

from datetime import date
from typing import Literal

from inventory.billing.invoicing import Charge
from inventory.quantity import Quantity
from inventory.record import Record


class IssuedInvoice(Record):
    """One invoice, numbered `INV-1` without gaps.

    Attributes:
        net, tax, gross: totals in `currency`, to its smallest unit.
    """

    type: Literal["issued_invoice"] = "issued_invoice"
    number: str
    customer: str
    order: str
    shipment: str
    issued_on: date
    due_on: date
    currency: str
    charges: tuple[Charge, ...]
    net: Quantity
    tax: Quantity
    gross: Quantity

    @property
    def key(self) -> str:
        return self.number


class IssuedCredit(Record):
    """One credit note, numbered `CN-1` without gaps.

    Attributes:
        quantities: (number of the invoice's line, how much of it).
        net, tax, gross: below zero, in the invoice's currency.
    """

    type: Literal["issued_credit"] = "issued_credit"
    number: str
    invoice: str
    issued_on: date
    reason: str
    quantities: tuple[tuple[int, Quantity], ...]
    net: Quantity
    tax: Quantity
    gross: Quantity

    @property
    def found_by(self) -> tuple[str, ...]:
        """The invoice it takes back."""
        return (self.invoice,)

    @property
    def key(self) -> str:
        return self.number
