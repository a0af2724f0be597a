"""Whatever people type, a letter keeps its headers, its reader and its words."""

import email
import email.policy
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from inventory.correspondence.mailing import Attachment, Letter
from outside.letters import CONTROL, BadAddressError, mailbox, one_line, written

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
SENDER = "Bincard <stock@example.com>"
HEADERS = ["From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted"]
MIME = {"content-type", "content-transfer-encoding", "mime-version"}
ANYTHING = st.text(max_size=120) | st.sampled_from(
    [
        "Hi\r\nBcc: mallory@example.net",
        "a\n\nbody",
        "x\x0bBcc: y",
        "\u2028Bcc: z",
        "=?utf-8?q?=0A?=",
    ]
)


def posted(**facts):
    letter = {"key": "mail:SO-7", "to": "ana@example.org", "subject": "SO-7", "text": "Hi"} | facts
    content = written(Letter(**letter), SENDER, NOON).content
    return email.message_from_bytes(content, policy=email.policy.default)


@given(ANYTHING, ANYTHING)
def test_no_subject_and_no_text_can_add_a_header(subject, text):
    message = posted(subject=subject, text=text)

    assert [name for name in message.keys() if name.lower() not in MIME] == HEADERS  # noqa: SIM118
    assert message["To"] == "ana@example.org"
    assert not CONTROL.search(message["Subject"])


@given(st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S")), min_size=1))
def test_a_subject_of_any_script_arrives_letter_by_letter(subject):
    assert posted(subject=subject)["Subject"] == one_line(subject)


@given(st.text(max_size=200))
def test_a_text_arrives_line_by_line(text):
    sent = text.encode("utf-8", "replace").decode().splitlines()

    got = posted(text=text).get_content().splitlines()
    assert got[: len(sent)] == sent
    assert not any(got[len(sent) :])  # an empty last line may be added


@given(st.text(max_size=60))
def test_no_name_of_a_file_can_add_a_header(name):
    message = posted(attachments=(Attachment(name=name, content=b"x"),))

    (part,) = message.iter_attachments()
    assert {key.lower() for key in part.keys()} == MIME | {"content-disposition"}  # noqa: SIM118
    assert part.get_content() == b"x"


@given(st.text(max_size=80))
def test_an_address_is_one_address_or_none(text):
    try:
        found = mailbox(text)
    except BadAddressError:
        return
    assert found.addr_spec.isascii()
    assert not set(" \r\n,;<>") & set(found.domain)


def test_a_domain_beyond_ascii_is_written_as_the_net_knows_it():
    assert mailbox("Jo <jo@bücher.example>").addr_spec == "jo@xn--bcher-kva.example"
