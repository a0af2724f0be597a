"""Figures of one item at a time: its demand as a list, its facts by name."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import numpy as np

from inventory.book import Book
from inventory.demand.history import DemandHistory
from inventory.documents.forecast import Forecast, LeadTimeBasis, LeadTimeEstimate, Period
from inventory.planning.figures import Aim, figures
from inventory.planning.policy_rules import policy_for
from inventory.planning.subjects import Subject
from inventory.stock_policy import StockPolicy
from tests.builders import a_book_with, an_item

TODAY = date(2026, 11, 2)
"""A Monday."""


def a_lead_time(days: float = 14, deviation: float = 0, **facts: Any) -> LeadTimeEstimate:
    facts.setdefault("basis", LeadTimeBasis.STATED)
    spread = Decimal(str(deviation))
    return LeadTimeEstimate(days=Decimal(str(days)), deviation=spread, **facts)


def a_subject(
    demand: Sequence[float],
    *,
    book: Book | None = None,
    item: dict[str, Any] | None = None,
    period: Period = Period.WEEK,
    censored: Sequence[int] = (),
    lead_time: LeadTimeEstimate | None = None,
) -> Subject:
    """An item with so much demand in each period, the oldest first."""
    mug = an_item(**{"packs": (), "unit_cost": Decimal("3.20"), **(item or {})})
    out = np.zeros(len(demand), dtype=np.bool_)
    out[list(censored)] = True
    history = DemandHistory(
        item=mug.sku,
        site="",
        period=period,
        start=TODAY,
        values=np.array(demand, dtype=np.float64),
        censored=out,
        first_on=TODAY,
    )
    policy = policy_for(book or Book(), mug)
    return Subject(mug, "", policy, lead_time or a_lead_time(), history)


def figure(
    demand: Sequence[float],
    *,
    policy: dict[str, Any] | None = None,
    rules: dict[str, Any] | None = None,
    target: float | None = None,
    **facts: Any,
) -> Forecast:
    """The forecast of one item.

    Args:
        demand: in each period.
        policy: its row on Policies.
        rules: of the house.
        target: what is aimed at, where that is another than what is asked for.
    """
    row = StockPolicy(item="MUG-BLU", **(policy or {}))
    book = a_book_with(row, **(rules or {}))
    subject = a_subject(demand, book=book, **facts)
    aims = {} if target is None else {subject.key: Aim(Decimal(str(target)))}
    [found] = figures(book, [subject], on=TODAY, aims=aims, classes={})
    return found


def levels_of(found: Forecast) -> tuple[int, int]:
    return int(found.parameters.reorder_point), int(found.parameters.order_up_to_level)
