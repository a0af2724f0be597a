"""Receiving: goods come from a supplier into receiving, a bin or quarantine."""

from datetime import date
from decimal import Decimal

import pytest

from inventory import errors
from inventory.draft import Draft
from inventory.lot import Lot
from inventory.move import MoveKind
from inventory.place import Place
from inventory.quantity import Amount
from tests.builders import (
    a_desk,
    a_line,
    a_location,
    an_item,
    edit,
    open_stock,
    pick,
    receive,
    refusal_of,
    reply_lines,
    undo,
)


def test_a_receipt_says_before_and_after(desk):
    posted = desk.handle(receive(24, at="A-01"))
    assert reply_lines(posted) == ["MUG-BLU A-01 24 -> 48"]
    assert desk.book.on_hand("MUG-BLU", "SUPPLIER") == -24


def test_goods_without_a_place_wait_in_receiving(desk):
    assert reply_lines(desk.handle(receive(5))) == ["MUG-BLU IN 0 -> 5"]


def test_a_house_without_receiving_says_so(desk):
    desk.handle(
        edit(a_location("IN", next(iter([desk.book.location("IN")])).kind, is_active=False))
    )
    assert refusal_of(desk, receive(5)) == errors.Inactive(what="kind", code="receiving")


def test_three_cases_are_thirty_six_pieces(desk):
    posted = desk.handle(receive(Amount(number=Decimal(3), unit="cases"), at="A-02"))
    assert reply_lines(posted) == ["MUG-BLU A-02 0 -> 36"]


def test_sku_and_place_may_be_written_in_small_letters(desk):
    assert reply_lines(desk.handle(receive(1, "mug-blu", at="a-02"))) == ["MUG-BLU A-02 0 -> 1"]


def test_a_barcode_names_its_item(desk):
    desk.handle(edit(an_item("TEE-BLK-M", barcodes=("4006381333931",))))
    assert reply_lines(desk.handle(receive(1, "4006381333931", at="A-02"))) == [
        "TEE-BLK-M A-02 0 -> 1"
    ]


def test_a_barcode_of_two_items_names_neither(desk):
    desk.handle(edit(an_item("TEE-BLK-M", barcodes=("4006381333931",))))
    desk.handle(edit(an_item("TEE-BLK-L", barcodes=("4006381333931",))))
    assert refusal_of(desk, receive(1, "4006381333931")) == errors.UnknownItem(item="4006381333931")


def test_a_sku_keeps_its_zeros(desk):
    desk.handle(edit(an_item("00123")))
    desk.handle(receive(1, "00123", at="A-02"))
    assert refusal_of(desk, receive(1, "123")) == errors.UnknownItem(item="123")
    assert desk.book.on_hand("00123", "A-02") == 1


@pytest.mark.parametrize(
    "place", ["SUPPLIER", "customer", "Scrap", "DIFFERENCE", "OPENING", "PACK", "RET"]
)
def test_goods_are_not_received_into_places_that_are_not_for_it(desk, place):
    refusal = refusal_of(desk, receive(1, at=place))
    assert isinstance(refusal, errors.WrongPlace)
    assert refusal.wanted == ("quarantine", "receiving", "storage")


@pytest.mark.parametrize(
    ("command", "refusal"),
    [
        (receive(1, "MUG-RED"), errors.UnknownItem(item="MUG-RED")),
        (receive(1, ""), errors.MissingPart(verb="receive", part="item")),
        (receive(None), errors.MissingPart(verb="receive", part="quantity")),
        (receive(1, at="Z-99"), errors.UnknownLocation(location="Z-99")),
        (receive(0), errors.NotPositive(verb="receive", item="MUG-BLU", number=Decimal(0))),
        (receive(-3), errors.NotPositive(verb="receive", item="MUG-BLU", number=Decimal(-3))),
        (receive(1, lot="L7"), errors.LotRefused(problem="not_tracked", item="MUG-BLU", lot="L7")),
        (receive(1, "JAM-STR"), errors.LotRefused(problem="missing", item="JAM-STR")),
        (
            receive(1, expires_on=date(2027, 3, 1)),
            errors.LotRefused(problem="not_tracked", item="MUG-BLU"),
        ),
    ],
)
def test_a_receipt_that_cannot_be_posted_says_what_is_wrong(desk, command, refusal):
    assert refusal_of(desk, command) == refusal


def test_an_item_out_of_use_is_not_received_but_can_be_used_up(desk):
    desk.handle(edit(an_item(is_active=False)))
    assert refusal_of(desk, receive(1)) == errors.Inactive(what="item", code="MUG-BLU")
    assert reply_lines(desk.handle(pick(24, at="A-01")))[0] == "MUG-BLU A-01 24 -> 0"


def test_a_bin_out_of_use_takes_nothing_in_but_can_be_emptied(desk):
    desk.handle(edit(a_location("A-01", is_active=False)))
    assert refusal_of(desk, receive(1, at="A-01")) == errors.Inactive(what="location", code="A-01")
    assert reply_lines(desk.handle(pick(24, at="A-01")))[0] == "MUG-BLU A-01 24 -> 0"


def test_the_first_receipt_of_a_lot_opens_it(desk):
    posted = desk.handle(
        receive(6, "JAM-STR", at="A-02", lot="L7", supplier_lot="S-99", expires_on=date(2027, 3, 1))
    )
    assert desk.book.lot("JAM-STR", "L7") == Lot(
        item="JAM-STR",
        code="L7",
        supplier_lot="S-99",
        expires_on=date(2027, 3, 1),
        receipt=posted.transaction.id,
    )


