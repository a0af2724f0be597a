"""A letter as it travels: headers that cannot be forged, a name that stays the same.

A `Message-ID` made from the letter's key and the sender's domain is the same at every sending, so
that a copy can be known for one. What people typed never ends a header: control characters become
blanks, and an address that is not exactly one address is refused.
"""

import hashlib
import re
from datetime import datetime
from email.errors import MessageError
from email.headerregistry import Address, UniqueAddressHeader
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import Final

from inventory.correspondence.mailing import Attachment, Letter
from inventory.record import Record

CONTROL: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")
ID_DIGITS: Final = 32


class BadAddressError(ValueError):
    """Not exactly one mail address."""


class Written(Record):
    """A letter ready for the line.

    Attributes:
        sender, recipient: the bare addresses of the envelope.
        content: the whole message, lines ending in CRLF.
    """

    message_id: str
    sender: str
    recipient: str
    content: bytes


def written(letter: Letter, sender: str, moment: datetime) -> Written:
    """Write a letter out.

    Raises:
        BadAddressError: the recipient or the sender is not exactly one address.
    """
    ours, theirs = mailbox(sender), mailbox(letter.to)
    message_id = message_id_of(letter.key, ours.domain)
    message = EmailMessage(policy=SMTP)
    message["From"] = ours
    message["To"] = theirs
    message["Subject"] = one_line(letter.subject)
    message["Date"] = format_datetime(moment)
    message["Message-ID"] = message_id
    message["Auto-Submitted"] = "auto-generated"  # so that no holiday notice answers a machine
    message.set_content(letter.text.encode("utf-8", "replace").decode(), cte="base64")
    for attachment in letter.attachments:
        _attach(message, attachment)
    return Written(
        message_id=message_id,
        sender=ours.addr_spec,
        recipient=theirs.addr_spec,
        content=message.as_bytes(),
    )


def message_id_of(key: str, domain: str) -> str:
    """Name a letter after its key, the same at every sending.

    Examples:
        >>> message_id_of("mail:PO-12", "example.com")
        '<d88b9d4597ef14f8ba2ca646ec11b6e2.bincard@example.com>'
    """
    digest = hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()
    return f"<{digest[:ID_DIGITS]}.bincard@{domain}>"


def mailbox(text: str) -> Address:
    """Read one address, with or without a name; a domain beyond ASCII becomes its IDNA form.

    Raises:
        BadAddressError: none, several, a group, or letters beyond ASCII before the `@` (few
            servers take them, and then only from servers that take them too).

    Examples:
        >>> str(mailbox("Ana Ruiz <ana@example.com>"))
        'Ana Ruiz <ana@example.com>'
    """
    found = None if CONTROL.search(text) else _parsed(text)
    if found is None:
        raise BadAddressError(f"not exactly one mail address: {one_line(text)[:100]!r}")
    return found


def one_line(text: str) -> str:
    """Make one line of a text: a run of control characters or line ends becomes one blank.

    `=?` is pulled apart, for it begins an encoded word, and readers of mail would decode it.
    """
    return CONTROL.sub(" ", text).replace("=?", "= ?").strip()


def _parsed(text: str) -> Address | None:
    parsed: dict[str, object] = {"defects": []}
    try:
        UniqueAddressHeader.parse(text, parsed)
        groups = parsed["groups"]
        if parsed["defects"] or not isinstance(groups, list) or len(groups) != 1:
            return None
        if groups[0].display_name is not None:  # a group of addresses under one name
            return None
        (address,) = groups[0].addresses
        name, local, domain = address.display_name, address.username, address.domain
        known = domain.encode("idna").decode("ascii")
        return Address(name, local, known) if local and known else None
    except (MessageError, ValueError, IndexError, AttributeError):
        return None


def _attach(message: EmailMessage, attachment: Attachment) -> None:
    maintype, _, subtype = attachment.media_type.partition("/")
    name = one_line(attachment.name).replace("/", "-").replace("\\", "-")
    message.add_attachment(attachment.content, maintype=maintype, subtype=subtype, filename=name)
