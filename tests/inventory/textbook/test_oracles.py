"""Every published figure at hand, each by one named check; a figure that nobody checks fails."""

import json
import os
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest

from inventory.forecasting.intermittent import Start, croston, sba, tsb
from inventory.forecasting.patterns import ADI_CUT, CV2_CUT, classify
from inventory.policies.rounding import round_up
from inventory.textbook.aggregated_smoothing import adida_as_library, imapa_as_library
from inventory.textbook.base_stock import base_stock_normal, reorder_point_normal
from inventory.textbook.economic_quantity import (
    economic_order_quantity,
    quantity_with_discounts,
    yearly_cost,
)
from inventory.textbook.goodwill import (
    by_expected_inventory_level,
    expected_level_cost,
    goodwill_steps,
    reorder_point_for_cycles,
    reorder_point_for_fill,
)
from inventory.textbook.lot_sizing import wagner_whitin
from inventory.textbook.newsvendor import newsvendor_discrete, newsvendor_normal
from inventory.textbook.normal import standard_normal_loss
from inventory.textbook.reorder_level import exact_reorder_levels
from inventory.textbook.reorder_quantity import (
    ReorderProblem,
    ReorderQuantity,
    by_economic_quantity_and_safety_stock,
    by_economic_quantity_with_waiting,
    by_loss_functions,
    reorder_cost,
)

DATA = Path(os.environ.get("BINCARD_DATA", Path(__file__).parents[4] / "shared" / "data"))
FILE = DATA / "oracles" / "inventory_oracles.json"
ORACLES: list = json.loads(FILE.read_text()) if FILE.exists() else []


def near(oracle, expected):
    return pytest.approx(expected, rel=0, abs=oracle["tol"])


def check_economic_quantity(oracle):
    given, expected = oracle["inputs"], oracle["expected"]
    yearly = {
        "order_cost": given["fixed_cost"],
        "holding_cost": given["holding_cost"],
        "demand_rate": given["demand_rate"],
    }
    quantity = economic_order_quantity(**yearly)
    assert quantity == near(oracle, expected["Q"])
    assert yearly_cost(quantity, **yearly) == near(oracle, expected["cost"])


def check_discounts(oracle):
    given, expected = oracle["inputs"], oracle["expected"]
    found = quantity_with_discounts(
        order_cost=given["fixed_cost"],
        holding_rate=given["holding_cost_rate"],
        demand_rate=given["demand_rate"],
        breaks=list(zip(given["breakpoints"], given["unit_costs"], strict=True)),
    )
    assert found == near(oracle, (expected["Q"], expected["region"], expected["cost"]))


def check_newsvendor(oracle):
    found = newsvendor_normal(**oracle["inputs"])
    assert found == near(oracle, (oracle["expected"]["S"], oracle["expected"]["cost"]))


def check_base_stock(oracle):
    found = base_stock_normal(**oracle["inputs"])
    assert found == near(oracle, (oracle["expected"]["S"], oracle["expected"]["cost"]))


def check_poisson_newsvendor(oracle):
    given = oracle["inputs"]
    found = newsvendor_discrete(
        holding_cost=given["holding_cost"],
        stockout_cost=given["stockout_cost"],
        demand_mean=given["demand_mean"],
    )
    assert found == near(oracle, (oracle["expected"]["S"], oracle["expected"]["cost"]))


def check_reorder_levels(oracle):
    given, expected = oracle["inputs"], oracle["expected"]
    found = exact_reorder_levels(
        order_cost=given["fixed_cost"],
        holding_cost=given["holding_cost"],
        waiting_cost=given["stockout_cost"],
        demand_mean=given["demand_mean"],
    )
    assert found[:2] == (expected["s"], expected["S"])
    assert found.cost == near(oracle, expected["cost"])


