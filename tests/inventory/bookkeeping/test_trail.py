"""The trail of lots: what brought them, what was built of them, and with what they left."""

from collections import defaultdict
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inventory.book import Book
from inventory.bookkeeping.trail import Build, Parcel, Receipt
from inventory.documents.rejection import Outlet
from inventory.inbound_commands import SettleRejection
from inventory.move import MoveKind
from inventory.quantity import ZERO
from inventory.recalling.whereabouts import whereabouts_of
from inventory.snapshot import dump_book, load_book
from inventory.stock_key import LotKey
from tests.builders import (
    a_desk,
    a_kit,
    a_line,
    an_item,
    build,
    ordered,
    pick,
    receive,
    return_stock,
    ship,
    unbuild,
    undo,
)

JAM, TEA = LotKey("JAM-STR", "L7"), LotKey("TEA-EARL", "T1")
KITS = (
    an_item("TEA-EARL", is_lot_tracked=True),
    a_kit("GIFT-SET", (2, "JAM-STR"), (1, "TEA-EARL"), is_lot_tracked=True),
    a_kit("BASKET", (1, "GIFT-SET"), (1, "MUG-BLU")),
    a_kit("PALLET", (4, "BASKET"), is_lot_tracked=True),
)
GIFT, BASKET, PALLET = LotKey("GIFT-SET", "G1"), LotKey("BASKET", ""), LotKey("PALLET", "P1")


@pytest.fixture
def desk():
    """Twenty jars and twenty tins, of two lots each, and mugs."""
    return a_desk(
        *KITS,
        stock=[
            (12, "JAM-STR", "A-01", "L7"),
            (8, "JAM-STR", "A-02", "L8"),
            (12, "TEA-EARL", "A-01", "T1"),
            (20, "MUG-BLU", "B-01"),
        ],
    )


def shipped(desk, quantity, item, lot="", at="A-01"):
    desk.handle(pick(quantity, item, at=at, lot=lot))
    return desk.handle(ship(quantity, item, lot=lot, customer="Zoë"))


def test_goods_without_lots_leave_no_trail(desk):
    before = desk.book.trail.dumped()
    desk.handle(receive(3, at="A-01"))
    shipped(desk, 2, "MUG-BLU")
    assert desk.book.trail.dumped() == before


def test_every_receipt_of_a_lot_is_kept_with_what_it_was_for(desk):
    (opened,) = desk.book.trail.came.of(JAM)
    assert opened.document == "OPENING"
    first = desk.handle(receive(5, "JAM-STR", at="A-01", lot="L7", document="PO 77"))
    desk.handle(undo(desk.handle(receive(3, "JAM-STR", at="A-01", lot="L7")).transaction.id))
    receipt = Receipt(first.transaction.id, "PO 77")
    assert desk.book.trail.came.of(JAM) == {opened: 12, receipt: 5}
    undone = desk.handle(undo(first.transaction.id))
    assert desk.book.trail.came.of(JAM) == {opened: 12}
    again = desk.handle(undo(undone.transaction.id))
    assert desk.book.trail.came.of(JAM) == {opened: 12, Receipt(again.transaction.id, "PO 77"): 5}


def test_shipments_and_returns_are_two_sums_a_document(desk):
    shipped(desk, 3, "JAM-STR", "L7")
    second = shipped(desk, 4, "JAM-STR", "L7")
    came_back = return_stock(2, "JAM-STR", lot="L7", document="WEB-7", condition="damaged")
    desk.handle(came_back)
    assert desk.book.trail.shipped.of(JAM) == {"SH-1": 3, "SH-2": 4}
    assert desk.book.trail.returned.of(JAM) == {"WEB-7": 2}
    undone = desk.handle(undo(second.transaction.id))
    assert desk.book.trail.shipped.of(JAM) == {"SH-1": 3}
    desk.handle(undo(undone.transaction.id))
    assert desk.book.trail.shipped.of(JAM) == {"SH-1": 3, "SH-2": 4}


def test_whose_a_shipment_was_is_known_without_looking_it_up(desk):
    shipped(desk, 3, "JAM-STR", "L7")
    assert desk.book.trail.parcels == {"SH-1": Parcel("Zoë", "")}


def test_lots_that_came_together_are_known_by_their_receipt(desk):
    lines = [a_line(1, "JAM-STR", at="A-01", lot=lot) for lot in ("L1", "L2", "L1")]
    receipt = desk.handle(receive(lines=[*lines, a_line(9, at="A-01")])).transaction.id
    assert desk.book.trail.brought[receipt] == (LotKey("JAM-STR", "L1"), LotKey("JAM-STR", "L2"))


def test_a_build_joins_lots_and_an_undo_parts_them(desk):
    built = desk.handle(build(3, "GIFT-SET", at="A-01", lot="G1")).transaction.id
    assert desk.book.trail.builds[built] == Build((JAM, TEA), (GIFT,))
    assert (desk.book.trail.used.of(JAM), desk.book.trail.used.of(TEA)) == ({built: 6}, {built: 3})
    assert desk.book.trail.built.of(GIFT) == {built: 3}
    undone = desk.handle(undo(built))
    assert desk.book.trail.used.of(JAM) == desk.book.trail.built.of(GIFT) == {}
    again = desk.handle(undo(undone.transaction.id)).transaction.id
    assert desk.book.trail.used.of(TEA) == desk.book.trail.built.of(GIFT) == {again: 3}


