"""The textbook formulas at their edges, and against each other."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inventory.policies.economic_quantity import economic_quantities
from inventory.textbook.base_stock import reorder_point_normal
from inventory.textbook.economic_quantity import (
    economic_order_quantity,
    quantity_with_discounts,
    yearly_cost,
)
from inventory.textbook.goodwill import goodwill_steps
from inventory.textbook.lot_sizing import wagner_whitin
from inventory.textbook.newsvendor import newsvendor_cost_normal, newsvendor_normal
from inventory.textbook.normal import inverse_standard_normal_loss, standard_normal_loss
from inventory.textbook.reorder_level import exact_reorder_levels
from inventory.textbook.reorder_quantity import (
    ReorderProblem,
    ReorderQuantity,
    best_point_for,
    by_loss_functions,
    reorder_cost,
)

RATES = st.floats(0.01, 1e5)
PROBLEM = ReorderProblem(8, 0.225, 7.5, 1300, 1300 / 12, 150 / 12**0.5)


@given(RATES, RATES, RATES, st.floats(0.5, 2))
def test_no_other_quantity_costs_less_than_the_economic_one(order_cost, holding_cost, rate, by):
    yearly = {"order_cost": order_cost, "holding_cost": holding_cost, "demand_rate": rate}
    best = economic_order_quantity(**yearly)

    assert yearly_cost(best, **yearly) <= yearly_cost(best * by, **yearly) * (1 + 1e-12)


@pytest.mark.parametrize("zero", ["order_cost", "holding_cost", "demand_rate"])
def test_without_a_cost_or_demand_there_is_no_economic_quantity(zero):
    yearly = {"order_cost": 8.0, "holding_cost": 0.225, "demand_rate": 1300.0, zero: 0.0}

    with pytest.raises(ValueError, match=zero):
        economic_order_quantity(**yearly)
    assert economic_quantities(**yearly) == 0


@pytest.mark.parametrize("breaks", [[], [(10, 1)], [(0, 1), (10, 0.9), (10, 0.8)]])
def test_price_breaks_that_make_no_sense_are_refused(breaks):
    with pytest.raises(ValueError, match="breaks"):
        quantity_with_discounts(order_cost=8, holding_rate=0.3, demand_rate=1300, breaks=breaks)


def test_one_price_is_the_economic_quantity():
    found = quantity_with_discounts(
        order_cost=8, holding_rate=0.3, demand_rate=1300, breaks=[(0, 0.75)]
    )

    assert found.order_quantity == pytest.approx(304.0468, abs=1e-4)


@given(st.floats(1e-12, 50))
def test_the_inverse_of_the_loss_is_its_inverse(loss):
    assert standard_normal_loss(inverse_standard_normal_loss(loss)) == pytest.approx(loss, rel=1e-9)


def test_a_loss_of_nothing_has_no_finite_stock():
    with pytest.raises(ValueError, match="loss"):
        inverse_standard_normal_loss(0.0)


def test_next_to_no_loss_still_has_a_finite_stock():
    assert 38 < inverse_standard_normal_loss(5e-324) < 39


def test_a_deviation_below_zero_is_refused():
    with pytest.raises(ValueError, match="demand_sd"):
        newsvendor_normal(holding_cost=1, stockout_cost=4, demand_mean=50, demand_sd=-1)


def test_a_newsvendor_pays_least_at_the_best_level():
    costs = {"holding_cost": 0.18, "stockout_cost": 0.7, "demand_mean": 50, "demand_sd": 8}
    best = newsvendor_normal(**costs)

    assert newsvendor_cost_normal(best.level, **costs) == pytest.approx(best.cost)
    assert newsvendor_cost_normal(best.level + 1, **costs) > best.cost
    assert newsvendor_cost_normal(best.level - 1, **costs) > best.cost


def test_a_known_demand_costs_a_newsvendor_nothing():
    assert newsvendor_normal(holding_cost=1, stockout_cost=4, demand_mean=50, demand_sd=0) == (
        50,
        0,
    )


def test_no_pair_of_levels_near_the_best_one_costs_less():
    best = exact_reorder_levels(
        order_cost=12, holding_cost=1, waiting_cost=9, demand_mean=3, demand_variance=8
    )

    assert _played(best.reorder_point, best.order_up_to_level) == pytest.approx(best.cost, rel=0.01)
    for s, level in ((-1, 0), (1, 0), (0, -1), (0, 1)):
        other = _played(best.reorder_point + s, best.order_up_to_level + level)
        assert other > best.cost * 0.99


def _played(reorder_point, order_up_to_level):
    """Return what a pair costs a period, played for long with a negative binomial demand."""
    chance = np.random.default_rng(3)
    demand = chance.negative_binomial(9 / 5, 3 / 8, 200_000)
    position, cost = order_up_to_level, 0.0
    for wanted in demand.tolist():
        if position <= reorder_point:
            cost, position = cost + 12, order_up_to_level
        position -= wanted
        cost += position if position > 0 else -9 * position
    return cost / demand.size


def test_ordering_for_nothing_is_done_every_period():
    best = exact_reorder_levels(order_cost=0, holding_cost=1, waiting_cost=4, demand_mean=6)

    assert best[:2] == (7, 8)
    assert best.cost == pytest.approx(3.5701069)


def test_a_lead_time_raises_both_levels():
    costs = {"order_cost": 5, "holding_cost": 1, "waiting_cost": 4, "demand_mean": 6}
    at_once, later = exact_reorder_levels(**costs), exact_reorder_levels(**costs, lead_time=2)

    assert later.reorder_point > at_once.reorder_point + 6
    assert later.order_up_to_level > at_once.order_up_to_level + 6


def test_the_best_point_for_a_quantity_costs_least():
    point = best_point_for(PROBLEM, 300)

    best = reorder_cost(PROBLEM, ReorderQuantity(point, 300))
    assert best < reorder_cost(PROBLEM, ReorderQuantity(point - 1, 300))
    assert best < reorder_cost(PROBLEM, ReorderQuantity(point + 1, 300))


def test_loss_functions_come_near_the_exact_best():
    near = by_loss_functions(PROBLEM)
    cost = reorder_cost(PROBLEM, near)
    quantities = np.linspace(250, 400, 61)
    exact = min(
        reorder_cost(PROBLEM, ReorderQuantity(best_point_for(PROBLEM, q), q)) for q in quantities
    )

    assert exact * 0.9999 <= cost <= exact * 1.0001


def test_where_missing_a_unit_costs_next_to_nothing_no_stock_is_worth_it():
    with pytest.raises(ValueError, match="stockout_cost"):
        list(goodwill_steps(PROBLEM._replace(stockout_cost=1e-3)))


def test_what_is_not_asked_for_needs_no_order():
    assert wagner_whitin([0, 0, 0], order_cost=500, holding_cost=2) == ((0, 0, 0), 0)
    assert wagner_whitin([], order_cost=500, holding_cost=2) == ((), 0)
    assert wagner_whitin([0, 90, 0, 80], order_cost=500, holding_cost=2).orders == (0, 170, 0, 0)


@given(st.lists(st.integers(0, 50), max_size=8), st.integers(0, 200), st.integers(0, 5))
def test_lot_sizes_cover_each_period_and_cost_what_they_say(demand, order_cost, holding_cost):
    found = wagner_whitin(demand, order_cost=order_cost, holding_cost=holding_cost)
    left, cost = 0.0, 0.0
    for ordered, wanted in zip(found.orders, demand, strict=True):
        left += ordered - wanted
        assert left >= 0
        cost += holding_cost * left + (order_cost if ordered else 0)

    assert cost == pytest.approx(found.cost)


def test_a_service_level_that_nobody_can_promise_is_refused():
    with pytest.raises(ValueError, match="service_level"):
        reorder_point_normal(
            demand_mean=1, demand_sd=1, lead_time=1, lead_time_sd=0, service_level=1
        )


def test_a_lead_time_of_zero_needs_no_safety_stock():
    found = reorder_point_normal(
        demand_mean=9, demand_sd=4, lead_time=0, lead_time_sd=0, service_level=0.95
    )

    assert found == (0, 0, 0)
