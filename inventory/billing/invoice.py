"""Invoices and credit notes: what is owed for goods, tax apart, to the cent.

A bill that does not add up cannot be made: `Bill` checks its own sums, whoever has computed them
(`inventory/billing/invoicing.py` does).
"""

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from inventory.address import Address
from inventory.quantity import Quantity
from inventory.record import Record

Percent = Annotated[Quantity, Field(ge=0, le=100)]
"""19 means 19 %."""


class Party(Record):
    """Who sells or who pays; `tax_id` as it must stand on the paper (VAT number, GSTIN, EIN)."""

    address: Address
    tax_id: str = ""


class PricedLine(Record):
    """A quantity at a price.

    Attributes:
        sku: empty for what is no item, such as postage.
        unit_price: net of tax, before the discount; may have more decimals than the currency.
        discount_percent: off this line.
        tax_percent: the rate on this line.
    """

    sku: str = ""
    name: str
    quantity: Quantity
    unit: str = "piece"
    unit_price: Annotated[Quantity, Field(ge=0)]
    discount_percent: Percent = Decimal(0)
    tax_percent: Percent = Decimal(0)
    note: str = ""


class InvoiceLine(PricedLine):
    """A line of a bill; credited ones have a quantity and a net below zero.

    Attributes:
        number: from 1; a credit note's line bears the number of the line it credits.
        net: after the discount, rounded to the currency's smallest unit.
    """

    number: int
    net: Decimal


class TaxShare(Record):
    """All that is taxed at one rate: the sum of the nets, and the tax on that sum."""

    tax_percent: Percent
    net: Decimal
    tax: Decimal


class Bill(Record):
    """What an invoice and a credit note have in common.

    Attributes:
        number: gap-free, given from outside.
        shipments: numbers of the shipments the lines left with.
        currency: three letters, of every amount here.
        taxes: one a rate, lowest rate first; a rate of zero is listed too.
        net, gross: totals before and after tax.
        notes: sentences the law or the buyer asks for, such as why no tax is charged.
    """

    number: str
    issued_on: date
    order: str = ""
    shipments: tuple[str, ...] = ()
    seller: Party
    bill_to: Party
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
    lines: tuple[InvoiceLine, ...]
    taxes: tuple[TaxShare, ...]
    net: Decimal
    gross: Decimal
    notes: tuple[str, ...] = ()

    @property
    def tax(self) -> Decimal:
        """The tax at all rates together."""
        return sum((one.tax for one in self.taxes), Decimal(0))

    @model_validator(mode="after")
    def _adds_up(self) -> Self:
        by_rate = {
            rate: sum((line.net for line in self.lines if line.tax_percent == rate), Decimal(0))
            for rate in {line.tax_percent for line in self.lines}
        }
        if {one.tax_percent: one.net for one in self.taxes} != by_rate:
            raise ValueError(f"{self.number}: the taxed amounts are not those of the lines")
        if self.net != sum(by_rate.values(), Decimal(0)) or self.gross != self.net + self.tax:
            raise ValueError(f"{self.number}: the totals are not the sums")
        return self


class Invoice(Bill):
    """A request to pay, `INV-1`; `supplied_on` is when the goods left, where it is another day."""

    type: Literal["invoice"] = "invoice"
    due_on: date | None = None
    supplied_on: date | None = None
    payment_note: str = ""


class CreditNote(Bill):
    """Takes back an invoice or a part of it, `CN-1`: its amounts are below zero.

    Added to the invoice it leaves what is still owed.
    """

    type: Literal["credit_note"] = "credit_note"
    invoice: str
    reason: str
