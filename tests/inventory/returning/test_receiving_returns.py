"""What comes back lies in returns, available to nobody, lot by lot."""

from decimal import Decimal

import pytest

from inventory.errors import LotRefused, NothingChanged, NotPositive, UndoRefused, WrongPlace
from inventory.location import LocationKind
from inventory.order_errors import UnknownLine, WrongStep
from inventory.return_errors import BeyondShipped, LotNotShipped, OtherCustomer
from tests.builders import (
    a_location,
    an_item,
    count_stock,
    edit,
    move,
    receive,
    refusal_of,
    reply_lines,
    undo,
)
from tests.journeys import shipped
from tests.returns import (
    a_shop,
    a_shop_that_shipped,
    announce,
    back,
    lines_of,
    receive_back,
    the_return,
    told,
)


@pytest.fixture
def desk():
    """Two mugs and a tee of SO-1 are expected."""
    desk = a_shop_that_shipped()
    desk.handle(announce(back(2), back(1, "TEE-BLK-M", reason="too small")))
    return desk


def test_all_that_is_expected_comes_at_once(desk):
    posted = desk.handle(receive_back())
    assert reply_lines(posted) == ["MUG-BLU RET 0 -> 2", "TEE-BLK-M RET 0 -> 1"]
    assert [(m.kind.value, m.document, m.reason) for m in posted.transaction.moves] == [
        ("return", "RMA-1", ""),
        ("return", "RMA-1", "too small"),
    ]
    assert the_return(desk).status == "received"
    assert lines_of(desk) == [("MUG-BLU", "", 2, 2, 0, 2), ("TEE-BLK-M", "", 1, 1, 0, 1)]
    assert told(posted) == [("RMA-1", "came_back"), ("SO-1", "came_back")] * 2


def test_what_lies_in_returns_is_available_to_nobody(desk):
    before = desk.book.available("MUG-BLU")
    desk.handle(receive_back())
    assert desk.book.available("MUG-BLU") == before


def test_a_part_comes_and_the_rest_later(desk):
    desk.handle(receive_back(quantities={1: 1}))
    assert the_return(desk).status == "part_received"
    desk.handle(receive_back(quantities={1: 0, 2: 1}))
    desk.handle(receive_back())
    assert lines_of(desk) == [("MUG-BLU", "", 2, 2, 0, 2), ("TEE-BLK-M", "", 1, 1, 0, 1)]
    assert refusal_of(desk, receive_back()) == NothingChanged(what="RMA-1", state="received")


def test_more_than_was_announced_comes_up_to_what_was_shipped(desk):
    refusal = refusal_of(desk, receive_back(quantities={1: 4}))
    assert isinstance(refusal, BeyondShipped)
    assert (refusal.wanted, refusal.shipped, refusal.returned) == (2, 3, 2)
    desk.handle(receive_back(quantities={1: 3}))
    assert isinstance(refusal_of(desk, announce(back(1))), BeyondShipped)


def test_a_manager_takes_in_more_than_was_shipped_for_a_reason(desk):
    desk.handle(receive_back(quantities={1: 4}, override="our slip", by="U0MIA"))
    assert (the_return(desk).override, the_return(desk).override_by) == ("our slip", "U0MIA")


def test_what_came_besides_gets_lines_of_its_own(desk):
    desk.handle(
        receive_back(quantities={1: 2}, more=(back(1, order=""), back(1, "JAM-STR", "", lot="L7")))
    )
    assert [
        (line.item, line.order, line.expected, line.received) for line in the_return(desk).lines
    ] == [
        ("MUG-BLU", "SO-1", 2, 2),
        ("TEE-BLK-M", "SO-1", 1, 0),
        ("MUG-BLU", "SO-1", 0, 1),
        ("JAM-STR", "", 0, 1),
    ]
    more = receive_back(quantities={2: 1}, more=(back(1, order=""),))
    assert isinstance(refusal_of(desk, more), BeyondShipped)


def test_what_came_besides_is_of_the_same_customer(desk):
    shipped(desk, (1, "MUG-BLU"), customer="BAR-LUZ")
    asked = receive_back(more=(back(1, order="SO-2"),))
    assert isinstance(refusal_of(desk, asked), OtherCustomer)


