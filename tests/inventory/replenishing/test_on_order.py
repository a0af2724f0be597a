"""What is coming counts once: as a proposal until it is approved, as a purchase order from then on."""

from datetime import date
from decimal import Decimal

import pytest

from inventory import errors
from inventory.documents.purchase_order import PurchaseOrder, PurchaseStatus
from inventory.documents.replenishment import Proposal
from inventory.inbound_commands import PlacePurchase, WantedLine
from inventory.planning_errors import NotOnProposal
from inventory.quantity import Amount
from inventory.questions import how_much
from inventory.replenishing.on_order import Coming, coming, on_order
from inventory.supplier import Supplier
from tests.builders import (
    a_desk,
    an_item,
    approve_as_before,
    approve_proposal,
    edit,
    ordered,
    propose_reorders,
    refusal_of,
    reject_proposal,
    take_out,
)

MONDAY = date(2026, 11, 23)
ACME = Supplier(code="ACME", name="Acme Potters", lead_time_days=9)


@pytest.fixture
def low():
    """Four mugs where ten is the minimum, and no tee where five is: both come from Acme."""
    mug = an_item(
        minimum=Decimal(10), maximum=Decimal(40), supplier="ACME", unit_cost=Decimal("2.40")
    )
    tee = an_item(
        "TEE-BLK-M", minimum=Decimal(5), maximum=Decimal(20), supplier="ACME", lead_time_days=14
    )
    desk = a_desk(mug, tee, ACME, stock=[(4, "MUG-BLU", "A-01")])
    desk.handle(propose_reorders())
    return desk


def place(quantity, item="MUG-BLU"):
    line = WantedLine(item=item, amount=Amount(number=Decimal(quantity)))
    return ordered(PlacePurchase, supplier="ACME", lines=(line,), expected_on=date(2026, 12, 1))


def purchase(desk, number="PO-1"):
    return desk.book.get(PurchaseOrder, number)


def test_an_approved_proposal_becomes_the_draft_of_a_purchase_order(low):
    low.handle(approve_proposal(quantities={"MUG-BLU": 48}))
    order = purchase(low)
    assert (order.status, order.supplier, order.source, order.proposal) == (
        PurchaseStatus.DRAFT,
        "ACME",
        "proposal",
        "RP-1",
    )
    assert (order.requested_by, order.requested_on) == ("U0MIA", MONDAY)
    assert [(line.number, line.item, line.ordered, line.unit_cost) for line in order.lines] == [
        (1, "MUG-BLU", 48, Decimal("2.40")),
        (2, "TEE-BLK-M", 20, None),
    ]
    assert order.expected_on == date(2026, 12, 7)  # in as many days as the slower of the two takes
    assert low.book.get(Proposal, "RP-1").purchase_order == "PO-1"


def test_the_order_is_made_in_the_same_transaction_and_both_are_told(low):
    posted = low.handle(approve_proposal())
    assert {change.key for change in posted.transaction.changes} == {"RP-1", "PO-1"}
    assert {notice.message for notice in posted.transaction.notices} == {"RP-1", "PO-1"}


def test_what_is_proposed_counts_and_what_it_is_made_into_counts_in_its_place(low):
    assert coming(low.book, "MUG-BLU") == (
        Coming("MUG-BLU", "RP-1", Decimal(36), is_proposed=True),
    )
    low.handle(approve_proposal())
    day = date(2026, 12, 7)
    assert coming(low.book, "MUG-BLU") == (Coming("MUG-BLU", "PO-1", Decimal(36), expected_on=day),)
    low.handle(place(12))
    assert coming(low.book, "MUG-BLU")[1] == Coming(
        "MUG-BLU", "PO-2", Decimal(12), expected_on=date(2026, 12, 1)
    )


def test_nothing_is_proposed_that_a_draft_covers(low):
    low.handle(approve_proposal())
    assert isinstance(refusal_of(low, propose_reorders()), errors.NothingChanged)


def test_a_purchase_order_placed_by_hand_covers_what_is_low():
    desk = a_desk(an_item(minimum=Decimal(10), maximum=Decimal(40)), ACME)
    desk.handle(place(40))
    assert isinstance(refusal_of(desk, propose_reorders()), errors.NothingChanged)


def test_all_orders_of_an_item_come(low):
    low.handle(approve_proposal())
    low.handle(place(12))
    assert [one.document for one in coming(low.book, "MUG-BLU")] == ["PO-1", "PO-2"]
    assert how_much(low.book, low.book.item("MUG-BLU"), MONDAY).on_order == 48


def test_lines_struck_from_a_proposal_are_not_ordered(low):
    low.handle(approve_proposal(quantities={"MUG-BLU": 0}))
    assert [(line.number, line.item) for line in purchase(low).lines] == [(1, "TEE-BLK-M")]


def test_a_proposal_of_which_nothing_is_left_makes_no_order(low):
    low.handle(approve_proposal(quantities={"MUG-BLU": 0, "TEE-BLK-M": 0}))
    assert purchase(low) is None
    assert low.book.get(Proposal, "RP-1").purchase_order == ""


def test_a_rejected_proposal_makes_no_order(low):
    low.handle(reject_proposal())
    assert purchase(low) is None


@pytest.mark.parametrize(
    "gone", [take_out(ACME), edit(ACME.model_copy(update={"is_active": False}))]
)
def test_a_supplier_that_is_gone_is_left_to_be_chosen(low, gone):
    low.handle(gone)
    low.handle(approve_proposal())
    assert purchase(low).supplier == ""


def test_a_second_press_of_approve_makes_no_second_order(low):
    command = approve_proposal()
    low.handle(command)
    assert low.handle(command).is_repeat
    assert isinstance(refusal_of(low, approve_proposal(by="U0ADA")), errors.AlreadyDecided)
    assert [order.number for order in low.book.all(PurchaseOrder)] == ["PO-1"]


def test_a_proposal_approved_before_there_were_purchase_orders_still_counts(low):
    approve_as_before(low)
    assert on_order(low.book, "MUG-BLU") == 36
    assert isinstance(refusal_of(low, propose_reorders()), errors.NothingChanged)


def test_a_proposal_written_before_there_were_purchase_orders_can_be_read(low):
    written = low.book.get(Proposal, "RP-1").model_dump(mode="json")
    del written["purchase_order"]
    assert Proposal.model_validate(written) == low.book.get(Proposal, "RP-1")


def test_a_quantity_of_what_is_not_proposed_is_refused(low):
    assert refusal_of(low, approve_proposal(quantities={"CUP-1": 3})) == NotOnProposal(
        number="RP-1", items=("CUP-1",), proposed=("MUG-BLU", "TEE-BLK-M")
    )
