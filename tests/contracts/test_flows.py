"""Years of ledger rows at once, told alike by the journal on disk and the desk in memory."""

from datetime import timedelta
from decimal import Decimal

from inventory.move import MoveKind
from inventory.ports import Flow
from tests.builders import move, receive, undo
from tests.memory_desk import START


def test_flows_are_ledger_rows_without_their_notes(stocked):
    stocked.desk.handle(receive(2.5, "ROPE-8", at="A-02", document="W-12", note="wet"))
    stocked.desk.handle(receive(6, "JAM-STR", at="A-02", lot="L7"))

    opened, rope, jam = stocked.reader.flows()
    assert rope == Flow(
        line=2,
        transaction=opened.transaction + 1,
        undoes=0,
        kind=MoveKind.RECEIPT,
        item="ROPE-8",
        lot="",
        quantity=Decimal("2.5"),
        source="SUPPLIER",
        target="A-02",
        document="W-12",
        occurred_at=START,
    )
    assert (jam.lot, jam.line, opened.kind) == ("L7", 3, MoveKind.OPENING)


def test_a_flow_says_which_transaction_it_takes_back(stocked):
    moved = stocked.desk.handle(move(5, at="A-01", to="B-01")).transaction
    undone = stocked.desk.handle(undo(moved.id)).transaction
    stocked.desk.handle(undo(undone.id))

    said = [(one.transaction, one.undoes) for one in stocked.reader.flows()]
    first = moved.sequence
    assert said[1:] == [(first, 0), (first + 1, first), (first + 2, first + 1)]


def test_flows_of_an_item_or_since_a_moment(stocked):
    later = START + timedelta(hours=1)
    stocked.desk.handle(receive(2, "TEE-BLK-M", at="A-01", when=later))
    stocked.desk.handle(receive(3, at="A-01", when=later))

    def lines(**wanted):
        return [one.line for one in stocked.reader.flows(**wanted)]

    assert lines(item="TEE-BLK-M") == [2]
    assert lines(since=later) == [2, 3]
    assert lines(since=later, item="MUG-BLU") == [3]
    assert lines(since=later + timedelta(seconds=1)) == []


def test_an_empty_ledger_has_no_flows(ports):
    assert list(ports.reader.flows()) == []
