"""Who holds what is kept for orders: asked when somebody cannot have it."""

from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal
from typing import TypeAlias

from inventory.book import Book
from inventory.documents.order import Order
from inventory.quantity import ZERO
from inventory.stock_key import StockKey

Holders: TypeAlias = tuple[tuple[str, Decimal], ...]
"""(order, quantity) of those who hold a balance, the most urgent first."""


def holders_of(book: Book, key: StockKey) -> Holders:
    """Return who holds a balance."""
    return holders_by_place(book, key.item).get((key.location, key.lot), ())


def holders_by_place(book: Book, item: str) -> Mapping[tuple[str, str], Holders]:
    """Return (location, lot) -> who holds the item there, where anybody does."""
    if not book.held.get(item):
        return {}
    found: defaultdict[tuple[str, str], list[tuple[str, Decimal]]] = defaultdict(list)
    for order in sorted(book.open(Order), key=lambda order: order.rank):
        for place, quantity in _held_by(order, item).items():
            found[place].append((order.number, quantity))
    return {place: tuple(holders) for place, holders in found.items()}


def _held_by(order: Order, item: str) -> Mapping[tuple[str, str], Decimal]:
    held: defaultdict[tuple[str, str], Decimal] = defaultdict(lambda: ZERO)
    for line in order.lines:
        for hold in line.holds if line.item == item else ():
            held[hold.location, hold.lot] += hold.quantity
    return held
