"""A book that a desk has handed out belongs together, and stays as it is."""

import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from inventory.documents.order import Order
from tests.builders import a_customer, edit, place_order, receive

ORDERS = 25


@pytest.fixture(autouse=True)
def _threads_take_turns_often():
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


def test_a_book_stays_as_it_was_handed_out(stocked):
    book = stocked.desk.book
    sequence = book.sequence

    stocked.desk.handle(receive(1, at="A-01"))

    assert (book.sequence, book.on_hand("MUG-BLU", "A-01")) == (sequence, 24)
    assert stocked.desk.book.on_hand("MUG-BLU", "A-01") == 25
    assert stocked.desk.catch_up().sequence == sequence + 1


def test_what_is_read_while_others_post_belongs_together(stocked):
    stocked.desk.handle(edit(a_customer()))
    begun = stocked.desk.book.sequence
    stocked.desk.handle(receive(1000, at="A-01"))

    def posting():
        for _ in range(ORDERS):
            stocked.desk.handle(place_order((1, "MUG-BLU")))

    def owed(book):
        """By how many pieces the shelf and the orders differ, and each from what was posted."""
        ordered = sum(order.lines[0].reserved for order in book.open(Order))
        return ordered - book.reserved("MUG-BLU", "A-01"), ordered - (book.sequence - begun - 1)

    with ThreadPoolExecutor(1) as others:
        done, seen = others.submit(posting), set()
        while not done.done():
            seen.add(owed(stocked.desk.book))
        done.result()

    assert seen <= {(0, 0)}
    assert owed(stocked.desk.book) == (0, 0)
    assert stocked.desk.book.reserved("MUG-BLU", "A-01") == ORDERS
