from datetime import date

from inventory.demand.calendar import months, place_in_year, starts
from inventory.documents.forecast import Period


def test_no_period_is_whole_before_its_first_day():
    bounds = starts(Period.MONTH, date(2026, 12, 15), date(2026, 11, 26))

    assert bounds.tolist() == [date(2026, 12, 1).toordinal()]


def test_days_and_weeks_follow_one_another():
    days = starts(Period.DAY, date(2026, 11, 30), date(2026, 12, 2))
    weeks = starts(Period.WEEK, date(2026, 11, 26), date(2026, 12, 14))

    assert [date.fromordinal(day).day for day in days.tolist()] == [30, 1, 2]
    assert [date.fromordinal(day).day for day in weeks.tolist()] == [23, 30, 7, 14]


def test_the_first_day_of_a_year_stands_at_its_beginning():
    assert place_in_year(Period.DAY, date(2026, 1, 1)) == 0
    assert place_in_year(Period.MONTH, date(2026, 12, 31)) == 11


def test_months_that_some_days_do_not_touch_are_none():
    assert list(months(date(2027, 1, 1), date(2026, 11, 30))) == []
