"""Invoices add up to the cent; the totals here were worked out by hand."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from inventory.billing.invoice import TaxShare
from inventory.billing.invoicing import Charge
from inventory.money import decimals_in
from tests.builders_papers import a_charge, a_full_invoice, an_invoice

CURRENCIES = st.sampled_from(["EUR", "JPY", "KWD"])


def decimals(low: str, high: str, places: int) -> st.SearchStrategy[Decimal]:
    return st.decimals(low, high, places=places, allow_nan=False, allow_infinity=False)


@st.composite
def charges(draw: st.DrawFn) -> Charge:
    return a_charge(
        draw(decimals("0.001", "5000", 3)),
        draw(decimals("0", "9999", 4)),
        discount_percent=draw(decimals("0", "100", 2)),
        tax_percent=draw(st.sampled_from([Decimal(text) for text in ("0", "5.5", "10", "21")])),
    )


@st.composite
def invoices(draw: st.DrawFn):
    lines = draw(st.lists(charges(), min_size=1, max_size=6))
    return an_invoice(*lines, currency=draw(CURRENCIES))


def share(rate: str, net: str, tax: str) -> TaxShare:
    return TaxShare(tax_percent=Decimal(rate), net=Decimal(net), tax=Decimal(tax))


def test_an_invoice_of_one_line():
    invoice = an_invoice(a_charge(24, "4.50"))
    assert [line.net for line in invoice.lines] == [Decimal("108.00")]
    assert invoice.taxes == (share("21", "108.00", "22.68"),)
    assert (invoice.net, invoice.tax, invoice.gross) == (
        Decimal("108.00"),
        Decimal("22.68"),
        Decimal("130.68"),
    )


def test_an_invoice_with_three_rates_a_discount_and_a_price_finer_than_a_cent():
    invoice = a_full_invoice()
    assert [str(line.net) for line in invoice.lines] == [
        "97.20",  # 24 x 4.50 = 108.00, less 10 %
        "23.70",  # 6 x 3.95
        "46.00",  # 2.5 x 18.40
        "12.50",  # 1000 x 0.0125
        "7.90",
    ]
    assert invoice.taxes == (
        share("0", "7.90", "0.00"),
        share("10", "69.70", "6.97"),
        share("21", "109.70", "23.04"),  # 23.037
    )
    assert (str(invoice.net), str(invoice.tax), str(invoice.gross)) == ("187.30", "30.01", "217.31")


def test_a_line_is_rounded_once_and_half_a_cent_goes_up():
    invoice = an_invoice(a_charge(1, "0.125", tax_percent=Decimal(0)))
    assert str(invoice.net) == "0.13"


def test_tax_is_rounded_once_a_rate_and_not_line_by_line():
    """Each line's own tax would be 0.0105, a cent; together it is 0.0315, three."""
    invoice = an_invoice(*(a_charge(1, "0.05") for _ in range(3)))
    assert invoice.taxes == (share("21", "0.15", "0.03"),)
    invoice = an_invoice(*(a_charge(1, "0.02") for _ in range(3)))  # 0.0042 each: nothing, thrice
    assert invoice.taxes == (share("21", "0.06", "0.01"),)


def test_there_is_no_half_yen():
    invoice = an_invoice(
        a_charge(3, "149.5", tax_percent=Decimal(10)), currency="JPY"
    )  # 448.5; tax 44.9
    assert (str(invoice.net), str(invoice.tax), str(invoice.gross)) == ("449", "45", "494")


def test_a_dinar_has_a_thousand_fils():
    invoice = an_invoice(a_charge(3, "1.2345", tax_percent=Decimal(5)), currency="KWD")
    # 3.7035 rounds to 3.704; tax 0.1852
    assert (str(invoice.net), str(invoice.tax), str(invoice.gross)) == ("3.704", "0.185", "3.889")


def test_a_gift_costs_nothing_and_is_listed():
    invoice = an_invoice(a_charge(24, "4.50"), a_charge(1, "4.50", discount_percent=Decimal(100)))
    assert [str(line.net) for line in invoice.lines] == ["108.00", "0.00"]


def test_the_largest_quantities_at_the_finest_prices_stay_exact():
    invoice = an_invoice(
        a_charge("999999999.999999", "999999999.999999", discount_percent=Decimal("0.01"))
    )
    # 999999999.999999 squared is 999999999999998000.000000000001; less 0.01 % of it
    assert str(invoice.net) == "999899999999998000.20"


@pytest.mark.parametrize(
    "wrong",
    [
        {"quantity": 0},
        {"quantity": -1},
        {"price": "-0.01"},
        {"tax_percent": Decimal(101)},
        {"discount_percent": Decimal("100.01")},
    ],
)
def test_what_makes_no_sense_on_an_invoice_is_refused(wrong):
    with pytest.raises(ValidationError):
        a_charge(**wrong)


def test_an_invoice_has_at_least_one_line():
    with pytest.raises(ValidationError):
        an_invoice(charges=())


@pytest.mark.parametrize("part", ["net", "gross"])
def test_an_invoice_that_does_not_add_up_cannot_be(part):
    invoice = an_invoice()
    fields = {name: getattr(invoice, name) for name in type(invoice).model_fields}
    with pytest.raises(ValidationError, match="the totals are not the sums"):
        type(invoice)(**{**fields, part: fields[part] + 1})
    with pytest.raises(ValidationError, match="not those of the lines"):
        type(invoice)(**{**fields, "taxes": (share("21", "107.00", "22.68"),)})


@given(invoices())
def test_net_and_tax_are_gross_and_nothing_is_finer_than_the_currency(invoice):
    assert invoice.net + invoice.tax == invoice.gross
    assert invoice.net == sum(line.net for line in invoice.lines)
    amounts = [invoice.net, invoice.gross, *(line.net for line in invoice.lines)]
    assert all(round(each, decimals_in(invoice.currency)) == each for each in amounts)


@given(invoices())
def test_tax_is_within_half_a_unit_of_the_exact_one(invoice):
    half = Decimal(1).scaleb(-decimals_in(invoice.currency)) / 2
    for one in invoice.taxes:
        assert abs(one.tax - one.net * one.tax_percent / 100) <= half


@given(invoices())
def test_an_invoice_survives_being_kept_as_text(invoice):
    assert type(invoice).model_validate_json(invoice.model_dump_json()) == invoice