def test_a_later_receipt_completes_a_lot_and_may_not_contradict_it(desk):
    first = desk.handle(receive(6, "JAM-STR", at="A-02", lot="L7"))
    desk.handle(receive(6, "JAM-STR", at="A-02", lot="L7", expires_on=date(2027, 3, 1)))
    desk.handle(receive(6, "JAM-STR", at="A-02", lot="L7", supplier_lot="S-99"))
    assert desk.book.lot("JAM-STR", "L7") == Lot(
        item="JAM-STR",
        code="L7",
        supplier_lot="S-99",
        expires_on=date(2027, 3, 1),
        receipt=first.transaction.id,
    )
    again = receive(6, "JAM-STR", at="A-02", lot="L7", expires_on=date(2027, 4, 1))
    assert refusal_of(desk, again) == errors.LotRefused(
        problem="another_expiry", item="JAM-STR", lot="L7", expires_on=date(2027, 3, 1)
    )


def test_a_lot_in_small_letters_is_the_same_lot(desk):
    desk.handle(receive(6, "JAM-STR", at="A-02", lot="L7"))
    posted = desk.handle(receive(6, "JAM-STR", at="A-02", lot="l7"))
    assert reply_lines(posted) == ["JAM-STR A-02 L7 6 -> 12"]


def test_a_mistyped_expiry_can_be_undone_and_typed_again(desk):
    wrong = desk.handle(receive(6, "JAM-STR", at="A-02", lot="L7", expires_on=date(2027, 1, 3)))
    desk.handle(undo(wrong.transaction.id))
    desk.handle(receive(6, "JAM-STR", at="A-02", lot="L7", expires_on=date(2027, 3, 1)))
    assert desk.book.lot("JAM-STR", "L7").expires_on == date(2027, 3, 1)


def test_more_of_a_known_lot_does_not_write_it_again():
    desk = a_desk()
    desk.handle(receive(6, "JAM-STR", at="A-02", lot="L7"))
    assert desk.handle(receive(6, "JAM-STR", at="A-02", lot="L7")).transaction.changes == ()


def test_a_posting_from_a_form_is_told_where_it_was_asked_for(desk):
    place = Place(channel="C0STOCK", thread="1763.1")
    posted = desk.handle(receive(6, at="A-01", place=place, is_announced=True))
    (notice,) = posted.transaction.notices
    assert (notice.place, notice.message) == (place, posted.transaction.id)


def test_a_transaction_has_at_most_500_moves(desk):
    draft = Draft(desk.book, receive(1))
    for _ in range(500):
        draft.move(MoveKind.RECEIPT, an_item(), Decimal(1), "SUPPLIER", "A-01")
    with pytest.raises(errors.TooManyLines):
        draft.move(MoveKind.RECEIPT, an_item(), Decimal(1), "SUPPLIER", "A-01")


def test_an_error_writes_its_facts_for_the_log(desk):
    assert str(refusal_of(desk, receive(1, "MUG-RED"))) == "UnknownItem(item='MUG-RED')"


def test_one_lot_with_two_expiries_in_one_block_is_refused(desk):
    block = receive(
        lines=[
            a_line(6, "JAM-STR", at="A-02", lot="L7", expires_on=date(2027, 3, 1)),
            a_line(6, "JAM-STR", at="A-02", lot="L7", expires_on=date(2027, 4, 1)),
        ]
    )
    refusal = refusal_of(desk, block)
    assert [number for number, _ in refusal.errors] == [2]


def test_a_block_with_bad_lines_names_them_all_and_posts_none(desk):
    block = receive(
        lines=[
            a_line(5, at="A-01"),
            a_line(5, "MUG-RED", at="A-01"),
            a_line(5, at="A-02"),
            a_line(0, at="A-02"),
        ]
    )
    assert refusal_of(desk, block) == errors.LineErrors(
        errors=(
            (2, errors.UnknownItem(item="MUG-RED")),
            (4, errors.NotPositive(verb="receive", item="MUG-BLU", number=Decimal(0))),
        ),
        lines=4,
    )


def test_a_block_has_at_most_200_lines(desk):
    block = receive(lines=[a_line(1, at="A-01")] * 201)
    assert refusal_of(desk, block) == errors.TooManyLines(lines=201, most=200)
    assert len(desk.handle(receive(lines=[a_line(1, at="A-01")] * 200)).transaction.moves) == 200


def test_a_receipt_keeps_the_cost_it_names_and_else_the_items(desk):
    desk.handle(edit(an_item(unit_cost=Decimal("2.50"))))
    own = desk.handle(receive(1, at="A-01", unit_cost=Decimal("2.80")))
    usual = desk.handle(receive(1, at="A-01"))
    free = desk.handle(receive(1, at="A-01", unit_cost=Decimal(0)))
    costs = [posted.transaction.moves[0].unit_cost for posted in (own, usual, free)]
    assert costs == [Decimal("2.80"), Decimal("2.50"), Decimal(0)]


def test_opening_stock_comes_from_the_opening_location(desk):
    posted = desk.handle(open_stock(7, "JAM-STR", at="B-01", lot="L1", unit_cost=Decimal(3)))
    assert reply_lines(posted) == ["JAM-STR B-01 L1 0 -> 7"]
    assert desk.book.on_hand("JAM-STR", "OPENING", "L1") == -7


@pytest.mark.parametrize(
    ("line", "refusal"),
    [
        (
            a_line(2, unit_cost=Decimal(-5)),
            errors.NotPositive(verb="cost", item="MUG-BLU", number=Decimal(-5)),
        ),
        (
            a_line(2, freight=Decimal(-5), unit_cost=Decimal(1)),
            errors.NotPositive(verb="freight", item="this delivery", number=Decimal(-5)),
        ),
    ],
)
def test_nobody_is_paid_for_taking_goods_in(line, refusal):
    assert refusal_of(a_desk(), receive(lines=[line])) == refusal
