"""What people ask for about the way in: to order, receive, judge, put away, build and transfer.

A receipt itself is a `ReceiveStock`, like every other posting of lines.
"""

from datetime import date
from typing import Literal, TypeAlias

from pydantic import Field

from inventory.base_command import BaseCommand, StockCommand
from inventory.documents.rejection import Outlet
from inventory.lot import LotStatus
from inventory.quantity import Amount, Quantity
from inventory.record import Record


class WantedLine(Record):
    """One line of a purchase order as asked for.

    Attributes:
        unit_cost: per base unit; None for the item's own.
        expected_on: where it differs from the order's.
    """

    item: str
    amount: Amount
    unit_cost: Quantity | None = None
    expected_on: date | None = None
    note: str = ""


class PlacePurchase(BaseCommand):
    """Draft an order to a supplier.

    Attributes:
        supplier: a code; empty while nobody has chosen one.
        expected_on: None for the supplier's or the items' lead time from the day it is sent.
        source: form, message, sheet, import or proposal.
        ordered_on: it was ordered elsewhere on that day and is brought in as sent: takes the right
            to back-date.
    """

    kind: Literal["place_purchase"] = "place_purchase"
    supplier: str
    lines: tuple[WantedLine, ...] = Field(min_length=1)
    reference: str = ""
    expected_on: date | None = None
    freight: Quantity | None = None
    note: str = ""
    source: str = "form"
    ordered_on: date | None = None


class ChangePurchase(BaseCommand):
    """Change what is open of a purchase order; None leaves a part as it is.

    What costs more than was agreed to has to be agreed to anew.

    Attributes:
        quantities: number of a line -> how much of it in all, in base units.
        unit_costs: number of a line -> cost per base unit.
        expected_lines: number of a line -> the day it is expected.
        more: lines to add.
    """

    kind: Literal["change_purchase"] = "change_purchase"
    number: str
    supplier: str | None = None
    reference: str | None = None
    expected_on: date | None = None
    freight: Quantity | None = None
    note: str | None = None
    quantities: dict[int, Quantity] = Field(default_factory=dict)
    unit_costs: dict[int, Quantity] = Field(default_factory=dict)
    expected_lines: dict[int, date] = Field(default_factory=dict)
    more: tuple[WantedLine, ...] = ()


class ApprovePurchase(BaseCommand):
    """Agree to a purchase order; beyond the house limit another person than who asked for it.

    Attributes:
        seen: sequence of the transaction whose words the approver looked at; 0 where nobody knows.
    """

    kind: Literal["approve_purchase"] = "approve_purchase"
    number: str
    seen: int = 0


class SendPurchase(BaseCommand):
    """Send an approved order: by mail, or as a paper that somebody hands over.

    Attributes:
        how: mail or posted.
    """

    kind: Literal["send_purchase"] = "send_purchase"
    number: str
    how: Literal["mail", "posted"] = "posted"


class ClosePurchase(BaseCommand):
    """Expect nothing more of an order of which something has come."""

    kind: Literal["close_purchase"] = "close_purchase"
    number: str
    reason: str = ""


class CancelPurchase(BaseCommand):
    """Let an order go; what has come stays."""

    kind: Literal["cancel_purchase"] = "cancel_purchase"
    number: str
    reason: str = ""


class JudgePurchases(BaseCommand):
    """The job that tells which orders are late."""

    kind: Literal["judge_purchases"] = "judge_purchases"
    on: date


class SettleRejection(BaseCommand):
    """Decide what becomes of rejected goods.

    Attributes:
        amount: None for all that is left.
        target: the bin refurbished goods go to; empty for receiving.
    """

    kind: Literal["settle_rejection"] = "settle_rejection"
    number: str
    outlet: Outlet
    amount: Amount | None = None
    target: str = ""
    note: str = ""


class SetLotStatus(BaseCommand):
    """Hold a lot, or let it go again; what orders held of it is released."""

    kind: Literal["set_lot_status"] = "set_lot_status"
    item: str
    lot: str
    status: LotStatus
    reason: str = ""


class BuildKit(BaseCommand):
    """Build an item of its components.

    Attributes:
        location: where it is put; empty for the item's home, or receiving.
        source: the bin the components come from; empty for wherever they are free.
        lot: of what is built, where it is tracked.
    """

    kind: Literal["build_kit"] = "build_kit"
    item: str
    amount: Amount
    location: str = ""
    source: str = ""
    lot: str = ""
    expires_on: date | None = None
    serials: str = ""
    note: str = ""


class UnbuildKit(BaseCommand):
    """Take a kit apart again.

    Attributes:
        location: the bin it is taken from; empty where it lies in one only.
        target: where the components go; empty for each one's home, or receiving.
        lot: of the kit, where it is tracked; `serials` likewise.
        parts: the lots that come out, `TEA-EARL=L19; JAM-FIG=L24`, or of the only one `L19`.
    """

    kind: Literal["unbuild_kit"] = "unbuild_kit"
    item: str
    amount: Amount
    location: str = ""
    target: str = ""
    lot: str = ""
    serials: str = ""
    parts: str = ""
    note: str = ""


class PutAway(BaseCommand):
    """Bring goods from receiving to a bin.

    Attributes:
        line: of the putaway; 0 for all that wait, each to its proposed bin.
        target: another bin than the proposed one, or empty.
        amount: None for all of the line.
    """

    kind: Literal["put_away"] = "put_away"
    number: str
    line: int = 0
    target: str = ""
    amount: Amount | None = None


class ClaimPutaway(BaseCommand):
    """Say that one does it, or (with nobody) that somebody else may."""

    kind: Literal["claim_putaway"] = "claim_putaway"
    number: str
    is_claimed: bool = True


class TransferStock(StockCommand):
    """Send goods to another site: a line goes from its `location` to its `target`, a site or bin."""

    kind: Literal["transfer"] = "transfer"


class ReceiveTransfer(BaseCommand):
    """What of a transfer has arrived.

    Attributes:
        quantities: number of a line -> what arrived, in base units; empty for all that is on its way.
        target: where it is put; empty for the bin each line is meant for, or receiving of the site.
        is_rest_lost: what did not arrive of the lines named will not: it goes where `reason` says,
            the count difference where that is empty.
    """

    kind: Literal["receive_transfer"] = "receive_transfer"
    number: str
    quantities: dict[int, Quantity] = Field(default_factory=dict)
    target: str = ""
    is_rest_lost: bool = False
    reason: str = ""
    note: str = ""


InboundCommand: TypeAlias = (
    PlacePurchase
    | ChangePurchase
    | ApprovePurchase
    | SendPurchase
    | ClosePurchase
    | CancelPurchase
    | JudgePurchases
    | SettleRejection
    | SetLotStatus
    | BuildKit
    | UnbuildKit
    | PutAway
    | ClaimPutaway
    | TransferStock
    | ReceiveTransfer
)
