"""What is kept of each item's value says, whenever it is asked, what the whole ledger says."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inventory.documents.rejection import Outlet
from inventory.inbound_commands import SettleRejection
from inventory.item import ItemKind
from inventory.settings.orders import ValuationMethod
from inventory.valuation.stock_value import KeptStockValue, value_of_stock
from tests.builders import (
    a_desk,
    a_kit,
    a_line,
    adjust,
    an_amount,
    edit,
    move,
    ordered,
    receive,
    return_stock,
    set_rule,
    ship,
)
from tests.inventory.valuation.test_production import ACTS, COSTS, QUANTITIES, act

FIFO = ValuationMethod.FIFO
NEVER_ANEW = 2.0

DECEMBER_IN_TOKYO = datetime(2026, 11, 30, 23, tzinfo=UTC)


def partly_rejected(quantity, cost):
    """A receipt of mugs of which one is rejected."""
    mixed = a_line(
        quantity,
        at="A-01",
        rejected=an_amount(1),
        reason="damaged",
        unit_cost=cost and Decimal(cost),
    )
    return receive(lines=[mixed])


def sent_back(number):
    return ordered(SettleRejection, number, outlet=Outlet.RETURN_TO_VENDOR)


GOODS = st.sampled_from(["MUG-BLU", "TEE-BLK-M", "ROPE-8", "GIFT-SET"])
ORDERS = st.sampled_from(["SO-88", "SO-89", "SH-1", "SH-2", "nobody's"])
TRADE = st.one_of(
    st.builds(lambda n, sku: [move(n, sku, at="A-01", to="PACK")], QUANTITIES, GOODS),
    st.builds(
        lambda n, sku, order: [move(n, sku, at="A-01", to="PACK"), ship(n, sku, document=order)],
        QUANTITIES,
        GOODS,
        ORDERS,
    ),
    st.builds(
        lambda n, sku, name: [return_stock(n, sku, document=name)], QUANTITIES, GOODS, ORDERS
    ),
    st.builds(lambda n, sku: [adjust(-n, sku, at="A-01")], QUANTITIES, GOODS),
    st.builds(lambda n, cost: [partly_rejected(n, cost)], QUANTITIES, COSTS),
    st.builds(lambda n: [sent_back(f"RJ-{n}")], QUANTITIES),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.booleans(), st.one_of(ACTS, TRADE)), min_size=4, max_size=30))
def test_what_is_kept_is_what_the_whole_ledger_says(acts):
    """Asked now and then, between whatever people do, also by one who has an older book in hand.

    Both methods, months and layers are compared.
    """
    desk = a_desk(a_kit(), a_kit("BOX", (2, "GIFT-SET"), (1, "MUG-BLU")))
    desk.handle(receive(20, at="A-01", unit_cost=Decimal("1.10")))
    desk.handle(receive(20, "TEE-BLK-M", at="A-01", unit_cost=Decimal("7.77")))
    kept, older = KeptStockValue(desk, anew_from=NEVER_ANEW), desk.book
    for is_asked, one in acts:
        if isinstance(one, list):
            desk.handle_all(one)
        else:
            act(desk, *one)
        if is_asked:
            assert kept.of(desk.book) == value_of_stock(desk.book, desk)
            assert kept.of(older) == value_of_stock(older, desk)
            older = desk.book
    assert kept.of(desk.book) == value_of_stock(desk.book, desk)


@pytest.fixture
def desk():
    """Ten mugs at 2.00, five tees at 5.00 and a rope, asked about once."""
    desk = a_desk()
    desk.handle(receive(10, at="A-01", unit_cost=Decimal(2)))
    desk.handle(receive(5, "TEE-BLK-M", at="A-01", unit_cost=Decimal(5)))
    desk.handle(receive("0.5", "ROPE-8", at="B-01"))
    return desk


class Reading:
    """A reader that notes of which items the moves were read, and how much of the ledger."""

    def __init__(self, desk):
        self._desk = desk
        self.items = []
        self.after = []

    def moves(self, wanted, limit):
        self.items.append(wanted.item)
        return self._desk.moves(wanted, limit)

    def ledger_after(self, line, limit):
        self.after.append(line)
        return self._desk.ledger_after(line, limit)


def test_only_what_has_moved_since_is_read_again(desk):
    reading = Reading(desk)
    kept = KeptStockValue(reading, anew_from=NEVER_ANEW)
    kept.of(desk.book)
    desk.handle(receive(1, at="A-01", unit_cost=Decimal(3)))
    desk.handle(move(1, "TEE-BLK-M", at="A-01", to="A-02"))  # between bins changes no value
    reading.after.clear()

    assert kept.of(desk.book).totals[FIFO] == Decimal("48.00")
    assert reading.after == [3]
    assert set(reading.items) == {"MUG-BLU"}


def test_nothing_is_read_where_nothing_has_moved(desk):
    reading = Reading(desk)
    kept = KeptStockValue(reading)
    first = kept.of(desk.book)
    reading.after.clear()

    assert kept.of(desk.book) == first
    assert (reading.after, reading.items) == ([], [])


def test_another_currency_or_zone_is_worked_out_anew(desk):
    kept = KeptStockValue(desk, anew_from=NEVER_ANEW)
    desk.handle(move(10, at="A-01", to="PACK"))
    desk.handle(ship(10, when=DECEMBER_IN_TOKYO))
    assert kept.of(desk.book).costs[FIFO].keys() == {"2026-11"}
    desk.handle(set_rule("time_zone", "Asia/Tokyo"))
    desk.handle(set_rule("currency", "JPY"))

    assert kept.of(desk.book) == value_of_stock(desk.book, desk)


def test_a_new_kind_of_item_counts_at_once(desk):
    kept = KeptStockValue(desk, anew_from=NEVER_ANEW)
    kept.of(desk.book)
    mug = desk.book.item("MUG-BLU")
    desk.handle(edit(mug.model_copy(update={"kind": ItemKind.RAW})))

    assert kept.of(desk.book) == value_of_stock(desk.book, desk)


def test_a_book_from_before_is_answered_as_it_stood(desk):
    reading = Reading(desk)
    kept = KeptStockValue(reading, anew_from=NEVER_ANEW)
    before = desk.book
    desk.handle(receive(1, at="A-01", unit_cost=Decimal(3)))
    kept.of(desk.book)
    reading.after.clear()

    assert kept.of(before).totals[FIFO] == Decimal("45.00")
    assert kept.of(desk.book).totals[FIFO] == Decimal("48.00")
    assert reading.after == [3, 3]
