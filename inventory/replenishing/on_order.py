"""What is coming, proposed or ordered and not received yet; and what is waited for.

A proposal counts until it is made into a purchase order or a transfer, which counts from then on: so
nothing is proposed twice, and nothing is counted twice. What is put off is not coming.
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
from inventory.documents.transfer import Transfer
from inventory.location import LocationKind
from inventory.lot import LotStatus
from inventory.quantity import ZERO


class Coming(NamedTuple):
    """What of an item one document will bring.

    Attributes:
        document: a proposal (`RP-2`), a purchase order (`PO-7`) or a transfer (`TR-1`).
        quantity: outstanding, in base units.
        is_proposed: nobody has agreed to it yet.
        expected_on: None where nobody knows.
        site: where it will come.
    """

    item: str
    document: str
    quantity: Decimal
    is_proposed: bool = False
    expected_on: date | None = None
    site: str = ""


def coming(book: Book, sku: str) -> tuple[Coming, ...]:
    """Return what is to come of an item, proposals first, each in the order of its number."""
    return tuple(one for one in all_coming(book) if one.item == sku)


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


def all_coming(book: Book) -> Iterator[Coming]:
    """Yield what is to come of every item: proposed, on its way from another site, ordered.

    What is held back on its way serves nobody when it arrives either.
    """
    yield from _proposed(book)
    for transfer in book.open(Transfer):
        for sent in transfer.lines:
            if sent.outstanding and book.lot_status(sent.item, sent.lot) is LotStatus.APPROVED:
                yield Coming(sent.item, transfer.number, sent.outstanding, site=transfer.to_site)
    dock = book.first_of_kind(LocationKind.RECEIVING)
    usual = dock.site if dock else ""
    for order in book.open(PurchaseOrder):
        site = _site_of(book, order, usual)
        for line in order.lines:
            if line.outstanding:
                expected_on = order.expected(line)
                yield Coming(
                    line.item, order.number, line.outstanding, expected_on=expected_on, site=site
                )


def _proposed(book: Book) -> Iterator[Coming]:
    for proposal in book.open(Proposal):
        is_proposed = proposal.status is ProposalStatus.PROPOSED
        is_put_off = proposal.status is ProposalStatus.SNOOZED
        for wanted in () if is_put_off else proposal.lines:
            if wanted.outstanding:
                number, quantity = proposal.number, wanted.outstanding
                yield Coming(wanted.item, number, quantity, is_proposed, site=proposal.site)


def _site_of(book: Book, order: PurchaseOrder, usual: str) -> str:
    """Return where an order comes: to the site it was proposed for, else to the usual dock's."""
    proposal = book.get(Proposal, order.proposal) if order.proposal else None
    return (proposal.site if proposal else "") or usual
