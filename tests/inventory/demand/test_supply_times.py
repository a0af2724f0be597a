from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inventory.demand.supply_times import (
    ASSUMED_DAYS,
    WEIGHT_MAX,
    WEIGHT_MIN,
    WEIGHT_USUAL,
    Spread,
    SupplyTimes,
    weight_of,
)
from inventory.documents.forecast import LeadTimeBasis
from inventory.inbound.lead_times import Delivery
from inventory.supplier import Supplier
from tests.builders import a_book_with, an_item


def took(*days, item="MUG-BLU", supplier="CLAYCO"):
    return [
        Delivery(
            supplier=supplier,
            item=item,
            order="PO-1",
            quantity=Decimal(1),
            came_on=date(2026, 11, 23),
            days=one,
        )
        for one in days
    ]


def estimate(found, *, stated=None, supplier_says=None, item="MUG-BLU"):
    wanted = an_item(item, supplier="CLAYCO", lead_time_days=stated)
    supplier = Supplier(code="CLAYCO", lead_time_days=supplier_says)
    return SupplyTimes(a_book_with(supplier, wanted), found).of(wanted)


def test_many_deliveries_speak_for_themselves():
    found = estimate(took(*[10, 14] * 20) + took(*[40] * 20, item="TEE", supplier="OTHER"))

    assert found.basis is LeadTimeBasis.ITEM
    assert found.deliveries == 40
    assert abs(found.days - 12) < 2
    assert found.deviation > Decimal("1.5")


def test_an_item_that_never_came_takes_as_long_as_the_suppliers_others():
    found = estimate(took(*[20, 22, 24] * 4, item="TEE-BLK-M"))

    assert (found.basis, found.deliveries) == (LeadTimeBasis.SUPPLIER, 0)
    assert found.days == 22


def test_a_supplier_that_never_delivered_takes_as_long_as_the_others():
    found = estimate(took(*[20, 22, 24], supplier="OTHER"))

    assert (found.basis, found.days) == (LeadTimeBasis.HOUSE, 22)


def test_one_delivery_moves_an_estimate_and_does_not_make_it():
    alone = estimate(took(60) + took(*[20] * 30, item="TEE-BLK-M"))

    assert 21 < alone.days < 45
    assert alone.basis is LeadTimeBasis.SUPPLIER


def test_what_is_stated_stands_until_deliveries_outvote_it():
    said = estimate([], stated=10)
    doubted = estimate(took(30), stated=10)
    outvoted = estimate(took(*[30] * 60), stated=10)

    assert (said.days, said.basis) == (10, LeadTimeBasis.STATED)
    assert (doubted.days, doubted.basis) == (14, LeadTimeBasis.STATED)
    assert (outvoted.basis, outvoted.days > 28) == (LeadTimeBasis.ITEM, True)


def test_an_items_own_word_goes_before_its_suppliers():
    assert estimate([], stated=10, supplier_says=30).days == 10
    assert estimate([], supplier_says=30).days == 30


def test_what_is_stated_varies_as_deliveries_of_the_house_do():
    assert estimate([], stated=20).deviation == 5
    found = estimate(took(10, 30, supplier="OTHER"), stated=20)
    assert found.deviation == pytest.approx(Decimal("14.1421"))


def test_where_nothing_is_known_two_weeks_are_assumed():
    found = estimate([])

    assert (found.days, found.basis) == (Decimal(ASSUMED_DAYS), LeadTimeBasis.ASSUMED)
    assert found.deviation == Decimal("3.5")


def test_a_lead_time_of_nothing_is_a_lead_time():
    stated = estimate([], stated=0)
    found = estimate(took(*[0] * 9))

    assert (stated.days, stated.deviation) == (0, 0)
    assert (found.days, found.deviation) == (0, 0)


def test_goods_that_came_before_they_were_ordered_took_no_time():
    assert estimate(took(-5, -5, -5)).days == 0


def test_the_spread_of_a_mixture_holds_that_of_its_parts_and_what_lies_between():
    both = Spread(10, 4, 4).shrunk(Spread(20, 16), k=4)

    assert (both.mean, both.variance) == (15, 2 + 8 + 25)


def test_groups_that_do_not_differ_need_many_deliveries_and_those_that_do_few():
    alike = [[10, 30, 20], [20, 10, 30]]
    apart = [[10, 11, 10], [50, 51, 50]]

    assert (weight_of(alike), weight_of(apart)) == (WEIGHT_MAX, WEIGHT_MIN)
    assert weight_of([[10, 20]]) == weight_of([]) == WEIGHT_USUAL
    assert weight_of([[7, 7], [7, 7]]) == WEIGHT_USUAL


@given(
    own=st.lists(st.integers(-10, 900), max_size=8),
    others=st.lists(st.integers(-10, 900), max_size=8),
    stated=st.none() | st.integers(0, 900),
)
def test_an_estimate_lies_between_all_that_is_known(own, others, stated):
    found = estimate(took(*own) + took(*others, item="TEE", supplier="OTHER"), stated=stated)

    told = [max(0, day) for day in (*own, *others)] + [stated] * (stated is not None)
    known = told or [ASSUMED_DAYS]
    assert Decimal(min(known)) - 1 <= found.days <= Decimal(max(known)) + 1
    assert found.deviation >= 0
