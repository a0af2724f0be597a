"""The same configuration on other demand, beside the best single policy of each set.

Some of these sets are what it was chosen by, and are marked so; the others are held out.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

from benchmarks.car_parts import car_parts, ended_car_parts
from benchmarks.planning_data import MONTH_DAYS, by_days, made_up, shop
from benchmarks.planning_policies import OURS, OURS_SHARED, SHARED, SINGLE, Curve, Policy, curve_of
from inventory.policies.arrays import Floats

FILLS: Final = (0.85, 0.90)
RISING: Final = (0.60, 0.70)
"""What is compared where demand doubles within months, and no policy keeps up."""

CHOSEN_SEED: Final = 100
HELD_OUT_SEED: Final = 20_261
KINDS: Final = ("stable", "trend", "life", "walk")


class Trial(NamedTuple):
    """One set of demand.

    Attributes:
        first: the period played first; `fills`: where policies are compared.
        is_held_out: nothing about the configuration was decided by it.
    """

    name: str
    demand: Floats
    lead_time: int
    first: int
    fills: tuple[float, ...] = FILLS
    is_held_out: bool = True


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


def trials(data: Path) -> Iterator[Trial]:
    """Yield the sets, those that are held out first."""
    yield Trial("165 car parts that ended", ended_car_parts(data), 1, 8)
    yield Trial("car parts, months 13 to 27", car_parts(data)[:, :27], 1, 12)
    yield from _made_up(HELD_OUT_SEED, is_held_out=True)
    sold = shop(data)
    yield Trial("shop, pieces a week", by_days(sold.units, 7), 2, 29)
    for name, daily in (("pieces", sold.units), ("sales", sold.lines)):
        months = by_days(daily, MONTH_DAYS)
        for lead_time in (1, 2):
            yield Trial(f"shop, {name} in 28 days", months, lead_time, 7, RISING, is_held_out=False)
    for name, daily in (("sales a week", sold.lines), ("sales abroad a week", sold.abroad)):
        yield Trial(f"shop, {name}", by_days(daily, 7), 2, 29, is_held_out=False)
    yield from _made_up(CHOSEN_SEED, is_held_out=False)


def _made_up(seed: int, *, is_held_out: bool) -> Iterator[Trial]:
    for place, kind in enumerate(KINDS):
        demand = made_up(kind, seed + place)
        yield Trial(f"made up, {kind}, seed {seed + place}", demand, 2, 27, FILLS, is_held_out)


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


def table(data: Path) -> Iterator[str]:
    """Yield the lines of a markdown table, each as soon as it is known: the sets take minutes."""
    yield "| set | held out | items | lead | fill | as the product plans | best single | ratio | the same, shared fill | ratio | pooled for all, shared fill | ratio |"
    yield "|---|---|---|---|---|---|---|---|---|---|---|---|"
    for one in trials(data):
        ours, others = curves_of(one.demand, lead_time=one.lead_time, first=one.first)
        shared, pooled = (
            curve_of(each, one.demand, lead_time=one.lead_time, first=one.first)
            for each in (OURS_SHARED, SHARED)
        )
        told = f"| {one.name} | {'yes' if one.is_held_out else ''} | {len(one.demand):,} "
        for fill in one.fills:
            at, *further = (beside(each, others, fill) for each in (ours, shared, pooled))
            told_further = " | ".join(
                f"{units(each.ours)} | {share(each.ratio)}" for each in further
            )
            yield (
                f"{told}| {one.lead_time} | {fill:.0%} | {units(at.ours)} "
                f"| {units(at.best)} ({at.best_name}) | {share(at.ratio)} "
                f"| {told_further} |"
            )


def units(value: float | None) -> str:
    return "never" if value is None else f"{value:,.0f}"


def share(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}"
