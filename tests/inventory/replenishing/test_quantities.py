"""How much is bought: whole packs, the least there is, price breaks, and no more than is used."""

from decimal import Decimal

import pytest

from inventory.documents.replenishment import Bound
from inventory.item import PriceBreak
from inventory.replenishing.quantities import Sizing, cost_at
from inventory.replenishing.targets import target_for
from inventory.rules import Rules
from inventory.stock_policy import PolicyKind, StockPolicy
from tests.builders import a_desk, an_item
from tests.inventory.replenishing.planned import forecast, keep_straight, planned_item

BREAKS = (
    PriceBreak(quantity=Decimal(100), unit_cost=Decimal("1.80")),
    PriceBreak(quantity=Decimal(1000), unit_cost=Decimal("1.75")),
)


def watched(minimum=10, maximum=40, **facts):
    return an_item(minimum=Decimal(minimum), maximum=Decimal(maximum), **facts)


def bought(item, position, *rows, planned=None):
    desk = a_desk(item, *rows)
    if planned:
        keep_straight(desk, planned)
    target = target_for(desk.book, item)
    usable = Decimal(position)
    found = Sizing(item, target, Rules(), lead_days=7).size(target.needed(usable), usable)
    return found.quantity, found.unit_cost, found.bounds


@pytest.mark.parametrize(
    ("item", "position", "quantity", "bounds"),
    [
        (watched(), 7, 33, ()),
        (watched(), 40, 0, ()),
        (watched(), 55, 0, ()),
        (watched(pack_multiple=Decimal(12)), 7, 36, (Bound.PACK,)),
        (watched(minimum_order_quantity=Decimal(50)), 7, 50, (Bound.MINIMUM_ORDER,)),
        (
            watched(minimum_order_quantity=Decimal(50), pack_multiple=Decimal(12)),
            7,
            60,
            (Bound.MINIMUM_ORDER, Bound.PACK),
        ),
        (watched(is_fractional=True), "7.5", Decimal("32.5"), ()),
        (watched(maximum="40.5"), 7, 34, (Bound.PACK,)),
    ],
)
def test_an_order_fills_up_in_whole_packs_and_no_less_than_one_can_order(
    item, position, quantity, bounds
):
    assert bought(item, position) == (quantity, None, bounds)


def test_a_fixed_quantity_is_bought_as_often_as_brings_it_above_the_reorder_point():
    row = StockPolicy(
        item="MUG-BLU",
        policy=PolicyKind.REORDER_QUANTITY,
        minimum=Decimal(30),
        order_quantity=Decimal(24),
    )
    assert bought(planned_item(), 30, row)[0] == 24
    assert bought(planned_item(), 5, row)[0] == 48
    assert bought(planned_item(), 31, row)[0] == 0


def test_a_price_break_is_taken_where_it_pays_for_the_keeping():
    item = planned_item(unit_cost=Decimal("2.00"), price_breaks=BREAKS)
    planned = forecast(daily=2, s=30, big_s=80)
    assert bought(item, 10, planned=planned) == (100, Decimal("1.80"), (Bound.PRICE_BREAK,))


def test_a_price_break_for_years_of_demand_is_left():
    item = planned_item(unit_cost=Decimal("2.00"), price_breaks=BREAKS)
    assert bought(item, 10, planned=forecast(daily="0.05", s=12, big_s=14)) == (
        4,
        Decimal("2.00"),
        (),
    )


def test_no_price_break_is_taken_that_expires_before_it_is_used():
    item = planned_item(unit_cost=Decimal("2.00"), price_breaks=BREAKS, shelf_life_days=45)
    assert bought(item, 10, planned=forecast(daily=2, s=30, big_s=80))[0] == 70


def test_goods_that_keep_shortly_are_bought_for_as_long_as_they_keep():
    item = planned_item(shelf_life_days=10)
    quantity, _, bounds = bought(item, 14, planned=forecast(daily=2, s=30, big_s=60))
    assert (quantity, bounds) == (20, (Bound.SHELF_LIFE,))  # the 14 are used before it comes


def test_managers_may_allow_no_more_than_some_days_of_cover():
    planned = forecast(daily=2, s=30, big_s=100)
    rules = a_desk(max_cover_days=20).book.rules
    assert rules.max_cover_days == 20
    row = StockPolicy(item="MUG-BLU", max_cover_days=20)
    assert bought(planned_item(), 10, row, planned=planned)[::2] == (30, (Bound.COVER,))


def test_a_least_order_beyond_the_cover_is_bought_all_the_same():
    item = planned_item(minimum_order_quantity=Decimal(500))
    row = StockPolicy(item="MUG-BLU", max_cover_days=20)
    planned = forecast(daily=2, s=30, big_s=100)
    assert bought(item, 10, row, planned=planned)[::2] == (500, (Bound.MINIMUM_ORDER,))


def test_a_cost_of_nothing_is_a_cost_and_an_unknown_one_is_none():
    free = an_item(unit_cost=Decimal(0))
    assert cost_at(free, Decimal(5)) == 0
    assert cost_at(an_item(), Decimal(5)) is None
    assert cost_at(an_item(), Decimal(5), Decimal("1.20")) == Decimal("1.20")
    assert cost_at(free, Decimal(5), Decimal("1.20")) == 0
    assert cost_at(an_item(price_breaks=BREAKS), Decimal(99)) is None
    assert cost_at(an_item(price_breaks=BREAKS), Decimal(100)) == Decimal("1.80")
