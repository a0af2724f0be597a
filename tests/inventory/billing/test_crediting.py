"""Credit notes take back what was invoiced: all of it or a part, never more."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inventory.billing.crediting import left_to_credit
from inventory.order_errors import CreditRefused
from tests.builders_papers import a_charge, a_credit_note, a_full_invoice, an_invoice
from tests.inventory.billing.test_invoicing import invoices, share


def test_a_credit_note_for_everything_is_the_invoice_with_minus():
    invoice = a_full_invoice()
    note = a_credit_note(invoice)
    assert [str(line.net) for line in note.lines] == [
        "-97.20",
        "-23.70",
        "-46.00",
        "-12.50",
        "-7.90",
    ]
    assert note.taxes == (
        share("0", "-7.90", "0.00"),
        share("10", "-69.70", "-6.97"),
        share("21", "-109.70", "-23.04"),
    )
    assert (str(note.net), str(note.gross)) == ("-187.30", "-217.31")
    assert (note.invoice, note.order, note.bill_to) == ("INV-1", "SO-7", invoice.bill_to)


def test_two_broken_mugs_are_credited_at_what_they_cost():
    note = a_credit_note(a_full_invoice(), {1: 2})
    (line,) = note.lines
    assert (line.number, line.sku, line.quantity, str(line.net)) == (1, "MUG-BLU", -2, "-8.10")
    assert (str(note.net), str(note.tax), str(note.gross)) == ("-8.10", "-1.70", "-9.80")


def test_three_thirds_of_ten_euros_are_ten_euros():
    invoice = an_invoice(a_charge(3, "3.3333", tax_percent=Decimal(0)))
    assert str(invoice.net) == "10.00"
    notes = []
    for _ in range(3):
        notes.append(a_credit_note(invoice, {1: 1}, earlier=notes))
    assert [str(note.net) for note in notes] == ["-3.33", "-3.34", "-3.33"]


def test_the_cent_of_rounded_tax_comes_back_with_one_of_the_notes():
    invoice = an_invoice(a_charge(3, "0.02"))  # 0.06 and 0.0126 of tax
    notes = []
    for _ in range(3):
        notes.append(a_credit_note(invoice, {1: 1}, earlier=notes))
    assert [str(note.tax) for note in notes] == ["0.00", "-0.01", "0.00"]


def test_notes_for_other_invoices_do_not_count():
    other = a_credit_note(an_invoice(number="INV-2"))
    assert a_credit_note(an_invoice(), earlier=[other]).gross == Decimal("-130.68")
    assert left_to_credit(an_invoice(), [other]) == {1: 24}


def test_what_is_left_to_credit_is_known():
    invoice = a_full_invoice()
    note = a_credit_note(invoice, {1: 2, 5: 1})
    assert left_to_credit(invoice, [note]) == {1: 22, 2: 6, 3: Decimal("2.5"), 4: 1000}


@pytest.mark.parametrize(
    ("quantities", "refusal"),
    [
        ({1: 25}, CreditRefused("too_much", "INV-1", 1, Decimal(25), Decimal(24))),
        ({2: 1}, CreditRefused("no_such_line", "INV-1", 2, Decimal(1))),
        ({1: 0}, CreditRefused("not_positive", "INV-1", 1, Decimal(0))),
        ({1: -3}, CreditRefused("not_positive", "INV-1", 1, Decimal(-3))),
        ({}, CreditRefused("nothing", "INV-1")),
    ],
)
def test_a_credit_note_that_cannot_be_says_why(quantities, refusal):
    with pytest.raises(CreditRefused) as refused:
        a_credit_note(an_invoice(), quantities)
    assert refused.value == refusal


def test_nothing_is_credited_twice():
    invoice = an_invoice()
    first = a_credit_note(invoice)
    with pytest.raises(CreditRefused) as refused:
        a_credit_note(invoice, {1: 1}, earlier=[first])
    assert refused.value == CreditRefused("too_much", "INV-1", 1, Decimal(1), Decimal(0))
    with pytest.raises(CreditRefused) as refused:
        a_credit_note(invoice, earlier=[first])
    assert refused.value == CreditRefused("nothing", "INV-1")


@given(invoices())
def test_invoice_and_credit_note_for_everything_cancel_out(invoice):
    note = a_credit_note(invoice)
    assert (invoice.net + note.net, invoice.tax + note.tax, invoice.gross + note.gross) == (0, 0, 0)


@given(invoices(), st.data())
def test_partial_credit_notes_never_add_up_to_more_and_in_the_end_to_the_same(invoice, data):
    notes = []
    while left := left_to_credit(invoice, notes):
        part = data.draw(
            st.dictionaries(st.sampled_from(sorted(left)), st.integers(1, 4), min_size=1)
        )
        quantities = {
            n: (left[n] * share / 4).quantize(Decimal("0.001")) for n, share in part.items()
        }
        quantities = {n: q for n, q in quantities.items() if 0 < q <= left[n]} or left
        notes.append(a_credit_note(invoice, quantities, earlier=notes))
        assert 0 <= -sum(note.net for note in notes) <= invoice.net
        assert 0 <= -sum(note.tax for note in notes) <= invoice.tax
        assert all(note.net <= 0 and note.tax <= 0 for note in notes)
    assert sum(note.gross for note in notes) == -invoice.gross
