"""The week that is over, in figures; what cannot be measured stays open.

It reads the whole ledger twice, for demand and for the value of the stock: once a week, by a job.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from typing import Final

from inventory.book import Book
from inventory.counting.accuracy import Grouping, accuracy_report
from inventory.demand.history import Demand, DemandHistory
from inventory.demand.service import asked_between, service_of
from inventory.documents.forecast import DAYS_OF, Forecast, Period
from inventory.documents.replenishment import Proposal
from inventory.documents.stock_alert import StockAlert
from inventory.documents.weekly_report import LostSale, WeekFigures, WeeklyReport
from inventory.item import Item
from inventory.planning.outlook import expected_in
from inventory.ports import JournalReader
from inventory.quantity import ZERO
from inventory.reporting.lost_sales import lost_sales, value_of
from inventory.reporting.movers import movers_of
from inventory.reporting.past_forecasts import forecasts_at
from inventory.reporting.stock_figures import StockFigures
from inventory.stock_policy import forecast_key
from inventory.valuation.stock_value import value_of_stock

WEEKS_SHOWN: Final = 13
"""A quarter: so many weeks stand side by side in the charts."""

LOST_MAX: Final = 20
"""So many items of which sales may have been missed are kept by name."""

SHARE: Final = Decimal("0.0001")
PERCENT: Final = Decimal(100)


def report_number(day: date) -> str:
    """Return the number of the report about the week of a day.

    Examples:
        >>> report_number(date(2026, 11, 23)), report_number(date(2027, 1, 1))
        ('WR-2026-48', 'WR-2026-53')
    """
    year, week, _ = day.isocalendar()
    return f"WR-{year}-{week:02}"


def looking_back(book: Book, reader: JournalReader, on: date) -> WeeklyReport | None:
    """Return how the last whole week before a day went.

    None where it has been told already, or where the book is younger than that.
    """
    monday = on - timedelta(days=on.weekday() + 7)
    if book.get(WeeklyReport, report_number(monday)) is not None:
        return None
    demand = Demand(book, reader.flows())
    is_whole = demand.first_on is not None and demand.first_on <= monday
    return weekly_report(book, reader, demand, on=on) if is_whole else None


def weekly_report(book: Book, reader: JournalReader, demand: Demand, *, on: date) -> WeeklyReport:
    """Return how the last whole week before a day went.

    Args:
        book: as it stands; the stock is valued as it is now.
        reader: the past of the same journal.
        demand: read from it.
        on: today, the Monday after it or later.
    """
    last = on - timedelta(days=on.weekday() + 1)
    week = _Week(book, reader, demand, first=last - timedelta(days=6), last=last)
    before = book.get(WeeklyReport, report_number(week.first - timedelta(days=7)))
    figures = week.figures(before)
    earlier = (before.weeks or (before.figures,)) if before else ()
    risers, fallers, best = movers_of(book, week.histories.values())
    return WeeklyReport(
        number=report_number(week.first),
        first=week.first,
        last=week.last,
        figures=figures,
        weeks=(*earlier, figures)[-WEEKS_SHOWN:],
        risers=risers,
        fallers=fallers,
        best=best,
        lost=week.lost[:LOST_MAX],
    )


@dataclass(frozen=True)
class _Week:
    """What there is to look at.

    Attributes:
        first, last: its days, Monday to Sunday.
    """

    book: Book
    reader: JournalReader
    demand: Demand
    first: date
    last: date

    @property
    def end(self) -> date:
        return self.last + timedelta(days=1)

    @cached_property
    def histories(self) -> dict[str, DemandHistory]:
        """Demand by week, this one last."""
        return self.demand.histories(on=self.end, period=Period.WEEK)

    @cached_property
    def expected(self) -> dict[str, Forecast]:
        """What was expected on its first morning."""
        return forecasts_at(self.book, self.reader, self.first)

    @cached_property
    def days_out(self) -> dict[tuple[str, str], int]:
        """On how many days of it nothing was left of what is in use and asked for, by item and site."""
        out = self.demand.run_out(self.first, self.end)
        return {key: days for key, days in out.items() if self._is_wanted(*key)}

    @cached_property
    def lost(self) -> tuple[LostSale, ...]:
        """What may have been missed meanwhile."""
        return lost_sales(self.book, self.days_out, self.expected)

    def figures(self, before: WeeklyReport | None) -> WeekFigures:
        """Measure the week.

        Args:
            before: the report of the week before it, None where there is none.
        """
        asked = list(asked_between(self.book, self.first, self.last))
        service = service_of(asked)
        handed_over = sum((one.filled for one in asked if not one.is_ordered), ZERO)
        stock = StockFigures(self.book, value_of_stock(self.book, self.reader), self.demand)
        error, bias = self._error()
        proposals, alerts = self.book.all(Proposal), list(self.book.all(StockAlert))
        return WeekFigures(
            fill_rate=_share(service.fill_rate),
            fill_target=self._target(),
            ordered=service.ordered if service.lines else None,
            filled=service.filled if service.lines else None,
            turns=stock.turns(self.end, before),
            days_of_cover=stock.days_of_cover(),
            value=stock.value,
            value_before=before.figures.value if before else None,
            shrinkage=self._shrinkage(),
            error=error,
            bias=bias,
            stockouts=self._stockouts(),
            proposals=sum(self._is_in(one.proposed_on) for one in proposals),
            alerts=sum(self._is_in(one.opened_on) for one in alerts),
            alerts_resolved=sum(self._is_in(one.resolved_on) for one in alerts),
            handed_over=handed_over if service.lines else None,
            lost_value=value_of(self.lost),
        )

    def _target(self) -> Decimal:
        """Return the fill rate asked for, by how much is expected of each item; else the house's."""
        rules = self.book.rules
        aimed = [
            (one.service_level, one.daily)
            for one in self.book.all(Forecast)
            if one.service.is_of_units and one.service_level and one.mean > 0
        ]
        expected = sum((daily for _, daily in aimed), ZERO)
        if not expected:
            return (rules.service_level / PERCENT).quantize(SHARE)
        return (sum((level * daily for level, daily in aimed), ZERO) / expected).quantize(SHARE)

    def _error(self) -> tuple[Decimal | None, Decimal | None]:
        """Return (error, bias) of what had been expected of the week, as shares of its demand."""
        told = [
            (expected_in(forecast, self.first) * 7 / DAYS_OF[forecast.period], self._asked(key))
            for key, forecast in self.expected.items()
            if key in self.histories and not self.histories[key].censored[-1:].any()
        ]
        asked = sum((happened for _, happened in told), ZERO)
        if not asked:
            return None, None
        off = sum((abs(expected - happened) for expected, happened in told), ZERO)
        over = sum((expected - happened for expected, happened in told), ZERO)
        return (off / asked).quantize(SHARE), (over / asked).quantize(SHARE)

    def _asked(self, key: str) -> Decimal:
        return Decimal(repr(float(self.histories[key].values[-1])))

    def _shrinkage(self) -> Decimal | None:
        """Return what counts of the week have lost, in money; None where nothing was counted."""
        total = accuracy_report(self.book, Grouping.ITEM, self.first, self.last).total
        return -total.net_value if total.lines else None

    def _stockouts(self) -> int:
        """Return how many items in use that are asked for had run out somewhere on some day."""
        return len({item for item, _ in self.days_out})

    def _is_wanted(self, item: str, site: str) -> bool:
        known = self.book.get(Item, item)
        return known is not None and known.is_active and self._had_demand(item, site)

    def _had_demand(self, item: str, site: str) -> bool:
        history = self.histories.get(forecast_key(item, site))
        return history is not None and bool(history.values[-52:].any())

    def _is_in(self, day: date | None) -> bool:
        return day is not None and self.first <= day <= self.last


def _share(value: Decimal | None) -> Decimal | None:
    return None if value is None else value.quantize(SHARE)
