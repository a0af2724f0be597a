"""From need to order: what raises it, what lowers it, and that each bound is named."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inventory.documents.replenishment import Bound
from inventory.item import PriceBreak
from inventory.policies.rounding import (
    Costs,
    Terms,
    Use,
    order_size,
    round_up,
)

UNITS = st.integers(0, 500).map(Decimal)


def a_size(need, *, minimum=0, step=1, economic=0, costs=None, breaks=(), **use):
    terms = Terms(
        Decimal(minimum),
        Decimal(step),
        tuple(PriceBreak(quantity=Decimal(q), unit_cost=Decimal(c)) for q, c in breaks),
    )
    daily = use.pop("daily", None)
    return order_size(
        Decimal(need),
        terms,
        economic=Decimal(economic),
        use=Use(daily=None if daily is None else Decimal(daily), **use),
        costs=costs or Costs(),
    )


@pytest.mark.parametrize(
    ("asked", "quantity", "bounds"),
    [
        ({"need": 7}, 7, []),
        ({"need": 7, "step": 12}, 12, [Bound.PACK]),
        ({"need": 7, "minimum": 10}, 10, [Bound.MINIMUM_ORDER]),
        ({"need": 7, "minimum": 10, "step": 6}, 12, [Bound.MINIMUM_ORDER, Bound.PACK]),
        ({"need": 7, "economic": 40}, 40, [Bound.ORDER_SIZE]),
        ({"need": 7, "economic": 40, "step": 12}, 48, [Bound.ORDER_SIZE, Bound.PACK]),
        ({"need": 7, "economic": 40, "minimum": 100}, 100, [Bound.MINIMUM_ORDER]),
        ({"need": 60, "economic": 40, "minimum": 50}, 60, []),
        ({"need": "0.4", "step": 0}, "0.4", []),
        ({"need": "0.4", "step": "0.25"}, "0.5", [Bound.PACK]),
    ],
)
def test_a_need_is_raised_to_what_can_be_bought(asked, quantity, bounds):
    size = a_size(asked.pop("need"), **asked)

    assert (size.quantity, list(size.bounds)) == (Decimal(quantity), bounds)


def test_nothing_is_ordered_where_nothing_is_needed_whatever_the_minimum():
    assert a_size(0, minimum=100, economic=50, step=12).quantity == 0
    assert a_size(-4, minimum=100).quantity == 0
    assert round_up(Decimal(0), minimum=Decimal(10)) == 0


def test_no_more_is_ordered_than_is_used_before_it_expires():
    size = a_size(10, economic=100, daily=1, shelf_life_days=30)

    assert (size.quantity, list(size.bounds)) == (30, [Bound.ORDER_SIZE, Bound.SHELF_LIFE])


def test_what_is_there_is_used_first_and_the_lead_time_uses_some_of_it():
    size = a_size(10, economic=100, daily=1, shelf_life_days=30, lead_days=5, position=Decimal(12))

    assert size.quantity == 23


def test_no_more_is_ordered_than_the_days_of_cover_allow_with_what_is_there():
    size = a_size(10, economic=100, daily=2, max_cover_days=20, position=Decimal(15))

    assert (size.quantity, list(size.bounds)) == (25, [Bound.ORDER_SIZE, Bound.COVER])


def test_the_tighter_of_two_limits_is_the_one_that_is_named():
    size = a_size(10, economic=100, daily=1, shelf_life_days=30, max_cover_days=20)

    assert size.bounds[-1] is Bound.COVER


def test_a_limit_lowers_to_whole_packs():
    size = a_size(10, economic=100, step=12, daily=1, max_cover_days=30)

    assert (size.quantity, list(size.bounds)) == (24, [Bound.ORDER_SIZE, Bound.COVER])


def test_the_least_that_can_be_ordered_is_ordered_above_a_limit_and_said():
    size = a_size(40, minimum=100, daily=1, max_cover_days=30)

    assert (size.quantity, size.is_over_limit) == (100, True)
    assert size.bounds == (Bound.MINIMUM_ORDER,)


def test_a_larger_need_than_the_limit_is_lowered_to_it():
    size = a_size(80, step=12, daily=1, max_cover_days=30)

    assert (size.quantity, size.is_over_limit) == (24, False)
    assert size.bounds == (Bound.COVER,)


def test_nothing_is_ordered_where_what_is_there_lasts_longer_than_allowed():
    size = a_size(5, daily=1, max_cover_days=30, position=Decimal(45))

    assert (size.quantity, size.bounds) == (0, (Bound.COVER,))


def test_what_customers_wait_for_is_ordered_whatever_the_limits():
    size = a_size(8, daily=1, max_cover_days=30, position=Decimal(45), wanted_anyway=Decimal(8))

    assert size.quantity == 8


def test_what_is_wanted_anyway_is_not_lowered_to_fewer_packs():
    size = a_size(8, step=6, daily=2, shelf_life_days=5, wanted_anyway=Decimal(8))

    assert (size.quantity, size.is_over_limit) == (12, True)


@pytest.mark.parametrize("limit", ["shelf_life_days", "max_cover_days"])
def test_no_pack_above_a_limit_follows_one_that_is_coming(limit):
    pack = {"step": 6, "daily": 2, limit: 5}

    first = a_size(7, **pack)
    next_day = a_size(1, position=first.quantity, on_order=first.quantity, **pack)

    assert (first.quantity, next_day.quantity) == (6, 0)


def test_a_few_that_are_still_to_come_do_not_hold_the_next_pack_back():
    size = a_size(8, step=12, daily=1, max_cover_days=14, position=Decimal(4), on_order=Decimal(1))

    assert (size.quantity, size.is_over_limit) == (12, True)


@pytest.mark.parametrize("daily", [None, 0])
def test_no_limit_acts_where_nobody_knows_how_fast_it_is_used(daily):
    assert a_size(8, daily=daily, shelf_life_days=1, max_cover_days=1).quantity == 8


BREAKS = [(400, "0.72"), (800, "0.68")]
SHOP = Costs(unit_cost=Decimal("0.75"), ordering=Decimal(8), holding=Decimal("0.3"))
DAILY = Decimal(1300) / 365


def test_the_price_break_of_least_yearly_cost_is_taken():
    size = a_size(304, breaks=BREAKS, costs=SHOP, daily=DAILY)

    assert (size.quantity, size.unit_cost) == (800, Decimal("0.68"))
    assert size.bounds == (Bound.PRICE_BREAK,)


def test_a_price_break_that_does_not_pay_is_left():
    dear_to_hold = Costs(Decimal("0.75"), Decimal(8), Decimal(3))
    size = a_size(304, breaks=BREAKS, costs=dear_to_hold, daily=DAILY)

    assert (size.quantity, size.unit_cost) == (304, Decimal("0.75"))


def test_a_price_break_beyond_a_limit_is_not_offered():
    size = a_size(304, breaks=BREAKS, costs=SHOP, daily=DAILY, max_cover_days=150)

    assert (size.quantity, size.unit_cost) == (400, Decimal("0.72"))


def test_a_price_break_is_taken_in_whole_packs():
    assert a_size(304, step=90, breaks=BREAKS, costs=SHOP, daily=DAILY).quantity == 810


def test_where_nobody_knows_how_fast_it_is_used_the_cheapest_order_is_taken():
    dear_to_break = [(10, "0.74"), (400, "0.72")]

    assert a_size(304, breaks=dear_to_break, costs=SHOP).quantity == 304
    assert a_size(8, breaks=[(9, "0.10")], costs=SHOP).quantity == 9


def test_a_limit_lowers_goods_that_are_sold_in_parts_to_just_that():
    size = a_size("12.5", step=0, daily="0.3", max_cover_days=30)

    assert (size.quantity, size.bounds) == (9, (Bound.COVER,))


def test_without_a_known_price_no_break_is_chosen_but_its_price_is_told():
    assert a_size(304, breaks=BREAKS, daily=DAILY).unit_cost is None
    assert a_size(500, breaks=BREAKS, daily=DAILY).unit_cost == Decimal("0.72")


def test_goods_that_cost_nothing_are_ordered_as_needed():
    free = Costs(unit_cost=Decimal(0), ordering=Decimal(8), holding=Decimal("0.3"))

    assert a_size(7, costs=free, daily=1).quantity == 7


@given(need=UNITS, minimum=UNITS, step=st.integers(1, 60), economic=UNITS, cover=st.integers(1, 90))
def test_an_order_is_always_one_that_the_supplier_takes(need, minimum, step, economic, cover):
    size = a_size(
        need, minimum=minimum, step=step, economic=economic, daily=1, max_cover_days=cover
    )

    assert size.quantity % step == 0
    assert size.quantity == 0 or size.quantity >= minimum
    assert size.is_over_limit == (size.quantity > cover)
    if size.quantity > cover:
        assert size.quantity < max(minimum, cover) + step
    if not need:
        assert size.quantity == 0
