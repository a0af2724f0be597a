"""Mail leaves once and whole, or says why not, or says that nobody knows."""

import email
import email.policy
from datetime import UTC, datetime

import pytest
from pydantic import ValidationError

from inventory.correspondence.mailing import (
    Attachment,
    Letter,
    MailRefusal,
    MailRefused,
    MailSent,
    MailUnknown,
)
from outside.letters import message_id_of
from outside.mail import SmtpMailer
from outside.smtp_account import SmtpAccount, Tls
from tests.free_port import free_port
from tests.outside.conftest import PASSWORD, USER, Postmaster, knows

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
SENDER = "Bincard <stock@example.com>"


def a_letter(**facts):
    given = {"key": "mail:PO-12", "to": "Ana <ana@example.org>", "subject": "PO-12", "text": "Hi\n"}
    return Letter(**given | facts)


def a_mailer(port, *, trust=None, **facts):
    given = {"host": "127.0.0.1", "port": port, "sender": SENDER, "tls": Tls.NONE, "timeout_s": 20}
    return SmtpMailer(SmtpAccount(**given | facts), lambda: NOON, trust)


def received(envelope):
    return email.message_from_bytes(envelope.content, policy=email.policy.default)


def test_a_letter_arrives_as_it_was_written(mail_house):
    postmaster = Postmaster()
    house = mail_house(postmaster)

    outcome = a_mailer(house.port).send(
        a_letter(
            to="Zoë Müller <zoe@example.org>",
            subject="Bestellung für Café Süd, 日本",
            text="Liebe Zoë,\n.\nzwei Kartons.\n",
            attachments=(
                Attachment(
                    name="PO-12 für Süd.pdf", media_type="application/pdf", content=b"%PDF\0"
                ),
                Attachment(name="lines.csv", media_type="text/csv", content="ü,1\r\n".encode()),
            ),
        )
    )

    (envelope,) = postmaster.letters
    message = received(envelope)
    assert outcome == MailSent(message_id=message["Message-ID"])
    assert (envelope.mail_from, envelope.rcpt_tos) == ("stock@example.com", ["zoe@example.org"])
    assert (message["From"], message["To"]) == (SENDER, "Zoë Müller <zoe@example.org>")
    assert message["Subject"] == "Bestellung für Café Süd, 日本"
    assert message["Date"].datetime == NOON
    body, paper, lines = message.iter_parts()
    assert body.get_content().splitlines() == ["Liebe Zoë,", ".", "zwei Kartons."]
    assert (paper.get_filename(), paper.get_content()) == ("PO-12 für Süd.pdf", b"%PDF\0")
    assert lines.get_content_type() == "text/csv"
    assert lines.get_payload(decode=True) == "ü,1\r\n".encode()


def test_the_same_letter_has_the_same_name_whenever_it_is_sent(mail_house):
    postmaster = Postmaster()
    mailer = a_mailer(mail_house(postmaster).port)

    first, again = mailer.send(a_letter()), mailer.send(a_letter(text="Hi again\n"))
    other = mailer.send(a_letter(key="mail:PO-13"))

    assert first == again == MailSent(message_id=message_id_of("mail:PO-12", "example.com"))
    assert other != first


@pytest.mark.parametrize(
    ("said", "at", "reason", "again"),
    [
        ("550 no such box", "RCPT", MailRefusal.RECIPIENT, False),
        ("451 come back later", "RCPT", MailRefusal.LATER, True),
        ("553 not in that name", "MAIL", MailRefusal.SENDER, False),
        ("421 too busy", "MAIL", MailRefusal.LATER, True),
        ("550 looks like junk", "DATA", MailRefusal.CONTENT, False),
        ("451 disk is full", "DATA", MailRefusal.LATER, True),
    ],
)
def test_a_refusal_says_why_and_whether_to_come_back(mail_house, said, at, reason, again):
    postmaster = Postmaster(said, at=at)

    outcome = a_mailer(mail_house(postmaster).port).send(a_letter())

    assert outcome == MailRefused(reason=reason, said=said)
    assert outcome.may_try_again is again
    assert (postmaster.letters, postmaster.connections) == ([], 1)


def test_a_server_that_hangs_up_after_the_letter_leaves_it_unknown(mail_house):
    postmaster = Postmaster()
    postmaster.hangs_up = True

    outcome = a_mailer(mail_house(postmaster).port).send(a_letter())

    assert isinstance(outcome, MailUnknown)
    assert outcome.message_id == message_id_of("mail:PO-12", "example.com")
    assert len(postmaster.letters) == 1  # not tried again


@pytest.mark.parametrize("answer", [b"999 what\r\n", b"gibberish\r\n", b"x" * 9000 + b"\r\n", b""])
def test_an_answer_that_is_neither_yes_nor_no_leaves_it_unknown(script_house, answer):
    port = script_house(
        [b"220 hi\r\n", b"250 hi\r\n", b"250 ok\r\n", b"250 ok\r\n", b"354 go\r\n"], answer
    )

    assert isinstance(a_mailer(port).send(a_letter()), MailUnknown)


def test_a_server_that_never_answers_the_letter_leaves_it_unknown(script_house):
    port = script_house(
        [b"220 hi\r\n", b"250 hi\r\n", b"250 ok\r\n", b"250 ok\r\n", b"354 go\r\n"], None
    )

    assert isinstance(a_mailer(port, timeout_s=2).send(a_letter()), MailUnknown)


def test_nobody_there_is_a_refusal_that_may_be_tried_again():
    outcome = a_mailer(free_port()).send(a_letter())

    assert isinstance(outcome, MailRefused)
    assert outcome.reason is MailRefusal.UNREACHABLE
    assert outcome.may_try_again


