"""An order goes from the form to the door by buttons alone, each judged when it is pressed."""

from datetime import date

import pytest

from inventory.order import Order, OrderStatus
from inventory.pick_list import PickList
from inventory.shipment import Shipment
from tests.bot.conftest import STOCK
from tests.bot.counter import SOL, Counter, a_sender, a_shop
from tests.builders import place_order

ON_FRIDAY = date(2026, 11, 27)


@pytest.fixture
def desk():
    return a_shop()


@pytest.fixture
def contacts(contacts):
    contacts.put("CAFE-SOL", SOL)
    return contacts


@pytest.fixture
def sender(desk, options, contacts):
    return a_sender(desk, options, contacts)


@pytest.fixture
def counter(desk, sender, workspace):
    return Counter(desk, sender, workspace)


def test_three_people_bring_an_order_to_the_door_by_buttons_alone(
    desk, counter, workspace, ana, ben, cleo
):
    desk.handle(place_order((10, "MUG-BLU", "4.50"), (3, "MUG-RED", 5), requested_on=ON_FRIDAY))

    ana.clicks(counter.order(), "Start picking")
    ana.clicks(counter.pick_list(), "Claim")
    ana.clicks(counter.pick_list(), "Picked 1")
    ana.clicks(counter.pick_list(), "Picked 2")
    ben.clicks(counter.shipment(), "All right")
    cleo.clicks(counter.shipment(), "Tick 1")
    cleo.clicks(counter.shipment(), "Tick 2")
    cleo.clicks(counter.shipment(), "Packed")
    form = cleo.clicks(counter.shipment(), "Ship…").view
    sent = cleo.fills(form, {"Tracking number": "VAN-7"}).submits()
    assert (sent.errors, sent.views) == ({}, [])
    assert counter.shipment().text.splitlines()[0] == (
        "*Shipment SH-1* for SO-1, Café Sol (CAFE-SOL): shipped by <@U0CLEO>"
    )
    ben.clicks(counter.shipment(), "Delivered")

    assert desk.book.get(Order, "SO-1").status is OrderStatus.DELIVERED
    assert counter.order().text.splitlines()[:3] == [
        "*Order SO-1* for Café Sol (CAFE-SOL): delivered",
        "1. 10 pieces of MUG-BLU Blue mug: all shipped",
        "2. 3 pieces of MUG-RED Red mug: all shipped",
    ]
    assert counter.order().buttons == []
    assert counter.shipment().buttons == ["Packing slip again", "Label again", "Invoice again"]
    shipment = desk.book.get(Shipment, "SH-1")
    assert (shipment.service, shipment.packages[0].kind) == ("POST", "BOX-S")


def test_everything_about_an_order_is_said_in_its_thread(desk, counter, ana, workspace):
    desk.handle(place_order((10, "MUG-BLU")))
    ana.clicks(counter.order(), "Start picking")
    ana.clicks(counter.pick_list(), "Picked 1")

    assert [one.text for one in counter.thread()] == [
        (
            "*Pick list PK-1* for SO-1, Café Sol (CAFE-SOL): done, 1 of 1 stop done\n"
            "1. A-01: 10 pieces of MUG-BLU Blue mug, picked by <@U0ANA>"
        ),
        (
            "*Shipment SH-1* for SO-1, Café Sol (CAFE-SOL): to be checked, by somebody who did "
            "not pick it\n"
            "1. 10 pieces of MUG-BLU Blue mug, from A-01 by Ana"
        ),
        (
            "*Picked 10 pieces of MUG-BLU for SO-1* by <@U0ANA>. A-01: 24 → 14, PACK: 0 → 10. "
            f"*{desk.book.get(PickList, 'PK-1') and _last(desk)}*"
        ),
    ]
    assert counter.thread()[-1].buttons == ["Undo"]
    order = desk.book.get(Order, "SO-1")
    assert (order.thread.channel, order.thread.thread) == (STOCK, counter.order().ts)


def _last(desk):
    picks = [e for e in desk.entered_after(0, 500) if e.transaction.command.kind == "record_pick"]
    return picks[-1].transaction.id
