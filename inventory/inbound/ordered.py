"""What a delivery may bring for a purchase order: which order, which items, and how much of them."""

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from inventory.base_command import Line
from inventory.book import Book
from inventory.documents.purchase_order import PurchaseOrder
from inventory.draft import Draft
from inventory.errors import UnknownDocument
from inventory.inbound.arrivals import (
    lines_of,
    most_of,
    received_of,
    stands_as,
    waived_rest,
    wanted_of,
)
from inventory.inbound_errors import NotOrdered, OverDelivery
from inventory.item import Item
from inventory.order_errors import WrongStep
from inventory.quantity import ZERO
from inventory.stepping import put_purchase

PURCHASE_NUMBER: Final = re.compile(r"PO-\d+", re.IGNORECASE)
"""What names an order of ours; any other text is the supplier's or nobody's, and stays as typed."""


def purchase_of(draft: Draft, line: Line) -> PurchaseOrder | None:
    """Return the order of ours that a line came for, None for any other text.

    Raises:
        UnknownDocument: there is none of that number.
        WrongStep: it was not sent yet, or has ended.
    """
    number = line.document.strip().upper()
    if not PURCHASE_NUMBER.fullmatch(number):
        return None
    return receivable(draft.current(PurchaseOrder, number), number)


def receivable(order: PurchaseOrder | None, number: str) -> PurchaseOrder:
    """Return an order for which goods may come.

    Raises:
        UnknownDocument: there is none of that number.
        WrongStep: it was not sent yet, or has ended.
    """
    if order is None:
        raise UnknownDocument(number=number)
    if not order.is_receivable:
        raise WrongStep(number=number, action="receive", status=order.status)
    return order


def awaited(book: Book, skus: Iterable[str]) -> dict[str, list[tuple[str, Decimal]]]:
    """Return sku -> (order, how much) of which some has still to come, by number of the order.

    Only orders that were sent count, and only items of which something is to come are named.
    """
    found: dict[str, dict[str, Decimal]] = {sku: {} for sku in skus}
    for order in book.open(PurchaseOrder):
        for line in order.lines if order.is_receivable else ():
            if line.item in found and line.outstanding:
                known = found[line.item].get(order.number, ZERO)
                found[line.item][order.number] = known + line.outstanding
    return {sku: list(orders.items()) for sku, orders in found.items() if orders}


def refuse_unwanted(draft: Draft, order: PurchaseOrder, item: Item, accepted: Decimal) -> None:
    """Refuse what was not ordered, and more of it than may come.

    Raises:
        NotOrdered, OverDelivery: as they say.
    """
    if not lines_of(order, item.sku):
        items = tuple(dict.fromkeys(line.item for line in order.lines))
        raise NotOrdered(number=order.number, item=item.sku, items=items)
    if accepted:
        refuse_over_delivery(draft, order, item, accepted)


def refuse_over_delivery(draft: Draft, order: PurchaseOrder, item: Item, more: Decimal) -> None:
    """Refuse goods beyond what was ordered and is tolerated, over all lines and deliveries.

    Raises:
        OverDelivery: with what may still be taken in.
    """
    own = item.over_percent
    percent = draft.book.rules.over_percent if own is None else own
    received, most = received_of(order, item.sku), most_of(order, item, percent)
    if received + more > most:
        raise OverDelivery(
            number=order.number,
            item=item.sku,
            unit=item.unit,
            ordered=wanted_of(order, item.sku),
            received=received,
            now=more,
            most=most,
        )


def put_arrived(draft: Draft, order: PurchaseOrder, skus: Iterable[str]) -> PurchaseOrder:
    """Change an order for which something has come: let go of what little is missing of it."""
    for sku in skus:
        order = waived_rest(order, sku, _under_percent(draft, sku))
    return put_purchase(draft, stands_as(order))


def _under_percent(draft: Draft, sku: str) -> Decimal:
    item = draft.book.item(sku)
    own = item.under_percent if item else None
    return draft.book.rules.under_percent if own is None else own
