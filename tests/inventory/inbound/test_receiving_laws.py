"""Laws of receiving: whatever comes, is rejected, settled and taken back, the order says what the ledger does."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from inventory.documents.purchase_order import PurchaseOrder, arrived_status
from inventory.documents.rejection import Outlet, Rejection
from inventory.inbound.arrivals import most_of
from inventory.location import SUPPLIER
from inventory.ports import MoveFilter
from inventory.quantity import Amount
from tests.builders import an_item, edit, move, receive, undo
from tests.inventory.inbound.arriving import a_waiting_desk, settle

ITEMS = ("NAIL-3", "MUG-BLU")

WAYS = {
    "PO": [(SUPPLIER, "A-01", 1, 0), (SUPPLIER, "HOLD", 0, 1)],
    "RJ": [("HOLD", "IN", 1, -1)],
}
"""Document of a move -> from where to where, and what that means for accepted and rejected."""

RECEIPTS = st.tuples(
    st.just("receive"), st.sampled_from(ITEMS), st.integers(0, 12), st.integers(0, 9)
)
SETTLEMENTS = st.tuples(
    st.just("settle"), st.integers(1, 4), st.sampled_from(Outlet), st.none() | st.integers(1, 9)
)
UNDOS = st.tuples(st.just("undo"), st.integers(0, 30))
THEFTS = st.tuples(st.just("take"), st.sampled_from(ITEMS), st.integers(1, 9))
STEPS = st.lists(RECEIPTS | SETTLEMENTS | THEFTS | UNDOS, max_size=25)
ORDERED = st.lists(
    st.tuples(st.integers(1, 12), st.sampled_from(ITEMS)), min_size=1, max_size=4
).map(lambda lines: [*lines, (9, "NAIL-3")])


@given(ORDERED, STEPS)
def test_an_order_says_what_the_ledger_does(ordered, steps):
    desk = a_waiting_desk(*ordered)
    desk.handle(edit(an_item(over_percent=Decimal(7), under_percent=Decimal(20))))
    begun = desk.last_sequence()
    for step in steps:
        desk.handle_all([_asked(begun, step)])
        _holds(desk)


def _asked(begun, step):
    match step:
        case "receive", item, accepted, rejected:
            more = {"rejected": Amount(number=rejected), "reason": "damaged"} if rejected else {}
            return receive(accepted, item, document="PO-1", at="A-01", **more)
        case "take", item, quantity:
            return move(quantity, item, at="HOLD", to="B-01")
        case "settle", number, outlet, quantity:
            return settle(outlet, quantity, f"RJ-{number}")
        case _:
            return undo(f"TX-{begun + step[1]}", by="U0MIA")


def _holds(desk):
    order = desk.book.get(PurchaseOrder, "PO-1")
    rejections = {one.number: one for one in desk.book.all(Rejection)}
    assert order.status is arrived_status(order)
    for sku in ITEMS:
        lines = [line for line in order.lines if line.item == sku]
        accepted, rejected = _by_ledger(desk, sku)
        assert sum(line.received for line in lines) == accepted
        assert sum(line.rejected for line in lines) == rejected
        item = desk.book.item(sku)
        assert not lines or accepted <= most_of(order, item, item.over_percent)
        assert all(0 <= line.waived == line.cancelled for line in lines)
        waits = sum(one.outstanding for one in rejections.values() if one.item == sku)
        assert desk.book.on_hand(sku, "HOLD") == waits
        assert sum(desk.book.stock.get(sku, {}).values()) == 0


def _by_ledger(desk, sku):
    """Return what was accepted and what was rejected, by nothing but moves and their documents."""
    accepted = rejected = Decimal(0)
    for one in desk.moves(MoveFilter(item=sku), 10_000):
        for source, target, good, bad in WAYS["RJ" if one.document.startswith("RJ") else "PO"]:
            for sign, ends in ((1, (source, target)), (-1, (target, source))):
                if (one.source, one.target) == ends:
                    accepted += sign * good * one.quantity
                    rejected += sign * bad * one.quantity
    return accepted, rejected
