"""What a scope holds: the balances that a plan makes lines of."""

import pytest

from inventory.count_errors import NothingToCount
from inventory.documents.cycle_count import CycleCount
from inventory.errors import UnknownItem, UnknownLocation
from inventory.location import LocationKind
from tests.builders import a_location, edit, move, pick, refusal_of, ship
from tests.inventory.counting.sheets import a_stockroom, asked, plan, sheet


def planned(desk, **scope):
    number = desk.handle(plan(**scope)).transaction.changes[0].key
    return asked(sheet(desk, number))


def test_a_bin_is_counted_with_everything_in_it():
    assert planned(a_stockroom(), bins=("a-02",)) == [
        ("A-02", "JAM-STR", "L7"),
        ("A-02", "MUG-BLU"),
    ]


def test_an_item_is_counted_wherever_it_lies():
    assert planned(a_stockroom(), items=("mug-blu",)) == [
        ("A-01", "MUG-BLU"),
        ("A-02", "MUG-BLU"),
    ]


def test_an_item_and_a_bin_narrow_each_other_down():
    assert planned(a_stockroom(), items=("MUG-BLU",), bins=("A-01",)) == [("A-01", "MUG-BLU")]


def test_a_zone_holds_its_racks_and_their_bins():
    desk = a_stockroom(
        a_location("A-01", parent="RACK-1"),
        a_location("RACK-1", parent="NORTH"),
        a_location("B-01", parent="north"),
    )
    assert planned(desk, zone="NORTH") == [("A-01", "MUG-BLU"), ("A-01", "TEE-BLK-M")]


def test_an_aisle_is_a_zone_where_nobody_has_said_more():
    desk = a_stockroom()
    assert planned(desk, zone="b") == [("B-01",)]


def test_a_zone_that_is_tied_to_itself_ends():
    desk = a_stockroom(a_location("A-01", parent="A-02"), a_location("A-02", parent="A-01"))
    assert len(planned(desk, zone="a-01")) == 4


def test_a_site_has_its_own_sheet():
    desk = a_stockroom(a_location("C-01", site="Leeds"), a_location("C-02", site="Leeds"))
    assert planned(desk, site="leeds") == [("C-01",), ("C-02",)]


def test_the_whole_house_is_counted_along_the_walk_and_empty_bins_too():
    desk = a_stockroom(a_location("A-02", walk_order=1), a_location("A-01", walk_order=2))
    desk.handle(pick(2, at="A-01"))
    assert planned(desk) == [
        ("A-02", "JAM-STR", "L7"),
        ("A-02", "MUG-BLU"),
        ("A-01", "MUG-BLU"),
        ("A-01", "TEE-BLK-M"),
        ("B-01",),
        ("PACK", "MUG-BLU"),
    ]


def test_several_bins_are_named_by_a_pattern_or_a_range():
    desk = a_stockroom()
    assert planned(desk, bins=("a-*",)) == [
        ("A-01", "MUG-BLU"),
        ("A-01", "TEE-BLK-M"),
        ("A-02", "JAM-STR", "L7"),
        ("A-02", "MUG-BLU"),
    ]
    assert planned(a_stockroom(), bins=("A-02..B-01",))[2:] == [("B-01",)]


def test_bins_without_a_place_on_the_walk_come_as_people_count_them():
    stock = [(1, "MUG-BLU", "R-10"), (1, "MUG-BLU", "R-2")]
    desk = a_stockroom(a_location("R-10"), a_location("R-2"), stock=stock)
    assert planned(desk, bins=("R-*",)) == [("R-2", "MUG-BLU"), ("R-10", "MUG-BLU")]


def test_a_sheet_names_the_counts_that_have_the_rest_of_what_was_asked_for():
    desk = a_stockroom()
    desk.handle(plan(items=("MUG-BLU",)))
    desk.handle(plan(bins=("A-01",)))
    assert desk.book.get(CycleCount, "CC-2").elsewhere == ("CC-1",)
    refused = refusal_of(desk, plan(bins=("A-01",)))
    assert refused == NothingToCount(problem="on_sheets", counts=("CC-1", "CC-2"))


def test_a_bin_that_goods_have_left_is_empty():
    desk = a_stockroom(stock=[(2, "MUG-BLU", "A-01")])
    desk.handle(pick(2, at="A-01"))
    desk.handle(ship(2))
    assert planned(desk, bins=("A-01",)) == [("A-01",)]


def test_a_bin_out_of_use_is_counted_while_something_lies_in_it():
    desk = a_stockroom()
    desk.handle(edit(a_location("A-01", is_active=False)))
    desk.handle(edit(a_location("B-01", is_active=False)))
    assert ("A-01", "MUG-BLU") in planned(desk, bins=("A-01",))
    with pytest.raises(NothingToCount):
        desk.handle(plan(bins=("B-01",)))


def test_goods_on_their_way_are_not_counted():
    desk = a_stockroom()
    desk.handle(move(3, at="A-01", to="VAN"))
    assert all(place != "VAN" for place, *_ in planned(desk))


def test_a_sample_is_by_chance_and_the_same_for_the_same_seed():
    desk, other = a_stockroom(), a_stockroom()
    first = planned(desk, sample=2, seed=7)
    assert len(first) == 2
    assert planned(other, sample=2, seed=7) == first
    seeds = {tuple(planned(a_stockroom(), sample=2, seed=seed)) for seed in range(8)}
    assert len(seeds) > 2


def test_what_is_on_an_open_sheet_is_not_planned_again():
    desk = a_stockroom()
    desk.handle(plan(items=("MUG-BLU",)))
    assert planned(desk, bins=("A-01",)) == [("A-01", "TEE-BLK-M")]
    with pytest.raises(NothingToCount, match="on_sheets"):
        desk.handle(plan(items=("MUG-BLU",)))
    assert len(list(desk.book.all(CycleCount))) == 2


@pytest.mark.parametrize(
    ("scope", "error"),
    [
        ({"bins": ("Z-99",)}, UnknownLocation(location="Z-99")),
        ({"bins": ("CUSTOMER",)}, UnknownLocation(location="CUSTOMER")),
        ({"bins": ("Q-*",)}, NothingToCount(problem="unknown_bins", what="Q-*")),
        ({"items": ("MUG-X",)}, UnknownItem(item="MUG-X")),
        (
            {"zone": "SOUTH"},
            NothingToCount(problem="unknown_zone", what="SOUTH", known=("A", "B", "NORTH", "Y")),
        ),
        ({"site": "Leeds"}, NothingToCount(problem="unknown_site", what="Leeds", known=("York",))),
    ],
)
def test_a_scope_that_names_no_such_thing_is_refused(scope, error):
    desk = a_stockroom(
        a_location("A-01", parent="NORTH"), a_location("Y-01", LocationKind.STORAGE, site="York")
    )
    with pytest.raises(type(error)) as refused:
        desk.handle(plan(**scope))
    assert refused.value == error
