"""Proposing packages: the smallest that takes everything, else as few as first-fit finds."""

from collections import Counter
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from inventory.outbound.contents import Goods, holds, measure_of
from inventory.outbound.fitting import Fitting, propose_packages
from inventory.package_type import PackageType
from inventory.parcel_errors import FitsNowhere


def a_package(code: str, sides: str, most: str, own: str = "0", **facts: Any) -> PackageType:
    """`sides` are length, width and height inside: `30x20x10`."""
    length, width, height = (Decimal(side) for side in sides.split("x"))
    return PackageType(
        code=code,
        inner_length_cm=length,
        inner_width_cm=width,
        inner_height_cm=height,
        most_weight_kg=Decimal(most),
        own_weight_kg=Decimal(own),
        **facts,
    )


def goods(item: str = "MUG-BLU", pieces: int = 1, kg: str = "0.4", sides: str = "") -> Goods:
    length, width, height = (
        (Decimal(side) for side in sides.split("x")) if sides else (None, None, None)
    )
    return Goods(
        item=item,
        pieces=pieces,
        weight_kg=Decimal(kg),
        length_cm=length,
        width_cm=width,
        height_cm=height,
    )


SMALL = a_package("BOX-S", "20x15x10", "5", "0.1", cost=Decimal("0.40"))
MIDDLE = a_package("BOX-M", "40x30x20", "15", "0.3", cost=Decimal("0.90"))
LARGE = a_package("BOX-L", "60x40x40", "30", "0.6", cost=Decimal("1.70"))
TUBE = a_package("TUBE", "110x10x10", "6", "0.4", cost=Decimal("1.20"))
BOXES = (LARGE, SMALL, TUBE, MIDDLE)


def packed(fitting: Fitting) -> list[tuple[str, dict[str, int]]]:
    return [
        (one.package, {line.item: line.pieces for line in one.contents}) for one in fitting.packages
    ]


def refusal_of(*wanted: Goods, types: Any = BOXES) -> FitsNowhere:
    with pytest.raises(FitsNowhere) as caught:
        propose_packages(types, wanted)
    return caught.value


def test_one_mug_goes_into_the_small_box():
    fitting = propose_packages(BOXES, [goods(sides="12x10x9")])
    (box,) = fitting.packages
    assert (box.package, box.weight_kg) == ("BOX-S", Decimal("0.5"))
    assert (fitting.cost, fitting.weights_kg) == (Decimal("0.4"), (Decimal("0.5"),))


def test_weight_can_ask_for_a_larger_box_than_size_does():
    assert packed(propose_packages(BOXES, [goods("NAILS", kg="4.9", sides="5x5x5")])) == [
        ("BOX-S", {"NAILS": 1})
    ]
    assert packed(propose_packages(BOXES, [goods("NAILS", kg="4.91", sides="5x5x5")])) == [
        ("TUBE", {"NAILS": 1})
    ]


def test_volume_is_added_up():
    three = propose_packages(BOXES, [goods(pieces=3, kg="0.1", sides="10x10x10")])
    four = propose_packages(BOXES, [goods(pieces=4, kg="0.1", sides="10x10x10")])
    assert packed(three) == [("BOX-S", {"MUG-BLU": 3})]
    assert packed(four) == [("TUBE", {"MUG-BLU": 4})]


def test_a_long_thing_goes_where_its_longest_side_goes_however_it_is_measured():
    for sides in ("100x8x8", "8x100x8", "8x8x100"):
        assert packed(propose_packages(BOXES, [goods("POSTER", sides=sides)])) == [
            ("TUBE", {"POSTER": 1})
        ]


def test_of_goods_without_sides_only_the_weight_is_judged():
    fitting = propose_packages(
        BOXES, [goods("TEE-BLK-M", 3, "0.2"), goods(sides="12x10x9"), goods("CAP", kg="0.1")]
    )
    assert packed(fitting) == [("BOX-S", {"CAP": 1, "MUG-BLU": 1, "TEE-BLK-M": 3})]