def check_table_of_1991(oracle):
    given = oracle["inputs"]
    assert len(oracle["expected"]) == 24
    for row in oracle["expected"]:
        found = exact_reorder_levels(
            order_cost=given["K"],
            holding_cost=given["h"],
            waiting_cost=given["p"],
            demand_mean=row["mu"],
        )
        assert found[:2] == (row["s"], row["S"]), row
        assert found.cost == near(oracle, row["cost"]), row


def a_problem(oracle):
    given = oracle["inputs"]
    return ReorderProblem(
        order_cost=given["fixed_cost"],
        holding_cost=given["holding_cost"],
        stockout_cost=given["stockout_cost"],
        demand_rate=given["demand_mean"],
        lead_mean=given["demand_mean"] * given["lead_time"],
        lead_sd=given["demand_sd"] * given["lead_time"] ** 0.5,
    )


def check_expected_level(oracle):
    problem, expected = a_problem(oracle), oracle["expected"]
    found = by_expected_inventory_level(problem)
    assert found == near(oracle, (expected["r"], expected["Q"]))
    assert expected_level_cost(problem, found) == near(oracle, expected["cost"])


def check_waiting(oracle):
    found = by_economic_quantity_with_waiting(a_problem(oracle))
    assert found == near(oracle, (oracle["expected"]["r"], oracle["expected"]["Q"]))


def check_safety_stock(oracle):
    found = by_economic_quantity_and_safety_stock(a_problem(oracle))
    assert found == near(oracle, (oracle["expected"]["r"], oracle["expected"]["Q"]))


def check_loss_functions(oracle):
    found = by_loss_functions(a_problem(oracle))
    assert found == near(oracle, (oracle["expected"]["r"], oracle["expected"]["Q"]))


def check_exact_cost(oracle):
    found = reorder_cost(a_problem(oracle), ReorderQuantity(126.8, 328.5))
    assert found == near(oracle, oracle["expected"]["cost"])


def check_lot_sizes(oracle):
    given, expected = oracle["inputs"], oracle["expected"]
    found = wagner_whitin(
        given["demand"], order_cost=given["fixed_cost"], holding_cost=given["holding_cost"]
    )
    assert len(found.orders) == given["num_periods"]
    assert found.orders == near(oracle, tuple(expected["orders"]))
    assert found.cost == near(oracle, expected["cost"])


def check_goodwill(oracle):
    given, expected = oracle["inputs"], oracle["expected"]
    lead_mean, lead_sd = given["mu_L"], given["sd_L"]
    holding = given["i"] * given["c"]
    problem = ReorderProblem(given["K"], holding, given["p"], given["lam"], lead_mean, lead_sd)
    steps = list(goodwill_steps(problem))
    for step, printed in zip(steps, expected["first_iterations"], strict=False):
        assert [round(step[0], 2), round(step[1], 2), round(step[2], 4)] == printed
    found = by_expected_inventory_level(problem)
    assert found == near(oracle, (expected["R"], expected["Q"]))
    assert reorder_point_for_cycles(
        lead_mean=lead_mean, lead_sd=lead_sd, service_level=0.98
    ) == near(oracle, expected["type1_98_R"])
    assert reorder_point_for_fill(
        lead_mean=lead_mean, lead_sd=lead_sd, order_quantity=100, fill_rate=0.98
    ) == near(oracle, expected["type2_98_with_Q100_R"])


def check_random_lead_time(oracle):
    given, expected = oracle["inputs"], oracle["expected"]
    found = reorder_point_normal(
        demand_mean=given["d"],
        demand_sd=given["sd_d"],
        lead_time=given["L"],
        lead_time_sd=given["sd_L"],
        service_level=given["service"],
    )
    assert found == near(oracle, (expected["sd"], expected["ss"], expected["R"]))


def check_normal_loss(oracle):
    found = [standard_normal_loss(z) for z in oracle["inputs"]["z"]]
    assert found == near(oracle, oracle["expected"])


