"""How buying an item would have gone in the past, for any figures."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Final

import numpy as np

from inventory.book import Book
from inventory.item import Item
from inventory.planning.policy_rules import ResolvedPolicy
from inventory.planning.tried_figures import TENTH, Figures
from inventory.policies.arrays import Floats
from inventory.policies.economic_quantity import economic_quantities
from inventory.quantity import ONE, ZERO, Quantity
from inventory.record import Record
from inventory.simulating.past_levels import Past, Supply, coverage_then
from inventory.simulating.replaying import Buying, Replayed, replay
from inventory.stock_policy import PolicyKind

YEAR_DAYS: Final = 365
WEEK_DAYS: Final = 7
THOUSANDTH: Final = Decimal("0.001")
BELOW: Final = 1e-6
"""How far below its level the position of an item is that is filled up at every review."""


class Outcome(Record):
    """How it would have gone.

    Attributes:
        stock: units on hand on an average day; `stock_by_week` likewise, oldest first.
        fill_rate: share of units that were there at once.
        cycle_service: share of the times between two deliveries in which nobody waited.
        days_out: days on which somebody waited, or nothing was left.
        level: up to what was ordered last; `reorder_point` at or below what.
    """

    figures: Figures
    stock: Quantity
    fill_rate: Quantity
    cycle_service: Quantity
    orders_a_year: Quantity
    days_out: int
    reorder_point: Quantity
    level: Quantity
    stock_by_week: tuple[Quantity, ...] = ()


class PastBuying:
    """One item's past, to be lived through again.

    Args:
        book: whose costs hold.
        item: as the tab Items has it; `policy` what managers say of it.
        past: what it was asked for.
        begin: how many days are looked at before the replay begins.
    """

    def __init__(
        self,
        book: Book,
        item: Item,
        policy: ResolvedPolicy,
        past: Past,
        begin: int,
    ) -> None:
        self._book, self._item, self._policy = book, item, policy
        self._past, self._begin = past, begin

    def with_figures(self, figures: Figures) -> Outcome:
        """Return how it would have gone with these figures."""
        buying = self._buying(figures)
        seen = replay(self._past.demand[self._begin :], buying)
        return Outcome(
            figures=figures,
            stock=_rounded(seen.mean_stock, TENTH),
            fill_rate=_rounded(seen.fill_rate, THOUSANDTH),
            cycle_service=_rounded(seen.cycle_service, THOUSANDTH),
            orders_a_year=_rounded(seen.orders * YEAR_DAYS / seen.days, TENTH),
            days_out=seen.days_out,
            reorder_point=_rounded(max(0.0, float(buying.points[-1])), ONE),
            level=_rounded(float(buying.levels[-1]), ONE),
            stock_by_week=tuple(_by_week(seen)),
        )

    def _buying(self, figures: Figures) -> Buying:
        points, levels = self._levels(figures)
        floor, item = float(self._policy.floor), self._item
        return Buying(
            points=np.maximum(points, floor - BELOW),
            levels=np.maximum(levels, floor),
            review_days=figures.review_days,
            lead_days=_lead_days(figures),
            quantity=float(figures.order_quantity or ZERO),
            minimum=max(float(item.minimum_order_quantity or ZERO), self._economic()),
            step=float(item.pack_multiple or (ZERO if item.is_fractional else ONE)),
        )

    def _levels(self, figures: Figures) -> tuple[Floats, Floats]:
        """Return s and S at each review: as stated, else as they follow from the forecast."""
        if figures.kind is PolicyKind.KEEP_AT_LEAST:
            return np.full(1, -BELOW), np.zeros(1)
        covered = coverage_then(self._past, self._reviews(figures), _supply(figures))
        share = np.full(covered.mean.size, float(figures.service_level))
        if figures.order_quantity:
            size = np.full_like(share, float(figures.order_quantity))
            worked_out = covered.reorder_point(figures.service, share, size)
            points = _or_stated(figures.reorder_point, worked_out)
            return points, points + size
        levels = _or_stated(figures.level, covered.order_up_to(figures.service, share))
        points = _or_stated(figures.reorder_point, levels - BELOW)
        return points, np.maximum(points, levels)

    def _reviews(self, figures: Figures) -> list[int]:
        """Return how many days were known at each review: those before it, and its own."""
        return list(range(self._begin + 1, self._past.demand.size + 1, figures.review_days))

    def _economic(self) -> float:
        """Return the order that is worth its cost, by what was known when the replay begins."""
        rules, item = self._book.rules, self._item
        if not rules.ordering_cost or not item.unit_cost:
            return 0.0
        yearly = float(self._past.demand[: self._begin].mean()) * YEAR_DAYS
        held = float(rules.holding_percent / 100 * item.unit_cost)
        return float(economic_quantities(float(rules.ordering_cost), held, yearly))


def _supply(figures: Figures) -> Supply:
    return Supply(
        lead_days=float(figures.lead_days),
        lead_deviation=float(figures.lead_deviation),
        review_days=figures.review_days,
    )


def _lead_days(figures: Figures) -> list[int]:
    """Return early and late deliveries in turn, with the mean and the deviation that are known."""
    days, deviation = figures.lead_days, figures.lead_deviation
    if not deviation:
        return [round(days)]
    return [max(0, round(days - deviation)), round(days + deviation)]


def _or_stated(stated: Decimal | None, worked_out: Floats) -> Floats:
    return worked_out if stated is None else np.full_like(worked_out, float(stated))


def _by_week(seen: Replayed) -> Iterable[Quantity]:
    whole = seen.days // WEEK_DAYS * WEEK_DAYS
    weeks = seen.stock[:whole].reshape(-1, WEEK_DAYS).mean(axis=1)
    return (_rounded(float(value), TENTH) for value in weeks)


def _rounded(value: float, step: Decimal) -> Decimal:
    return Decimal(repr(value)).quantize(step)
