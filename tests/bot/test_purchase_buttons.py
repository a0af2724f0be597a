"""A purchase order goes from draft to its end by buttons, each judged when it is pressed."""

import io
from datetime import date
from decimal import Decimal

import pytest
from pypdf import PdfReader

from inventory.correspondence_commands import RecordLetter
from inventory.documents.letter import LetterState
from inventory.documents.purchase_order import PurchaseStatus
from inventory.inbound_commands import ApprovePurchase, ChangePurchase
from inventory.people import Person, Role
from inventory.place import Place
from inventory.ports import Medium
from tests.bot.conftest import MANAGERS, STOCK
from tests.bot.counter import a_sender
from tests.bot.purchasing import BuyingCounter, a_buying_shop
from tests.builders import edit, ordered, set_rule
from tests.inventory.inbound.purchases import CLAY, approved, buy, sent, the_purchase


@pytest.fixture
def desk():
    return a_buying_shop()


@pytest.fixture
def counter(desk, options, contacts, workspace):
    return BuyingCounter(desk, a_sender(desk, options, contacts), workspace)


def status(desk, number="PO-1"):
    return the_purchase(desk, number).status


def became(desk, state, said=""):
    key = the_purchase(desk).letters[-1].key
    facts = {"letter": key, "state": LetterState(state), "said": said, "by": "job:letters"}
    desk.handle(ordered(RecordLetter, "PO-1", **facts))


def test_two_people_bring_an_order_to_its_supplier_by_buttons_alone(desk, counter, ana, cleo):
    form = ana.types(STOCK, "/inv buy 24 MUG-BLU").view
    answer = ana.fills(form, {"Freight": "12", "Reference": "4711"}).submits()
    assert "Drafted PO-1" in answer.view.words
    assert counter.purchase().buttons == ["Approve", "Change…", "Cancel…"]

    counter.presses(cleo, "Approve")
    assert counter.purchase().buttons == [
        "Send by mail",
        "Sent by hand",
        "Change…",
        "Print again",
        "Cancel…",
    ]
    counter.presses(cleo, "Sent by hand")
    assert counter.purchase().text.splitlines() == [
        "*Purchase order PO-1* to Clay &amp; Co (CLAYCO): sent",
        "1. 24 pieces of MUG-BLU Blue mug at 3.20 EUR",
        "*Total:* 88.80 EUR, freight 12.00 EUR included",
        "*Expected:* Mon 2026-12-07",
        "*Their number:* 4711",
        (
            "Asked for by <@U0ANA> on Mon 2026-11-23; approved by <@U0CLEO> on Mon 2026-11-23; "
            "handed over by <@U0CLEO> on Mon 2026-11-23"
        ),
    ]
    assert counter.purchase().buttons == ["Receive…", "Change…", "Print again", "Cancel…"]
    assert counter.purchase_thread() == [
        "Approved by <@U0CLEO>.",
        "Handed over by <@U0CLEO>.",
        "Purchase order PO-1 as a PDF.",
    ]


def test_its_message_stands_in_the_purchasing_channel_and_its_thread_is_known(desk, counter):
    desk.handle(set_rule("purchasing_channel", MANAGERS))
    desk.handle(buy())
    root = counter.purchase(channel=MANAGERS)
    assert the_purchase(desk).thread == Place(channel=MANAGERS, thread=root.ts)


def test_the_paper_is_a_file_in_the_thread_and_can_be_had_again(
    desk, counter, workspace, cleo, ana
):
    sent(desk, by="U0CLEO")
    message = counter.purchase()
    ana.clicks(message, "Print again")
    papers = [file for file in counter.files() if file["name"] == "PO-1.pdf"]
    assert len(papers) == 2
    text = PdfReader(io.BytesIO(workspace.file(papers[0]["id"]))).pages[0].extract_text()
    assert "Purchase order PO-1" in text.replace("\N{NO-BREAK SPACE}", " ")
    assert "B-77" in text


@pytest.mark.parametrize(
    ("label", "begin", "end"),
    [
        ("Approve", lambda desk: desk.handle(buy()), "approved"),
        ("Sent by hand", lambda desk: approved(desk, by="U0CLEO"), "sent"),
        ("Send by mail", lambda desk: approved(desk, by="U0CLEO"), "sent"),
    ],
)
def test_a_second_click_changes_nothing_more(desk, counter, cleo, label, begin, end):
    begin(desk)
    message = counter.purchase()
    before = desk.last_sequence()
    cleo.clicks(message, label, times=2)
    assert status(desk).value == end
    assert desk.last_sequence() == before + 1
    assert len(desk.pending(9, Medium.MAIL)) == (label == "Send by mail")


def test_who_comes_second_is_told_how_it_stands(desk, counter, cleo):
    desk.handle(buy())
    message = counter.purchase()
    desk.handle(ordered(ApprovePurchase, "PO-1", by="U0DORA"))
    assert cleo.clicks(message, "Approve").message.text == (
        "Cannot approve PO-1: it is approved. Only a draft can be approved."
    )


