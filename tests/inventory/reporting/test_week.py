from datetime import date
from decimal import Decimal

import pytest

from inventory.documents.forecast import Forecast, Period
from inventory.documents.weekly_report import WeeklyReport
from inventory.errors import NothingChanged
from inventory.notices import Audience, PaperKind
from inventory.planning_commands import KeepForecasts, KeepWeeklyReport
from inventory.reporting.week import looking_back, weekly_report
from tests.builders import (
    a_customer,
    an_item,
    count_stock,
    edit,
    fresh_key,
    move,
    place_order,
)
from tests.demand_days import House, day, today


@pytest.fixture
def house():
    """Mugs at 2 a piece, sold at 5; a customer."""
    house = House()
    mug = an_item("MUG-BLU", unit_cost=Decimal(2), price=Decimal(5))
    for row in (mug, a_customer()):
        house.desk.handle(edit(row))
    return house


def keep(house, *forecasts, on):
    command = KeepForecasts(
        key=fresh_key(), actor="job:plan", at=day(on), on=today(on), forecasts=forecasts
    )
    return house.desk.handle(command)


def expecting(mean, *, on, item="MUG-BLU", **facts):
    facts.setdefault("period", Period.WEEK)
    return Forecast(item=item, computed_on=today(on), mean=Decimal(str(mean)), **facts)


def report(house, on):
    return weekly_report(house.desk.book, house.desk, house.demand(), on=today(on))


def tell(house, on):
    found = looking_back(house.desk.book, house.desk, today(on))
    assert found is not None
    command = KeepWeeklyReport(
        key=fresh_key(), actor="job:weekly_report", at=day(on), week=found.first, report=found
    )
    house.desk.handle(command)
    return found


def test_a_report_is_about_the_last_whole_week(house):
    house.receive(20)

    for on in (7, 9, 13):
        found = report(house, on)
        assert (found.number, found.first, found.last) == (
            "WR-2026-48",
            date(2026, 11, 23),
            date(2026, 11, 29),
        )


def test_service_is_held_against_what_was_asked_for(house):
    house.receive(20)
    house.desk.handle(place_order((15, "MUG-BLU"), when=day(1)))
    house.desk.handle(place_order((15, "MUG-BLU"), when=day(2)))

    figures = report(house, on=7).figures
    assert (figures.ordered, figures.filled, figures.handed_over) == (30, 20, 0)
    assert (figures.fill_rate, figures.fill_target) == (Decimal("0.6667"), Decimal("0.95"))


def test_the_target_is_what_items_ask_for_by_what_is_expected_of_them(house):
    house.receive(20)
    keep(
        house,
        expecting(30, on=0, service_level=Decimal("0.9")),
        expecting(10, on=0, item="TEE-BLK-M", service_level=Decimal("0.98")),
        on=0,
    )

    assert report(house, on=7).figures.fill_target == Decimal("0.92")


def test_turns_of_more_than_a_year_take_the_last_one_only(house):
    house.receive(400)
    house.sell(150, on=0)
    house.sell(50, on=200)

    assert report(house, on=420).figures.turns == Decimal("0.2")  # 100 of 400


def test_where_nothing_happened_nothing_is_measured(house):
    house.receive(20)

    figures = report(house, on=14).figures
    assert figures.model_dump(exclude={"value", "fill_target"}, exclude_defaults=True) == {}


def test_the_stock_is_worth_what_it_cost_and_lasts_as_long_as_is_expected(house):
    house.receive(20)
    house.sell(4, on=1)
    keep(house, expecting(14, on=1), on=1)

    figures = report(house, on=7).figures
    assert (figures.value, figures.days_of_cover) == (32, 8)


def test_turns_are_the_cost_of_a_year_over_the_mean_value(house):
    house.receive(100)
    house.sell(50, on=1)

    assert report(house, on=21).figures.turns is None
    assert report(house, on=35).figures.turns == Decimal("10.4")  # 100 in 35 days, of 100


def test_counts_lose_what_they_miss(house):
    house.receive(20)
    house.desk.handle(count_stock(17, at="A-01", when=day(2)))

    assert report(house, on=7).figures.shrinkage == 6


def test_forecasts_are_held_against_what_they_could_not_know(house):
    house.receive(900)
    house.sell(10, on=8)
    keep(house, expecting(14, on=7), on=7)
    keep(house, expecting(10, on=14), on=14)

    figures = report(house, on=14).figures
    assert (figures.error, figures.bias) == (Decimal("0.4"), Decimal("0.4"))


