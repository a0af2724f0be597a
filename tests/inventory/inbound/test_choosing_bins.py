"""Which bin is proposed for what lies in receiving, and why."""

from decimal import Decimal

import pytest

from inventory.documents.putaway import Putaway
from inventory.inbound_commands import PutAway
from inventory.location import LocationKind
from inventory.order_errors import Reserved
from tests.builders import (
    a_customer,
    a_desk,
    a_location,
    an_item,
    edit,
    move,
    open_stock,
    ordered,
    pick,
    place_order,
    receive,
    refusal_of,
)


def proposed(desk, number="PA-1"):
    """What a putaway proposes: quantity, bin and why, a line each."""
    lines = desk.book.get(Putaway, number).lines
    return [f"{line.quantity} {line.proposed or '-'}: {line.why}" for line in lines]


def test_goods_go_to_their_home():
    desk = a_desk(an_item("MUG-BLU", home="B-01"), stock=[(5, "MUG-BLU", "A-02")])

    desk.handle(receive(24, "MUG-BLU"))

    assert proposed(desk) == ["24 B-01: its home"]


def test_a_lot_goes_where_it_lies_already_rather_than_home():
    jam = an_item("JAM-STR", is_lot_tracked=True, home="B-01")
    desk = a_desk(jam, stock=[(5, "JAM-STR", "A-02", "L7")])

    desk.handle(receive(24, "JAM-STR", lot="L7"))
    desk.handle(receive(24, "JAM-STR", lot="L8"))

    assert proposed(desk) == ["24 A-02: the same lot lies there"]
    assert proposed(desk, "PA-2") == ["24 B-01: its home"]


def test_without_a_home_goods_go_where_the_item_lies():
    desk = a_desk(stock=[(5, "MUG-BLU", "A-02"), (5, "TEE-BLK-M", "A-01")])

    desk.handle(receive(24, "MUG-BLU"))

    assert proposed(desk) == ["24 A-02: the same item lies there"]


def test_a_new_item_goes_to_the_empty_bin_nearest_to_the_dock():
    desk = a_desk(
        a_location("IN", LocationKind.RECEIVING, walk_order=10),
        a_location("A-01", walk_order=1),
        a_location("A-02", walk_order=9),
        a_location("B-01", walk_order=12),
        stock=[(5, "TEE-BLK-M", "A-02")],
    )

    desk.handle(receive(24, "MUG-BLU"))

    assert proposed(desk) == ["24 B-01: empty, near the dock"]


def test_bins_equally_far_are_taken_by_their_code():
    desk = a_desk(
        a_location("IN", LocationKind.RECEIVING, walk_order=5),
        a_location("A-01", walk_order=6),
        a_location("A-02", walk_order=4),
        a_location("B-01", walk_order=4),
    )

    for item in ("MUG-BLU", "TEE-BLK-M", "ROPE-8"):
        desk.handle(receive(1, item))

    bins = [desk.book.get(Putaway, f"PA-{n}").lines[0].proposed for n in (1, 2, 3)]
    assert bins == ["A-01", "A-02", "B-01"]


def test_a_bin_that_was_emptied_is_proposed_again():
    desk = a_desk(stock=[(5, "TEE-BLK-M", "A-01"), (5, "TEE-BLK-M", "A-02")])
    desk.handle(open_stock(5, "TEE-BLK-M", at="B-01"))
    desk.handle(move(5, "TEE-BLK-M", at="A-02", to="B-01"))

    desk.handle(receive(24, "MUG-BLU"))

    assert proposed(desk) == ["24 A-02: empty, near the dock"]


def test_what_finds_no_room_in_one_bin_is_split_over_several():
    desk = a_desk(
        an_item("MUG-BLU", home="A-01"),
        a_location("A-01", capacity=Decimal(20)),
        a_location("A-02", capacity=Decimal(30)),
        a_location("B-01", capacity=Decimal(10)),
        stock=[(5, "MUG-BLU", "A-01")],
    )

    desk.handle(receive(70, "MUG-BLU"))

    assert proposed(desk) == [
        "15 A-01: its home",
        "30 A-02: empty, near the dock",
        "10 B-01: empty, near the dock",
        "15 -: no bin has room",
    ]


def test_what_open_putaways_propose_counts_as_taken():
    desk = a_desk(
        an_item("MUG-BLU", home="A-01"),
        a_location("A-01", capacity=Decimal(30)),
    )

    desk.handle(receive(20, "MUG-BLU"))
    desk.handle(receive(20, "MUG-BLU"))

    assert proposed(desk, "PA-2") == ["10 A-01: its home", "10 A-02: empty, near the dock"]


