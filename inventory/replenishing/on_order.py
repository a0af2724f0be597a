"""What is coming, proposed or ordered and not received yet; and what is waited for.

A proposal counts until it is made into a purchase order, which counts from its draft on: so nothing
is proposed twice, and nothing is counted twice.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from inventory.book import Book
from inventory.documents.order import Order
from inventory.documents.purchase_order import PurchaseOrder
from inventory.documents.replenishment import Proposal, ProposalStatus
from inventory.quantity import ZERO


class Coming(NamedTuple):
    """What of an item one document will bring.

    Attributes:
        document: a proposal (`RP-2`) or a purchase order (`PO-7`).
        quantity: outstanding, in base units.
        is_proposed: nobody has agreed to buy it yet.
        expected_on: None where nobody knows.
    """

    item: str
    document: str
    quantity: Decimal
    is_proposed: bool = False
    expected_on: date | None = None


def coming(book: Book, sku: str) -> tuple[Coming, ...]:
    """Return what is to come of an item, proposals first, each in the order of its number."""
    return tuple(one for one in _all_coming(book) if one.item == sku)


def on_order(book: Book, sku: str) -> Decimal:
    """Return what is proposed or ordered and has not come yet, in base units."""
    return sum((one.quantity for one in coming(book, sku)), ZERO)


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
    """Return sku -> (outstanding, the newest purchase order that covers it, or else proposal)."""
    ordered: defaultdict[str, tuple[Decimal, str]] = defaultdict(lambda: (ZERO, ""))
    for one in _all_coming(book):
        ordered[one.item] = (ordered[one.item][0] + one.quantity, one.document)
    return ordered


def _all_coming(book: Book) -> Iterator[Coming]:
    for proposal in book.open(Proposal):
        for wanted in proposal.lines:
            if wanted.outstanding:
                is_proposed = proposal.status is ProposalStatus.PROPOSED
                yield Coming(wanted.item, proposal.number, wanted.outstanding, is_proposed)
    for order in book.open(PurchaseOrder):
        for line in order.lines:
            if line.outstanding:
                expected_on = order.expected(line)
                yield Coming(line.item, order.number, line.outstanding, expected_on=expected_on)
