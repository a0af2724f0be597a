"""The bot's tab of weekly reports: a row a week, so that months can be compared and charted."""

from decimal import Decimal
from typing import Final, NamedTuple

from inventory.book import Book
from inventory.documents.weekly_report import WeekFigures, WeeklyReport
from inventory.quantity import Quantity
from sheets_schema.columns import Column, Kind, RowColor, View, bot_tab

PER_CENT: Final = Decimal(100)
MISSED: Final = "#FAD2CF"

REPORTS: Final = bot_tab(
    title="Weekly reports",
    sheet_id=145,
    key="number",
    purpose="How each week went, against what was asked for: red missed its fill rate.",
    color="#12B5CB",
    columns=(
        Column("Report", "number", width=110),
        Column("From", "report.first", Kind.DATE, 100),
        Column("To", "report.last", Kind.DATE, 100),
        Column("Fill rate (percent)", "fill_rate", Kind.QUANTITY, 120, "There at once, by units."),
        Column("Target (percent)", "fill_target", Kind.QUANTITY, 110),
        Column("Ordered", "figures.ordered", Kind.QUANTITY, 90, "Units over all orders."),
        Column("There at once", "figures.filled", Kind.QUANTITY, 100),
        Column("Items run out", "figures.stockouts", Kind.INTEGER, 100, "On some day of it."),
        Column("Stock value", "figures.value", Kind.MONEY, 110, "When the week was over."),
        Column("A week before", "figures.value_before", Kind.MONEY, 110),
        Column("Turns a year", "figures.turns", Kind.QUANTITY, 100),
        Column("Days of cover", "figures.days_of_cover", Kind.QUANTITY, 100),
        Column(
            "Lost by counts",
            "figures.shrinkage",
            Kind.MONEY,
            110,
            "In money; below zero: found again.",
            is_signed=True,
        ),
        Column("Forecast off by (percent)", "error", Kind.QUANTITY, 150),
        Column(
            "Forecast bias (percent)",
            "bias",
            Kind.QUANTITY,
            140,
            "Above zero: too high on the whole.",
            is_signed=True,
        ),
        Column("Proposals", "figures.proposals", Kind.INTEGER, 90),
        Column("New alerts", "figures.alerts", Kind.INTEGER, 90),
        Column("Alerts over", "figures.alerts_resolved", Kind.INTEGER, 90),
        Column("Rising", "risers", Kind.LIST, 200),
        Column("Falling", "fallers", Kind.LIST, 200),
        Column(
            "May have been missed",
            "figures.lost_value",
            Kind.MONEY,
            130,
            "Days on which items had run out, times what was expected a day, at their price.",
        ),
    ),
    colors=(RowColor("=AND(ISNUMBER(${fill_rate}2),${fill_rate}2<${fill_target}2)", MISSED),),
    views=(View("By fill rate", "fill_rate", sorts_by="fill_rate"),),
)


class ReportRow(NamedTuple):
    """One row of Weekly reports."""

    number: str
    report: WeeklyReport
    figures: WeekFigures
    fill_rate: Quantity | None
    fill_target: Quantity | None
    error: Quantity | None
    bias: Quantity | None
    risers: tuple[str, ...]
    fallers: tuple[str, ...]


def report_row(_book: Book, _key: str, report: WeeklyReport) -> ReportRow:
    """Return a week's row; shares stand there as per cent."""
    figures = report.figures
    return ReportRow(
        number=report.number,
        report=report,
        figures=figures,
        fill_rate=_per_cent(figures.fill_rate),
        fill_target=_per_cent(figures.fill_target),
        error=_per_cent(figures.error),
        bias=_per_cent(figures.bias),
        risers=tuple(one.item for one in report.risers),
        fallers=tuple(one.item for one in report.fallers),
    )


def _per_cent(share: Quantity | None) -> Quantity | None:
    return None if share is None else share * PER_CENT
