"""What the customer paid is given back once: also for goods that were sent in the place of others."""

from decimal import Decimal

from inventory.billing.issued import IssuedCredit, IssuedInvoice
from inventory.invariants import check_invariants
from tests.builders import a_customer, edit, receive, refusal_of, set_rule
from tests.journeys import shipped
from tests.returns import (
    a_shop_that_shipped,
    announce,
    back,
    inspect,
    make_good,
    receive_back,
    ship_the_rest,
    the_return,
    told,
)


def came_back(desk, number, *lines):
    """Have goods come back with a return of that number, damaged."""
    desk.handle(announce(*lines))
    desk.handle(receive_back(number))
    for line in the_return(desk, number).lines:
        desk.handle(inspect("damaged", line=line.number, number=number))


def replaced(desk, number, *lines, by):
    """Have goods come back and the same sent again with another order."""
    came_back(desk, number, *lines)
    desk.handle(make_good("replacement", number=number))
    ship_the_rest(desk, by)


def credits_of(desk):
    return [
        (one.number, one.invoice, one.quantities, one.gross) for one in desk.book.all(IssuedCredit)
    ]


def test_a_replacement_that_comes_back_is_refunded_at_what_was_paid_for_the_first():
    desk = a_shop_that_shipped((3, "MUG-BLU", "4.99"), tax_percent=19)
    replaced(desk, "RMA-1", back(2), by="SO-2")
    came_back(desk, "RMA-2", back(2, order="SO-2"))

    desk.handle(make_good("refund", number="RMA-2"))

    assert credits_of(desk) == [("CN-1", "INV-1", ((1, 2),), Decimal("-11.88"))]
    assert the_return(desk, "RMA-2").status == "closed"
    check_invariants(desk.book)


def test_only_what_was_replaced_is_what_a_replacement_was_paid_by():
    desk = a_shop_that_shipped((3, "MUG-BLU", "4.99"), (2, "TEE-BLK-M", "12.90"))
    came_back(desk, "RMA-1", back(1, "TEE-BLK-M"), back(1))
    desk.handle(make_good("replacement", line=2))
    ship_the_rest(desk, "SO-2")
    came_back(desk, "RMA-2", back(1, order="SO-2"))

    desk.handle(make_good("refund", number="RMA-2"))

    assert credits_of(desk) == [("CN-1", "INV-1", ((1, 1),), Decimal("-4.99"))]


def test_the_replacement_of_a_replacement_is_refunded_at_what_was_paid_for_the_first():
    desk = a_shop_that_shipped((3, "MUG-BLU", "4.99"))
    replaced(desk, "RMA-1", back(1), by="SO-2")
    replaced(desk, "RMA-2", back(1, order="SO-2"), by="SO-3")
    came_back(desk, "RMA-3", back(1, order="SO-3"))

    desk.handle(make_good("refund", number="RMA-3"))

    assert credits_of(desk) == [("CN-1", "INV-1", ((1, 1),), Decimal("-4.99"))]


def test_what_was_paid_is_never_given_back_twice_by_way_of_a_replacement():
    desk = a_shop_that_shipped((2, "MUG-BLU", "4.99"))
    came_back(desk, "RMA-1", back(2))
    desk.handle(make_good("refund", number="RMA-1", quantity=1))
    desk.handle(make_good("replacement", number="RMA-1"))
    ship_the_rest(desk, "SO-2")
    came_back(desk, "RMA-2", back(1, order="SO-2"))
    desk.handle(make_good("refund", number="RMA-2"))

    assert [credit[3] for credit in credits_of(desk)] == [Decimal("-4.99"), Decimal("-4.99")]
    desk.handle(announce(back(1, order="SO-2"), override="a third mug came", by="U0MIA"))
    desk.handle(receive_back("RMA-3"))
    desk.handle(inspect("damaged", number="RMA-3"))
    assert refusal_of(desk, make_good("refund", number="RMA-3")).problem == "credited"


def test_a_replacement_of_two_orders_is_refunded_on_the_invoices_of_both():
    desk = a_shop_that_shipped((1, "MUG-BLU", "4.99"))
    shipped(desk, (1, "MUG-BLU", "3.50"))
    replaced(desk, "RMA-1", back(1), back(1, order="SO-2"), by="SO-3")
    came_back(desk, "RMA-2", back(2, order="SO-3"))

    for line in the_return(desk, "RMA-2").lines:
        desk.handle(make_good("refund", number="RMA-2", line=line.number))

    assert [credit[1:] for credit in credits_of(desk)] == [
        ("INV-1", ((1, 1),), Decimal("-4.99")),
        ("INV-2", ((1, 1),), Decimal("-3.50")),
    ]


def test_what_cost_nothing_is_no_credit_note_of_nothing():
    desk = a_shop_that_shipped((1, "MUG-BLU", "0"), (1, "TEE-BLK-M", "12.90"))
    came_back(desk, "RMA-1", back(1))

    refused = refusal_of(desk, make_good("refund"))

    assert (refused.problem, refused.order) == ("free", "SO-1")
    assert credits_of(desk) == []


def test_what_was_given_for_goods_of_nobody_s_order_cost_nothing_either():
    desk = a_shop_that_shipped()
    desk.handle(announce(back(1, order=""), customer="CAFE-SOL"))
    desk.handle(receive_back())
    desk.handle(inspect("damaged"))
    desk.handle(make_good("replacement"))
    ship_the_rest(desk, "SO-2")
    came_back(desk, "RMA-2", back(1, order="SO-2"))

    assert refusal_of(desk, make_good("refund", number="RMA-2")).problem == "free"


def test_a_credit_note_is_in_the_currency_and_at_the_tax_of_its_invoice():
    desk = a_shop_that_shipped(tax_percent=19, currency="EUR")
    for name, value in {"tax_percent": 7, "currency": "USD"}.items():
        desk.handle(set_rule(name, value))
    desk.handle(edit(a_customer(tax_percent=Decimal(0))))
    came_back(desk, "RMA-1", back(1))

    desk.handle(make_good("refund"))

    [credit] = desk.book.all(IssuedCredit)
    assert (credit.net, credit.tax, credit.gross) == (
        Decimal("-4.99"),
        Decimal("-0.95"),
        Decimal("-5.94"),
    )
    assert desk.book.get(IssuedInvoice, credit.invoice).currency == "EUR"


def test_an_order_invoiced_with_two_shipments_is_credited_on_the_older_first():
    desk = a_shop_that_shipped((26, "MUG-BLU", "1.00"))
    desk.handle(receive(2, at="A-01"))
    ship_the_rest(desk)
    came_back(desk, "RMA-1", back(25))

    desk.handle(make_good("refund"))

    assert [credit[1:] for credit in credits_of(desk)] == [
        ("INV-1", ((1, 24),), Decimal("-24.00")),
        ("INV-2", ((1, 1),), Decimal("-1.00")),
    ]


def test_each_order_hears_of_its_own_credit_note():
    desk = a_shop_that_shipped((1, "MUG-BLU", "4.99"))
    shipped(desk, (1, "MUG-BLU", "3.50"))
    came_back(desk, "RMA-1", back(1), back(1, order="SO-2"))

    posted = desk.handle(make_good("refund"))

    said = [n for n in posted.transaction.notices if n.type == "remark"]
    assert [(n.thread, n.remark.other) for n in said] == [
        ("RMA-1", "CN-1"),
        ("SO-1", "CN-1"),
        ("RMA-1", "CN-2"),
        ("SO-2", "CN-2"),
    ]
    assert told(posted) == [(n.thread, "refunded") for n in said]
