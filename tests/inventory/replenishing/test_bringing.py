"""What another site has too much of is brought before anything is bought."""

from datetime import timedelta
from decimal import Decimal

import pytest

from inventory import errors, planning_errors
from inventory.documents.replenishment import Bound, Proposal
from inventory.documents.transfer import Transfer
from inventory.inbound_commands import ReceiveTransfer
from inventory.location import LocationKind
from inventory.stock_policy import PolicyKind, StockPolicy
from inventory.supplier import Supplier
from tests.builders import (
    a_desk,
    a_location,
    an_item,
    approve_proposal,
    edit,
    fresh_key,
    pick,
    propose_reorders,
    receive,
    refusal_of,
    reject_proposal,
    undo,
)
from tests.inventory.replenishing.planned import forecast, keep_straight, lines, planned_item
from tests.memory_desk import START

ACME = Supplier(code="ACME", name="Acme Potters")
SITES = (
    a_location("IN", LocationKind.RECEIVING, site="North"),
    a_location("A-01", site="North"),
    a_location("A-02", site="North"),
    a_location("B-01", site="South"),
    a_location("B-02", site="South"),
    a_location("IN-S", LocationKind.RECEIVING, site="South"),
    a_location("PACK", LocationKind.PACKING, site="North"),
    a_location("RET", LocationKind.RETURNS, site="North"),
    a_location("HOLD", LocationKind.QUARANTINE, site="North"),
)


def house(*rows, north=10, south=75, **facts):
    """North is low (30 are its reorder point, it fills up to 50); South keeps up to 50."""
    stock = [(much, "MUG-BLU", bin_) for much, bin_ in ((north, "A-01"), (south, "B-01")) if much]
    desk = a_desk(planned_item(**facts), ACME, *SITES, *rows, stock=stock)
    keep_straight(desk, forecast(site="North"), forecast(site="South"))
    return desk


def test_goods_of_another_site_come_first_and_the_rest_is_bought():
    desk = house(south=60)
    desk.handle(propose_reorders())
    assert lines(desk) == [
        ("RP-1", "proposed", "North", "South", [("MUG-BLU", 10)]),
        ("RP-2", "proposed", "North", "ACME", [("MUG-BLU", 30)]),
    ]
    assert desk.book.get(Proposal, "RP-2").lines[0].bounds == (Bound.TRANSFER,)


def test_nothing_is_bought_where_what_is_brought_is_enough():
    desk = house(south=75)
    desk.handle(propose_reorders())
    assert lines(desk) == [("RP-1", "proposed", "North", "South", [("MUG-BLU", 25)])]


def test_what_is_to_be_brought_waits_for_no_other_review():
    desk = house(north=28, south=90)
    desk.handle(propose_reorders())
    tuesday = propose_reorders(when=START + timedelta(days=1))
    assert isinstance(refusal_of(desk, tuesday), errors.NothingChanged)
    assert lines(desk) == [("RP-1", "proposed", "North", "South", [("MUG-BLU", 22)])]


def test_a_site_gives_nothing_below_its_own_level():
    desk = house(south=50)
    desk.handle(propose_reorders())
    assert lines(desk) == [("RP-1", "proposed", "North", "ACME", [("MUG-BLU", 40)])]


def test_a_site_where_nobody_ever_asked_for_it_gives_all_it_has():
    desk = a_desk(
        planned_item(),
        ACME,
        *SITES,
        stock=[(10, "MUG-BLU", "A-01"), (30, "MUG-BLU", "B-01")],
    )
    keep_straight(desk, forecast(site="North"))
    desk.handle(propose_reorders())
    assert lines(desk)[0] == ("RP-1", "proposed", "North", "South", [("MUG-BLU", 30)])
    by_hand = StockPolicy(item="MUG-BLU", site="South", policy=PolicyKind.NONE)
    desk.handle(edit(by_hand))
    desk.handle(propose_reorders(START + timedelta(days=1)))
    assert lines(desk)[0][1] == "lapsed"


