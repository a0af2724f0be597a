"""How buying an item would have gone in the past, for any figures.

The levels are those that planning would have worked out at each review, from the periods that were
over by then: every review is a subject of its own, with what came later left out.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from decimal import Decimal
from typing import Final

import numpy as np

from inventory.demand.calendar import starts
from inventory.demand.history import DemandHistory
from inventory.documents.forecast import Period
from inventory.forecasting.forecaster import Forecaster, expect
from inventory.item import Item
from inventory.planning.expecting import Seen, expected_of
from inventory.planning.parameters import Levels, levels_of
from inventory.planning.subjects import Subject
from inventory.planning.tried_figures import TENTH, Figures
from inventory.quantity import ONE, ZERO, Quantity
from inventory.rules import Rules
from inventory.simulating.replaying import Buying, Replayed, replay_daily
from inventory.stock_policy import PolicyKind

YEAR_DAYS: Final = 365
WEEK_DAYS: Final = 7
THOUSANDTH: Final = Decimal("0.001")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
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
    stock_by_week: tuple[Quantity, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PastBuying:
    """One item's past, to be lived through again.

    Attributes:
        rules: of the house, for what ordering and holding cost.
        daily: what was asked for, day by day; `stepped` in the period that it is forecast in.
        begin: how many days are looked at before the replay begins.
    """

    rules: Rules
    item: Item
    daily: DemandHistory
    stepped: DemandHistory
    begin: int
    forecaster: Forecaster = expect
    _seen: dict[tuple[Decimal, Decimal, int], Seen] = field(default_factory=dict, init=False)

    def with_figures(self, figures: Figures) -> Outcome:
        """Return how it would have gone with these figures."""
        buying = self._buying(figures, self._levels(figures))
        seen = replay_daily(self.daily.values[self.begin :], buying)
        return Outcome(
            figures=figures,
            stock=_rounded(seen.mean_stock, TENTH),
            fill_rate=_rounded(seen.fill_rate, THOUSANDTH),
            cycle_service=_rounded(seen.cycle_service, THOUSANDTH),
            orders_a_year=_rounded(seen.orders * YEAR_DAYS / seen.days, TENTH),
            days_out=seen.days_out,
            reorder_point=_rounded(float(buying.points[-1]), self._step),
            level=_rounded(float(buying.levels[-1]), self._step),
            stock_by_week=tuple(_by_week(seen)),
        )

    @property
    def _step(self) -> Decimal:
        return TENTH if self.item.is_fractional else ONE

    def _buying(self, figures: Figures, levels: Levels) -> Buying:
        item, policy = self.item, figures.policy
        is_fixed = policy.kind is PolicyKind.REORDER_QUANTITY
        return Buying(
            points=levels.reorder_point,
            levels=levels.up_to,
            review_days=policy.review_days,
            lead_days=_lead_days(figures),
            quantity=float(levels.order[0]) if is_fixed else 0.0,
            minimum=float(item.minimum_order_quantity or ZERO),
            step=float(item.pack_multiple or (ZERO if item.is_fractional else ONE)),
        )

    def _levels(self, figures: Figures) -> Levels:
        """Return the levels of each review, as planning would have worked them out then."""
        days = self.daily.values.size
        reviews = range(self.begin, days, figures.policy.review_days)
        subjects = [self._subject(figures, known=day + 1) for day in reviews]
        target = np.full(len(subjects), float(figures.target))
        return levels_of(subjects, self._expected(figures, subjects), target, self.rules)

    def _expected(self, figures: Figures, subjects: Sequence[Subject]) -> Seen:
        """Return what was expected at each review; the same for whatever service is asked for."""
        days = (figures.lead_time.days, figures.lead_time.deviation, figures.policy.review_days)
        if days not in self._seen:
            self._seen[days] = expected_of(self.stepped.period, subjects, self.forecaster)
        return self._seen[days]

    def _subject(self, figures: Figures, known: int) -> Subject:
        """Return the item as planning saw it when so many days were over."""
        periods = self._periods_over(known)
        then = replace(
            self.stepped,
            values=self.stepped.values[:periods],
            censored=self.stepped.censored[:periods],
        )
        return Subject(self.item, self.daily.site, figures.policy, figures.lead_time, then)

    def _periods_over(self, known: int) -> int:
        period: Period = self.stepped.period
        today = self.daily.start + timedelta(days=known)
        return starts(period, self.stepped.start, today).size - 1


def _lead_days(figures: Figures) -> list[int]:
    """Return early and late deliveries in turn, with the mean and the deviation that are known."""
    days, deviation = figures.lead_time.days, figures.lead_time.deviation
    if not deviation:
        return [round(days)]
    return [max(0, round(days - deviation)), round(days + deviation)]


def _by_week(seen: Replayed) -> Iterable[Quantity]:
    whole = seen.days // WEEK_DAYS * WEEK_DAYS
    weeks = seen.stock[:whole].reshape(-1, WEEK_DAYS).mean(axis=1)
    return (_rounded(float(value), TENTH) for value in weeks)


def _rounded(value: float, step: Decimal) -> Decimal:
    return Decimal(repr(value)).quantize(step)
