"""Shelf life at receipt: how long a delivery must keep, and who may take it all the same."""

from datetime import date

import pytest

from inventory.errors import NotAllowed
from inventory.inbound_errors import ShortDated
from inventory.quantity import Amount
from tests.builders import an_item, edit, receive, refusal_of, reply_lines
from tests.inventory.inbound.arriving import MONDAY, a_waiting_desk, rejection, settle, stands

LEAST = date(2027, 2, 21)
"""90 days after the Monday of the tests."""


@pytest.fixture
def desk():
    """24 jars of jam were ordered, which must keep for 90 days."""
    return a_waiting_desk((24, "JAM-STR"))


def jam(quantity=24, **parts):
    return receive(quantity, "JAM-STR", **({"document": "PO-1", "lot": "L7"} | parts))


def test_a_delivery_that_keeps_for_just_long_enough_is_taken(desk):
    desk.handle(jam(expires_on=LEAST))
    assert stands(desk) == ("received", [(24, 0, 0)])


def test_one_day_less_is_refused_with_the_day_that_would_do(desk):
    expires_on = date(2027, 2, 20)
    assert refusal_of(desk, jam(expires_on=expires_on)) == ShortDated(
        item="JAM-STR", lot="L7", expires_on=expires_on, least_on=LEAST
    )


def test_expiry_follows_from_the_day_it_was_made(desk):
    made_on = date(2026, 2, 20)  # keeps for 365 days
    refusal = refusal_of(desk, jam(made_on=made_on))
    assert (refusal.expires_on, refusal.least_on) == (date(2027, 2, 20), LEAST)
    desk.handle(jam(made_on=date(2026, 2, 21)))
    lot = desk.book.lot("JAM-STR", "L7")
    assert (lot.made_on, lot.expires_on) == (date(2026, 2, 21), LEAST)


def test_nobody_knows_how_long_it_keeps(desk):
    assert refusal_of(desk, jam()) == ShortDated(
        item="JAM-STR", lot="L7", expires_on=None, least_on=LEAST
    )


def test_a_lot_that_is_known_needs_no_second_date(desk):
    desk.handle(jam(12, expires_on=LEAST))
    desk.handle(jam(12))
    assert stands(desk) == ("received", [(24, 0, 0)])


def test_a_known_lot_that_grew_old_is_refused_later():
    desk = a_waiting_desk((24, "JAM-STR"))
    desk.handle(jam(12, expires_on=LEAST))
    desk.handle(edit(an_item("JAM-STR", is_lot_tracked=True, least_days_left=91)))
    assert isinstance(refusal_of(desk, jam(12)), ShortDated)


def test_the_house_rule_stands_in_for_the_items_own():
    desk = a_waiting_desk((24, "JAM-STR"), least_days_left=30)
    desk.handle(edit(an_item("JAM-STR", is_lot_tracked=True)))
    assert refusal_of(desk, jam(expires_on=date(2026, 12, 22))).least_on == date(2026, 12, 23)
    desk.handle(jam(lot="L8"))  # a day nobody knows is asked for only where the item says so


def test_expired_goods_are_short_dated_in_every_house():
    desk = a_waiting_desk((24, "JAM-STR"))
    desk.handle(edit(an_item("JAM-STR", is_lot_tracked=True)))
    assert refusal_of(desk, jam(expires_on=date(2026, 11, 22))).least_on == MONDAY
    desk.handle(jam(expires_on=MONDAY))


def test_a_back_dated_delivery_is_judged_by_its_own_day(desk):
    desk.handle(jam(expires_on=date(2026, 4, 10), on=date(2026, 1, 10), by="U0MIA"))
    assert stands(desk) == ("received", [(24, 0, 0)])


def test_a_manager_takes_it_all_the_same_and_the_ledger_says_why(desk):
    short = {"expires_on": date(2027, 1, 1), "reason": "short_dated"}
    assert isinstance(refusal_of(desk, jam(**short)), NotAllowed)
    posted = desk.handle(jam(**short, by="U0MIA"))
    assert posted.transaction.moves[0].reason == "short_dated"


def test_it_can_be_rejected_in_the_same_line(desk):
    short = {"expires_on": date(2027, 1, 1), "reason": "short_dated"}
    posted = desk.handle(jam(0, rejected=Amount(number=24), **short))
    assert reply_lines(posted) == ["JAM-STR HOLD L7 0 -> 24"]
    assert (rejection(desk).reason, rejection(desk).lot) == ("short_dated", "L7")


def test_what_was_rejected_as_short_dated_is_refurbished_by_a_manager_only(desk):
    short = {"expires_on": date(2027, 1, 1), "reason": "short_dated"}
    desk.handle(jam(0, rejected=Amount(number=24), **short))
    assert isinstance(refusal_of(desk, settle("refurbish")), NotAllowed)
    desk.handle(settle("refurbish", by="U0MIA"))
    assert stands(desk) == ("received", [(24, 0, 0)])
