"""Mail: a letter, what became of it, and the door by which it leaves.

Mail cannot be looked up afterwards: whoever sends must know three answers apart. What was refused
never left and may be corrected; what is unknown may have arrived, so nobody sends it again by
himself.
"""

from enum import StrEnum
from typing import Annotated, Final, Literal, Protocol

from pydantic import Field

from inventory.record import Record


class Attachment(Record):
    """One file that travels with a letter.

    Attributes:
        name: as the reader sees it: `PO-12.pdf`.
        media_type: `application/pdf`, `text/csv`, ...
    """

    name: str
    media_type: str = Field("application/octet-stream", pattern=r"^[a-z]+/[A-Za-z0-9.+-]+$")
    content: bytes


class Letter(Record):
    """One mail to one reader.

    Attributes:
        key: what the letter is, for ever: the same key is the same letter, whenever it is sent.
        to: one address, with or without a name: `Ana Ruiz <ana@example.com>`.
        text: plain text; lines end in a line feed.
    """

    key: str = Field(min_length=1)
    to: str
    subject: str
    text: str
    attachments: tuple[Attachment, ...] = ()


class MailRefusal(StrEnum):
    """Why a letter did not leave."""

    UNREACHABLE = "unreachable"  # nobody answers there, or hung up before the letter was shown
    LATER = "later"  # the server is busy or doubtful (4xx) and asks to come back
    NOT_PRIVATE = "not_private"  # no encryption, or a certificate nobody vouches for
    LOGIN = "login"  # user or password
    SENDER = "sender"  # it does not send mail in this name
    RECIPIENT = "recipient"  # no such reader, or no address at all
    CONTENT = "content"  # too large, looks like junk, ...


TRANSIENT: Final = frozenset({MailRefusal.UNREACHABLE, MailRefusal.LATER})
"""Refusals that may be over by themselves: the same letter may be tried again."""


class MailSent(Record):
    """The server has taken it and answers for it.

    Attributes:
        message_id: the letter's `Message-ID`, to be found in mailboxes and logs.
    """

    type: Literal["sent"] = "sent"
    message_id: str


class MailRefused(Record):
    """It has not left; nothing of it was taken.

    Attributes:
        said: the server's own words, or the system's.
    """

    type: Literal["refused"] = "refused"
    reason: MailRefusal
    said: str = ""

    @property
    def may_try_again(self) -> bool:
        return self.reason in TRANSIENT


class MailUnknown(Record):
    """The line was cut after the letter was shown: it may have been taken, or not."""

    type: Literal["unknown"] = "unknown"
    message_id: str
    said: str = ""


MailOutcome = Annotated[MailSent | MailRefused | MailUnknown, Field(discriminator="type")]


class Mailer(Protocol):
    """Where letters leave. Blocks; safe to call from any thread; never tries twice by itself."""

    def send(self, letter: Letter) -> MailOutcome: ...
