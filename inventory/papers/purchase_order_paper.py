"""The purchase order as it is printed: what we order of whom, for how much, and where it goes."""

from datetime import date
from typing import Literal

from inventory.address import Address
from inventory.money import rounded
from inventory.quantity import ZERO, Quantity
from inventory.record import Record


class PurchasePaperLine(Record):
    """One item; quantities in `unit`.

    Attributes:
        supplier_sku: what the supplier calls it, empty where we do not know.
        packs: the same quantity in packs (`2 x case of 12`), empty where it does not divide evenly.
        unit_cost: None where none was agreed.
        expected_on: where it differs from the order's.
    """

    number: int
    sku: str
    supplier_sku: str = ""
    name: str
    quantity: Quantity
    unit: str = "piece"
    packs: str = ""
    unit_cost: Quantity | None = None
    expected_on: date | None = None
    note: str = ""

    def amount(self, currency: str) -> Quantity | None:
        """Return what the line costs, rounded to the currency's smallest unit."""
        if self.unit_cost is None:
            return None
        return rounded(self.quantity * self.unit_cost, currency)


class PurchaseOrderPaper(Record):
    """Everything a purchase order says.

    Attributes:
        issued_on: the day it was sent, or else the day it is printed.
        reference: the supplier's own number for it.
        freight: what bringing it was agreed to cost, None where nothing was agreed.
        deliver_to: where the goods go.
    """

    type: Literal["purchase_order"] = "purchase_order"
    number: str
    issued_on: date
    buyer: Address
    tax_id: str = ""
    supplier: Address
    deliver_to: Address
    currency: str
    lines: tuple[PurchasePaperLine, ...]
    reference: str = ""
    expected_on: date | None = None
    freight: Quantity | None = None
    note: str = ""

    @property
    def goods(self) -> Quantity | None:
        """What the goods cost, the sum of the printed amounts; None unless each is known."""
        amounts = [line.amount(self.currency) for line in self.lines]
        known = [amount for amount in amounts if amount is not None]
        return sum(known, ZERO) if len(known) == len(amounts) else None

    @property
    def total(self) -> Quantity | None:
        """What all of it costs with freight; None where the cost of a line is not known."""
        if self.goods is None:
            return None
        return self.goods + rounded(self.freight or ZERO, self.currency)
