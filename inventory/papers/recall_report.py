"""The report of a recall: what was recalled and why, where it came from, who had it, what came of it."""

from datetime import date
from enum import StrEnum
from typing import Literal

from inventory.address import Address
from inventory.quantity import ZERO, Quantity
from inventory.record import Record


class ReportReceipt(Record):
    """What brought goods of a lot.

    Attributes:
        document: the purchase order, or what was typed.
        others: other lots of the same receipt, `TEA-EARL L19`.
    """

    transaction: str
    document: str = ""
    supplier: str = ""
    quantity: Quantity
    others: tuple[str, ...] = ()


class ReportLot(Record):
    """One lot that was recalled; quantities in `unit`.

    Attributes:
        made_of: the recalled lots in it, where it is a kit.
        came: came in or was built in all; `here` was in the building at the start, `left` is now.
    """

    sku: str
    name: str
    unit: str = "piece"
    lot: str = ""
    supplier_lot: str = ""
    made_of: tuple[str, ...] = ()
    receipts: tuple[ReportReceipt, ...] = ()
    came: Quantity = ZERO
    here: Quantity = ZERO
    left: Quantity = ZERO


class ReportRow(Record):
    """What one customer had of one lot, and what became of it."""

    customer: str
    sku: str
    lot: str = ""
    orders: tuple[str, ...] = ()
    shipments: tuple[str, ...] = ()
    shipped: Quantity
    returned: Quantity = ZERO
    destroyed: Quantity = ZERO
    written_off: Quantity = ZERO
    outstanding: Quantity = ZERO
    notified_on: date | None = None
    acknowledged_on: date | None = None
    note: str = ""


class ReportStep(StrEnum):
    """What happened on a day."""

    STARTED = "started"
    TOLD = "told"
    REMINDED = "reminded"
    ANSWERED = "answered"
    RETURNED = "returned"
    DESTROYED = "destroyed"
    CLOSED = "closed"
    LIFTED = "lifted"


class ReportEvent(Record):
    """One step on one day, of some customers or by somebody of ours."""

    on: date
    step: ReportStep
    customers: tuple[str, ...] = ()
    by: str = ""


class RecallReport(Record):
    """Everything a recall report says.

    Attributes:
        status: open, closed or lifted.
        scope: as it was asked for, part by part: `lot F-1`.
        ending: why it ended as it did.
        recovered_percent: whole per cents, rounded down.
        scrapped: was thrown away here; `sent_back` went to a supplier.
        unnamed: came back and is of nobody known: so much less is `outstanding` or was `written_off`.
        decided: what becomes of held goods, as `scrap`; empty where nobody has decided it.
    """

    type: Literal["recall_report"] = "recall_report"
    number: str
    issued_on: date
    house: Address
    status: str
    scope: tuple[str, ...] = ()
    reason: str
    instructions: str = ""
    ending: str = ""
    started_by: str
    started_on: date
    ended_by: str = ""
    ended_on: date | None = None
    lots: tuple[ReportLot, ...]
    rows: tuple[ReportRow, ...] = ()
    events: tuple[ReportEvent, ...] = ()
    recovered_percent: int = 0
    scrapped: Quantity = ZERO
    sent_back: Quantity = ZERO
    unnamed: Quantity = ZERO
    outstanding: Quantity = ZERO
    written_off: Quantity = ZERO
    decided: str = ""
    decided_by: str = ""
    decided_on: date | None = None
    decided_note: str = ""

    def total(self, part: str) -> Quantity:
        """Return the sum of a column of the rows, as `shipped`."""
        return sum((getattr(row, part) for row in self.rows), ZERO)
