"""How much is there, where, who holds it, and what happened to it."""

from datetime import date
from decimal import Decimal

import pytest

from inventory.questions import how_much, what_happened, who_holds
from tests.builders import (
    a_desk,
    an_item,
    approve_proposal,
    move,
    pick,
    propose_reorders,
    receive,
)

MONDAY = date(2026, 11, 23)


@pytest.fixture
def desk():
    desk = a_desk(an_item(minimum=Decimal(50), maximum=Decimal(60)))
    desk.handle(receive(24, at="A-01"))
    desk.handle(receive(30, at="B-01"))
    desk.handle(pick(5, at="B-01", by="U0BEN"))
    desk.handle(move(2, at="A-01", to="HOLD"))
    desk.handle(propose_reorders())
    desk.handle(approve_proposal())
    return desk


def test_how_much_there_is_and_where(desk):
    answer = how_much(desk.book, desk.book.item("MUG-BLU"), MONDAY)
    assert (answer.on_hand, answer.available, answer.on_order) == (54, 47, 13)
    assert [(s.location, s.quantity, s.is_available) for s in answer.standings] == [
        ("B-01", 25, True),
        ("A-01", 22, True),
        ("PACK", 5, False),
        ("HOLD", 2, False),
    ]


def test_who_holds_what_cannot_be_picked(desk):
    holdings = who_holds(desk.book, desk, desk.book.item("MUG-BLU"))
    assert [(h.standing.location, h.moves[0].actor) for h in holdings] == [
        ("PACK", "U0BEN"),
        ("HOLD", "U0ANA"),
    ]


def test_what_happened_newest_first(desk):
    happened = what_happened(desk, desk.book.item("MUG-BLU"), limit=2)
    assert [(m.kind.value, m.quantity) for m in happened] == [("move", 2), ("pick", 5)]
    at_a01 = what_happened(desk, desk.book.item("MUG-BLU"), location="A-01")
    assert [m.kind.value for m in at_a01] == ["move", "receipt"]


def test_expired_lots_are_there_and_not_available():
    desk = a_desk()
    expired = {"expires_on": date(2026, 11, 22), "reason": "short_dated", "by": "U0MIA"}
    desk.handle(receive(6, "JAM-STR", at="A-01", lot="L7", **expired))
    desk.handle(receive(4, "JAM-STR", at="A-01", lot="L8"))
    answer = how_much(desk.book, desk.book.item("JAM-STR"), MONDAY)
    assert (answer.on_hand, answer.available) == (10, 4)
    assert [(s.lot, s.expires_on) for s in answer.standings] == [("L8", ""), ("L7", "2026-11-22")]
