"""A purchase order is sent by mail or by hand; what did not leave is still to be sent."""

from datetime import date, timedelta

import pytest

from inventory.correspondence_commands import PrintPaper, RecordLetter, ResendLetter
from inventory.documents.letter import LetterKind, LetterState
from inventory.documents.purchase_order import PurchaseStatus
from inventory.errors import NotAllowed
from inventory.inbound_commands import CancelPurchase, SendPurchase
from inventory.inbound_errors import NotAgreed
from inventory.item import Item
from inventory.notices import LetterNotice, PaperKind, PaperNotice
from inventory.order_errors import WrongStep
from inventory.ports import Medium
from tests.builders import a_desk, edit, ordered, refusal_of
from tests.inventory.inbound.purchases import CLAY, MONDAY, approved, buy, sent, the_purchase
from tests.memory_desk import START


@pytest.fixture
def desk():
    return a_desk(CLAY)


def send(how="posted", by="U0MIA", **facts):
    return ordered(SendPurchase, "PO-1", by=by, how=how, **facts)


def became(desk, state, said=""):
    key = the_purchase(desk).letters[-1].key
    return ordered(
        RecordLetter, "PO-1", letter=key, state=LetterState(state), said=said, by="job:letters"
    )


def letters_of(desk):
    return [letter.state.value for letter in the_purchase(desk).letters]


def test_what_is_handed_over_is_sent_and_its_paper_appears(desk):
    approved(desk)
    posted = desk.handle(send())

    order = the_purchase(desk)
    assert (order.status, order.sent_by, order.sent_on, order.sent_how) == (
        PurchaseStatus.SENT,
        "U0MIA",
        MONDAY,
        "posted",
    )
    [paper] = [n for n in posted.transaction.notices if isinstance(n, PaperNotice)]
    assert (paper.thread, paper.paper, paper.subject) == (
        "PO-1",
        PaperKind.PURCHASE_ORDER,
        "PO-1",
    )
    assert desk.pending(9, Medium.MAIL) == []


def test_what_is_mailed_has_a_letter_that_waits(desk):
    sent(desk, how="mail")
    [row] = desk.pending(9, Medium.MAIL)
    assert isinstance(row.notice, LetterNotice)
    assert (row.notice.document, row.notice.reader, row.notice.letter.kind) == (
        "PO-1",
        "CLAYCO",
        LetterKind.PURCHASE,
    )
    assert letters_of(desk) == ["waiting"]


def test_only_what_is_agreed_to_is_sent_and_once(desk):
    desk.handle(buy())
    assert refusal_of(desk, send()) == WrongStep(number="PO-1", action="send", status="draft")
    sent(desk)
    again = ordered(SendPurchase, "PO-2", by="U0MIA")
    assert refusal_of(desk, again) == WrongStep(number="PO-2", action="send", status="sent")


def test_sending_takes_a_manager(desk):
    approved(desk)
    assert isinstance(refusal_of(desk, send(by="U0ANA")), NotAllowed)


def test_no_letter_leaves_for_nowhere(desk):
    desk.handle(edit(CLAY.model_copy(update={"email": " "})))
    approved(desk)
    assert refusal_of(desk, send("mail")) == NotAgreed(number="PO-1", missing="address")
    assert the_purchase(desk).status is PurchaseStatus.APPROVED


def test_the_day_it_is_expected_counts_from_the_day_it_was_sent(desk):
    approved(desk)
    assert the_purchase(desk).expected_on is None
    desk.handle(send(when=START + timedelta(days=3)))
    assert the_purchase(desk).expected_on == date(2026, 12, 10)


def test_a_day_that_was_named_stays(desk):
    sent(desk, expected_on=date(2026, 12, 1))
    assert the_purchase(desk).expected_on == date(2026, 12, 1)


def test_the_slowest_item_decides_and_its_own_time_counts_before_its_suppliers(desk):
    desk.handle(edit(Item(sku="TILE-9", name="Tile", lead_time_days=30)))
    sent(desk, (1, "TILE-9", 1), (1, "MUG-BLU", 1))
    assert the_purchase(desk).expected_on == MONDAY + timedelta(days=30)


@pytest.mark.parametrize("state", ["refused", "no_address"])
def test_what_the_mail_did_not_take_is_still_to_be_sent(desk, state):
    sent(desk, how="mail")
    desk.handle(became(desk, state, "550 no such reader"))

    order = the_purchase(desk)
    assert (order.status, order.sent_on, order.sent_how) == (PurchaseStatus.APPROVED, None, "")
    assert order.expected_on is None
    desk.handle(send())
    assert the_purchase(desk).status is PurchaseStatus.SENT


def test_what_was_handed_over_after_all_is_not_mailed_again(desk):
    sent(desk, how="mail")
    desk.handle(became(desk, "refused"))
    desk.handle(send())
    again = ordered(ResendLetter, "PO-1", letter=LetterKind.PURCHASE, by="U0MIA")
    assert refusal_of(desk, again) == WrongStep(number="PO-1", action="resend", status="sent")


def test_a_named_day_outlives_a_letter_that_did_not_leave(desk):
    sent(desk, how="mail", expected_on=date(2026, 12, 1))
    desk.handle(became(desk, "refused"))
    assert the_purchase(desk).expected_on == date(2026, 12, 1)


def test_what_may_have_arrived_stays_sent_and_a_person_sends_it_once_more(desk):
    sent(desk, how="mail")
    again = ordered(ResendLetter, "PO-1", letter=LetterKind.PURCHASE, by="U0MIA")
    assert isinstance(refusal_of(desk, again), WrongStep)  # it is about to be sent
    desk.handle(became(desk, "unknown"))
    assert the_purchase(desk).status is PurchaseStatus.SENT

    by_operator = ordered(ResendLetter, "PO-1", letter=LetterKind.PURCHASE, by="U0ANA")
    assert isinstance(refusal_of(desk, by_operator), NotAllowed)
    desk.handle(again)
    assert letters_of(desk) == ["unknown", "waiting"]
    desk.handle(became(desk, "refused"))
    assert the_purchase(desk).status is PurchaseStatus.SENT  # the first may have arrived


def test_an_order_that_ended_is_not_written_about_again(desk):
    sent(desk, how="mail")
    desk.handle(became(desk, "unknown"))
    desk.handle(ordered(CancelPurchase, "PO-1", by="U0MIA"))
    again = ordered(ResendLetter, "PO-1", letter=LetterKind.PURCHASE, by="U0MIA")
    assert refusal_of(desk, again).status == "cancelled"


def test_a_paper_is_printed_again_once_it_is_agreed_to(desk):
    desk.handle(buy())
    again = ordered(PrintPaper, "PO-1", paper=PaperKind.PURCHASE_ORDER)
    assert refusal_of(desk, again) == WrongStep(number="PO-1", action="print", status="draft")
    approved(desk)
    posted = desk.handle(ordered(PrintPaper, "PO-2", paper=PaperKind.PURCHASE_ORDER))
    assert [n.subject for n in posted.transaction.notices if isinstance(n, PaperNotice)] == ["PO-2"]
