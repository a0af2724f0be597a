"""What was inspected is made good once: by a credit note at the invoice's price, or by new goods."""

from decimal import Decimal

import pytest

from inventory.billing.issued import IssuedCredit
from inventory.documents.order import Order
from inventory.errors import MissingPart, NotAllowed, NotPositive
from inventory.notices import PaperKind, PaperNotice
from inventory.order_commands import CancelOrder, CreditedLine, IssueCredit
from inventory.quantity import Amount
from inventory.return_errors import MoreThanOwed, NothingToMakeGood
from tests.builders import a_customer, edit, ordered, refusal_of, return_stock, undo
from tests.journeys import shipped
from tests.returns import (
    a_shop,
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


def came_back(*lines, **rules):
    """The shop with 19 % tax, whose customer has sent some of SO-1 back; all of it is inspected."""
    desk = a_shop_that_shipped(tax_percent=19, **rules)
    desk.handle(announce(*(lines or (back(2),))))
    desk.handle(receive_back())
    for line in the_return(desk).lines:
        desk.handle(inspect("new", line=line.number))
    return desk


def credits_of(desk):
    return [(c.invoice, c.quantities, c.net, c.gross) for c in desk.book.all(IssuedCredit)]


def test_a_refund_takes_back_the_price_of_the_invoice_with_its_tax():
    desk = came_back()
    posted = desk.handle(make_good("refund"))
    assert credits_of(desk) == [("INV-1", ((1, 2),), Decimal("-9.98"), Decimal("-11.88"))]
    returned = the_return(desk)
    assert (returned.status, returned.credits, returned.lines[0].refunded) == (
        "closed",
        ("CN-1",),
        2,
    )
    assert told(posted) == [("RMA-1", "refunded"), ("SO-1", "refunded")]
    [paper] = [n for n in posted.transaction.notices if isinstance(n, PaperNotice)]
    assert (paper.paper, paper.document) == (PaperKind.CREDIT_NOTE, "CN-1")


def test_a_refund_in_parts_comes_to_what_one_would():
    desk = came_back()
    desk.handle(make_good("refund", quantity=1))
    assert the_return(desk).status == "inspected"
    desk.handle(make_good("refund"))
    assert sum(credit[3] for credit in credits_of(desk)) == Decimal("-11.88")
    assert refusal_of(desk, make_good("refund")).problem == "nothing"


def test_several_lines_are_one_credit_note():
    desk = came_back(back(2), back(1, "TEE-BLK-M"))
    desk.handle(make_good("refund"))
    assert credits_of(desk) == [("INV-1", ((1, 2), (2, 1)), Decimal("-22.88"), Decimal("-27.23"))]


def test_goods_of_two_orders_are_credited_against_their_own_invoices():
    desk = a_shop_that_shipped()
    shipped(desk, (1, "MUG-BLU", "3.50"))
    desk.handle(announce(back(1), back(1, order="SO-2")))
    desk.handle(receive_back())
    for line in (1, 2):
        desk.handle(inspect("damaged", line=line))
    desk.handle(make_good("refund"))
    assert [(credit[0], credit[2]) for credit in credits_of(desk)] == [
        ("INV-1", Decimal("-4.99")),
        ("INV-2", Decimal("-3.50")),
    ]
    assert the_return(desk).credits == ("CN-1", "CN-2")


def test_one_item_at_two_prices_is_credited_at_its_own():
    desk = a_shop_that_shipped((2, "MUG-BLU", "4.99"), (3, "MUG-BLU", "3.99"))
    desk.handle(announce(back(3)))
    desk.handle(receive_back())
    desk.handle(inspect("new", line=1))
    desk.handle(inspect("new", line=2))
    desk.handle(make_good("refund", line=2))
    assert credits_of(desk)[0][1:3] == (((2, 1),), Decimal("-3.99"))


def test_no_more_is_credited_than_was_invoiced():
    desk = came_back(back(2))
    spent = (CreditedLine(item="MUG-BLU", amount=Amount(number=Decimal(2))),)
    desk.handle(ordered(IssueCredit, "INV-1", by="U0MIA", reason="late", lines=spent))
    desk.handle(make_good("refund"))
    assert the_return(desk).lines[0].refunded == 1
    assert refusal_of(desk, make_good("refund")).problem == "credited"


def test_what_was_not_invoiced_cannot_be_credited():
    desk = came_back(is_invoiced="no")
    assert refusal_of(desk, make_good("refund")) == NothingToMakeGood(
        problem="not_invoiced", number="RMA-1", line=1, remedy="refund", order="SO-1"
    )


def test_what_came_of_no_order_cannot_be_credited():
    desk = a_shop()
    desk.handle(return_stock(1, at="A-01"))
    assert refusal_of(desk, make_good("refund")).problem == "no_order"


def test_nothing_is_made_good_before_it_is_inspected():
    desk = a_shop_that_shipped()
    desk.handle(announce(back(2)))
    desk.handle(receive_back())
    assert refusal_of(desk, make_good("refund")).problem == "not_inspected"
    desk.handle(inspect("new", quantity=1))
    assert refusal_of(desk, make_good("refund", quantity=2)) == MoreThanOwed(
        number="RMA-1", line=1, item="MUG-BLU", wanted=2, owed=1, unit="piece"
    )
    assert isinstance(refusal_of(desk, make_good("refund", quantity=0)), NotPositive)
    assert isinstance(refusal_of(desk, make_good("none")), MissingPart)


def test_of_several_lines_a_quantity_says_which():
    desk = came_back(back(2), back(1, "TEE-BLK-M"))
    refusal = refusal_of(desk, make_good("refund", quantity=1))
    assert refusal == MissingPart(verb="make_good", part="line")


def test_only_managers_make_good():
    assert isinstance(refusal_of(came_back(), make_good("refund", by="U0ANA")), NotAllowed)


def test_what_just_came_back_can_be_refunded_though_it_is_closed():
    desk = a_shop_that_shipped()
    desk.handle(return_stock(1, document="SO-1", at="A-01"))
    desk.handle(make_good("refund"))
    assert (the_return(desk).status, the_return(desk).credits) == ("closed", ("CN-1",))


def test_a_replacement_is_an_order_that_costs_nothing_and_is_kept_at_once():
    desk = came_back()
    posted = desk.handle(make_good("replacement"))
    order = desk.book.get(Order, "SO-2")
    assert (order.customer, order.reference, order.source) == ("CAFE-SOL", "RMA-1", "return")
    assert [(one.item, one.ordered, one.unit_price, one.reserved) for one in order.lines] == [
        ("MUG-BLU", 2, 0, 2)
    ]
    returned = the_return(desk)
    assert (returned.status, returned.replacements, returned.lines[0].replaced) == (
        "closed",
        ("SO-2",),
        2,
    )
    assert ("SO-1", "replaced") in told(posted)


def test_a_replacement_leaves_without_an_invoice():
    desk = came_back()
    desk.handle(make_good("replacement"))
    ship_the_rest(desk, "SO-2")
    assert desk.book.get(Order, "SO-2").status == "shipped"
    assert [one.key for one in desk.book.all(Order)] == ["SO-1", "SO-2"]
    assert desk.book.register.entry_counts["issued_invoice"] == 1


def test_a_replacement_that_is_cancelled_can_be_made_good_anew():
    desk = came_back()
    desk.handle(make_good("replacement"))
    desk.handle(ordered(CancelOrder, "SO-2"))
    assert the_return(desk).lines[0].replaced == 0
    desk.handle(make_good("refund"))
    assert the_return(desk).credits == ("CN-1",)


def test_nobody_is_sent_anything_whom_nobody_knows():
    desk = a_shop()
    desk.handle(return_stock(1, at="A-01"))
    assert refusal_of(desk, make_good("replacement")).problem == "no_customer"


def test_the_wrong_item_is_not_sent_again():
    desk = a_shop_that_shipped()
    desk.handle(announce(back(1)))
    desk.handle(receive_back(quantities={1: 0}, more=(back(1, "JAM-STR", "", lot="L7"),)))
    desk.handle(inspect("wrong_item", line=2))
    assert refusal_of(desk, make_good("replacement")).problem == "wrong_item"


@pytest.mark.parametrize(
    ("remedy", "problem", "by"),
    [("refund", "credited", "CN-1"), ("replacement", "replaced", "SO-2")],
)
def test_what_was_made_good_is_not_undone(remedy, problem, by):
    desk = came_back()
    posted = desk.handle(make_good(remedy))
    refusal = refusal_of(desk, undo(posted.transaction.id, by="U0MIA"))
    assert (refusal.problem, refusal.by) == (problem, by)


def test_a_customer_who_is_gone_is_sent_nothing():
    desk = came_back()

    desk.handle(edit(a_customer(is_active=False)))
    assert refusal_of(desk, make_good("replacement")).customer == "CAFE-SOL"
