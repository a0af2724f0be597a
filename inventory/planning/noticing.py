"""Facts about a forecast that people should know, by name; whoever shows them finds the words."""

from collections.abc import Iterator
from typing import Final

from inventory.documents.forecast import DAYS_OF, LeadTimeBasis
from inventory.planning.expecting import Seen
from inventory.planning.parameters import Levels
from inventory.planning.subjects import Subject
from inventory.stock_policy import PolicyKind

OFTEN: Final = 0.25
"""An item that had run out in a larger share of its periods is forecast from the rest of them."""


def warnings_of(
    row: int, subject: Subject, seen: Seen, levels: Levels, *, counts_orders: bool
) -> Iterator[str]:
    """Yield the warnings of one item.

    Args:
        row: its place in the tables.
        subject: the item.
        seen: what is expected.
        levels: what follows.
        counts_orders: whether the house has said what an order costs, so that prices matter.
    """
    if not seen.patterns.demands[row]:
        yield "no_history"
    elif _is_young(subject):
        yield "younger_than_lead_time"
    if subject.lead_time.basis is LeadTimeBasis.ASSUMED:
        yield "lead_time_assumed"
    if seen.expected.outliers[row]:
        yield "outlier"
    if subject.history.censored.size and subject.history.censored.mean() > OFTEN:
        yield "often_out"
    yield from _of_ordering(row, subject, seen, levels)
    if subject.item.unit_cost == 0:
        yield "price_zero"
    elif subject.item.unit_cost is None and counts_orders:
        yield "price_unknown"


def _of_ordering(row: int, subject: Subject, seen: Seen, levels: Levels) -> Iterator[str]:
    policy = subject.policy
    least = max(
        float(subject.item.minimum_order_quantity or 0), float(subject.item.pack_multiple or 0)
    )
    yearly = float(seen.yearly[row])
    if 0 < yearly < least and policy.kind is not PolicyKind.NONE:
        yield "minimum_order_over_year"
    if levels.is_cover_capped[row]:
        yield "cover_capped"
    if levels.is_life_capped[row]:
        yield "shelf_life_capped"
    if policy.kind is PolicyKind.MIN_MAX and None in (policy.minimum, policy.maximum):
        yield "levels_missing"


def _is_young(subject: Subject) -> bool:
    """Tell whether an item has been there for a shorter time than its next delivery takes."""
    history = subject.history
    days = history.values.size * DAYS_OF[history.period]
    return 0 < days < subject.lead_time.days
