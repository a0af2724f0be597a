"""The house rules a team sets for itself on the Settings tab: one declaration, typed.

The tab, its notes and the documentation derive from `Rules`; a row of the tab is a `Setting`, text
as typed, and `Rules.of` turns the rows into values.
"""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Annotated, Literal
from zoneinfo import ZoneInfo, available_timezones

from pydantic import AfterValidator, BeforeValidator, Field, ValidationError

from inventory.papers.stock_label import LabelCode, LabelSize
from inventory.people import Role
from inventory.quantity import Quantity
from inventory.record import Record
from inventory.stock_policy import PolicyKind, ServiceKind

DAYS_MAX = 3650
CHANNEL_ID = re.compile(r"[CG][A-Z0-9]{2,}")


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())


def _known_zone(name: str) -> str:
    if name not in _zones():
        raise ValueError(f"no time zone is called {name}")
    return name


def _not_a_manager(role: Role) -> Role:
    if role.includes(Role.MANAGER):
        raise ValueError("people who are not listed may be none, viewer or operator")
    return role


def _folded(text: object) -> object:
    return text.strip().casefold() if isinstance(text, str) else text


def _channel_id(text: str) -> str:
    if text and not CHANNEL_ID.fullmatch(text):
        raise ValueError("a channel's id looks like C0123ABCD; its name does not do")
    return text


def _days(text: object) -> object:
    """Read days as they stand in a cell, with commas or spaces between."""
    if not isinstance(text, str):
        return text
    try:
        return frozenset(map(date.fromisoformat, re.split(r"[,;\s]+", text.strip(" ,;"))))
    except ValueError as error:
        raise ValueError("days are written as 2026-12-25, 2026-12-26") from error


ChannelId = Annotated[str, AfterValidator(_channel_id)]


class ValuationMethod(StrEnum):
    """How goods of several costs are told apart: the oldest first, or not at all."""

    FIFO = "fifo"
    AVERAGE = "average"


class FreightSpread(StrEnum):
    """By what the cost of bringing a delivery is shared among its lines."""

    VALUE = "value"
    WEIGHT = "weight"


class Setting(Record):
    """One row of the Settings tab."""

    type: Literal["setting"] = "setting"
    name: str
    value: str = ""

    @property
    def key(self) -> str:
        return self.name


