"""Customers are written to about a recall once each, and the recall knows what became of it."""

import email
import email.policy

import pytest

from inventory.customer import Contact
from inventory.documents.letter import LetterKind, LetterState
from inventory.documents.recall import Recall
from inventory.recall_commands import CloseRecall, NotifyRecall
from tests.bincard.postman import DiedError, Fate, a_mailer, a_sender, waiting
from tests.builders import a_customer, an_item, edit, receive
from tests.inventory.recalling.recalls import JAM, asked, lift, sell, start
from tests.journeys import SOL, a_journal
from tests.outside.conftest import Postmaster


@pytest.fixture
def journal(tmp_path):
    """Two customers of ours and a kiosk have got jars of L7; nobody else may be written to."""
    jam = an_item(JAM, name="Strawberry jam", is_lot_tracked=True)
    rules = {"company": "Blue Mug House", "address": "1 Dock St; Reno"}
    with a_journal(tmp_path, jam, **rules) as journal:
        mark = journal.contacts.put("BISTRO", Contact(name="Bistro"))
        journal.desk.handle(edit(a_customer("BISTRO", contact=mark)))
        journal.desk.handle(receive(30, JAM, at="A-01", lot="L7", supplier_lot="F-1"))
        for customer in ("CAFE-SOL", "BISTRO", "the kiosk"):
            sell(journal.desk, 4, JAM, "L7", customer, "A-01")
        journal.desk.handle(start("L7", reason="glass in one jar"))
        yield journal


def notify(**parts):
    return asked(NotifyRecall, "RC-1", **parts)


def fates(journal):
    recall = journal.desk.book.get(Recall, "RC-1")
    return [(one.reader, one.kind.value, one.state.value) for one in recall.letters]


def told(journal):
    recall = journal.desk.book.get(Recall, "RC-1")
    return [line.customer for line in recall.lines if line.notified_on]


def messages_of(postmaster):
    policy = email.policy.default
    return [email.message_from_bytes(one.content, policy=policy) for one in postmaster.letters]


def test_a_customer_reads_what_is_taken_back_and_that_we_need_an_answer(journal, mail_house):
    postmaster = Postmaster()
    journal.desk.handle(notify())
    a_sender(journal, a_mailer(mail_house(postmaster).port)).send_once()

    [message] = messages_of(postmaster)
    text = message.get_content()
    assert message["To"] == "Café Sol <sol@example.com>"
    assert message["Subject"] == "Blue Mug House: recall of Strawberry jam (RC-1)"
    assert "- 4 pieces of Strawberry jam (JAM-STR), lot L7 (or F-1)" in text
    assert "glass in one jar" in text
    assert "Please answer this mail" in text


def test_who_has_no_address_is_still_to_be_told(journal, mail_house):
    journal.desk.handle(notify())
    a_sender(journal, a_mailer(mail_house(Postmaster()).port)).send_once()

    assert fates(journal) == [("CAFE-SOL", "recall", "sent"), ("BISTRO", "recall", "no_address")]
    assert (told(journal), waiting(journal)) == (["CAFE-SOL"], 0)


def test_what_the_server_refuses_is_still_to_be_told(journal, mail_house):
    journal.desk.handle(notify(customer="CAFE-SOL"))
    house = mail_house(Postmaster("550 no such reader", at="RCPT"))
    a_sender(journal, a_mailer(house.port)).send_once()

    assert fates(journal) == [("CAFE-SOL", "recall", "refused")]
    assert told(journal) == []


@pytest.mark.parametrize("at", range(1, 6))
@pytest.mark.parametrize("is_after", [False, True])
def test_wherever_the_program_ends_a_notice_is_not_sent_twice(journal, mail_house, at, is_after):
    postmaster = Postmaster()
    mailer = a_mailer(mail_house(postmaster).port)
    journal.desk.handle(notify(customer="CAFE-SOL"))
    try:
        a_sender(journal, mailer, Fate(at, is_after=is_after)).send_once()
    except DiedError:
        a_sender(journal, mailer).send_once()

    assert len(postmaster.letters) <= 1
    assert waiting(journal) == 0
    state = LetterState.SENT if postmaster.letters else LetterState.UNKNOWN
    assert fates(journal)[0][2] in (state.value, LetterState.UNKNOWN.value)


def test_a_recall_is_told_of_many_letters_in_one_step(journal, mail_house):
    """Each step keeps the whole board: a thousand of them would be a gigabyte."""
    mark = journal.contacts.put("BISTRO", SOL)
    journal.desk.handle(edit(a_customer("BISTRO", contact=mark)))
    journal.desk.handle(notify())
    before = journal.desk.book.sequence

    a_sender(journal, a_mailer(mail_house(Postmaster()).port)).send_once()

    assert [state for _, _, state in fates(journal)] == ["sent", "sent"]
    assert (journal.desk.book.sequence, waiting(journal)) == (before + 1, 0)


@pytest.mark.parametrize("is_after", [False, True])
def test_what_has_left_before_the_program_ended_is_known_to_have_left(
    journal, mail_house, is_after
):
    """Two letters of two calls each, the outcomes kept, then the recall is told of both."""
    postmaster = Postmaster()
    mailer = a_mailer(mail_house(postmaster).port)
    mark = journal.contacts.put("BISTRO", SOL)
    journal.desk.handle(edit(a_customer("BISTRO", contact=mark)))
    journal.desk.handle(notify())
    with pytest.raises(DiedError):
        a_sender(journal, mailer, Fate(7, is_after=is_after)).send_once()

    a_sender(journal, mailer).send_once()

    assert [state for _, _, state in fates(journal)] == ["sent", "sent"]
    assert (len(postmaster.letters), waiting(journal)) == (2, 0)


def test_a_notice_of_a_recall_that_has_ended_does_not_leave(journal, mail_house):
    postmaster = Postmaster()
    journal.desk.handle(notify(customer="CAFE-SOL"))
    journal.desk.handle(asked(CloseRecall, "RC-1", reason="eaten"))
    a_sender(journal, a_mailer(mail_house(postmaster).port)).send_once()

    assert postmaster.letters == []
    recall = journal.desk.book.get(Recall, "RC-1")
    assert recall.letters[0].said == "the recall has ended meanwhile"


def test_who_has_read_of_a_recall_reads_that_it_was_a_mistake(journal, mail_house):
    postmaster = Postmaster()
    sender = a_sender(journal, a_mailer(mail_house(postmaster).port))
    journal.desk.handle(notify())
    sender.send_once()
    journal.desk.handle(lift())
    sender.send_once()

    assert fates(journal)[-1] == ("CAFE-SOL", LetterKind.RECALL_OVER.value, "sent")
    text = messages_of(postmaster)[-1].get_content()
    assert "That was a mistake" in text
    assert "- 4 pieces of Strawberry jam (JAM-STR)" in text
