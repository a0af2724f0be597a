"""One call classifies, forecasts, tests and sets levels; whatever it is given, figures come out."""

import numpy as np
import pytest

from inventory.planning.computing import Supply, compute
from inventory.stock_policy import ServiceKind

STEADY = [10.0, 12, 9, 11, 10, 8] * 4
SELDOM = [0.0, 0, 7, 0, 0, 0] * 4
NAN = float("nan")


def computed(*rows: list[float], supply: Supply | None = None):
    return compute(np.array(rows, dtype=float), supply or Supply())


def test_levels_cover_lead_time_and_review():
    found = computed(STEADY, supply=Supply(lead=2, review=1))
    assert found.tested.origins.tolist() == [4]
    assert 30 < found.order_up_to[0] < 45


def test_longer_lead_times_and_better_service_need_more():
    usual = computed(STEADY).order_up_to[0]
    assert computed(STEADY, supply=Supply(lead=4)).order_up_to[0] > usual
    assert computed(STEADY, supply=Supply(lead_deviation=1)).order_up_to[0] > usual
    assert computed(STEADY, supply=Supply(level=0.99)).order_up_to[0] > usual


def test_an_item_is_as_sure_among_others_as_alone():
    alone, among = computed(SELDOM), computed(SELDOM, STEADY)
    assert alone.order_up_to[0] == among.order_up_to[0]


@pytest.mark.parametrize("service", ServiceKind)
@pytest.mark.parametrize(
    "row",
    [
        [],
        [7.0],
        [0.0] * 24,
        [NAN] * 24,
        [5.0] * 24,
        [NAN] * 22 + [3.0, 4.0],
        [0.0] * 23 + [4.0],
        [3.0] * 23 + [80_995.0],
        [-4.0] * 24,
    ],
    ids=[
        "no history",
        "one period",
        "all zero",
        "nothing known",
        "all equal",
        "younger than its lead time",
        "one demand",
        "a huge outlier",
        "returns beyond sales",
    ],
)
def test_every_odd_history_has_a_result(row: list[float], service: ServiceKind):
    found = computed(row, supply=Supply(lead=3, service=service))
    assert np.isfinite(found.order_up_to).all()
    assert (found.order_up_to >= 0).all()
    assert (found.order_up_to < 500).all()


def test_what_comes_at_once_has_to_last_through_the_review():
    found = computed(STEADY, supply=Supply(lead=0, review=1))
    assert 10 <= found.order_up_to[0] < 18


def test_nobody_asks_so_nothing_is_kept():
    found = computed([0.0] * 24, [-4.0] * 24)
    assert found.order_up_to.tolist() == [0.0, 0.0]