def test_what_is_taken_apart_is_subtracted(desk):
    built = desk.handle(build(3, "GIFT-SET", at="A-01", lot="G1")).transaction.id
    apart = desk.handle(unbuild(1, "GIFT-SET", at="A-01", lot="G1", to="B-01")).transaction.id
    assert desk.book.trail.used.of(JAM) == {built: 6, apart: -2}
    assert desk.book.trail.built.of(GIFT) == {built: 3, apart: -1}
    desk.handle(undo(apart))
    assert desk.book.trail.used.of(JAM) == {built: 6}


def test_kits_without_lots_have_a_trail_from_the_first_build_of_a_lot_on(desk):
    desk.handle(receive(2, "BASKET", at="B-01"))
    shipped(desk, 1, "BASKET", at="B-01")
    assert BASKET not in desk.book.trail.lots()
    desk.handle(build(5, "GIFT-SET", at="A-01", lot="G1"))
    built = desk.handle(build(5, "BASKET", at="A-01")).transaction.id
    shipped(desk, 1, "BASKET")
    whole = desk.handle(build(1, "PALLET", at="A-01", lot="P1")).transaction.id
    trail = desk.book.trail
    assert trail.shipped.of(BASKET) == {"SH-2": 1}
    assert (trail.built.of(BASKET), trail.used.of(BASKET)) == ({built: 5}, {whole: 4})
    assert trail.builds[whole] == Build((BASKET,), (PALLET,))


def test_an_undo_of_what_was_built_before_there_was_a_trail_joins_nothing(desk):
    kit = a_kit("SHELF", (1, "MUG-BLU"))
    desk = a_desk(*KITS, kit, stock=[(9, "MUG-BLU", "A-01")])
    undone = desk.handle(undo(desk.handle(build(2, "SHELF")).transaction.id)).transaction.id
    book = desk.book_at(desk.book.sequence)
    book.trail.kits = frozenset({"SHELF"})
    book.apply(desk.handle(undo(undone)).transaction)
    assert not book.trail.builds
    assert book.trail.kits == {"SHELF"}


def test_what_goes_back_to_the_supplier_did_not_come_less(desk):
    rejected = receive(
        3, "JAM-STR", at="A-01", lot="L9", rejected=a_line(2).amount, reason="damaged"
    )
    desk.handle(rejected)
    lot = LotKey("JAM-STR", "L9")
    sent = desk.handle(ordered(SettleRejection, "RJ-1", outlet=Outlet.RETURN_TO_VENDOR, by="U0MIA"))
    assert sum(desk.book.trail.came.of(lot).values()) == 5
    desk.handle(undo(sent.transaction.id, by="U0MIA"))
    assert sum(desk.book.trail.came.of(lot).values()) == 5


def test_a_stage_sees_what_is_below_and_keeps_its_own(desk):
    shipped(desk, 3, "JAM-STR", "L7")
    for _ in range(5):
        shipped(desk, 1, "JAM-STR", "L8", at="A-02")
    stage = desk.book.fork()
    other = LotKey("JAM-STR", "L8")
    stage.trail.shipped.add(JAM, "SH-9", Decimal(2))
    stage.trail.shipped.add(JAM, "SH-1", Decimal(-3))
    stage.trail.shipped.add(other, "SH-2", Decimal(1))
    assert stage.trail.shipped.of(JAM) == {"SH-9": 2}
    assert stage.trail.shipped.get(other, "SH-2") == 2
    assert set(stage.trail.shipped.lots()) == {JAM, other}
    below = desk.book_at(desk.book.sequence).trail
    assert below.shipped.of(JAM) == {"SH-1": 3}
    below.absorb(stage.trail)
    assert below.shipped.of(JAM) == {"SH-9": 2}
    assert len(below.shipped.of(other)) == 5


# -- the law ----------------------------------------------------------------------------------

LOTS = st.sampled_from(["L7", "L8"])
QUANTITY = st.integers(1, 4)
STEPS = st.one_of(
    st.builds(lambda q, lot: receive(q, "JAM-STR", at="A-01", lot=lot), QUANTITY, LOTS),
    st.builds(
        lambda q, lot, at: pick(q, "JAM-STR", at=at, lot=lot),
        QUANTITY,
        LOTS,
        st.sampled_from(["A-01", "A-02"]),
    ),
    st.builds(lambda q, lot: ship(q, "JAM-STR", lot=lot), QUANTITY, LOTS),
    st.builds(
        lambda q, lot: build(q, "GIFT-SET", at="A-01", lot=lot),
        QUANTITY,
        st.sampled_from(["G1", "G2"]),
    ),
    st.builds(lambda q: build(q, "BASKET", at="A-01"), QUANTITY),
    st.builds(
        lambda q, lot, jam: unbuild(
            q, "GIFT-SET", at="A-01", lot=lot, to="B-01", named=f"JAM-STR={jam}"
        ),
        QUANTITY,
        st.sampled_from(["G1", "G2"]),
        LOTS,
    ),
    st.builds(lambda q: pick(q, "BASKET", at="A-01"), QUANTITY),
    st.builds(lambda q: ship(q, "BASKET"), QUANTITY),
    st.builds(
        lambda q, lot: return_stock(q, "JAM-STR", lot=lot, condition="damaged"), QUANTITY, LOTS
    ),
    st.integers(0, 3),
)
"""Postings, and numbers: so many transactions ago lies what is undone."""


