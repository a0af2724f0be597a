"""Customers are written to once, and the shipment knows what became of each letter."""

import email
import email.policy
from datetime import date

import pytest

from inventory.correspondence_commands import ResendLetter
from inventory.customer import Contact
from inventory.documents.letter import LetterKind, LetterState
from inventory.journey_commands import RecordProgress
from inventory.ports import Medium
from tests.bincard.postman import DiedError, Fate, a_mailer, a_sender, waiting
from tests.builders import ordered
from tests.free_port import free_port
from tests.journeys import SOL, a_journal, shipped, the_shipment
from tests.outside.conftest import Postmaster

UPS = "1Z5R89390357567127"


@pytest.fixture
def journal(tmp_path):
    rules = {
        "writes_to_customers": "yes",
        "company": "Blue Mug House",
        "address": "1 Dock St; Reno",
    }
    with a_journal(tmp_path, **rules) as journal:
        yield journal


def letters_of(journal):
    return [(one.kind.value, one.state.value) for one in the_shipment(journal.desk).letters]


def test_a_customer_reads_what_was_sent_and_where_it_is(journal, mail_house):
    postmaster = Postmaster()
    shipped(
        journal.desk,
        (10, "MUG-BLU"),
        (20, "TEE-BLK-M"),
        reference="4711",
        carrier="UPS",
        tracking=UPS,
        promised_on=date(2026, 11, 27),
    )
    a_sender(journal, a_mailer(mail_house(postmaster).port)).send_once()

    (envelope,) = postmaster.letters
    message = email.message_from_bytes(envelope.content, policy=email.policy.default)
    assert message["To"] == "Café Sol <sol@example.com>"
    assert message["Subject"] == "Blue Mug House: your order SO-1 (4711) is on its way"
    assert message.get_content().splitlines() == [
        "Hello Café Sol,",
        "",
        "your order SO-1 (4711) is on its way.",
        "",
        "What we have sent:",
        "- 10 pieces of Blue mug (MUG-BLU)",
        "",
        "Carrier: UPS",
        f"Tracking number: {UPS}",
        f"Follow it here: https://www.ups.com/track?tracknum={UPS}",
        "",
        "It should be with you by 27 November 2026.",
        "",
        "Still to come, in a parcel of its own:",
        "- 20 pieces of Black tee, M (TEE-BLK-M)",
        "",
        "Blue Mug House",
        "1 Dock St",
        "Reno",
    ]
    assert letters_of(journal) == [("shipped", "sent")]
    assert waiting(journal) == 0


def test_a_second_letter_says_that_it_has_arrived(journal, mail_house):
    postmaster = Postmaster()
    shipped(journal.desk, (10, "MUG-BLU"))
    journal.desk.handle(ordered(RecordProgress, "SH-1", event="delivered"))
    a_sender(journal, a_mailer(mail_house(postmaster).port)).send_once()

    assert letters_of(journal) == [("shipped", "sent"), ("delivered", "sent")]
    assert len({letter.content.split(b"Message-ID:")[1][:60] for letter in postmaster.letters}) == 2


def test_a_letter_refused_for_good_is_told_in_the_servers_own_words(journal, mail_house):
    shipped(journal.desk, (10, "MUG-BLU"))
    house = mail_house(Postmaster("550 no such reader", at="RCPT"))
    a_sender(journal, a_mailer(house.port)).send_once()

    (letter,) = the_shipment(journal.desk).letters
    assert (letter.state, letter.said) == (LetterState.REFUSED, "550 no such reader")
    assert waiting(journal) == 0


@pytest.mark.parametrize("busy", ["451 come back later", ""])
def test_a_letter_refused_for_now_waits_and_leaves_when_the_server_is_back(
    journal, mail_house, busy
):
    shipped(journal.desk, (10, "MUG-BLU"))
    port = mail_house(Postmaster(busy, at="RCPT")).port if busy else free_port()
    sender = a_sender(journal, a_mailer(port), backoff_s=3600)
    for _ in range(3):
        sender.send_once()
    assert letters_of(journal) == [("shipped", "waiting")]
    assert [row.attempts for row in journal.outbox.pending(9, Medium.MAIL)] == [1]

    postmaster = Postmaster()
    a_sender(journal, a_mailer(mail_house(postmaster).port)).send_once()
    assert (letters_of(journal), len(postmaster.letters)) == ([("shipped", "sent")], 1)


