"""What is low is said once; what to buy is proposed once, net of what is on order."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from inventory import errors
from inventory.documents.replenishment import Alert, Proposal
from inventory.quantity import ZERO
from inventory.replenishing.on_order import inventory_position, on_order
from tests.builders import (
    a_desk,
    a_kit,
    an_item,
    approve_as_before,
    approve_proposal,
    check_low_stock,
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


def alerts(desk):
    return [
        (a.number, a.is_open, [(i.item, i.available) for i in a.items], a.resolved)
        for a in desk.book.all(Alert)
    ]


def test_a_proposal_shows_the_figures_that_led_to_it(low):
    low.handle(propose_reorders())
    (proposal,) = low.book.all(Proposal)
    (line,) = proposal.lines
    assert (proposal.supplier, proposal.proposed_on) == ("ACME", MONDAY)
    assert (line.quantity, line.on_hand, line.on_order, line.inventory_position) == (36, 4, 0, 4)


def test_one_proposal_a_supplier():
    desk = a_desk(
        watched("MUG-BLU", supplier="ZETA"),
        watched("TEE-BLK-M", supplier="ACME"),
        watched("MUG-RED", supplier="ZETA"),
    )
    desk.handle(propose_reorders())
    assert proposals(desk) == [
        ("RP-1", "proposed", [("TEE-BLK-M", 40)]),
        ("RP-2", "proposed", [("MUG-BLU", 40), ("MUG-RED", 40)]),
    ]


def test_the_minimum_itself_is_low_and_one_above_it_is_not(low):
    low.handle(receive(6, at="A-01"))
    low.handle(propose_reorders())
    low.handle(receive(1, at="A-01"))
    fresh = a_desk(watched(), stock=[(11, "MUG-BLU", "A-01")])
    assert isinstance(refusal_of(fresh, propose_reorders()), errors.NothingChanged)


def test_what_is_proposed_or_approved_is_not_proposed_again(low):
    low.handle(propose_reorders())
    assert isinstance(refusal_of(low, propose_reorders()), errors.NothingChanged)
    low.handle(approve_proposal())
    assert isinstance(refusal_of(low, propose_reorders()), errors.NothingChanged)
    assert (on_order(low.book, "MUG-BLU"), inventory_position(low.book, "MUG-BLU", MONDAY)) == (
        36,
        40,
    )


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
    desk.handle(check_low_stock())
    assert alerts(desk) == [("AL-1", True, [("JAM-STR", 0)], ())]


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
    desk.handle(approve_proposal())
    assert proposals(desk) == [("RP-1", "approved", [("MUG-RED", 40)])]


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


# -- the digest -------------------------------------------------------------------------------


def test_the_digest_has_the_emptiest_first_and_names_what_covers_it():
    desk = a_desk(
        watched("MUG-BLU"),
        watched("TEE-BLK-M"),
        an_item("MUG-RED", minimum=ZERO),
        stock=[(9, "MUG-BLU", "A-01"), (2, "TEE-BLK-M", "A-01")],
    )
    desk.handle(propose_reorders())
    desk.handle(check_low_stock())
    (alert,) = desk.book.all(Alert)
    assert [(i.item, i.on_order, i.proposal) for i in alert.items] == [
        ("MUG-RED", 0, ""),
        ("TEE-BLK-M", 38, "RP-1"),
        ("MUG-BLU", 31, "RP-1"),
    ]


def test_nothing_low_is_nothing_said():
    desk = a_desk(watched(), stock=[(11, "MUG-BLU", "A-01")])
    assert isinstance(refusal_of(desk, check_low_stock()), errors.NothingChanged)


def test_a_digest_that_says_it_already_is_not_repeated(low):
    low.handle(check_low_stock())
    assert isinstance(refusal_of(low, check_low_stock()), errors.NothingChanged)


def test_other_figures_edit_the_digest_that_is_there(low):
    low.handle(check_low_stock())
    low.handle(pick(1, at="A-01"))
    posted = low.handle(check_low_stock())
    assert [notice.message for notice in posted.transaction.notices] == ["AL-1"]
    assert alerts(low) == [("AL-1", True, [("MUG-BLU", 3)], ())]


def test_an_item_that_becomes_low_makes_a_new_digest_and_ends_the_old():
    desk = a_desk(watched("MUG-BLU"), watched("TEE-BLK-M"), stock=[(20, "TEE-BLK-M", "A-01")])
    desk.handle(check_low_stock())
    desk.handle(pick(15, "TEE-BLK-M", at="A-01"))
    desk.handle(check_low_stock())
    assert alerts(desk) == [
        ("AL-1", False, [], ()),
        ("AL-2", True, [("MUG-BLU", 0), ("TEE-BLK-M", 5)], ()),
    ]


def test_what_came_back_is_resolved_one_by_one():
    desk = a_desk(watched("MUG-BLU"), watched("TEE-BLK-M"))
    desk.handle(check_low_stock())
    desk.handle(receive(20, "TEE-BLK-M", at="A-01"))
    desk.handle(check_low_stock())
    assert alerts(desk) == [("AL-1", True, [("MUG-BLU", 0)], ("TEE-BLK-M",))]
    desk.handle(receive(20, at="A-01"))
    desk.handle(check_low_stock())
    assert alerts(desk) == [("AL-1", False, [], ("MUG-BLU", "TEE-BLK-M"))]


def test_a_new_digest_says_of_the_old_what_came_back():
    desk = a_desk(watched("MUG-BLU"), watched("TEE-BLK-M"), stock=[(20, "TEE-BLK-M", "A-01")])
    desk.handle(check_low_stock())
    desk.handle(receive(20, at="A-01"))
    desk.handle(pick(15, "TEE-BLK-M", at="A-01"))
    desk.handle(check_low_stock())
    assert alerts(desk) == [
        ("AL-1", False, [], ("MUG-BLU",)),
        ("AL-2", True, [("TEE-BLK-M", 5)], ()),
    ]


def test_an_item_that_is_low_again_is_news(low):
    low.handle(check_low_stock())
    low.handle(receive(20, at="A-01"))
    low.handle(check_low_stock())
    low.handle(pick(20, at="A-01"))
    low.handle(check_low_stock(datetime(2026, 11, 24, 8, tzinfo=UTC)))
    assert [number for number, *_ in alerts(low)] == ["AL-1", "AL-2"]


def test_an_item_taken_out_of_use_is_no_longer_low(low):
    low.handle(check_low_stock())
    low.handle(edit(watched(is_active=False)))
    low.handle(check_low_stock())
    assert alerts(low) == [("AL-1", False, [], ("MUG-BLU",))]


def test_a_kit_is_never_bought_and_the_digest_tells_how_many_can_be_built():
    kit = a_kit("GIFT-SET", (2, "MUG-BLU"), minimum=Decimal(5), maximum=Decimal(20))
    desk = a_desk(kit, stock=[(9, "MUG-BLU", "A-01")])
    assert isinstance(refusal_of(desk, propose_reorders()), errors.NothingChanged)
    desk.handle(check_low_stock())
    [alert] = desk.book.all(Alert)
    assert [(one.item, one.buildable) for one in alert.items] == [("GIFT-SET", Decimal(4))]
