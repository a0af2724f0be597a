"""From demand to figures: what is expected, how wrong it has been, what follows; every odd case too."""

from decimal import Decimal
from typing import Any

import pytest

from inventory.documents.forecast import (
    DemandClass,
    Forecast,
    LeadTimeBasis,
    LifeStage,
    Parameters,
    Period,
)
from inventory.item import PriceBreak
from inventory.planning.figures import abc_classes
from tests.builders import a_book_with, an_item
from tests.inventory.planning.figured import a_lead_time, a_subject, figure, levels_of

STEADY = (7, 6, 8, 7, 7, 6, 8, 7, 6, 8, 7, 7, 7, 6, 8, 7, 8, 6, 7, 7)
SELDOM = (0, 0, 3, 0, 0, 0, 1, 0, 4, 0, 0, 0, 0, 2, 0, 0, 0, 5, 0, 0)


def test_steady_demand_is_told_with_its_error_its_bias_and_its_coverage() -> None:
    found = figure(STEADY)

    assert (found.life_stage, found.demand_class) == (LifeStage.ACTIVE, DemandClass.SMOOTH)
    assert (found.abc_class, found.xyz_class) == ("C", "X")
    assert found.method
    assert 6 < found.mean < 8
    assert found.accuracy.origins == 4
    assert found.accuracy.periods == 3
    assert found.accuracy.error is not None
    assert found.accuracy.error < Decimal("0.2")
    assert found.accuracy.bias is not None
    assert abs(found.accuracy.bias) < Decimal("0.1")
    assert found.accuracy.coverage == 1
    assert found.warnings == ()


def test_levels_cover_lead_time_and_review() -> None:
    found = figure(STEADY)

    assert found.horizon_days == 21
    assert 19 < found.demand_over_horizon < 23
    s, up_to = levels_of(found)
    assert up_to == s + 1
    assert found.demand_over_horizon < up_to < 30
    assert found.upper >= found.demand_over_horizon
    rest = up_to - found.demand_over_horizon
    assert abs(found.parameters.safety_stock - rest) <= Decimal("0.5")


def test_more_service_and_longer_ways_need_more_stock() -> None:
    usual = levels_of(figure(SELDOM))[1]

    assert levels_of(figure(SELDOM, policy={"service_level": 99}))[1] > usual
    assert levels_of(figure(SELDOM, lead_time=a_lead_time(60)))[1] > usual
    assert levels_of(figure(STEADY, lead_time=a_lead_time(14, 10)))[1] > 30
    assert levels_of(figure(SELDOM, target=0.99))[1] > usual


def test_service_is_fill_or_cycle_as_is_asked_for() -> None:
    fill, cycle = (figure(SELDOM, policy={"service": kind}) for kind in ("fill", "cycle"))

    assert levels_of(fill) != levels_of(cycle)
    assert levels_of(cycle)[1] == cycle.upper


# -- policies ------------------------------------------------------------------------------------


def test_minimum_and_maximum_stand_as_managers_state_them() -> None:
    found = figure(STEADY, item={"minimum": 24, "maximum": 96})

    assert levels_of(found) == (24, 96)
    assert found.parameters.order_quantity == 72
    assert 9 <= found.parameters.safety_stock <= 11


def test_a_minimum_without_a_maximum_is_filled_up_by_an_order() -> None:
    found = figure(STEADY, item={"minimum": 30, "pack_multiple": 12})

    assert levels_of(found) == (30, 42)


def test_min_max_without_figures_takes_them_from_the_forecast_and_says_so() -> None:
    found = figure(STEADY, policy={"policy": "min_max"})

    assert "levels_missing" in found.warnings
    s, up_to = levels_of(found)
    assert 0 < s < up_to


@pytest.mark.parametrize(
    ("policy", "item", "quantity"),
    [
        ({"order_quantity": 48}, {}, 48),
        ({}, {"minimum_order_quantity": 60}, 60),
        ({}, {"minimum_order_quantity": 60, "pack_multiple": 25}, 75),
        ({}, {}, 8),
    ],
)
def test_a_fixed_quantity_is_stated_or_the_least_that_makes_sense(
    policy: dict[str, Any], item: dict[str, Any], quantity: int
) -> None:
    found = figure(STEADY, policy={"policy": "reorder_quantity", **policy}, item=item)

    s, up_to = levels_of(found)
    assert found.parameters.order_quantity == up_to - s == quantity


