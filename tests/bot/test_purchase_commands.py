"""Purchase orders by typing: drafted, shown, listed, approved, sent, let go, with whole answers."""

from datetime import date

import pytest

from inventory.documents.purchase_order import PurchaseOrder
from inventory.people import Person, Role
from tests.bot.conftest import STOCK
from tests.bot.counter import a_sender
from tests.bot.purchasing import BuyingCounter, a_buying_shop
from tests.builders import edit
from tests.inventory.inbound.purchases import approved, buy, sent, the_purchase


@pytest.fixture
def desk():
    return a_buying_shop()


@pytest.fixture
def counter(desk, options, contacts, workspace):
    return BuyingCounter(desk, a_sender(desk, options, contacts), workspace)


def answer(person, text):
    return person.types(STOCK, text).message.text.splitlines()


def test_a_line_drafts_a_purchase_order_and_says_what_is_next(desk, ana):
    told = answer(
        ana,
        "/inv buy CLAYCO 24 MUG-BLU; 2 case MUG-RED cost:3.40 by:2026-12-01 ref:4711 freight:45 "
        'note:"at the gate"',
    )
    assert told == [
        "*Drafted PO-1*: 2 lines. *TX-33*",
        "*Purchase order PO-1* to Clay &amp; Co (CLAYCO): draft",
        "1. 24 pieces of MUG-BLU Blue mug at 3.20 EUR",
        "2. 24 pieces of MUG-RED Red mug at 3.40 EUR",
        "*Total:* 203.40 EUR, freight 45.00 EUR included",
        "*Expected:* Tue 2026-12-01",
        "“at the gate”",
        "*Their number:* 4711",
        "Asked for by <@U0ANA> on Mon 2026-11-23",
        "Next: `/inv approve PO-1` to agree to it.",
    ]
    order = the_purchase(desk)
    assert (order.supplier, order.reference, order.expected_on, order.note, order.freight) == (
        "CLAYCO",
        "4711",
        date(2026, 12, 1),
        "at the gate",
        45,
    )


def test_everything_wrong_is_named_at_once(desk, ana):
    told = answer(ana, "/inv buy CLAYKO 5 MUG-BLX; 3 crate MUG-RED; MUG-BLU")
    assert told[0] == "*Nothing was posted:* 4 of 4 lines are wrong."
    assert [line[:10] for line in told[1:]] == [
        "*Line 1:* ",
        "*Line 1:* ",
        "*Line 2:* ",
        "*Line 3:* ",
    ]
    assert desk.book.get(PurchaseOrder, "PO-1") is None


def test_what_cannot_be_read_is_told_with_what_else_is_wrong(ana):
    told = answer(ana, "/inv buy CLAYCO 5 MUG-BLX; 3 MUG-RED price:4")
    assert told[1].startswith("*Line 1:* There is no item “MUG-BLX”.")
    assert told[2] == (
        "*Line 2:* To buy has no use for price:. It takes cost, freight, by, ref and note."
    )


def test_a_supplier_that_may_be_meant_is_a_button(desk, ana):
    refused = ana.types(STOCK, "/inv buy clay-co 5 MUG-BLU").message
    assert refused.text == (
        "There is no supplier “clay-co” in use. Check the code, or add it on Suppliers."
    )
    assert refused.buttons == ["Buy CLAYCO 5 MUG-BLU"]
    ana.clicks(refused, "Buy CLAYCO 5 MUG-BLU")
    assert the_purchase(desk).supplier == "CLAYCO"


def test_a_purchase_order_is_shown_by_its_number(desk, ana):
    desk.handle(
        buy(),
    )
    assert answer(ana, "/inv buy po-1")[0] == (
        "*Purchase order PO-1* to Clay &amp; Co (CLAYCO): draft"
    )
    assert answer(ana, "/inv buy PO-9") == ["There is no “PO-9”. Check the number."]


def test_what_is_open_is_listed_late_ones_first(desk, ana):
    sent(desk, by="U0CLEO", expected_on=date(2026, 11, 27))
    sent(desk, by="U0CLEO", expected_on=date(2026, 11, 18), reference="4711")
    desk.handle(buy((5, "MUG-BLU", 2), supplier=""))
    assert answer(ana, "/inv purchases") == [
        "*3 purchase orders open, 1 of them late, the latest first:*",
        "*PO-2* Clay &amp; Co: sent, 5 days late, 76.80 EUR, their number 4711",
        "*PO-1* Clay &amp; Co: sent, expected Fri 2026-11-27, 76.80 EUR",
        "*PO-3* no supplier yet: draft, 10.00 EUR",
    ]
    assert answer(ana, "/inv purchases clayco")[0].startswith(
        "*2 purchase orders to CLAYCO open, 1 of them late"
    )
    assert answer(ana, "/inv purchases NOBODY") == [
        "No purchase order to NOBODY is open. Draft one with `/inv buy CLAYCO 24 MUG-BLU`."
    ]