def test_a_button_is_judged_when_it_is_pressed(desk, counter, ana, cleo):
    desk.handle(buy())
    message = counter.purchase()
    assert ana.clicks(message, "Approve").message.text.startswith(
        "To approve a purchase order takes the role manager"
    )
    desk.handle(edit(Person(user="U0CLEO", name="Cleo", role=Role.OPERATOR)))
    assert "takes the role manager" in cleo.clicks(message, "Approve").message.text
    assert status(desk) is PurchaseStatus.DRAFT


def test_nobody_approves_a_dear_order_of_their_own(desk, counter, cleo):
    desk.handle(buy((400, "MUG-BLU", "3.20"), by="U0CLEO"))
    assert counter.purchase().text.splitlines()[-1] == (
        "To be approved by another manager than <@U0CLEO>: it is worth more than 1,000.00 EUR."
    )
    told = cleo.clicks(counter.purchase(), "Approve").message.text
    assert told.endswith("another manager approves. Ask <@U0DORA>.")


def test_a_supplier_without_an_address_is_told_before_anything_leaves(desk, counter, cleo):
    desk.handle(edit(CLAY.model_copy(update={"email": ""})))
    desk.handle(buy())
    desk.handle(ordered(ApprovePurchase, "PO-1", by="U0CLEO"))
    assert cleo.clicks(counter.purchase(), "Send by mail").message.text == (
        "The supplier of PO-1 has no e-mail address. Add it on Suppliers, or press Sent by hand "
        "once the paper is handed over."
    )


def test_a_mail_that_did_not_leave_makes_it_one_that_is_still_to_be_sent(desk, counter, cleo):
    sent(desk, by="U0CLEO", how="mail")
    assert counter.purchase().text.splitlines()[0].endswith(": about to be sent")
    became(desk, "refused", "550 no such reader")

    lines = counter.purchase().text.splitlines()
    assert lines[0].endswith("(CLAYCO): approved, to be sent")
    assert lines[-1] == (
        "*E-mail:* not sent (550 no such reader). Mend that and send it again, or hand the paper "
        "over."
    )
    assert counter.purchase_thread()[-1] == (
        "The mail did not leave: 550 no such reader. It is still to be sent."
    )
    counter.presses(cleo, "Send by mail")
    assert [one.state.value for one in the_purchase(desk).letters] == ["refused", "waiting"]


def test_a_mail_in_doubt_is_sent_again_by_a_person_only(desk, counter, ana, cleo):
    sent(desk, by="U0CLEO", how="mail")
    became(desk, "unknown", "the line was cut")
    message = counter.purchase()
    assert message.text.splitlines()[0].endswith(": perhaps sent")
    assert message.text.splitlines()[-1] == (
        "*E-mail:* perhaps sent, perhaps not (the line was cut). Ask the supplier before you "
        "resend it: it may arrive twice."
    )
    assert "takes the role manager" in ana.clicks(message, "Resend the letter").message.text
    counter.presses(cleo, "Resend the letter")
    assert [one.state.value for one in the_purchase(desk).letters] == ["unknown", "waiting"]
    became(desk, "sent")
    assert counter.purchase().text.splitlines()[-1] == "*E-mail:* sent"


def test_an_order_is_cancelled_by_a_form_that_asks_why(desk, counter, cleo):
    sent(desk, by="U0CLEO")
    form = cleo.clicks(counter.purchase(), "Cancel…").view
    assert form.words.splitlines()[0] == (
        "Cancels 24 pieces of MUG-BLU. What has come stays. The supplier was sent the order by hand "
        "on 2026-11-23: tell them as well."
    )
    assert cleo.fills(form, {"Why": "Found elsewhere"}).submits().errors == {}
    assert status(desk) is PurchaseStatus.CANCELLED
    message = counter.purchase()
    assert (message.text.splitlines()[-1], message.buttons) == ("*Why:* Found elsewhere", [])
    assert counter.purchase_thread()[-1] == (
        "Cancelled by <@U0CLEO>: “Found elsewhere”. Clay &amp; Co has the order: tell them not to "
        "deliver the rest."
    )


def test_a_form_opened_before_it_ended_is_refused_on_its_field(desk, counter, ana, cleo):
    desk.handle(buy())
    form = ana.clicks(counter.purchase(), "Cancel…").view
    late = cleo.clicks(counter.purchase(), "Cancel…").view
    ana.fills(form, {"Why": "Too dear"}).submits()
    refused = cleo.fills(late, {"Why": "Too slow"}).submits()
    assert refused.errors == {
        "reason": "Cannot cancel PO-1: it is cancelled. Nothing is left to do."
    }


def test_an_order_is_changed_as_a_text(desk, counter, ana):
    desk.handle(buy((24, "MUG-BLU", "3.20"), (12, "MUG-RED", "3.50")))
    form = ana.clicks(counter.purchase(), "Change…").view
    ana.fills(
        form,
        {
            "Items": "30 MUG-BLU cost:3.10\n5 JAM-STR cost:2",
            "Expected on": "2026-12-09",
            "Freight": "12",
        },
    ).submits()
    order = the_purchase(desk)
    assert [(one.item, one.wanted, one.unit_cost) for one in order.lines] == [
        ("MUG-BLU", 30, Decimal("3.10")),
        ("MUG-RED", 0, Decimal("3.50")),
        ("JAM-STR", 5, 2),
    ]
    assert (order.expected_on, order.freight) == (date(2026, 12, 9), 12)


