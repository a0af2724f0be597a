"""Whatever people do with purchase orders in whatever order: what was agreed to holds, and counts once."""

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from inventory.documents.purchase_order import PurchaseOrder, PurchaseStatus
from inventory.inbound.lead_times import deliveries_of
from inventory.inbound_commands import CancelPurchase, ClosePurchase, JudgePurchases, SendPurchase
from inventory.quantity import ZERO
from inventory.replenishing.on_order import on_order
from tests.builders import ordered, receive, undo
from tests.memory_desk import START
from tests.purchases import a_buyer, approve, change, place, wanted

PEOPLE = ("U0ANA", "U0BEN", "U0MIA", "U0ADA")
LIMIT = 60
APPROVED = PurchaseStatus.APPROVED
AGREED = (APPROVED, PurchaseStatus.SENT, PurchaseStatus.PART_RECEIVED)

COMMANDS = {
    "change": lambda by, number, line: change(quantities={line: number}, by=by),
    "cost": lambda by, number, line: change(unit_costs={line: number % 9}, by=by),
    "more": lambda by, number, line: change(more=(wanted(number),), by=by),
    "approve": lambda by, number, line: approve(by=by),
    "send": lambda by, number, line: ordered(SendPurchase, "PO-1", by="U0MIA"),
    "receive": lambda by, number, line: receive(number, at="A-01", document="PO-1", by=by),
    "undo": lambda by, number, line: undo(f"TX-{number}", by="U0MIA"),
    "close": lambda by, number, line: ordered(ClosePurchase, "PO-1", by="U0MIA", reason="so"),
    "cancel": lambda by, number, line: ordered(CancelPurchase, "PO-1", by="U0MIA", reason="so"),
    "judge": lambda by, number, line: ordered(
        JudgePurchases, on=START.date() + timedelta(days=number), by="job:purchases"
    ),
}
BEGINNINGS = (
    [],
    [("approve", "U0MIA", 0, 1)],
    [("approve", "U0MIA", 0, 1), ("send", "U0MIA", 0, 1)],
    [("approve", "U0MIA", 0, 1), ("send", "U0MIA", 0, 1), ("receive", "U0ANA", 24, 1)],
)
steps = st.builds(
    list.__add__,
    st.sampled_from(BEGINNINGS),
    st.lists(
        st.tuples(
            st.sampled_from(sorted(COMMANDS)),
            st.sampled_from(PEOPLE),
            st.integers(0, 40),
            st.integers(1, 2),
        ),
        max_size=14,
    ),
)


@settings(max_examples=150, deadline=None)
@given(steps)
def test_nothing_costs_more_than_somebody_agreed_to_and_what_comes_counts_once(todo):
    desk = a_buyer(purchase_approval_above=LIMIT)
    desk.handle(place(wanted(24), wanted(12)))
    agreed = ZERO
    for step in todo:
        before = order_of(desk)
        desk.handle_all([COMMANDS[step[0]](*step[1:])])
        order = order_of(desk)
        if step[0] == "approve" and before is not order and order.status is APPROVED:
            agreed = order.total or ZERO
            assert agreed <= LIMIT or order.approved_by not in order.asked_by
        if order.status in AGREED:
            assert (order.total or ZERO) <= agreed
        coming = sum((line.outstanding for line in order.lines), ZERO)
        assert on_order(desk.book, "MUG-BLU") == (coming if order.is_open else ZERO)
        assert sum((line.received for line in order.lines), ZERO) == desk.book.on_hand(
            "MUG-BLU", "A-01"
        )
    came = sum((one.quantity for one in deliveries_of(desk.book, desk)), ZERO)
    if order_of(desk).sent_on is not None:
        assert came == desk.book.on_hand("MUG-BLU", "A-01")


def order_of(desk):
    (order,) = desk.book.all(PurchaseOrder)
    return order
