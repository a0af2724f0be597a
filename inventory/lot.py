"""Lots: goods of one item that came or expire together."""

from datetime import date
from enum import StrEnum
from typing import Final, Literal

from inventory.record import Record


class LotStatus(StrEnum):
    """What may be done with a lot: only approved ones are available. Expired follows from the date."""

    APPROVED = "approved"
    HOLD = "hold"
    QUARANTINE = "quarantine"
    RECALLED = "recalled"
    EXPIRED = "expired"


LOT_TRANSITIONS: Final[dict[LotStatus, frozenset[LotStatus]]] = {
    LotStatus.APPROVED: frozenset({LotStatus.HOLD, LotStatus.QUARANTINE, LotStatus.RECALLED}),
    LotStatus.HOLD: frozenset({LotStatus.APPROVED, LotStatus.QUARANTINE, LotStatus.RECALLED}),
    LotStatus.QUARANTINE: frozenset({LotStatus.APPROVED, LotStatus.HOLD, LotStatus.RECALLED}),
    LotStatus.RECALLED: frozenset({LotStatus.HOLD}),
}
"""Status -> what somebody may set next: what was recalled is looked at again before it is approved."""


class Lot(Record):
    """One lot of one item.

    Attributes:
        code: unique within the item; empty for all goods of an item without lots, as long as
            somebody holds them back together.
        supplier_lot: the supplier's own number, which recall notices quote.
        expires_on: the last day it may be used; the day itself still counts.
        supplier: who delivered it first, a code.
        status: as somebody has set it; an approved lot past its date is expired.
        reason: why it is not approved.
        receipt: the transaction that brought it first; `document` is what it came with.
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
    receipt: str = ""
    document: str = ""

    @property
    def key(self) -> str:
        return lot_key(self.item, self.code)

    @property
    def is_approved(self) -> bool:
        """Whether nobody holds it back; it may be past its date all the same."""
        return self.status is LotStatus.APPROVED


def lot_key(item: str, code: str) -> str:
    """Return the key of a lot: lot codes are unique within their item only."""
    return f"{item}\x1f{code}"
