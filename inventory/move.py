"""Moves: the rows of the ledger. Each takes from one location and gives to another."""

from datetime import datetime
from enum import StrEnum

from inventory.quantity import Quantity
from inventory.record import Record


class MoveKind(StrEnum):
    """Why goods moved. A reversal keeps the kind of what it reverses."""

    OPENING = "opening"
    RECEIPT = "receipt"
    MOVE = "move"
    PICK = "pick"
    SHIPMENT = "shipment"
    RETURN = "return"
    COUNT = "count"
    ADJUSTMENT = "adjustment"
    PUTAWAY = "putaway"
    TRANSFER = "transfer"
    BUILD = "build"
    UNBUILD = "unbuild"
    VENDOR_RETURN = "vendor_return"
    SCRAP = "scrap"


class Move(Record):
    """One ledger row, never changed once written.

    Attributes:
        line: its place in the ledger, gap-free from 1.
        id: transaction and number within it (`TX-12/1`).
        quantity: above zero, in the item's base unit.
        occurred_at: when the goods moved (may be back-dated); `recorded_at`: when we were told.
        unit_cost: per base unit in the currency of Settings, where known.
        reverses: the id of the move this one takes back, or empty.
    """

    line: int
    id: str
    transaction: str
    kind: MoveKind
    item: str
    quantity: Quantity
    source: str
    target: str
    lot: str = ""
    reason: str = ""
    document: str = ""
    note: str = ""
    actor: str
    occurred_at: datetime
    recorded_at: datetime
    unit_cost: Quantity | None = None
    reverses: str = ""
