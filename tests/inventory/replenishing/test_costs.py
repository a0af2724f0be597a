"""What an item cost last, where its row does not say: as ordered, or else as it came."""

from datetime import date
from decimal import Decimal

from inventory.inbound_commands import CancelPurchase, PlacePurchase, WantedLine
from inventory.quantity import Amount
from inventory.replenishing.costs import last_costs
from tests.builders import a_desk, an_item, ordered, pick, receive


def order(cost, item="MUG-BLU"):
    line = WantedLine(item=item, amount=Amount(number=Decimal(5)), unit_cost=Decimal(cost))
    return ordered(PlacePurchase, supplier="", lines=(line,), expected_on=date(2026, 12, 1))


def test_the_newest_order_counts_before_any_receipt():
    desk = a_desk()
    desk.handle(receive(5, at="A-01", unit_cost=Decimal("1.10")))
    assert last_costs(desk.book, desk) == {"MUG-BLU": Decimal("1.10")}
    desk.handle(order("1.30"))
    desk.handle(order("1.40"))
    assert last_costs(desk.book, desk) == {"MUG-BLU": Decimal("1.40")}
    desk.handle(ordered(CancelPurchase, number="PO-2", by="U0MIA"))
    assert last_costs(desk.book, desk) == {"MUG-BLU": Decimal("1.30")}


def test_a_receipt_counts_however_much_has_left_since():
    desk = a_desk()
    desk.handle(receive(80, at="A-01", unit_cost=Decimal("1.10")))
    desk.handle_all([pick(1, at="A-01") for _ in range(60)])
    assert last_costs(desk.book, desk) == {"MUG-BLU": Decimal("1.10")}


def test_receipts_without_a_cost_are_passed_over():
    desk = a_desk()
    desk.handle(receive(5, at="A-01", unit_cost=Decimal("1.10")))
    desk.handle_all([receive(1, at="A-01") for _ in range(4)])
    assert last_costs(desk.book, desk) == {"MUG-BLU": Decimal("1.10")}


def test_what_its_row_says_is_not_looked_for():
    desk = a_desk(an_item(unit_cost=Decimal("2.00")))
    desk.handle(order("1.30"))
    assert last_costs(desk.book, desk) == {}
