"""Demand by day, week or month for every item at every site, with the periods nobody can know.

    flows = reader.flows()
    demand = Demand(book, flows)                     # one pass over the ledger
    found = demand.histories(on=today)               # each item on the period that suits it
    found["MUG-BLU"].values

A period in which the item had run out for a quarter of its days or more says how much there was, not
how much was wanted: it is marked as censored. Goods that never lie over night are bought when they
are asked for; of those nothing is censored.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np

from inventory.book import Book
from inventory.demand.calendar import start_of
from inventory.demand.cycles import Cycle, day_of, ended
from inventory.demand.matching import Matching, match_returns
from inventory.demand.reading import SCALE, LedgerReading
from inventory.demand.sites import Sites
from inventory.demand.stepped import Floats, Stepped
from inventory.demand.tables import Daily, Days, Flags, Ints
from inventory.documents.forecast import Period
from inventory.forecasting.periods import choose_period
from inventory.ports import Flow
from inventory.quantity import ZERO
from inventory.stock_policy import forecast_key

CELLS_MAX: Final = 4_000_000
"""Days of items looked at at a time: 32 MB a table."""


NEVER: Final = date.max.toordinal()


@dataclass(frozen=True, slots=True)
class DemandHistory:
    """What was asked of one item at one site, period by period, oldest first.

    Attributes:
        start: the first day of the first period; the item came or was asked for first within it.
        values: net demand of each whole period, in base units; never below zero.
        censored: whether it had run out for so long that the period tells no demand.
        first_on: the day it first came or was asked for.
    """

    item: str
    site: str
    period: Period
    start: date
    values: Floats
    censored: Flags
    first_on: date

    @property
    def key(self) -> str:
        return forecast_key(self.item, self.site)

    @property
    def known(self) -> Floats:
        """The values of the periods that tell demand; all where none does."""
        return self.values if self.censored.all() else self.values[~self.censored]


class Demand:
    """Net demand of a house, by item, site and day.

    Attributes:
        matching: what has become of the returns.
    """

    def __init__(self, book: Book, flows: Iterable[Flow]) -> None:
        reading = LedgerReading(book, flows)
        self.matching: Matching = match_returns(book, reading)
        self._review_days = book.rules.review_days
        self._keys = list(reading.keys)
        self._asked = _asked(reading, self.matching.left)
        self._stock, self._arrivals = _stock(reading)
        self._now = _stocked_now(book, self._keys)
        self._first = _first_days(len(self._keys), self._asked, self._stock)

    def histories(self, *, on: date, period: Period | None = None) -> dict[str, DemandHistory]:
        """Return what was asked for until a day, the period it lies in left out.

        Args:
            on: today.
            period: the step for all; None for the one that suits each item.

        Returns:
            Forecast key -> history, of everything that ever came or was asked for by then.
        """
        found = (one for rows in self._chunks(on) for one in self._of(rows, on, period))
        return {one.key: one for one in found}

    def _chunks(self, on: date) -> Iterator[Ints]:
        """Yield the keys that had come by a day, as many at a time as tables hold."""
        rows = np.flatnonzero(self._first < on.toordinal())
        if rows.size:
            step = max(1, CELLS_MAX // self._days(rows, on).count)
            for begin in range(0, rows.size, step):
                yield rows[begin : begin + step]

    def _days(self, rows: Ints, on: date) -> Days:
        first = date.fromordinal(int(self._first[rows].min()))
        return Days(start_of(Period.WEEK, start_of(Period.MONTH, first)), on)

    def run_out(self, first: date, end: date) -> dict[tuple[str, str], int]:
        """Return (item, site) -> on how many days of some nothing was left, where there were any.

        Args:
            first: the first of the days.
            end: the day after the last.
        """
        found: dict[tuple[str, str], int] = {}
        for rows in self._chunks(end):
            days = self._days(rows, end)
            since = max(0, (first - days.first).days)
            empty = self._is_empty(rows, days, self._is_alive(rows, days))[:, since:].sum(axis=1)
            for place in np.flatnonzero(empty).tolist():
                found[self._keys[rows[place]]] = int(empty[place])
        return found

    def cycles(self, first: date, end: date) -> Iterator[Cycle]:
        """Yield the order cycles that ended on some days, item by item.

        Args:
            first: the first of the days.
            end: the day after the last.
        """
        for rows in self._chunks(end):
            days = self._days(rows, end)
            is_empty = self._is_empty(rows, days, self._is_alive(rows, days))
            for one in ended(self._arrivals.table(rows, days) > 0, is_empty):
                if (on := day_of(days, one.column)) >= first:
                    item, site = self._keys[rows[one.row]]
                    yield Cycle(item, site, on, one.ran_out)

    @property
    def first_on(self) -> date | None:
        """The day anything came or was asked for first; None where nothing ever was."""
        first = int(self._first.min(initial=NEVER))
        return None if first == NEVER else date.fromordinal(first)

    def _of(self, rows: Ints, on: date, period: Period | None) -> Iterator[DemandHistory]:
        days = self._days(rows, on)
        asked = self._asked.table(rows, days)
        is_alive = self._is_alive(rows, days)
        is_empty = self._is_empty(rows, days, is_alive)
        chosen = [period] * rows.size if period else self._suiting(asked, is_alive)
        steps = {one: Stepped(one, days, asked, is_alive, is_empty) for one in set(chosen)}
        for place, row in enumerate(rows.tolist()):
            first_on, step = date.fromordinal(int(self._first[row])), steps[chosen[place]]
            item, site = self._keys[row]
            yield DemandHistory(
                item=item,
                site=site,
                period=step.period,
                start=start_of(step.period, first_on),
                values=step.demand(place, first_on),
                censored=step.censored(place, first_on),
                first_on=first_on,
            )

    def _is_alive(self, rows: Ints, days: Days) -> Flags:
        """Return for items and days whether an item had come or been asked for by then."""
        is_alive: Flags = days.ordinals >= self._first[rows][:, None]
        return is_alive

    def _suiting(self, asked: Ints, is_alive: Flags) -> list[Period]:
        """Return the period in which each item's demand is best counted."""
        demand = np.where(is_alive, asked / SCALE, np.nan)
        names = choose_period(demand, review_days=self._review_days)
        return [Period(name) for name in names.tolist()]

    def _is_empty(self, rows: Ints, days: Days, is_alive: Flags) -> Flags:
        """Return for items and days whether nothing was left there when the day was over."""
        changes = self._stock.table(rows, days)
        after = self._stock.total_from(rows, days.end)
        before = self._now[rows] - after - changes.sum(axis=1)
        has_some: Flags = before[:, None] + changes.cumsum(axis=1) > 0
        lies_over_night: Flags = np.any(has_some & is_alive, axis=1, keepdims=True)
        return ~has_some & is_alive & lies_over_night