def test_it_is_put_where_somebody_says_as_long_as_that_is_for_returns(desk):
    desk.handle(edit(a_location("RET-2", LocationKind.RETURNS)))
    assert isinstance(refusal_of(desk, receive_back(target="A-01")), WrongPlace)
    desk.handle(receive_back(quantities={1: 1}, target="ret-2"))
    posted = desk.handle(receive_back(quantities={1: 1}))
    assert reply_lines(posted) == ["MUG-BLU RET-2 1 -> 2"]


def test_a_line_that_lies_in_two_places_is_two_lines(desk):
    desk.handle(edit(a_location("RET-2", LocationKind.RETURNS)))
    desk.handle(receive_back(quantities={1: 1}))
    desk.handle(receive_back(quantities={1: 1}, target="RET-2"))
    assert [(line.location, line.expected, line.received) for line in the_return(desk).lines] == [
        ("RET", 1, 1),
        ("", 1, 0),
        ("RET-2", 1, 1),
    ]


def test_there_is_no_such_line_and_no_such_quantity(desk):
    assert isinstance(refusal_of(desk, receive_back(quantities={9: 1})), UnknownLine)
    assert isinstance(refusal_of(desk, receive_back(quantities={1: -1})), NotPositive)


def test_the_only_lot_that_was_shipped_is_no_guess():
    desk = a_shop_that_shipped((3, "JAM-STR"))
    desk.handle(announce(back(2, "JAM-STR")))
    assert reply_lines(desk.handle(receive_back())) == ["JAM-STR RET L7 0 -> 2"]


def test_of_two_lots_that_were_shipped_one_must_be_named_and_each_is_a_line():
    desk = a_shop(stock=((2, "JAM-STR", "A-02", "L7"), (9, "JAM-STR", "B-01", "L8")))
    shipped(desk, (5, "JAM-STR"))  # two of L7, three of L8
    desk.handle(announce(back(4, "JAM-STR")))
    refusal = refusal_of(desk, receive_back())
    assert refusal == LotRefused(problem="missing", item="JAM-STR", known=("L7", "L8"))
    assert isinstance(refusal_of(desk, receive_back(lots={1: "L7"})), LotNotShipped)
    desk.handle(receive_back(quantities={1: 2}, lots={1: "L7"}))
    desk.handle(receive_back(quantities={1: 2}, lots={1: "L8"}))
    assert lines_of(desk) == [("JAM-STR", "L7", 2, 2, 0, 2), ("JAM-STR", "L8", 2, 2, 0, 2)]
    assert the_return(desk).status == "received"


def test_several_lots_of_a_line_come_at_once():
    desk = a_shop(stock=((2, "JAM-STR", "A-02", "L7"), (9, "JAM-STR", "B-01", "L8")))
    shipped(desk, (5, "JAM-STR"))  # two of L7, three of L8
    desk.handle(announce(back(4, "JAM-STR")))
    desk.handle(receive_back(quantities={1: 3}, lots={1: {"L7": Decimal(2), "L8": Decimal(1)}}))
    assert lines_of(desk) == [("JAM-STR", "L7", 3, 2, 0, 2), ("JAM-STR", "L8", 1, 1, 0, 1)]
    assert the_return(desk).status == "part_received"


def test_what_no_lot_is_named_of_is_of_the_only_one_that_is_out():
    desk = a_shop_that_shipped((3, "JAM-STR"))
    desk.handle(announce(back(3, "JAM-STR")))
    desk.handle(receive_back(quantities={1: 3}, lots={1: {"L7": Decimal(1)}}))
    assert lines_of(desk) == [("JAM-STR", "L7", 3, 3, 0, 3)]


def test_another_lot_than_announced_takes_its_place():
    desk = a_shop(stock=((2, "JAM-STR", "A-02", "L7"), (9, "JAM-STR", "B-01", "L8")))
    shipped(desk, (5, "JAM-STR"))
    desk.handle(announce(back(2, "JAM-STR", lot="L7")))
    desk.handle(receive_back(lots={1: "L8"}))
    assert lines_of(desk) == [("JAM-STR", "L8", 2, 2, 0, 2)]


