"""An outlook joins what was asked for to what is expected, without a gap and without a surprise."""

from datetime import date
from decimal import Decimal

import numpy as np
import pytest

from inventory.demand.history import DemandHistory
from inventory.documents.forecast import Forecast, Period
from inventory.planning.outlook import AHEAD_MAX, AHEAD_MIN, SHOWN_MAX, outlook

TODAY = date(2026, 11, 26)
MONDAY = date(2026, 11, 23)


def a_history(*values, start=date(2026, 10, 26), period=Period.WEEK, censored=()):
    return DemandHistory(
        item="MUG-BLU",
        site="",
        period=period,
        start=start,
        values=np.array(values, dtype=np.float64),
        censored=np.array([place in censored for place in range(len(values))]),
        first_on=start,
    )


def a_forecast(**facts):
    usual = {"computed_on": MONDAY, "period": Period.WEEK, "mean": 6, "deviation": 3}
    return Forecast.model_validate({"item": "MUG-BLU"} | usual | facts)


def test_the_week_that_goes_on_follows_the_last_whole_one():
    shown = outlook(a_forecast(), a_history(5, 6, 7, 4), on=TODAY)
    assert shown.past[-1] == date(2026, 11, 16)
    assert shown.ahead[:2] == (MONDAY, date(2026, 11, 30))
    assert shown.demand == tuple(map(Decimal, (5, 6, 7, 4)))
    assert shown.expected == (Decimal(6),) * AHEAD_MIN[Period.WEEK]


def test_weeks_without_stock_are_marked_where_they_stand():
    assert outlook(None, a_history(5, 0, 7, censored={1}), on=TODAY).censored == (1,)


def test_only_the_last_half_year_of_weeks_is_shown_and_its_marks_move_along():
    values = range(SHOWN_MAX[Period.WEEK] + 4)
    shown = outlook(None, a_history(*values, start=date(2026, 4, 27), censored={3, 5}), on=TODAY)
    assert len(shown.past) == SHOWN_MAX[Period.WEEK]
    assert shown.demand[0] == 4
    assert shown.past[0] == date(2026, 5, 25)
    assert shown.censored == (1,)


def test_as_many_weeks_ahead_as_delivery_and_review_take_within_reason():
    def weeks(days):
        return len(outlook(a_forecast(horizon_days=days), None, on=TODAY).ahead)

    assert [weeks(days) for days in (0, 60, 5000)] == [
        AHEAD_MIN[Period.WEEK],
        9,
        AHEAD_MAX[Period.WEEK],
    ]


def test_nine_of_ten_lie_between_low_and_high():
    shown = outlook(a_forecast(mean=6, deviation=0), None, on=TODAY)
    assert (shown.low[0], shown.high[0]) == (2, 10)  # Poisson of mean 6
    wide = outlook(a_forecast(mean=6, deviation=6), None, on=TODAY)
    assert wide.low[0] < 2
    assert wide.high[0] > 10


def test_where_nothing_is_expected_nothing_is_possible():
    shown = outlook(a_forecast(mean=0, deviation=0), None, on=TODAY)
    assert set(shown.expected) == set(shown.high) == {0}


def test_a_trend_adds_less_with_every_period_and_never_leads_below_half():
    steps = outlook(a_forecast(mean=6, trend=Decimal("-0.5")), None, on=TODAY).expected
    assert steps[:3] == (6, Decimal("5.51"), Decimal("5.03"))
    assert steps[0] - steps[1] > steps[1] - steps[2]
    steep = outlook(a_forecast(mean=6, trend=Decimal("-2.5")), None, on=TODAY)
    assert steep.expected[:4] == (6, Decimal("3.56"), 3, 3)


def test_a_season_is_that_of_the_month():
    season = tuple(Decimal(month) for month in range(1, 13))
    forecast = a_forecast(period=Period.MONTH, mean=10, season=season)
    shown = outlook(forecast, None, on=TODAY)
    assert shown.ahead[:2] == (date(2026, 11, 1), date(2026, 12, 1))
    assert shown.expected[:3] == (110, 120, 10)


@pytest.mark.parametrize("period", Period)
def test_every_period_has_its_days(period):
    history = a_history(1, 2, 3, start=date(2026, 8, 1), period=period)
    shown = outlook(a_forecast(period=period), history, on=TODAY)
    assert len(shown.days) == 3 + AHEAD_MIN[period]
    assert list(shown.days) == sorted(set(shown.days))


def test_an_item_that_is_not_a_whole_period_old_has_no_past_yet():
    assert outlook(a_forecast(), a_history(), on=TODAY).past == ()


def test_two_periods_or_nothing_at_all_are_no_outlook():
    with pytest.raises(ValueError, match="two periods"):
        outlook(a_forecast(period=Period.DAY), a_history(1), on=TODAY)
    with pytest.raises(ValueError, match="neither"):
        outlook(None, None, on=TODAY)
