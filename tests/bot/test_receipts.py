"""Receipts by typing: what came for an order, what was no good, and what becomes of that."""

import json
from decimal import Decimal

import pytest

from bot.messages.refused import refused
from bot.outbox.sender import sending_client
from inventory.order_errors import WrongStep
from tests.bot.conftest import STOCK
from tests.bot.counter import a_sender
from tests.bot.purchasing import BuyingCounter, a_buying_shop
from tests.builders import an_item, edit, set_rule
from tests.inventory.inbound.arriving import rejection
from tests.inventory.inbound.purchases import approved, sent


@pytest.fixture
def desk():
    """PO-1 is sent: 36 blue mugs of Clay & Co."""
    desk = a_buying_shop()
    sent(desk, (36, "MUG-BLU"), by="U0CLEO")
    return desk


@pytest.fixture
def counter(desk, options, contacts, workspace):
    return BuyingCounter(desk, a_sender(desk, options, contacts), workspace)


def answer(person, text):
    return person.types(STOCK, text).text.splitlines()


def test_an_answer_says_how_far_the_order_is(desk, ana):
    assert answer(ana, "/receive 24 MUG-BLU @A-03 po:PO-1") == [
        "*Received 24 pieces of MUG-BLU*. A-03: 0 → 24. *TX-36*",
        "*PO-1*: 24 of 36 have come.",
    ]
    assert answer(ana, "/receive 12 MUG-BLU @A-03 po:po-1") == [
        "*Received 12 pieces of MUG-BLU*. A-03: 24 → 36. *TX-37*",
        "*PO-1*: 36 of 36 have come. That is all of it.",
    ]


def test_an_order_of_several_items_is_told_by_what_came_and_what_else_is_to_come(desk, ana):
    sent(desk, (5, "MUG-BLU"), (5, "ROPE-8"), by="U0CLEO")
    assert answer(ana, "/receive 2 ROPE-8 @A-03 po:PO-2")[-1] == (
        "*PO-2*: 2 of 5 ROPE-8 have come; still to come: 5 MUG-BLU."
    )
    assert answer(ana, "/receive 5 MUG-BLU @A-03 po:PO-2\n3 ROPE-8 @A-03 po:PO-2")[-1] == (
        "*PO-2*: 5 of 5 MUG-BLU, 5 of 5 ROPE-8 have come. That is all of it."
    )


def test_so_little_missing_is_said_to_be_let_go(desk, ana):
    desk.handle(set_rule("under_percent", 5))
    assert answer(ana, "/receive 35 MUG-BLU @A-03 po:PO-1")[-1] == (
        "*PO-1*: 35 of 35 have come; 1 missing are let go as too little."
    )


def test_too_much_is_refused_with_what_may_come(desk, ana):
    answer(ana, "/receive 24 MUG-BLU @A-03 po:PO-1")
    assert answer(ana, "/receive 24 MUG-BLU @A-03 po:PO-1") == [
        (
            "24 pieces of MUG-BLU is more than may come for PO-1: 36 were ordered, 24 of them have come. "
            "Receive 12, and reject the rest (rejected:12 reason:too_many) or have the order changed."
        )
    ]
    answer(ana, "/receive 12 MUG-BLU @A-03 po:PO-1")
    assert answer(ana, "/receive 1 MUG-BLU @A-03 po:PO-1") == [
        (
            "1 piece of MUG-BLU is more than may come for PO-1: 36 were ordered, 36 of them have come. "
            "Send it back, or have the order changed; without po: it is a delivery of its own."
        )
    ]


def test_a_tolerance_is_named_where_there_is_one(desk, ana):
    desk.handle(edit(an_item("MUG-BLU", over_percent=Decimal(10))))
    assert answer(ana, "/receive 40 MUG-BLU @A-03 po:PO-1") == [
        (
            "40 pieces of MUG-BLU is more than may come for PO-1: 36 were ordered and up to 39 are taken. "
            "Receive 39, and reject the rest (rejected:1 reason:too_many) or have the order changed."
        )
    ]