def test_a_manager_approves_and_sends(desk, counter, cleo, ana):
    desk.handle(buy())
    assert answer(ana, "/inv approve PO-1") == [
        (
            "To approve a purchase order takes the role manager; you have the role operator. "
            "Ask <@U0CLEO>, <@U0DORA>."
        )
    ]
    assert answer(cleo, "/inv approve PO-1")[0] == "*Approved PO-1*: draft → approved. *TX-34*"
    assert answer(cleo, "/inv send PO-1")[-1] == (
        "Say how: `/inv send PO-1 mail`, or `/inv send PO-1 hand` once the paper is handed over."
    )
    told = answer(cleo, "/inv send PO-1 hand")
    assert (told[0], told[-1]) == (
        "*Sent PO-1*: approved → sent. *TX-35*",
        "Next: `/receive po:PO-1` once it comes.",
    )
    assert counter.purchase_thread() == [
        "Approved by <@U0CLEO>.",
        "Handed over by <@U0CLEO>.",
        "Purchase order PO-1 as a PDF.",
    ]


def test_a_dear_order_of_ones_own_names_who_could_approve_it(desk, cleo):
    desk.handle(buy((400, "MUG-BLU", "3.20"), by="U0CLEO"))
    assert answer(cleo, "/inv approve PO-1") == [
        (
            "PO-1 is your own and it is worth 1,280.00 EUR, and above 1,000.00 EUR another manager "
            "approves. Ask <@U0DORA>."
        )
    ]


def test_a_purchase_order_is_let_go_with_a_reason(desk, counter, ana, ben):
    desk.handle(buy())
    assert answer(ana, "/inv cancel PO-1") == [
        "Say why after PO-1.",
        "Write it as `/inv cancel SO-7 ordered by mistake`",
    ]
    assert answer(ben, "/inv cancel PO-1 too dear") == [
        (
            "To cancel what others ordered or what is approved takes the role manager; you have the "
            "role operator. Ask <@U0CLEO>, <@U0DORA>."
        )
    ]
    assert (
        answer(ana, "/inv cancel PO-1 too dear")[0]
        == "*Cancelled PO-1*: draft → cancelled. *TX-34*"
    )
    assert counter.purchase_thread() == ["Cancelled by <@U0ANA>: “too dear”."]


def test_only_that_of_which_something_has_come_is_closed(desk, cleo):
    sent(desk, by="U0CLEO")
    assert answer(cleo, "/inv close PO-1")[0] == ("Say why after PO-1.")
    assert answer(cleo, "/inv close PO-1 out of stock") == [
        (
            "Cannot close PO-1: it is sent. Closed is an order of which something has come; any other "
            "open one can be cancelled."
        )
    ]


def test_a_wrong_kind_of_document_is_told_what_it_is(desk, cleo):
    desk.handle(buy())
    assert (
        answer(cleo, "/inv approve SO-1")[0] == "SO-1 is an order, and approve has no use for one."
    )
    assert answer(cleo, "/inv check PO-1")[0] == (
        "PO-1 is a purchase order, and check has no use for one."
    )
    assert answer(cleo, "/inv approve this")[0] == (
        "Slack does not tell in which thread a command is typed. Name the document, as SO-7."
    )


def test_a_viewer_may_look_and_no_more(desk, ben):
    desk.handle(buy())
    desk.handle(edit(Person(user="U0BEN", name="Ben", role=Role.VIEWER)))
    assert answer(ben, "/inv buy PO-1")[0].startswith("*Purchase order PO-1*")
    assert answer(ben, "/inv buy CLAYCO 1 MUG-BLU")[0].startswith(
        "To order goods takes the role operator; you have the role viewer."
    )


def test_a_way_of_sending_that_there_is_not_is_named(desk, cleo):
    approved(desk, by="U0CLEO")
    told = answer(cleo, "/inv send PO-1 pigeon")
    assert told[0].startswith("“pigeon” has no place here.")
    assert told[-1] == "Write it as `/inv send PO-12 mail`"
