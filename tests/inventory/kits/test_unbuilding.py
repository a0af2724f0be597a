"""Kits come apart into what they are made of; whose lots are not clear is asked."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inventory.errors import LotRefused, MissingPart, NotAllowed, NotEnough, UnknownLot
from inventory.inbound_errors import SerialsRefused
from inventory.kit_errors import ComponentLotNeeded, ComponentsUnusable
from inventory.move import MoveKind
from inventory.order_errors import Reserved
from tests.builders import (
    a_customer,
    a_desk,
    a_kit,
    an_item,
    build,
    edit,
    open_stock,
    place_order,
    receive,
    refusal_of,
    reply_lines,
    return_stock,
    unbuild,
    undo,
)

STOCK = [(20, "MUG-BLU", "A-01"), (5, "TEE-BLK-M", "A-02")]
SPRING = date(2027, 3, 1)


@pytest.fixture
def desk():
    """Three gift sets of two mugs and a tee lie in B-01."""
    desk = a_desk(a_kit(), an_item(home="A-02"), a_customer(), stock=STOCK)
    desk.handle(build(3, at="B-01"))
    return desk


def test_components_go_home_or_to_receiving(desk):
    done = desk.handle(unbuild(2, at="B-01"))
    assert reply_lines(done) == [
        "GIFT-SET B-01 3 -> 1",
        "MUG-BLU A-02 0 -> 4",
        "TEE-BLK-M IN 0 -> 2",
    ]
    assert {move.kind for move in done.transaction.moves} == {MoveKind.UNBUILD}


def test_components_go_where_it_is_said(desk):
    assert reply_lines(desk.handle(unbuild(1, at="B-01", to="A-01")))[1:] == [
        "MUG-BLU A-01 14 -> 16",
        "TEE-BLK-M A-01 0 -> 1",
    ]


def test_the_bin_may_be_left_out_where_the_kit_lies_in_one_only(desk):
    desk.handle(unbuild(1))
    desk.handle(build(1, at="A-01"))
    assert refusal_of(desk, unbuild(1)) == MissingPart(verb="unbuild", part="location")


def test_what_a_customer_sent_back_is_taken_apart_by_managers_before_it_is_inspected(desk):
    desk.handle(return_stock(1, "GIFT-SET", condition="opened"))
    refused = refusal_of(desk, unbuild(1, at="RET"))
    assert isinstance(refused, NotAllowed)
    assert refused.action == "move_set_aside"
    apart = desk.handle(unbuild(1, at="RET", by="U0MIA"))
    assert reply_lines(apart)[0] == "GIFT-SET RET 1 -> 0"


def test_what_is_kept_for_an_order_stays_whole(desk):
    desk.handle(place_order((2, "GIFT-SET")))
    refused = refusal_of(desk, unbuild(2, at="B-01"))
    assert isinstance(refused, Reserved)
    assert refused.free == 1


def test_no_more_comes_apart_than_is_there(desk):
    assert isinstance(refusal_of(desk, unbuild(4, at="B-01")), NotEnough)


def test_what_is_out_of_use_still_comes_out(desk):
    desk.handle(edit(an_item("TEE-BLK-M", packs=(), is_active=False)))
    desk.handle(unbuild(1, at="B-01"))
    desk.handle(edit(a_kit("GIFT-SET", (1, "NO-SUCH"))))
    assert refusal_of(desk, unbuild(1, at="B-01")) == ComponentsUnusable(
        item="GIFT-SET", unknown=("NO-SUCH",)
    )


def test_taking_apart_is_taken_back_whole(desk):
    before = dict(desk.book.stock)
    done = desk.handle(unbuild(3))
    desk.handle(undo(done.transaction.id))
    assert {sku: balances for sku, balances in desk.book.stock.items() if balances} == before


class TestLots:
    """Breakfasts of a mug and two jams."""

    @pytest.fixture
    def desk(self):
        desk = a_desk(
            a_kit("BRUNCH", (1, "MUG-BLU"), (2, "JAM-STR"), is_lot_tracked=True), stock=STOCK
        )
        desk.handle(receive(8, "JAM-STR", at="A-01", lot="L1", expires_on=SPRING))
        desk.handle(receive(8, "JAM-STR", at="A-01", lot="L2"))
        desk.handle(build(2, "BRUNCH", lot="K1", at="B-01"))
        return desk

    def test_the_only_lot_that_went_into_kits_comes_out_again(self, desk):
        assert reply_lines(desk.handle(unbuild(1, "BRUNCH", lot="K1", at="B-01", to="A-02"))) == [
            "BRUNCH B-01 K1 2 -> 1",
            "MUG-BLU A-02 0 -> 1",
            "JAM-STR A-02 L1 0 -> 2",
        ]

    def test_of_two_lots_one_has_to_be_named(self, desk):
        desk.handle(build(4, "BRUNCH", lot="K2", at="B-01"))
        assert refusal_of(desk, unbuild(1, "BRUNCH", lot="K2", at="B-01")) == ComponentLotNeeded(
            item="BRUNCH", components=(("JAM-STR", ("L1", "L2")),)
        )
        named = unbuild(1, "BRUNCH", lot="K2", at="B-01", named="jam-str = l2")
        assert reply_lines(desk.handle(named))[-1] == "JAM-STR IN L2 0 -> 2"
        only = unbuild(1, "BRUNCH", lot="K2", at="B-01", named="L2")
        assert reply_lines(desk.handle(only))[-1] == "JAM-STR IN L2 2 -> 4"

    def test_where_everything_comes_apart_all_lots_come_out(self, desk):
        desk.handle(build(4, "BRUNCH", lot="K1", at="B-01"))
        assert reply_lines(desk.handle(unbuild(6, "BRUNCH", lot="K1", at="B-01")))[-2:] == [
            "JAM-STR IN L1 0 -> 8",
            "JAM-STR IN L2 0 -> 4",
        ]

    def test_kits_that_came_from_elsewhere_say_nothing_of_their_lots(self, desk):
        desk.handle(open_stock(1, "BRUNCH", at="B-01", lot="K9"))
        asked = unbuild(1, "BRUNCH", lot="K9", at="B-01")
        assert isinstance(refusal_of(desk, asked), ComponentLotNeeded)
        named = unbuild(1, "BRUNCH", lot="K9", at="B-01", named="JAM-STR=L7")
        assert reply_lines(desk.handle(named))[-1] == "JAM-STR IN L7 0 -> 2"
        ours = unbuild(1, "BRUNCH", lot="K1", at="B-01")
        assert reply_lines(desk.handle(ours))[-1] == "JAM-STR IN L1 0 -> 2"

    def test_kits_built_here_are_made_of_lots_that_are_known(self, desk):
        asked = unbuild(1, "BRUNCH", lot="K1", at="B-01", named="JAM-STR=L7")
        assert refusal_of(desk, asked) == UnknownLot(item="JAM-STR", lot="L7", known=("L1",))

    def test_a_lot_of_what_has_none_is_refused(self, desk):
        asked = unbuild(1, "BRUNCH", lot="K1", at="B-01", named="MUG-BLU=L1")
        assert refusal_of(desk, asked) == LotRefused(
            problem="not_tracked", item="MUG-BLU", lot="L1"
        )


class TestSerials:
    """Sets of a numbered clock and a mug, numbered themselves."""

    @pytest.fixture
    def desk(self):
        clock = an_item("CLOCK", name="Clock", packs=(), is_serial=True)
        kit = a_kit("DESK-SET", (1, "CLOCK"), (1, "MUG-BLU"), is_serial=True)
        desk = a_desk(clock, kit, stock=STOCK)
        desk.handle(receive(3, "CLOCK", at="A-01", serials="1-3"))
        desk.handle(build(3, "DESK-SET", serials="S1-S3", at="B-01"))
        return desk

    def test_each_piece_is_named(self, desk):
        asked = unbuild(2, "DESK-SET", serials="S1,S3", at="B-01", named="CLOCK=1,3")
        assert reply_lines(desk.handle(asked)) == [
            "DESK-SET B-01 S1 1 -> 0",
            "DESK-SET B-01 S3 1 -> 0",
            "CLOCK IN 1 0 -> 1",
            "CLOCK IN 3 0 -> 1",
            "MUG-BLU IN 0 -> 2",
        ]

    def test_which_of_them_come_out_is_not_guessed(self, desk):
        refused = refusal_of(desk, unbuild(1, "DESK-SET", serials="S1", at="B-01"))
        assert refused == ComponentLotNeeded(
            item="DESK-SET", components=(("CLOCK", ("1", "2", "3")),)
        )
        desk.handle(unbuild(3, "DESK-SET", serials="S1-S3", at="B-01"))

    def test_as_many_numbers_as_pieces(self, desk):
        asked = unbuild(2, "DESK-SET", serials="S1", at="B-01", named="CLOCK=1,2")
        assert refusal_of(desk, asked) == SerialsRefused(
            problem="count", item="DESK-SET", serials=("S1",), wanted=Decimal(2)
        )


ACTS = st.one_of(
    st.tuples(st.just("build"), st.integers(1, 3), st.sampled_from(["K1", "K2"])),
    st.tuples(st.just("unbuild"), st.integers(1, 3), st.sampled_from(["K1", "K2"])),
    st.tuples(st.just("name L1"), st.integers(1, 3), st.sampled_from(["K1", "K2"])),
    st.tuples(st.just("order"), st.integers(1, 3), st.just("")),
    st.tuples(st.just("undo"), st.integers(0, 40), st.just("")),
)


def act(desk, verb, quantity, lot):
    """Do something, if it can be done now; the desk checks every balance around it."""
    match verb:
        case "build":
            asked = build(quantity, "BRUNCH", lot=lot, at="B-01")
        case "unbuild":
            asked = unbuild(quantity, "BRUNCH", lot=lot, at="B-01")
        case "name L1":
            asked = unbuild(quantity, "BRUNCH", lot=lot, at="B-01", named="L1")
        case "order":
            asked = place_order((quantity, "JAM-STR"))
        case _:
            posted = [
                one.transaction for one in desk.entered_after(0, 500) if one.transaction.moves
            ]
            asked = undo(posted[quantity % len(posted)].id)
    desk.handle_all([asked])


@settings(max_examples=60, deadline=None)
@given(st.lists(ACTS, min_size=5, max_size=25))
def test_whatever_is_built_and_taken_apart_nothing_appears_or_vanishes(acts):
    kit = a_kit("BRUNCH", (1, "MUG-BLU"), (2, "JAM-STR"), is_lot_tracked=True)
    desk = a_desk(kit, a_customer(), stock=STOCK)
    desk.handle(receive(8, "JAM-STR", at="A-01", lot="L1", expires_on=SPRING))
    desk.handle(receive(8, "JAM-STR", at="A-01", lot="L2"))
    for one in acts:
        act(desk, *one)
        book = desk.book
        kits = sum(book.balances("BRUNCH").values())
        mugs, jams = sum(book.balances("MUG-BLU").values()), sum(book.balances("JAM-STR").values())
        came = [-book.on_hand("JAM-STR", "SUPPLIER", lot) for lot in ("L1", "L2")]
        assert mugs + kits == -book.on_hand("MUG-BLU", "OPENING")
        assert jams + 2 * kits == sum(came)
