"""Lots: goods of one item that came or expire together."""

from datetime import date
from typing import Literal

from inventory.record import Record


class Lot(Record):
    """One lot of one item.

    Attributes:
        supplier_lot: the supplier's own number, which recall notices quote.
        expires_on: the last day it may be used; the day itself still counts.
    """

    type: Literal["lot"] = "lot"
    item: str
    code: str
    supplier_lot: str = ""
    expires_on: date | None = None

    @property
    def key(self) -> str:
        return lot_key(self.item, self.code)


def lot_key(item: str, code: str) -> str:
    """Return the key of a lot: lot codes are unique within their item only."""
    return f"{item}\x1f{code}"
