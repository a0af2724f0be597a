"""Rows of the Carriers tab: prices by weight, areas, days; and working days."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from inventory.carriage.area import Area, Reach, reach_of
from inventory.carriage.carrier import Mode
from inventory.carriage.working_days import (
    Weekday,
    is_working_day,
    working_days_after,
    working_days_between,
)
from tests.inventory.carriage.carriers import FRIDAY, MONDAY, TUESDAY, WEDNESDAY, a_service


def areas(text: str) -> tuple[Area, ...]:
    return tuple(Area.of(part) for part in text.split())


@pytest.mark.parametrize(
    ("weight", "price"), [("0", "6"), ("5", "6"), ("5.001", "12"), ("30", "12")]
)
def test_a_package_costs_what_its_bracket_says(weight, price):
    assert a_service().price_of(Decimal(weight)) == Decimal(price)


def test_nothing_heavier_than_the_last_bracket_can_be_sent():
    assert a_service().takes(Decimal(30))
    assert not a_service().takes(Decimal("30.001"))
    assert a_service().limit_kg == 30


def test_every_kilogram_begun_beyond_the_last_bracket_costs_the_same():
    freight = a_service(price_per_further_kg=Decimal("0.80"))
    prices = [freight.price_of(Decimal(kg)) for kg in ("30", "30.1", "31", "31.5")]
    assert prices == [Decimal(price) for price in ("12", "12.80", "12.80", "13.60")]
    assert freight.limit_kg is None
    assert freight.takes(Decimal(2000))


def test_a_price_per_kilogram_needs_no_bracket():
    by_kilogram = a_service(rates={}, price_per_further_kg=Decimal("1.10"))
    assert by_kilogram.price_of(Decimal("2.5")) == Decimal("3.30")


def test_the_heaviest_package_can_be_said_apart_from_the_brackets():
    freight = a_service(price_per_further_kg=Decimal(1), most_kg=Decimal(500))
    assert (freight.takes(Decimal(500)), freight.takes(Decimal(501))) == (True, False)
    assert a_service(most_kg=Decimal(20)).limit_kg == 20
    assert a_service(most_kg=Decimal(40)).limit_kg == 30


def test_a_row_without_prices_takes_nothing_but_a_collection_is_free():
    assert not a_service(rates={}).takes(Decimal(1))
    fetched = a_service(rates={}, mode=Mode.COLLECTION)
    assert (fetched.takes(Decimal(1)), fetched.price_of(Decimal(900))) == (True, 0)


def test_one_figure_of_days_is_both_and_of_two_the_longer_is_promised():
    assert a_service(days_min=2).promised_days == 2
    assert a_service(days_min=2, days_max=4).promised_days == 4
    assert a_service().key == "STD"


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"rates": {"5": "6", "2": "4"}}, "each bracket must reach further"),
        ({"rates": {"5": "6", "5.0": "7"}}, "each bracket must reach further"),
        ({"days_min": 3, "days_max": 2}, "the most transit days cannot be fewer"),
        ({"link": "https://track.example/"}, r"a tracking link begins with https:// and has"),
        ({"link": "javascript:{number}"}, r"a tracking link begins with https:// and has"),
        ({"rates": {"0": "6"}}, "greater than 0"),
        ({"rates": {"5": "-1"}}, "greater than or equal to 0"),
        ({"weekdays": ()}, "at least 1 item"),
        ({"code": ""}, "at least 1 character"),
        ({"to": "GX"}, "no country has the code GX"),
    ],
)
def test_a_row_that_makes_no_sense_says_why(facts, sentence):
    with pytest.raises(ValidationError, match=sentence):
        a_service(**facts)


def test_a_link_of_ones_own_is_kept():
    assert a_service(link="https://track.example/{number}").link == "https://track.example/{number}"


@pytest.mark.parametrize(
    ("written", "country", "postcode", "reach"),
    [
        ("*", "NZ", "", Reach.YES),
        ("DE AT", "AT", "1010", Reach.YES),
        ("DE AT", "CH", "8001", Reach.NO),
        ("UK", "GB", "", Reach.YES),
        ("", "DE", "10115", Reach.NO),
        ("GB:BT", "GB", "BT15GS", Reach.YES),
        ("GB:BT", "GB", "SW1A1AA", Reach.NO),
        ("GB:BT", "GB", "", Reach.UNSURE),
        ("GB:BT", "DE", "", Reach.NO),
        ("GB !GB:BT", "GB", "SW1A1AA", Reach.YES),
        ("GB !GB:BT", "GB", "BT15GS", Reach.NO),
        ("GB !GB:BT !GB:IM", "GB", "IM11AA", Reach.NO),
        ("GB !GB:BT", "GB", "", Reach.UNSURE),
        ("* !US", "US", "", Reach.NO),
        ("* !US", "DE", "", Reach.YES),
        ("!US", "DE", "", Reach.NO),
        ("GB:BT GB", "GB", "", Reach.YES),
    ],
)
def test_a_destination_is_reached_where_it_is_taken_in_and_not_left_out(
    written, country, postcode, reach
):
    assert reach_of(areas(written), country, postcode) is reach


@pytest.mark.parametrize("text", ["GB:", "*:BT", "GB: -"])
def test_postcodes_stand_behind_a_country(text):
    with pytest.raises(ValueError, match="postcodes stand behind a country"):
        Area.of(text)


@pytest.mark.parametrize(
    ("typed", "plain"), [("de", "DE"), (" * ", "*"), ("!uk:bt 1", "!GB:BT1"), ("! US", "!US")]
)
def test_an_area_has_one_spelling_and_reads_back(typed, plain):
    assert str(Area.of(typed)) == plain
    assert Area.of(plain) == Area.of(typed)


# Working days.


def test_the_weekend_and_holidays_are_no_working_days():
    assert [Weekday.of(MONDAY), Weekday.of(date(2026, 11, 29))] == [Weekday.MON, Weekday.SUN]
    assert is_working_day(FRIDAY)
    assert not is_working_day(date(2026, 11, 28))
    assert not is_working_day(FRIDAY, {FRIDAY})


@pytest.mark.parametrize(
    ("start", "days", "holidays", "end"),
    [
        (WEDNESDAY, 0, (), WEDNESDAY),
        (WEDNESDAY, 2, (), FRIDAY),
        (WEDNESDAY, 3, (), MONDAY),
        (WEDNESDAY, 3, (FRIDAY,), TUESDAY),
        (FRIDAY, 1, (MONDAY,), TUESDAY),
        (date(2026, 11, 28), 0, (), date(2026, 11, 28)),
        (date(2026, 11, 28), 1, (), MONDAY),
    ],
)
def test_working_days_are_counted_over_weekends_and_holidays(start, days, holidays, end):
    assert working_days_after(start, days, set(holidays)) == end


DAYS = st.dates(date(2026, 1, 1), date(2027, 12, 31))


@given(DAYS, st.integers(0, 60), st.sets(DAYS, max_size=20))
def test_counting_forth_and_counting_between_agree(start, days, holidays):
    end = working_days_after(start, days, holidays)
    assert working_days_between(start, end, holidays) == days


@given(DAYS, st.integers(-10, 60), st.sets(DAYS, max_size=200))
def test_working_days_between_are_those_one_can_point_at(start, span, holidays):
    end = start + timedelta(days=span)
    pointed = [start + timedelta(days=n) for n in range(1, span + 1)]
    expected = sum(is_working_day(day, holidays) for day in pointed)
    assert working_days_between(start, end, holidays) == expected
