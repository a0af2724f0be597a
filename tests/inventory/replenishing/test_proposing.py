"""What is proposed by forecasts: once, refreshed where it stands, over once it is not needed."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from inventory import errors, planning_errors
from inventory.documents.purchase_order import PurchaseOrder
from inventory.documents.replenishment import Bound, BroughtForward, Proposal
from inventory.inbound_commands import CancelPurchase, ChangePurchase
from inventory.stock_policy import PolicyKind, StockPolicy
from inventory.supplier import Supplier
from tests.builders import (
    a_desk,
    a_kit,
    adjust,
    an_item,
    approve_proposal,
    edit,
    fresh_key,
    ordered,
    pick,
    propose_reorders,
    receive,
    refusal_of,
    reject_proposal,
    undo,
)
from tests.inventory.replenishing.planned import (
    forecast,
    keep_straight,
    lines,
    planned_item,
    snooze,
)
from tests.memory_desk import START

ACME = Supplier(code="ACME", name="Acme Potters")


@pytest.fixture
def low():
    """Ten mugs, where thirty are the reorder point and two are asked for a day."""
    desk = a_desk(planned_item(), ACME, stock=[(10, "MUG-BLU", "A-01")])
    keep_straight(desk, forecast())
    return desk


def proposal(desk, number="RP-1"):
    return desk.book.get(Proposal, number)


def nothing_new(desk, when=START):
    return isinstance(refusal_of(desk, propose_reorders(when)), errors.NothingChanged)


def test_a_line_tells_all_that_led_to_it(low):
    low.handle(propose_reorders())
    found = proposal(low)
    (line,) = found.lines
    assert (found.supplier, found.expected_on) == ("ACME", date(2026, 11, 30))
    assert (line.quantity, line.needed, line.minimum, line.maximum) == (40, 40, 30, 50)
    assert (line.expected, line.days, line.safety_stock) == (28, 14, 2)
    assert (line.method, line.error) == ("sba", Decimal("0.324"))
    assert (line.cover_before, line.cover_after) == (5, 25)
    assert line.policy is PolicyKind.AUTOMATIC


def test_a_line_with_another_quantity_tells_how_long_that_lasts(low):
    low.handle(propose_reorders())
    low.handle(approve_proposal(quantities={"MUG-BLU": 10}))

    (line,) = proposal(low).lines
    assert (line.quantity, line.proposed, line.cover_before, line.cover_after) == (10, 40, 5, 10)


def test_an_item_above_its_reorder_point_is_not_bought(low):
    low.handle(receive(21, at="A-01"))
    assert nothing_new(low)


def test_without_forecast_and_limits_nothing_is_proposed():
    desk = a_desk(planned_item(), stock=[(0.5, "ROPE-8", "A-01")])
    assert nothing_new(desk)


def test_a_policy_of_none_leaves_it_to_people_and_kits_are_built(low):
    low.handle(edit(StockPolicy(item="MUG-BLU", policy=PolicyKind.NONE)))
    assert nothing_new(low)
    kit = a_kit("GIFT-SET", (1, "MUG-BLU"))
    desk = a_desk(kit)
    keep_straight(desk, forecast("GIFT-SET"))
    assert nothing_new(desk)


def test_what_is_not_decided_is_refreshed_in_its_own_message(low):
    low.handle(propose_reorders())
    assert nothing_new(low)
    low.handle(pick(4, at="A-01"))
    posted = low.handle(propose_reorders(START + timedelta(days=1)))
    assert [notice.message for notice in posted.transaction.notices] == ["RP-1"]
    assert lines(low) == [("RP-1", "proposed", "", "ACME", [("MUG-BLU", 44)])]


def test_it_is_over_once_nothing_of_it_is_needed(low):
    low.handle(propose_reorders())
    low.handle(receive(30, at="A-01"))
    low.handle(propose_reorders(START + timedelta(days=1)))
    assert lines(low)[0][:2] == ("RP-1", "lapsed")
    assert nothing_new(low)
    low.handle(pick(20, at="A-01"))
    low.handle(propose_reorders(START + timedelta(days=2)))
    assert lines(low)[1][:2] == ("RP-2", "proposed")


def test_what_is_put_off_comes_back_as_a_new_one_with_the_figures_of_that_day(low):
    low.handle(propose_reorders())
    low.handle(snooze(until=date(2026, 11, 26)))
    assert nothing_new(low, START + timedelta(days=2))
    low.handle(pick(4, at="A-01"))
    low.handle(propose_reorders(START + timedelta(days=3)))
    assert lines(low) == [
        ("RP-1", "lapsed", "", "ACME", [("MUG-BLU", 40)]),
        ("RP-2", "proposed", "", "ACME", [("MUG-BLU", 44)]),
    ]
    assert proposal(low).followed_by == "RP-2"


def test_what_comes_back_takes_what_is_proposed_meanwhile_along(low):
    low.handle(edit(planned_item("TEE-BLK-M")))
    low.handle(propose_reorders())
    low.handle(snooze(until=date(2026, 11, 26)))
    keep_straight(low, forecast("TEE-BLK-M"))
    low.handle(propose_reorders(START + timedelta(days=1)))
    assert lines(low)[1] == ("RP-2", "proposed", "", "ACME", [("TEE-BLK-M", 50)])
    low.handle(propose_reorders(START + timedelta(days=3)))
    assert [one[:2] for one in lines(low)] == [
        ("RP-1", "lapsed"),
        ("RP-2", "lapsed"),
        ("RP-3", "proposed"),
    ]
    assert [proposal(low, number).followed_by for number in ("RP-1", "RP-2")] == ["RP-3", "RP-3"]
    assert [sku for sku, _ in lines(low)[2][4]] == ["MUG-BLU", "TEE-BLK-M"]


def test_what_is_put_off_can_be_approved_before(low):
    low.handle(propose_reorders())
    low.handle(snooze(days=7))
    low.handle(approve_proposal())
    assert proposal(low).purchase_order == "PO-1"
    assert nothing_new(low, START + timedelta(days=8))


def test_a_cancelled_order_rests_as_if_it_had_been_rejected(low):
    low.handle(propose_reorders())
    low.handle(approve_proposal())
    low.handle(CancelPurchase(key=fresh_key(), actor="U0MIA", at=START, number="PO-1", reason="no"))
    assert proposal(low).is_let_go
    assert nothing_new(low, START + timedelta(days=6))
    low.handle(propose_reorders(START + timedelta(days=7)))
    assert [number for number, *_ in lines(low)] == ["RP-1", "RP-2"]


def test_what_is_cut_from_its_order_rests_as_well(low):
    low.handle(propose_reorders())
    low.handle(approve_proposal())
    cut = {"quantities": {1: Decimal(10)}, "by": "U0MIA"}
    low.handle(ordered(ChangePurchase, "PO-1", **cut))
    (line,) = proposal(low).lines
    assert (line.quantity, line.proposed, line.is_reduced) == (10, 40, True)
    assert nothing_new(low, START + timedelta(days=6))
    low.handle(propose_reorders(START + timedelta(days=7)))
    assert lines(low)[1] == ("RP-2", "proposed", "", "ACME", [("MUG-BLU", 30)])


def test_an_approval_whose_order_was_worked_with_stands(low):
    low.handle(propose_reorders())
    done = low.handle(approve_proposal())
    low.handle(ordered(ChangePurchase, "PO-1", note="by Friday", by="U0MIA"))
    refused = refusal_of(low, undo(done.transaction.id, by="U0MIA"))
    assert (refused.problem, refused.by) == ("changed_since", "PO-1")


def test_what_was_lessened_rests_too(low):
    low.handle(propose_reorders())
    low.handle(approve_proposal(quantities={"MUG-BLU": 5}))
    assert nothing_new(low, START + timedelta(days=6))
    low.handle(propose_reorders(START + timedelta(days=7)))
    assert lines(low)[1] == ("RP-2", "proposed", "", "ACME", [("MUG-BLU", 35)])


def test_it_rests_for_as_long_as_whoever_rejects_it_says(low):
    low.handle(propose_reorders())
    low.handle(reject_proposal().model_copy(update={"rest_days": 100}))
    assert nothing_new(low, START + timedelta(days=99))
    low.handle(propose_reorders(START + timedelta(days=100)))
    assert len(lines(low)) == 2


@pytest.mark.parametrize("days", [10**12, 10**7, -1, -(10**12)])
def test_nothing_rests_for_ages_or_for_less_than_nothing(low, days):
    low.handle(propose_reorders())
    rejected = reject_proposal().model_copy(update={"rest_days": days})
    assert isinstance(refusal_of(low, rejected), planning_errors.RestRefused)
    assert isinstance(refusal_of(low, snooze(days=days)), planning_errors.RestRefused)


def test_what_is_not_bought_any_more_is_not_ordered_by_a_proposal_of_before(low):
    low.handle(propose_reorders())
    low.handle(edit(low.book.item("MUG-BLU").model_copy(update={"is_active": False})))
    refused = refusal_of(low, approve_proposal())
    assert refused == errors.Inactive(what="item", code="MUG-BLU")


def test_an_approval_of_nothing_is_over_at_once(low):
    low.handle(propose_reorders())
    low.handle(approve_proposal(quantities={"MUG-BLU": 0}))
    assert list(low.book.open(Proposal)) == []


def test_undoing_an_approval_takes_its_draft_back(low):
    low.handle(propose_reorders())
    done = low.handle(approve_proposal())
    low.handle(undo(done.transaction.id, by="U0MIA"))
    assert low.book.get(PurchaseOrder, "PO-1") is None
    assert lines(low)[0][:2] == ("RP-1", "proposed")
    low.handle(approve_proposal())
    assert proposal(low).purchase_order


def test_undoing_a_rejection_is_refused_once_the_same_is_proposed_again(low):
    low.handle(propose_reorders())
    done = low.handle(reject_proposal())
    low.handle(propose_reorders(START + timedelta(days=7)))
    refused = refusal_of(low, undo(done.transaction.id, by="U0MIA"))
    assert refused == errors.UndoRefused(
        problem="proposed_again", transaction=done.transaction.id, by="RP-2"
    )


def test_what_is_filled_up_every_review_waits_for_the_day_its_supplier_takes_orders():
    supplier = ACME.model_copy(update={"order_days": ("thu",)})
    row = StockPolicy(item="MUG-BLU", policy=PolicyKind.ORDER_UP_TO)
    desk = a_desk(planned_item(), supplier, row, stock=[(45, "MUG-BLU", "A-01")])
    keep_straight(desk, forecast())
    assert nothing_new(desk)
    thursday = START + timedelta(days=3)
    desk.handle(propose_reorders(thursday))
    assert lines(desk) == [("RP-1", "proposed", "", "ACME", [("MUG-BLU", 5)])]
    assert proposal(desk).expected_on == date(2026, 12, 3)
    assert nothing_new(desk, START + timedelta(days=4))


def test_an_automatic_policy_looks_once_a_review_unless_it_would_run_out_before():
    desk = a_desk(planned_item(), ACME, stock=[(28, "MUG-BLU", "A-01")])
    keep_straight(desk, forecast(daily=2, s=30, big_s=31))
    tuesday = START + timedelta(days=1)
    assert nothing_new(desk, tuesday)  # 28 last until goods come that next Monday orders: 26
    desk.handle(adjust(-3, at="A-01"))
    desk.handle(propose_reorders(tuesday))
    assert lines(desk) == [("RP-1", "proposed", "", "ACME", [("MUG-BLU", 6)])]
    desk.handle(approve_proposal(when=tuesday))
    desk.handle(adjust(-5, at="A-01", when=tuesday))
    assert nothing_new(desk, tuesday + timedelta(days=1))
    desk.handle(propose_reorders(START + timedelta(days=7)))
    assert lines(desk)[-1] == ("RP-2", "proposed", "", "ACME", [("MUG-BLU", 5)])


def test_an_order_below_the_suppliers_least_is_filled_up_with_what_is_needed_soonest():
    supplier = ACME.model_copy(update={"minimum_order_value": Decimal(100)})
    cost = {"unit_cost": Decimal(2)}
    desk = a_desk(
        planned_item(**cost),
        planned_item("TEE-BLK-M", **cost),
        planned_item("MUG-RED", **cost),
        supplier,
        stock=[(10, "MUG-BLU", "A-01"), (35, "TEE-BLK-M", "A-01"), (40, "MUG-RED", "A-01")],
    )
    keep_straight(desk, forecast(), forecast("TEE-BLK-M"), forecast("MUG-RED"))
    desk.handle(propose_reorders())
    found = proposal(desk)
    assert [(line.item, line.quantity, line.bounds) for line in found.lines] == [
        ("MUG-BLU", 40, ()),
        ("TEE-BLK-M", 15, (Bound.SUPPLIER_MINIMUM,)),
    ]
    assert (found.value, found.minimum_value) == (110, None)
    assert [line.forward for line in found.lines] == [
        None,
        BroughtForward(least=Decimal(100), days=Decimal(3)),
    ]


def test_what_is_due_in_days_is_brought_forward_before_what_nobody_knows_that_of():
    supplier = ACME.model_copy(update={"minimum_order_value": Decimal(100)})
    cost = {"unit_cost": Decimal(2)}
    desk = a_desk(
        planned_item(**cost),
        planned_item("TEE-BLK-M", minimum=30, maximum=50, **cost),
        planned_item("MUG-RED", **cost),
        supplier,
        stock=[(10, "MUG-BLU", "A-01"), (31, "TEE-BLK-M", "A-01"), (35, "MUG-RED", "A-01")],
    )
    keep_straight(desk, forecast(), forecast("MUG-RED"))
    desk.handle(propose_reorders())
    assert [line.item for line in proposal(desk).lines] == ["MUG-BLU", "MUG-RED"]


def test_a_house_may_want_no_more_than_is_due():
    supplier = ACME.model_copy(update={"minimum_order_value": Decimal(100)})
    cost = {"unit_cost": Decimal(2)}
    desk = a_desk(
        planned_item(**cost),
        planned_item("TEE-BLK-M", **cost),
        supplier,
        stock=[(10, "MUG-BLU", "A-01"), (35, "TEE-BLK-M", "A-01")],
        fills_minimum="no",
    )
    keep_straight(desk, forecast(), forecast("TEE-BLK-M"))
    desk.handle(propose_reorders())
    found = proposal(desk)
    assert [line.item for line in found.lines] == ["MUG-BLU"]
    assert (found.value, found.minimum_value) == (80, 100)


def test_an_order_that_does_not_reach_the_least_says_so(low):
    low.handle(edit(ACME.model_copy(update={"minimum_order_value": Decimal(500)})))
    low.handle(edit(planned_item(unit_cost=Decimal(2))))
    low.handle(propose_reorders())
    assert (proposal(low).value, proposal(low).minimum_value) == (80, 500)


def test_a_cost_nobody_wrote_down_is_that_of_the_last_purchase(low):
    command = propose_reorders().model_copy(update={"costs": {"MUG-BLU": Decimal("1.50")}})
    low.handle(command)
    low.handle(approve_proposal())
    assert low.book.get(PurchaseOrder, "PO-1").lines[0].unit_cost == Decimal("1.50")


def test_lots_that_expire_before_they_are_used_do_not_count():
    jam = planned_item("JAM-STR", is_lot_tracked=True)
    desk = a_desk(jam, ACME)
    soon = {"expires_on": date(2026, 11, 27), "reason": "short_dated", "by": "U0MIA"}
    desk.handle(receive(60, "JAM-STR", at="A-01", lot="L1", **soon))
    desk.handle(receive(15, "JAM-STR", at="A-01", lot="L2", expires_on=date(2027, 6, 1)))
    keep_straight(desk, forecast("JAM-STR"))
    desk.handle(propose_reorders())
    (line,) = proposal(desk).lines
    assert (line.on_hand, line.expiring, line.quantity) == (75, 50, 25)


def test_an_item_without_a_supplier_in_use_is_proposed_and_its_order_waits_for_one():
    item = planned_item(supplier="GONE")
    desk = a_desk(item, ACME, stock=[(10, "MUG-BLU", "A-01")])
    keep_straight(desk, forecast())
    desk.handle(propose_reorders())
    desk.handle(approve_proposal())
    assert desk.book.get(PurchaseOrder, "PO-1").supplier == ""


def test_a_lead_time_of_nothing_is_the_same_day():
    item = an_item(supplier="ACME", lead_time_days=0, minimum=Decimal(5), maximum=Decimal(9))
    desk = a_desk(item, ACME)
    desk.handle(propose_reorders())
    assert proposal(desk).expected_on == date(2026, 11, 23)


def test_what_keeps_shortly_and_is_ordered_is_not_used_before_it_comes():
    jam = planned_item("JAM-STR", is_lot_tracked=True, shelf_life_days=5, lead_time_days=7)
    desk = a_desk(jam, ACME)
    keep_straight(desk, forecast("JAM-STR", daily=1, s=5, big_s=6))
    desk.handle(propose_reorders())
    assert lines(desk)[0][4] == [("JAM-STR", 5)]
    desk.handle(approve_proposal())
    assert nothing_new(desk)
