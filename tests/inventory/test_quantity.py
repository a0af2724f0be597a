"""Quantities are exact, have one spelling, and packs convert without a rest."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inventory.errors import FractionRefused, QuantityTooLarge, UnknownUnit
from inventory.item import Pack
from inventory.quantity import Amount, decimals_of, trimmed
from tests.builders import an_item

MUG = an_item()
ROPE = an_item(
    "ROPE-8", unit="metre", is_fractional=True, packs=(Pack(unit="coil", quantity=Decimal("12.5")),)
)


def amount(number, unit=""):
    return Amount(number=Decimal(number), unit=unit)


@pytest.mark.parametrize(
    ("number", "unit", "pieces"),
    [
        ("24", "", "24"),
        ("3", "case", "36"),
        ("3", "Cases", "36"),
        ("2", "dozen", "24"),
        ("1", "gross", "144"),
        ("0.5", "case", "6"),
        ("7", "pieces", "7"),
    ],
)
def test_packs_become_pieces_exactly(number, unit, pieces):
    assert str(MUG.in_base_units(amount(number, unit))) == pieces


def test_an_items_own_pack_wins_over_the_general_meaning():
    bakers = an_item(packs=(Pack(unit="dozen", quantity=Decimal(13)),))
    assert bakers.in_base_units(amount("2", "dozen")) == 26


def test_half_a_mug_is_refused():
    with pytest.raises(FractionRefused) as refusal:
        MUG.in_base_units(amount("0.1", "case"))
    assert refusal.value == FractionRefused(item="MUG-BLU", quantity=Decimal("1.2"), unit="piece")


def test_half_a_metre_of_rope_is_a_thing():
    assert ROPE.in_base_units(amount("0.5", "coil")) == Decimal("6.25")


def test_a_seventh_decimal_is_refused_even_of_rope():
    with pytest.raises(FractionRefused):
        ROPE.in_base_units(amount("0.0000001"))


def test_an_unknown_unit_names_the_known_ones():
    with pytest.raises(UnknownUnit) as refusal:
        MUG.in_base_units(amount("2", "pallets"))
    assert refusal.value.known == ("dozen", "gross", "case", "piece")


@pytest.mark.parametrize("number", ["1000000000", "1E+30", "1E+1000000", "-1E+30"])
def test_an_absurd_quantity_is_refused_and_not_written_out(number):
    with pytest.raises(QuantityTooLarge):
        MUG.in_base_units(amount(number))


@pytest.mark.parametrize(
    ("written", "kept"),
    [("24.500", "24.5"), ("1E+3", "1000"), ("-0", "0"), ("0.00", "0"), ("-3.0", "-3")],
)
def test_a_number_has_one_spelling(written, kept):
    assert str(trimmed(Decimal(written))) == kept


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=6))
def test_trimming_changes_the_spelling_and_never_the_number(value):
    assert trimmed(value) == value
    assert trimmed(trimmed(value)) == trimmed(value)
    assert decimals_of(value) == decimals_of(trimmed(value)) <= 6


@given(st.integers(1, 10**4), st.integers(1, 10**3))
def test_packs_convert_there_and_back_exactly(number, size):
    item = an_item(packs=(Pack(unit="case", quantity=Decimal(size)),))
    assert item.in_base_units(amount(number, "case")) / size == number
