"""What is done is kept small, reads as it did, and is found without being read."""

import zlib

import pytest

from inventory.correspondence_commands import NoteThread
from inventory.documents.order import Order, OrderStatus
from inventory.documents.shipment import Shipment
from inventory.order_commands import CancelOrder
from inventory.place import Place
from inventory.snapshot import dump_book, load_book
from tests.builders import a_customer, a_desk, ordered, place_order, ship
from tests.memory_desk import MemoryDesk

THREAD = Place(channel="C0ORDERS", thread="1700000000.000100")


@pytest.fixture
def desk() -> MemoryDesk:
    """A house with an order that is open, told in a thread."""
    desk = a_desk(a_customer(), stock=[(24, "MUG-BLU", "A-01"), (9, "MUG-BLU", "PACK")])
    desk.handle(place_order((6, "MUG-BLU")))
    desk.handle(ordered(NoteThread, "SO-1", by="job:outbox", thread=THREAD))
    return desk


def row_of(desk, number="SO-1"):
    return desk.book.entries["order"][number]


def test_an_open_order_is_kept_whole_and_a_cancelled_one_folded(desk):
    assert not row_of(desk).is_folded

    desk.handle(ordered(CancelOrder, "SO-1"))

    assert row_of(desk).is_folded
    assert desk.book.get(Order, "SO-1").status is OrderStatus.CANCELLED
    assert list(desk.book.open(Order)) == []
    assert [order.number for order in desk.book.all(Order)] == ["SO-1"]


def test_folded_is_the_same_in_less_room(desk):
    row = row_of(desk)

    done = row.as_done()

    assert (done, done.dumped()) == (row, row.dumped())
    assert done.as_done() is done
    assert not row.is_folded


def test_a_document_is_found_by_its_words_also_when_it_is_done(desk):
    desk.handle(ship(3, "MUG-BLU", at="PACK", carrier="DHL", tracking="00340 4341-6109"))
    desk.handle(ordered(CancelOrder, "SO-1"))

    assert [one.number for one in desk.book.found(Order, THREAD.address)] == ["SO-1"]
    assert [one.number for one in desk.book.found(Shipment, "0034043416109")] == ["SH-1"]
    assert list(desk.book.found(Shipment, "another")) == []


def test_a_word_that_leads_there_no_more_is_forgotten(desk):
    elsewhere = THREAD.model_copy(update={"thread": "1700000000.000200"})
    desk.handle(ordered(NoteThread, "SO-1", by="job:outbox", thread=elsewhere))

    assert list(desk.book.found(Order, THREAD.address)) == []
    assert [one.number for one in desk.book.found(Order, elsewhere.address)] == ["SO-1"]


def test_a_snapshot_keeps_folded_what_is_done(desk):
    desk.handle(ordered(CancelOrder, "SO-1"))

    loaded = load_book(dump_book(desk.book))

    assert loaded.entries == desk.book.entries
    assert loaded.entries["order"]["SO-1"].is_folded
    assert [one.number for one in loaded.found(Order, THREAD.address)] == ["SO-1"]


def test_a_snapshot_of_a_program_with_other_entries_is_no_snapshot(desk):
    text = zlib.decompress(dump_book(desk.book)).decode()
    shape = text.partition('"shape":"')[2][:64]

    assert load_book(zlib.compress(text.replace(shape, "0" * 64).encode())) is None
