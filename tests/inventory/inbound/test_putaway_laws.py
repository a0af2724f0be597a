"""Laws of the dock: whatever people do, what waits there lies there, and no unit is lost."""

from decimal import Decimal

import hypothesis.strategies as st
from hypothesis import given, settings

from inventory.documents.putaway import Putaway
from inventory.documents.transfer import Transfer
from inventory.errors import StockError
from inventory.inbound_commands import ClaimPutaway, PutAway, ReceiveTransfer, TransferStock
from inventory.invariants import check_invariants
from inventory.location import LocationKind
from tests.builders import (
    _posting,
    a_desk,
    a_location,
    an_amount,
    an_item,
    count_stock,
    move,
    ordered,
    pick,
    receive,
    undo,
)

QUANTITIES = st.integers(1, 12)
ITEMS = st.sampled_from(["MUG-BLU", "TEE-BLK-M"])
NUMBERS = st.integers(1, 3)
BINS = st.sampled_from(["", "A-01", "B-01", "N-01"])
PEOPLE = st.sampled_from(["U0ANA", "U0BEN", "U0MIA"])

STEPS = st.one_of(
    st.builds(receive, QUANTITIES, ITEMS),
    st.builds(lambda q, i: receive(q, i, at="N-IN"), QUANTITIES, ITEMS),
    st.builds(lambda q, i, b: move(q, i, at="IN", to=b or "A-02"), QUANTITIES, ITEMS, BINS),
    st.builds(lambda q, i: move(q, i, at="A-01", to="IN"), QUANTITIES, ITEMS),
    st.builds(lambda q, i: pick(q, i, at="IN"), QUANTITIES, ITEMS),
    st.builds(lambda q, i: count_stock(q, i, at="IN"), QUANTITIES, ITEMS),
    st.builds(
        lambda n, line, bin_, q, who: ordered(
            PutAway,
            f"PA-{n}",
            line=line,
            target=bin_,
            amount=an_amount(q) if q and line else None,
            by=who,
        ),
        NUMBERS,
        st.integers(0, 2),
        BINS,
        st.integers(0, 12),
        PEOPLE,
    ),
    st.builds(lambda n, who: ordered(ClaimPutaway, f"PA-{n}", by=who), NUMBERS, PEOPLE),
    st.builds(
        lambda q, i, at: _posting(TransferStock, q, i, at=at, to="NORTH"),
        QUANTITIES,
        ITEMS,
        st.sampled_from(["IN", "A-01"]),
    ),
    st.builds(
        lambda n, q, lost: ordered(
            ReceiveTransfer,
            f"TR-{n}",
            quantities={1: Decimal(q)} if q else {},
            is_rest_lost=lost,
            by="U0MIA",
        ),
        NUMBERS,
        st.integers(0, 6),
        st.booleans(),
    ),
    st.builds(lambda n: n, st.integers(1, 8)),  # an undo of the n-th last posting
)


@settings(max_examples=120, deadline=None)
@given(st.lists(STEPS, max_size=25))
def test_what_waits_lies_there_and_every_unit_is_open_done_or_gone(steps):
    desk = a_desk(
        an_item("MUG-BLU", home="A-01"),
        a_location("IN", LocationKind.RECEIVING, site="SOUTH"),
        a_location("A-01", capacity=Decimal(20), site="SOUTH"),
        a_location("A-02", site="SOUTH"),
        a_location("B-01", site="SOUTH"),
        a_location("N-IN", LocationKind.RECEIVING, site="NORTH"),
        a_location("N-01", capacity=Decimal(20), site="NORTH"),
        count_tolerance=99,
    )
    begun = desk.last_sequence()
    for step in steps:
        asked = (
            undo(f"TX-{desk.last_sequence() + 1 - step}", by="U0MIA")
            if step in range(1, 9)
            else step
        )
        try:
            desk.handle(asked)
        except StockError:
            continue
        check_invariants(desk.book)
        _hold_laws(desk)
    assert desk.last_sequence() >= begun


def _hold_laws(desk):
    for putaway in desk.book.all(Putaway):
        for line in putaway.lines:
            assert min(line.done, line.gone, line.outstanding) >= 0
            assert line.done + line.gone + line.outstanding == line.quantity
            assert bool(line.bins) == bool(line.done)
    for item in ("MUG-BLU", "TEE-BLK-M"):
        waiting = sum(
            line.outstanding
            for putaway in desk.book.open(Putaway)
            for line in putaway.lines
            if (line.item, line.location) == (item, "IN")
        )
        assert waiting <= desk.book.on_hand(item, "IN")
        travelling = sum(
            line.outstanding
            for one in desk.book.open(Transfer)
            for line in one.lines
            if line.item == item
        )
        assert travelling == desk.book.on_hand(item, "VAN")
