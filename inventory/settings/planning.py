"""How much is kept of what, and what is told of it."""

from decimal import Decimal

from pydantic import Field

from inventory.quantity import Quantity
from inventory.record import Record
from inventory.settings.cells import DAYS_MAX, OneOf
from inventory.stock_policy import PolicyKind, ServiceKind


class PlanningSettings(Record):
    """Policies, proposals and alerts."""

    default_policy: OneOf[PolicyKind] = Field(
        PolicyKind.AUTOMATIC,
        title="Policy of items that say none",
        description="automatic: by the forecast. Items with minimum and maximum go by these.",
    )
    service: OneOf[ServiceKind] = Field(
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
