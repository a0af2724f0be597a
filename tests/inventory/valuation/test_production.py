"""Kits cost what went into them, by either method, to the last part of a cent."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inventory.item import Item, ItemKind
from inventory.quantity import ZERO
from inventory.settings.orders import ValuationMethod
from inventory.valuation.cost_layers import layers_worth, shared
from inventory.valuation.folding import Folding
from inventory.valuation.stock_value import StockValue, value_of_item, value_of_stock
from inventory.valuation.value_accounts import Account
from tests.builders import (
    START,
    a_desk,
    a_kit,
    an_item,
    build,
    edit,
    move,
    receive,
    ship,
    unbuild,
    undo,
)

FIFO, AVERAGE = ValuationMethod.FIFO, ValuationMethod.AVERAGE


@pytest.fixture
def desk():
    """A gift set is two mugs and a tee; mugs came at 2.00, then at 3.00, tees at 5.00."""
    desk = a_desk(a_kit())
    desk.handle(receive(3, at="A-01", unit_cost=Decimal(2)))
    desk.handle(receive(7, at="A-01", unit_cost=Decimal(3)))
    desk.handle(receive(5, "TEE-BLK-M", at="A-02", unit_cost=Decimal(5)))
    return desk


def worth(desk, sku="GIFT-SET"):
    value = value_of_item(desk.book, desk, sku)
    return [f"{value.values[method]:.2f}" for method in (FIFO, AVERAGE)]


def layers(desk, sku="GIFT-SET"):
    found = value_of_item(desk.book, desk, sku).layers
    return [(f"{one.quantity:f}", f"{one.unit_cost:f}".rstrip("0").rstrip(".")) for one in found]


def test_a_kit_costs_what_its_components_cost_by_the_method(desk):
    desk.handle(build(2, at="B-01"))
    assert worth(desk) == ["19.00", "20.80"]
    assert worth(desk, "MUG-BLU") == ["18.00", "16.20"]
    assert layers(desk) == [("2", "9.5")]


def test_one_item_alone_is_worth_what_it_is_in_the_whole(desk):
    desk.handle(edit(a_kit("BOX", (2, "GIFT-SET"), (1, "TEE-BLK-M"))))
    desk.handle(build(3, at="B-01"))
    desk.handle(build(1, "BOX", at="B-01"))
    desk.handle(unbuild(1, at="B-01", to="A-02"))
    whole = {one.item: one for one in value_of_stock(desk.book, desk).items}
    for sku in ("MUG-BLU", "TEE-BLK-M", "GIFT-SET", "BOX"):
        one = value_of_item(desk.book, desk, sku)
        assert one == whole.get(sku, one)


def test_what_does_not_divide_is_not_lost(desk):
    desk.handle(edit(an_item("WAX", packs=())))
    desk.handle(edit(a_kit("TRIO", ("0.333333", "ROPE-8"), (1, "WAX"))))
    desk.handle(receive(1, "ROPE-8", at="A-01", unit_cost=Decimal("10.01")))
    desk.handle(receive(3, "WAX", at="A-01", unit_cost=Decimal("0.1")))
    desk.handle(build(3, "TRIO", at="B-01"))
    assert layers(desk, "TRIO") == [("3", "3.43666333")]
    assert total(desk) == total_came_in(desk)


def test_taken_apart_right_away_everything_costs_what_it_did(desk):
    before = [worth(desk, sku) for sku in ("MUG-BLU", "TEE-BLK-M")]
    desk.handle(build(3, at="B-01"))
    desk.handle(unbuild(3, at="B-01", to="A-01"))
    assert [worth(desk, sku) for sku in ("MUG-BLU", "TEE-BLK-M")] == before
    assert worth(desk) == ["0.00", "0.00"]


def test_by_fifo_a_kit_gives_back_what_its_own_components_cost(desk):
    desk.handle(build(1, at="B-01"))
    desk.handle(receive(5, at="A-01", unit_cost=Decimal(90)))
    desk.handle(build(1, at="B-01"))
    desk.handle(unbuild(1, at="B-01", to="A-02"))
    assert layers(desk, "MUG-BLU")[-1] == ("2", "2")
    assert layers(desk, "TEE-BLK-M")[-1] == ("1", "5")


def test_a_kit_that_was_bought_is_shared_out_by_what_its_components_cost_now(desk):
    desk.handle(receive(2, "GIFT-SET", at="B-01", unit_cost=Decimal(22)))
    desk.handle(unbuild(2, at="B-01", to="A-02"))
    assert layers(desk, "MUG-BLU")[-1] == ("4", "6")  # 12 of mugs at 3.00 to 10 of tees at 5.00
    assert layers(desk, "TEE-BLK-M")[-1] == ("2", "10")


def test_where_nobody_knows_what_components_cost_they_share_by_number():
    desk = a_desk(a_kit())
    desk.handle(receive(1, "GIFT-SET", at="B-01", unit_cost=Decimal(9)))
    desk.handle(unbuild(1, at="B-01", to="A-02"))
    assert (worth(desk, "MUG-BLU"), worth(desk, "TEE-BLK-M")) == (["6.00"] * 2, ["3.00"] * 2)


def test_what_is_built_of_goods_of_unknown_cost_is_unknown_itself():
    desk = a_desk(a_kit("PAIR", (2, "MUG-BLU")))
    desk.handle(receive(2, at="A-01"))
    desk.handle(build(1, "PAIR", at="B-01"))
    assert value_of_item(desk.book, desk, "PAIR").unknown == 1
    desk.handle(unbuild(1, "PAIR", at="B-01", to="A-01"))
    assert value_of_item(desk.book, desk, "MUG-BLU").unknown == 2


def test_what_went_into_kits_is_a_cost_of_its_item_and_none_of_the_whole(desk):
    desk.handle(build(2, at="B-01"))
    assert value_of_item(desk.book, desk, "MUG-BLU").costs[FIFO] == {
        "2026-11": {"consumed": Decimal("9.00")}
    }
    assert value_of_stock(desk.book, desk).costs[FIFO] == {}
    desk.handle(move(1, "GIFT-SET", at="B-01", to="PACK"))
    desk.handle(ship(1, "GIFT-SET"))
    assert value_of_stock(desk.book, desk).costs[FIFO] == {"2026-11": {"sold": Decimal("9.50")}}


def test_a_build_that_was_taken_back_has_cost_nothing(desk):
    before = value_of_stock(desk.book, desk)
    done = desk.handle(build(3, at="B-01"))
    desk.handle(undo(done.transaction.id))
    assert value_of_stock(desk.book, desk) == before


def test_the_whole_is_told_by_kind(desk):
    desk.handle(edit(an_item("CLAY", kind=ItemKind.RAW, unit="kg", packs=())))
    assert value_of_stock(desk.book, desk).kinds == {
        ItemKind.FINISHED: {FIFO: Decimal("52.00"), AVERAGE: Decimal("52.00")}
    }
    desk.handle(receive(2, "CLAY", at="A-01", unit_cost=Decimal("1.25")))
    value = value_of_stock(desk.book, desk)
    assert value.kinds[ItemKind.RAW][FIFO] == Decimal("2.50")
    assert value.totals[FIFO] == Decimal("54.50")


@given(
    st.decimals("0", "100000", places=6),
    st.decimals("0.000001", "9999", places=6),
)
def test_layers_are_worth_exactly_what_they_are_to_be(value, quantity):
    made = layers_worth(value, quantity, 1, START)
    assert sum(one.value for one in made) == value
    assert sum(one.quantity for one in made) == quantity
    assert all(one.quantity > 0 and one.unit_cost >= 0 for one in made)


@given(
    st.decimals("0", "100000", places=6),
    st.lists(st.decimals("0", "1000", places=4), min_size=1, max_size=9),
)
def test_shares_add_up_and_none_is_less_than_nothing(value, weights):
    parts = shared(value, weights)
    assert sum(parts) == value
    assert min(parts) >= 0


COSTS = st.sampled_from(["1.00", "2.55", "3.333333", "0", None])
QUANTITIES = st.integers(1, 6)
SKUS = st.sampled_from(["MUG-BLU", "TEE-BLK-M", "GIFT-SET"])
ACTS = st.one_of(
    st.tuples(st.just("receive"), QUANTITIES, SKUS, COSTS),
    st.tuples(st.just("build"), QUANTITIES, st.sampled_from(["GIFT-SET", "BOX"]), st.none()),
    st.tuples(st.just("unbuild"), QUANTITIES, st.sampled_from(["GIFT-SET", "BOX"]), st.none()),
    st.tuples(st.just("ship"), QUANTITIES, st.sampled_from(["GIFT-SET", "BOX"]), st.none()),
    st.tuples(st.just("undo"), st.integers(0, 30), st.none(), st.none()),
)


def act(desk, verb, quantity, sku, cost):
    """Do something, if it can be done now; an undo takes back the so-manieth posting."""
    match verb:
        case "receive":
            asked = receive(quantity, sku, at="A-01", unit_cost=cost and Decimal(cost))
        case "build":
            asked = build(quantity, sku, at="A-01")
        case "unbuild":
            asked = unbuild(quantity, sku, at="A-01", to="A-01")
        case "ship":
            asked = move(quantity, sku, at="A-01", to="PACK")
        case _:
            posted = [
                one.transaction for one in desk.entered_after(0, 500) if one.transaction.moves
            ]
            if not posted:
                return
            asked = undo(posted[quantity % len(posted)].id)
    desk.handle_all([asked])
    if verb == "ship":
        desk.handle_all([ship(quantity, sku)])


def folded(desk):
    """The valuations of every item by every method, not rounded."""
    moves = (row.move for row in desk.ledger_after(0, desk.book.line))
    return Folding(desk.book, moves).items.values()


def total(desk, method=FIFO):
    return sum((one[method].pool.value for one in folded(desk)), ZERO)


def total_came_in(desk, method=FIFO):
    return sum((one[method].totals[Account.CAME_IN] for one in folded(desk)), ZERO)


def assert_all_is_in_kits_or_out_of_them(desk):
    """What is in production of a component is what the kits are made of that came out of it."""
    gone = {sku: desk.book.on_hand(sku, "PRODUCTION") for sku in desk.book.stock}
    boxes = -gone.get("BOX", ZERO)
    sets = 2 * boxes - gone.get("GIFT-SET", ZERO)
    assert gone["MUG-BLU"] == 2 * sets + boxes
    assert gone["TEE-BLK-M"] == sets


@settings(max_examples=60, deadline=None)
@given(st.lists(ACTS, min_size=4, max_size=30))
def test_building_makes_and_loses_no_value(acts):
    desk = a_desk(a_kit(), a_kit("BOX", (2, "GIFT-SET"), (1, "MUG-BLU")))
    desk.handle(receive(20, at="A-01", unit_cost=Decimal("1.10")))
    desk.handle(receive(20, "TEE-BLK-M", at="A-01", unit_cost=Decimal("7.77")))
    for one in acts:
        act(desk, *one)
    for method in ValuationMethod:
        built = consumed = came_in = left = there = ZERO
        for valuation in (one[method] for one in folded(desk)):
            totals = valuation.totals
            gone = sum((totals[a] for a in Account if a not in ("came_in", "built")), ZERO)
            assert totals["came_in"] + totals["built"] - gone == valuation.pool.value
            assert valuation.pool.value >= 0
            built, consumed = built + totals["built"], consumed + totals["consumed"]
            came_in, left = came_in + totals["came_in"], left + gone - totals["consumed"]
            there += valuation.pool.value
        assert built == consumed
        assert came_in - left == there
    assert_all_is_in_kits_or_out_of_them(desk)
    for item in desk.book.all(Item):
        on_hand = sum(desk.book.balances(item.sku).values(), ZERO)
        assert value_of_item(desk.book, desk, item.sku).quantity == on_hand


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(QUANTITIES, COSTS), min_size=1, max_size=4), st.integers(1, 3))
def test_built_and_taken_apart_again_gives_back_the_same_value(receipts, kits):
    desk = a_desk(a_kit())
    desk.handle(receive(6, "TEE-BLK-M", at="A-01", unit_cost=Decimal("3.10")))
    desk.handle(receive(6, at="A-01", unit_cost=Decimal("0.70")))
    for quantity, cost in receipts:
        desk.handle(receive(quantity, at="A-01", unit_cost=cost and Decimal(cost)))
    before: StockValue = value_of_stock(desk.book, desk)
    desk.handle(build(kits, at="A-01"))
    desk.handle(unbuild(kits, at="A-01", to="A-01"))
    after = value_of_stock(desk.book, desk)
    assert {one.item: one.values[FIFO] for one in after.items} == {
        one.item: one.values[FIFO] for one in before.items
    }
    assert after.totals == before.totals
