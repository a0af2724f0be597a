"""What people ask for about orders: to place, keep, fetch, check, pack, ship and bill them."""

from datetime import date
from enum import StrEnum
from typing import Literal, TypeAlias

from pydantic import Field

from inventory.base_command import BaseCommand
from inventory.documents.order import Priority
from inventory.quantity import ZERO, Amount, Quantity
from inventory.record import Record


class AskedLine(Record):
    """One line of an order as asked for.

    Attributes:
        unit_price: None for the item's own price.
    """

    item: str
    amount: Amount
    unit_price: Quantity | None = None
    discount_percent: Quantity = ZERO
    note: str = ""


class PlaceOrder(BaseCommand):
    """Take an order; what is there is reserved for it at once.

    Attributes:
        ships_whole: None for the house rule.
        source: form, message, sheet, import or shop.
    """

    kind: Literal["place_order"] = "place_order"
    customer: str
    lines: tuple[AskedLine, ...] = Field(min_length=1)
    reference: str = ""
    requested_on: date | None = None
    priority: Priority = Priority.NORMAL
    requirements: tuple[str, ...] = ()
    ships_whole: bool | None = None
    service: str = ""
    note: str = ""
    source: str = "form"


class ChangeOrder(BaseCommand):
    """Change what is left open of an order; None leaves a part as it is.

    Attributes:
        quantities: number of a line -> how much of it in all, in base units; what has left or was
            picked cannot be taken off.
    """

    kind: Literal["change_order"] = "change_order"
    number: str
    requested_on: date | None = None
    priority: Priority | None = None
    requirements: tuple[str, ...] | None = None
    ships_whole: bool | None = None
    service: str | None = None
    quantities: dict[int, Quantity] = Field(default_factory=dict)


class CancelOrder(BaseCommand):
    """Let an order go: everything kept for it is free again, what was picked goes back."""

    kind: Literal["cancel_order"] = "cancel_order"
    number: str
    reason: str = ""


class ReserveOrders(BaseCommand):
    """Keep what is there for orders that wait: one, or (empty) all, the most urgent first."""

    kind: Literal["reserve_orders"] = "reserve_orders"
    number: str = ""


class SubstituteItem(BaseCommand):
    """Send another item for what is not picked yet of a line."""

    kind: Literal["substitute_item"] = "substitute_item"
    number: str
    line: int
    item: str
    amount: Amount | None = None
    reason: str


class PlanPick(BaseCommand):
    """Make a pick list: of one order, or a wave of several."""

    kind: Literal["plan_pick"] = "plan_pick"
    orders: tuple[str, ...] = Field(min_length=1)


class ClaimPick(BaseCommand):
    """Take a pick list in hand: nobody else fetches from it then."""

    kind: Literal["claim_pick"] = "claim_pick"
    number: str


class ReleasePick(BaseCommand):
    """Let somebody else fetch the rest."""

    kind: Literal["release_pick"] = "release_pick"
    number: str


class RecordPick(BaseCommand):
    """What was fetched at one stop, or (line 0) that all was found at every stop that waits.

    Attributes:
        picked: in base units, None for all of it; less is a short pick, which takes a reason.
        lot: where another lot was taken than the list says, which takes a reason too.
    """

    kind: Literal["record_pick"] = "record_pick"
    number: str
    line: int = 0
    picked: Quantity | None = None
    lot: str = ""
    reason: str = ""
    note: str = ""


class CancelPick(BaseCommand):
    """Give up what has not been fetched of a pick list; it stays reserved."""

    kind: Literal["cancel_pick"] = "cancel_pick"
    number: str


class Finding(StrEnum):
    """What the checker found of a line."""

    OK = "ok"
    SHORT = "short"
    WRONG_ITEM = "wrong_item"
    DAMAGED = "damaged"


class CheckLine(BaseCommand):
    """What a second person found.

    Attributes:
        line: of the shipment; 0 for all that are not checked yet, which must be right.
        good: how much of it is right, in base units; None for all where the finding is ok.
        photo: a link to a picture.
    """

    kind: Literal["check_line"] = "check_line"
    number: str
    line: int = 0
    finding: Finding = Finding.OK
    good: Quantity | None = None
    note: str = ""
    photo: str = ""


class TickRule(BaseCommand):
    """Say that a packing rule was followed, by its place from 1; or take that back."""

    kind: Literal["tick_rule"] = "tick_rule"
    number: str
    rule: int
    is_ticked: bool = True


class AskedPackage(Record):
    """One box as packed; what is left out is worked out from what is in it."""

    kind: str = ""
    weight: Quantity | None = None
    length: Quantity | None = None
    width: Quantity | None = None
    height: Quantity | None = None
    lines: tuple[tuple[int, Quantity], ...] = ()


class PackShipment(BaseCommand):
    """Say that a shipment is packed; without packages the proposed ones are taken."""

    kind: Literal["pack_shipment"] = "pack_shipment"
    number: str
    packages: tuple[AskedPackage, ...] = ()


class UnpackShipment(BaseCommand):
    """Open the boxes again before they leave."""

    kind: Literal["unpack_shipment"] = "unpack_shipment"
    number: str


class ShipShipment(BaseCommand):
    """Hand a packed shipment over.

    Attributes:
        service: a code from the tab Carriers, empty where the carrier is not on it.
        price: what it costs, None for the price on the tab.
    """

    kind: Literal["ship_shipment"] = "ship_shipment"
    number: str
    service: str = ""
    carrier: str = ""
    tracking: str = ""
    promised_on: date | None = None
    price: Quantity | None = None
    pickup_on: date | None = None
    pickup_window: str = ""


class CreditedLine(Record):
    """How much of an item is taken back from an invoice."""

    item: str
    amount: Amount


class IssueCredit(BaseCommand):
    """Take back an invoice or a part of it by a credit note.

    Attributes:
        number: of the invoice, or of its shipment.
        lines: what of it; empty for all that is left.
    """

    kind: Literal["issue_credit"] = "issue_credit"
    number: str
    reason: str
    lines: tuple[CreditedLine, ...] = ()


OrderCommand: TypeAlias = (
    PlaceOrder
    | ChangeOrder
    | CancelOrder
    | ReserveOrders
    | SubstituteItem
    | PlanPick
    | ClaimPick
    | ReleasePick
    | RecordPick
    | CancelPick
    | CheckLine
    | TickRule
    | PackShipment
    | UnpackShipment
    | ShipShipment
    | IssueCredit
)
