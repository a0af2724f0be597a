"""What is coming: proposed or approved, and not received yet."""

from collections import defaultdict
from datetime import date
from decimal import Decimal

from inventory.book import Book
from inventory.quantity import ZERO
from inventory.replenishment import Proposal


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


def inventory_position(book: Book, sku: str, on: date) -> Decimal:
    """Return what is available on a day plus what is on order."""
    return book.available(sku, on) + on_order(book, sku)


def on_order_by_item(book: Book) -> defaultdict[str, tuple[Decimal, str]]:
    """Return sku -> (outstanding, number of the newest proposal that covers it)."""
    coming: defaultdict[str, tuple[Decimal, str]] = defaultdict(lambda: (ZERO, ""))
    for proposal in book.open(Proposal):
        for line in proposal.lines:
            if line.outstanding:
                coming[line.item] = (coming[line.item][0] + line.outstanding, proposal.number)
    return coming
