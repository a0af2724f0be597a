"""What the papers of a shipment say: put together from the book and from who the customer is.

Nothing is computed here but what is still to come; an invoice's amounts are those that were issued.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from inventory.address import Address
from inventory.billing.bills import credit_notes_of, invoice_of
from inventory.billing.invoice import CreditNote, Invoice, Party
from inventory.billing.issued import IssuedInvoice
from inventory.book import Book
from inventory.carriage.carrier import CarrierService
from inventory.customer import NOBODY, Contact
from inventory.documents.order import Order, OrderLine
from inventory.documents.shipment import PREPARING, Shipment
from inventory.item import Item
from inventory.notices import PaperKind
from inventory.outbound.crediting_invoices import credits_of
from inventory.papers.packing_slip import PackingSlip, SlipLine, SlipPackage
from inventory.papers.paper import Paper
from inventory.papers.shipping_label import ShippingLabel
from inventory.quantity import ZERO
from inventory.rules import Rules


def papers_of(
    book: Book,
    kind: PaperKind,
    shipment: Shipment,
    *,
    contact: Contact | None,
    on: date,
    document: str = "",
) -> tuple[tuple[str, Paper], ...]:
    """Return the papers of one kind with their names as files (`packing-slip SH-4.pdf`).

    Args:
        book: orders, items, rules and invoices.
        kind: which paper; of labels there is one a package.
        shipment: as it stands.
        contact: who the customer is; the code stands there where nobody knows.
        on: the day it is printed.
        document: which credit note; empty for all of them.

    Raises:
        LookupError: its order or invoice is not in the book.
    """
    order = book.get(Order, shipment.order)
    if order is None:
        raise LookupError(f"{shipment.number} is for no order of ours")
    who = contact or NOBODY
    match kind:
        case PaperKind.PACKING_SLIP:
            return ((f"packing-slip {shipment.number}.pdf", _slip(book, shipment, order, who, on)),)
        case PaperKind.LABEL:
            labels = _labels(book, shipment, order, who)
            return tuple(
                (f"label {shipment.number}-{label.package}.pdf", label) for label in labels
            )
        case PaperKind.INVOICE:
            invoice = _invoice(book, shipment, who)
            return ((f"invoice {invoice.number}.pdf", invoice),)
        case PaperKind.CREDIT_NOTE:
            notes = _credit_notes(book, shipment, who)
            wanted = [note for note in notes if document in ("", note.number)]
            return tuple((f"credit-note {note.number}.pdf", note) for note in wanted)
        case _:
            raise LookupError(f"{kind.value} is no paper of {shipment.number}")


def house_address(rules: Rules) -> Address:
    """Return where we are, as the settings say it."""
    return Address(name=rules.company, lines=rules.address_lines)


def customer_address(code: str, contact: Contact, rules: Rules) -> Address:
    """Return where a customer is; the country only where it is another than ours."""
    is_abroad = contact.country.upper() != rules.home_country
    return Address(
        name=contact.name or code,
        lines=contact.lines,
        postcode=contact.postcode,
        city=contact.city,
        country=contact.country if is_abroad else "",
    )


def _slip(book: Book, shipment: Shipment, order: Order, contact: Contact, on: date) -> PackingSlip:
    service = book.get(CarrierService, shipment.service) if shipment.shipped_on else None
    return PackingSlip(
        number=shipment.number,
        order=order.number,
        issued_on=shipment.shipped_on or on,
        ship_from=house_address(book.rules),
        ship_to=customer_address(order.customer, contact, book.rules),
        lines=tuple(_packed(book, shipment)),
        back_ordered=tuple(_to_come(book, shipment, order)),
        packages=tuple(
            SlipPackage(
                number=f"{shipment.number}/{package.number}",
                kind=package.kind,
                weight=package.weight,
            )
            for package in shipment.packages
        ),
        requirements=tuple(rule.text for rule in shipment.rules),
        reference=order.reference,
        carrier=shipment.carrier,
        service=service.service if service else "",
        tracking=shipment.tracking,
    )


def _packed(book: Book, shipment: Shipment) -> Iterable[SlipLine]:
    """Yield what is in it, once an item and lot, in the order in which it was picked."""
    totals: dict[tuple[str, str], Decimal] = {}
    for line in shipment.lines:
        totals[line.item, line.lot] = totals.get((line.item, line.lot), ZERO) + line.quantity
    for (item, lot), quantity in totals.items():
        yield _slip_line(book, item, quantity, lot)


def _to_come(book: Book, shipment: Shipment, order: Order) -> Iterable[SlipLine]:
    is_here = shipment.status in PREPARING
    for line in order.lines:
        left = line.outstanding - (_in_shipment(shipment, line) if is_here else ZERO)
        if left > 0:
            yield _slip_line(book, line.item, left)


def _in_shipment(shipment: Shipment, line: OrderLine) -> Decimal:
    parts = (one.quantity for one in shipment.lines if one.order_line == line.number)
    return sum(parts, ZERO)


def _slip_line(book: Book, sku: str, quantity: Decimal, lot: str = "") -> SlipLine:
    item = book.get(Item, sku)
    name, unit = (item.name, item.unit) if item else ("", "piece")
    return SlipLine(sku=sku, name=name or sku, quantity=quantity, unit=unit, lot=lot)


def _labels(
    book: Book, shipment: Shipment, order: Order, contact: Contact
) -> Iterable[ShippingLabel]:
    service = book.get(CarrierService, shipment.service)
    for package in shipment.packages:
        yield ShippingLabel(
            ship_from=house_address(book.rules),
            ship_to=customer_address(order.customer, contact, book.rules),
            carrier=shipment.carrier,
            service=service.service if service else "",
            tracking=shipment.tracking,
            package=package.number,
            packages=len(shipment.packages),
            weight=package.weight,
            order=order.number,
        )


def _invoice(book: Book, shipment: Shipment, contact: Contact) -> Invoice:
    issued = book.get(IssuedInvoice, shipment.invoice)
    if issued is None:
        raise LookupError(f"{shipment.number} has no invoice")
    rules = book.rules
    buyer = customer_address(issued.customer, contact, rules)
    return invoice_of(
        issued,
        seller=Party(address=house_address(rules), tax_id=rules.tax_id),
        bill_to=Party(address=buyer, tax_id=contact.tax_id),
    )


def _credit_notes(book: Book, shipment: Shipment, contact: Contact) -> list[CreditNote]:
    invoice = _invoice(book, shipment, contact)
    return credit_notes_of(invoice, credits_of(book, invoice.number))
