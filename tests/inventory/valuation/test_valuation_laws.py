"""Laws of value, for whatever happens to an item: none of it appears or vanishes."""

from hypothesis import given, settings
from hypothesis import strategies as st

from inventory.quantity import ZERO
from inventory.valuation.value_accounts import COSTS, Account
from tests.inventory.valuation.histories import histories, is_standing, reversible

MANY = settings(max_examples=200, deadline=None)


def kept(valuation):
    """Return what came in less what left."""
    left = sum((valuation.totals[account] for account in COSTS), ZERO)
    return valuation.totals[Account.CAME_IN] - left


@MANY
@given(histories())
def test_what_came_in_less_what_left_is_on_hand(ledger):
    for valuation in (ledger.by_fifo(), ledger.by_average()):
        assert kept(valuation) == valuation.pool.value


@MANY
@given(histories())
def test_the_layers_hold_what_is_on_hand_and_never_less_than_nothing(ledger):
    valuation = ledger.by_fifo()
    layers = valuation.pool.layers
    assert sum((layer.quantity for layer in layers), ZERO) == ledger.on_hand
    assert valuation.pool.quantity == ledger.on_hand
    assert all(layer.quantity > 0 and layer.unit_cost >= 0 for layer in layers)
    assert [layer.place for layer in layers] == sorted({layer.place for layer in layers})


@MANY
@given(histories())
def test_the_average_has_no_value_without_goods(ledger):
    pool = ledger.by_average().pool
    assert pool.quantity == ledger.on_hand
    assert pool.value >= 0
    assert pool.quantity or not pool.value


@MANY
@given(histories(), st.data())
def test_taking_everything_back_leaves_nothing(ledger, data):
    while standing := [move for move in reversible(ledger) if is_standing(ledger, move)]:
        ledger.undoes(data.draw(st.sampled_from(standing)))
    assert ledger.on_hand == 0
    for valuation in (ledger.by_fifo(), ledger.by_average()):
        assert valuation.pool.value == 0
        assert {account: v for account, v in valuation.totals.items() if v} == {}


@MANY
@given(histories(costs=st.just("2.50"), first="2.50"))
def test_both_methods_agree_when_all_costs_are_equal(ledger):
    fifo, average = ledger.by_fifo(), ledger.by_average()
    assert fifo.pool.value == average.pool.value
    assert fifo.months == average.months


@MANY
@given(histories())
def test_the_months_add_up_to_the_whole(ledger):
    for valuation in (ledger.by_fifo(), ledger.by_average()):
        for account in Account:
            months = [v for (_, one), v in valuation.months.items() if one is account]
            assert sum(months, ZERO) == valuation.totals[account]
