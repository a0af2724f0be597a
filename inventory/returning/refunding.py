"""Refunds: credit notes against the invoices of the orders that goods came back of.

A credit note takes back the price of the invoice, with its discount and its tax, of the oldest
invoice first; and of all invoices together never more than they charged.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal

from inventory.billing.issued import IssuedInvoice
from inventory.documents.customer_return import CustomerReturn, Remedy, ReturnLine
from inventory.documents.order import Order
from inventory.documents.remark import RemarkKind
from inventory.documents.shipment import Shipment
from inventory.draft import Draft
from inventory.outbound.crediting_invoices import issue_credit, left_on
from inventory.quantity import ZERO
from inventory.return_errors import NothingToMakeGood
from inventory.returning.owed import Owed
from inventory.returning.stepping import put_return, tell_of
from inventory.stepping import the


def refund(draft: Draft, returned: CustomerReturn, owed: Iterable[Owed], *, note: str) -> None:
    """Credit what is owed, as far as it was invoiced and is not credited yet.

    Raises:
        NothingToMakeGood: none of it was invoiced, or all of it is credited already.
    """
    wanted, credited = list(owed), Credited(draft)
    taken = {one.line.number: credited.take(one.line, one.quantity) for one in wanted}
    if not any(taken.values()):
        raise _not_invoiced(draft, returned, wanted)
    notes = credited.issue(f"{returned.number}: {note}" if note else returned.number)
    for one in wanted:
        if quantity := taken[one.line.number]:
            update = {"refunded": one.line.refunded + quantity, "remedy": Remedy.REFUND}
            returned = returned.with_line(one.line.model_copy(update=update))
    returned = put_return(
        draft, returned.model_copy(update={"credits": (*returned.credits, *notes)})
    )
    for one in wanted:
        if quantity := taken[one.line.number]:
            kind = RemarkKind.REFUNDED
            tell_of(draft, returned, one.line, kind, quantity, other=", ".join(notes))


class Credited:
    """What one command credits, invoice by invoice.

    Args:
        draft: that issues the credit notes.
    """

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._left: dict[str, dict[int, Decimal]] = {}
        self._taken: defaultdict[str, defaultdict[int, Decimal]] = defaultdict(
            lambda: defaultdict(lambda: ZERO)
        )

    def take(self, line: ReturnLine, quantity: Decimal) -> Decimal:
        """Credit so much of what a line of an order was charged; return how much is left of it."""
        taken = ZERO
        for invoice in invoices_of(self._draft, line.order):
            left = self._left_on(invoice)
            for number in _charged(self._draft, invoice, line):
                part = min(quantity - taken, left.get(number, ZERO))
                if part > 0:
                    left[number] -= part
                    self._taken[invoice.number][number] += part
                    taken += part
        return taken

    def issue(self, reason: str) -> tuple[str, ...]:
        """Issue one credit note for each invoice; return their numbers."""
        return tuple(
            issue_credit(
                self._draft, the(self._draft, IssuedInvoice, number), reason, dict(lines)
            ).number
            for number, lines in self._taken.items()
        )

    def _left_on(self, invoice: IssuedInvoice) -> dict[int, Decimal]:
        if invoice.number not in self._left:
            self._left[invoice.number] = left_on(self._draft.book, invoice)
        return self._left[invoice.number]


def invoices_of(draft: Draft, order: str) -> Iterator[IssuedInvoice]:
    """Yield the invoices of an order, the oldest first."""
    for shipment in draft.book.found(Shipment, order) if order else ():
        invoice = draft.current(IssuedInvoice, shipment.invoice) if shipment.invoice else None
        if invoice is not None and invoice.order == order:
            yield invoice


def _charged(draft: Draft, invoice: IssuedInvoice, line: ReturnLine) -> list[int]:
    """Return the lines of an invoice that charge for a line of its order, at the same price."""
    ordered = the(draft, Order, line.order).line(line.order_line)
    assert ordered is not None  # noqa: S101 - limits have found it
    wanted = (ordered.item, ordered.unit_price, ordered.discount_percent)
    return [
        number
        for number, charge in enumerate(invoice.charges, start=1)
        if (charge.sku, charge.unit_price, charge.discount_percent) == wanted
    ]


def _not_invoiced(draft: Draft, returned: CustomerReturn, owed: list[Owed]) -> NothingToMakeGood:
    orders = [one.line.order for one in owed if draft.current(Order, one.line.order)]
    is_charged = any(
        _charged(draft, invoice, one.line)
        for one in owed
        for invoice in invoices_of(draft, one.line.order)
    )
    problem = "credited" if is_charged else "not_invoiced" if orders else "no_order"
    return NothingToMakeGood(
        problem=problem,
        number=returned.number,
        line=owed[0].line.number if len(owed) == 1 else 0,
        remedy=Remedy.REFUND.value,
        order=orders[0] if orders else "",
    )