def test_what_changed_under_the_approvers_eyes_is_to_be_looked_at_again(desk, counter, cleo):
    desk.handle(buy())
    seen = counter.purchase()
    changed = desk.handle(ordered(ChangePurchase, "PO-1", quantities={1: Decimal(240)}, by="U0BEN"))

    refused = cleo.clicks(seen, "Approve")
    assert refused.text == (
        f"PO-1 was changed meanwhile ({changed.transaction.id}). "
        "Its message says what it is now: look at it, then approve."
    )
    assert status(desk) is PurchaseStatus.DRAFT
    cleo.clicks(counter.purchase(), "Approve")
    assert status(desk) is PurchaseStatus.APPROVED


@pytest.mark.parametrize(
    ("items", "error"),
    [
        ("5 MUG-BLX", "There is no item “MUG-BLX”. Check the code, or add it on Items."),
        ("MUG-BLU", "Line 1: say how many of which item, as in 24 MUG-BLU."),
        ("24 MUG-BLU price:4", "Line 1: To buy has no use for price:."),
    ],
)
def test_what_cannot_be_changed_to_stands_on_the_field(desk, counter, ana, items, error):
    desk.handle(buy())
    form = ana.clicks(counter.purchase(), "Change…").view
    refused = ana.fills(form, {"Items": items}).submits()
    assert refused.errors["lines"].startswith(error)


def test_receiving_opens_the_form_filled_in(desk, counter, ana):
    sent(desk, by="U0CLEO")
    form = ana.clicks(counter.purchase(), "Receive…").view
    assert form.words.startswith("PO-1 from Clay & Co (CLAYCO)")
    assert form.raw["state"]["values"]["lines"]["lines"]["value"] == "24 MUG-BLU"


def test_a_stale_receive_button_says_how_it_stands(desk, counter, ana, cleo):
    sent(desk, by="U0CLEO")
    message = counter.purchase()
    form = cleo.clicks(message, "Cancel…").view
    cleo.fills(form, {"Why": "Found elsewhere"}).submits()
    assert ana.clicks(message, "Receive…").message.text.startswith(
        "Cannot receive for PO-1: it is cancelled."
    )


def test_the_form_says_what_is_wrong_on_its_fields(ana):
    form = ana.types(STOCK, "/inv buy").view
    facts = {"Supplier": "CLAYCO", "Items": "24 MUG-BLU\n3 crate MUG-RED"}
    assert ana.fills(form, facts).submits().errors == {
        "lines": "Line 2: MUG-RED is not counted in “crate”. It comes in dozen, gross, case or piece."
    }
    assert ana.fills(form, {"Items": "24 MUG-BLU", "Freight": "much"}).submits().errors == {
        "freight": "much is no number we know: write 1,200 or 2.5 or 1/2."
    }


def test_an_order_without_a_supplier_waits_for_one(desk, counter, ana, cleo):
    form = ana.types(STOCK, "/inv buy").view
    ana.fills(form, {"Items": "5 JAM-STR cost:2"}).submits()
    message = counter.purchase()
    assert message.text.splitlines()[0] == (
        "*Purchase order PO-1* to a supplier still to be chosen: draft"
    )
    assert cleo.clicks(message, "Approve").message.text == (
        "PO-1 has no supplier yet. Press Change… and choose one."
    )
    form = ana.clicks(message, "Change…").view
    ana.fills(form, {"Supplier": "CLAYCO"}).submits()
    assert the_purchase(desk).supplier == "CLAYCO"


def test_what_finds_no_room_in_the_form_stays_as_it_is(desk, counter, ana):
    desk.handle(buy(*((number, "MUG-BLU", "3.25") for number in range(1, 181))))
    form = ana.clicks(counter.purchase(), "Change…").view
    shown = form.raw["state"]["values"]["lines"]["lines"]["value"]
    assert shown.splitlines()[-1] == "141 MUG-BLU cost:3.25"
    assert "39 more lines of it stay as they are." in form.words
    refused = ana.fills(form, {"Items": shown.rsplit("\n", 1)[0]}).submits()
    assert refused.errors == {}
    lines = the_purchase(desk).lines
    assert [line.number for line in lines if not line.wanted] == [141]
    assert lines[-1].wanted == 180


def test_a_paper_on_its_way_is_not_printed_of_an_order_that_nobody_agrees_to_any_more(
    desk, counter
):
    sent(desk, (24, "MUG-BLU", "3.20"), by="U0CLEO")
    desk.handle(ordered(ChangePurchase, "PO-1", unit_costs={1: Decimal(9)}, by="U0CLEO"))
    assert status(desk) is PurchaseStatus.DRAFT
    assert counter.files() == []
