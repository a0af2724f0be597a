"""The charts of a week show how it came to be so."""

from datetime import date
from decimal import Decimal

from bot.charts.of_weeks import NOTHING, week_sheet
from inventory.documents.weekly_report import WeekFigures
from tests.bot.weeks import FIGURES, a_report

EARLIER = FIGURES.model_copy(update={"fill_rate": Decimal("0.99"), "value": Decimal(9000)})


def charts(report):
    return dict(
        zip(("fill", "value", "error", "cover"), week_sheet(report, "EUR").charts, strict=True)
    )


def test_each_week_stands_on_its_monday_the_last_one_to_the_right():
    drawn = charts(a_report(weeks=(EARLIER, WeekFigures(), FIGURES)))
    assert drawn["value"].days == (date(2026, 11, 9), date(2026, 11, 16), date(2026, 11, 23))
    assert drawn["value"].series[0].values == (Decimal(9000), None, Decimal("12345.5"))
    assert drawn["value"].unit == "EUR"


def test_the_fill_rate_stands_in_per_cent_against_its_target():
    drawn = charts(a_report(weeks=(EARLIER, FIGURES)))["fill"]
    assert drawn.series[0].values == (99, Decimal("92.7"))
    assert [(one.label, one.value) for one in drawn.levels] == [("Target 95 %", 95)]
    assert (drawn.bottom, drawn.top) == (80, 100)


def test_a_first_week_is_a_chart_of_one_and_says_what_could_not_be_measured():
    drawn = charts(a_report(figures=WeekFigures(value=Decimal(100))))
    assert len(drawn["value"].days) == 1
    assert drawn["value"].subtitle == ""
    assert drawn["error"].subtitle == NOTHING
    assert drawn["fill"].bottom == 0
