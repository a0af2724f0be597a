"""What is coming, proposed or approved and not received yet; and what is waited for."""

from collections import defaultdict
from datetime import date
from decimal import Decimal

from inventory.book import Book
from inventory.documents.order import Order
from inventory.documents.replenishment import Proposal
from inventory.quantity import ZERO


def on_order(book: Book, sku: str) -> Decimal:
    """Return what is proposed or approved and has not come yet, in base units."""
    return sum(
        (
            line.outstanding
            for proposal in book.open(Proposal)
            for line in proposal.lines
            if line.item == sku
        ),
        ZERO,
    )


def back_ordered(book: Book) -> defaultdict[str, Decimal]:
    """Return sku -> what open orders want and nothing is kept for."""
    missing: defaultdict[str, Decimal] = defaultdict(lambda: ZERO)
    for order in book.open(Order):
        for line in order.lines:
            if line.missing > 0:
                missing[line.item] += line.missing
    return missing


def inventory_position(book: Book, sku: str, on: date) -> Decimal:
    """Return what is available on a day plus what is on order, less what orders wait for."""
    return book.available(sku, on) + on_order(book, sku) - back_ordered(book)[sku]


def on_order_by_item(book: Book) -> defaultdict[str, tuple[Decimal, str]]:
    """Return sku -> (outstanding, number of the newest proposal that covers it)."""
    coming: defaultdict[str, tuple[Decimal, str]] = defaultdict(lambda: (ZERO, ""))
    for proposal in book.open(Proposal):
        for line in proposal.lines:
            if line.outstanding:
                coming[line.item] = (coming[line.item][0] + line.outstanding, proposal.number)
    return coming
