"""Returns: the condition of what comes back decides where it goes."""

import pytest

from inventory import errors
from tests.builders import a_desk, pick, receive, refusal_of, reply_lines, return_stock, ship


@pytest.mark.parametrize(
    ("condition", "place"),
    [
        ("new", "RET"),
        ("opened", "RET"),
        ("wrong item", "RET"),
        ("damaged", "HOLD"),
        ("Defective", "HOLD"),
    ],
)
def test_the_condition_chooses_the_place(desk, condition, place):
    posted = desk.handle(return_stock(1, condition=condition))
    assert reply_lines(posted) == [f"MUG-BLU {place} 0 -> 1"]


def test_expired_goods_are_scrapped(desk):
    posted = desk.handle(return_stock(1, condition="expired"))
    assert posted.reply.balances == ()
    assert (posted.transaction.moves[0].source, posted.transaction.moves[0].target) == (
        "CUSTOMER",
        "SCRAP",
    )


def test_only_new_goods_go_straight_back_to_a_bin(desk):
    assert reply_lines(desk.handle(return_stock(1, condition="new", at="A-01"))) == [
        "MUG-BLU A-01 24 -> 25"
    ]
    assert refusal_of(desk, return_stock(1, condition="opened", at="A-01")) == errors.WrongPlace(
        verb="return",
        location="A-01",
        kind="storage",
        wanted=("quarantine", "returns"),
        condition="opened",
    )


def test_damaged_goods_may_be_scrapped_at_once_and_new_ones_not(desk):
    desk.handle(return_stock(1, condition="damaged", at="scrap"))
    assert desk.book.on_hand("MUG-BLU", "SCRAP") == 1
    assert isinstance(
        refusal_of(desk, return_stock(1, condition="new", at="SCRAP")), errors.WrongPlace
    )


def test_goods_do_not_come_back_to_the_supplier(desk):
    assert isinstance(
        refusal_of(desk, return_stock(1, condition="new", at="SUPPLIER")), errors.WrongPlace
    )


def test_the_condition_must_be_said_and_known(desk):
    assert refusal_of(desk, return_stock(1, condition="")) == errors.MissingPart(
        verb="return", part="condition"
    )
    refusal = refusal_of(desk, return_stock(1, condition="chewed"))
    assert (refusal.reason, refusal.known[:3]) == ("chewed", ("new", "opened", "damaged"))


def test_more_may_come_back_than_this_book_has_sent(desk):
    desk.handle(return_stock(5))
    assert desk.book.on_hand("MUG-BLU", "CUSTOMER") == -5


def test_a_lot_comes_back_as_the_lot_that_was_sent():
    desk = a_desk()
    desk.handle(receive(6, "JAM-STR", at="A-01", lot="L7"))
    assert isinstance(refusal_of(desk, return_stock(1, "JAM-STR")), errors.LotRefused)
    desk.handle(pick(2, "JAM-STR", at="A-01"))
    desk.handle(ship(2, "JAM-STR"))
    assert reply_lines(desk.handle(return_stock(1, "JAM-STR"))) == ["JAM-STR RET L7 0 -> 1"]
