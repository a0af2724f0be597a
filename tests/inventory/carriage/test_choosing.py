"""Choosing a carrier: the cheapest that arrives in time, beside the fastest and the cheapest."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from functools import partial
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from inventory.carriage.carrier import Mode
from inventory.carriage.choosing import Choice, Preference, Reason, choose_service
from inventory.carriage.quoting import Obstacle
from inventory.carriage.working_days import NONE, Weekday
from inventory.parcel_errors import NoService
from tests.inventory.carriage.carriers import (
    FRIDAY,
    MONDAY,
    NOON,
    THURSDAY,
    TUESDAY,
    WEDNESDAY,
    a_service,
    packages,
)

choose = partial(choose_service, holidays=NONE)

SLOW = a_service("ECO", "Snail", rates={"30": "4.00"}, days=4)  # Tuesday
USUAL = a_service("STD", "Swift", rates={"30": "6.00"}, days=2)  # Friday
QUICK = a_service("NOW", "Falcon", rates={"30": "15.00"}, days=1)  # Thursday
ALL = (SLOW, USUAL, QUICK)


def refusal_of(services, goods) -> NoService:
    with pytest.raises(NoService) as caught:
        choose(services, goods)
    return caught.value


def proposal(choice: Choice) -> tuple[str, Reason]:
    return choice.proposed.code, choice.reason


@pytest.mark.parametrize(
    ("by", "code", "reason"),
    [
        (None, "ECO", Reason.CHEAPEST),
        (TUESDAY, "ECO", Reason.CHEAPEST_IN_TIME),
        (MONDAY, "STD", Reason.CHEAPEST_IN_TIME),
        (FRIDAY, "STD", Reason.CHEAPEST_IN_TIME),
        (THURSDAY, "NOW", Reason.ONLY),
        (WEDNESDAY, "NOW", Reason.LEAST_LATE),
    ],
)
def test_the_cheapest_that_arrives_by_the_day_asked_for_is_proposed(by, code, reason):
    choice = choose(ALL, packages("2", by=by))
    assert proposal(choice) == (code, reason)
    assert (choice.fastest.code, choice.cheapest.code) == ("NOW", "ECO")


def test_each_quote_says_its_day_and_how_late_it_would_be():
    choice = choose(ALL, packages("2", by=THURSDAY))
    assert [(q.code, q.promised_on, q.late_days) for q in choice.quotes] == [
        ("NOW", THURSDAY, 0),
        ("STD", FRIDAY, 1),
        ("ECO", TUESDAY, 5),
    ]


def test_of_late_ones_the_least_late_is_proposed_however_dear():
    choice = choose((SLOW, USUAL), packages("2", by=THURSDAY))
    assert proposal(choice) == ("STD", Reason.LEAST_LATE)
    assert choice.proposed.late_days == 1


def test_each_package_is_priced_by_its_own_bracket():
    service = a_service(rates={"5": "6.00", "30": "12.50"})
    quote = choose([service], packages("4", "6", "5")).proposed
    assert quote.prices == (Decimal(6), Decimal("12.5"), Decimal(6))
    assert quote.price == Decimal("24.5")


def test_the_longest_transit_is_promised():
    quote = choose([a_service(days_min=1, days_max=3)], packages("2")).proposed
    assert quote.promised_on == MONDAY


@pytest.mark.parametrize(
    ("clock", "collected_on"),
    [("11:59", WEDNESDAY), ("12:00", WEDNESDAY), ("12:01", THURSDAY), ("23:59", THURSDAY)],
)
def test_what_is_ready_after_the_cut_off_leaves_on_the_next_day(clock, collected_on):
    ready_at = datetime.combine(WEDNESDAY, time.fromisoformat(clock), tzinfo=UTC)
    service = a_service(cut_off=time(12), days=1)
    quote = choose([service], packages("2", ready_at=ready_at)).proposed
    assert quote.collected_on == collected_on


def test_the_cut_off_is_in_the_warehouses_own_time():
    ready_at = datetime(2026, 11, 25, 15, 30, tzinfo=UTC).astimezone(ZoneInfo("Europe/Madrid"))
    service = a_service(cut_off=time(16))
    assert choose([service], packages("2", ready_at=ready_at)).proposed.collected_on == (THURSDAY)


def test_a_moment_without_a_zone_is_refused():
    with pytest.raises(ValidationError):
        packages("2", ready_at=NOON.replace(tzinfo=None))


def test_what_is_ready_on_friday_night_leaves_on_monday():
    ready_at = datetime(2026, 11, 27, 19, tzinfo=UTC)
    service = a_service(cut_off=time(16), days=1)
    quote = choose([service], packages("2", ready_at=ready_at)).proposed
    assert (quote.collected_on, quote.promised_on) == (MONDAY, TUESDAY)


def test_a_carrier_that_comes_on_saturday_takes_it_then_and_travels_on_working_days():
    saturday = date(2026, 11, 28)
    ready_at = datetime(2026, 11, 28, 9, tzinfo=UTC)
    courier = a_service(weekdays=(Weekday.SAT, Weekday.MON), days=1)
    quote = choose([courier], packages("2", ready_at=ready_at)).proposed
    assert (quote.collected_on, quote.promised_on) == (saturday, MONDAY)
    same_day = a_service(weekdays=(Weekday.SAT,), days=0)
    quote = choose([same_day], packages("2", ready_at=ready_at)).proposed
    assert quote.promised_on == saturday


def test_holidays_are_neither_collected_nor_counted():
    holidays = {WEDNESDAY, FRIDAY}
    quote = choose([USUAL], packages("2"), holidays=holidays).proposed
    assert (quote.collected_on, quote.promised_on) == (THURSDAY, TUESDAY)


def test_equal_prices_are_told_apart_by_the_day_and_then_by_the_code():
    later = a_service("AAA", days=3)
    sooner = a_service("ZZZ", days=2)
    same = a_service("YYY", days=2)
    for order in ((later, sooner, same), (same, sooner, later)):
        assert [q.code for q in choose(order, packages("2")).quotes] == [
            "YYY",
            "ZZZ",
            "AAA",
        ]


def test_a_customers_carrier_wins_where_prices_are_equal():
    own = a_service("ZZZ", "Heron", rates={"30": "4.00"}, days=4)
    for carrier in ("Heron", " heron "):
        choice = choose((*ALL, own), packages("2"), preference=Preference(carrier=carrier))
        assert proposal(choice) == ("ZZZ", Reason.PREFERRED_TIE)


def test_a_customers_carrier_does_not_win_where_it_costs_more():
    choice = choose(ALL, packages("2"), preference=Preference(carrier="Falcon"))
    assert proposal(choice) == ("ECO", Reason.CHEAPEST)


def test_a_binding_preference_wins_whenever_it_is_in_time():
    bound = Preference(carrier="Swift", is_binding=True)
    in_time = choose(ALL, packages("2", by=TUESDAY), preference=bound)
    assert proposal(in_time) == ("STD", Reason.PREFERRED)
    assert (in_time.cheapest.code, in_time.cheapest.price) == ("ECO", 4)
    late = choose(ALL, packages("2", by=THURSDAY), preference=bound)
    assert proposal(late) == ("NOW", Reason.ONLY)
    none_in_time = choose(ALL, packages("2", by=WEDNESDAY), preference=bound)
    assert proposal(none_in_time) == ("NOW", Reason.LEAST_LATE)


def test_a_preference_that_changes_nothing_is_no_reason():
    bound = Preference(carrier="Snail", is_binding=True)
    assert choose(ALL, packages("2"), preference=bound).reason is Reason.CHEAPEST


def test_collection_is_proposed_only_where_it_is_asked_for():
    fetched = a_service("PICKUP", "Us", rates={}, mode=Mode.COLLECTION, days=0, to="*")
    assert choose((*ALL, fetched), packages("2")).proposed.code == "ECO"
    asked = packages("2", modes=(Mode.COLLECTION,))
    choice = choose((*ALL, fetched), asked)
    assert (choice.proposed.code, choice.proposed.price, choice.reason) == (
        "PICKUP",
        0,
        Reason.ONLY,
    )


def test_services_that_cannot_do_it_are_told_with_the_reason():
    services = (
        USUAL,
        a_service("AWAY", to="FR"),
        a_service("BLANK", rates={}),
        a_service("LIGHT", rates={"1": "2.00"}),
        a_service("NEVER", weekdays=(Weekday.SUN,)),
        a_service("NORTH", to="DE:2"),
        a_service("OFF", is_active=False),
        a_service("TRUCK", mode=Mode.FREIGHT),
    )
    sundays = {date(2026, 11, 29) + timedelta(weeks=week) for week in range(60)}
    goods = packages("2", modes=(Mode.PARCEL,))
    choice = choose(services, goods, holidays=sundays)
    assert [(one.code, one.obstacle) for one in choice.unusable] == [
        ("AWAY", Obstacle.DESTINATION),
        ("BLANK", Obstacle.UNFINISHED),
        ("LIGHT", Obstacle.TOO_HEAVY),
        ("NEVER", Obstacle.NOT_COLLECTED),
        ("NORTH", Obstacle.POSTCODE_MISSING),
        ("TRUCK", Obstacle.MODE),
    ]


def test_too_heavy_for_all_says_by_how_much():
    services = (USUAL, a_service("BIG", rates={"31.5": "20.00"}), a_service("AWAY", to="FR"))
    assert refusal_of(services, packages("2", "40")) == NoService(
        problem="too_heavy",
        country="DE",
        heaviest_kg=Decimal(40),
        most_kg=Decimal("31.5"),
        unusable=(("AWAY", "destination"), ("BIG", "too_heavy"), ("STD", "too_heavy")),
    )


@pytest.mark.parametrize(
    ("services", "goods", "problem"),
    [
        ((), packages("2"), "no_services"),
        ((a_service(is_active=False),), packages("2"), "no_services"),
        ((USUAL,), packages(), "no_packages"),
        ((USUAL,), packages("2", to="FR"), "destination"),
        ((a_service(to=""),), packages("2"), "unfinished"),
        ((a_service(to="GB:BT"),), packages("2", to="GB"), "postcode_missing"),
        ((a_service(to="GB:BT"),), packages("2", to="GB", postcode="SW1A 1AA"), "destination"),
        ((a_service(rates={}),), packages("2"), "unfinished"),
        ((USUAL,), packages("2", modes=(Mode.COURIER,)), "mode"),
    ],
)
def test_where_nothing_can_do_it_the_refusal_says_what_stands_in_the_way(services, goods, problem):
    assert refusal_of(services, goods).problem == problem


def test_a_postcode_is_compared_without_spaces():
    north = a_service("NI", to="GB:BT")
    goods = packages("2", to="uk", postcode="bt1 5gs")
    assert choose([north], goods).proposed.code == "NI"


# Laws.

SERVICES = st.builds(
    lambda number, carrier, price, days: a_service(
        f"S-{number}", carrier, rates={"30": str(price)}, days=days
    ),
    st.integers(0, 999),
    st.sampled_from(["Snail", "Swift", "Falcon"]),
    st.integers(1, 4),
    st.integers(0, 6),
)
TABLES = st.lists(SERVICES, min_size=1, max_size=12, unique_by=lambda service: service.code)
DATES = st.one_of(st.none(), st.dates(WEDNESDAY, date(2026, 12, 8)))
WISHES = st.builds(
    Preference, carrier=st.sampled_from(["", "Snail", "Swift"]), is_binding=st.booleans()
)


@given(TABLES, DATES, WISHES, st.randoms())
def test_the_order_of_the_rows_does_not_matter(services, by, wish, random):
    shuffled = list(services)
    random.shuffle(shuffled)
    goods = packages("2", by=by)
    assert choose(services, goods, preference=wish) == choose(shuffled, goods, preference=wish)


@given(TABLES, DATES)
def test_nothing_in_time_costs_less_than_the_proposal(services, by):
    choice = choose(services, packages("2", by=by))
    in_time = [quote for quote in choice.quotes if quote.is_in_time]
    if in_time:
        assert choice.proposed.is_in_time
        assert choice.proposed.price == min(quote.price for quote in in_time)
    else:
        assert choice.proposed.late_days == min(quote.late_days for quote in choice.quotes)
    assert choice.cheapest.price == min(quote.price for quote in choice.quotes)
    assert choice.fastest.promised_on == min(quote.promised_on for quote in choice.quotes)
    assert len(choice.quotes) == len(services)


@given(TABLES, DATES, WISHES)
def test_a_preference_never_makes_late_what_could_be_in_time(services, by, wish):
    goods = packages("2", by=by)
    without = choose(services, goods).proposed
    wished = choose(services, goods, preference=wish).proposed
    assert wished.is_in_time == without.is_in_time
    if not wish.is_binding and without.is_in_time:
        assert wished.price == without.price
