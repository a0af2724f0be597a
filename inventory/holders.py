"""Who holds what is kept for orders: asked when somebody cannot have it."""

from decimal import Decimal

from inventory.book import Book
from inventory.documents.order import Order
from inventory.quantity import ZERO
from inventory.stock_key import StockKey


def holders_of(book: Book, key: StockKey) -> tuple[tuple[str, Decimal], ...]:
    """Return (order, quantity) of those who hold a balance, the most urgent first."""
    if not book.reserved(*key):
        return ()
    held = [(order, _held_by(order, key)) for order in book.open(Order)]
    holding = sorted((one for one in held if one[1]), key=lambda one: one[0].rank)
    return tuple((order.number, quantity) for order, quantity in holding)


def _held_by(order: Order, key: StockKey) -> Decimal:
    return sum(
        (
            hold.quantity
            for line in order.lines
            if line.item == key.item
            for hold in line.holds
            if (hold.location, hold.lot) == (key.location, key.lot)
        ),
        ZERO,
    )
