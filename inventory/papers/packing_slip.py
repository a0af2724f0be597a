"""The packing slip: what lies in the boxes of one shipment, and what follows later."""

from datetime import date
from decimal import Decimal
from typing import Literal

from inventory.address import Address
from inventory.quantity import Quantity
from inventory.record import Record


class SlipLine(Record):
    """One item of a shipment, or what is still to come of it; quantities in `unit`."""

    sku: str
    name: str
    quantity: Quantity
    unit: str = "piece"
    lot: str = ""
    note: str = ""


class SlipPackage(Record):
    """One box or pallet; its weight is gross, in kilograms, and None where nobody weighed it."""

    number: str
    kind: str = ""
    weight: Quantity | None = None


class PackingSlip(Record):
    """Everything a packing slip says; it names no prices.

    Attributes:
        number: the shipment's, `SH-1`.
        reference: the customer's own order number.
        lines: what is in this shipment, in the order in which it is printed.
        back_ordered: what was ordered and follows later.
        requirements: what the customer asked for (`No styrofoam`), each a sentence.
    """

    type: Literal["packing_slip"] = "packing_slip"
    number: str
    order: str
    issued_on: date
    ship_from: Address
    ship_to: Address
    lines: tuple[SlipLine, ...]
    back_ordered: tuple[SlipLine, ...] = ()
    packages: tuple[SlipPackage, ...] = ()
    requirements: tuple[str, ...] = ()
    reference: str = ""
    carrier: str = ""
    service: str = ""
    tracking: str = ""

    @property
    def weight(self) -> Decimal | None:
        """Gross weight of all packages in kilograms; None unless each has been weighed."""
        weights = [package.weight for package in self.packages if package.weight is not None]
        return sum(weights, Decimal(0)) if len(weights) == len(self.packages) > 0 else None
