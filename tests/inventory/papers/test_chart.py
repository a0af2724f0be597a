"""A chart is whole, or it is none."""

from datetime import date
from decimal import Decimal

import pytest
from pydantic import ValidationError

from inventory.papers.chart import Band, Chart, ChartSheet, Gauge, Level, Series

DAYS = (date(2026, 11, 2), date(2026, 11, 9))
ONE = (Decimal(1),)


def test_every_day_has_its_value():
    chart = Chart(title="MUG-BLU", days=DAYS, series=(Series(label="Issued", values=(*ONE, None)),))
    assert chart.series[0].values == (Decimal(1), None)


@pytest.mark.parametrize(
    "part",
    [
        {"series": (Series(label="Issued", values=ONE),)},
        {"band": Band(label="9 of 10", low=ONE, high=(*ONE, *ONE))},
        {"unknown": (2,)},
        {"unknown": (-1,)},
        {"days": ()},
    ],
)
def test_values_without_a_day_are_refused(part):
    with pytest.raises(ValidationError):
        Chart.model_validate({"title": "MUG-BLU", "days": DAYS} | part)


def test_a_sheet_holds_twelve_charts_and_a_gauge_two_levels():
    chart = Chart(title="MUG-BLU", days=DAYS)
    assert len(ChartSheet(title="RP-3", charts=(chart,) * 12).charts) == 12
    with pytest.raises(ValidationError):
        ChartSheet(title="RP-3", charts=(chart,) * 13)
    level = Level(label="reorder at 3", value=Decimal(3))
    with pytest.raises(ValidationError):
        Gauge(label="Available 3", value=Decimal(3), levels=(level,) * 3)
