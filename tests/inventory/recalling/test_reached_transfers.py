"""A transfer with recalled goods on the way hears of the recall, and what arrives is held."""

from decimal import Decimal
from functools import partial

import pytest

from inventory.documents.remark import RemarkKind
from inventory.inbound_commands import ReceiveTransfer, TransferStock
from inventory.inbound_errors import LotHeld
from inventory.location import LocationKind
from inventory.lot import LotStatus
from inventory.notices import Audience, DocumentNotice, RemarkNotice
from inventory.recall_commands import WidenRecall
from inventory.replenishing.on_order import on_order
from tests.builders import (
    _posting,
    a_desk,
    a_location,
    an_item,
    ordered,
    pick,
    receive,
    refusal_of,
    undo,
)
from tests.inventory.recalling.recalls import JAM, asked, lift, start

transfer = partial(_posting, TransferStock)


@pytest.fixture
def desk():
    """Five jars of L7 are on their way north with TR-1, three of L8 with TR-2."""
    places = (
        a_location("A-01", site="SOUTH"),
        a_location("N-IN", LocationKind.RECEIVING, site="NORTH"),
        a_location("N-01", site="NORTH"),
        a_location("TRUCK", LocationKind.TRANSIT, site="NORTH"),
    )
    desk = a_desk(*places, an_item(JAM, is_lot_tracked=True, packs=()))
    for lot in ("L7", "L8"):
        desk.handle(receive(10, JAM, at="A-01", lot=lot))
    desk.handle(transfer(5, JAM, at="A-01", to="NORTH", lot="L7"))
    desk.handle(transfer(3, JAM, at="A-01", to="NORTH", lot="L8"))
    return desk


def told_transfers(posted):
    """Return (thread, kind, goods) of what transfers hear."""
    return [
        (one.thread, one.remark.kind, one.remark.other)
        for one in posted.transaction.notices
        if isinstance(one, RemarkNotice) and one.thread.startswith("TR-")
    ]


def test_the_thread_of_a_transfer_hears_that_its_goods_are_recalled(desk):
    posted = desk.handle(start("L7"))

    assert told_transfers(posted) == [("TR-1", RemarkKind.RECALL_ON_THE_WAY, "JAM-STR L7")]
    shown = DocumentNotice(number="TR-1", audience=Audience.STOCK)
    assert shown in posted.transaction.notices


def test_lots_that_are_added_are_told_to_theirs(desk):
    desk.handle(start("L7"))
    posted = desk.handle(asked(WidenRecall, "RC-1", scope={"lots": ("L8",)}))

    assert told_transfers(posted) == [("TR-2", RemarkKind.RECALL_ON_THE_WAY, "JAM-STR L8")]


def test_what_arrives_is_held_and_the_recall_hears_where_it_is(desk):
    desk.handle(start("L7"))
    posted = desk.handle(ordered(ReceiveTransfer, "TR-1", quantities={1: Decimal(4)}))

    [said] = [
        one.remark
        for one in posted.transaction.notices
        if isinstance(one, RemarkNotice) and one.thread == "RC-1"
    ]
    assert (said.kind, said.quantity, said.location, said.link) == (
        RemarkKind.RECALL_ARRIVED,
        4,
        "N-IN",
        "TR-1",
    )
    assert desk.book.lot_status(JAM, "L7") is LotStatus.RECALLED
    assert isinstance(refusal_of(desk, pick(1, JAM, at="N-IN", lot="L7")), LotHeld)


def test_a_transfer_that_has_arrived_is_told_nothing(desk):
    desk.handle(ordered(ReceiveTransfer, "TR-1"))

    assert told_transfers(desk.handle(start("L7"))) == []


@pytest.mark.parametrize("is_undone", [False, True])
def test_that_it_was_a_mistake_is_told_to_those_still_on_their_way(desk, is_undone):
    begun = desk.handle(start("L7"))
    posted = desk.handle(undo(begun.transaction.id, by="U0MIA") if is_undone else lift())

    assert told_transfers(posted) == [("TR-1", RemarkKind.RECALL_CLEARED, "JAM-STR L7")]


def test_what_is_held_on_its_way_is_not_counted_as_coming(desk):
    assert on_order(desk.book, JAM) == 8
    desk.handle(start("L7"))

    assert on_order(desk.book, JAM) == 3