def test_who_always_says_later_is_given_up_in_the_end(journal, mail_house):
    shipped(journal.desk, (10, "MUG-BLU"))
    house = mail_house(Postmaster("451 come back later", at="RCPT"))
    sender = a_sender(journal, a_mailer(house.port), backoff_s=0)
    for _ in range(48):
        sender.send_once()

    (letter,) = the_shipment(journal.desk).letters
    assert (letter.state, letter.said) == (LetterState.REFUSED, "451 come back later")


def test_a_letter_in_doubt_is_sent_again_by_a_person_only(journal, mail_house):
    postmaster = Postmaster()
    postmaster.hangs_up = True
    shipped(journal.desk, (10, "MUG-BLU"))
    sender = a_sender(journal, a_mailer(mail_house(postmaster).port))
    for _ in range(3):
        sender.send_once()
    assert letters_of(journal) == [("shipped", "unknown")]
    assert len(postmaster.letters) == 1

    postmaster.hangs_up = False
    journal.desk.handle(ordered(ResendLetter, "SH-1", letter=LetterKind.SHIPPED))
    sender.send_once()
    assert letters_of(journal) == [("shipped", "unknown"), ("shipped", "sent")]


def test_without_a_mail_server_nobody_waits_for_ever(journal):
    shipped(journal.desk, (10, "MUG-BLU"))
    a_sender(journal, None).send_once()

    (letter,) = the_shipment(journal.desk).letters
    assert (letter.state, letter.said) == (LetterState.REFUSED, "no mail server is set")
    assert waiting(journal) == 0


@pytest.mark.parametrize("contact", [None, Contact(name="Café Sol")])
def test_somebody_without_an_address_is_not_written_to(tmp_path, mail_house, contact):
    postmaster = Postmaster()
    with a_journal(tmp_path, writes_to_customers="yes", contact=contact) as journal:
        shipped(journal.desk, (10, "MUG-BLU"))
        a_sender(journal, a_mailer(mail_house(postmaster).port)).send_once()
        assert letters_of(journal) == [("shipped", "no_address")]
    assert postmaster.letters == []


def test_an_address_that_is_none_is_told_and_forges_no_header(tmp_path, mail_house):
    postmaster = Postmaster()
    contact = SOL.model_copy(update={"email": "sol@example.com\nBcc: all@example.com"})
    with a_journal(tmp_path, writes_to_customers="yes", contact=contact) as journal:
        shipped(journal.desk, (10, "MUG-BLU"))
        a_sender(journal, a_mailer(mail_house(postmaster).port)).send_once()
        assert letters_of(journal) == [("shipped", "refused")]
    assert postmaster.letters == []


def test_who_has_lost_the_lease_sends_nothing(journal, mail_house):
    postmaster = Postmaster()
    shipped(journal.desk, (10, "MUG-BLU"))
    a_sender(journal, a_mailer(mail_house(postmaster).port)).send_once(lambda: False)
    assert (postmaster.letters, letters_of(journal)) == ([], [("shipped", "waiting")])


@pytest.mark.parametrize("answer", ["250 OK", "451 later", "550 never", "hang up"])
@pytest.mark.parametrize("is_after", [False, True])
@pytest.mark.parametrize("at", [1, 2, 3, 4, 5])
def test_wherever_the_program_dies_no_letter_is_sent_twice(
    journal, mail_house, answer, is_after, at
):
    postmaster = Postmaster("250 OK" if answer == "hang up" else answer)
    postmaster.hangs_up = answer == "hang up"
    shipped(journal.desk, (10, "MUG-BLU"))
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

    [(_, state)] = letters_of(journal)
    assert waiting(journal) == 0
    assert state in ("sent", "unknown", "refused")
    assert len(postmaster.letters) <= 1
    if state == "sent":
        assert len(postmaster.letters) == 1
    if state == "refused":
        assert postmaster.letters == []
