"""Price lists of carriers as cells: what goes out comes back, and what is no rate is named."""

from datetime import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inventory.carriage.area import Area
from inventory.carriage.carrier import Bracket, CarrierService
from inventory.carriage.countries import COUNTRIES
from inventory.carriage.working_days import Weekday
from sheets_schema.codec import Cell, CellError, read_cell, write_cell
from sheets_schema.columns import Column, Kind
from sheets_schema.rows import encode, read_row, record_of
from sheets_schema.tabs import CARRIERS, CUSTOMERS, PACKAGE_TYPES

AMOUNTS = st.decimals(
    min_value=0, max_value=99_999, places=2, allow_nan=False, allow_infinity=False
)
AREAS = st.builds(
    Area,
    country=st.sampled_from(sorted(COUNTRIES)),
    prefix=st.text("ABC123", max_size=4),
    is_excluded=st.booleans(),
)


def a_column(kind: Kind) -> Column:
    return Column("Some", "some", kind)


def rates(steps: dict[Decimal, Decimal]) -> tuple[Bracket, ...]:
    return tuple(Bracket(up_to_kg=limit, price=steps[limit]) for limit in sorted(steps))


@given(st.dictionaries(AMOUNTS.filter(bool), AMOUNTS, max_size=8).map(rates))
def test_a_rate_table_comes_back_from_its_cell(brackets: tuple[Bracket, ...]) -> None:
    column = a_column(Kind.BRACKETS)
    cell = write_cell(column, brackets)

    assert (read_cell(column, cell) if cell else ()) == brackets


@given(st.lists(AREAS, unique=True, min_size=1, max_size=6).map(tuple))
def test_areas_come_back_from_their_cell(areas: tuple[Area, ...]) -> None:
    column = a_column(Kind.AREAS)

    assert read_cell(column, write_cell(column, areas)) == areas


@given(st.sets(st.sampled_from(Weekday), min_size=1))
def test_days_of_the_week_come_back_in_their_order(days: set[Weekday]) -> None:
    column = a_column(Kind.WEEKDAYS)
    in_order = tuple(day for day in Weekday if day in days)

    assert read_cell(column, write_cell(column, in_order)) == in_order


@given(st.times().map(lambda moment: moment.replace(microsecond=0)))
def test_a_time_of_day_comes_back_from_the_part_of_a_day(moment: time) -> None:
    column = a_column(Kind.TIME)

    assert read_cell(column, write_cell(column, moment)) == moment


MON, TUE, WED, FRI, SAT, SUN = (
    Weekday.MON,
    Weekday.TUE,
    Weekday.WED,
    Weekday.FRI,
    Weekday.SAT,
    Weekday.SUN,
)


@pytest.mark.parametrize(
    ("kind", "cell", "value"),
    [
        (
            Kind.BRACKETS,
            "2=4.90; 5=6.90",
            (
                Bracket(up_to_kg=Decimal(2), price=Decimal("4.9")),
                Bracket(up_to_kg=Decimal(5), price=Decimal("6.9")),
            ),
        ),
        (Kind.AREAS, "de, GB:bt", (Area(country="DE"), Area(country="GB", prefix="BT"))),
        (Kind.AREAS, "*; !GB:BT", (Area.of("*"), Area.of("!GB:BT"))),
        (Kind.WEEKDAYS, "Monday; wed", (MON, WED)),
        (Kind.WEEKDAYS, "fri-tue", (MON, TUE, FRI, SAT, SUN)),
        (Kind.TIME, 0.625, time(15)),
        (Kind.TIME, "9:30", time(9, 30)),
        (Kind.BOOLEAN, "ja", True),
        (Kind.BOOLEAN, "TRUE", True),
    ],
)
def test_what_people_type_means_what_they_meant(kind: Kind, cell: Cell, value: object) -> None:
    assert read_cell(a_column(kind), cell) == value


@pytest.mark.parametrize(
    ("kind", "cell", "reason"),
    [
        (Kind.BRACKETS, "2=4,90", "“2=4,90” is not a rate"),
        (Kind.BRACKETS, "5=6.90; 2=4.90", "“2=4.90” reaches no further than 5 kg before it"),
        (Kind.BRACKETS, "cheap", "“cheap” is not a rate"),
        (Kind.AREAS, "DE; Narnia", "“Narnia” is no country or part of one"),
        (Kind.AREAS, "GB:", "“GB:” is no country or part of one"),
        (Kind.WEEKDAYS, "mon; someday", "“someday” is not a day of the week"),
        (Kind.WEEKDAYS, "t", "“t” is not a day of the week"),
        (Kind.TIME, "25:00", "“25:00” is not a time of day"),
        (Kind.TIME, 15, "“15” is not a time of day"),
    ],
)
def test_what_cannot_be_meant_is_named_with_its_mend(kind: Kind, cell: Cell, reason: str) -> None:
    with pytest.raises(CellError) as refused:
        read_cell(a_column(kind), cell)

    assert refused.value.reason == reason
    assert refused.value.mend


def test_a_service_comes_back_from_its_row() -> None:
    service = CarrierService(
        code="DHL-PAKET",
        carrier="DHL",
        countries=(Area.of("DE"), Area.of("GB:BT")),
        brackets=(Bracket(up_to_kg=Decimal(2), price=Decimal("4.9")),),
        days_min=1,
        days_max=2,
        cut_off=time(15),
        weekdays=(MON, FRI),
    )
    cells = dict(zip((c.field for c in CARRIERS.columns), encode(CARRIERS, service), strict=True))

    assert cells["brackets"] == "2=4.9"
    assert cells["weekdays"] == "mon; fri"
    assert record_of(CARRIERS, read_row(CARRIERS, cells), None) == service


def test_cells_that_do_not_go_together_are_named_with_what_to_change() -> None:
    row = {"code": "UPS-STD", "carrier": "UPS", "days_min": 3, "days_max": 1}
    [late] = read_row(CARRIERS, row).bad
    box: dict[str, Cell] = {
        "code": "BOX-S",
        "inner_length_cm": 20,
        "inner_width_cm": 15,
        "inner_height_cm": 0,
        "most_weight_kg": 5,
    }
    [flat] = read_row(PACKAGE_TYPES, box).bad
    [lost] = read_row(CUSTOMERS, {"code": "CAFE-SOL", "country": "Spain"}).bad

    assert (late.field, late.reason) == (
        "days_max",
        "the most transit days cannot be fewer than the least",
    )
    assert (flat.field, flat.reason) == ("inner_height_cm", "it should be greater than 0")
    assert (lost.field, lost.reason) == ("country", "no country has the code Spain")