def test_a_delivery_of_its_own_is_asked_about_and_not_guessed(desk, ana):
    assert answer(ana, "/receive 5 MUG-BLU @A-03")[-1] == (
        "MUG-BLU is still to come by PO-1 (36): if this was it, undo, and say po: with it."
    )
    assert len(answer(ana, "/receive 5 MUG-RED @A-03")) == 1


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("5 MUG-BLU po:PO-7", "There is no “PO-7”. Check the number."),
        (
            "5 MUG-RED po:PO-1",
            (
                "MUG-RED is not on PO-1, which is for MUG-BLU. Check the item; leave po: out if it came "
                "without an order."
            ),
        ),
        ("0 MUG-BLU rejected:1", "Say why (reason:damaged) to reject."),
        ("2 MUG-BLU reason:damaged", "Say how many are rejected (rejected:2) to receive."),
        (
            "0 MUG-BLU rejected:1 reason:stolen",
            (
                "“stolen” is not on the list. Choose damaged, defective, wrong item, short dated, expired, "
                "not ordered, too many, papers missing or other."
            ),
        ),
        (
            "3 JAM-STR lot:L7 exp:2026-11-20",
            (
                "Lot L7 of JAM-STR expires on Fri 2026-11-20; a delivery must keep until Mon 2026-11-23 at "
                "least. Reject it (quantity 0, with rejected: and reason:short_dated), or have a manager "
                "take it with reason:short_dated."
            ),
        ),
        (
            "3 JAM-STR lot:L7 exp:2026-11-20 reason:short_dated",
            (
                "To take in what keeps for too short a time takes the role manager; you have the role "
                "operator. Ask <@U0CLEO>, <@U0DORA>."
            ),
        ),
        (
            "0 MUG-BLU rejected:2 reason:damaged freight:4",
            "Nothing is accepted that could bear the freight of 4.00 EUR. Leave freight: out.",
        ),
    ],
)
def test_a_refusal_says_what_to_do(desk, ana, typed, told):
    assert answer(ana, f"/receive {typed}") == [told]


def test_an_order_that_was_not_sent_says_what_comes_first(desk, ana):
    approved(desk, (5, "MUG-BLU"), by="U0CLEO")
    assert answer(ana, "/receive 5 MUG-BLU po:PO-2") == [
        (
            "Cannot receive for PO-2: it is approved. First a manager has to send it "
            "(`/inv send PO-2 hand` if the supplier has it)."
        )
    ]


def test_a_command_that_a_refusal_names_is_the_one_of_this_workspace(desk):
    error = WrongStep(number="PO-2", action="receive", status="draft")
    assert refused(desk.book, error, prefix="wh").text == (
        "Cannot receive for PO-2: it is a draft. First a manager has to approve it "
        "(`/wh-inv approve PO-2`) and send it (`/wh-inv send PO-2 hand` if the supplier has it)."
    )


def test_what_is_no_good_is_told_with_the_rest_and_on_its_own(desk, ana, counter):
    typed = (
        "9 MUG-BLU po:PO-1 rejected:2 reason:damaged photo:https://example.com/1.jpg freight:4.50"
    )
    assert answer(ana, f'/receive {typed} note:"wet box"') == [
        "*Received 9 pieces of MUG-BLU, rejected 2*. *TX-36*",
        "MUG-BLU at IN: 0 → 9",
        "MUG-BLU at HOLD: 0 → 2",
        "*PO-1*: 9 of 36 have come.",
        "Rejected as *RJ-1*: 2 pieces of MUG-BLU, damaged",
        "Freight of 4.50 EUR spread by value.",
        "“wet box”",
    ]
    told = counter.message("*Rejection RJ-1*")
    assert told.text.splitlines() == [
        "*Rejection RJ-1*: 2 pieces of MUG-BLU Blue mug, 2 to be decided",
        "Damaged, by Clay &amp; Co of PO-1; it lies at HOLD.",
        "“wet box”",
        "<https://example.com/1.jpg|Picture>",
        "Rejected by <@U0ANA> on Mon 2026-11-23 with TX-36",
    ]
    assert told.buttons == ["Return to vendor…", "Refurbish…", "Scrap…"]
    thread = counter.purchase_thread()
    assert told.text in thread
    assert "Took in 9 pieces of MUG-BLU at IN with TX-36, says <@U0ANA>." in thread


def test_freight_says_by_what_it_was_spread_instead(desk, ana):
    desk.handle(edit(an_item("MUG-RED", name="Red mug")))
    told = answer(ana, "/receive 2 MUG-RED freight:4\n2 MUG-BLU")
    assert (
        "Freight of 4.00 EUR spread by number: not every cost is known; MUG-RED stays without a cost."
        in told
    )


