"""Freight: shared among what came, to the smallest unit, by a measure that is known of all of it."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inventory.inbound.freight import Burden, spread_freight, with_freight
from inventory.inbound_errors import FreightRefused
from inventory.money import decimals_in
from inventory.quantity import decimals_of
from inventory.settings.purchases import FreightSpread
from tests.builders import a_line, an_amount, an_item, edit, receive, refusal_of
from tests.inventory.inbound.arriving import a_waiting_desk

AMOUNTS = st.decimals(min_value="0.01", max_value=99999, places=2)
BURDENS = st.lists(
    st.builds(
        Burden,
        quantity=st.integers(1, 99999).map(Decimal),
        value=st.none() | AMOUNTS,
        weight=st.none() | AMOUNTS,
    ),
    min_size=1,
    max_size=40,
)


@given(AMOUNTS, BURDENS, st.sampled_from(FreightSpread), st.sampled_from(["EUR", "JPY", "KWD"]))
def test_shares_add_up_and_none_is_off_by_a_unit(freight, burdens, by, currency):
    spread = spread_freight(freight, burdens, by, currency)
    assert sum(spread.shares) == freight
    parts = [burden._asdict()[spread.by] for burden in burdens]
    unit = Decimal(1).scaleb(-max(decimals_in(currency), decimals_of(freight)))
    for share, part in zip(spread.shares, parts, strict=True):
        assert abs(share - freight * part / sum(parts)) < unit
        assert share >= 0


@given(AMOUNTS, BURDENS)
def test_a_measure_counts_only_where_it_is_known_of_all(freight, burdens):
    spread = spread_freight(freight, burdens, FreightSpread.WEIGHT, "EUR")
    if all(burden.weight is not None for burden in burdens):
        assert spread.by == "weight"
    elif all(burden.value is not None for burden in burdens):
        assert spread.by == "value"
    else:
        assert spread.by == "quantity"


def test_two_cents_among_three_go_to_two():
    burdens = [Burden(Decimal(1))] * 3
    shares = spread_freight(Decimal("0.02"), burdens, FreightSpread.VALUE, "EUR").shares
    assert shares == (Decimal("0.01"), Decimal("0.01"), 0)


def test_a_third_of_a_share_is_told_to_nine_decimals():
    assert with_freight(Decimal("3.2"), Decimal(1), Decimal(3)) == Decimal("3.533333333")


def costs(posted):
    return [(m.item, m.unit_cost) for m in posted.transaction.moves]


@given(AMOUNTS, st.lists(st.integers(1, 5_000), min_size=1, max_size=6))
def test_what_came_is_worth_its_freight_more(freight, quantities):
    desk = a_waiting_desk((1, "MUG-BLU"))
    lines = [a_line(quantity, unit_cost=Decimal("3.1")) for quantity in quantities]
    lines[0] = lines[0].model_copy(update={"freight": freight})
    moves = desk.handle(receive(lines=lines)).transaction.moves
    worth = sum(move.quantity * (move.unit_cost - Decimal("3.1")) for move in moves)
    assert abs(worth - freight) < Decimal("0.001")


def test_freight_is_spread_by_value():
    desk = a_waiting_desk((10, "MUG-BLU", "3"), (10, "TEE-BLK-M", "6"))
    lines = [
        a_line(10, document="PO-1", freight=Decimal(45)),
        a_line(10, "TEE-BLK-M", document="PO-1"),
    ]
    posted = desk.handle(receive(lines=lines))
    assert costs(posted) == [("MUG-BLU", Decimal("4.5")), ("TEE-BLK-M", 9)]
    assert posted.reply.freight_by == "value"


def test_freight_is_spread_by_weight_where_the_house_says_so():
    desk = a_waiting_desk((10, "MUG-BLU", "3"), (10, "TEE-BLK-M", "6"), freight_spread="weight")
    desk.handle(edit(an_item(weight=Decimal("0.4"))))
    desk.handle(edit(an_item("TEE-BLK-M", weight=Decimal("0.1"))))
    lines = [
        a_line(10, document="PO-1", freight=Decimal(50)),
        a_line(10, "TEE-BLK-M", document="PO-1"),
    ]
    posted = desk.handle(receive(lines=lines))
    assert costs(posted) == [("MUG-BLU", 7), ("TEE-BLK-M", 7)]
    assert posted.reply.freight_by == "weight"


def test_what_has_no_cost_gets_none_by_freight():
    desk = a_waiting_desk((10, "MUG-BLU", "3"), (30, "TEE-BLK-M"))
    lines = [
        a_line(10, document="PO-1", freight=Decimal(20)),
        a_line(30, "TEE-BLK-M", document="PO-1"),
    ]
    posted = desk.handle(receive(lines=lines))
    assert costs(posted) == [("MUG-BLU", Decimal("3.5")), ("TEE-BLK-M", None)]
    assert posted.reply.freight_by == "quantity"


def test_rejected_goods_bear_no_freight():
    desk = a_waiting_desk((10, "MUG-BLU", "3"))
    parts = {"rejected": an_amount(2), "reason": "damaged", "freight": Decimal(4)}
    posted = desk.handle(receive(8, document="PO-1", **parts))
    assert costs(posted) == [("MUG-BLU", Decimal("3.5")), ("MUG-BLU", 3)]


@pytest.mark.parametrize(
    ("lines", "problem"),
    [
        ([a_line(1, freight=Decimal(4)), a_line(1, freight=Decimal(5))], "twice"),
        (
            [a_line(0, rejected=an_amount(2), reason="damaged", freight=Decimal(4))],
            "nothing_accepted",
        ),
    ],
)
def test_freight_that_nothing_bears_is_refused(lines, problem):
    refusal = refusal_of(a_waiting_desk(), receive(lines=lines))
    assert isinstance(refusal, FreightRefused)
    assert refusal.problem == problem
