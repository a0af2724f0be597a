"""What of an order may still come back, and what would become of it."""

from decimal import Decimal

import pytest

from inventory.condition import Condition, Disposition, DispositionRule
from inventory.errors import UnknownDocument
from inventory.inbound_commands import SetLotStatus
from inventory.location import LocationKind
from inventory.lot import LotStatus
from inventory.order_errors import WrongStep
from inventory.return_errors import NotShipped
from inventory.returning.left_to_return import (
    Claim,
    claims_on,
    left_to_return,
    open_return,
    returnable,
)
from inventory.returning.proposing import proposal_for, usual_bin
from tests.builders import a_location, an_item, edit, ordered, place_order, take_out
from tests.returns import (
    a_shop,
    a_shop_that_shipped,
    announce,
    back,
    inspect,
    make_good,
    receive_back,
)


@pytest.fixture
def desk():
    return a_shop_that_shipped()


def test_what_was_announced_or_came_back_is_claimed(desk):
    desk.handle(announce(back(2), back(1, "ROPE-8", order="4711")))
    desk.handle(receive_back(quantities={1: 1}))
    assert list(claims_on(desk.book, "SO-1")) == [
        Claim("RMA-1", 1, quantity=Decimal(2), received=Decimal(1))
    ]
    order, left = returnable(desk.book, "so-1")
    assert (order.number, left) == ("SO-1", {1: 1, 2: 2})


def test_nothing_is_left_of_what_all_came_back(desk):
    desk.handle(announce(back(3), back(2, "TEE-BLK-M")))
    with pytest.raises(WrongStep):
        returnable(desk.book, "SO-1")


def test_an_order_that_is_none_or_has_not_left_gives_nothing_back():
    desk = a_shop()
    desk.handle(place_order((1, "MUG-BLU")))
    with pytest.raises(UnknownDocument):
        returnable(desk.book, "SO-9")
    with pytest.raises(NotShipped):
        returnable(desk.book, "SO-1")


def test_only_an_open_return_is_gone_on_with(desk):
    with pytest.raises(UnknownDocument):
        open_return(desk.book, "RMA-1", "receive")
    desk.handle(announce(back(1)))
    assert open_return(desk.book, "RMA-1", "receive").number == "RMA-1"
    desk.handle(receive_back())
    desk.handle(inspect("new"))
    desk.handle(make_good())
    with pytest.raises(WrongStep):
        open_return(desk.book, "RMA-1", "receive")


def test_goods_of_a_lot_that_is_held_back_are_proposed_for_quarantine(desk):
    jam = desk.book.item("JAM-STR")
    assert proposal_for(desk.book, jam, "L7", Condition.NEW) is Disposition.RESTOCK
    desk.handle(
        ordered(
            SetLotStatus,
            item="JAM-STR",
            lot="L7",
            status=LotStatus.HOLD,
            reason="glass",
            by="U0MIA",
        )
    )
    assert proposal_for(desk.book, jam, "L7", Condition.NEW) is Disposition.QUARANTINE
    assert proposal_for(desk.book, jam, "L7", Condition.DAMAGED) is Disposition.SCRAP


def test_the_house_says_what_is_proposed(desk):
    desk.handle(edit(DispositionRule(condition=Condition.OPENED, disposition="scrap")))
    mug = desk.book.item("MUG-BLU")
    assert proposal_for(desk.book, mug, "", Condition.OPENED) is Disposition.SCRAP


def test_goods_go_to_their_home_at_that_site_or_to_receiving(desk):
    assert usual_bin(desk.book, an_item(home="A-02"), "RET") == "A-02"
    assert usual_bin(desk.book, an_item(), "RET") == "IN"
    desk.handle(edit(a_location("A-02", site="NORTH")))
    desk.handle(edit(a_location("RET", LocationKind.RETURNS, site="SOUTH")))
    assert usual_bin(desk.book, an_item(home="A-02"), "RET") == "IN"
    desk.handle(take_out(a_location("IN", LocationKind.RECEIVING)))
    assert usual_bin(desk.book, an_item(home="A-02"), "RET") == ""


def test_what_an_order_has_not_shipped_is_not_left(desk):
    order = desk.book.get(type(returnable(desk.book, "SO-1")[0]), "SO-1")
    assert left_to_return(desk.book, order) == {1: 3, 2: 2}
