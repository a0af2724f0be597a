"""Charging for what leaves: one invoice a shipment, by the prices that the order agreed."""

from datetime import timedelta
from decimal import Decimal

from inventory.billing.bills import NAMELESS
from inventory.billing.invoicing import Charge, InvoiceRequest, make_invoice
from inventory.billing.issued import IssuedInvoice
from inventory.book import Book
from inventory.customer import Customer
from inventory.documents.order import Order
from inventory.documents.shipment import Shipment
from inventory.draft import Draft
from inventory.item import Item
from inventory.quantity import ZERO


def issue_invoice(draft: Draft, order: Order, shipment: Shipment) -> IssuedInvoice | None:
    """Charge for what leaves, once a line of the order; None where nothing is to be paid."""
    charges = _charges(draft.book, order, shipment)
    if not any(charge.unit_price for charge in charges):
        return None
    due_on = draft.today + timedelta(days=draft.book.rules.payment_days)
    invoice = make_invoice(
        InvoiceRequest(
            number=draft.next_number(IssuedInvoice, "INV"),
            issued_on=draft.today,
            seller=NAMELESS,
            bill_to=NAMELESS,
            currency=draft.book.rules.currency,
            charges=charges,
        )
    )
    issued = IssuedInvoice(
        number=invoice.number,
        customer=order.customer,
        order=order.number,
        shipment=shipment.number,
        issued_on=invoice.issued_on,
        due_on=due_on,
        currency=invoice.currency,
        charges=charges,
        net=invoice.net,
        tax=invoice.tax,
        gross=invoice.gross,
    )
    draft.put(issued)
    return issued


def _charges(book: Book, order: Order, shipment: Shipment) -> tuple[Charge, ...]:
    """Return what is charged for a shipment: priced lines, in the order's own order."""
    customer = book.get(Customer, order.customer)
    own_rate = customer.tax_percent if customer else None
    rate = book.rules.tax_percent if own_rate is None else own_rate
    leaving: dict[int, Decimal] = {}
    for one in shipment.lines:
        leaving[one.order_line] = leaving.get(one.order_line, ZERO) + one.quantity
    charges = []
    for line in order.lines:
        if line.unit_price is None or not leaving.get(line.number):
            continue
        item = book.get(Item, line.item)
        charges.append(
            Charge(
                sku=line.item,
                name=item.name if item and item.name else line.item,
                quantity=leaving[line.number],
                unit=item.unit if item else "piece",
                unit_price=line.unit_price,
                discount_percent=line.discount_percent,
                tax_percent=rate,
            )
        )
    return tuple(charges)
