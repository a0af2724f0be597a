"""Undo: a linked reversing transaction, once, while nothing depends on what it takes back."""

from datetime import date
from decimal import Decimal

import pytest

from inventory import errors
from inventory.decide import decide
from inventory.documents.replenishment import Proposal
from inventory.documents.shipment import Shipment
from inventory.history import History
from inventory.location import LocationKind
from inventory.order_commands import PlanPick, RecordPick
from inventory.people import Person, Role
from tests.builders import (
    a_customer,
    a_desk,
    a_location,
    adjust,
    an_item,
    approve_as_before,
    count_stock,
    edit,
    move,
    pick,
    place_order,
    propose_reorders,
    receive,
    refusal_of,
    reply_lines,
    return_stock,
    set_rule,
    ship,
    undo,
    warn,
)
from tests.builders import ordered as asked


def test_an_undo_is_a_linked_reversing_move(desk):
    received = desk.handle(receive(6, at="B-01"))
    undone = desk.handle(undo(received.transaction.id))
    assert reply_lines(undone) == ["MUG-BLU B-01 6 -> 0"]
    (reversal,) = undone.transaction.moves
    assert (reversal.source, reversal.target) == ("B-01", "SUPPLIER")
    assert reversal.reverses == received.transaction.moves[0].id
    assert undone.transaction.undoes == received.transaction.id
    assert desk.undone_by(received.transaction.id) == undone.transaction.id


def test_a_transaction_is_undone_once(desk):
    received = desk.handle(receive(6, at="B-01"))
    first = desk.handle(undo(received.transaction.id))
    assert refusal_of(desk, undo(received.transaction.id)) == errors.UndoRefused(
        problem="undone", transaction=received.transaction.id, by=first.transaction.id
    )


def test_an_undo_can_be_undone(desk):
    received = desk.handle(receive(6, at="B-01"))
    undone = desk.handle(undo(received.transaction.id))
    assert reply_lines(desk.handle(undo(undone.transaction.id))) == ["MUG-BLU B-01 0 -> 6"]


def test_a_chain_of_moves_is_undone_backwards(desk):
    chain = desk.handle(
        move(lines=[*move(6, at="A-01", to="B-01").lines, *move(6, at="B-01", to="A-02").lines])
    )
    assert reply_lines(desk.handle(undo(chain.transaction.id)))[0] == "MUG-BLU A-02 6 -> 0"
    assert desk.book.balances("MUG-BLU") == {("A-01", ""): 24}


def test_goods_that_have_gone_on_stand_in_the_way(desk):
    received = desk.handle(receive(6, at="B-01"))
    desk.handle(pick(2, at="B-01"))
    assert refusal_of(desk, undo(received.transaction.id)) == errors.UndoRefused(
        problem="stock_gone",
        transaction=received.transaction.id,
        item="MUG-BLU",
        location="B-01",
        wanted=Decimal(6),
        on_hand=Decimal(4),
    )


def test_an_undone_shipment_is_no_shipment_and_its_number_is_not_used_again(desk):
    desk.handle(pick(6, at="A-01"))
    shipped = desk.handle(ship(3))
    undone = desk.handle(undo(shipped.transaction.id))
    assert list(desk.book.all(Shipment)) == []
    desk.handle(ship(1))
    assert [s.number for s in desk.book.all(Shipment)] == ["SH-2"]
    desk.handle(undo(undone.transaction.id))
    assert [s.number for s in desk.book.all(Shipment)] == ["SH-1", "SH-2"]


@pytest.mark.parametrize(
    "command",
    [
        count_stock(22, at="A-01"),
        adjust(2, at="A-01"),
        return_stock(2, condition="damaged"),
        move(2, at="A-01", to="B-01"),
        pick(2, at="A-01"),
    ],
)
def test_every_posting_can_be_undone(desk, command):
    before = dict(desk.book.stock["MUG-BLU"])
    desk.handle(undo(desk.handle(command).transaction.id))
    assert desk.book.stock["MUG-BLU"] == before


def test_a_lot_opened_by_what_is_undone_stays_known():
    desk = a_desk()
    received = desk.handle(receive(6, "JAM-STR", at="A-01", lot="L7", expires_on=date(2027, 3, 1)))
    desk.handle(undo(received.transaction.id))
    assert desk.book.lot("JAM-STR", "L7") is not None
    assert desk.book.balances("JAM-STR") == {}


def test_what_was_posted_by_others_takes_a_manager(desk):
    received = desk.handle(receive(6, at="B-01", by="U0ANA"))
    assert refusal_of(desk, undo(received.transaction.id, by="U0BEN")) == errors.NotAllowed(
        actor="U0BEN",
        action="undo_of_others",
        needs="manager",
        has="operator",
        who=("U0ADA", "U0MIA"),
    )
    desk.handle(undo(received.transaction.id, by="U0MIA"))


