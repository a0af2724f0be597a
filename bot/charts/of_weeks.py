"""The sheet of a weekly report: how the figures went over the weeks before."""

from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal
from typing import Final

from inventory.documents.forecast import Period
from inventory.documents.weekly_report import WeekFigures, WeeklyReport
from inventory.papers.chart import Chart, ChartSheet, Level, Series, Shape, Tone
from inventory.quantity import ZERO

HUNDRED: Final = Decimal(100)
TEN: Final = Decimal(10)
NOTHING: Final = "There was nothing to measure yet."

Values = tuple[Decimal | None, ...]


def week_sheet(report: WeeklyReport, currency: str) -> ChartSheet:
    """Return the charts of a weekly report.

    Args:
        report: with the weeks before it; its own figures stand for the last one.
        currency: of its values.
    """
    weeks = report.weeks or (report.figures,)
    return ChartSheet(
        title=week_title(report),
        subtitle=f"{report.first} to {report.last}, and the weeks before",
        charts=(
            _fill_rate(report, weeks),
            _stock_value(report, weeks, currency),
            _forecast_error(report, weeks),
            _cover(report, weeks),
        ),
    )


def week_title(report: WeeklyReport) -> str:
    """Name a week.

    Examples:
        >>> from datetime import date
        >>> week_title(
        ...     WeeklyReport(
        ...         number="WR-2026-48",
        ...         first=date(2026, 11, 23),
        ...         last=date(2026, 11, 29),
        ...         figures=WeekFigures(),
        ...     )
        ... )
        'Week 48 of 2026'
    """
    year, week, _ = report.first.isocalendar()
    return f"Week {week} of {year}"


def _fill_rate(report: WeeklyReport, weeks: Sequence[WeekFigures]) -> Chart:
    values = _percents([one.fill_rate for one in weeks])
    target = report.figures.fill_target
    known = [one for one in (*values, target and target * HUNDRED) if one is not None]
    levels: tuple[Level, ...] = ()
    if target is not None:
        aimed = (target * HUNDRED).quantize(Decimal("0.1"))
        levels = (Level(label=f"Target {aimed.normalize():f} %", value=aimed),)
    return _chart(
        report,
        "There at once when it was ordered",
        "%",
        Series(label="Fill rate", shape=Shape.LINE, values=values, is_told=True),
    ).model_copy(update={"levels": levels, "bottom": _floor(known), "top": HUNDRED})


def _floor(known: Sequence[Decimal]) -> Decimal:
    """Return where the axis begins, a round ten below what is lowest: small changes count."""
    lowest = min(known, default=ZERO)
    return max(ZERO, lowest // TEN * TEN - TEN)


def _stock_value(report: WeeklyReport, weeks: Sequence[WeekFigures], currency: str) -> Chart:
    values = tuple(one.value for one in weeks)
    series = Series(label="At the end of the week", tone=Tone.STOCK, values=values, is_told=True)
    return _chart(report, "Value of the stock", currency, series)


def _forecast_error(report: WeeklyReport, weeks: Sequence[WeekFigures]) -> Chart:
    values = _percents([one.error for one in weeks])
    series = Series(
        label="Off by", shape=Shape.LINE, tone=Tone.EXPECTED, values=values, is_told=True
    )
    return _chart(report, "Forecasts against what was asked for", "%", series)


def _cover(report: WeeklyReport, weeks: Sequence[WeekFigures]) -> Chart:
    values = tuple(one.days_of_cover for one in weeks)
    series = Series(label="Stock lasts", tone=Tone.STOCK, values=values, is_told=True)
    return _chart(report, "Days of cover", "days", series)


def _chart(report: WeeklyReport, title: str, unit: str, series: Series) -> Chart:
    weeks = len(series.values)
    days = tuple(report.first - timedelta(weeks=weeks - 1 - place) for place in range(weeks))
    is_empty = all(value is None for value in series.values)
    return Chart(
        title=title,
        subtitle=NOTHING if is_empty else "",
        unit=unit,
        days=days,
        period=Period.WEEK,
        series=(series,),
    )


def _percents(shares: Sequence[Decimal | None]) -> Values:
    return tuple(None if one is None else one * HUNDRED for one in shares)
