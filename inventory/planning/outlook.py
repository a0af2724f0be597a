"""What is shown of an item: what was asked for of late, and what is expected of the next periods."""

import math
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from inventory.demand.calendar import place_in_year, start_of, starts
from inventory.demand.history import DemandHistory
from inventory.documents.forecast import DAYS_OF, Forecast, Period
from inventory.forecasting.shapes import REACH, damped
from inventory.planning.expecting import YEAR_OF
from inventory.policies.distributions import quantile
from inventory.quantity import ONE, Quantity
from inventory.record import Record

SHOWN_MAX: Final[dict[Period, int]] = {Period.DAY: 42, Period.WEEK: 26, Period.MONTH: 24}
"""Periods of the past that are looked back on."""

AHEAD_MIN: Final[dict[Period, int]] = {Period.DAY: 14, Period.WEEK: 6, Period.MONTH: 4}
AHEAD_MAX: Final[dict[Period, int]] = {Period.DAY: 28, Period.WEEK: 16, Period.MONTH: 12}
"""Periods ahead: as many as lead time and review take, within these bounds."""

LOW: Final = 0.05
HIGH: Final = 0.95
"""Nine periods of ten stay within these quantiles."""

HUNDREDTH: Final = Decimal("0.01")
REACH_OF_TREND: Final = Decimal(REACH)


class Outlook(Record):
    """Demand of an item at a site, period by period.

    Attributes:
        past: the first days of whole periods, oldest first; `demand` what was asked for in each.
        censored: places in `past` in which the item had run out.
        ahead: the first days of the periods to come, the one that goes on now first.
        expected, low, high: of each of these; nine of ten such periods fall between low and high.
    """

    item: str
    site: str = ""
    period: Period
    past: tuple[date, ...] = ()
    demand: tuple[Quantity, ...] = ()
    censored: tuple[int, ...] = ()
    ahead: tuple[date, ...] = ()
    expected: tuple[Quantity, ...] = ()
    low: tuple[Quantity, ...] = ()
    high: tuple[Quantity, ...] = ()

    @property
    def days(self) -> tuple[date, ...]:
        return (*self.past, *self.ahead)


def outlook(forecast: Forecast | None, history: DemandHistory | None, *, on: date) -> Outlook:
    """Put history and forecast of an item at a site side by side.

    Args:
        forecast: None where none is kept; its period is that of the history.
        history: None where nothing ever came or was asked for.
        on: today.

    Raises:
        ValueError: neither is given, or they are of two periods.
    """
    known = forecast or history
    if known is None:
        raise ValueError("neither a forecast nor a history")
    if forecast and history and forecast.period is not history.period:
        raise ValueError("forecast and history are of two periods")
    seen = _seen(history) if history else Outlook(item=known.item, period=known.period)
    parts = _expected(forecast, on) if forecast else {}
    return seen.model_copy(update={"site": known.site, **parts})


def expected_in(forecast: Forecast, day: date) -> Quantity:
    """Return the demand that is expected of the period a day lies in, the first of the forecast."""
    return next(_means(forecast, (start_of(forecast.period, day),)))


def _seen(history: DemandHistory) -> Outlook:
    most = SHOWN_MAX[history.period]
    first_days = _from(history.start, history.period, history.values.size)[-most:]
    values = history.values[-most:].tolist()
    censored = history.censored[-most:].tolist()
    return Outlook(
        item=history.item,
        period=history.period,
        past=first_days,
        demand=tuple(Decimal(repr(value)) for value in values),
        censored=tuple(place for place, is_out in enumerate(censored) if is_out),
    )


def _expected(forecast: Forecast, on: date) -> dict[str, tuple[date, ...] | tuple[Quantity, ...]]:
    length = float(DAYS_OF[forecast.period])
    wanted = math.ceil(float(forecast.horizon_days) / length)
    least, most = AHEAD_MIN[forecast.period], AHEAD_MAX[forecast.period]
    ahead = _from(start_of(forecast.period, on), forecast.period, min(max(wanted, least), most))
    means = list(_means(forecast, ahead))
    variance = float(forecast.deviation) ** 2
    return {
        "ahead": ahead,
        "expected": tuple(mean.quantize(HUNDREDTH) for mean in means),
        "low": _bounds(means, variance, LOW),
        "high": _bounds(means, variance, HIGH),
    }


def _means(forecast: Forecast, ahead: Sequence[date]) -> Iterator[Decimal]:
    """Yield what is expected of each period; a trend adds less with every one, as it was forecast."""
    slopes = damped(len(ahead), YEAR_OF[forecast.period])
    for added, day in zip(slopes / slopes[0] - 1, ahead, strict=True):
        level = forecast.mean + forecast.trend * Decimal(repr(float(added)))
        least, most = forecast.mean / REACH_OF_TREND, forecast.mean * REACH_OF_TREND
        place = place_in_year(forecast.period, day) % max(len(forecast.season), 1)
        factor = forecast.season[place] if forecast.season else ONE
        yield min(max(least, level), most) * factor


def _bounds(means: Sequence[Decimal], variance: float, level: float) -> tuple[Quantity, ...]:
    found = quantile([float(mean) for mean in means], [variance] * len(means), [level] * len(means))
    return tuple(Decimal(repr(float(value))) for value in found)


def _from(first: date, period: Period, periods: int) -> tuple[date, ...]:
    """Return the first days of so many periods."""
    if not periods:
        return ()
    end = date.fromordinal(first.toordinal() + periods * 32)
    return tuple(date.fromordinal(int(day)) for day in starts(period, first, end)[:periods])
