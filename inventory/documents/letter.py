"""Letters to customers and suppliers: each sent once, and what became of it known.

E-mail cannot be looked up afterwards: a letter whose sending has an unknown outcome is not sent again
by itself; a person decides.
"""

from enum import StrEnum
from typing import Final

from inventory.record import Record


class LetterKind(StrEnum):
    """What a letter tells: a customer of a shipment or a recall, or a supplier of a purchase order."""

    SHIPPED = "shipped"
    DELIVERED = "delivered"
    PURCHASE = "purchase"
    RECALL = "recall"
    RECALL_REMINDER = "recall_reminder"
    RECALL_OVER = "recall_over"


class LetterState(StrEnum):
    """What became of a letter; `no_address` where nobody's e-mail is known."""

    WAITING = "waiting"
    SENT = "sent"
    REFUSED = "refused"
    UNKNOWN = "unknown"
    NO_ADDRESS = "no_address"


OPEN_TO_RESEND: Final = (LetterState.REFUSED, LetterState.UNKNOWN, LetterState.NO_ADDRESS)
"""What a person may have sent once more."""


class SentLetter(Record):
    """One letter about a document.

    Attributes:
        key: its own, from which the Message-ID is made; sent again it is another letter.
        said: what the mail server said, where that matters.
        reader: to whom it goes, where a document has several.
    """

    kind: LetterKind
    key: str
    state: LetterState = LetterState.WAITING
    said: str = ""
    reader: str = ""