def test_an_order_that_costs_something_makes_fewer_and_larger_ones() -> None:
    found = figure(STEADY, rules={"ordering_cost": 20, "holding_percent": 25})

    assert 110 < found.parameters.order_quantity < 140
    s, up_to = levels_of(found)
    assert up_to - s == found.parameters.order_quantity
    assert s < levels_of(figure(STEADY))[0]


def test_reorder_level_keeps_the_maximum_and_computes_the_rest() -> None:
    found = figure(STEADY, policy={"policy": "reorder_level", "maximum": 90})

    s, up_to = levels_of(found)
    assert up_to == 90
    assert 14 < s < 40


def test_order_up_to_fills_up_at_every_review() -> None:
    assert levels_of(figure(STEADY, policy={"policy": "order_up_to", "maximum": 50})) == (49, 50)


def test_what_is_kept_at_least_is_bought_as_soon_as_one_is_missing() -> None:
    policy = {"policy": "keep_at_least", "keep_at_least": 4}

    assert levels_of(figure(STEADY, policy=policy)) == (3, 4)
    assert levels_of(figure((), policy=policy)) == (3, 4)


def test_what_people_decide_has_no_levels() -> None:
    found = figure(STEADY, policy={"policy": "none", "keep_at_least": 4})

    assert found.parameters == Parameters()
    assert found.mean > 0


def test_a_floor_stands_whatever_was_sold() -> None:
    assert levels_of(figure((0,) * 30, policy={"is_critical": True})) == (0, 1)
    assert levels_of(figure(STEADY, policy={"keep_at_least": 200})) == (199, 200)


def test_no_more_is_kept_than_is_used_in_time() -> None:
    cover = figure(STEADY, policy={"max_cover_days": 10})
    life = figure(STEADY, item={"shelf_life_days": 5})

    assert levels_of(cover) == (9, 10)
    assert "cover_capped" in cover.warnings
    assert levels_of(life) == (4, 5)
    assert "shelf_life_capped" in life.warnings


def test_what_is_sold_in_parts_is_planned_in_parts() -> None:
    rope = {"is_fractional": True}
    found = figure((0.3, 0.2, 0.4, 0.3, 0.3, 0.2, 0.4, 0.3), item=rope)

    assert Decimal("0.9") < found.parameters.order_up_to_level < 3
    assert found.parameters.order_up_to_level % 1


# -- odd cases -----------------------------------------------------------------------------------


def is_sound(found: Forecast) -> bool:
    """Tell whether figures can be acted upon: nothing below zero, S no lower than s."""
    own = found.parameters
    numbers = (own.safety_stock, own.reorder_point, own.order_up_to_level, own.order_quantity)
    expected = (found.mean, found.deviation, found.demand_over_horizon, found.upper)
    return min(*numbers, *expected) >= 0 and own.reorder_point <= own.order_up_to_level


def test_without_history_nothing_is_expected_and_nothing_kept() -> None:
    found = figure(())

    assert (found.history, found.life_stage) == (0, LifeStage.NEW)
    assert found.demand_class is DemandClass.NONE
    assert found.method == "none"
    assert (found.mean, levels_of(found)) == (0, (0, 0))
    assert found.accuracy.origins == 0
    assert found.warnings == ("no_history",)
    assert is_sound(found)


def test_periods_without_any_demand_are_no_history_either() -> None:
    found = figure((0,) * 10)

    assert found.warnings == ("no_history",)
    assert (found.history, found.adi, levels_of(found)) == (0, None, (0, 0))


def test_two_years_without_demand_are_dead() -> None:
    found = figure((5, *(0,) * 120))

    assert found.life_stage is LifeStage.DEAD
    assert levels_of(found) == (0, 0)
    assert is_sound(found)


