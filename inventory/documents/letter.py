"""Letters to customers about their shipments: each sent once, and what became of it known.

E-mail cannot be looked up afterwards: a letter whose sending has an unknown outcome is not sent again
by itself; a person decides.
"""

from enum import StrEnum

from inventory.record import Record


class LetterKind(StrEnum):
    """What a letter tells the customer."""

    SHIPPED = "shipped"
    DELIVERED = "delivered"


class LetterState(StrEnum):
    """What became of a letter; `no_address` where nobody's e-mail is known."""

    WAITING = "waiting"
    SENT = "sent"
    REFUSED = "refused"
    UNKNOWN = "unknown"
    NO_ADDRESS = "no_address"


class SentLetter(Record):
    """One letter of a shipment.

    Attributes:
        key: its own, from which the Message-ID is made; sent again it is another letter.
        said: what the mail server said, where that matters.
    """

    kind: LetterKind
    key: str
    state: LetterState = LetterState.WAITING
    said: str = ""
