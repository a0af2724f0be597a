"""What is kept for orders and what they wait for count in every figure people buy and promise by."""

from decimal import Decimal

import pytest

from inventory.documents.pick_list import PickList
from inventory.documents.remark import RemarkKind
from inventory.documents.replenishment import Proposal
from inventory.location import LocationKind
from inventory.order_commands import PlanPick
from inventory.questions import how_much, who_holds
from inventory.replenishing.positions import Positions
from tests.builders import (
    a_customer,
    a_desk,
    a_location,
    an_item,
    edit,
    ordered,
    place_order,
    propose_reorders,
)
from tests.journeys import the_order
from tests.memory_desk import START
from tests.returns import told

TODAY = START.date()


def a_shop(stock, **facts):
    mug = an_item("MUG-BLU", minimum=Decimal(10), maximum=Decimal(40), **facts)
    return a_desk(a_customer(), mug, stock=[(stock, "MUG-BLU", "A-01")])


def position(book):
    return Positions(book, TODAY).of("MUG-BLU", site=None).quantity


def test_the_answer_names_the_orders_that_goods_are_kept_for():
    desk = a_shop(24)
    desk.handle(place_order((5, "MUG-BLU")))
    desk.handle(place_order((3, "MUG-BLU"), priority=1))
    answer = how_much(desk.book, desk.book.item("MUG-BLU"), TODAY)

    assert (answer.on_hand, answer.available) == (24, 16)
    assert answer.standings[0].holders == (("SO-2", 3), ("SO-1", 5))
    assert [h.standing.location for h in who_holds(desk.book, desk, desk.book.item("MUG-BLU"))] == [
        "A-01"
    ]


@pytest.mark.parametrize("kind", ["quarantine", "returns", "transit"])
def test_a_bin_where_nothing_is_available_any_more_keeps_nothing_for_orders(kind):
    desk = a_shop(24)
    desk.handle(place_order((5, "MUG-BLU")))
    desk.handle(ordered(PlanPick, orders=("SO-1",)))

    changed = desk.handle(edit(a_location("A-01", LocationKind(kind))))

    assert desk.book.reserved("MUG-BLU", "A-01") == 0
    assert the_order(desk, "SO-1").line(1).reserved == 0
    assert told(changed, RemarkKind.PLACE_CHANGED) == [("SO-1", "place_changed")]
    assert not list(desk.book.open(PickList))


def test_a_back_order_lowers_the_position_and_is_bought():
    desk = a_shop(24)
    assert position(desk.book) == 24
    desk.handle(place_order((30, "MUG-BLU")))
    assert position(desk.book) == -6
    desk.handle(propose_reorders())
    [proposal] = desk.book.all(Proposal)

    assert (proposal.lines[0].quantity, proposal.lines[0].back_ordered) == (46, 6)
    assert position(desk.book) + proposal.lines[0].quantity == 40
