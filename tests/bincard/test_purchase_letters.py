"""A supplier is written to once, with the order as a paper; its order knows what became of that."""

import email
import email.policy
import io

import pytest
from pypdf import PdfReader

from inventory.correspondence_commands import ResendLetter
from inventory.documents.letter import LetterKind, LetterState
from inventory.documents.purchase_order import PurchaseStatus
from inventory.inbound_commands import CancelPurchase, SendPurchase
from inventory.papers.paper import PaperError
from tests.bincard.postman import DiedError, Fate, a_mailer, a_sender, waiting
from tests.builders import edit, ordered, receive
from tests.inventory.inbound.purchases import CLAY, sent, the_purchase
from tests.journeys import a_journal
from tests.outside.conftest import Postmaster


@pytest.fixture
def journal(tmp_path):
    rules = {"company": "Blue Mug House", "address": "1 Dock St; Reno"}
    with a_journal(tmp_path, CLAY, **rules) as journal:
        yield journal


def letters_of(journal):
    return [one.state.value for one in the_purchase(journal.desk).letters]


def message_of(postmaster):
    [envelope] = postmaster.letters
    return email.message_from_bytes(envelope.content, policy=email.policy.default)


def test_a_supplier_reads_what_is_ordered_and_finds_the_paper(journal, mail_house):
    postmaster = Postmaster()
    sent(
        journal.desk,
        (24, "MUG-BLU", "3.20"),
        (6, "TEE-BLK-M", 4),
        how="mail",
        reference="4711",
        note="Leave it at the gate.",
    )
    a_sender(journal, a_mailer(mail_house(postmaster).port)).send_once()

    message = message_of(postmaster)
    assert message["To"] == "Clay & Co <orders@clay.example>"
    assert message["Subject"] == "Blue Mug House: purchase order PO-1 (4711)"
    assert message.get_body().get_content().splitlines() == [
        "Hello Clay & Co,",
        "",
        "please find attached our purchase order PO-1, your number 4711:",
        "",
        "- 24 pieces of Blue mug (MUG-BLU)",
        "- 6 pieces of Black tee, M (TEE-BLK-M)",
        "",
        "We expect it by 7 December 2026.",
        "",
        "Deliver to:",
        "Blue Mug House",
        "1 Dock St",
        "Reno",
        "",
        "Leave it at the gate.",
        "",
        "Please name PO-1 on your papers, and answer this mail to confirm the order.",
        "",
        "Blue Mug House",
        "1 Dock St",
        "Reno",
    ]
    [paper] = message.iter_attachments()
    assert (paper.get_filename(), paper.get_content_type()) == ("PO-1.pdf", "application/pdf")
    text = PdfReader(io.BytesIO(paper.get_content())).pages[0].extract_text()
    assert "Purchase order" in text
    assert (letters_of(journal), waiting(journal)) == (["sent"], 0)
    assert the_purchase(journal.desk).status is PurchaseStatus.SENT


def test_what_the_server_refuses_is_told_and_is_still_to_be_sent(journal, mail_house):
    sent(journal.desk, how="mail")
    house = mail_house(Postmaster("550 no such reader", at="RCPT"))
    a_sender(journal, a_mailer(house.port)).send_once()

    order = the_purchase(journal.desk)
    assert (order.status, order.letters[-1].said) == (
        PurchaseStatus.APPROVED,
        "550 no such reader",
    )
    postmaster = Postmaster()
    journal.desk.handle(ordered(SendPurchase, "PO-1", by="U0MIA", how="mail"))
    a_sender(journal, a_mailer(mail_house(postmaster).port)).send_once()
    assert (letters_of(journal), len(postmaster.letters)) == (["refused", "sent"], 1)


def test_without_a_mail_server_it_is_still_to_be_sent(journal):
    sent(journal.desk, how="mail")
    a_sender(journal, None).send_once()
    order = the_purchase(journal.desk)
    assert (order.status, order.letters[-1].said) == (
        PurchaseStatus.APPROVED,
        "no mail server is set",
    )


