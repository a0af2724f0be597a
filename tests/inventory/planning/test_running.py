"""A run of planning, from the ledger to what is kept: what is due, once, and nothing that is not."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from inventory.documents.forecast import Forecast, LeadTimeBasis, LifeStage
from inventory.planning.running import Computed, computed
from inventory.planning_commands import KeepForecasts
from inventory.stock_policy import StockPolicy
from tests.builders import (
    a_desk,
    a_location,
    an_item,
    edit,
    pick,
    receive,
    set_rule,
    ship,
    take_out,
)
from tests.inventory.planning.planned import the_forecast
from tests.memory_desk import START, MemoryDesk

FIRST = START - timedelta(weeks=20)


def days(weeks: int) -> Iterator[datetime]:
    return (FIRST + timedelta(weeks=week) for week in range(weeks))


def sell(desk: MemoryDesk, quantity: int, at: str, when: datetime) -> None:
    desk.handle(pick(quantity, at=at, when=when))
    desk.handle(ship(quantity, when=when))


@pytest.fixture
def selling() -> MemoryDesk:
    """A house that has sold seven mugs a week for twenty weeks, and nothing else."""
    desk = a_desk(an_item(unit_cost=Decimal("3.20"), lead_time_days=14))
    desk.handle(receive(500, at="A-01", when=FIRST))
    for when in days(20):
        sell(desk, 7, "A-01", when)
    return desk


TODAY = START.date()
TOMORROW = TODAY + timedelta(days=1)


def run(desk: MemoryDesk, on: date = TODAY) -> Computed:
    found = computed(desk.book, desk, on)
    if found.forecasts or found.gone:
        facts = {"forecasts": found.forecasts, "gone": found.gone, "on": on}
        desk.handle(KeepForecasts(key=f"job:plan:{on}", actor="job:plan", at=START, **facts))
    return found


def keys(found: Computed) -> list[str]:
    return [one.key for one in found.forecasts]


def test_the_ledger_becomes_forecasts_of_every_item(selling: MemoryDesk) -> None:
    run(selling)

    mugs = the_forecast(selling)
    assert mugs.life_stage is LifeStage.ACTIVE
    assert Decimal(6) < mugs.daily * 7 < Decimal(8)
    assert mugs.lead_time is not None
    assert (mugs.lead_time.days, mugs.lead_time.basis) == (14, LeadTimeBasis.STATED)
    assert mugs.parameters.order_up_to_level > 21
    assert mugs.abc_class == "A"
    assert the_forecast(selling, "TEE-BLK-M").warnings[0] == "no_history"


def test_a_second_run_of_the_day_computes_nothing(selling: MemoryDesk) -> None:
    run(selling)

    assert run(selling) == Computed()


def test_what_is_computed_again_is_what_has_a_new_period(selling: MemoryDesk) -> None:
    run(selling)
    period = the_forecast(selling).period

    assert keys(run(selling, TOMORROW)) == (["MUG-BLU"] if period == "day" else [])
    assert "MUG-BLU" in keys(run(selling, TODAY + timedelta(weeks=5)))


@pytest.mark.parametrize(
    "row",
    [
        StockPolicy(item="MUG-BLU", service_level=Decimal(99)),
        an_item(unit_cost=Decimal(4), lead_time_days=30),
    ],
)
def test_a_row_that_was_changed_has_its_item_computed_at_once(
    selling: MemoryDesk, row: StockPolicy
) -> None:
    run(selling)
    selling.handle(edit(row))

    assert keys(run(selling, TOMORROW)) == ["MUG-BLU"]


def test_what_is_asked_for_the_first_time_is_computed_with_the_next_run(
    selling: MemoryDesk,
) -> None:
    run(selling)
    selling.handle(receive(9, "TEE-BLK-M", at="A-01", when=START))
    selling.handle(pick(2, "TEE-BLK-M", at="A-01", when=START))
    selling.handle(ship(2, "TEE-BLK-M", when=START))

    assert keys(run(selling, TOMORROW)) == ["TEE-BLK-M"]


def test_a_house_rule_has_everything_computed(selling: MemoryDesk) -> None:
    everything = keys(run(selling))
    selling.handle(set_rule("service_level", 99))

    assert keys(run(selling, TOMORROW)) == everything


def test_an_item_out_of_use_is_planned_no_more(selling: MemoryDesk) -> None:
    run(selling)
    selling.handle(edit(an_item("TEE-BLK-M", packs=(), is_active=False)))
    found = run(selling, TOMORROW)

    assert found.gone == ("TEE-BLK-M",)
    assert selling.book.get(Forecast, "TEE-BLK-M") is None


def test_a_policy_that_is_taken_out_counts_as_a_change(selling: MemoryDesk) -> None:
    row = StockPolicy(item="MUG-BLU", minimum=Decimal(50), maximum=Decimal(90))
    selling.handle(edit(row))
    run(selling)
    assert the_forecast(selling).parameters.reorder_point == 50

    selling.handle(take_out(row))
    run(selling, TOMORROW)
    assert the_forecast(selling).parameters.reorder_point < 50
    assert the_forecast(selling).waiting is None


def test_of_several_sites_each_has_a_forecast_of_its_own_where_it_sells() -> None:
    desk = a_desk(a_location("A-01", site="South"), a_location("B-01", site="North"), an_item())
    for bin_ in ("A-01", "B-01"):
        desk.handle(receive(300, at=bin_, when=FIRST))
    for when in days(16):
        sell(desk, 9, "A-01", when)
        sell(desk, 3, "B-01", when)
    run(desk)

    mugs = {one.site: one for one in desk.book.found(Forecast, "MUG-BLU")}
    assert sorted(mugs) == ["North", "South"]
    north, south = (mugs[site].parameters.order_up_to_level for site in ("North", "South"))
    assert north < south
    assert desk.book.get(Forecast, "TEE-BLK-M") is None
