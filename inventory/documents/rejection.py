"""Rejections: goods of a delivery that are no good, and what becomes of them."""

from datetime import date
from enum import StrEnum
from typing import Literal

from inventory.quantity import ZERO, Quantity
from inventory.record import Record


class Outlet(StrEnum):
    """What can become of rejected goods."""

    RETURN_TO_VENDOR = "return_to_vendor"
    REFURBISH = "refurbish"
    SCRAP = "scrap"

    @classmethod
    def _missing_(cls, value: object) -> "Outlet | None":
        """Read what older journals say."""
        return cls.REFURBISH if value == "rework" else None


class Settlement(Record):
    """What became of a part of a rejection, and by which transaction."""

    outlet: Outlet
    quantity: Quantity
    transaction: str
    by: str
    on: date
    note: str = ""


class Rejection(Record):
    """Goods that lie in quarantine since they came, numbered `RJ-1`.

    Attributes:
        location: where in quarantine they lie; `quantity` is what was rejected there.
        purchase_order: the order they came for, or what was typed; `purchase_line` its line, or 0.
        supplier: a code, empty where nobody knows.
        unit_cost: what one cost when it came, None where nobody knows.
        photo: a link to a picture.
        receipt: the transaction that brought them here.
        planned: what is meant to become of them, None where nobody has said.
        customer_return: the return they came back with, or empty.
        gone: left quarantine another way.
        origin: where in the building, or from which customer, they came; empty where they were
            rejected as they were delivered, and so never counted as received.
    """

    type: Literal["rejection"] = "rejection"
    number: str
    item: str
    lot: str = ""
    location: str
    quantity: Quantity
    unit_cost: Quantity | None = None
    reason: str
    note: str = ""
    photo: str = ""
    purchase_order: str = ""
    purchase_line: int = 0
    supplier: str = ""
    receipt: str
    rejected_by: str
    rejected_on: date
    settlements: tuple[Settlement, ...] = ()
    gone: Quantity = ZERO
    planned: Outlet | None = None
    customer_return: str = ""
    origin: str = ""

    @property
    def key(self) -> str:
        return self.number

    @property
    def found_by(self) -> tuple[str, ...]:
        """Its item, whose value follows from it."""
        return (self.item,)

    @property
    def outstanding(self) -> Quantity:
        """What still lies in quarantine and waits for somebody to decide."""
        return self.quantity - self.gone - sum((one.quantity for one in self.settlements), ZERO)

    @property
    def is_open(self) -> bool:
        return self.outstanding > 0
