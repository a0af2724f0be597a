"""Suppliers: from whom items are bought, and how long that takes."""

from typing import Literal

from inventory.quantity import Quantity
from inventory.record import Record


class Supplier(Record):
    """A supplier by its code.

    Attributes:
        address: of the business, line by line, as printed on purchase orders.
        minimum_order_value: in the currency of Settings.
        order_days: weekdays on which it takes orders (`mon`, `thu`); empty for any.
    """

    type: Literal["supplier"] = "supplier"
    code: str
    name: str = ""
    email: str = ""
    address: tuple[str, ...] = ()
    lead_time_days: int | None = None
    minimum_order_value: Quantity | None = None
    order_days: tuple[str, ...] = ()
    note: str = ""
    is_active: bool = True

    @property
    def key(self) -> str:
        return self.code
