"""What would have been: an item's own past replayed as it is bought now, and as it might be.

Both ways live through the same days from the same start, so that what differs comes of the figures
alone. Levels that follow from the forecast are worked out anew at each review, from the days before
it. A past can only tell what was asked for while there was something: what nobody asked for because
the shelf was empty is missing on both sides.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from inventory.book import Book
from inventory.demand.calendar import start_of
from inventory.demand.history import DemandHistory
from inventory.documents.forecast import LeadTimeEstimate, Period
from inventory.item import Item
from inventory.planning.past_buying import Outcome, PastBuying
from inventory.planning.policy_rules import policy_for
from inventory.planning.sharing import is_shared, part_at
from inventory.planning.tried_figures import Changes, Figures, tried_figures, usual_figures
from inventory.quantity import Quantity
from inventory.stock_policy import PolicyKind

LEARNT_DAYS: Final[dict[Period, int]] = {Period.DAY: 14, Period.WEEK: 49, Period.MONTH: 214}
"""Days that are looked at before the replay begins, from the period on in which it was asked for first:
six whole ones and what has begun."""
REPLAYED_MIN: Final = 28
CYCLES_MIN: Final = 2
"""A replay goes on for so many times lead time and review, or it tells nothing."""
REPLAYED_MAX: Final = 730


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIf:
    """An item's past, replayed.

    Attributes:
        first, last: the days that were replayed, both included.
        asked: units asked for in these days.
        days_unknown: those of them on which it had run out, so that nobody knows what was wanted.
        asked_first: the day it was asked for first, where the replay had to wait for it; else None.
        now: None where people decide, or its levels are those of several sites together.
        tried: with other figures, in the order they were asked about.
    """

    item: str
    site: str
    first: date
    last: date
    asked: Quantity
    days_unknown: int
    now: Outcome | None
    tried: tuple[Outcome, ...]
    asked_first: date | None = None

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class TooShort:
    """A past that is too short to be replayed.

    Attributes:
        days: that are known; `needed` at least for these figures.
        asked_first: the day from whose period on they count, where it was there for longer; else None.
    """

    item: str
    site: str
    days: int
    needed: int
    asked_first: date | None = None


def what_if(
    book: Book,
    item: Item,
    daily: DemandHistory,
    stepped: DemandHistory,
    *,
    lead_time: LeadTimeEstimate,
    changes: Changes,
) -> WhatIf | TooShort:
    """Replay an item's past as it is bought now, and with other figures.

    Args:
        book: whose policies and rules hold.
        item: as the tab Items has it.
        daily: what was asked for, day by day.
        stepped: the same in the period in which its demand is forecast.
        lead_time: of its next delivery.
        changes: the figures to try; none to try a row of service levels.
    """
    policy = policy_for(book, item, daily.site)
    usual = usual_figures(policy, lead_time)
    tried = [_shared_out(book, one, usual) for one in tried_figures(usual, changes)]
    usual = _shared_out(book, usual, usual)
    covered = max(figures.days_covered for figures in [usual, *tried])
    known, unasked = daily.values.size, _days_unasked(daily, stepped.period)
    learnt = LEARNT_DAYS[stepped.period]
    needed = learnt + max(REPLAYED_MIN, CYCLES_MIN * covered)
    asked_first = _first_asked(daily) if unasked else None
    if known - unasked < needed:
        return TooShort(
            item=item.sku,
            site=daily.site,
            days=known - unasked,
            needed=needed,
            asked_first=asked_first,
        )
    begin = max(unasked + learnt, known - REPLAYED_MAX)
    past = PastBuying(rules=book.rules, item=item, daily=daily, stepped=stepped, begin=begin)
    is_replayable = policy.kind is not PolicyKind.NONE and not policy.is_of_house
    return WhatIf(
        item=item.sku,
        site=daily.site,
        first=daily.start + timedelta(days=begin),
        last=daily.start + timedelta(days=known - 1),
        asked=Decimal(repr(float(daily.values[begin:].sum()))),
        days_unknown=int(daily.censored[begin:].sum()),
        now=past.with_figures(usual) if is_replayable else None,
        tried=tuple(map(past.with_figures, tried)),
        asked_first=asked_first if begin == unasked + learnt else None,
    )


def _shared_out(book: Book, figures: Figures, usual: Figures) -> Figures:
    """Return figures with the item's part of a service that it shares, or would share."""
    policy = figures.policy
    if not is_shared(policy):
        return figures
    level = usual.policy.service_level
    return replace(figures, part=part_at(book, policy, level))


def _days_unasked(daily: DemandHistory, period: Period) -> int:
    """Return how many days came before the period in which it was asked for first; 0 if it never was.

    Nothing would have been planned for them, and nothing of them is service or the lack of it.
    """
    if not daily.values.any():
        return 0
    return max(0, (start_of(period, _first_asked(daily)) - daily.start).days)


def _first_asked(daily: DemandHistory) -> date:
    return daily.start + timedelta(days=int((daily.values > 0).argmax()))
