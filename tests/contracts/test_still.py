"""Nothing is added to a book while somebody reads it still."""

import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.builders import receive

RECEIPTS = 150


@pytest.fixture(autouse=True)
def _threads_take_turns_often():
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


def test_what_is_read_still_belongs_together(stocked):
    begun = stocked.desk.book.sequence

    def owed(book):
        """How many pieces more the shelf has than receipts were posted."""
        return book.on_hand("MUG-BLU", "A-01") - 24 - (book.sequence - begun)

    with ThreadPoolExecutor(1) as others:
        posting = others.submit(
            lambda: [stocked.desk.handle(receive(1, at="A-01")) for _ in range(RECEIPTS)]
        )
        seen = []
        while not posting.done():
            seen.append(stocked.desk.still(owed))
        posting.result()

    assert set(seen) == {0}
    assert stocked.desk.still(owed) == 0
    assert stocked.desk.book.sequence == begun + RECEIPTS