def test_a_role_taken_away_since_counts_at_the_click(desk):
    received = desk.handle(receive(6, at="B-01"))
    desk.handle(edit(Person(user="U0ANA", name="Ana", role=Role.VIEWER)))
    assert isinstance(refusal_of(desk, undo(received.transaction.id)), errors.NotAllowed)


def test_the_machinery_may_undo(desk):
    received = desk.handle(receive(6, at="B-01"))
    desk.handle(undo(received.transaction.id, by="sheet"))
    assert desk.book.on_hand("MUG-BLU", "B-01") == 0


def test_a_closed_period_is_not_undone(desk):
    received = desk.handle(receive(6, at="B-01", by="U0MIA", on=date(2026, 11, 2)))
    desk.handle(set_rule("freeze_date", "2026-11-02"))
    assert refusal_of(desk, undo(received.transaction.id, by="U0MIA")) == errors.UndoRefused(
        problem="frozen", transaction=received.transaction.id, by="2026-11-02"
    )


def test_what_never_was_and_what_moved_nothing_cannot_be_undone(desk):
    assert refusal_of(desk, undo("TX-999")) == errors.UnknownTransaction(transaction="TX-999")
    warned = desk.handle(warn())
    assert isinstance(
        refusal_of(desk, undo(warned.transaction.id, by="U0MIA")), errors.UnknownTransaction
    )


def test_what_moved_an_item_the_book_does_not_have_cannot_be_undone():
    elsewhere = a_desk(an_item("MUG-RED"))
    posted = elsewhere.handle(receive(1, "MUG-RED", at="A-01")).transaction
    history = History(transactions={posted.id: posted})
    with pytest.raises(errors.UndoRefused) as refusal:
        decide(a_desk().book, history, undo(posted.id))
    assert (refusal.value.problem, refusal.value.by) == ("changed_since", "MUG-RED")


def test_an_undo_of_an_undo_picks_nothing_from_a_bin_that_is_quarantine_by_now():
    desk = a_desk(stock=[(6, "MUG-BLU", "A-01")])
    picked = desk.handle(pick(2, at="A-01"))
    taken_back = desk.handle(undo(picked.transaction.id)).transaction.id
    changed = desk.handle(edit(a_location("A-01", LocationKind.QUARANTINE))).transaction.id

    refusal = refusal_of(desk, undo(taken_back))

    assert refusal == errors.UndoRefused(
        problem="changed_since", transaction=taken_back, by="A-01", since=changed
    )
    assert desk.book.on_hand("MUG-BLU", "A-01") == 6


def test_an_undo_of_an_undo_keeps_nothing_for_an_order_where_quarantine_is_by_now():
    desk = a_desk(a_customer(), stock=[(6, "MUG-BLU", "A-01")])
    for command in (place_order(2), asked(PlanPick, orders=("SO-1",))):
        desk.handle(command)
    picked = desk.handle(asked(RecordPick, "PK-1"))
    taken_back = desk.handle(undo(picked.transaction.id)).transaction.id
    changed = desk.handle(edit(a_location("PACK", LocationKind.QUARANTINE))).transaction.id

    refusal = refusal_of(desk, undo(taken_back))

    assert refusal == errors.UndoRefused(
        problem="changed_since", transaction=taken_back, by="PACK", since=changed
    )
    assert desk.book.reserved("MUG-BLU", "A-01") == 2


@pytest.fixture
def ordered():
    desk = a_desk(an_item(minimum=Decimal(10), maximum=Decimal(40)))
    desk.handle(propose_reorders())
    approve_as_before(desk)
    return desk


def test_undoing_a_receipt_puts_the_goods_back_on_order(ordered):
    received = ordered.handle(receive(40, at="A-01"))
    assert next(ordered.book.all(Proposal)).status == "received"
    ordered.handle(undo(received.transaction.id))
    proposal = next(ordered.book.all(Proposal))
    assert (proposal.status, proposal.lines[0].received) == ("approved", 0)


def test_a_receipt_whose_order_went_on_is_undone_last(ordered):
    first = ordered.handle(receive(10, at="A-01"))
    second = ordered.handle(receive(10, at="A-01"))
    assert refusal_of(ordered, undo(first.transaction.id)) == errors.UndoRefused(
        problem="changed_since",
        transaction=first.transaction.id,
        by="RP-1",
        since=second.transaction.id,
    )
    ordered.handle(undo(second.transaction.id))
    assert next(ordered.book.all(Proposal)).lines[0].received == 10
