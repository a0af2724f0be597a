"""Moving, picking and shipping: goods change places inside, and leave; never below zero."""

from datetime import date
from decimal import Decimal

import pytest

from inventory import errors
from inventory.documents.shipment import SentGoods, Shipment
from tests.builders import (
    a_desk,
    a_line,
    a_location,
    move,
    pick,
    receive,
    refusal_of,
    reply_lines,
    set_rule,
    ship,
    take_out,
)
from tests.memory_desk import START


def test_a_move_takes_from_one_place_and_gives_to_another(desk):
    assert reply_lines(desk.handle(move(6, at="A-01", to="B-01"))) == [
        "MUG-BLU A-01 24 -> 18",
        "MUG-BLU B-01 0 -> 6",
    ]


def test_a_pick_puts_goods_on_the_packing_bench(desk):
    assert reply_lines(desk.handle(pick(3, at="A-01"))) == [
        "MUG-BLU A-01 24 -> 21",
        "MUG-BLU PACK 0 -> 3",
    ]


def test_more_than_is_there_is_refused_with_where_the_rest_lies(desk):
    desk.handle(receive(5, at="B-01"))
    desk.handle(receive(9, at="A-02"))
    desk.handle(receive(99, at="HOLD"))
    assert refusal_of(desk, pick(25, at="A-01")) == errors.NotEnough(
        verb="pick",
        item="MUG-BLU",
        unit="piece",
        location="A-01",
        lot="",
        wanted=Decimal(25),
        on_hand=Decimal(24),
        elsewhere=(("A-02", "", Decimal(9)), ("B-01", "", Decimal(5))),
    )


def test_the_second_line_of_a_block_knows_what_the_first_took(desk):
    block = pick(lines=[a_line(20, at="A-01"), a_line(5, at="A-01")])
    refusal = refusal_of(desk, block)
    ((number, shortage),) = refusal.errors
    assert (number, shortage.on_hand) == (2, Decimal(4))


def test_a_block_may_move_goods_on_that_it_moved_before(desk):
    posted = desk.handle(
        move(lines=[a_line(6, at="A-01", to="B-01"), a_line(6, at="B-01", to="A-02")])
    )
    assert reply_lines(posted) == [
        "MUG-BLU A-01 24 -> 18",
        "MUG-BLU B-01 0 -> 0",
        "MUG-BLU A-02 0 -> 6",
    ]


def test_a_block_may_move_on_the_one_lot_it_brought():
    desk = a_desk(stock=[(6, "JAM-STR", "A-01", "L7")])
    posted = desk.handle(
        move(
            lines=[
                a_line(6, "JAM-STR", at="A-01", to="B-01"),
                a_line(6, "JAM-STR", at="B-01", to="A-02"),
            ]
        )
    )
    assert reply_lines(posted)[-1] == "JAM-STR A-02 L7 0 -> 6"


@pytest.mark.parametrize(
    ("command", "refusal"),
    [
        (move(1, at="A-01", to="a-01"), errors.NothingMoved(item="MUG-BLU", location="A-01")),
        (move(1, at="A-01"), errors.MissingPart(verb="move", part="target")),
        (move(1, to="A-01"), errors.MissingPart(verb="move", part="location")),
        (pick(1), errors.MissingPart(verb="pick", part="location")),
        (
            pick(1, at="HOLD"),
            errors.WrongPlace(
                verb="pick", location="HOLD", kind="quarantine", wanted=("receiving", "storage")
            ),
        ),
        (
            ship(1, at="A-01"),
            errors.WrongPlace(verb="ship", location="A-01", kind="storage", wanted=("packing",)),
        ),
    ],
)
def test_what_does_not_make_sense_is_refused(desk, command, refusal):
    assert refusal_of(desk, command) == refusal


@pytest.mark.parametrize(
    "virtual", ["SUPPLIER", "CUSTOMER", "SCRAP", "DIFFERENCE", "PRODUCTION", "OPENING"]
)
def test_nothing_is_moved_out_of_or_into_the_building_by_name(desk, virtual):
    assert isinstance(refusal_of(desk, move(1, at=virtual, to="A-01")), errors.WrongPlace)
    assert isinstance(refusal_of(desk, move(1, at="A-01", to=virtual)), errors.WrongPlace)


def test_a_house_without_a_bench_cannot_pick(desk):
    desk.handle(take_out(desk.book.location("PACK")))
    assert refusal_of(desk, pick(1, at="A-01")) == errors.Inactive(what="kind", code="packing")


def test_the_bench_whose_code_sorts_first_is_the_usual_one():
    desk = a_desk(
        a_location("BENCH", a_desk().book.location("PACK").kind), stock=[(2, "MUG-BLU", "A-01")]
    )
    assert reply_lines(desk.handle(pick(2, at="A-01")))[1] == "MUG-BLU BENCH 0 -> 2"


