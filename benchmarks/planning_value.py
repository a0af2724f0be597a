"""What a budget buys: fill for the same value on hand, where levels look at prices and where not.

The shop's pieces by week with the prices it sold at, pooled forecasts for every rule, lead time of two
weeks, 24 weeks played.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np

from benchmarks.planning_data import by_days, shop
from inventory.policies.arrays import Floats
from inventory.policies.budget import levels_within_budget
from inventory.policies.distributions import quantile
from inventory.policies.levels import order_up_to_cycle, order_up_to_fill
from inventory.policies.shared_service import Demands, order_up_to_shared_fill
from inventory.simulating.pooled_policy import demands_ahead
from inventory.simulating.replenishment import Outcome, simulate

LEAD_TIME: Final = 2
FIRST: Final = 29
VALUES: Final = (500_000, 750_000, 1_000_000)

Rule = Callable[[Demands, float, Floats], Floats]
"""(demand ahead, the knob, prices) -> levels."""


class Way(NamedTuple):
    """One way to share a budget out, at several settings of its knob."""

    name: str
    rule: Rule
    knobs: Sequence[float]


def _cycle(ahead: Demands, level: float, price: Floats) -> Floats:
    return order_up_to_cycle(ahead.mean_protection, ahead.var_protection, level)


def _fill(ahead: Demands, level: float, price: Floats) -> Floats:
    review = np.asarray(ahead.mean_protection) - np.asarray(ahead.mean_lead)
    return order_up_to_fill(*ahead, review, level)


def _shared(ahead: Demands, level: float, price: Floats) -> Floats:
    return order_up_to_shared_fill(ahead, level)


def _priced(ahead: Demands, level: float, price: Floats) -> Floats:
    return order_up_to_shared_fill(ahead, level, price=price)


def _budget(ahead: Demands, budget: float, price: Floats) -> Floats:
    def levels_at(shares: Floats) -> Floats:
        return quantile(ahead.mean_protection, ahead.var_protection, shares)

    return levels_within_budget(levels_at, price, budget).levels


WAYS: Final = (
    Way("the same cycle service for each item", _cycle, (0.75, 0.85, 0.93, 0.96)),
    Way("the same fill rate for each item", _fill, (0.7, 0.8, 0.9, 0.95)),
    Way("one fill of all, fewest units", _shared, (0.75, 0.85, 0.93, 0.96)),
    Way("one fill of all, least value", _priced, (0.8, 0.88, 0.94, 0.97)),
    Way("price-weighted cycle service in a budget", _budget, (7e5, 1e6, 1.4e6, 2e6)),
)


def value_table(data: Path) -> str:
    """Return the fill of each way at the same values on hand, as a markdown table."""
    sold = shop(data)
    demand = by_days(sold.units, 7)
    ends = range(FIRST, demand.shape[1])
    ahead = [demands_ahead(demand[:, :end], lead_time=LEAD_TIME, season=52) for end in ends]
    rows = [_row(way, demand, ahead, sold.price) for way in WAYS]
    head = "| shop, fill at a value on hand of | " + " | ".join(f"{one:,}" for one in VALUES) + " |"
    return "\n".join([head, "|---|---|---|---|", *rows])


def _row(way: Way, demand: Floats, ahead: Sequence[Demands], price: Floats) -> str:
    played: list[Outcome] = []
    for knob in way.knobs:
        levels = np.stack([way.rule(one, knob, price) for one in ahead], axis=1)
        played.append(simulate(demand, levels, lead_time=LEAD_TIME, first=FIRST))
    values, fills = [one.value(price) for one in played], [one.fill for one in played]
    found = np.interp(VALUES, values, fills, left=np.nan, right=np.nan)
    told = ["" if np.isnan(one) else f"{one:.1%}" for one in found]
    return f"| {way.name} | {' | '.join(told)} |"
