"""What to buy is proposed once, net of what is on order."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from inventory import errors
from inventory.documents.replenishment import Proposal
from inventory.replenishing.on_order import on_order
from tests.builders import (
    a_desk,
    a_kit,
    an_item,
    approve_as_before,
    approve_proposal,
    edit,
    pick,
    propose_reorders,
    receive,
    refusal_of,
    reject_proposal,
    set_rule,
    take_out,
)
from tests.memory_desk import START

MONDAY = date(2026, 11, 23)


def watched(sku="MUG-BLU", minimum=10, maximum=40, **facts):
    return an_item(sku, minimum=Decimal(minimum), maximum=Decimal(maximum), **facts)


@pytest.fixture
def low():
    """Four mugs, where ten is the minimum; nobody watches the other items."""
    return a_desk(watched(supplier="ACME"), stock=[(4, "MUG-BLU", "A-01")])


def proposals(desk):
    return [
        (p.number, p.status.value, [(line.item, line.quantity) for line in p.lines])
        for p in desk.book.all(Proposal)
    ]


@pytest.mark.parametrize(
    "item",
    [
        watched(is_active=False),
        an_item(minimum=Decimal(10)),
        an_item(maximum=Decimal(40)),
    ],
)
def test_items_out_of_use_or_without_limits_are_not_proposed(item):
    desk = a_desk(item, stock=[(4, "MUG-BLU", "A-01")])
    assert isinstance(refusal_of(desk, propose_reorders()), errors.NothingChanged)


def test_stock_that_cannot_be_picked_does_not_count(low):
    low.handle(receive(50, at="HOLD"))
    low.handle(propose_reorders())
    assert proposals(low) == [("RP-1", "proposed", [("MUG-BLU", 36)])]


def test_expired_lots_do_not_count():
    desk = a_desk(watched("JAM-STR", is_lot_tracked=True))
    expired = {"expires_on": date(2026, 11, 22), "reason": "short_dated", "by": "U0MIA"}
    desk.handle(receive(50, "JAM-STR", at="A-01", lot="L1", **expired))
    desk.handle(propose_reorders())
    assert proposals(desk) == [("RP-1", "proposed", [("JAM-STR", 40)])]


def test_approving_may_change_the_quantity(low):
    low.handle(propose_reorders())
    low.handle(approve_proposal(quantities={"MUG-BLU": 48}))
    (proposal,) = low.book.all(Proposal)
    assert (proposal.status.value, proposal.decided_by, proposal.decided_on) == (
        "approved",
        "U0MIA",
        MONDAY,
    )
    assert on_order(low.book, "MUG-BLU") == 48


@pytest.mark.parametrize(
    ("quantity", "refusal"),
    [(-1, errors.NotPositive), ("2.5", errors.FractionRefused), (10**10, errors.QuantityTooLarge)],
)
def test_a_changed_quantity_must_make_sense(low, quantity, refusal):
    low.handle(propose_reorders())
    assert isinstance(refusal_of(low, approve_proposal(quantities={"MUG-BLU": quantity})), refusal)


def test_an_item_that_is_not_bought_after_all_is_not_on_order(low):
    low.handle(propose_reorders())
    low.handle(approve_proposal(quantities={"MUG-BLU": 0}))
    assert on_order(low.book, "MUG-BLU") == 0
    assert isinstance(refusal_of(low, propose_reorders()), errors.NothingChanged)
    low.handle(propose_reorders(START + timedelta(days=7)))
    assert proposals(low)[1] == ("RP-2", "proposed", [("MUG-BLU", 36)])


def test_a_proposal_outlives_an_item_that_was_taken_off_its_tab():
    desk = a_desk(watched("MUG-RED"))
    desk.handle(propose_reorders())
    desk.handle(take_out(watched("MUG-RED")))
    assert refusal_of(desk, approve_proposal()) == errors.UnknownItem(item="MUG-RED")
    desk.handle(reject_proposal())
    assert proposals(desk) == [("RP-1", "rejected", [("MUG-RED", 40)])]


def test_a_proposal_is_decided_once(low):
    low.handle(propose_reorders())
    low.handle(approve_proposal())
    assert refusal_of(low, reject_proposal(by="U0ADA")) == errors.AlreadyDecided(
        number="RP-1", status="approved", by="U0MIA"
    )
    assert refusal_of(low, approve_proposal("RP-7")) == errors.UnknownDocument(number="RP-7")


def test_a_decision_takes_a_manager(low):
    low.handle(propose_reorders())
    assert isinstance(refusal_of(low, approve_proposal(by="U0ANA")), errors.NotAllowed)


def test_what_was_rejected_rests_a_week(low):
    low.handle(propose_reorders())
    low.handle(reject_proposal())
    sunday, monday = START + timedelta(days=6), START + timedelta(days=7)
    assert isinstance(refusal_of(low, propose_reorders(sunday)), errors.NothingChanged)
    low.handle(propose_reorders(monday))
    assert [number for number, *_ in proposals(low)] == ["RP-1", "RP-2"]


def test_a_long_rest_is_kept_over_the_ends_of_months(low):
    low.handle(set_rule("proposal_rest_days", 90))
    low.handle(propose_reorders())
    low.handle(reject_proposal())
    last, after = START + timedelta(days=89), START + timedelta(days=90)
    assert isinstance(refusal_of(low, propose_reorders(last)), errors.NothingChanged)
    low.handle(propose_reorders(after))
    assert [number for number, *_ in proposals(low)] == ["RP-1", "RP-2"]


def test_a_house_that_wants_no_rest_gets_none(low):
    low.handle(set_rule("proposal_rest_days", 0))
    low.handle(propose_reorders())
    low.handle(reject_proposal())
    low.handle(propose_reorders())
    assert [number for number, *_ in proposals(low)] == ["RP-1", "RP-2"]


# -- approved before there were purchase orders ------------------------------------------------


def test_receipts_count_against_the_oldest_approved_proposal_first(low):
    low.handle(propose_reorders())
    approve_as_before(low)
    low.handle(pick(4, at="A-01"))
    low.handle(edit(watched(maximum=60, minimum=38, supplier="ACME")))
    low.handle(propose_reorders())
    approve_as_before(low, "RP-2")
    low.handle(receive(40, at="A-01"))
    received = [(p.status.value, p.lines[0].received) for p in low.book.all(Proposal)]
    assert received == [("received", 36), ("approved", 4)]


def test_more_than_was_ordered_may_come(low):
    low.handle(propose_reorders())
    approve_as_before(low)
    low.handle(receive(100, at="A-01"))
    assert [(p.status.value, p.lines[0].received) for p in low.book.all(Proposal)] == [
        ("received", 36)
    ]
    assert on_order(low.book, "MUG-BLU") == 0


def test_a_proposal_is_received_when_its_last_line_has_come():
    desk = a_desk(watched("MUG-BLU"), watched("TEE-BLK-M"))
    desk.handle(propose_reorders())
    approve_as_before(desk)
    desk.handle(receive(40, at="A-01"))
    assert [p.status.value for p in desk.book.all(Proposal)] == ["approved"]
    desk.handle(receive(40, "TEE-BLK-M", at="A-01"))
    assert [p.status.value for p in desk.book.all(Proposal)] == ["received"]


def test_a_receipt_of_something_else_leaves_the_proposal_alone(low):
    low.handle(propose_reorders())
    approve_as_before(low)
    posted = low.handle(receive(5, "TEE-BLK-M", at="A-01"))
    assert posted.transaction.changes == ()


def test_a_kit_is_never_bought():
    kit = a_kit("GIFT-SET", (2, "MUG-BLU"), minimum=Decimal(5), maximum=Decimal(20))
    desk = a_desk(kit, stock=[(9, "MUG-BLU", "A-01")])
    assert isinstance(refusal_of(desk, propose_reorders()), errors.NothingChanged)
