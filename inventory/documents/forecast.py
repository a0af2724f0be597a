"""Forecasts: what is expected of an item at a site, how wrong that has been, and when to buy."""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final, Literal

from inventory.quantity import ZERO, Quantity
from inventory.record import Record
from inventory.stock_policy import PolicyKind, ServiceKind, forecast_key


class Period(StrEnum):
    """The step in which an item's demand is counted."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


DAYS_OF: Final[dict[Period, Decimal]] = {
    Period.DAY: Decimal(1),
    Period.WEEK: Decimal(7),
    Period.MONTH: Decimal("30.4375"),
}
"""Period -> its mean length in days."""


class DemandClass(StrEnum):
    """How demand comes: by how often, and by how much its sizes differ."""

    NONE = "none"
    SMOOTH = "smooth"
    ERRATIC = "erratic"
    INTERMITTENT = "intermittent"
    LUMPY = "lumpy"


class LifeStage(StrEnum):
    """Where an item is in its life, by its demand."""

    NEW = "new"
    ACTIVE = "active"
    FADING = "fading"
    DEAD = "dead"


class LeadTimeBasis(StrEnum):
    """Whose deliveries a lead time comes from; `stated` by a manager, `assumed` by nobody's."""

    ITEM = "item"
    SUPPLIER = "supplier"
    HOUSE = "house"
    STATED = "stated"
    ASSUMED = "assumed"


class LeadTimeEstimate(Record):
    """How long the next delivery is expected to take, in days.

    Attributes:
        deviation: the standard deviation of a single delivery.
        deliveries: how many of the item's own went into it.
    """

    days: Quantity
    deviation: Quantity = ZERO
    deliveries: int = 0
    basis: LeadTimeBasis = LeadTimeBasis.ASSUMED


class Accuracy(Record):
    """How a method has done on the item's own past: it was asked again and again, and compared.

    Attributes:
        origins: from how many days of the past it was asked; 0 where the history is too short.
        periods: over how many periods each time.
        error: root mean squared error of those sums, as a share of the mean sum; None where there
            was none to compare with.
        bias: (forecast - demand) / demand over all of them; None likewise.
        coverage: the share of sums that stayed within the upper bound that was given.
        bound: which bound that was, as a share (0.95).
        span: how many periods were compared, each counted once though sums overlap.
        demand: what came in these, in base units; None where earlier versions did not note it.
    """

    origins: int = 0
    periods: int = 0
    error: Quantity | None = None
    bias: Quantity | None = None
    coverage: Quantity | None = None
    bound: Quantity | None = None
    span: int = 0
    demand: Quantity | None = None


class Parameters(Record):
    """When to buy and how much, in base units.

    Attributes:
        safety_stock: what of the reorder point stands against surprises.
        reorder_point: s: bought when the inventory position is at or below it.
        order_up_to_level: S; equal to s + Q where a fixed quantity is bought.
        order_quantity: Q, rounded as it can be bought; what one order usually is.
    """

    safety_stock: Quantity = ZERO
    reorder_point: Quantity = ZERO
    order_up_to_level: Quantity = ZERO
    order_quantity: Quantity = ZERO

    @property
    def average_stock(self) -> Quantity:
        """What lies there on average: what stands against surprises, and half of an order."""
        return self.safety_stock + self.order_quantity / 2

    @property
    def is_filled_up(self) -> bool:
        """Whether s says nothing beside S: whatever is missing of it is bought."""
        return self.order_up_to_level - self.reorder_point <= 1


class SharedPart(Record):
    """An item's part of a service that several items promise together.

    Attributes:
        promised: the fill rate it is expected to keep by itself, as a share.
        items: how many share the promise, this one among them.
        deviation: standard deviation of its demand over the horizon, by which it is shared anew.
        is_least: it keeps what no item goes below, though units of it serve less often than others.
    """

    promised: Quantity
    items: int
    deviation: Quantity = ZERO
    is_least: bool = False


class Forecast(Record):
    """What is known of the demand for one item at one site, and what follows from it.

    Attributes:
        site: as the tab Locations names it; empty for a house of one site.
        history: how many whole periods it was made of, the censored ones left out.
        censored: in how many periods the item had run out, so that nobody knows what was wanted.
        mean: expected demand a period; deviation: its standard deviation.
        trend: what a period adds to it, zero where no trend has won its place.
        season: factors by the period's place in the year, empty where none has.
        adi, cv2: mean interval between demands, squared variation of their sizes; None for none.
        service_level: asked for, as a share; `target` is what is aimed at to achieve it.
        achieved: what was achieved of late, as a share; None where nothing was asked for.
        horizon_days: lead time and review together: what the parameters have to cover.
        demand_over_horizon: expected in those days; `upper` is its bound at the target.
        parameters: those that act.
        waiting: those computed last, where they differ so much that a manager looks first.
        warnings: facts people should know (`minimum_order_over_year` ...), by name.
        declined: parameters that a manager has turned down; the like of them is not asked again.
        shared: its part of what a group promises together; None where it keeps its own promise.
    """

    type: Literal["forecast"] = "forecast"
    item: str
    site: str = ""
    computed_on: date
    period: Period = Period.MONTH
    history: int = 0
    censored: int = 0
    life_stage: LifeStage = LifeStage.NEW
    demand_class: DemandClass = DemandClass.NONE
    abc_class: str = ""
    xyz_class: str = ""
    adi: Quantity | None = None
    cv2: Quantity | None = None
    method: str = ""
    mean: Quantity = ZERO
    deviation: Quantity = ZERO
    trend: Quantity = ZERO
    season: tuple[Quantity, ...] = ()
    accuracy: Accuracy = Accuracy()
    lead_time: LeadTimeEstimate | None = None
    review_days: int = 0
    horizon_days: Quantity = ZERO
    demand_over_horizon: Quantity = ZERO
    upper: Quantity = ZERO
    policy: PolicyKind = PolicyKind.AUTOMATIC
    service: ServiceKind = ServiceKind.FILL
    service_level: Quantity = ZERO
    target: Quantity = ZERO
    achieved: Quantity | None = None
    parameters: Parameters = Parameters()
    waiting: Parameters | None = None
    warnings: tuple[str, ...] = ()
    declined: Parameters | None = None
    shared: SharedPart | None = None

    @property
    def key(self) -> str:
        return forecast_key(self.item, self.site)

    @property
    def found_by(self) -> tuple[str, ...]:
        """The item, to find what is known of it at every site."""
        return (self.item,)

    @property
    def daily(self) -> Quantity:
        """Expected demand a day."""
        return self.mean / DAYS_OF[self.period]