def test_an_approved_one_sends_the_goods_on_their_way_first_expired_first():
    desk = house(south=0, is_lot_tracked=True, north=0)
    for lot, much, year, bin_ in (("L1", 40, 2028, "B-01"), ("L2", 35, 2027, "B-02")):
        expires = {"expires_on": START.date().replace(year=year)}
        desk.handle(receive(much, at=bin_, lot=lot, **expires))
    desk.handle(propose_reorders())
    done = desk.handle(approve_proposal())
    proposal = desk.book.get(Proposal, "RP-1")
    assert (proposal.transfer, proposal.purchase_order, proposal.is_open) == ("TR-1", "", False)
    transfer = desk.book.get(Transfer, "TR-1")
    assert (transfer.from_site, transfer.to_site, transfer.note) == ("South", "North", "from RP-1")
    assert [(one.source, one.lot, one.sent) for one in transfer.lines] == [("B-02", "L2", 25)]
    desk.handle(undo(done.transaction.id, by="U0MIA"))
    assert desk.book.get(Transfer, "TR-1") is None
    assert desk.book.get(Proposal, "RP-1").status.value == "proposed"


def test_what_travels_is_not_proposed_again():
    desk = house()
    desk.handle(propose_reorders())
    desk.handle(approve_proposal())
    assert isinstance(refusal_of(desk, propose_reorders()), errors.NothingChanged)
    desk.handle(ReceiveTransfer(key=fresh_key(), actor="U0ANA", at=START, number="TR-1"))
    assert desk.book.on_hand("MUG-BLU", "IN") == 25
    assert isinstance(refusal_of(desk, propose_reorders()), errors.NothingChanged)


def test_goods_that_are_gone_at_the_click_are_refused_with_what_is_there():
    desk = house()
    desk.handle(propose_reorders())
    desk.handle(pick(60, at="B-01"))
    assert refusal_of(desk, approve_proposal()) == planning_errors.NotThere(
        number="RP-1", site="South", short=(("MUG-BLU", Decimal(25), Decimal(15)),)
    )
    desk.handle(approve_proposal(quantities={"MUG-BLU": 15}))
    assert desk.book.get(Transfer, "TR-1").lines[0].sent == 15


def test_goods_that_are_not_to_be_brought_are_bought():
    desk = house()
    desk.handle(propose_reorders())
    desk.handle(reject_proposal())
    desk.handle(propose_reorders())
    assert lines(desk)[1] == ("RP-2", "proposed", "North", "ACME", [("MUG-BLU", 40)])


def test_without_a_place_for_what_travels_it_is_bought():
    van = a_location("VAN", LocationKind.TRANSIT, is_active=False)
    desk = house(van)
    desk.handle(propose_reorders())
    assert lines(desk) == [("RP-1", "proposed", "North", "ACME", [("MUG-BLU", 40)])]


def test_each_site_is_bought_for_by_itself():
    desk = house(north=10, south=10)
    desk.handle(propose_reorders())
    assert [one[2:4] for one in lines(desk)] == [("North", "ACME"), ("South", "ACME")]
    desk.handle(approve_proposal("RP-2"))
    assert isinstance(refusal_of(desk, propose_reorders()), errors.NothingChanged)


def test_limits_of_the_tab_items_are_of_all_sites_together():
    item = an_item(minimum=Decimal(30), maximum=Decimal(50), supplier="ACME")
    desk = a_desk(item, ACME, *SITES, stock=[(10, "MUG-BLU", "A-01"), (25, "MUG-BLU", "B-01")])
    assert isinstance(refusal_of(desk, propose_reorders()), errors.NothingChanged)
    desk.handle(pick(5, at="B-01"))
    desk.handle(propose_reorders())
    assert lines(desk) == [("RP-1", "proposed", "", "ACME", [("MUG-BLU", 20)])]


@pytest.mark.parametrize("fraction", [True, False])
def test_only_whole_units_travel_where_there_are_no_others(fraction):
    desk = house(south=0, is_fractional=fraction)
    desk.handle(receive(Decimal("62.5") if fraction else 62, at="B-01"))
    desk.handle(propose_reorders())
    assert lines(desk)[0][4] == [("MUG-BLU", Decimal("12.5") if fraction else 12)]


def test_limits_of_the_tab_items_are_of_the_sites_that_are_forecast_and_proposed_once():
    desk = a_desk(planned_item(minimum=Decimal(30), maximum=Decimal(50)), ACME, *SITES)
    keep_straight(desk, forecast(site="North", policy=PolicyKind.MIN_MAX))
    desk.handle(propose_reorders())
    assert lines(desk) == [("RP-1", "proposed", "North", "ACME", [("MUG-BLU", 50)])]
