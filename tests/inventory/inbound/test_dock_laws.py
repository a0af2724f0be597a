"""Whatever meets at the dock, every document says what the ledger does, and the book folds back to itself."""

from collections import Counter
from decimal import Decimal
from random import Random

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from inventory.documents.purchase_order import PurchaseOrder
from inventory.documents.rejection import Rejection
from inventory.documents.transfer import Transfer
from inventory.errors import StockError
from inventory.invariants import check_invariants
from inventory.location import SUPPLIER
from inventory.ports import MoveFilter
from inventory.snapshot import dump_book, load_book
from inventory.stock_key import StockKey
from inventory.valuation.stock_value import value_of_stock
from tests.a_dock_day import ITEMS, DockDay, a_busy_house


@settings(max_examples=25, deadline=None, phases=[Phase.explicit, Phase.generate])
@given(st.randoms(use_true_random=False), st.integers(20, 150))
def test_whatever_meets_at_the_dock_the_documents_say_what_the_ledger_does(chance: Random, steps):
    desk = a_busy_house()
    day = DockDay(chance, desk)
    for _ in range(steps):
        try:
            desk.handle(day.next())
        except StockError:
            continue
        orders_say_what_came(desk)
        what_waits_lies_there(desk.book)
        no_piece_lies_in_two_places(desk.book)
    the_book_folds_back_to_itself(desk)
    what_is_valued_lies_there(desk)


def orders_say_what_came(desk):
    came = Counter()
    for move in desk.moves(MoveFilter(), 100_000):
        if move.document.startswith("PO-") and SUPPLIER in (move.source, move.target):
            sign = 1 if move.source == SUPPLIER else -1
            came[move.document, move.item] += sign * move.quantity
    for order in desk.book.all(PurchaseOrder):
        for sku in {line.item for line in order.lines}:
            lines = [line for line in order.lines if line.item == sku]
            assert sum(line.received + line.rejected for line in lines) == came[order.number, sku]
        for line in order.lines:
            assert 0 <= line.waived <= line.cancelled <= line.ordered
            assert min(line.received, line.rejected) >= 0


def what_waits_lies_there(book):
    waiting = Counter()
    for one in book.open(Rejection):
        assert one.outstanding >= 0
        waiting[StockKey(one.item, one.location, one.lot)] += one.outstanding
    for transfer in book.open(Transfer):
        for line in transfer.lines:
            assert line.outstanding >= 0
            waiting[StockKey(line.item, transfer.transit, line.lot)] += line.outstanding
    for key, quantity in waiting.items():
        assert quantity <= book.on_hand(*key), key


def no_piece_lies_in_two_places(book):
    pieces = Counter()
    for (_, serial), quantity in book.balances("LAPTOP").items():
        pieces[serial] += quantity
    assert all(number == 1 for number in pieces.values())


def the_book_folds_back_to_itself(desk):
    loaded = load_book(dump_book(desk.book))
    check_invariants(loaded)
    for book in (loaded, desk.book_at(desk.last_sequence())):
        assert book.entries == desk.book.entries
        assert (book.stock, book.parts) == (desk.book.stock, desk.book.parts)
        assert list(book.rows) == list(desk.book.rows)


def what_is_valued_lies_there(desk):
    valued = {one.item: one.quantity for one in value_of_stock(desk.book, desk).items}
    for sku in ITEMS:
        lies = sum(desk.book.balances(sku).values(), Decimal(0))
        assert valued.get(sku, 0) == lies
