"""Makes credit notes that together never come to more than their invoice, nor to a cent less.

A credit note takes the difference between two running totals (credited until now, credited with
this note) instead of rounding its own part. So a hundred small credit notes come to what one large
one would, and those for everything come to the invoice, whatever was rounded on the way.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from inventory.billing.invoice import CreditNote, Invoice, InvoiceLine
from inventory.billing.invoicing import taxes_on, totals_of
from inventory.money import share
from inventory.order_errors import CreditRefused
from inventory.quantity import ZERO, Quantity
from inventory.record import Record


class CreditRequest(Record):
    """All that a credit note says and that is not computed.

    Attributes:
        quantities: line of the invoice -> how much of it; None for all that is left.
    """

    number: str
    issued_on: date
    reason: str
    quantities: Mapping[int, Quantity] | None = None
    notes: tuple[str, ...] = ()


def make_credit_note(
    invoice: Invoice, request: CreditRequest, earlier: Iterable[CreditNote] = ()
) -> CreditNote:
    """Compute a credit note.

    Its tax may differ by a cent from the rate on its own net: that is the cent by which the
    invoice's tax was rounded, and it belongs to one of the notes.

    Args:
        invoice: what is credited.
        request: how much of which lines, why.
        earlier: the credit notes so far; those for other invoices do not count.

    Raises:
        CreditRefused: no such line, nothing left to credit, or more than was invoiced.
    """
    before = [note for note in earlier if note.invoice == invoice.number]
    wanted = _wanted(invoice, request, left_to_credit(invoice, before))
    lines = tuple(
        _credited(line, wanted[line.number], before, invoice.currency)
        for line in invoice.lines
        if line.number in wanted
    )
    taxed = [one for note in before for one in note.taxes]
    taxes = taxes_on(lines, taxed, invoice.currency)
    shared = ("order", "shipments", "seller", "bill_to", "currency")
    return CreditNote(
        number=request.number,
        issued_on=request.issued_on,
        invoice=invoice.number,
        reason=request.reason,
        notes=request.notes,
        lines=lines,
        taxes=taxes,
        **{name: getattr(invoice, name) for name in shared},
        **totals_of(taxes),
    )


def left_to_credit(invoice: Invoice, earlier: Iterable[CreditNote]) -> dict[int, Decimal]:
    """Return line -> quantity not credited yet, without the lines that are credited in full."""
    left = {line.number: line.quantity for line in invoice.lines}
    for note in earlier:
        if note.invoice == invoice.number:
            for line in note.lines:
                left[line.number] += line.quantity
    return {number: quantity for number, quantity in left.items() if quantity}


def _wanted(
    invoice: Invoice, request: CreditRequest, left: Mapping[int, Decimal]
) -> Mapping[int, Decimal]:
    wanted = left if request.quantities is None else request.quantities
    if not wanted:
        raise CreditRefused("nothing", invoice.number)
    lines = {line.number for line in invoice.lines}
    for number, quantity in wanted.items():
        if number not in lines:
            raise CreditRefused("no_such_line", invoice.number, number, quantity)
        if quantity <= 0:
            raise CreditRefused("not_positive", invoice.number, number, quantity)
        if quantity > (rest := left.get(number, ZERO)):
            raise CreditRefused("too_much", invoice.number, number, quantity, rest)
    return wanted


def _credited(
    line: InvoiceLine, quantity: Decimal, before: Sequence[CreditNote], currency: str
) -> InvoiceLine:
    credited = [one for note in before for one in note.lines if one.number == line.number]
    in_all = quantity - sum((one.quantity for one in credited), ZERO)
    net_in_all = share(line.net, in_all, line.quantity, currency)
    net = -net_in_all - sum((one.net for one in credited), ZERO)
    return line.model_copy(update={"quantity": -quantity, "net": net})
