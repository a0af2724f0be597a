"""An order reads the same however it is cut, and whatever is wrong in it is named at once."""

from contextlib import suppress
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.order_draft import DraftLine, OrderDraft
from bot.language.order_parse import parse_order
from bot.language.order_written import written_order
from bot.language.usage import (
    AmbiguousNumber,
    BadDay,
    BlockErrors,
    OptionNotTaken,
    PartRepeated,
    QuoteNotClosed,
    StrayWords,
    UnknownOption,
)
from inventory.quantity import Amount

TODAY = date(2026, 11, 23)


def read(text, **more):
    return parse_order(text, today=TODAY, **more)


def faults_of(text):
    with pytest.raises(BlockErrors) as refused:
        read(text)
    return [(fault.number, type(fault.error)) for fault in refused.value.faults]


def a_draft_line(number, item, unit="", **facts):
    return DraftLine(item=item, amount=Amount(number=Decimal(number), unit=unit), **facts)


WHOLE = OrderDraft(
    customer="CAFE-SOL",
    lines=(
        a_draft_line(12, "MUG-BLU", unit_price=Decimal("4.50")),
        a_draft_line(3, "TEE-BLK-M", unit="case", discount_percent=Decimal(10)),
    ),
    numbers=(1, 2),
    requested_on=date(2026, 12, 1),
    reference="4711",
    priority="urgent",
    requirements=("gift card", "no peanuts; none"),
    note="rings twice",
)


def test_semicolons_and_line_breaks_cut_the_same_way():
    facts = (
        'by:2026-12-01 ref:4711 priority:urgent req:"gift card" req:"no peanuts; none" '
        'note:"rings twice"'
    )
    on_one_line = f"CAFE-SOL 12 MUG-BLU price:4.50; 3 case TEE-BLK-M off:10 {facts}"

    assert read(on_one_line) == WHOLE
    assert read(on_one_line.replace("price:4.50; ", "price:4.50\n")) == WHOLE


def test_the_customer_may_stand_on_a_line_of_its_own_or_behind_an_option():
    alone = read("CAFE-SOL\n\n12 MUG-BLU\n3 TEE-BLK-M\n")
    assert (alone.customer, alone.numbers) == ("CAFE-SOL", (3, 4))
    assert read("12 MUG-BLU to:CAFE-SOL").customer == "CAFE-SOL"
    assert read('"Cafe Sol" 12 MUG-BLU').customer == "Cafe Sol"


def test_a_customer_that_is_a_number_is_told_from_a_quantity_by_the_number_behind_it():
    assert read("12346 6 MUG-BLU") == OrderDraft(
        customer="12346", lines=(a_draft_line(6, "MUG-BLU"),), numbers=(1,)
    )
    assert read("6 MUG-BLU").customer == ""
    assert read("6 4006381333931").lines == (a_draft_line(6, "4006381333931"),)


def test_on_a_form_no_word_names_the_customer():
    assert read("MUG-BLU 12", has_customer=False).lines == (a_draft_line(12, "MUG-BLU"),)


def test_what_is_left_out_is_missing_not_wrong():
    assert read("") == OrderDraft()
    assert read("CAFE-SOL") == OrderDraft(customer="CAFE-SOL")
    assert read("CAFE-SOL MUG-BLU").lines[0].missing == ("quantity",)
    assert read("CAFE-SOL price:4").lines[0].missing == ("quantity", "item")
    assert not read("CAFE-SOL by:tomorrow").is_whole
    assert read("CAFE-SOL 12 MUG-BLU").is_whole


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("CAFE-SOL 12 MUG-BLU @A-01", [(1, OptionNotTaken)]),
        ("CAFE-SOL 12 MUG-BLU > A-01", [(1, OptionNotTaken)]),
        ("CAFE-SOL 12 MUG-BLU lot:L7", [(1, OptionNotTaken)]),
        ("CAFE-SOL 12 MUG-BLU refer:4711", [(1, UnknownOption)]),
        ("CAFE-SOL 12 blue mugs and more", [(1, StrayWords)]),
        ('CAFE-SOL 12 MUG-BLU req:"gift; 3 TEE-BLK-M', [(1, QuoteNotClosed)]),
        ("CAFE-SOL 1 MUG ref:1; 2 TEE ref:2", [(2, PartRepeated)]),
        ("CAFE-SOL 1 MUG by:3/4/2027", [(1, BadDay)]),
        (
            "CAFE-SOL\n1.200 MUG-BLU\n3 TEE-BLK-M\n\n2 JAM by:someday",
            [(2, AmbiguousNumber), (5, BadDay)],
        ),
    ],
)
def test_everything_wrong_is_named_by_its_line(text, faults):
    assert faults_of(text) == faults


def test_a_correction_is_the_whole_order():
    with pytest.raises(BlockErrors) as refused:
        read("CAFE-SOL 1.200 MUG-BLU; 3 TEE-BLK-M")
    assert refused.value.faults[0].corrections == (
        "CAFE-SOL 1,200 MUG-BLU; 3 TEE-BLK-M",
        "CAFE-SOL 1.2 MUG-BLU; 3 TEE-BLK-M",
    )


TEXTS = st.text(
    st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from('"“”>@:;- x1.,'), min_size=1
).filter(lambda text: len(text.splitlines()) == 1)
NUMBERS = st.decimals(-99_999, 999_999, places=4, allow_nan=False, allow_infinity=False)
PRICES = st.decimals(0, 999_999, places=4, allow_nan=False, allow_infinity=False)


@st.composite
def drafts(draw):
    lines = draw(
        st.lists(
            st.builds(
                DraftLine,
                item=TEXTS,
                amount=st.builds(Amount, number=NUMBERS, unit=st.just("") | TEXTS),
                unit_price=st.none() | PRICES,
                discount_percent=PRICES,
            ),
            max_size=3,
        )
    )
    return OrderDraft(
        customer=draw(TEXTS),
        lines=tuple(lines),
        numbers=tuple(range(1, len(lines) + 1)),
        reference=draw(st.just("") | TEXTS),
        requested_on=draw(st.none() | st.dates(date(2000, 1, 1), date(2100, 1, 1))),
        priority=draw(st.sampled_from(["", "urgent", "low"])),
        requirements=tuple(draw(st.lists(TEXTS, max_size=2, unique=True))),
        service=draw(st.just("") | TEXTS),
        note=draw(st.just("") | TEXTS),
    )


@given(drafts())
def test_what_is_written_down_reads_the_same(draft):
    assert read(written_order(draft)) == draft


@given(st.text() | st.text(st.sampled_from('24 MUG@>:;"“bytoprice.,/-+\n')))
def test_whatever_is_typed_is_read_or_refused_in_words(text):
    """Any other error than the one about words would fail here."""
    with suppress(BlockErrors):
        read(text)
