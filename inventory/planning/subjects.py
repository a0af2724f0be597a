"""What is planned: every item in use, at every site where it was asked for or has a policy."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

import numpy as np

from inventory.book import Book
from inventory.demand.history import DemandHistory
from inventory.demand.sites import Sites
from inventory.documents.forecast import LeadTimeEstimate, Period
from inventory.item import Item
from inventory.planning.policy_rules import ResolvedPolicy, policy_for
from inventory.stock_policy import StockPolicy, forecast_key

LeadTimeOf: TypeAlias = Callable[[Item], LeadTimeEstimate]
"""Item -> how long its next delivery is expected to take."""


@dataclass(frozen=True, slots=True)
class Subject:
    """One item at one site, with all that its parameters follow from.

    Attributes:
        history: what was asked for; without any period where nobody has ever asked.
    """

    item: Item
    site: str
    policy: ResolvedPolicy
    lead_time: LeadTimeEstimate
    history: DemandHistory

    @property
    def key(self) -> str:
        return forecast_key(self.item.sku, self.site)

    @property
    def period(self) -> Period:
        return self.history.period


def subjects_of(
    book: Book, histories: Mapping[str, DemandHistory], lead_time_of: LeadTimeOf, on: date
) -> Iterator[Subject]:
    """Yield what is planned, item by item in the order of the tab Items.

    Args:
        book: its items, places and policies.
        histories: forecast key -> what was asked for.
        lead_time_of: how long the next delivery of an item takes.
        on: today, for what has no history.
    """
    sites = Sites(book)
    rows = {row.key for row in book.all(StockPolicy)}
    for item in book.all(Item):
        if not item.is_active:
            continue
        lead_time = lead_time_of(item)
        for site in sites.names:
            key = forecast_key(item.sku, site)
            if sites.is_one or key in histories or key in rows:
                history = histories.get(key) or _nothing(item.sku, site, on)
                yield Subject(item, site, policy_for(book, item, site), lead_time, history)


def _nothing(item: str, site: str, on: date) -> DemandHistory:
    return DemandHistory(
        item=item,
        site=site,
        period=Period.MONTH,
        start=on,
        values=np.zeros(0),
        censored=np.zeros(0, dtype=np.bool_),
        first_on=on,
    )
