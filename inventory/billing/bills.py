"""Bills as papers: what was issued, together with who sells and who pays.

Amounts are made again by the same rules from what the journal keeps, so that they come out the same.
"""

from collections.abc import Iterable

from inventory.address import Address
from inventory.billing.crediting import CreditRequest, make_credit_note
from inventory.billing.invoice import CreditNote, Invoice, Party
from inventory.billing.invoicing import InvoiceRequest, make_invoice
from inventory.billing.issued import IssuedCredit, IssuedInvoice

NAMELESS = Party(address=Address(name="-"))
"""Stands for either party where only the amounts matter."""


def invoice_of(
    issued: IssuedInvoice, *, seller: Party = NAMELESS, bill_to: Party = NAMELESS
) -> Invoice:
    """Return an invoice as it is printed."""
    return make_invoice(
        InvoiceRequest(
            number=issued.number,
            issued_on=issued.issued_on,
            seller=seller,
            bill_to=bill_to,
            currency=issued.currency,
            charges=issued.charges,
            due_on=issued.due_on,
            order=issued.order,
            shipments=(issued.shipment,),
        )
    )


def credit_notes_of(invoice: Invoice, issued: Iterable[IssuedCredit]) -> list[CreditNote]:
    """Return the credit notes for an invoice as they are printed, in the order of their issue.

    Args:
        invoice: with its parties.
        issued: its credits in order; each takes into account those before it.
    """
    notes: list[CreditNote] = []
    for credit in issued:
        request = CreditRequest(
            number=credit.number,
            issued_on=credit.issued_on,
            reason=credit.reason,
            quantities=dict(credit.quantities),
        )
        notes.append(make_credit_note(invoice, request, notes))
    return notes
