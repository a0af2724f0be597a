"""Where money is short: what is critical first, then much service for little money."""

from decimal import Decimal

import pytest

from inventory import errors
from inventory.documents.replenishment import Bound, Proposal
from inventory.stock_policy import StockPolicy
from inventory.supplier import Supplier
from tests.builders import a_desk, approve_proposal, propose_reorders, refusal_of, set_rule
from tests.inventory.replenishing.planned import forecast, keep_straight, planned_item

ACME = Supplier(code="ACME", name="Acme Potters")
CHEAP, DEAR, SPARE = "CUP-1", "VASE-100", "BELT-20"


@pytest.fixture
def house():
    """A cup for 1 and a vase for 100, of each of which forty are needed, and a belt for 20."""
    desk = a_desk(
        planned_item(CHEAP, unit_cost=Decimal(1)),
        planned_item(DEAR, unit_cost=Decimal(100)),
        planned_item(SPARE, unit_cost=Decimal(20)),
        StockPolicy(item=SPARE, is_critical=True),
        ACME,
        stock=[(10, sku, "A-01") for sku in (CHEAP, DEAR, SPARE)],
    )
    keep_straight(desk, forecast(CHEAP), forecast(DEAR), forecast(SPARE))
    return desk


def bought(desk):
    found = list(desk.book.all(Proposal))
    return {line.item: line.quantity for one in found for line in one.lines}


def test_a_budget_that_is_enough_changes_nothing(house):
    house.handle(set_rule("purchase_budget", 4840))
    house.handle(propose_reorders())
    assert bought(house) == {SPARE: 40, CHEAP: 40, DEAR: 40}


def test_what_is_critical_comes_first_and_what_is_dear_gives_up_most(house):
    house.handle(set_rule("purchase_budget", 2440))
    house.handle(propose_reorders())
    (proposal,) = house.book.all(Proposal)
    quantities = bought(house)
    assert (quantities[SPARE], quantities[CHEAP]) == (40, 40)
    assert 0 < quantities[DEAR] <= 16
    assert proposal.value <= 2440
    assert [line.item for line in proposal.lines if Bound.BUDGET in line.bounds] == [DEAR]


def test_the_critical_one_alone_is_cut_where_even_that_is_too_dear(house):
    house.handle(set_rule("purchase_budget", 410))
    house.handle(propose_reorders())
    assert bought(house) == {SPARE: 20, CHEAP: 10}


def test_what_is_ordered_counts_against_the_budget(house):
    house.handle(set_rule("purchase_budget", 2440))
    house.handle(propose_reorders())
    house.handle(approve_proposal())
    assert isinstance(refusal_of(house, propose_reorders()), errors.NothingChanged)


def test_without_money_nothing_is_proposed(house):
    house.handle(set_rule("purchase_budget", 0))
    assert isinstance(refusal_of(house, propose_reorders()), errors.NothingChanged)
