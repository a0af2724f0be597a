"""What the paper of a purchase order says, put together from the book."""

from datetime import date

from inventory.address import Address
from inventory.book import Book
from inventory.documents.purchase_order import PurchaseLine, PurchaseOrder
from inventory.item import Item
from inventory.papers.purchase_order_paper import PurchaseOrderPaper, PurchasePaperLine
from inventory.quantity import Quantity, trimmed
from inventory.supplier import Supplier


def purchase_paper(book: Book, order: PurchaseOrder, *, on: date) -> PurchaseOrderPaper:
    """Return the paper of an order as it stands; what was cancelled is not on it.

    Args:
        book: suppliers, items and rules.
        order: as it stands.
        on: the day it is printed, its date unless it was sent on another.
    """
    rules = book.rules
    house = Address(name=rules.company, lines=rules.address_lines)
    supplier = book.get(Supplier, order.supplier)
    return PurchaseOrderPaper(
        number=order.number,
        issued_on=order.sent_on or on,
        buyer=house,
        tax_id=rules.tax_id,
        supplier=Address(
            name=(supplier.name if supplier else "") or order.supplier,
            lines=supplier.address if supplier else (),
        ),
        deliver_to=house,
        currency=rules.currency,
        lines=tuple(_line(book, order, line) for line in order.lines if line.wanted),
        reference=order.reference,
        expected_on=order.expected_on,
        freight=order.freight,
        note=order.note,
    )


def in_packs(item: Item, quantity: Quantity) -> str:
    """Write a quantity in the largest pack that divides it evenly, empty where none does.

    Examples:
        >>> from decimal import Decimal
        >>> from inventory.item import Pack
        >>> mug = Item(sku="MUG-BLU", name="Mug", packs=(Pack(unit="case", quantity=12),))
        >>> in_packs(mug, Decimal(24)), in_packs(mug, Decimal(25))
        ('2 x case of 12', '')
    """
    packs = sorted(item.packs, key=lambda pack: -pack.quantity)
    for pack in packs:
        if pack.quantity > 1 and quantity >= pack.quantity and not quantity % pack.quantity:
            many = trimmed(quantity / pack.quantity)
            return f"{many:,f} x {pack.unit} of {pack.quantity:,f}"
    return ""


def _line(book: Book, order: PurchaseOrder, line: PurchaseLine) -> PurchasePaperLine:
    item = book.get(Item, line.item)
    quantity = line.wanted
    is_other_day = line.expected_on != order.expected_on
    return PurchasePaperLine(
        number=line.number,
        sku=line.item,
        supplier_sku=item.supplier_sku if item else "",
        name=(item.name if item else "") or line.item,
        quantity=quantity,
        unit=item.unit if item else "piece",
        packs=in_packs(item, quantity) if item else "",
        unit_cost=line.unit_cost,
        expected_on=line.expected_on if is_other_day else None,
        note=line.note,
    )
