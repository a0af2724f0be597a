"""What a level has to cover, for all items at once: demand until the order after the next arrives."""

from dataclasses import dataclass

from inventory.policies.arrays import Floats
from inventory.policies.levels import (
    order_up_to_cycle,
    order_up_to_fill,
    variance_over,
)
from inventory.stock_policy import ServiceKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """Demand over the lead time, and over lead time and review together; one entry an item.

    Attributes:
        mean: expected demand a period, in units.
        deviation: standard deviation of one period's demand.
        lead: the lead time, in periods; `lead_deviation` that of one delivery.
        review: the time from one order to the next, in periods.

    Examples:
        >>> import numpy as np
        >>> mugs = Coverage(
        ...     mean=np.array([10.0]),
        ...     deviation=np.array([6.0]),
        ...     lead=np.array([2.0]),
        ...     lead_deviation=np.array([0.5]),
        ...     review=np.array([1.0]),
        ... )
        >>> mugs.expected.tolist(), mugs.variance.tolist()
        ([30.0], [133.0])
        >>> mugs.order_up_to(ServiceKind.FILL, np.array([0.95])).tolist()
        [48.0]
        >>> mugs.order_up_to(ServiceKind.CYCLE, np.array([0.95])).tolist()
        [51.0]
    """

    mean: Floats
    deviation: Floats
    lead: Floats
    lead_deviation: Floats
    review: Floats

    @property
    def expected(self) -> Floats:
        """Demand over lead time and review."""
        return self.mean * (self.lead + self.review)

    @property
    def variance(self) -> Floats:
        """The variance of it, that of the lead time among it."""
        return variance_over(self.mean, self.deviation, self.lead, self.lead_deviation, self.review)

    def order_up_to(self, service: ServiceKind, level: Floats) -> Floats:
        """Return the smallest levels S, in whole units, that keep a service."""
        if service is ServiceKind.CYCLE:
            return order_up_to_cycle(self.expected, self.variance, level)
        over_lead = variance_over(self.mean, self.deviation, self.lead, self.lead_deviation)
        return order_up_to_fill(
            self.mean * self.lead,
            over_lead,
            self.expected,
            self.variance,
            self.mean * self.review,
            level,
        )