def test_no_letter_leaves_without_its_paper(journal, mail_house):
    class OutOfInk:
        def print(self, paper):
            raise PaperError("no ink")

    postmaster = Postmaster()
    sent(journal.desk, how="mail")
    a_sender(journal, a_mailer(mail_house(postmaster).port), printer=OutOfInk()).send_once()
    assert postmaster.letters == []
    assert the_purchase(journal.desk).letters[-1].said == "its paper could not be printed"


def test_a_letter_that_is_no_longer_meant_does_not_leave(journal, mail_house):
    postmaster = Postmaster()
    sent(journal.desk, how="mail")
    journal.desk.handle(ordered(CancelPurchase, "PO-1", by="U0MIA"))
    a_sender(journal, a_mailer(mail_house(postmaster).port)).send_once()
    assert (postmaster.letters, letters_of(journal)) == ([], ["refused"])
    assert the_purchase(journal.desk).status is PurchaseStatus.CANCELLED


def test_who_delivers_already_is_not_sent_the_order_late(journal, mail_house):
    postmaster = Postmaster()
    sent(journal.desk, how="mail")
    journal.desk.handle(receive(10, "MUG-BLU", at="A-01", document="PO-1"))
    a_sender(journal, a_mailer(mail_house(postmaster).port)).send_once()
    assert (postmaster.letters, letters_of(journal)) == ([], ["refused"])
    assert the_purchase(journal.desk).status is PurchaseStatus.PART_RECEIVED


def test_an_address_that_is_gone_meanwhile_is_told(journal, mail_house):
    sent(journal.desk, how="mail")
    journal.desk.handle(edit(CLAY.model_copy(update={"email": ""})))
    a_sender(journal, a_mailer(mail_house(Postmaster()).port)).send_once()
    assert letters_of(journal) == ["no_address"]
    assert the_purchase(journal.desk).status is PurchaseStatus.APPROVED


def test_an_address_that_is_none_forges_no_header(journal, mail_house):
    postmaster = Postmaster()
    journal.desk.handle(
        edit(CLAY.model_copy(update={"email": "a@clay.example\nBcc: all@example.com"}))
    )
    sent(journal.desk, how="mail")
    a_sender(journal, a_mailer(mail_house(postmaster).port)).send_once()
    assert (postmaster.letters, letters_of(journal)) == ([], ["refused"])


def test_a_letter_in_doubt_is_sent_once_more_by_a_person_only(journal, mail_house):
    postmaster = Postmaster()
    postmaster.hangs_up = True
    sent(journal.desk, how="mail")
    mailer = a_mailer(mail_house(postmaster).port)
    sender = a_sender(journal, mailer)
    for _ in range(3):
        sender.send_once()
    assert (letters_of(journal), len(postmaster.letters)) == (["unknown"], 1)

    postmaster.hangs_up = False
    again = ordered(ResendLetter, "PO-1", letter=LetterKind.PURCHASE, by="U0MIA")
    journal.desk.handle(again)
    sender.send_once()
    assert (letters_of(journal), len(postmaster.letters)) == (["unknown", "sent"], 2)


@pytest.mark.parametrize("answer", ["250 OK", "451 later", "550 never", "hang up"])
@pytest.mark.parametrize("is_after", [False, True])
@pytest.mark.parametrize("at", [1, 2, 3, 4])
def test_wherever_the_program_dies_no_order_is_mailed_twice(
    journal, mail_house, answer, is_after, at
):
    postmaster = Postmaster("250 OK" if answer == "hang up" else answer)
    postmaster.hangs_up = answer == "hang up"
    sent(journal.desk, how="mail")
    mailer = a_mailer(mail_house(postmaster).port)
    fate = Fate(at, is_after=is_after)
    try:
        a_sender(journal, mailer, fate).send_once()
    except DiedError:
        pass
    else:
        assert fate.calls < at or answer == "451 later"

    postmaster.hangs_up, postmaster.refusals = False, {}
    restarted = a_sender(journal, mailer, backoff_s=0)
    for _ in range(2):
        restarted.send_once()

    [state] = letters_of(journal)
    is_sent = the_purchase(journal.desk).status is PurchaseStatus.SENT
    assert waiting(journal) == 0
    assert len(postmaster.letters) <= 1
    assert is_sent == (LetterState(state) is not LetterState.REFUSED)
    if state == "sent":
        assert len(postmaster.letters) == 1
    if state == "refused":
        assert postmaster.letters == []