def test_a_forecast_that_did_not_exist_yet_is_not_held_against_anything(house):
    house.receive(900)
    house.sell(10, on=8)
    keep(house, expecting(10, on=14), on=14)

    assert report(house, on=14).figures.error is None


def test_what_had_run_out_is_counted_and_tells_nothing_of_forecasts(house):
    house.receive(5)
    house.sell(5, on=1)
    house.receive(5, item="TEE-BLK-M", at="A-02")
    keep(house, expecting(9, on=0), on=0)

    figures = report(house, on=7).figures
    assert (figures.stockouts, figures.error) == (1, None)


def test_movers_are_held_against_a_usual_week(house):
    house.receive(900)
    house.receive(900, item="TEE-BLK-M")
    house.receive(900, item="ROPE-8")
    for week in range(6):
        house.sell(40 if week == 5 else 10, on=7 * week + 1)
        house.sell(2 if week == 5 else 12, on=7 * week + 1, item="TEE-BLK-M")
    house.sell(3, on=36, item="ROPE-8")

    found = report(house, on=42)
    assert [(m.item, m.quantity, m.before, m.value) for m in found.risers] == [
        ("MUG-BLU", 40, 10, 200),
        ("ROPE-8", 3, 0, None),
    ]
    assert [(m.item, m.quantity, m.before) for m in found.fallers] == [("TEE-BLK-M", 2, 12)]
    assert [m.item for m in found.best] == ["MUG-BLU", "ROPE-8", "TEE-BLK-M"]


def test_a_week_is_told_once_to_the_managers(house):
    house.receive(20)
    told = tell(house, on=7)

    [row, charts] = house.desk.pending(10)
    assert (row.notice.number, row.notice.audience) == (told.number, Audience.MANAGERS)
    assert (charts.notice.paper, charts.notice.thread) == (PaperKind.CHART, told.number)
    assert charts.notice.audience is Audience.MANAGERS
    assert looking_back(house.desk.book, house.desk, today(7)) is None
    again = KeepWeeklyReport(
        key=fresh_key(), actor="job:weekly_report", at=day(7), week=told.first, report=told
    )
    with pytest.raises(NothingChanged):
        house.desk.handle(again)
    assert house.desk.book.get(WeeklyReport, told.number) == told


def test_a_book_younger_than_a_week_has_nothing_to_tell(house):
    assert looking_back(house.desk.book, house.desk, today(7)) is None
    house.receive(20, on=2)
    assert looking_back(house.desk.book, house.desk, today(7)) is None
    assert looking_back(house.desk.book, house.desk, today(14)) is not None


def test_each_report_shows_the_weeks_before_it(house):
    house.receive(20)
    tell(house, on=7)
    house.sell(5, on=8)
    tell(house, on=14)
    third = tell(house, on=21)

    assert [one.value for one in third.weeks] == [40, 30, 30]
    assert (third.figures.value_before, third.weeks[-1]) == (30, third.figures)


def test_what_may_have_been_missed_is_what_was_expected_while_it_had_run_out(house):
    house.receive(20)
    house.sell(10, on=0)
    keep(house, expecting(14, on=0), on=0)
    house.sell(10, on=2)

    found = report(house, on=7)
    days = found.lost[0].days
    assert [(one.item, one.quantity, one.value) for one in found.lost] == [
        ("MUG-BLU", 2 * days, 10 * days)
    ]
    assert 3 <= days <= 5
    assert found.figures.lost_value == 10 * days


def test_a_week_like_any_other_neither_rises_nor_falls(house):
    house.receive(1000)
    for week in range(8):
        house.sell(32 + week % 2, on=7 * week + 1)

    found = report(house, on=56)
    assert (found.risers, found.fallers) == ((), ())
    assert [one.item for one in found.best] == ["MUG-BLU"]


def test_what_had_run_out_did_not_fall(house):
    house.receive(60)
    for week in range(5):
        house.sell(12, on=7 * week)

    [mover] = report(house, on=35).best
    assert (mover.item, report(house, on=42).fallers) == ("MUG-BLU", ())


def test_what_is_not_in_use_or_was_never_asked_for_is_no_stockout(house):
    house.receive(5)
    house.sell(5, on=1)
    house.receive(5, item="ROPE-8")
    house.desk.handle(move(5, "ROPE-8", at="A-01", to="HOLD", when=day(2)))
    assert report(house, on=7).figures.stockouts == 1

    house.desk.handle(edit(an_item("MUG-BLU", is_active=False)))
    assert report(house, on=7).figures.stockouts == 0