def test_what_fades_needs_less_and_less() -> None:
    quiet = [levels_of(figure((*STEADY, *(0,) * weeks)))[1] for weeks in (0, 8, 16, 32)]

    assert quiet == sorted(quiet, reverse=True)
    assert quiet[-1] < quiet[0] / 3


def test_one_demand_is_little_to_go_by_and_keeps_little() -> None:
    found = figure((0, 0, 0, 0, 0, 4))

    assert found.life_stage is LifeStage.NEW
    assert found.mean > 0
    assert 1 <= levels_of(found)[1] <= 15
    assert is_sound(found)


def test_demand_that_is_always_the_same_needs_hardly_more_than_itself() -> None:
    found = figure((5,) * 20)

    assert found.deviation == 0
    assert Decimal(4) < found.mean <= 5
    assert 12 <= levels_of(found)[1] <= 21
    assert is_sound(found)


def test_a_huge_outlier_is_cut_and_named() -> None:
    found = figure((*STEADY, 80_995, 7, 7))

    assert "outlier" in found.warnings
    assert found.mean < 40
    assert levels_of(found)[1] < 500


def test_an_item_younger_than_its_lead_time_says_so() -> None:
    found = figure((3, 4, 5), lead_time=a_lead_time(90))

    assert "younger_than_lead_time" in found.warnings
    assert found.accuracy.origins == 0
    assert is_sound(found)


def test_goods_that_come_at_once_have_to_last_for_a_review() -> None:
    found = figure(STEADY, lead_time=a_lead_time(0))

    assert found.horizon_days == 7
    assert 7 <= levels_of(found)[1] <= 12


def test_a_minimum_order_above_a_years_demand_is_named() -> None:
    found = figure((0, 1, 0, 0, 1, 0, 0, 0, 1, 0, 0, 1), item={"minimum_order_quantity": 500})

    assert "minimum_order_over_year" in found.warnings
    assert found.parameters.order_quantity == 500
    assert is_sound(found)


def test_what_costs_nothing_has_no_economic_quantity() -> None:
    found = figure(STEADY, item={"unit_cost": 0}, rules={"ordering_cost": 20})

    assert found.warnings == ("price_zero",)
    assert found.parameters.order_quantity == 8


def test_a_cost_that_nobody_knows_matters_where_orders_cost_something() -> None:
    assert figure(STEADY, item={"unit_cost": None}).warnings == ()
    found = figure(STEADY, item={"unit_cost": None}, rules={"ordering_cost": 20})
    assert found.warnings == ("price_unknown",)


def test_a_lead_time_that_was_assumed_is_named() -> None:
    assumed = a_lead_time(basis=LeadTimeBasis.ASSUMED)

    assert figure(STEADY, lead_time=assumed).warnings == ("lead_time_assumed",)


def test_what_had_often_run_out_is_forecast_from_the_rest() -> None:
    out = [0, 3, 6, 9, 12, 15, 18]
    demand = [0 if week in out else 7 for week in range(20)]
    found = figure(demand, censored=out)

    assert "often_out" in found.warnings
    assert (found.history, found.censored) == (13, 7)
    assert found.mean > 6


def test_a_lead_time_of_years_stays_within_what_can_be_written() -> None:
    found = figure(STEADY, period=Period.DAY, lead_time=a_lead_time(3_000, 900))

    assert is_sound(found)
    assert found.demand_over_horizon > 15_000


def test_classes_of_value_go_by_a_year_of_demand_at_cost() -> None:
    book = a_book_with(
        an_item("MUG-BLU", unit_cost=Decimal(10)), an_item("TEE-BLK-M", unit_cost=Decimal(1))
    )
    mugs = a_subject((5,) * 60, item={"sku": "MUG-BLU"}).history
    tees = a_subject((5,) * 60, item={"sku": "TEE-BLK-M"}).history

    assert abc_classes(book, [mugs, tees]) == {"MUG-BLU": "A", "TEE-BLK-M": "B"}


def test_price_breaks_change_no_level() -> None:
    breaks = (PriceBreak(quantity=Decimal(400), unit_cost=Decimal("0.72")),)

    assert levels_of(figure(STEADY, item={"price_breaks": breaks})) == levels_of(figure(STEADY))