def histories(
    book: Book, flows: Iterable[Flow], *, on: date, period: Period | None = None
) -> dict[str, DemandHistory]:
    """Return forecast key -> what was asked for of an item at a site; see `Demand`."""
    return Demand(book, flows).histories(on=on, period=period)


def stacked(found: Sequence[DemandHistory]) -> tuple[Floats, Flags]:
    """Return (values, censored) of histories of one period as tables, the latest period last.

    One row a history, as many columns as the longest has periods; NaN before an item was there.
    """
    columns = max((one.values.size for one in found), default=0)
    values = np.full((len(found), columns), np.nan)
    censored = np.zeros((len(found), columns), dtype=np.bool_)
    for row, one in enumerate(found):
        values[row, columns - one.values.size :] = one.values
        censored[row, columns - one.values.size :] = one.censored
    return values, censored


def _asked(reading: LedgerReading, left: Ints) -> Daily:
    issues, rows = reading.issues, np.flatnonzero(left)
    key, day = np.array(issues.key, dtype=np.int64), np.array(issues.day, dtype=np.int64)
    return Daily(key[rows], day[rows], left[rows])


def _stock(reading: LedgerReading) -> tuple[Daily, Daily]:
    """Return all changes in places for picking, and what of them arrived."""
    stock = reading.stock
    transaction = np.array(stock.transaction, dtype=np.int64)
    rows = np.flatnonzero(~np.isin(transaction, reading.voided()))
    arrived = rows[np.array(stock.arrival, dtype=np.int64)[rows] > 0]
    key, day = np.array(stock.key, dtype=np.int64), np.array(stock.day, dtype=np.int64)
    change = np.array(stock.change, dtype=np.int64)
    return (
        Daily(key[rows], day[rows], change[rows]),
        Daily(key[arrived], day[arrived], change[arrived]),
    )


def _stocked_now(book: Book, keys: Sequence[tuple[str, str]]) -> Ints:
    """Return what lies at each (item, site) for picking, in millionths."""
    sites = Sites(book)
    by_item = {item: sites.stocked(item) for item, _ in keys}
    return np.array([int(by_item[item].get(site, ZERO) * SCALE) for item, site in keys], np.int64)


def _first_days(keys: int, asked: Daily, stock: Daily) -> Ints:
    """Return for each key the day it came or was asked for first; never for some that were undone."""
    first = np.full(keys, NEVER, dtype=np.int64)
    np.minimum.at(first, asked.key, asked.day)
    has_come = stock.quantity > 0
    np.minimum.at(first, stock.key[has_come], stock.day[has_come])
    return first
