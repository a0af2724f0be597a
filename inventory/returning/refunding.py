"""Refunds: credit notes against the invoices that goods which came back were paid by.

A credit note takes back the price of the invoice, with its discount and its tax, of the oldest
invoice first; and of all invoices together never more than they charged.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal

from inventory.billing.issued import IssuedInvoice
from inventory.documents.customer_return import CustomerReturn, Remedy, ReturnLine
from inventory.documents.order import Order
from inventory.documents.remark import RemarkKind
from inventory.draft import Draft
from inventory.outbound.crediting_invoices import issue_credit, left_on
from inventory.quantity import ZERO
from inventory.return_errors import NothingToMakeGood
from inventory.returning.charged import charges_for, is_free
from inventory.returning.owed import Owed
from inventory.returning.stepping import put_return, tell_of
from inventory.stepping import the


def refund(draft: Draft, returned: CustomerReturn, owed: Iterable[Owed], *, note: str) -> None:
    """Credit what is owed, as far as it was invoiced and is not credited yet.

    Raises:
        NothingToMakeGood: none of it was paid for, or all of it is credited already.
    """
    wanted, credited = list(owed), Credited(draft)
    taken = {one.line.number: credited.take(one.line, one.quantity) for one in wanted}
    if not any(taken.values()):
        raise _nothing_to_credit(draft, returned, wanted)
    notes = credited.issue(f"{returned.number}: {note}" if note else returned.number)
    refunded = [one.line for one in wanted if taken[one.line.number]]
    for line in refunded:
        quantity = line.refunded + sum(taken[line.number].values(), ZERO)
        update = {"refunded": quantity, "remedy": Remedy.REFUND}
        returned = returned.with_line(line.model_copy(update=update))
    numbers = (*returned.credits, *notes.values())
    returned = put_return(draft, returned.model_copy(update={"credits": numbers}))
    for line in refunded:
        by_invoice = taken[line.number]
        named = ", ".join(notes[invoice] for invoice in by_invoice)
        quantity = sum(by_invoice.values(), ZERO)
        tell_of(draft, returned, line, RemarkKind.REFUNDED, quantity, other=named)


class Credited:
    """What one command credits, invoice by invoice.

    Args:
        draft: that issues the credit notes.
    """

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._left: dict[str, dict[int, Decimal]] = {}
        self._taken: dict[str, defaultdict[int, Decimal]] = {}

    def take(self, line: ReturnLine, quantity: Decimal) -> Mapping[str, Decimal]:
        """Credit so much of a line as was charged and is left; return invoice -> how much of it."""
        taken: defaultdict[str, Decimal] = defaultdict(lambda: ZERO)
        for invoice, number in charges_for(self._draft, line):
            left = self._left_on(invoice)
            part = min(quantity - sum(taken.values(), ZERO), left.get(number, ZERO))
            if part > 0:
                left[number] -= part
                of_invoice = self._taken.setdefault(invoice.number, defaultdict(lambda: ZERO))
                of_invoice[number] += part
                taken[invoice.number] += part
        return taken

    def issue(self, reason: str) -> Mapping[str, str]:
        """Issue one credit note for each invoice; return invoice -> its number."""
        return {
            number: issue_credit(
                self._draft, the(self._draft, IssuedInvoice, number), reason, dict(lines)
            ).number
            for number, lines in self._taken.items()
        }

    def _left_on(self, invoice: IssuedInvoice) -> dict[int, Decimal]:
        if invoice.number not in self._left:
            self._left[invoice.number] = left_on(self._draft.book, invoice)
        return self._left[invoice.number]


def _nothing_to_credit(
    draft: Draft, returned: CustomerReturn, owed: list[Owed]
) -> NothingToMakeGood:
    ours = [one.line for one in owed if draft.current(Order, one.line.order)]
    if not ours:
        problem = "no_order"
    elif all(is_free(draft, line) for line in ours):
        problem = "free"
    else:
        is_charged = any(True for line in ours for _ in charges_for(draft, line))
        problem = "credited" if is_charged else "not_invoiced"
    return NothingToMakeGood(
        problem=problem,
        number=returned.number,
        line=owed[0].line.number if len(owed) == 1 else 0,
        remedy=Remedy.REFUND.value,
        order=ours[0].order if ours else "",
    )