def check_rounding(oracle):
    found = [
        int(round_up(Decimal(need), minimum=Decimal(minimum), step=Decimal(step)))
        for need, minimum, step in oracle["inputs"]["cases"]
    ]
    assert found == oracle["expected"]


def check_intermittent(oracle):
    expected = oracle["expected"]
    history = np.array([oracle["inputs"]["y"]], dtype=float)
    found = {
        "CrostonClassic": croston(history, start=Start.FIRST),
        "CrostonSBA": sba(history, start=Start.FIRST),
        "TSB": tsb(history, start=Start.FIRST),
        "ADIDA": adida_as_library(history),
        "IMAPA": imapa_as_library(history),
    }
    assert {name: float(value[0]) for name, value in found.items()} == near(oracle, expected)


def check_classes(oracle):
    """Ask for the 3,000 series that the split is of: they are not published with it."""
    pytest.skip(f"{oracle['inputs']['file']} is not here: its split is not reproduced")


CHECKS: dict[str, Callable[[dict], None]] = {
    "EOQ example_3_1": check_economic_quantity,
    "EOQ problem_3_1": check_economic_quantity,
    "EOQ all-units discount example_3_5": check_discounts,
    "newsvendor normal example_4_3": check_newsvendor,
    "newsvendor normal problem_4_1": check_newsvendor,
    "base stock with lead time example_4_4 (L=4,R=1 -> 5 periods)": check_base_stock,
    "newsvendor Poisson example_4_7": check_poisson_newsvendor,
    "(s,S) exact example_4_7": check_reorder_levels,
    "(s,S) exact problem_4_31": check_reorder_levels,
    "Zheng-Federgruen 1991 table h=1 p=9 K=64 Poisson(mu), L=0": check_table_of_1991,
    "(r,Q) Hadley-Whitin expected-inventory-level heuristic, example_5_2": check_expected_level,
    "(r,Q) EOQB example_5_3": check_waiting,
    "(r,Q) EOQ+SS": check_safety_stock,
    "(r,Q) loss-function approx": check_loss_functions,
    "(r,Q) exact cost at (126.8,328.5)": check_exact_cost,
    "Wagner-Whitin example_3_9": check_lot_sizes,
    "Wagner-Whitin problem_3_27": check_lot_sizes,
    "Wagner-Whitin problem_3_29": check_lot_sizes,
    (
        "(Q,R) lost-goodwill, Harvey's mustard (Nahmias, Production & Operations Analysis, ch.5): "
        "K=50 c=10 i=.2 p=25 lambda=200/yr, lead-time demand N(100,25)"
    ): check_goodwill,
    "safety stock, random lead time": check_random_lead_time,
    "standard normal loss": check_normal_loss,
    "MOQ/pack rounding": check_rounding,
    "intermittent forecasts on one short series": check_intermittent,
    "SBC classes, AUTO 3000 SKUs": check_classes,
}

needs_file = pytest.mark.skipif(
    not ORACLES, reason="the published figures are not here: set BINCARD_DATA"
)


def test_the_classes_are_parted_at_the_published_cut_offs():
    assert (ADI_CUT, CV2_CUT) == (1.32, 0.49)
    each_month = [[6.0, 6, 5, 7, 6, 6], [1.0, 1, 1, 1, 1, 30]]
    now_and_then = [[0.0, 6, 0, 5, 0, 6], [0.0, 1, 0, 1, 0, 40]]
    found = classify(np.array(each_month + now_and_then)).demand_class.tolist()
    assert found == ["smooth", "erratic", "intermittent", "lumpy"]


@needs_file
def test_every_figure_has_one_check_and_every_check_a_figure():
    assert sorted(oracle["name"] for oracle in ORACLES) == sorted(CHECKS)


@needs_file
@pytest.mark.parametrize("name", CHECKS)
def test_a_published_figure_is_reproduced(name):
    oracle = next(one for one in ORACLES if one["name"] == name)
    CHECKS[name](oracle)
