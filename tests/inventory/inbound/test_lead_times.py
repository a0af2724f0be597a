"""How long suppliers take, by what really came: each delivery, and all of them together."""

import statistics
from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inventory.inbound.lead_times import (
    Delivery,
    deliveries,
    deliveries_of,
    lead_time,
    lead_times,
)
from inventory.quantity import Amount
from tests.builders import receive, undo
from tests.memory_desk import START
from tests.purchases import a_buyer, change, place, purchase, sent, wanted

MONDAY = START.date()


def after(days):
    return START + timedelta(days=days)


def a_delivery(days=9, quantity=1, **facts):
    told = {"supplier": "ACME", "item": "MUG-BLU", "order": "PO-1"} | facts
    came_on = MONDAY + timedelta(days=days)
    return Delivery(quantity=Decimal(quantity), days=days, came_on=came_on, **told)


@pytest.fixture
def desk():
    """48 mugs of Acme sent on Monday: 24 expected on day 7, 24 on day 14."""
    desk = a_buyer()
    later = wanted(24, expected_on=MONDAY + timedelta(days=14))
    desk.handle(place(wanted(24), later, expected_on=MONDAY + timedelta(days=7)))
    sent(desk)
    return desk


def come(desk, days, quantity, document="PO-1", **facts):
    posted = desk.handle(receive(quantity, at="A-01", document=document, when=after(days), **facts))
    return posted.transaction.id


def told(desk):
    return [(one.days, one.quantity, one.is_late) for one in deliveries_of(desk.book, desk)]


def test_each_receipt_is_a_delivery_and_late_by_the_line_it_comes_for(desk):
    come(desk, 6, 12)
    come(desk, 8, 12)
    come(desk, 14, 24)
    assert told(desk) == [(6, 12, False), (8, 12, True), (14, 24, False)]


def test_what_was_taken_back_never_came_until_that_is_taken_back(desk):
    first = come(desk, 6, 12)
    taken_back = desk.handle(undo(first, when=after(7))).transaction.id
    assert told(desk) == []
    desk.handle(undo(taken_back, when=after(9)))
    assert told(desk) == [(6, 12, False)]


def test_what_came_for_no_order_or_before_it_was_sent_tells_nothing(desk):
    come(desk, 6, 12, document="their-77")
    desk.handle(place(wanted(5)))
    assert told(desk) == []


def test_an_order_that_was_not_sent_has_no_deliveries():
    desk = a_buyer()
    desk.handle(place(wanted(5)))

    assert list(deliveries(purchase(desk), (), ZoneInfo("UTC"))) == []


def test_rejected_goods_came_as_well(desk):
    come(desk, 6, 12, rejected=Amount(number=Decimal(2)), reason="damaged")
    assert sorted(told(desk)) == [(6, 2, False), (6, 12, False)]


def test_an_order_without_a_day_is_neither_late_nor_not():
    desk = a_buyer()
    desk.handle(place(wanted(5), supplier="ZETA"))
    sent(desk)
    come(desk, 30, 5)
    assert told(desk) == [(30, 5, None)]
    found = list(deliveries_of(desk.book, desk))
    assert lead_time(found).late_share is None


def test_a_day_is_the_warehouses_own():
    desk = a_buyer(time_zone="Pacific/Auckland")
    desk.handle(place(wanted(5), ordered_on=MONDAY, by="U0MIA"))
    evening = datetime(2026, 11, 24, 20, 0, tzinfo=ZoneInfo("UTC"))
    desk.handle(receive(5, at="A-01", document="PO-1", when=evening))
    (found,) = deliveries_of(desk.book, desk)
    assert found.came_on == date(2026, 11, 25)


def test_suppliers_and_items_are_told_apart():
    found = [
        a_delivery(4, 10),
        a_delivery(8, 30),
        a_delivery(20, item="TEE-BLK-M"),
        a_delivery(2, supplier="ZETA"),
    ]
    by_supplier = lead_times(found, by=lambda one: one.supplier)
    assert {name: one.deliveries for name, one in by_supplier.items()} == {"ACME": 3, "ZETA": 1}
    by_item = lead_times(found, by=lambda one: (one.supplier, one.item))
    assert by_item["ACME", "MUG-BLU"].mean == 7


def test_every_unit_counts_or_every_delivery_does():
    found = [a_delivery(4, 10, is_late=False), a_delivery(8, 30, is_late=True)]
    weighted, plain = lead_time(found), lead_time(found, is_weighted=False)
    assert (weighted.mean, weighted.median, weighted.late_share) == (7, 8, Decimal("0.75"))
    assert (plain.mean, plain.median, plain.late_share) == (6, 6, Decimal("0.5"))
    assert (weighted.quantity, plain.quantity) == (40, 40)


def test_a_single_delivery_does_not_tell_how_much_they_vary():
    assert lead_time([a_delivery()]).standard_deviation is None


@given(st.lists(st.integers(-300, 900), min_size=2, max_size=40), st.integers(1, 9))
def test_equal_weights_give_what_the_textbook_says(days, quantity):
    found = [a_delivery(one, quantity) for one in days]
    for told_so in (lead_time(found), lead_time(found, is_weighted=False)):
        assert float(told_so.mean) == pytest.approx(statistics.mean(days), abs=1e-4)
        assert float(told_so.median) == statistics.median(days)
        assert told_so.standard_deviation is not None
        assert float(told_so.standard_deviation) == pytest.approx(statistics.stdev(days), abs=1e-4)


@given(st.lists(st.tuples(st.integers(-9, 99), st.integers(1, 9)), min_size=1, max_size=12))
def test_a_delivery_of_many_is_many_deliveries_of_one(told_so):
    whole = lead_time([a_delivery(days, quantity) for days, quantity in told_so])
    apart = lead_time([a_delivery(days) for days, quantity in told_so for _ in range(quantity)])
    assert (whole.mean, whole.median, whole.quantity) == (apart.mean, apart.median, apart.quantity)


def test_an_order_sent_anew_counts_from_the_new_day(desk):
    desk.handle(change(quantities={1: 25}))
    sent(desk, when=after(2))
    assert purchase(desk).sent_on == MONDAY + timedelta(days=2)
    come(desk, 6, 12)
    assert told(desk) == [(4, 12, False)]