def test_a_shipment_keeps_carrier_and_number(desk):
    desk.handle(pick(3, at="A-01"))
    posted = desk.handle(ship(2, customer="Bob", carrier="DHL", tracking="JD014", document="SO-7"))
    assert reply_lines(posted) == ["MUG-BLU PACK 3 -> 1"]
    assert list(desk.book.all(Shipment)) == [
        Shipment(
            number="SH-1",
            carrier="DHL",
            tracking="JD014",
            to="Bob",
            order="SO-7",
            shipped_on=START.date(),
            shipped_by="U0ANA",
            goods=(SentGoods(item="MUG-BLU", quantity=2, origin="PACK"),),
        )
    ]
    assert posted.transaction.moves[0].document == "SH-1"


def test_lines_of_one_parcel_are_one_shipment_and_another_number_is_another(desk):
    desk.handle(pick(9, at="A-01"))
    posted = desk.handle(
        ship(
            lines=[
                a_line(1, tracking="JD1"),
                a_line(2),
                a_line(3, tracking="JD2"),
            ]
        )
    )
    assert [(m.quantity, m.document) for m in posted.transaction.moves] == [
        (1, "SH-1"),
        (2, "SH-1"),
        (3, "SH-2"),
    ]
    assert [s.tracking for s in desk.book.all(Shipment)] == ["JD1", "JD2"]


def test_shipment_numbers_go_on(desk):
    desk.handle(pick(9, at="A-01"))
    for _ in range(2):
        desk.handle(ship(1))
    assert [s.number for s in desk.book.all(Shipment)] == ["SH-1", "SH-2"]


@pytest.fixture
def jam():
    desk = a_desk()
    desk.handle(receive(6, "JAM-STR", at="A-01", lot="L7", expires_on=date(2026, 11, 23)))
    return desk


def test_the_last_day_of_a_lot_still_counts(jam):
    assert reply_lines(jam.handle(pick(1, "JAM-STR", at="A-01")))[0] == "JAM-STR A-01 L7 6 -> 5"


def test_a_lot_stops_being_picked_by_the_margin_of_the_house(jam):
    jam.handle(set_rule("expiry_margin_days", 1))
    assert refusal_of(jam, pick(1, "JAM-STR", at="A-01")) == errors.LotRefused(
        problem="expired", item="JAM-STR", lot="L7", expires_on=date(2026, 11, 23)
    )


def test_an_expiry_in_the_year_one_is_simply_expired(jam):
    expired = {"expires_on": date(1, 1, 1), "reason": "short_dated", "by": "U0MIA"}
    jam.handle(receive(1, "JAM-STR", at="B-01", lot="L0", **expired))
    jam.handle(set_rule("expiry_margin_days", 3650))
    assert isinstance(refusal_of(jam, pick(1, "JAM-STR", at="B-01")), errors.LotRefused)


def test_expired_goods_are_not_shipped_but_can_be_moved(jam):
    jam.handle(pick(3, "JAM-STR", at="A-01"))
    jam.handle(set_rule("expiry_margin_days", 1))
    assert isinstance(refusal_of(jam, ship(3, "JAM-STR")), errors.LotRefused)
    jam.handle(move(3, "JAM-STR", at="PACK", to="HOLD"))


def test_expired_goods_are_not_offered_instead_and_not_available(jam):
    jam.handle(receive(2, "JAM-STR", at="B-01", lot="L8"))
    jam.handle(set_rule("expiry_margin_days", 1))
    shortage = refusal_of(jam, pick(3, "JAM-STR", at="B-01", lot="L8"))
    assert shortage.elsewhere == ()
    assert jam.book.available("JAM-STR", date(2026, 11, 23)) == 2


def test_of_two_lots_in_a_bin_one_must_be_named(jam):
    jam.handle(receive(2, "JAM-STR", at="A-01", lot="L8"))
    assert refusal_of(jam, pick(1, "JAM-STR", at="A-01")) == errors.LotRefused(
        problem="missing", item="JAM-STR", known=("L7", "L8")
    )
    assert reply_lines(jam.handle(pick(1, "JAM-STR", at="A-01", lot="l8")))[0] == (
        "JAM-STR A-01 L8 2 -> 1"
    )


def test_an_unknown_lot_names_the_ones_that_lie_there(jam):
    assert refusal_of(jam, pick(1, "JAM-STR", at="A-01", lot="L9")) == errors.UnknownLot(
        item="JAM-STR", lot="L9", known=("L7",)
    )


def test_an_item_without_lots_takes_none(desk):
    assert refusal_of(desk, pick(1, at="A-01", lot="L7")) == errors.LotRefused(
        problem="not_tracked", item="MUG-BLU", lot="L7"
    )


def test_goods_that_wait_to_be_inspected_or_settled_are_moved_past_it_by_managers_only():
    desk = a_desk(stock=[(6, "MUG-BLU", "HOLD")])
    refused = refusal_of(desk, move(2, at="HOLD", to="A-01"))
    assert isinstance(refused, errors.NotAllowed)
    assert desk.book.available("MUG-BLU") == 0
    desk.handle(move(2, at="HOLD", to="RET"))
    desk.handle(move(2, at="HOLD", to="A-01", by="U0MIA"))
    assert desk.book.available("MUG-BLU") == 2