def test_two_sides_out_of_three_are_as_good_as_none():
    half = Goods(item="RUG", weight_kg=Decimal(1), length_cm=Decimal(300), width_cm=Decimal(9))
    assert packed(propose_packages(BOXES, [half])) == [("BOX-S", {"RUG": 1})]


def test_what_does_not_go_into_one_goes_into_several():
    fitting = propose_packages([MIDDLE], [goods(pieces=80, kg="0.5")])
    assert packed(fitting) == [
        ("BOX-M", {"MUG-BLU": 29}),
        ("BOX-M", {"MUG-BLU": 29}),
        ("BOX-M", {"MUG-BLU": 22}),
    ]
    assert fitting.weights_kg == (Decimal("14.8"), Decimal("14.8"), Decimal("11.3"))
    assert fitting.cost == Decimal("2.70")


def test_the_last_of_several_packages_is_no_larger_than_it_needs_to_be():
    fitting = propose_packages(BOXES, [goods("NAILS", 30, "1.0", "5x5x5")])
    assert packed(fitting) == [("BOX-L", {"NAILS": 29}), ("BOX-S", {"NAILS": 1})]


def test_things_that_go_into_no_common_package_are_packed_apart():
    fitting = propose_packages(BOXES, [goods("POSTER", sides="100x8x8"), goods("DRUM", kg="20")])
    assert packed(fitting) == [("BOX-L", {"DRUM": 1}), ("TUBE", {"POSTER": 1})]


def test_heavy_things_are_placed_first_and_small_ones_fill_the_gaps():
    wanted = [goods("A", 2, "9"), goods("B", 2, "5"), goods("C", 1, "0.5")]
    assert packed(propose_packages([MIDDLE], wanted)) == [
        ("BOX-M", {"A": 1, "B": 1, "C": 1}),
        ("BOX-M", {"A": 1, "B": 1}),
    ]


def test_of_equally_few_packages_the_cheaper_are_proposed():
    dear = a_package("DEAR", "40x30x20", "15", "0.3", cost=Decimal(5))
    assert [
        one.package for one in propose_packages([dear, MIDDLE], [goods(pieces=2, kg="9")]).packages
    ] == ["BOX-M", "BOX-M"]


def test_a_type_out_of_use_is_not_proposed():
    closed = a_package("BOX-S", "20x15x10", "5", is_active=False)
    assert packed(propose_packages([closed, MIDDLE], [goods()])) == [("BOX-M", {"MUG-BLU": 1})]


def test_a_piece_too_heavy_for_all_says_what_the_most_is():
    assert refusal_of(goods("ANVIL", kg="60", sides="50x20x20")) == FitsNowhere(
        problem="too_heavy",
        item="ANVIL",
        weight_kg=Decimal(60),
        sides_cm=(Decimal(50), Decimal(20), Decimal(20)),
        most_weight_kg=Decimal("29.4"),
    )


def test_a_piece_too_heavy_for_the_packages_its_sides_go_into_is_too_heavy():
    refusal = refusal_of(goods("ROD", kg="7", sides="100x5x5"))
    assert (refusal.problem, refusal.most_weight_kg) == ("too_heavy", Decimal("5.6"))


def test_a_piece_too_long_for_all_says_what_the_longest_is():
    refusal = refusal_of(goods(), goods("SKI", kg="3", sides="180x9x9"))
    assert (refusal.problem, refusal.item) == ("too_long", "SKI")
    assert refusal.most_sides_cm == (110, 10, 10)


def test_a_piece_may_be_short_and_still_be_of_no_packages_shape():
    assert refusal_of(goods("TABLE", kg="3", sides="70x70x5")).problem == "shape"


@pytest.mark.parametrize(
    ("types", "wanted", "problem"),
    [
        (BOXES, (), "nothing"),
        ((), (goods(),), "no_package_types"),
        ((a_package("X", "9x9x9", "9", is_active=False),), (goods(),), "no_package_types"),
        ((SMALL,), (goods(pieces=1001, kg="4"),), "too_many"),
    ],
)
def test_nothing_to_pack_or_to_pack_in_is_refused(types, wanted, problem):
    assert refusal_of(*wanted, types=types).problem == problem


