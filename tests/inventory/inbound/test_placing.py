"""Asking for goods: a draft to be agreed to, or an order placed elsewhere that comes in as sent."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from inventory import errors, inbound_errors
from inventory.documents.purchase_order import PurchaseStatus
from inventory.inbound_commands import JudgePurchases
from inventory.people import IMPORT
from inventory.place import Place
from tests.builders import ordered, receive, refusal_of
from tests.memory_desk import START
from tests.purchases import a_buyer, place, purchase, stands, wanted

MONDAY = START.date()
LONG_AGO = MONDAY - timedelta(days=30)


@pytest.fixture
def desk():
    return a_buyer()


def told(desk):
    return [one.message for one in desk.pending(1000) if one.message.startswith("PO-")]


def test_a_draft_costs_what_its_items_do_where_nothing_is_said(desk):
    desk.handle(place(wanted(24), wanted(2, cost=9), wanted(1, "TEE-BLK-M")))
    order = purchase(desk)
    assert [line.unit_cost for line in order.lines] == [Decimal("2.40"), 9, None]
    assert (order.status, order.requested_by, order.requested_on) == (
        PurchaseStatus.DRAFT,
        "U0ANA",
        MONDAY,
    )


def test_a_draft_may_leave_its_supplier_to_be_chosen(desk):
    desk.handle(place(supplier=""))
    assert purchase(desk).supplier == ""


def test_an_order_placed_elsewhere_comes_in_as_sent_and_expected_from_that_day(desk):
    desk.handle(place(ordered_on=LONG_AGO, by="U0MIA"))
    order = purchase(desk)
    assert (order.status, order.sent_on, order.sent_how) == (
        PurchaseStatus.SENT,
        LONG_AGO,
        "posted",
    )
    assert order.expected_on == LONG_AGO + timedelta(days=9)


@pytest.mark.parametrize(
    ("command", "refusal"),
    [
        (place(supplier="NOBODY"), inbound_errors.UnknownSupplier(supplier="NOBODY")),
        (
            place(freight=Decimal(-1)),
            errors.NotPositive(verb="freight", item="the order", number=Decimal(-1)),
        ),
        (
            place(wanted(5, cost=-1)),
            errors.NotPositive(verb="cost", item="MUG-BLU", number=Decimal(-1)),
        ),
        (
            place(ordered_on=MONDAY + timedelta(days=1), by="U0MIA"),
            errors.DateRefused(problem="future", day=date(2026, 11, 24), limit=MONDAY),
        ),
    ],
)
def test_what_makes_no_order_is_refused(desk, command, refusal):
    assert refusal_of(desk, command) == refusal


def test_an_order_of_the_past_takes_the_right_to_back_date(desk):
    refused = refusal_of(desk, place(ordered_on=LONG_AGO))
    assert isinstance(refused, errors.NotAllowed)
    assert refused.action == "back_date"


# -- what an import tells ---------------------------------------------------------------------


def test_years_of_orders_placed_elsewhere_are_brought_in_without_a_word(desk):
    desk.handle(place(ordered_on=LONG_AGO, by=IMPORT))
    desk.handle(receive(24, at="A-01", document="PO-1", on=LONG_AGO, by=IMPORT))
    assert purchase(desk).status is PurchaseStatus.RECEIVED
    assert told(desk) == []


def test_what_is_imported_to_be_agreed_to_is_told(desk):
    desk.handle(place(by=IMPORT))
    assert told(desk) == ["PO-1"]


def test_an_imported_order_gets_its_message_when_somebody_has_to_do_with_it(desk):
    desk.handle(place(ordered_on=LONG_AGO, by=IMPORT))
    desk.handle(receive(2, at="A-01", document="PO-1"))
    assert told(desk) == ["PO-1"]


def test_an_imported_order_that_is_late_gets_its_message_before_that_is_said(desk):
    desk.handle(place(ordered_on=LONG_AGO, by=IMPORT))
    late = desk.handle(ordered(JudgePurchases, on=MONDAY, by="job:purchases"))
    first, second, _warning = (notice.type for notice in late.transaction.notices)
    assert (first, second) == ("document", "remark")


def test_a_message_that_is_there_follows_what_is_imported_too(desk):
    desk.handle(place(ordered_on=LONG_AGO, by=IMPORT))
    stands(desk, thread=Place(channel="C0BUY", thread="17.5"))
    desk.handle(receive(24, at="A-01", document="PO-1", on=LONG_AGO, by=IMPORT))
    assert told(desk) == ["PO-1"]
