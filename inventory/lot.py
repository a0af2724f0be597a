"""Lots: goods of one item that came or expire together."""

from datetime import date
from enum import StrEnum
from typing import Literal

from inventory.record import Record


class LotStatus(StrEnum):
    """What may be done with a lot: only approved ones are available. Expired follows from the date."""

    APPROVED = "approved"
    HOLD = "hold"
    QUARANTINE = "quarantine"
    RECALLED = "recalled"
    EXPIRED = "expired"


class Lot(Record):
    """One lot of one item.

    Attributes:
        supplier_lot: the supplier's own number, which recall notices quote.
        expires_on: the last day it may be used; the day itself still counts.
        supplier: who delivered it first, a code.
        status: as somebody has set it; a lot past its date is expired whatever is set.
        reason: why it is not approved.
    """

    type: Literal["lot"] = "lot"
    item: str
    code: str
    supplier_lot: str = ""
    expires_on: date | None = None
    made_on: date | None = None
    supplier: str = ""
    status: LotStatus = LotStatus.APPROVED
    reason: str = ""

    @property
    def key(self) -> str:
        return lot_key(self.item, self.code)


def lot_key(item: str, code: str) -> str:
    """Return the key of a lot: lot codes are unique within their item only."""
    return f"{item}\x1f{code}"