def test_a_rejection_is_settled_by_a_line(desk, ana, counter):
    answer(ana, "/receive 0 MUG-BLU po:PO-1 rejected:4 reason:damaged")
    assert answer(ana, "/inv rejections") == [
        "*1 rejection to decide about, the oldest first:*",
        "*RJ-1* 4 pieces of MUG-BLU at HOLD: damaged, PO-1, since Mon 2026-11-23",
        "Say what becomes of one: `/inv settle RJ-1 return`, refurbish or scrap.",
    ]
    assert answer(ana, "/inv settle RJ-1 refurbish 1 @B-01") == [
        "*Took in after all 1 piece of MUG-BLU of RJ-1*. HOLD: 4 → 3, B-01: 20 → 21. *TX-37*",
        "*PO-1*: 1 of 36 have come.",
    ]
    assert answer(ana, '/inv settle rj-1 return 2 note:"credit promised"') == [
        "*Sent back 2 pieces of MUG-BLU of RJ-1*. HOLD: 3 → 1. *TX-38*",
        "“credit promised”",
    ]
    assert answer(ana, "/inv settle RJ-1 scrap") == [
        "*Scrapped 1 piece of MUG-BLU of RJ-1*. HOLD: 1 → 0. *TX-39*"
    ]
    assert counter.message("*Rejection RJ-1*").text.splitlines()[-4:-1] == [
        "1 good after all on Mon 2026-11-23 by <@U0ANA>, TX-37",
        "2 returned to the supplier on Mon 2026-11-23 by <@U0ANA>, TX-38 “credit promised”",
        "1 scrapped on Mon 2026-11-23 by <@U0ANA>, TX-39",
    ]
    assert answer(ana, "/inv rejections") == ["No rejected goods wait to be decided about."]


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("RJ-9 scrap", "There is no “RJ-9”. Check the number."),
        ("RJ-1 retun", "“retun” is not on the list. Choose return, refurbish or scrap."),
        ("RJ-1 return 5", "5 of MUG-BLU cannot be for RJ-1: 1 to 4 would be possible."),
        ("RJ-1 refurbish @HOLD", "Cannot refurbish at HOLD"),
    ],
)
def test_a_line_about_a_rejection_is_refused_in_words(desk, ana, typed, told):
    answer(ana, "/receive 0 MUG-BLU rejected:4 reason:damaged")
    assert answer(ana, f"/inv settle {typed}")[0].startswith(told)


def test_a_rejection_is_settled_by_its_buttons(desk, ana, counter):
    answer(ana, "/receive 0 MUG-BLU po:PO-1 rejected:4 reason:damaged")
    form = ana.clicks(counter.message("*Rejection RJ-1*"), "Refurbish…").view
    assert form.title == "Refurbish RJ-1"
    assert "4 pieces of MUG-BLU Blue mug lie at HOLD: damaged." in form.words
    wrong = ana.fills(form, {"How many": "5"}).submits()
    assert wrong.errors == {
        "quantity": "5 of MUG-BLU cannot be for RJ-1: 1 to 4 would be possible."
    }
    ana.fills(form, {"How many": "3", "To bin": "B-01"}).submits()
    assert rejection(desk).outstanding == 1
    form = ana.clicks(counter.message("*Rejection RJ-1*"), "Scrap…").view
    ana.fills(form, {}).submits()
    assert counter.message("*Rejection RJ-1*").buttons == []


def test_a_button_told_before_it_was_renamed_still_does_what_it_did(desk, ana, counter, options):
    answer(ana, "/receive 0 MUG-BLU po:PO-1 rejected:4 reason:damaged")
    told = counter.message("*Rejection RJ-1*")
    older = json.dumps(told.raw["blocks"]).replace("refurbish_rejected", "rework_rejected")
    sending_client(options.bot_token, options.api_url).chat_update(
        channel=STOCK, ts=told.ts, text=told.text, blocks=older
    )

    form = ana.clicks(counter.message("*Rejection RJ-1*"), "Refurbish…").view
    ana.fills(form, {"How many": "3", "To bin": "B-01"}).submits()

    assert rejection(desk).outstanding == 1


@pytest.mark.parametrize(
    ("typed", "fields", "wrong"),
    [
        ("MUG-BLU po:PO-9", {"Quantity": "2"}, "po"),
        ("MUG-RED po:PO-1", {"Quantity": "2"}, "item"),
        ("MUG-BLU po:PO-1", {"Quantity": "37"}, "quantity"),
        ("MUG-BLU", {"Quantity": "2", "Rejected": "1"}, "reason"),
        ("MUG-BLU", {"Quantity": "2", "Reason": "damaged"}, "rejected"),
        (
            "MUG-BLU",
            {"Quantity": "0", "Rejected": "1", "Reason": "damaged", "Freight": "4"},
            "freight",
        ),
        ("JAM-STR lot:L7 exp:2026-11-20", {"Quantity": "2"}, "exp"),
    ],
)
def test_a_refusal_stands_on_the_field_it_is_about(desk, ana, typed, fields, wrong):
    form = ana.types(STOCK, f"/receive {typed}").view
    assert list(ana.fills(form, fields).submits().errors) == [wrong]
