"""Every word about purchase orders says what happened, how it stands, and what to do."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.messages.buying import listed
from bot.messages.notices import worded
from bot.messages.purchases import LINES_MAX, purchase_message
from bot.messages.refusals import refusal
from bot.messages.remarks import remark_line, unprinted_line
from bot.messages.telling import Telling
from bot.messages.text import as_text
from inventory import inbound_errors, order_errors
from inventory.documents.letter import LetterKind, LetterState, SentLetter
from inventory.documents.purchase_order import PurchaseLine, PurchaseOrder, PurchaseStatus
from inventory.documents.remark import Remark, RemarkKind
from inventory.notices import PaperKind, PaperNotice
from inventory.people import Person, Role
from sandbox.slack.blocks import validate_message
from sandbox.slack.mrkdwn import mentions
from tests.bot.purchasing import a_buying_shop
from tests.builders import edit

SHOP = a_buying_shop()
MONDAY = date(2026, 11, 23)
ANYTHING = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=3000) | (
    st.text(st.sampled_from("<!channel>@U0BEN|&*_~`"), min_size=1, max_size=60)
)


def an_order(*lines, **facts):
    return PurchaseOrder(
        **{
            "number": "PO-1",
            "supplier": "CLAYCO",
            "lines": lines or (PurchaseLine(number=1, item="MUG-BLU", ordered=Decimal(24)),),
            "requested_by": "U0ANA",
            "requested_on": MONDAY,
            **facts,
        }
    )


def text_of(order):
    return purchase_message(order, Telling(book=SHOP.book)).text.splitlines()


@pytest.mark.parametrize(
    ("status", "line", "told"),
    [
        ("draft", {}, ""),
        ("sent", {"unit_cost": Decimal("3.2")}, " at 3.20 EUR"),
        ("part_received", {}, ": all to come"),
        ("part_received", {"received": Decimal(10)}, ": 10 received, 14 to come"),
        (
            "part_received",
            {"received": Decimal(10), "rejected": Decimal(2), "cancelled": Decimal(4)},
            ": 10 received, 2 rejected, 4 cancelled, 10 to come",
        ),
        ("received", {"received": Decimal(24)}, ": all received"),
        ("cancelled", {"cancelled": Decimal(24)}, ": all cancelled"),
        ("sent", {"expected_on": date(2026, 12, 1)}, ", expected Tue 2026-12-01"),
        ("sent", {"note": "the large ones"}, " “the large ones”"),
    ],
)
def test_a_line_says_how_far_it_has_come(status, line, told):
    one = PurchaseLine(number=1, item="MUG-BLU", ordered=Decimal(24), **line)
    order = an_order(one, status=PurchaseStatus(status))
    assert text_of(order)[1] == f"1. 24 pieces of MUG-BLU Blue mug{told}"


def test_a_long_order_says_where_the_rest_stands():
    lines = tuple(
        PurchaseLine(number=number, item="MUG-BLU", ordered=Decimal(1))
        for number in range(1, LINES_MAX + 3)
    )
    assert text_of(an_order(*lines))[LINES_MAX + 1] == (
        "… and 2 more lines, on the tab Purchase orders."
    )


@pytest.mark.parametrize(
    ("state", "told"),
    [
        (LetterState.WAITING, "about to be sent"),
        (LetterState.SENT, "sent"),
        (
            LetterState.UNKNOWN,
            (
                "perhaps sent, perhaps not (the line was cut). Ask the supplier before you resend "
                "it: it may arrive twice."
            ),
        ),
        (
            LetterState.REFUSED,
            "not sent (the line was cut). Mend that and send it again, or hand the paper over.",
        ),
        (
            LetterState.NO_ADDRESS,
            (
                "not sent, the supplier has no e-mail address. Add it on Suppliers and send it "
                "again, or hand the paper over."
            ),
        ),
    ],
)
def test_what_became_of_the_mail_is_told(state, told):
    said = "the line was cut" if state in (LetterState.UNKNOWN, LetterState.REFUSED) else ""
    letter = SentLetter(kind=LetterKind.PURCHASE, key="k", state=state, said=said)
    order = an_order(status=PurchaseStatus.SENT, sent_on=MONDAY, sent_how="mail", letters=(letter,))
    assert text_of(order)[-1] == f"*E-mail:* {told}"


def test_a_mail_of_the_past_is_not_told_of_an_order_that_is_sent_by_hand():
    letter = SentLetter(kind=LetterKind.PURCHASE, key="k", state=LetterState.REFUSED)
    order = an_order(status=PurchaseStatus.SENT, sent_how="posted", letters=(letter,))
    assert not any("E-mail" in line for line in text_of(order))


@pytest.mark.parametrize(
    ("kind", "facts", "sentence"),
    [
        ("approved", {}, "Approved by <@U0CLEO>."),
        ("sent", {"other": "mail"}, "<@U0CLEO> sends it by mail."),
        ("sent", {"other": "posted"}, "Handed over by <@U0CLEO>."),
        ("not_sent", {}, "The mail did not leave. It is still to be sent."),
        ("closed", {}, "Closed by <@U0CLEO>."),
        (
            "closed",
            {"words": "sold out", "other": "CLAYCO"},
            (
                "Closed by <@U0CLEO>: “sold out”. Clay &amp; Co has the order: tell them not to "
                "deliver the rest."
            ),
        ),
        (
            "cancelled",
            {"words": "too dear", "other": "GONE"},
            (
                "Cancelled by <@U0CLEO>: “too dear”. GONE has the order: tell them not to deliver "
                "the rest."
            ),
        ),
    ],
)
def test_what_is_said_in_its_thread(kind, facts, sentence):
    said = Remark(kind=RemarkKind(kind), actor="U0CLEO", **facts)
    assert as_text([remark_line(said, Telling(book=SHOP.book))]) == sentence


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (
            inbound_errors.UnknownSupplier(supplier="ACME"),
            "There is no supplier “ACME” in use. Check the code, or add it on Suppliers.",
        ),
        (
            inbound_errors.NotAgreed(number="PO-1", missing="lines"),
            "Nothing is left to order on PO-1. Change it, or cancel it.",
        ),
        (
            inbound_errors.ApproverNeeded(
                number="PO-1", actor="U0CLEO", value=None, limit=Decimal(1000), who=()
            ),
            (
                "PO-1 is your own and its value is not known. Nobody else has the role manager: "
                "whoever keeps the sheet can give it on People."
            ),
        ),
        (
            order_errors.WrongStep(number="PO-1", action="send", status="draft"),
            "Cannot send PO-1: it is a draft. It has to be approved first.",
        ),
        (
            order_errors.WrongStep(number="PO-1", action="print", status="draft"),
            "Cannot print PO-1: it is a draft. It is printed once it is approved.",
        ),
        (
            order_errors.WrongStep(number="PO-1", action="cancel", status="received"),
            "Cannot cancel PO-1: it is received. All of it has come: close it, or send goods back.",
        ),
    ],
)
def test_a_refusal_says_what_to_do_next(error, sentence):
    assert as_text([refusal(error, SHOP.book)]) == sentence


def test_a_paper_that_could_not_be_printed_says_where_to_ask_again():
    notice = PaperNotice(
        thread="PO-1", number="TX-9.1", paper=PaperKind.PURCHASE_ORDER, subject="PO-1"
    )
    assert as_text([unprinted_line(notice)]) == (
        "The purchase order PO-1 could not be printed. Ask whoever runs the bot to look at its log, "
        "then press “again” at its message."
    )
    assert worded(notice, SHOP.book, SHOP).text == "Purchase order PO-1 as a PDF."


@settings(max_examples=60, deadline=None)
@given(text=ANYTHING, status=st.sampled_from(PurchaseStatus), state=st.sampled_from(LetterState))
def test_whatever_people_write_a_message_is_one_that_slack_takes(text, status, state):
    letter = SentLetter(kind=LetterKind.PURCHASE, key="k", state=state, said=text)
    lines = tuple(
        PurchaseLine(number=number, item="MUG-BLU", ordered=Decimal(3), note=text)
        for number in range(1, 45)
    )
    order = an_order(
        *lines,
        status=status,
        supplier=text,
        reference=text,
        note=text,
        reason=text,
        sent_how="mail",
        letters=(letter,),
    )
    message = purchase_message(order, Telling(book=SHOP.book))
    row = listed(SHOP.book, [order], MONDAY, supplier=text)
    for told in (message, row):
        assert validate_message({"text": told.text, "blocks": told.blocks}) == []
        assert not [one for one in mentions(told.text) if one.kind != "user"]


def test_where_nobody_else_may_approve_it_says_who_could_give_the_role():
    desk = a_buying_shop()
    desk.handle(edit(Person(user="U0ADA", role=Role.ADMIN)))
    error = inbound_errors.ApproverNeeded(
        number="PO-1", actor="U0CLEO", value=Decimal(1200), limit=Decimal(1000), who=()
    )
    assert as_text([refusal(error, desk.book)]) == (
        "PO-1 is your own and it is worth 1,200.00 EUR, and above 1,000.00 EUR another manager "
        "approves. Nobody else has the role manager: <@U0ADA> can give it on People."
    )


def test_where_an_order_came_from_the_sheet_an_admin_is_asked():
    error = inbound_errors.ApproverNeeded(
        number="PO-1",
        actor="U0CLEO",
        value=Decimal(1200),
        limit=Decimal(1000),
        who=("U0ADA",),
        is_unsigned=True,
    )
    assert as_text([refusal(error, SHOP.book)]) == (
        "PO-1 was typed into the sheet, nobody knows by whom, and it is worth 1,200.00 EUR, and "
        "above 1,000.00 EUR an admin approves. Ask <@U0ADA>."
    )
    line = PurchaseLine(number=1, item="MUG-BLU", ordered=Decimal(400), unit_cost=Decimal(3))
    assert text_of(an_order(line, requested_by="sheet"))[-1] == (
        "To be approved by an admin, for the sheet tells no names: "
        "it is worth more than 1,000.00 EUR."
    )


def test_what_was_let_go_whole_costs_nothing_to_speak_of():
    gone = PurchaseLine(
        number=1, item="MUG-BLU", ordered=Decimal(24), cancelled=Decimal(24), unit_cost=Decimal(3)
    )
    told = text_of(an_order(gone, status=PurchaseStatus.CANCELLED, reason="too dear"))
    assert told == [
        "*Purchase order PO-1* to Clay &amp; Co (CLAYCO): cancelled",
        "1. 24 pieces of MUG-BLU Blue mug at 3.00 EUR: all cancelled",
        "Asked for by <@U0ANA> on Mon 2026-11-23",
        "*Why:* too dear",
    ]
