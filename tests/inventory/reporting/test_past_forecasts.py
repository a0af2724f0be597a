from decimal import Decimal

import pytest

from inventory.documents.forecast import Forecast, Period
from inventory.planning_commands import KeepForecasts
from inventory.reporting.past_forecasts import forecasts_at
from tests.builders import fresh_key
from tests.demand_days import House, day, today


@pytest.fixture
def house():
    return House()


def keep(house, on, **means):
    command = KeepForecasts(
        key=fresh_key(),
        actor="job:plan",
        at=day(on),
        on=today(on),
        forecasts=tuple(
            Forecast(
                item=item.replace("_", "-"),
                computed_on=today(on),
                mean=Decimal(mean),
                period=Period.WEEK,
            )
            for item, mean in means.items()
        ),
    )
    house.desk.handle(command)


def means(house, on, book=None):
    found = forecasts_at(book or house.desk.book, house.desk, today(on))
    return {key: one.mean for key, one in found.items()}


def test_each_forecast_is_told_as_it_stood_that_morning(house):
    keep(house, 1, MUG_BLU=10, TEE_BLK_M=5)
    keep(house, 3, MUG_BLU=12)
    keep(house, 5, MUG_BLU=14, JAM_STR=2)

    assert means(house, on=0) == {}
    assert means(house, on=1) == {"MUG-BLU": 10, "TEE-BLK-M": 5}
    assert means(house, on=2) == {"MUG-BLU": 10, "TEE-BLK-M": 5}
    assert means(house, on=4) == {"MUG-BLU": 12, "TEE-BLK-M": 5}
    assert means(house, on=9) == {"MUG-BLU": 14, "TEE-BLK-M": 5, "JAM-STR": 2}


def test_what_a_book_does_not_know_yet_is_left_out(house):
    keep(house, 1, MUG_BLU=10)
    keep(house, 3, MUG_BLU=12)
    before = house.desk.book_at(house.desk.last_sequence())
    keep(house, 5, MUG_BLU=14)

    assert means(house, on=2, book=before) == {"MUG-BLU": 10}
    assert means(house, on=4, book=before) == {"MUG-BLU": 12}


def test_without_forecasts_there_were_none(house):
    assert means(house, on=3) == {}