@settings(max_examples=60, deadline=None)
@given(st.lists(STEPS, min_size=3, max_size=30))
def test_the_trail_is_what_the_whole_ledger_says(steps):
    desk = _after(steps)
    trail = desk.book.trail
    history = [entered.transaction for entered in desk.entered_after(0, 10_000)]
    assert _told(trail.shipped) == _left(history, is_return=False)
    assert _told(trail.returned) == _left(history, is_return=True)
    assert _told(trail.used) == _met(history, is_part=True)
    assert _told(trail.built) == _met(history, is_part=False)
    assert _totals(trail.came) == _came(history)
    again = load_book(dump_book(desk.book))
    assert again is not None
    assert again.trail.dumped() == trail.dumped()
    replayed = Book()
    for transaction in history:
        replayed.apply(transaction)
    assert replayed.trail.dumped() == trail.dumped()


@settings(max_examples=60, deadline=None)
@given(st.lists(STEPS, min_size=3, max_size=30))
def test_every_lot_is_accounted_for_to_the_last_piece(steps):
    desk = _after(steps)
    for lot, one in whereabouts_of(desk.book, desk.book.trail.lots()).items():
        passed = (sum(sent.quantity for sent in way) for way in (one.shipped, one.returned))
        shipped, returned = passed
        gone = one.used + shipped - returned + one.scrapped + one.sent_back + one.lost
        assert one.came + one.built == one.here + gone, lot


def _after(steps):
    desk = a_desk(
        *KITS,
        stock=[
            (12, "JAM-STR", "A-01", "L7"),
            (8, "JAM-STR", "A-02", "L8"),
            (12, "TEA-EARL", "A-01", "T1"),
            (20, "MUG-BLU", "A-01"),
        ],
    )
    desk.handle_all([build(4, "GIFT-SET", at="A-01", lot="G1"), build(2, "BASKET", at="A-01")])
    for step in steps:
        ago = desk.last_sequence() - step if isinstance(step, int) else 0
        desk.handle_all([undo(f"TX-{ago}", by="U0ADA") if ago else step])
    return desk


def _told(flow):
    return {
        (lot, word): much for lot in flow.lots() if lot.code for word, much in flow.of(lot).items()
    }


def _totals(flow):
    sums = {lot: sum(flow.of(lot).values()) for lot in flow.lots() if lot.code}
    return {lot: much for lot, much in sums.items() if much}


def _nonzero(sums):
    return {key: much for key, much in sums.items() if much}


def _left(history, *, is_return):
    sums = defaultdict(lambda: ZERO)
    for move in (move for transaction in history for move in transaction.moves):
        if move.lot and (move.kind is MoveKind.RETURN) is is_return:
            key = LotKey(move.item, move.lot), move.document
            way = (move.target == "CUSTOMER") - (move.source == "CUSTOMER")
            sums[key] += move.quantity * way * (-1 if is_return else 1)
    return _nonzero(sums)


def _came(history):
    sums = defaultdict(lambda: ZERO)
    for move in (move for transaction in history for move in transaction.moves):
        if move.lot:
            way = (move.source in ("SUPPLIER", "OPENING")) - (
                move.target in ("SUPPLIER", "OPENING")
            )
            sums[LotKey(move.item, move.lot)] += move.quantity * way
    return _nonzero(sums)


def _met(history, *, is_part):
    """Add up the builds that stand: those that nothing has undone, and that undo none themselves."""
    by_id = {transaction.id: transaction for transaction in history}
    undone = {transaction.undoes for transaction in history if transaction.undoes}
    sums = defaultdict(lambda: ZERO)
    for transaction in history:
        if transaction.id in undone or _undoes(transaction, by_id) % 2:
            continue
        for move in transaction.moves:
            if move.lot and move.kind in (MoveKind.BUILD, MoveKind.UNBUILD):
                is_kit = (move.source == "PRODUCTION") is (move.kind is MoveKind.BUILD)
                way = 1 if move.kind is MoveKind.BUILD else -1
                if is_kit is not is_part:
                    sums[LotKey(move.item, move.lot), transaction.id] += way * move.quantity
    return _nonzero(sums)


def _undoes(transaction, by_id):
    return 1 + _undoes(by_id[transaction.undoes], by_id) if transaction.undoes else 0
