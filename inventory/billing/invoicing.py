"""Makes invoices that add up.

What is rounded, and when: each line's net once, to the currency's smallest unit, half away from
zero; then the tax once a rate, on the sum of those nets. Totals are sums and never rounded again.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal, localcontext
from typing import Annotated, Final

from pydantic import Field

from inventory.billing.invoice import Invoice, InvoiceLine, Party, PricedLine, TaxShare
from inventory.money import EXACT_DIGITS, rounded, share
from inventory.quantity import ZERO, Quantity
from inventory.record import Record

HUNDRED: Final = Decimal(100)


class Charge(PricedLine):
    """One thing to be paid for."""

    quantity: Annotated[Quantity, Field(gt=0)]


class InvoiceRequest(Record):
    """All that an invoice says and that is not computed; fields as in `Invoice`."""

    number: str
    issued_on: date
    seller: Party
    bill_to: Party
    currency: str
    charges: tuple[Charge, ...] = Field(min_length=1)
    due_on: date | None = None
    supplied_on: date | None = None
    order: str = ""
    shipments: tuple[str, ...] = ()
    payment_note: str = ""
    notes: tuple[str, ...] = ()


def make_invoice(request: InvoiceRequest) -> Invoice:
    """Compute an invoice: line nets, tax once a rate, totals."""
    lines = tuple(
        InvoiceLine(number=number, net=line_net(charge, request.currency), **charge.model_dump())
        for number, charge in enumerate(request.charges, start=1)
    )
    taxes = taxes_on(lines, (), request.currency)
    given = {name: getattr(request, name) for name in type(request).model_fields}
    del given["charges"]
    return Invoice(**given, lines=lines, taxes=taxes, **totals_of(taxes))


def line_net(line: PricedLine, currency: str) -> Decimal:
    """Return quantity x unit price less the discount, rounded once.

    Examples:
        >>> mug = Charge(name="Mug", quantity=3, unit_price="4.99", discount_percent=10)
        >>> line_net(mug, "EUR")  # 14.97 less 1.497
        Decimal('13.47')
    """
    with localcontext(prec=EXACT_DIGITS):
        percent = HUNDRED - line.discount_percent
        return rounded(line.quantity * line.unit_price * percent / HUNDRED, currency)


def taxes_on(
    lines: Sequence[InvoiceLine], before: Sequence[TaxShare], currency: str
) -> tuple[TaxShare, ...]:
    """Return what these lines add to the tax at each of their rates, lowest rate first.

    Args:
        lines: with their nets.
        before: what earlier bills of the same account have taxed: the tax on all nets together is
            rounded, and this is the difference to what has been taxed already.
        currency: of all of them.
    """
    return tuple(
        _tax(rate, lines, [one for one in before if one.tax_percent == rate], currency)
        for rate in sorted({line.tax_percent for line in lines})
    )


def totals_of(taxes: Sequence[TaxShare]) -> dict[str, Decimal]:
    """Return the fields `net` and `gross` of a bill."""
    net = sum((one.net for one in taxes), ZERO)
    return {"net": net, "gross": net + sum((one.tax for one in taxes), ZERO)}


def _tax(
    rate: Decimal, lines: Sequence[InvoiceLine], before: Sequence[TaxShare], currency: str
) -> TaxShare:
    net = sum((line.net for line in lines if line.tax_percent == rate), ZERO)
    net_in_all = net + sum((one.net for one in before), ZERO)
    tax_in_all = share(net_in_all, rate, HUNDRED, currency)
    tax = tax_in_all - sum((one.tax for one in before), ZERO)
    return TaxShare(tax_percent=rate, net=net, tax=tax)