def test_a_server_that_never_says_hello_has_taken_nothing(silent_port):
    outcome = a_mailer(silent_port, timeout_s=0.3).send(a_letter())

    assert isinstance(outcome, MailRefused)
    assert outcome.reason is MailRefusal.UNREACHABLE


def test_a_host_that_has_no_address_is_unreachable():
    outcome = a_mailer(25, host="mail.invalid").send(a_letter())

    assert isinstance(outcome, MailRefused)
    assert outcome.reason is MailRefusal.UNREACHABLE


def a_private_house(mail_house, postmaster, server_tls):
    return mail_house(
        postmaster,
        tls_context=server_tls,
        require_starttls=True,
        auth_required=True,
        authenticator=knows,
    )


def test_mail_is_handed_over_in_private_and_under_a_name(mail_house, server_tls, trust):
    postmaster = Postmaster()
    house = a_private_house(mail_house, postmaster, server_tls)
    mailer = a_mailer(house.port, trust=trust, tls=Tls.STARTTLS, user=USER, password=PASSWORD)

    assert isinstance(mailer.send(a_letter()), MailSent)
    assert len(postmaster.letters) == 1


@pytest.mark.parametrize("password", ["guess", "Schlüssel"])
def test_a_wrong_password_is_a_refusal_of_the_login(mail_house, server_tls, trust, password):
    house = a_private_house(mail_house, Postmaster(), server_tls)
    mailer = a_mailer(house.port, trust=trust, tls=Tls.STARTTLS, user=USER, password=password)

    outcome = mailer.send(a_letter())

    assert isinstance(outcome, MailRefused)
    assert outcome.reason is MailRefusal.LOGIN
    assert password not in outcome.said


def test_a_certificate_nobody_vouches_for_is_refused(mail_house, server_tls):
    house = a_private_house(mail_house, Postmaster(), server_tls)
    mailer = a_mailer(house.port, tls=Tls.STARTTLS, user=USER, password=PASSWORD)

    assert mailer.send(a_letter()).reason is MailRefusal.NOT_PRIVATE


def test_a_server_without_encryption_is_told_no_password(mail_house):
    postmaster = Postmaster()
    mailer = a_mailer(mail_house(postmaster).port, tls=Tls.STARTTLS, user=USER, password=PASSWORD)

    assert mailer.send(a_letter()).reason is MailRefusal.NOT_PRIVATE
    assert postmaster.letters == []


def test_mail_may_be_encrypted_from_the_first_byte(mail_house, server_tls, trust):
    postmaster = Postmaster()
    house = mail_house(postmaster, ssl_context=server_tls)

    assert isinstance(a_mailer(house.port, trust=trust, tls=Tls.SSL).send(a_letter()), MailSent)


def test_a_letter_too_large_is_refused_before_it_is_shown(mail_house):
    house = mail_house(Postmaster(), data_size_limit=1000)

    outcome = a_mailer(house.port).send(a_letter(text="x" * 5000))

    assert isinstance(outcome, MailRefused)
    assert outcome.reason is MailRefusal.CONTENT
    assert outcome.said.startswith("552")


@pytest.mark.parametrize(
    "to",
    [
        "",
        "ana",
        "ana@",
        "@example.org",
        "zoë@example.org",
        "a@example.org, b@example.org",
        "Ana <a@example.org> b@example.org",
        "team: a@example.org;",
        "a@example.org\r\nBcc: c@example.org",
        "a@example.org\nRCPT TO:<c>",
        "=?utf-8?q?x=0D=0ABcc:c?= <a@example.org>",
    ],
)
def test_what_is_not_one_address_gets_no_mail(to):
    outcome = a_mailer(free_port()).send(a_letter(to=to))

    assert isinstance(outcome, MailRefused)
    assert outcome.reason is MailRefusal.RECIPIENT
    assert not outcome.may_try_again


def test_an_account_without_a_usable_sender_or_with_an_open_password_is_refused():
    with pytest.raises(ValidationError, match="not exactly one mail address"):
        SmtpAccount(host="mail", sender="stock")
    with pytest.raises(ValidationError, match="anybody can read"):
        SmtpAccount(host="mail", sender=SENDER, tls=Tls.NONE, user=USER, password=PASSWORD)


def test_a_password_is_not_shown():
    assert PASSWORD not in repr(SmtpAccount(host="m", sender=SENDER, user=USER, password=PASSWORD))


def test_a_line_that_breaks_while_addressing_has_taken_nothing(script_house):
    port = script_house([b"220 hi\r\n", b"250 hi\r\n", b"250 ok\r\n"], b"")

    outcome = a_mailer(port).send(a_letter())

    assert isinstance(outcome, MailRefused)
    assert outcome.reason is MailRefusal.UNREACHABLE


def test_a_server_that_turns_callers_away_has_taken_nothing(script_house):
    outcome = a_mailer(script_house([b"554 not here\r\n"], b"")).send(a_letter())

    assert outcome == MailRefused(reason=MailRefusal.UNREACHABLE, said="554 not here")


def test_a_server_that_does_not_want_to_see_the_letter_has_taken_nothing(script_house):
    port = script_house(
        [b"220 hi\r\n", b"250 hi\r\n", b"250 ok\r\n", b"250 ok\r\n"], b"554 no letters today\r\n"
    )

    assert a_mailer(port).send(a_letter()) == MailRefused(
        reason=MailRefusal.CONTENT, said="554 no letters today"
    )
