"""Taking back an invoice or a part of it: the only way, since its number stays for ever."""

from collections.abc import Mapping
from decimal import Decimal

from inventory.billing.bills import credit_notes_of, invoice_of
from inventory.billing.crediting import CreditRequest, left_to_credit, make_credit_note
from inventory.billing.invoice import CreditNote, Invoice
from inventory.billing.issued import IssuedCredit, IssuedInvoice
from inventory.book import Book
from inventory.documents.shipment import Shipment
from inventory.draft import Draft
from inventory.errors import MissingPart, UnknownDocument, UnknownItem
from inventory.item import Item
from inventory.notices import PaperKind
from inventory.order_commands import IssueCredit
from inventory.order_errors import CreditRefused
from inventory.outbound.stepping import print_paper
from inventory.quantity import ZERO
from inventory.stepping import notice_of, the


def plan_credit(draft: Draft, command: IssueCredit) -> None:
    """Credit what is named of an invoice, or all that is left of it.

    Raises:
        UnknownDocument, UnknownItem, MissingPart: as they say.
        CreditRefused: nothing of it is left, or less than was named.
    """
    issued = _invoice_named(draft, command.number)
    if not command.reason:
        raise MissingPart(verb="credit", part="reason")
    invoice = invoice_of(issued)
    earlier = credit_notes_of(invoice, credits_of(draft.book, issued.number))
    issue_credit(draft, issued, command.reason, _quantities(draft, command, invoice, earlier))


def issue_credit(
    draft: Draft, issued: IssuedInvoice, reason: str, quantities: Mapping[int, Decimal] | None
) -> IssuedCredit:
    """Issue a credit note against an invoice, and have it printed.

    Args:
        draft: that issues it.
        issued: the invoice.
        reason: as it is printed.
        quantities: line of the invoice -> how much of it; None for all that is left.

    Raises:
        CreditRefused: nothing of it is left, or less than that.
    """
    invoice = invoice_of(issued)
    earlier = credit_notes_of(invoice, credits_of(draft.book, issued.number))
    request = CreditRequest(
        number=draft.next_number(IssuedCredit, "CN"),
        issued_on=draft.today,
        reason=reason,
        quantities=quantities,
    )
    note = make_credit_note(invoice, request, earlier)
    credit = IssuedCredit(
        number=note.number,
        invoice=issued.number,
        issued_on=note.issued_on,
        reason=reason,
        quantities=tuple((line.number, -line.quantity) for line in note.lines),
        net=note.net,
        tax=note.tax,
        gross=note.gross,
    )
    draft.put(credit)
    shipment = the(draft, Shipment, issued.shipment)
    draft.tell(notice_of(shipment))
    print_paper(draft, shipment, PaperKind.CREDIT_NOTE, document=note.number)
    return credit


def left_on(book: Book, issued: IssuedInvoice) -> dict[int, Decimal]:
    """Return line of an invoice -> what of it is not credited yet, where that is something."""
    invoice = invoice_of(issued)
    return left_to_credit(invoice, credit_notes_of(invoice, credits_of(book, issued.number)))


def credits_of(book: Book, invoice: str) -> list[IssuedCredit]:
    """Return the credits for an invoice, in the order of their issue."""
    return list(book.found(IssuedCredit, invoice))


def _invoice_named(draft: Draft, number: str) -> IssuedInvoice:
    """Find an invoice by its own number, or by its shipment's."""
    shipment = draft.current(Shipment, number.strip().upper())
    if shipment is not None and not shipment.invoice:
        raise UnknownDocument(number=f"INV-? of {shipment.number}")
    return the(draft, IssuedInvoice, shipment.invoice if shipment else number)


def _quantities(
    draft: Draft, command: IssueCredit, invoice: Invoice, earlier: list[CreditNote]
) -> Mapping[int, Decimal] | None:
    """Spread what was named over the invoice's lines of that item; None for all that is left."""
    if not command.lines:
        return None
    left = left_to_credit(invoice, earlier)
    wanted: dict[int, Decimal] = {}
    for asked in command.lines:
        item = draft.book.item(asked.item)
        if item is None:
            raise UnknownItem(item=asked.item)
        _spread(wanted, left, invoice, item, item.in_base_units(asked.amount))
    return wanted


def _spread(
    wanted: dict[int, Decimal],
    left: dict[int, Decimal],
    invoice: Invoice,
    item: Item,
    quantity: Decimal,
) -> None:
    lines = [line.number for line in invoice.lines if line.sku == item.sku]
    there = sum((left.get(number, ZERO) for number in lines), ZERO)
    if not lines:
        raise CreditRefused("no_such_line", invoice.number)
    if quantity <= 0:
        raise CreditRefused("not_positive", invoice.number, lines[0], quantity)
    if quantity > there:
        raise CreditRefused("too_much", invoice.number, lines[0], quantity, there)
    for number in lines:
        taken = min(quantity, left.get(number, ZERO))
        if taken:
            wanted[number] = wanted.get(number, ZERO) + taken
            left[number] -= taken
            quantity -= taken
