"""What was charged for goods that came back: lines of the invoices of the order that sold them.

Goods that were sent in the place of others cost nothing by themselves; what the customer paid for
them is what was charged for those others.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from inventory.billing.invoicing import Charge
from inventory.billing.issued import IssuedInvoice
from inventory.documents.customer_return import ReturnLine
from inventory.documents.order import Order, OrderLine
from inventory.documents.shipment import Shipment
from inventory.draft import Draft
from inventory.returning.stepping import replaced_with

WHOLE: Final = 100
"""So many percent off leave nothing to pay."""


def charges_for(draft: Draft, line: ReturnLine) -> Iterator[tuple[IssuedInvoice, int]]:
    """Yield the invoices of goods with the line that charges for them, the oldest first."""
    for order, ordered in sold_as(draft, line.order, line.order_line):
        wanted = (ordered.item, *_price(ordered))
        for invoice in _invoices_of(draft, order.number):
            for number, charge in enumerate(invoice.charges, start=1):
                if _is_paid(charge) and (charge.sku, *_price(charge)) == wanted:
                    yield invoice, number


def sold_as(draft: Draft, number: str, order_line: int) -> Iterator[tuple[Order, OrderLine]]:
    """Yield the lines of orders that the customer pays for goods, back through replacements."""
    order = draft.current(Order, number) if number else None
    ordered = order.line(order_line) if order else None
    if order is None or ordered is None:
        return
    returned = replaced_with(draft, order)
    if returned is None or _is_paid(ordered):
        yield order, ordered
        return
    for one in returned.lines:
        if one.item == ordered.item and one.replaced:
            yield from sold_as(draft, one.order, one.order_line)


def is_free(draft: Draft, line: ReturnLine) -> bool:
    """Tell whether the customer pays nothing for goods, by the price that was agreed."""
    return not any(
        ordered.unit_price is None or _is_paid(ordered)
        for _, ordered in sold_as(draft, line.order, line.order_line)
    )


def _price(one: OrderLine | Charge) -> tuple[Decimal | None, Decimal]:
    return one.unit_price, one.discount_percent


def _is_paid(one: OrderLine | Charge) -> bool:
    return bool(one.unit_price) and one.discount_percent < WHOLE


def _invoices_of(draft: Draft, order: str) -> Iterator[IssuedInvoice]:
    for shipment in draft.book.found(Shipment, order):
        invoice = draft.current(IssuedInvoice, shipment.invoice) if shipment.invoice else None
        if invoice is not None and invoice.order == order:
            yield invoice
