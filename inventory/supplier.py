"""Suppliers: from whom items are bought, and how long that takes."""

from typing import Literal

from inventory.quantity import Quantity
from inventory.record import Record


class Supplier(Record):
    """A supplier by its code; `minimum_order_value` is in the currency of Settings."""

    type: Literal["supplier"] = "supplier"
    code: str
    name: str = ""
    email: str = ""
    lead_time_days: int | None = None
    minimum_order_value: Quantity | None = None
    note: str = ""
    is_active: bool = True

    @property
    def key(self) -> str:
        return self.code
