"""What the stock is worth, how often it turns over and how long it lasts."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from inventory.book import Book
from inventory.demand.history import Demand
from inventory.documents.forecast import Forecast
from inventory.documents.weekly_report import WeeklyReport
from inventory.item import Item
from inventory.quantity import ONE, ZERO
from inventory.valuation.stock_value import StockValue
from inventory.valuation.value_accounts import Account

YEAR: Final = 365
DAYS_MIN: Final = 28
"""A book that covers less says nothing of a year."""

TENTH: Final = Decimal("0.1")


class StockFigures:
    """Figures of the stock of a house, by the valuation of its rules.

    Args:
        book: as it stands.
        worth: of all of it.
        demand: to tell how far back the book goes.
    """

    def __init__(self, book: Book, worth: StockValue, demand: Demand) -> None:
        self._book, self._worth, self._demand = book, worth, demand
        self._method = book.rules.valuation
        self.value: Decimal = worth.totals[self._method]

    def turns(self, end: date, before: WeeklyReport | None) -> Decimal | None:
        """Return how often the stock turns over in a year: cost of goods sold over its mean value.

        Args:
            end: the day after the last one that counts.
            before: whose weeks tell what the stock was worth earlier.
        """
        first = self._demand.first_on
        days = min(YEAR, (end - first).days) if first else 0
        mean = self._mean_value(before)
        if days < DAYS_MIN or not mean:
            return None
        since = end - timedelta(days=YEAR) if days == YEAR else date.min
        return (self._cost_since(since) * YEAR / days / mean).quantize(TENTH)

    def days_of_cover(self) -> Decimal | None:
        """Return for how many days the stock lasts at the demand that is expected.

        Items count by what they cost; where no cost is known at all, by units.
        """
        there, daily = self._in_money() or self._in_units()
        return (there / daily).quantize(TENTH) if daily > 0 else None

    def _mean_value(self, before: WeeklyReport | None) -> Decimal:
        weeks = before.weeks if before else ()
        values = [one.value for one in weeks if one.value is not None]
        return (sum(values, ZERO) + self.value) / (len(values) + 1)

    def _cost_since(self, day: date) -> Decimal:
        """Return what goods cost that were sold since a day; of its month as many days as are left."""
        costs = self._worth.costs[self._method]
        first = day.isoformat()[:7]
        length = monthrange(day.year, day.month)[1]
        share = Decimal(length - day.day + 1) / length
        return sum(
            (
                accounts.get(Account.SOLD, ZERO) * (share if month == first else ONE)
                for month, accounts in costs.items()
                if month >= first
            ),
            ZERO,
        )

    def _in_money(self) -> tuple[Decimal, Decimal] | None:
        """Return (worth of the stock, of expected demand a day) of items whose cost is known."""
        costs = dict(self._unit_costs())
        if not costs:
            return None
        there = sum((one.values[self._method] for one in self._worth.items), ZERO)
        return there, sum(
            (one.daily * costs.get(one.item, ZERO) for one in self._book.all(Forecast)), ZERO
        )

    def _in_units(self) -> tuple[Decimal, Decimal]:
        there = sum((one.quantity for one in self._worth.items), ZERO)
        return there, sum((one.daily for one in self._book.all(Forecast)), ZERO)

    def _unit_costs(self) -> Iterator[tuple[str, Decimal]]:
        """Yield what a unit costs as stated, and in its place what it stands for in the stock."""
        for item in self._book.all(Item):
            if item.unit_cost is not None:
                yield item.sku, item.unit_cost
        for one in self._worth.items:
            if one.quantity > 0 and one.values[self._method]:
                yield one.item, one.values[self._method] / one.quantity
