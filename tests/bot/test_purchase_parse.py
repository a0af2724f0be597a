"""A purchase order is read from one line or many, and written down so that it reads the same."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.purchase_draft import PurchaseDraft, PurchaseDraftLine
from bot.language.purchase_parse import parse_purchase
from bot.language.purchase_written import written_purchase
from bot.language.usage import BlockErrors, OptionNotTaken, PartRepeated
from inventory.quantity import Amount

TODAY = date(2026, 11, 23)


def read(text, **options):
    return parse_purchase(text, today=TODAY, **options)


def a_line(number, item, unit="", cost=None):
    amount = Amount(number=Decimal(number), unit=unit)
    return PurchaseDraftLine(item=item, amount=amount, unit_cost=cost and Decimal(cost))


def test_the_first_word_is_the_supplier_and_a_cost_belongs_to_its_line():
    draft = read(
        "CLAYCO 24 MUG-BLU; 2 case MUG-RED cost:3.20 by:2026-12-01 ref:4711 freight:45 "
        'note:"at the gate"'
    )
    assert draft == PurchaseDraft(
        supplier="CLAYCO",
        lines=(a_line(24, "MUG-BLU"), a_line(2, "MUG-RED", "case", "3.20")),
        numbers=(1, 2),
        expected_on=date(2026, 12, 1),
        reference="4711",
        freight=Decimal(45),
        note="at the gate",
    )


def test_lines_may_stand_below_each_other_and_options_anywhere():
    draft = read("CLAYCO freight:45\n24 MUG-BLU by:tomorrow\ncost:3 5 MUG-RED")
    assert [line.item for line in draft.lines] == ["MUG-BLU", "MUG-RED"]
    assert (draft.freight, draft.expected_on) == (45, date(2026, 11, 24))


def test_without_a_supplier_the_first_word_is_a_quantity():
    assert read("24 MUG-BLU").supplier == ""
    assert read("CLAYCO").lines == ()
    assert read("24 MUG-BLU", has_supplier=False).lines == (a_line(24, "MUG-BLU"),)


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("CLAYCO 24 MUG-BLU price:4", OptionNotTaken),
        ("CLAYCO 24 MUG-BLU @A-01", OptionNotTaken),
        ("CLAYCO 24 MUG-BLU; 5 MUG-RED ref:1 ref:2", PartRepeated),
        ("CLAYCO 24 MUG-BLU cost:3 cost:4", PartRepeated),
    ],
)
def test_what_it_has_no_use_for_is_named(text, error):
    with pytest.raises(BlockErrors) as caught:
        read(text)
    [fault] = caught.value.faults
    assert isinstance(fault.error, error)


WORDS = st.text(st.characters(categories=("Lu", "Nd")), min_size=1, max_size=8)
COSTS = st.none() | st.decimals(0, 9999, places=2)
LINES = st.builds(
    a_line,
    st.integers(1, 9999),
    WORDS.map(lambda word: f"X-{word}"),
    st.just(""),
    COSTS,
)


@given(
    supplier=WORDS.map(lambda word: f"S{word}"),
    lines=st.lists(LINES, min_size=1, max_size=4).map(tuple),
    reference=WORDS,
    note=st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), max_size=30).map(
        lambda text: " ".join(text.split())
    ),
    freight=COSTS,
)
def test_what_is_written_down_is_read_the_same(supplier, lines, reference, note, freight):
    draft = PurchaseDraft(
        supplier=supplier, lines=lines, reference=reference, note=note, freight=freight
    )
    again = read(written_purchase(draft))
    assert again.model_copy(update={"numbers": ()}) == draft
