"""A purchase order is withdrawn, cancelled or closed; what has come of it stays."""

from decimal import Decimal

import pytest

from inventory.decide import decide
from inventory.documents.purchase_order import PurchaseOrder, PurchaseStatus, arrived_status
from inventory.documents.remark import RemarkKind
from inventory.draft import Draft
from inventory.errors import NotAllowed
from inventory.history import NOTHING
from inventory.inbound_commands import CancelPurchase, ClosePurchase
from inventory.notices import RemarkNotice
from inventory.order_errors import WrongStep
from inventory.stepping import put_purchase
from tests.builders import a_desk, ordered, refusal_of
from tests.inventory.inbound.purchases import CLAY, approved, buy, sent, the_purchase


@pytest.fixture
def desk():
    return a_desk(CLAY)


def cancel(number="PO-1", by="U0MIA", reason="found elsewhere"):
    return ordered(CancelPurchase, number, by=by, reason=reason)


def close(number="PO-1", by="U0MIA", reason="no more of it"):
    return ordered(ClosePurchase, number, by=by, reason=reason)


def remark_of(posted):
    [said] = [n.remark for n in posted.transaction.notices if isinstance(n, RemarkNotice)]
    return said


def come(desk, quantity):
    """Return the book once a part of the only line has come, as a receipt would leave it."""
    book = desk.book.fork()
    draft = Draft(book, close())
    order = the_purchase(desk)
    came = order.with_line(order.lines[0].model_copy(update={"received": Decimal(quantity)}))
    put_purchase(draft, came.model_copy(update={"status": arrived_status(came)}))
    book.apply(draft.finish().transaction)
    return book


def ended(book, command):
    """Return the order as a command leaves it, and what is said of it."""
    posted = decide(book, NOTHING, command)
    [order] = [c.after for c in posted.transaction.changes if isinstance(c.after, PurchaseOrder)]
    return order, remark_of(posted)


def test_who_asked_for_it_withdraws_a_draft(desk):
    desk.handle(buy())
    said = remark_of(desk.handle(cancel(by="U0ANA")))

    order = the_purchase(desk)
    assert (order.status, order.reason) == (PurchaseStatus.CANCELLED, "found elsewhere")
    assert [(line.cancelled, line.outstanding) for line in order.lines] == [(24, 0)]
    assert (said.kind, said.other) == (RemarkKind.CANCELLED, "")


def test_what_others_asked_for_or_what_is_agreed_to_takes_a_manager(desk):
    desk.handle(buy())
    approved(desk)
    assert isinstance(refusal_of(desk, cancel("PO-1", by="U0BEN")), NotAllowed)
    assert isinstance(refusal_of(desk, cancel("PO-2", by="U0ANA")), NotAllowed)
    desk.handle(cancel("PO-1"))
    desk.handle(cancel("PO-2"))


def test_the_supplier_who_has_the_order_has_to_be_told(desk):
    sent(desk, how="mail")
    assert remark_of(desk.handle(cancel())).other == "CLAYCO"


def test_what_is_cancelled_stays_so(desk):
    desk.handle(buy())
    desk.handle(cancel())
    assert refusal_of(desk, cancel()) == WrongStep(
        number="PO-1", action="cancel", status="cancelled"
    )


@pytest.mark.parametrize("how_far", [lambda d: d.handle(buy()), approved, sent])
def test_only_that_of_which_something_has_come_is_closed(desk, how_far):
    how_far(desk)
    assert isinstance(refusal_of(desk, close()), WrongStep)


def test_what_will_not_come_any_more_is_cancelled_and_what_has_come_stays(desk):
    sent(desk)
    order, said = ended(come(desk, 10), close())
    assert (order.status, order.reason) == (PurchaseStatus.CLOSED, "no more of it")
    assert [(line.received, line.cancelled, line.outstanding) for line in order.lines] == [
        (10, 14, 0)
    ]
    assert (said.kind, said.other) == (RemarkKind.CLOSED, "CLAYCO")


def test_nobody_has_to_be_told_where_all_of_it_has_come(desk):
    sent(desk)
    order, said = ended(come(desk, 24), close())
    assert (order.status, order.lines[0].cancelled, said.other) == (PurchaseStatus.CLOSED, 0, "")


def test_what_has_come_of_a_cancelled_order_stays(desk):
    sent(desk)
    order, _ = ended(come(desk, 10), cancel())
    assert (order.status, order.lines[0].received) == (PurchaseStatus.CANCELLED, 10)


def test_what_has_come_in_full_is_closed_and_not_cancelled(desk):
    sent(desk)
    with pytest.raises(WrongStep):
        decide(come(desk, 24), NOTHING, cancel())
