"""What stock is worth is the same whichever journal tells its moves."""

from decimal import Decimal

from inventory.settings.orders import ValuationMethod
from inventory.valuation.stock_value import value_of_item, value_of_stock
from tests.builders import a_kit, build, edit, move, receive, ship, unbuild, undo


def test_value_is_read_from_the_journal(stocked):
    desk, reader = stocked.desk, stocked.reader
    desk.handle(receive(10, "TEE-BLK-M", at="A-01", unit_cost=Decimal(2)))
    desk.handle(receive(10, "TEE-BLK-M", at="A-01", unit_cost=Decimal(3)))
    desk.handle(move(14, "TEE-BLK-M", at="A-01", to="PACK"))
    desk.handle(ship(12, "TEE-BLK-M"))
    mistaken = desk.handle(ship(2, "TEE-BLK-M"))
    desk.handle(undo(mistaken.transaction.id))

    value = value_of_item(desk.book, reader, "TEE-BLK-M")

    assert value.values[ValuationMethod.FIFO] == Decimal("24.00")
    assert value.costs[ValuationMethod.FIFO] == {"2026-11": {"sold": Decimal("26.00")}}
    assert value_of_stock(desk.book, reader).items[0] == value


def test_a_kit_is_worth_the_same_alone_and_in_the_whole(stocked):
    desk, reader = stocked.desk, stocked.reader
    desk.handle(edit(a_kit()))
    desk.handle(edit(a_kit("BOX", (2, "GIFT-SET"))))
    desk.handle(receive(10, at="A-01", unit_cost=Decimal(3)))
    desk.handle(receive(10, "TEE-BLK-M", at="A-01", unit_cost=Decimal(5)))
    desk.handle(build(8, at="A-01"))
    desk.handle(build(3, "BOX", at="B-01"))
    mistaken = desk.handle(unbuild(1, "BOX", at="B-01", to="A-01"))
    desk.handle(undo(mistaken.transaction.id))
    desk.handle(unbuild(1, at="A-01", to="A-01"))

    whole = value_of_stock(desk.book, reader)

    assert {one.item for one in whole.items} == {"MUG-BLU", "TEE-BLK-M", "GIFT-SET", "BOX"}
    assert [value_of_item(desk.book, reader, one.item) for one in whole.items] == list(whole.items)
    assert whole.totals[ValuationMethod.FIFO] == Decimal("80.00")
