"""Why an item is proposed just now, or why it is not."""

from datetime import timedelta
from decimal import Decimal

import pytest

from inventory.replenishing.explaining import Stand, explained
from inventory.stock_policy import PolicyKind, StockPolicy
from inventory.supplier import Supplier
from tests.builders import (
    a_desk,
    a_kit,
    approve_proposal,
    edit,
    propose_reorders,
    receive,
    reject_proposal,
)
from tests.inventory.replenishing.planned import (
    MONDAY,
    forecast,
    keep_straight,
    planned_item,
    snooze,
)
from tests.memory_desk import START

ACME = Supplier(code="ACME", name="Acme Potters")


@pytest.fixture
def low():
    desk = a_desk(planned_item(), ACME, stock=[(10, "MUG-BLU", "A-01")])
    keep_straight(desk, forecast())
    return desk


def stand(desk, sku="MUG-BLU", on=MONDAY):
    (found,) = explained(desk.book, desk.book.item(sku), on)
    return found


def test_what_is_low_is_due_until_it_is_proposed(low):
    found = stand(low)
    assert (found.stand, found.bought.buying.quantity) == (Stand.DUE, 40)
    low.handle(propose_reorders())
    found = stand(low)
    assert (found.stand, [one.number for one in found.proposals]) == (Stand.PROPOSED, ["RP-1"])


def test_what_is_ordered_is_enough_and_says_by_what(low):
    low.handle(propose_reorders())
    low.handle(approve_proposal())
    found = stand(low)
    assert (found.stand, [one.document for one in found.coming]) == (Stand.ENOUGH, ["PO-1"])


@pytest.mark.parametrize("command", [reject_proposal(), snooze(days=7)])
def test_what_rests_says_by_whom_and_until_when(low, command):
    low.handle(propose_reorders())
    low.handle(command)
    found = stand(low)
    assert found.stand is Stand.RESTING
    assert (found.rest.proposal.number, found.rest.proposal.decided_by) == ("RP-1", "U0MIA")
    assert found.rest.until == MONDAY + timedelta(days=7)
    later = MONDAY + timedelta(days=7)
    assert stand(low, on=later).stand is Stand.DUE


def test_what_is_kept_shortly_may_be_bought_no_more(low):
    low.handle(edit(StockPolicy(item="MUG-BLU", max_cover_days=5)))
    assert stand(low).stand is Stand.CAPPED


def test_an_item_that_waits_for_its_review_says_so(low):
    low.handle(edit(StockPolicy(item="MUG-BLU", policy=PolicyKind.ORDER_UP_TO)))
    assert stand(low, on=MONDAY + timedelta(days=1)).stand is Stand.NEXT_REVIEW


def test_what_nobody_buys_says_why(low):
    low.handle(edit(planned_item(is_active=False)))
    assert stand(low).stand is Stand.OUT_OF_USE
    low.handle(edit(planned_item()))
    low.handle(edit(StockPolicy(item="MUG-BLU", policy=PolicyKind.NONE)))
    assert stand(low).stand is Stand.BY_HAND
    assert stand(low, "TEE-BLK-M").stand is Stand.NOTHING_KNOWN
    low.handle(edit(a_kit("GIFT-SET", (1, "MUG-BLU"))))
    assert stand(low, "GIFT-SET").stand is Stand.BUILT


def test_how_soon_it_is_needed_follows_from_what_is_expected(low):
    low.handle(receive(30, at="A-01"))
    found = stand(low)
    assert (found.stand, found.need.urgency) == (Stand.ENOUGH, Decimal(5))
    assert START.date() == MONDAY