def test_more_of_the_same_goes_where_the_first_of_it_goes():
    desk = a_desk()
    desk.handle(receive(20, "JAM-STR", lot="L7"))
    desk.handle(receive(20, "MUG-BLU"))

    desk.handle(receive(5, "JAM-STR", lot="L7"))
    desk.handle(receive(5, "JAM-STR", lot="L8"))

    assert proposed(desk, "PA-3") == ["5 A-01: more of it goes there"]
    assert proposed(desk, "PA-4") == ["5 A-01: more of it goes there"]


def test_a_bin_takes_no_more_weight_than_it_bears():
    desk = a_desk(
        an_item("MUG-BLU", home="A-01", weight=Decimal("0.4")),
        a_location("A-01", capacity_kg=Decimal(5)),
        stock=[(2, "MUG-BLU", "A-01")],
    )

    desk.handle(receive(12, "MUG-BLU"))

    assert proposed(desk) == ["10 A-01: its home", "2 A-02: empty, near the dock"]


@pytest.mark.parametrize("word", ["raw", "Textiles"])
def test_a_bin_kept_for_others_is_passed_over(word):
    desk = a_desk(
        an_item("MUG-BLU", home="A-01", category="Kitchen"), a_location("A-01", takes=(word,))
    )

    desk.handle(receive(12, "MUG-BLU"))

    assert proposed(desk) == ["12 A-02: empty, near the dock"]


@pytest.mark.parametrize("word", ["finished", "kitchen"])
def test_a_bin_kept_for_such_goods_takes_them(word):
    desk = a_desk(
        an_item("MUG-BLU", home="A-01", category="Kitchen"), a_location("A-01", takes=(word,))
    )

    desk.handle(receive(12, "MUG-BLU"))

    assert proposed(desk) == ["12 A-01: its home"]


def test_only_bins_of_the_same_site_are_proposed():
    desk = a_desk(
        an_item("MUG-BLU", home="A-01"),
        a_location("N-IN", LocationKind.RECEIVING, site="NORTH"),
        a_location("N-01", site="NORTH"),
    )

    desk.handle(receive(12, "MUG-BLU", at="N-IN"))

    assert proposed(desk) == ["12 N-01: empty, near the dock"]


def test_a_bin_that_is_out_of_use_is_not_proposed():
    desk = a_desk(an_item("MUG-BLU", home="A-01"), a_location("A-01", is_active=False))

    desk.handle(receive(12, "MUG-BLU"))

    assert proposed(desk) == ["12 A-02: empty, near the dock"]


def test_a_full_house_shares_bins_last():
    desk = a_desk(stock=[(1, "TEE-BLK-M", code) for code in ("A-01", "A-02", "B-01")])

    desk.handle(receive(12, "MUG-BLU"))

    assert proposed(desk) == ["12 A-01: has room"]


def test_a_bin_that_moved_along_the_walk_is_found_where_it_is_now():
    desk = a_desk(
        a_location("IN", LocationKind.RECEIVING, walk_order=1),
        a_location("A-01", walk_order=2),
        a_location("A-02", walk_order=3),
        a_location("B-01", walk_order=4),
    )
    desk.handle(edit(a_location("A-01", walk_order=9)))

    desk.handle(receive(12, "MUG-BLU"))

    assert proposed(desk) == ["12 A-02: empty, near the dock"]


def test_goods_kept_for_an_order_stay_at_the_dock_until_they_are_picked():
    desk = a_desk()
    desk.handle(edit(a_customer()))
    desk.handle(receive(10, "MUG-BLU"))
    desk.handle(place_order((4, "MUG-BLU")))

    desk.handle(ordered(PutAway, "PA-1", line=1))
    assert desk.book.get(Putaway, "PA-1").line(1).outstanding == 4
    assert isinstance(refusal_of(desk, ordered(PutAway, "PA-1", line=1)), Reserved)
    desk.handle(pick(4, "MUG-BLU", at="IN", document="SO-1"))

    line = desk.book.get(Putaway, "PA-1").line(1)
    assert (line.done, line.gone, line.outstanding) == (6, 4, 0)


def test_a_site_without_bins_needs_no_putaway():
    desk = a_desk(a_location("N-IN", LocationKind.RECEIVING, site="NORTH"))

    desk.handle(receive(12, "MUG-BLU", at="N-IN"))

    assert list(desk.book.all(Putaway)) == []


def test_what_an_import_brings_in_was_put_away_long_ago():
    desk = a_desk()

    desk.handle(receive(12, "MUG-BLU", by="import"))

    assert list(desk.book.all(Putaway)) == []
