"""Shortcuts: the next thing to do is one choice away, from any channel and from a message."""

import pytest

from inventory.documents.customer_return import CustomerReturn
from inventory.documents.cycle_count import CycleCount
from inventory.documents.order import Order
from inventory.documents.pick_list import PickList, PickStatus
from inventory.order_commands import PlanPick
from inventory.people import Person, Role
from tests.bot.conftest import STOCK
from tests.bot.counter import SOL, Counter, a_sender
from tests.bot.returning import a_shop_that_shipped
from tests.builders import edit, open_stock, ordered, place_order

HAVE = "How many you have"


@pytest.fixture
def desk():
    return a_shop_that_shipped()


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


def walk_of(desk):
    return next(iter(desk.book.open(PickList)))


def a_list(desk, *lines):
    desk.handle(place_order(*lines))
    desk.handle(ordered(PlanPick, orders=("SO-2",), by="U0CLEO"))


def test_goods_are_received_from_wherever_one_is(ana, desk):
    form = ana.uses_shortcut("receive").view

    ana.fills(form, {"Item": "MUG-RED", "Quantity": "4", "Into": "A-03"}).submits()

    assert desk.book.on_hand("MUG-RED", "A-03") == 9 - 2 + 4


def test_a_pick_list_is_walked_stop_by_stop(ana, desk, counter):
    a_list(desk, (2, "MUG-BLU"), (1, "MUG-RED"))
    counter.order("SO-2")

    first = ana.uses_shortcut("pick_next").view
    assert (walk_of(desk).claimed_by, walk_of(desk).status) == ("U0ANA", PickStatus.CLAIMED)
    assert first.words.splitlines()[0] == (
        "Go to A-01: take 2 pieces of MUG-BLU Blue mug, for SO-2. 2 stops left."
    )
    second = ana.fills(first, {HAVE: "2"}).submits().view
    assert "Picked 2 pieces of MUG-BLU at A-01. TX-" in second.words
    assert "take 1 piece of MUG-RED Red mug, for SO-2. 1 stop left." in second.words
    last = ana.fills(second, {HAVE: "1"}).submits().view

    assert "PK-2 has no stop left. Its orders go on in their threads." in last.words
    assert [line.picked for line in desk.book.get(Order, "SO-2").lines] == [2, 1]


def test_a_stop_where_less_lay_asks_why_and_leads_on(ana, desk):
    a_list(desk, (2, "MUG-BLU"))
    form = ana.uses_shortcut("pick_next").view

    refused = ana.fills(form, {HAVE: "1"}).submits()
    assert list(refused.errors.values()) == [
        "Less of MUG-BLU than PK-2 says takes a reason: say why."
    ]
    following = ana.fills(form, {"If it is less: why": "Not there"}).submits().view

    assert "Picked 1 piece of MUG-BLU at A-01, 1 piece short" in following.words
    assert "Go to B-01: take 1 piece of MUG-BLU Blue mug, for SO-2." in following.words


def test_a_walk_that_was_left_is_taken_up_where_it_stood(ana, ben, desk):
    a_list(desk, (2, "MUG-BLU"), (1, "MUG-RED"))
    form = ana.uses_shortcut("pick_next").view
    left = ana.fills(form, {HAVE: "2"}).submits().view
    ana.cancels(left)

    assert "No pick list waits" not in ana.uses_shortcut("pick_next").view.words
    assert ben.uses_shortcut("pick_next").view.words == "Nothing waits to be picked."


def test_a_second_tap_picks_nothing_at_the_next_stop(ana, desk):
    a_list(desk, (2, "MUG-BLU"), (1, "MUG-RED"))
    form = ana.uses_shortcut("pick_next").view

    following = ana.fills(form, {HAVE: "2"}).submits().view
    again = ana.submits(following)

    assert list(again.errors.values()) == ["Please complete this required field."]

    assert [line.picked for line in desk.book.get(Order, "SO-2").lines] == [2, 0]


def test_the_lot_is_read_off_the_goods(ana, desk):
    desk.handle(open_stock(6, "JAM-STR", at="A-03", lot="L7"))
    a_list(desk, (2, "JAM-STR"))

    form = ana.uses_shortcut("pick_next").view
    wrong = ana.fills(form, {HAVE: "2", "Lot": "L8"}).submits()
    assert next(iter(wrong.errors)).startswith("lot@")
    done = ana.fills(form, {"Lot": "l7"}).submits().view

    assert "Picked 2 pieces of JAM-STR at A-03 lot L7. TX-" in done.words


def test_orders_without_a_list_are_named(ana, desk):
    desk.handle(place_order((2, "MUG-BLU")))

    told = ana.uses_shortcut("pick_next").view.words

    assert told.split() == [
        "No",
        "pick",
        "list",
        "waits",
        "for",
        "you.",
        "1",
        "order",
        "waits",
        "to",
        "be",
        "picked:",
        "/inv",
        "wave",
        "makes",
        "a",
        "list.",
    ]


def test_the_next_count_is_taken_and_opened(ana, ben, cleo, desk):
    cleo.types(STOCK, "/count bin:A-01")

    form = ana.uses_shortcut("count_next").view

    assert form.raw["title"]["text"] == "Count CC-1"
    assert desk.book.get(CycleCount, "CC-1").counter == "U0ANA"
    assert ben.uses_shortcut("count_next").view.raw["title"]["text"] == "Count"


def test_goods_that_come_back_have_their_form(ana):
    assert ana.uses_shortcut("take_return").view.raw["title"]["text"] == "Return"


def test_stock_is_looked_up(ana):
    form = ana.uses_shortcut("look_up").view

    told = ana.fills(form, {"Item": "MUG-BLU"}).submits().view

    assert "MUG-BLU" in told.words


@pytest.mark.parametrize("name", ["receive", "pick_next", "count_next", "take_return"])
def test_who_may_not_is_told_so_in_a_view(ana, desk, name):
    desk.handle(edit(Person(user="U0ANA", name="Ana", role=Role.VIEWER)))

    told = ana.uses_shortcut(name).view.words

    assert "takes the role operator; you have the role viewer." in told


def test_a_complaint_becomes_a_return(ana, ben, desk, sender, workspace):
    ben.types(STOCK, "Cafe Sol writes about SO-1:\n- 2 blue mugs arrived broken")
    message = workspace.wait_for_message(STOCK, "arrived broken")

    form = ana.uses_shortcut("make_return", message).view
    assert form.values["lines"]["lines"]["value"] == "2 MUG-BLU SO-1"
    ana.fills(form, {"Why": "broken"}).submits()

    returned = desk.book.get(CustomerReturn, "RMA-1")
    assert (returned.orders, returned.source) == (("SO-1",), "message")
    assert "arrived broken" in returned.note
    sender.send_once()
    told = [one.text for one in workspace.messages(STOCK) if one.thread_ts == message.ts]
    assert "RMA-1" in told[-1]


def test_a_complaint_without_goods_opens_all_that_its_order_may_send_back(ana, ben, workspace):
    ben.types(STOCK, "They are not happy with so-1 at all")
    message = workspace.wait_for_message(STOCK, "not happy")

    form = ana.uses_shortcut("make_return", message).view

    assert form.raw["title"]["text"] == "Return of SO-1"
