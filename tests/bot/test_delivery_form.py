"""The form of a delivery: all that is to come stands in it, and every error stands on its line."""

from decimal import Decimal

import pytest

from tests.bot.conftest import STOCK
from tests.bot.counter import a_sender
from tests.bot.purchasing import BuyingCounter, a_buying_shop
from tests.builders import receive
from tests.inventory.inbound.arriving import rejection, stands
from tests.inventory.inbound.purchases import approved, sent


@pytest.fixture
def desk():
    """PO-1 is sent: 36 blue mugs and 12 red ones of Clay & Co; 24 blue ones have come."""
    desk = a_buying_shop()
    sent(desk, (36, "MUG-BLU"), (12, "MUG-RED"), by="U0CLEO")
    desk.handle(receive(24, at="A-03", document="PO-1"))
    return desk


@pytest.fixture
def counter(desk, options, contacts, workspace):
    return BuyingCounter(desk, a_sender(desk, options, contacts), workspace)


def lines_of(form):
    return form.values["lines"]["lines"]["value"].splitlines()


def test_an_order_alone_opens_the_form_with_all_that_is_to_come(ana):
    form = ana.types(STOCK, "/receive po:po-1").view
    assert form.title == "Receive PO-1"
    assert lines_of(form) == ["12 MUG-BLU", "12 MUG-RED"]
    assert "PO-1 from Clay & Co (CLAYCO): what is still to come stands below." in form.words


def test_what_was_said_besides_stands_in_it(ana):
    form = ana.types(STOCK, "/receive po:PO-1 @A-01 freight:4.50").view
    assert form.values["location"]["location"]["selected_option"]["value"] == "A-01"
    assert form.values["freight"]["freight"]["value"] == "4.5"


def test_the_freight_that_was_agreed_stands_in_the_first_delivery(ana, desk):
    sent(desk, (5, "MUG-BLU"), freight=Decimal("7.5"), by="U0CLEO")
    form = ana.types(STOCK, "/receive po:PO-2").view
    assert form.values["freight"]["freight"]["value"] == "7.5"
    ana.fills(form, {"What came": "2 MUG-BLU"}).submits()
    form = ana.types(STOCK, "/receive po:PO-2").view
    assert not form.values["freight"]["freight"]["value"]


def test_a_sent_form_receives_all_of_it_and_says_how_far_the_order_is(ana, desk, counter):
    form = ana.types(STOCK, "/receive po:PO-1").view
    sent_form = ana.fills(form, {"Into, where a line names no bin": "A-01"}).submits()
    assert sent_form.views == []
    assert stands(desk) == ("received", [(36, 0, 0), (12, 0, 0)])
    told = counter.message("*Received 2 lines* by")
    assert told.text.splitlines() == [
        "*Received 2 lines* by <@U0ANA>. *TX-37*",
        "MUG-BLU at A-01: 24 → 36",
        "MUG-RED at A-01: 0 → 12",
        "*PO-1*: 36 of 36 MUG-BLU, 12 of 12 MUG-RED have come. That is all of it.",
    ]
    assert told.buttons[0] == "Undo"


def test_a_line_may_say_where_and_what_was_rejected(ana, desk):
    form = ana.types(STOCK, "/receive po:PO-1").view
    typed = "10 MUG-BLU @B-01 rejected:2 reason:damaged\n12 MUG-RED"
    ana.fills(form, {"What came": typed, "Freight": "9", "Note": "Two boxes wet"}).submits()
    assert stands(desk) == ("part_received", [(34, 2, 0), (12, 0, 0)])
    assert rejection(desk).note == "Two boxes wet"
    assert desk.book.on_hand("MUG-RED", "IN") == 12
    assert desk.ledger_after(0, 100)[-1].move.unit_cost > Decimal("3.5")


def test_every_error_stands_on_its_line_at_once(ana, desk):
    form = ana.types(STOCK, "/receive po:PO-1").view
    typed = "13 MUG-BLU\n12 MUG-RED @Z-99\n5 MUG-RED lott:L7\n3 JAM-STR lot:L7"
    errors = ana.fills(form, {"What came": typed}).submits().errors["lines"]
    assert errors.startswith("Line 1: 13 pieces of MUG-BLU is more than may come for PO-1: ")
    assert "Line 2: There is no bin “Z-99”." in errors
    assert errors.endswith("… and 1 more line.")
    typed = "12 MUG-RED @Z-99\n3 JAM-STR lot:L7\nMUG-BLU"
    errors = ana.fills(form, {"What came": typed}).submits().errors["lines"]
    assert [part for part in ("Line 1:", "Line 2:", "Line 3:") if part in errors] == [
        "Line 1:",
        "Line 2:",
        "Line 3:",
    ]
    assert stands(desk)[1] == [(24, 0, 0), (0, 0, 0)]


@pytest.mark.parametrize(
    ("fields", "errors"),
    [
        ({"Freight": "much"}, {"freight": "much is no number we know: write 1,200 or 2.5 or 1/2."}),
        (
            {"What came": "0 MUG-RED rejected:1 reason:damaged", "Freight": "9"},
            {
                "freight": "Nothing is accepted that could bear the freight of 9.00 EUR. Leave freight: out."
            },
        ),
        (
            {"What came": "1 MUG-RED freight:8", "Freight": "9"},
            {"freight": "freight: is said twice. Say it once, for all of the delivery."},
        ),
        ({"What came": "\n"}, {"lines": "Say what came. One a line: 24 MUG-BLU @A-01 lot:L7."}),
    ],
)
def test_other_errors_stand_on_their_fields(ana, fields, errors):
    form = ana.types(STOCK, "/receive po:PO-1").view
    assert ana.fills(form, fields).submits().errors == errors


@pytest.mark.parametrize(
    ("number", "told"),
    [
        ("PO-9", "There is no “PO-9”. Check the number."),
        (
            "PO-2",
            (
                "Cannot receive for PO-2: it is approved. First a manager has to send it "
                "(`/inv send PO-2 hand` if the supplier has it)."
            ),
        ),
    ],
)
def test_an_order_for_which_nothing_can_come_opens_no_form(ana, desk, number, told):
    approved(desk, (5, "MUG-BLU"), by="U0CLEO")
    assert ana.types(STOCK, f"/receive po:{number}").text == told


def test_the_button_of_the_order_opens_it_and_its_thread_hears_the_answer(ana, counter):
    form = ana.clicks(counter.purchase(), "Receive…").view
    assert lines_of(form) == ["12 MUG-BLU", "12 MUG-RED"]
    ana.fills(form, {"What came": "2 MUG-RED"}).submits()
    while counter.desk.pending(1):
        counter.sender.send_once()
    thread = counter.purchase_thread()
    assert any(text.startswith("*Received 2 pieces of MUG-RED* by <@U0ANA>") for text in thread)
    assert not any("Took in 2 pieces" in text for text in thread)


def test_a_form_sent_twice_receives_once(ana, desk, workspace):
    form = ana.types(STOCK, "/receive po:PO-1").view
    ana.fills(form, {"What came": "2 MUG-RED"}).submits()
    kinds = [one["payload"].get("type") for one in workspace.deliveries()]
    last = len(kinds) - kinds[::-1].index("view_submission")
    workspace.does(f"deliveries/{last}/replay")
    assert stands(desk)[1] == [(24, 0, 0), (2, 0, 0)]
