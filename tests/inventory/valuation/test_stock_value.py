"""What the stock is worth, asked of a journal in which people have worked."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from inventory.documents.rejection import Outlet
from inventory.inbound_commands import SettleRejection
from inventory.quantity import Amount
from inventory.rules import Rules
from inventory.settings.orders import ValuationMethod
from inventory.snapshot import dump_book, load_book
from inventory.valuation.stock_value import value_of_item, value_of_stock
from tests.builders import (
    a_desk,
    a_line,
    adjust,
    an_amount,
    an_item,
    count_stock,
    edit,
    move,
    ordered,
    receive,
    return_stock,
    set_rule,
    ship,
    undo,
)
from tests.returns import announce, back, inspect, receive_back

ONE = Amount(number=Decimal(1))
FIFO, AVERAGE = ValuationMethod.FIFO, ValuationMethod.AVERAGE
NOVEMBER = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
DECEMBER = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)


@pytest.fixture
def desk():
    """Ten mugs at 2.00 and ten at 3.00 in packing; one rope, of unknown cost."""
    desk = a_desk()
    desk.handle(receive(10, at="A-01", unit_cost=Decimal(2)))
    desk.handle(receive(10, at="A-01", unit_cost=Decimal(3)))
    desk.handle(receive("0.5", "ROPE-8", at="B-01"))
    desk.handle(move(20, at="A-01", to="PACK"))
    return desk


def of_mugs(desk):
    return value_of_item(desk.book, desk, "MUG-BLU")


def of_all(desk):
    return value_of_stock(desk.book, desk)


def assert_same_of_snapshot(desk):
    """Rejections and shipments are found by their words, also where they lie folded."""
    loaded = load_book(dump_book(desk.book))
    assert value_of_item(loaded, desk, "MUG-BLU") == of_mugs(desk)
    assert value_of_stock(loaded, desk) == of_all(desk)


def test_an_item_is_worth_its_layers(desk):
    desk.handle(ship(12, when=NOVEMBER))
    desk.handle(adjust(-1, at="PACK", reason="damaged", when=DECEMBER))

    value = of_mugs(desk)

    assert value.values == {FIFO: Decimal("21.00"), AVERAGE: Decimal("17.50")}
    assert [(layer.quantity, layer.unit_cost) for layer in value.layers] == [(7, 3)]
    assert value.costs[FIFO] == {
        "2026-12": {"scrapped": Decimal("3.00")},
        "2026-11": {"sold": Decimal("26.00")},
    }
    assert value.costs[AVERAGE]["2026-11"] == {"sold": Decimal("30.00")}


def test_a_return_that_names_the_shipment_or_its_order_comes_back_at_its_cost(desk):
    desk.handle(ship(10, document="so-88"))
    desk.handle(return_stock(1, document="SH-1"))
    desk.handle(return_stock(1, document="SO-88"))

    assert [(layer.quantity, layer.unit_cost) for layer in of_mugs(desk).layers] == [
        (10, 3),
        (1, 2),
        (1, 2),
    ]
    assert_same_of_snapshot(desk)


def test_what_comes_back_with_a_return_comes_back_at_the_cost_of_its_orders(desk):
    desk.handle(ship(10, document="so-88"))
    desk.handle(announce(back(2, order="so-88")))
    desk.handle(receive_back())
    desk.handle(inspect("new"))

    value = of_mugs(desk)

    assert [(layer.quantity, layer.unit_cost) for layer in value.layers] == [(10, 3), (2, 2)]
    assert value.costs[FIFO]["2026-11"] == {"sold": Decimal("16.00")}
    assert_same_of_snapshot(desk)


def test_what_was_taken_back_was_never_sold(desk):
    sent = desk.handle(ship(12))
    desk.handle(undo(sent.transaction.id))

    value = of_mugs(desk)

    assert value.values == {FIFO: Decimal("50.00"), AVERAGE: Decimal("50.00")}
    assert value.costs == {FIFO: {}, AVERAGE: {}}


def test_what_turns_up_is_worth_what_the_item_cost_then(desk):
    desk.handle(edit(an_item(unit_cost=Decimal("2.25"))))
    desk.handle(count_stock(21, at="PACK"))
    desk.handle(edit(an_item(unit_cost=Decimal(9))))

    assert of_mugs(desk).layers[-1].unit_cost == Decimal("2.25")


def test_the_whole_stock_is_the_sum_of_its_items_the_dearest_first(desk):
    desk.handle(receive(4, "TEE-BLK-M", at="B-01", unit_cost=Decimal("20.255")))

    value = of_all(desk)

    assert [(one.item, one.values[FIFO], one.unknown) for one in value.items] == [
        ("TEE-BLK-M", Decimal("81.02"), Decimal(0)),
        ("MUG-BLU", Decimal("50.00"), Decimal(0)),
        ("ROPE-8", Decimal("0.00"), Decimal("0.5")),
    ]
    assert value.totals == {FIFO: Decimal("131.02"), AVERAGE: Decimal("131.02")}


def test_a_total_is_rounded_once_and_not_item_by_item(desk):
    for sku in ("TEE-BLK-M", "ROPE-8"):
        desk.handle(receive(1, sku, at="B-01", unit_cost=Decimal("0.004")))
    assert of_all(desk).totals[FIFO] == Decimal("50.01")


def test_money_without_cents_has_none(desk):
    desk.handle(set_rule("currency", "JPY"))
    desk.handle(receive(1, at="A-01", unit_cost=Decimal("0.5")))
    assert of_mugs(desk).values[FIFO] == Decimal(51)


def test_goods_that_are_gone_still_count_in_the_cost_of_goods(desk):
    desk.handle(ship(20))
    value = of_all(desk)
    assert [one.item for one in value.items] == ["ROPE-8"]
    assert value.costs[FIFO] == {"2026-11": {"sold": Decimal("50.00")}}


def test_what_is_posted_after_the_book_was_taken_does_not_count(desk):
    book = desk.book.fork()
    desk.handle(receive(1, at="A-01", unit_cost=Decimal(100)))
    assert value_of_item(book, desk, "MUG-BLU").values[FIFO] == Decimal("50.00")
    assert value_of_stock(book, desk).totals[FIFO] == Decimal("50.00")


def test_a_long_ledger_is_read_to_its_end(desk):
    for _ in range(6):
        desk.handle(receive(lines=[a_line(1, at="A-01", unit_cost=Decimal("0.01"))] * 200))
    assert of_mugs(desk).values[FIFO] == Decimal("62.00")
    assert of_all(desk).totals[FIFO] == Decimal("62.00")


def test_a_manager_may_write_the_method_as_people_do():
    assert Rules.problem_with("valuation", " FIFO ") is None
    assert Rules.of({"valuation": "Average"}).valuation is AVERAGE
    assert Rules.problem_with("valuation", "lifo") == "Input should be 'fifo' or 'average'"


def test_rejected_goods_leave_at_what_their_own_delivery_cost(desk):
    mixed = a_line(2, at="A-01", rejected=an_amount(3), reason="damaged", unit_cost=Decimal(9))
    desk.handle(receive(lines=[mixed]))
    desk.handle(ordered(SettleRejection, "RJ-1", outlet=Outlet.RETURN_TO_VENDOR, amount=ONE))
    desk.handle(ordered(SettleRejection, "RJ-1", outlet=Outlet.REFURBISH, amount=ONE))
    scrapped = desk.handle(ordered(SettleRejection, "RJ-1", outlet=Outlet.SCRAP))

    value = of_mugs(desk)

    assert_same_of_snapshot(desk)
    assert value.values[FIFO] == Decimal("77.00")
    assert value.costs[FIFO] == {
        "2026-11": {"scrapped": Decimal("9.00"), "returned_to_vendor": Decimal("9.00")}
    }
    desk.handle(undo(scrapped.transaction.id))
    assert of_mugs(desk).values == {FIFO: Decimal("86.00"), AVERAGE: Decimal("86.00")}