def test_pieces_come_back_one_by_one_and_only_those_that_were_sent():
    desk = a_shop(an_item("DRILL", is_serial=True, packs=()), stock=((1, "MUG-BLU", "A-01"),))
    desk.handle(receive(4, "DRILL", at="A-01", serials="D1-D4"))
    shipped(desk, (3, "DRILL"))
    desk.handle(announce(back(3, "DRILL")))
    assert isinstance(refusal_of(desk, receive_back(quantities={1: 1}, lots={1: "D4"})), Exception)
    desk.handle(receive_back(quantities={1: 2}, lots={1: "D1,D3"}))
    assert [(line.lot, line.expected, line.received) for line in the_return(desk).lines] == [
        ("D1", 2, 1),
        ("D3", 1, 1),
    ]
    desk.handle(receive_back(quantities={1: 1}, lots={1: "D2"}))
    assert the_return(desk).status == "received"


def test_goods_that_leave_returns_another_way_wait_for_nobody(desk):
    desk.handle(receive_back())
    desk.handle(move(1, at="RET", to="A-01", by="U0MIA"))
    assert lines_of(desk)[0] == ("MUG-BLU", "", 2, 2, 0, 1)
    desk.handle(count_stock(0, at="RET"))
    assert (the_return(desk).lines[0].gone, the_return(desk).status) == (2, "received")


def test_a_receipt_is_undone_until_something_was_inspected(desk):
    posted = desk.handle(receive_back())
    desk.handle(undo(posted.transaction.id))
    assert the_return(desk).status == "expected"
    assert desk.book.on_hand("MUG-BLU", "RET") == 0
    desk.handle(receive_back())
    gone = desk.handle(move(1, at="RET", to="A-01", by="U0MIA"))
    receipt = f"TX-{gone.transaction.sequence - 1}"
    assert isinstance(refusal_of(desk, undo(receipt)), UndoRefused)
    desk.handle(undo(gone.transaction.id, by="U0MIA"))
    assert the_return(desk).lines[0].waiting == 2
    desk.handle(undo(receipt))
    assert the_return(desk).status == "expected"


def test_a_return_that_is_none_any_more_takes_nothing_in(desk):
    desk.handle(receive_back())
    assert isinstance(refusal_of(desk, receive_back("RMA-2")), Exception)
    assert Decimal(3) == desk.book.on_hand("MUG-BLU", "RET") + desk.book.on_hand("TEE-BLK-M", "RET")
    assert WrongStep


def test_more_of_a_lot_than_has_left_does_not_come_back():
    desk = a_shop_that_shipped((12, "JAM-STR", "3.00"))  # nine of L7 and three of L8
    desk.handle(announce(back(8, "JAM-STR", lot="L7")))
    assert refusal_of(desk, receive_back(quantities={1: 10})) == LotNotShipped(
        order="SO-1", item="JAM-STR", lot="L7", lots=("L8",)
    )
    desk.handle(receive_back(quantities={1: 9}))
    assert lines_of(desk) == [("JAM-STR", "L7", 8, 9, 0, 9)]


def test_more_than_was_announced_may_be_of_another_lot():
    desk = a_shop_that_shipped((12, "JAM-STR", "3.00"))
    desk.handle(announce(back(9, "JAM-STR", lot="L7")))
    both = {1: {"L7": Decimal(9), "L8": Decimal(3)}}
    desk.handle(receive_back(quantities={1: 12}, lots=both))
    assert lines_of(desk) == [
        ("JAM-STR", "L7", 9, 9, 0, 9),
        ("JAM-STR", "L8", 0, 3, 0, 3),
    ]


def test_what_comes_besides_another_lot_than_announced_is_a_line_of_its_own():
    desk = a_shop()
    desk.handle(announce(back(3, "JAM-STR", order="", lot="L7")))
    desk.handle(receive_back(quantities={1: 1}, lots={1: "L7"}))

    besides = (back(2, "MUG-BLU", order=""), back(1, "TEE-BLK-M", order=""))
    desk.handle(receive_back(quantities={1: 2}, lots={1: "L8"}, more=besides))

    lines = the_return(desk).lines
    assert [(one.number, one.item, one.lot, one.received) for one in lines] == [
        (1, "JAM-STR", "L7", 1),
        (2, "JAM-STR", "L8", 2),
        (3, "MUG-BLU", "", 2),
        (4, "TEE-BLK-M", "", 1),
    ]
