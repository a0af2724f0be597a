"""A purchase order is agreed to by a manager; a dear one by another than who asked for it."""

from decimal import Decimal

import pytest

from inventory.documents.purchase_order import PurchaseStatus
from inventory.documents.remark import RemarkKind
from inventory.errors import NotAllowed, UnknownDocument
from inventory.inbound_commands import ApprovePurchase, CancelPurchase
from inventory.inbound_errors import ApproverNeeded, NotAgreed, UnknownSupplier
from inventory.notices import Audience, RemarkNotice
from inventory.order_errors import WrongStep
from inventory.people import SHEET
from tests.builders import a_desk, edit, ordered, refusal_of
from tests.inventory.inbound.purchases import CLAY, MONDAY, approved, buy, the_purchase
from tests.purchases import stands


@pytest.fixture
def desk():
    return a_desk(CLAY)


def agree(number="PO-1", by="U0MIA"):
    return ordered(ApprovePurchase, number, by=by)


def test_any_manager_agrees_to_a_small_order_also_their_own(desk):
    desk.handle(buy((10, "MUG-BLU", "3.20"), by="U0MIA"))
    posted = desk.handle(agree(by="U0MIA"))

    order = the_purchase(desk)
    assert (order.status, order.approved_by, order.approved_on) == (
        PurchaseStatus.APPROVED,
        "U0MIA",
        MONDAY,
    )
    [said] = [n for n in posted.transaction.notices if isinstance(n, RemarkNotice)]
    assert (said.thread, said.audience, said.remark.kind) == (
        "PO-1",
        Audience.PURCHASING,
        RemarkKind.APPROVED,
    )


def test_a_manager_does_not_agree_to_a_dear_order_of_their_own(desk):
    desk.handle(buy((400, "MUG-BLU", "3.20"), by="U0MIA"))
    assert refusal_of(desk, agree(by="U0MIA")) == ApproverNeeded(
        number="PO-1",
        actor="U0MIA",
        value=Decimal("1280.00"),
        limit=Decimal(1000),
        who=("U0ADA",),
    )
    desk.handle(agree(by="U0ADA"))
    assert the_purchase(desk).approved_by == "U0ADA"


@pytest.mark.parametrize(
    ("freight", "is_dear"), [(None, False), (Decimal(0), False), (Decimal("0.01"), True)]
)
def test_the_limit_is_what_all_of_it_costs_with_freight(desk, freight, is_dear):
    desk.handle(buy((100, "MUG-BLU", "10.00"), by="U0MIA", freight=freight))
    if is_dear:
        assert isinstance(refusal_of(desk, agree(by="U0MIA")), ApproverNeeded)
    else:
        desk.handle(agree(by="U0MIA"))


def test_what_nobody_knows_the_cost_of_counts_as_dear(desk):
    desk.handle(buy((1, "MUG-BLU"), by="U0MIA"))
    refused = refusal_of(desk, agree(by="U0MIA"))
    assert isinstance(refused, ApproverNeeded)
    assert refused.value is None


def test_a_dear_order_typed_into_the_sheet_takes_an_admin_for_nobody_knows_whose_it_is(desk):
    desk.handle(buy((400, "MUG-BLU", "3.20"), by=SHEET))
    assert refusal_of(desk, agree(by="U0MIA")) == ApproverNeeded(
        number="PO-1",
        actor="U0MIA",
        value=Decimal("1280.00"),
        limit=Decimal(1000),
        who=("U0ADA",),
        is_unsigned=True,
    )
    desk.handle(agree(by="U0ADA"))
    assert the_purchase(desk).approved_by == "U0ADA"


def test_a_small_order_typed_into_the_sheet_takes_any_manager(desk):
    desk.handle(buy((10, "MUG-BLU", "3.20"), by=SHEET))
    desk.handle(agree(by="U0MIA"))
    assert the_purchase(desk).approved_by == "U0MIA"


def test_a_dear_order_of_an_operator_takes_any_manager(desk):
    desk.handle(buy((400, "MUG-BLU", "3.20"), by="U0ANA"))
    assert isinstance(refusal_of(desk, agree(by="U0ANA")), NotAllowed)
    desk.handle(agree(by="U0MIA"))


def test_an_order_without_a_supplier_in_use_is_not_agreed_to(desk):
    desk.handle(buy(supplier=""))
    assert refusal_of(desk, agree()) == NotAgreed(number="PO-1", missing="supplier")
    desk.handle(buy())
    desk.handle(edit(CLAY.model_copy(update={"is_active": False})))
    assert refusal_of(desk, agree("PO-2")) == UnknownSupplier(supplier="CLAYCO")


def test_an_order_is_agreed_to_once(desk):
    approved(desk)
    assert refusal_of(desk, agree()) == WrongStep(
        number="PO-1", action="approve", status="approved"
    )
    assert isinstance(refusal_of(desk, agree("PO-9")), UnknownDocument)


def test_what_was_withdrawn_is_not_agreed_to(desk):
    desk.handle(buy())
    desk.handle(ordered(CancelPurchase, "PO-1"))
    assert refusal_of(desk, agree()).status == "cancelled"


def test_nothing_is_agreed_to_of_which_nothing_is_left(desk):
    desk.handle(buy())
    stands(desk, received={1: 24})
    assert refusal_of(desk, agree()) == NotAgreed(number="PO-1", missing="lines")