class Rules(Record):
    """Every setting with its default. A blank cell means the default."""

    company: str = Field("Our company", title="Company", description="Printed on documents.")
    time_zone: Annotated[str, AfterValidator(_known_zone)] = Field(
        "UTC", title="Time zone", description="The warehouse's, as in Europe/Madrid."
    )
    currency: str = Field(
        "EUR", title="Currency", pattern=r"^[A-Z]{3}$", description="Three letters: EUR, USD."
    )
    stock_channel: ChannelId = Field(
        "", title="Stock channel", description="Channel id for alerts and proposals (C0123ABCD)."
    )
    managers_channel: ChannelId = Field(
        "", title="Managers channel", description="Channel id for approvals and warnings."
    )
    log_channel: ChannelId = Field(
        "",
        title="Log channel",
        description="Channel id for postings made where the bot is no member.",
    )
    count_tolerance: Quantity = Field(
        Decimal(5),
        ge=0,
        title="Count tolerance (units)",
        description="A count or adjustment off by more waits for approval. Blank: 5.",
    )
    count_tolerance_percent: Quantity | None = Field(
        None,
        ge=0,
        title="Count tolerance (percent)",
        description="The same, against what the book said. Blank: not used.",
    )
    count_tolerance_value: Quantity | None = Field(
        None,
        ge=0,
        title="Count tolerance (value)",
        description="The same, in money, where the unit cost is known. Blank: not used.",
    )
    freeze_date: date | None = Field(
        None,
        title="Freeze date",
        description="Nothing is posted, changed or undone on or before this day.",
    )
    expiry_margin_days: int = Field(
        0,
        ge=0,
        le=DAYS_MAX,
        title="Expiry margin (days)",
        description="Picking stops so long before expiry.",
    )
    default_role: Annotated[Role, AfterValidator(_not_a_manager)] = Field(
        Role.VIEWER,
        title="Role of people not listed",
        description="none, viewer, operator: for colleagues who are not on the People tab.",
    )
    proposal_rest_days: int = Field(
        7,
        ge=0,
        le=DAYS_MAX,
        title="Proposal rest (days)",
        description="A rejected reorder is not proposed again for so long.",
    )

    orders_channel: ChannelId = Field(
        "",
        title="Orders channel",
        description="Channel id for orders and their threads. Blank: the stock channel.",
    )
    reserves_partly: bool = Field(
        default=True,
        title="Reserve partly",
        description="No: nothing is kept for an order until all of it is there.",
    )
    is_taken_over: bool = Field(
        default=True,
        title="Urgent orders take over",
        description="They may have what is kept for others and not being picked yet.",
    )
    asks_for_lot: bool = Field(
        default=True,
        title="Ask for the lot",
        description="Yes: the picker reads the lot off the goods. No: the listed one is taken.",
    )
    is_checked: bool = Field(
        default=True,
        title="Check before packing",
        description="No: what was picked is packed without a check.",
    )
    is_checked_by_other: bool = Field(
        default=True,
        title="Checked by another person",
        description="No: the picker may check what they picked.",
    )
    is_invoiced: bool = Field(
        default=True,
        title="Invoice on shipping",
        description="No: shipping makes no invoice.",
    )
    tax_percent: Quantity = Field(
        Decimal(0),
        ge=0,
        le=100,
        title="Tax (percent)",
        description="On invoices, where the customer has no rate of their own.",
    )
    payment_days: int = Field(
        14,
        ge=0,
        le=DAYS_MAX,
        title="Payment (days)",
        description="An invoice is due so long after its date.",
    )
    home_country: str = Field(
        "",
        title="Home country",
        pattern=r"^([A-Z]{2})?$",
        description="Two letters: where parcels go if nobody says otherwise.",
    )
    address: str = Field(
        "",
        title="Address",
        description="Printed on papers; parts separated by semicolons.",
    )
    tax_id: str = Field("", title="Tax number", description="Printed on invoices.")
    writes_to_customers: bool = Field(
        default=False,
        title="Write to customers",
        description="Yes: they get an e-mail when a parcel leaves and when it has arrived.",
    )
    stuck_days: int = Field(
        4,
        ge=1,
        le=DAYS_MAX,
        title="Stuck shipments (working days)",
        description="A shipment nobody has heard of for so long is told.",
    )
    valuation: Annotated[ValuationMethod, BeforeValidator(_folded)] = Field(
        ValuationMethod.FIFO,
        title="Valuation",
        description="fifo or average (moving): which value of the stock stands first.",
    )

    purchasing_channel: ChannelId = Field(
        "",
        title="Purchasing channel",
        description="Channel id for purchase orders and their threads. Blank: the stock channel.",
    )
    purchase_approval_above: Quantity = Field(
        Decimal(1000),
        ge=0,
        title="Purchase approval above (value)",
        description="An order worth more is approved by another manager than who asked. Blank: 1000.",
    )
    over_percent: Quantity = Field(
        Decimal(0),
        ge=0,
        le=1000,
        title="Over-delivery (percent)",
        description="So much more than ordered is taken in. Items may say otherwise. Blank: 0.",
    )
    under_percent: Quantity = Field(
        Decimal(0),
        ge=0,
        le=100,
        title="Under-delivery (percent)",
        description="So little missing counts as all of it. Items may say otherwise. Blank: 0.",
    )
    least_days_left: int = Field(
        0,
        ge=0,
        le=DAYS_MAX,
        title="Least shelf life at receipt (days)",
        description="A delivery must keep for so long. Items may say otherwise. Blank: 0.",
    )
    freight_spread: Annotated[FreightSpread, BeforeValidator(_folded)] = Field(
        FreightSpread.VALUE,
        title="Freight spread",
        description="value or weight: by what freight is added to the cost of what came.",
    )
    label_size: Annotated[LabelSize, BeforeValidator(_folded)] = Field(
        LabelSize.A4,
        title="Label size",
        description="a4 (24 a sheet), a4-14, letter (30 a sheet), or single: 4x6 inches, 62x29 mm.",
    )
    label_code: Annotated[LabelCode, BeforeValidator(_folded)] = Field(
        LabelCode.QR,
        title="Label code",
        description="qr (ours; any phone reads it) or datamatrix (GS1 where there is a GTIN).",
    )

    is_count_blind: bool = Field(
        default=True,
        title="Count blind",
        description="Yes: who counts does not see what the book expects.",
    )
    is_recounted: bool = Field(
        default=True,
        title="Recount by another person",
        description="Yes: what is off beyond the tolerance is counted by another before approval.",
    )
    count_days_a: int = Field(
        30,
        ge=1,
        le=DAYS_MAX,
        title="Count class A every (days)",
        description="Blank: 30.",
    )
    count_days_b: int = Field(
        90,
        ge=1,
        le=DAYS_MAX,
        title="Count class B every (days)",
        description="Blank: 90.",
    )
    count_days_c: int = Field(
        365,
        ge=1,
        le=DAYS_MAX,
        title="Count class C every (days)",
        description="Blank: 365.",
    )
    return_days: int = Field(
        30,
        ge=0,
        le=DAYS_MAX,
        title="Return window (days)",
        description="Goods come back so long after they left; a manager may override. 0: no limit.",
    )
    recall_reminder_days: int = Field(
        2,
        ge=1,
        le=DAYS_MAX,
        title="Recall reminder (days)",
        description="Customers who have not answered a recall are named again after so long.",
    )

    default_policy: Annotated[PolicyKind, BeforeValidator(_folded)] = Field(
        PolicyKind.AUTOMATIC,
        title="Policy of items that say none",
        description="automatic: by the forecast. Items with minimum and maximum go by these.",
    )
    service: Annotated[ServiceKind, BeforeValidator(_folded)] = Field(
        ServiceKind.FILL,
        title="Service is",
        description=(
            "fill: the share of units that is there at once. shared: of all items of a site together. "
            "cycle: orders without a stockout."
        ),
    )
    service_level: Quantity = Field(
        Decimal(95),
        gt=0,
        lt=100,
        title="Service level (percent)",
        description="What automatic policies aim at. Blank: 95.",
    )
    shared_floor: Quantity = Field(
        Decimal(80),
        ge=0,
        lt=100,
        title="Least of a shared service (percent)",
        description="No item that shares a service is promised less by itself. Blank: 80.",
    )
    review_days: int = Field(
        7,
        ge=1,
        le=366,
        title="Review (days)",
        description="How often an item is looked at to be bought again. Blank: 7.",
    )
    ordering_cost: Quantity = Field(
        Decimal(0),
        ge=0,
        title="Ordering cost",
        description="Of one more line on an order, for the economic quantity. Blank: not used.",
    )
    holding_percent: Quantity = Field(
        Decimal(20),
        ge=0,
        le=1000,
        title="Holding cost (percent a year)",
        description="Of what the goods cost. Blank: 20.",
    )
    max_cover_days: int | None = Field(
        None,
        ge=1,
        le=DAYS_MAX,
        title="Most cover (days)",
        description="Automatic policies order no more than is used in so long. Blank: no limit.",
    )
    purchase_budget: Quantity | None = Field(
        None,
        ge=0,
        title="Purchase budget (value)",
        description="What may be proposed in all, with what is ordered. Blank: no limit.",
    )
    fills_minimum: bool = Field(
        default=True,
        title="Fill up to a supplier's minimum",
        description="No: an order below it is proposed as it is, and says how much it is short.",
    )
    review_percent: Quantity = Field(
        Decimal(30),
        ge=0,
        title="Parameter change to look at (percent)",
        description="A manager sees larger changes of a reorder point before they act. Blank: 30.",
    )
    overstock_days: int = Field(
        365,
        ge=1,
        le=DAYS_MAX,
        title="Overstock (days of cover)",
        description="More than this lasts is told. Blank: 365.",
    )
    expiry_alert_days: int = Field(
        30,
        ge=0,
        le=DAYS_MAX,
        title="Expiry alert (days)",
        description="Stock that expires so soon, or before it is used, is told. Blank: 30.",
    )
    holidays: Annotated[frozenset[date], BeforeValidator(_days)] = Field(
        frozenset(),
        title="Holidays",
        description="Days off, as 2026-12-25, 2026-12-26: no counts are planned on them, and they "
        "do not count as working days of carriers.",
    )

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    @property
    def address_lines(self) -> tuple[str, ...]:
        """Our own address, line by line."""
        return tuple(part.strip() for part in self.address.split(";") if part.strip())

    @classmethod
    def of(cls, settings: Mapping[str, str]) -> "Rules":
        """Build the rules from name -> text.

        Blank and unknown names fall back to the default, and so does a value that is no good: it
        is refused where it is typed, and one that slipped through must not stop every command.
        """
        good = {n: v for n, v in settings.items() if v and not cls.problem_with(n, v)}
        return cls.model_validate({n: v for n, v in good.items() if n in cls.model_fields})

    @classmethod
    def problem_with(cls, name: str, value: str) -> str | None:
        """Say in one sentence what is wrong with a value, or None where it is good."""
        if not value or name not in cls.model_fields:
            return None
        try:
            cls.model_validate({name: value})
        except ValidationError as error:
            return str(error.errors()[0]["msg"])
        return None
