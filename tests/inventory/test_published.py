"""What readers are handed of a book that grows: whole, and for good."""

from random import Random

import pytest

from inventory.decide import decide
from inventory.documents.order import Order
from inventory.documents.putaway import Putaway
from inventory.errors import BrokenInvariantError, StockError
from inventory.history import NOTHING
from inventory.invariants import check_invariants
from inventory.order_commands import CancelOrder
from inventory.published import Published
from inventory.snapshot import dump_book
from tests.a_dock_day import DockDay, a_busy_house
from tests.builders import a_customer, a_desk, ordered, place_order, receive

OPEN = (Order, Putaway)


def said(book):
    """Everything a book says, in order, and which documents it names as open."""
    found = [[one.number for one in book.open(model)] for model in OPEN]
    return dump_book(book), dict(book.held), dict(book.loads), book.rules, found


def a_shop():
    """A desk, and a published book of what it has."""
    desk = a_desk(a_customer(), stock=[(24, "MUG-BLU", "A-01")])
    return desk, Published(desk.book_at(desk.last_sequence()))


def staged(published, transaction):
    stage = published.growing.fork()
    stage.apply(transaction)
    return stage


class HeldUp:
    """A stage during whose absorbing something else happens: shelves and documents are taken over,
    the trail is not."""

    def __init__(self, stage, meanwhile):
        self._stage = stage
        self._meanwhile = meanwhile

    def __getattr__(self, name):
        if name == "trail" and (meanwhile := self._meanwhile):
            self._meanwhile = None
            meanwhile()
        return getattr(self._stage, name)


def test_who_reads_while_a_transaction_is_taken_up_sees_nothing_of_it():
    desk, published = a_shop()
    before = said(published.page)
    stage = staged(published, desk.handle(place_order((4, "MUG-BLU"))).transaction)
    seen = []

    published.take_up(HeldUp(stage, lambda: seen.append(said(published.page))))

    assert seen == [before]
    assert [one.number for one in published.page.open(Order)] == ["SO-1"]
    assert published.page.reserved("MUG-BLU", "A-01") == 4


def test_who_goes_through_a_page_is_not_disturbed_by_what_is_added():
    desk, published = a_shop()
    going = iter(published.page.stock.items())
    next(going)

    published.take_up(
        staged(published, desk.handle(receive(1, "TEE-BLK-M", at="A-02")).transaction)
    )

    assert list(going) == []
    assert "TEE-BLK-M" in published.page.stock


def test_a_document_closed_since_stays_open_on_an_older_page():
    desk, published = a_shop()
    published.take_up(staged(published, desk.handle(place_order((4, "MUG-BLU"))).transaction))
    older = published.page

    closed = desk.handle(ordered(CancelOrder, "SO-1", by="U0MIA")).transaction
    published.take_up(staged(published, closed))

    assert [one.number for one in older.open(Order)] == ["SO-1"]
    assert not list(published.page.open(Order))


def test_what_is_tried_on_a_fork_of_a_page_reaches_no_other():
    desk, published = a_shop()
    page = published.page
    before = said(page)
    trial = page.fork()
    trial.apply(decide(trial, NOTHING, place_order((4, "MUG-BLU"))).transaction)
    assert [one.number for one in trial.open(Order)] == ["SO-1"]

    assert said(page) == before
    published.take_up(staged(published, desk.handle(receive(1, at="A-01")).transaction))
    assert not list(published.page.open(Order))


def test_nothing_is_taken_up_that_was_decided_on_an_older_book():
    desk, published = a_shop()
    late = staged(published, desk.handle(receive(1, at="A-01")).transaction)
    published.take_up(late)

    with pytest.raises(BrokenInvariantError):
        published.take_up(late)


@pytest.mark.parametrize("drift_max", [0, 3, 1000], ids=["copied anew", "in between", "drifting"])
def test_every_page_says_for_ever_what_the_journal_said_then(drift_max):
    chance = Random(drift_max)
    desk = a_busy_house()
    published = Published(desk.book_at(desk.last_sequence()), drift_max=drift_max)
    day, pages = DockDay(chance, desk), []
    for _ in range(120):
        try:
            posted = desk.handle(day.next())
        except StockError:
            continue
        published.take_up(staged(published, posted.transaction))
        if chance.random() < 0.4:
            pages.append((published.page, said(published.page)))

    assert len(pages) > 12
    for page, then in pages:
        check_invariants(page)
        assert said(page) == then == said(desk.book_at(page.sequence))
