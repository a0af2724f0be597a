"""The chart of an item shows its past, what is expected, and where its stock stands."""

from decimal import Decimal

from bot.charts.of_demand import demand_chart, levels_of, stock_gauge
from inventory.documents.forecast import Parameters, Period
from inventory.papers.chart import Level
from inventory.planning.outlook import Outlook
from tests.bot.forecasts import a_forecast, an_outlook
from tests.builders import an_item

PAST = Outlook(
    item="MUG-BLU", period="week", past=("2026-11-09", "2026-11-16"), demand=(3, 5), censored=(0,)
)


def test_what_was_and_what_is_expected_stand_side_by_side():
    ahead = an_outlook(a_forecast())
    shown = PAST.model_copy(
        update={name: getattr(ahead, name) for name in ("ahead", "expected", "low", "high")}
    )
    chart = demand_chart(an_item(), shown, None)
    asked, expected = chart.series
    assert asked.values[:3] == (3, 5, None)
    assert expected.values[:3] == (None, None, Decimal("11.4"))
    assert chart.band.label == "9 of 10 fall in here"
    assert chart.unknown == (0,)
    assert chart.unit == "pieces a week"


def test_without_a_forecast_only_the_past_is_there():
    chart = demand_chart(an_item(), PAST.model_copy(update={"site": "North"}), None)
    assert [one.label for one in chart.series] == ["Asked for"]
    assert chart.band is None
    assert chart.title == "MUG-BLU · Blue mug · North"
    assert chart.period is Period.WEEK


def test_stock_stands_against_the_levels_that_act():
    gauge = stock_gauge(an_item(), a_forecast(), available=Decimal(44), coming=Decimal(36))
    assert (gauge.label, gauge.coming_label) == ("Available 44 pieces", "+ 36 coming")
    assert gauge.levels == (
        Level(label="reorder at 35", value=Decimal(35)),
        Level(label="up to 70", value=Decimal(70)),
    )


def test_levels_that_are_one_or_none_are_drawn_once_or_not_at_all():
    level = Parameters(reorder_point=Decimal(9), order_up_to_level=Decimal(9))
    assert levels_of(level) == (Level(label="up to 9", value=Decimal(9)),)
    assert levels_of(Parameters()) == ()
    filled_up = Parameters(reorder_point=Decimal(8), order_up_to_level=Decimal(9))
    assert levels_of(filled_up) == (Level(label="up to 9", value=Decimal(9)),)
    gauge = stock_gauge(an_item(), None, available=Decimal(0), coming=Decimal(0))
    assert (gauge.levels, gauge.coming) == ((), None)


def test_what_nobody_asks_for_has_a_sentence_in_the_place_of_a_chart():
    quiet = PAST.model_copy(update={"demand": (Decimal(0), Decimal(0))})
    chart = demand_chart(an_item(), quiet, None)
    assert (chart.subtitle, chart.series) == ("Nothing was asked for yet.", ())
