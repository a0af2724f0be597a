"""How value is worded where little is known."""

from datetime import date

from bot.messages.value import item_value, stock_value
from inventory.book import Book
from inventory.valuation.stock_value import value_of_item, value_of_stock
from tests.builders import a_desk, receive, set_rule
from tests.memory_desk import MemoryDesk


def test_before_the_first_receipt_there_is_nothing_to_value():
    said = stock_value(Book(), value_of_stock(Book(), MemoryDesk()))
    assert said.text == "Nothing has been received yet, so there is nothing to value."
    assert said.buttons == ()


def test_an_item_that_never_came_has_no_layers():
    desk = a_desk()
    value = value_of_item(desk.book, desk, "TEE-BLK-M")
    assert item_value(desk.book, value, date(2026, 1, 31)).text == (
        "*TEE-BLK-M (Black tee, M)*: 0 pieces, worth *0.00 EUR* by FIFO "
        "(0.00 EUR by moving average).\n"
        "Cost of goods in 2026-01 (by FIFO): none.\n"
        "Cost of goods in 2025-12 (by FIFO): none."
    )


def test_items_of_unknown_cost_are_named_and_count_as_nothing():
    desk = a_desk()
    for sku in ("MUG-BLU", "TEE-BLK-M", "ROPE-8"):
        desk.handle(receive(2, sku, at="A-01"))
    desk.handle(set_rule("currency", "JPY"))
    assert stock_value(desk.book, value_of_stock(desk.book, desk)).text == (
        "*The whole stock*: worth *0 JPY* by FIFO (0 JPY by moving average).\n"
        "MUG-BLU (Blue mug): 2 pieces, 0 JPY\n"
        "ROPE-8 (Rope 8 mm): 2 metres, 0 JPY\n"
        "TEE-BLK-M (Black tee, M): 2 pieces, 0 JPY\n"
        "Nobody has said what these cost: 2 of MUG-BLU, 2 of ROPE-8, 2 of TEE-BLK-M: counted as "
        "nothing. Write `cost:2.50` when you receive, or fill in Unit cost on Items before."
    )
