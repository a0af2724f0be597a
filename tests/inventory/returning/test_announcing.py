"""Returns are allowed against what was shipped: not more, not later, not to somebody else."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from inventory.errors import (
    LineErrors,
    NotAllowed,
    NotPositive,
    UnknownDocument,
    UnknownItem,
)
from inventory.notices import Audience, DocumentNotice
from inventory.order_commands import ChangeOrder
from inventory.return_errors import (
    BeyondShipped,
    LotNotShipped,
    NotShipped,
    OtherCustomer,
    WindowClosed,
)
from tests.builders import ordered, pick, place_order, receive, refusal_of, ship
from tests.journeys import shipped
from tests.memory_desk import START
from tests.returns import (
    a_shop,
    a_shop_that_shipped,
    announce,
    back,
    lines_of,
    ship_the_rest,
    the_return,
    told,
)

LATER = START + timedelta(days=31)


def test_a_return_is_expected_and_its_order_hears_of_it():
    desk = a_shop_that_shipped()
    posted = desk.handle(announce(back(2), back(1, "tee-blk-m", reason="too small")))
    returned = the_return(desk)
    assert (returned.status, returned.customer, returned.orders) == (
        "expected",
        "CAFE-SOL",
        ("SO-1",),
    )
    assert lines_of(desk) == [("MUG-BLU", "", 2, 0, 0, 0), ("TEE-BLK-M", "", 1, 0, 0, 0)]
    assert DocumentNotice(number="RMA-1", audience=Audience.ORDERS) in posted.transaction.notices
    assert told(posted) == [("SO-1", "return_announced"), ("SO-1", "return_announced")]
    assert posted.transaction.moves == ()


def test_no_more_comes_back_than_was_shipped_and_is_not_back():
    desk = a_shop_that_shipped()
    desk.handle(announce(back(2)))
    assert refusal_of(desk, announce(back(2))) == BeyondShipped(
        order="SO-1",
        item="MUG-BLU",
        wanted=Decimal(2),
        shipped=Decimal(3),
        returned=Decimal(2),
        unit="piece",
        may_override=False,
    )
    desk.handle(announce(back(1)))


def test_lines_of_one_return_count_together():
    desk = a_shop_that_shipped()
    refusal = refusal_of(desk, announce(back(2), back(2)))
    assert isinstance(refusal, LineErrors)
    assert refusal.errors[0][0] == 2


def test_a_manager_may_take_more_for_a_reason_which_is_kept():
    desk = a_shop_that_shipped()
    assert isinstance(refusal_of(desk, announce(back(4), override="goodwill")), NotAllowed)
    assert refusal_of(desk, announce(back(4), by="U0MIA")).may_override
    desk.handle(announce(back(4), override="goodwill", by="U0MIA"))
    assert (the_return(desk).override, the_return(desk).override_by) == ("goodwill", "U0MIA")


def test_a_reason_that_nobody_needed_is_not_kept():
    desk = a_shop_that_shipped()
    desk.handle(announce(back(1), override="goodwill"))
    assert (the_return(desk).override, the_return(desk).override_by) == ("", "")


def test_goods_come_back_within_the_window_and_not_later():
    desk = a_shop_that_shipped()
    desk.handle(announce(back(1), when=START + timedelta(days=30)))
    assert refusal_of(desk, announce(back(1), when=LATER)) == WindowClosed(
        order="SO-1",
        item="MUG-BLU",
        shipped_on=date(2026, 11, 23),
        days=30,
        until=date(2026, 12, 23),
        may_override=False,
    )
    desk.handle(announce(back(1), when=LATER, override="was ill", by="U0MIA"))
    assert the_return(desk, "RMA-2").override == "was ill"


def test_a_window_of_no_days_never_closes():
    desk = a_shop_that_shipped(return_days=0)
    desk.handle(announce(back(3), when=START + timedelta(days=4000)))


def test_of_an_order_shipped_in_parts_what_left_last_may_come_back_longest():
    desk = a_shop(stock=((2, "MUG-BLU", "A-01"),))
    shipped(desk, (5, "MUG-BLU"))
    desk.clock.now = START + timedelta(days=10)
    desk.handle(receive(3, at="A-01", when=desk.clock.now))
    ship_the_rest(desk, when=desk.clock.now)
    late = START + timedelta(days=35)
    assert isinstance(refusal_of(desk, announce(back(4), when=late)), WindowClosed)
    desk.handle(announce(back(2), when=START + timedelta(days=20)))
    desk.handle(announce(back(3), when=late))


def test_what_the_order_never_had_is_refused_with_what_it_had():
    desk = a_shop_that_shipped()
    assert refusal_of(desk, announce(back(1, "JAM-STR"))) == NotShipped(
        order="SO-1", item="JAM-STR", items=("MUG-BLU", "TEE-BLK-M")
    )


def test_of_an_order_that_has_not_left_nothing_comes_back():
    desk = a_shop()
    desk.handle(place_order(3))
    assert refusal_of(desk, announce(back(1))) == NotShipped(order="SO-1", item="MUG-BLU")


def test_an_order_number_of_ours_that_is_none_is_a_slip():
    desk = a_shop_that_shipped()
    assert refusal_of(desk, announce(back(order="so-11"))) == UnknownDocument(number="SO-11")


def test_one_item_on_two_lines_comes_back_of_both():
    desk = a_shop_that_shipped((2, "MUG-BLU", "4.99"), (3, "MUG-BLU", "3.99"))
    desk.handle(announce(back(4)))
    assert [(one.order_line, one.expected) for one in the_return(desk).lines] == [(1, 2), (2, 2)]
    assert isinstance(refusal_of(desk, announce(back(2))), BeyondShipped)


def test_several_orders_of_one_customer_are_one_return():
    desk = a_shop_that_shipped()
    shipped(desk, (1, "MUG-BLU"))
    desk.handle(announce(back(3), back(1, order="so-2")))
    assert the_return(desk).orders == ("SO-1", "SO-2")


def test_orders_of_two_customers_are_two_returns():
    desk = a_shop_that_shipped()
    shipped(desk, (1, "MUG-BLU"), customer="BAR-LUZ")
    asked = announce(back(), back(order="SO-2"))
    assert refusal_of(desk, asked) == OtherCustomer(
        order="SO-2", customer="BAR-LUZ", wanted="CAFE-SOL"
    )
    asked = announce(back(), customer="bar-luz")
    assert refusal_of(desk, asked) == OtherCustomer(
        order="SO-1", customer="CAFE-SOL", wanted="BAR-LUZ"
    )


def test_a_return_of_no_order_has_no_limits():
    desk = a_shop()
    desk.handle(announce(back(40, order=""), customer="Somebody from the fair"))
    assert (the_return(desk).customer, the_return(desk).orders) == ("Somebody from the fair", ())


def test_a_number_that_nobody_knows_is_kept_as_it_is():
    desk = a_shop()
    desk.handle(announce(back(1, order="web 4711")))
    assert the_return(desk).orders == ("web 4711",)


def test_what_was_shipped_at_once_for_a_number_of_theirs_has_limits_too():
    desk = a_shop()
    desk.handle(pick(5, at="A-01"))
    desk.handle(ship(2, document="Web-4711", customer="Mr Fox"))
    desk.handle(ship(1, document="Web-4711"))
    assert isinstance(refusal_of(desk, announce(back(4, order="web-4711"))), BeyondShipped)
    desk.handle(announce(back(3, order="web-4711")))
    assert (the_return(desk).customer, the_return(desk).orders) == ("Mr Fox", ("Web-4711",))
    assert isinstance(refusal_of(desk, announce(back(1, order="WEB-4711"))), BeyondShipped)


def test_only_lots_that_were_shipped_come_back():
    desk = a_shop(stock=((2, "JAM-STR", "A-02", "L7"), (9, "JAM-STR", "B-01", "L8")))
    shipped(desk, (3, "JAM-STR"))  # two of L7, one of L8
    refused = announce(back(2, "JAM-STR", lot="L8"))
    assert refusal_of(desk, refused) == LotNotShipped(
        order="SO-1", item="JAM-STR", lot="L8", lots=("L7", "L8"), may_override=False
    )
    desk.handle(announce(back(1, "JAM-STR", lot="l8")))
    assert refusal_of(desk, announce(back(1, "JAM-STR", lot="L8"))).lots == ("L7",)
    desk.handle(announce(back(2, "JAM-STR")))


def test_every_line_that_is_no_good_is_named_at_once():
    desk = a_shop_that_shipped()
    refusal = refusal_of(desk, announce(back(0), back(1, "CUP"), back(1)))
    assert [(n, type(error)) for n, error in refusal.errors] == [(1, NotPositive), (2, UnknownItem)]


@pytest.mark.parametrize("by", ["U0VIC", "U0NOBODY"])
def test_who_may_not_take_goods_may_not_announce_them(by):
    assert isinstance(refusal_of(a_shop_that_shipped(), announce(by=by)), NotAllowed)


def test_what_was_cancelled_of_an_order_never_left():
    desk = a_shop(stock=((2, "MUG-BLU", "A-01"),))
    shipped(desk, (5, "MUG-BLU"))
    desk.handle(ordered(ChangeOrder, "SO-1", quantities={1: Decimal(2)}))
    assert refusal_of(desk, announce(back(3))).shipped == 2
