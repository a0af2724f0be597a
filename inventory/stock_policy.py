"""Policies: what managers say about keeping an item, where they want more than the house rules."""

import re
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Final, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from inventory.quantity import ONE, ZERO, Quantity
from inventory.record import Record

SITE_MARK: Final = " @ "
CHANNEL_OR_PERSON: Final = re.compile(r"[CGDUW][A-Z0-9]{2,}")


def forecast_key(item: str, site: str = "") -> str:
    """Return the key of a forecast or a policy: the item, at a site where there are several.

    Examples:
        >>> forecast_key("MUG-BLU"), forecast_key("MUG-BLU", "North")
        ('MUG-BLU', 'MUG-BLU @ North')
    """
    return f"{item}{SITE_MARK}{site}" if site else item


class ServiceKind(StrEnum):
    """What a service level promises.

    `fill`: the share of what is asked for that is there at once. `shared`: the same of all items of a
    site together that promise as much, one more and another less, with the fewest units. `cycle`: the
    share of order cycles in which nothing runs out.
    """

    FILL = "fill"
    CYCLE = "cycle"
    SHARED = "shared"

    @property
    def is_of_units(self) -> bool:
        """Whether units are counted that were there at once, not order cycles."""
        return self is not ServiceKind.CYCLE


class PolicyKind(StrEnum):
    """By what an item is bought again.

    `automatic`: order up to a level that follows from the forecast. `min_max`: at or below the
    minimum up to the maximum. `reorder_quantity` (s, Q): at or below s a fixed quantity.
    `reorder_level` (s, S): at or below s up to S. `order_up_to`: every review up to S.
    `keep_at_least`: always so many there. `none`: people decide.
    """

    AUTOMATIC = "automatic"
    MIN_MAX = "min_max"
    REORDER_QUANTITY = "reorder_quantity"
    REORDER_LEVEL = "reorder_level"
    ORDER_UP_TO = "order_up_to"
    KEEP_AT_LEAST = "keep_at_least"
    NONE = "none"


REVIEWED: Final = (PolicyKind.ORDER_UP_TO, PolicyKind.AUTOMATIC)
"""Policies that look at an item once a review: every day, a piece would be ordered at a time."""

POLICY_DAYS_MAX: Final = 3650
REVIEW_DAYS_MAX: Final = 366


class StockPolicy(Record):
    """One row of the tab Policies: an item, at one site or at every site.

    Attributes:
        site: empty for every site that has no row of its own.
        policy: None for what the house rules say.
        minimum: reorder point s; None for the item's own, or for what the forecast says.
        maximum: order-up-to level S; likewise.
        order_quantity: Q of a fixed order quantity.
        service: None for the house rule; `service_level` is a per cent, likewise.
        review_days: how often it is looked at; None for the house rule.
        keep_at_least: the position never plans below it, whatever statistics say.
        max_cover_days: never more than demand of so many days.
        is_critical: keeps at least one, and is bought before others when money is short.
    """

    type: Literal["stock_policy"] = "stock_policy"
    item: str
    site: str = ""
    policy: PolicyKind | None = None
    minimum: Quantity | None = None
    maximum: Quantity | None = None
    order_quantity: Quantity | None = Field(None, gt=0)
    service: ServiceKind | None = None
    service_level: Quantity | None = Field(None, gt=0, lt=100)
    review_days: int | None = Field(None, ge=1, le=REVIEW_DAYS_MAX)
    keep_at_least: Quantity | None = None
    max_cover_days: int | None = Field(None, ge=1, le=POLICY_DAYS_MAX)
    is_critical: bool = False
    note: str = ""

    @property
    def key(self) -> str:
        return forecast_key(self.item, self.site)

    @property
    def floor(self) -> Decimal:
        """What the position never plans below: what is said, and one of what is critical."""
        return max(self.keep_at_least or ZERO, ONE if self.is_critical else ZERO)

    @model_validator(mode="after")
    def _is_possible(self) -> Self:
        if self.minimum is not None and self.maximum is not None and self.maximum < self.minimum:
            raise ValueError(f"the maximum is below the minimum of {self.minimum:f}")
        if self.policy is PolicyKind.KEEP_AT_LEAST and not self.floor:
            raise ValueError("this policy needs to know how many to keep at least")
        return self


class AlertKind(StrEnum):
    """What an alert is about, gravest first."""

    OUT = "out"
    STOCKOUT_AHEAD = "stockout_ahead"
    LOW = "low"
    SUPPLIER_LATE = "supplier_late"
    EXPIRING = "expiring"
    DEMAND_JUMP = "demand_jump"
    DEMAND_STOP = "demand_stop"
    FORECAST_BAD = "forecast_bad"
    OVERSTOCK = "overstock"
    DEAD = "dead"


def _channel_id(text: str) -> str:
    if not CHANNEL_OR_PERSON.fullmatch(text):
        raise ValueError("an id looks like C0123ABCD or U0123ABCD; a name does not do")
    return text


class Subscription(Record):
    """A channel that wants certain alerts; empty fields do not restrict.

    Attributes:
        channel: the id of a channel, or of a person for direct messages.
        kinds: which alerts; empty for all.
    """

    type: Literal["subscription"] = "subscription"
    code: str
    channel: Annotated[str, AfterValidator(_channel_id)]
    category: str = ""
    supplier: str = ""
    site: str = ""
    kinds: tuple[AlertKind, ...] = ()
    is_active: bool = True

    @property
    def key(self) -> str:
        return self.code