def test_a_thousand_packages_are_still_proposed():
    assert len(propose_packages([SMALL], [goods(pieces=1000, kg="4")]).packages) == 1000


def test_what_weighs_nothing_and_has_no_size_goes_anywhere():
    assert packed(propose_packages([SMALL], [goods("CODE", 999_999, "0")])) == [
        ("BOX-S", {"CODE": 999_999})
    ]


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"most": "0.5", "own": "0.5"}, "the most weight includes the package's own"),
        ({"sides": "0x5x5", "most": "5"}, "greater than 0"),
        ({"most": "5", "own": "-1"}, "greater than or equal to 0"),
    ],
)
def test_a_package_that_holds_nothing_is_none(facts, sentence):
    with pytest.raises(ValidationError, match=sentence):
        a_package("BOX", **{"sides": "5x5x5", **facts})


def test_a_package_is_known_by_its_code():
    assert SMALL.key == "BOX-S"


# Laws.

SIDES = st.one_of(
    st.just(""), st.tuples(*[st.integers(1, 20)] * 3).map(lambda s: "x".join(map(str, s)))
)
KILOGRAMS = st.decimals(0, 5, places=2).map(str)
PIECES = st.builds(goods, st.sampled_from("ABCD"), st.integers(1, 9), KILOGRAMS, SIDES)
WANTED = st.lists(PIECES, min_size=1, max_size=6)


@st.composite
def tables(draw):
    shapes = draw(st.lists(st.tuples(*[st.integers(5, 40)] * 3, st.integers(4, 30)), max_size=5))
    known = [
        a_package(f"P-{number}", f"{a}x{b}x{c}", str(most), "0.2", cost=Decimal(a))
        for number, (a, b, c, most) in enumerate(shapes)
    ]
    return [a_package("CRATE", "40x40x40", "6", "0.5", cost=Decimal(3)), *known]


@given(tables(), WANTED)
def test_nothing_is_left_out_and_nothing_added(types, wanted):
    fitting = propose_packages(types, wanted)
    asked, got = Counter(), Counter()
    for one in wanted:
        asked[one.model_copy(update={"pieces": 1})] += one.pieces
    for package in fitting.packages:
        for one in package.contents:
            got[one.model_copy(update={"pieces": 1})] += one.pieces
    assert got == asked


@given(tables(), WANTED)
def test_every_package_holds_what_it_is_given(types, wanted):
    by_code = {one.code: one for one in types}
    for package in propose_packages(types, wanted).packages:
        box = by_code[package.package]
        weight = sum(one.weight_kg * one.pieces for one in package.contents)
        assert package.weight_kg == weight + box.own_weight_kg <= box.most_weight_kg
        volume = sum(measure_of(one).volume_cm3 * one.pieces for one in package.contents)
        assert volume <= box.volume_cm3
        for one in package.contents:
            assert all(
                own <= free
                for own, free in zip(measure_of(one).sides_cm, box.sides_cm, strict=False)
            )


@given(tables(), WANTED)
def test_no_smaller_package_would_do(types, wanted):
    by_code = {one.code: one for one in types}
    fitting = propose_packages(types, wanted)
    for package in fitting.packages:
        smaller = [t for t in types if t.volume_cm3 < by_code[package.package].volume_cm3]
        assert not any(holds(one, package.contents) for one in smaller)
    if len(fitting.packages) > 1:
        assert not any(holds(one, wanted) for one in types)


@given(tables(), WANTED, st.randoms())
def test_the_order_of_the_lines_and_of_the_types_does_not_matter(types, wanted, random):
    lines, rows = list(wanted), list(types)
    random.shuffle(lines)
    random.shuffle(rows)
    assert propose_packages(rows, lines) == propose_packages(types, wanted)
