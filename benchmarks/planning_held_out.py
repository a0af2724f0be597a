"""The same configuration on demand it was not chosen by, beside the best single policy of each set."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np

from benchmarks.planning_data import MONTH_DAYS, by_days, carparts, made_up, shop
from benchmarks.planning_policies import OURS, SHARED, SINGLE, Curve, Policy, curve_of
from inventory.policies.arrays import Floats

FILLS: Final = (0.85, 0.90)
RISING: Final = (0.60, 0.70)
"""What is compared where demand doubles within months, and no policy keeps up."""

SEED: Final = 20_261
"""Those of the sets that the configuration was chosen by are 100 to 103."""


class HeldOut(NamedTuple):
    """One set of demand; `first`: the period played first; `fills`: where policies are compared."""

    name: str
    demand: Floats
    lead_time: int
    first: int
    fills: tuple[float, ...] = FILLS


class Beside(NamedTuple):
    """Units on hand at one fill: ours, and the best of the others."""

    fill: float
    ours: float | None
    best: float | None
    best_name: str

    @property
    def ratio(self) -> float | None:
        """Ours over the best; None where one of the two never got there."""
        return self.ours / self.best if self.ours and self.best else None


def held_out(data: Path) -> Iterator[HeldOut]:
    """Yield the sets."""
    parts = carparts(data)
    ended = parts[np.isnan(parts).any(axis=1)]
    known = int((~np.isnan(ended)).sum(axis=1).min())
    yield HeldOut("165 car parts that ended", ended[:, :known], 1, known - 6)
    yield HeldOut("car parts, months 13 to 27", np.nan_to_num(parts[:, :27]), 1, 12)
    for place, kind in enumerate(("stable", "trend", "life", "walk")):
        yield HeldOut(f"made up, {kind}", made_up(kind, SEED + place), 2, 27)
    sold = shop(data)
    pieces, sales = (by_days(each, MONTH_DAYS) for each in (sold.units, sold.lines))
    for lead_time in (1, 2):
        yield HeldOut("shop, pieces in 28 days", pieces, lead_time, 7, RISING)
        yield HeldOut("shop, sales in 28 days", sales, lead_time, 7, RISING)
    yield HeldOut("shop, pieces a week", by_days(sold.units, 7), 2, 29)


def curves_of(
    demand: Floats, *, lead_time: int, first: int, policies: Iterable[Policy] = SINGLE
) -> tuple[Curve, list[Curve]]:
    """Return our curve and those of the single policies."""
    ours = curve_of(OURS, demand, lead_time=lead_time, first=first)
    return ours, [curve_of(one, demand, lead_time=lead_time, first=first) for one in policies]


def beside(ours: Curve, others: list[Curve], fill: float) -> Beside:
    """Return ours beside the single policy that needs the fewest units for a fill."""
    reached = [(units, one.name) for one in others if (units := one.units_at(fill)) is not None]
    best, name = min(reached, default=(None, "none"))
    return Beside(fill, ours.units_at(fill), best, name)


def table(data: Path) -> str:
    """Return how the configuration does on every held-out set, as a markdown table."""
    rows = [
        "| set | items | lead | fill | as the product plans | best single | ratio | shared fill | ratio |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for one in held_out(data):
        ours, others = curves_of(one.demand, lead_time=one.lead_time, first=one.first)
        shared = curve_of(SHARED, one.demand, lead_time=one.lead_time, first=one.first)
        for fill in one.fills:
            at, together = beside(ours, others, fill), beside(shared, others, fill)
            rows.append(
                f"| {one.name} | {len(one.demand):,} | {one.lead_time} | {at.fill:.0%} "
                f"| {units(at.ours)} | {units(at.best)} ({at.best_name}) | {share(at.ratio)} "
                f"| {units(together.ours)} | {share(together.ratio)} |"
            )
    return "\n".join(rows)


def units(value: float | None) -> str:
    return "never" if value is None else f"{value:,.0f}"


def share(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}"
