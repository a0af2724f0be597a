"""Transfers: goods on their way from one site to another, sent and then received."""

from datetime import date
from enum import StrEnum
from typing import Final, Literal

from inventory.documents.lined import Lined, NumberedLine
from inventory.quantity import ZERO, Quantity


class TransferStatus(StrEnum):
    """Where a transfer stands."""

    SENT = "sent"
    PART_RECEIVED = "part_received"
    RECEIVED = "received"


TRANSFER_TRANSITIONS: Final[dict[TransferStatus, frozenset[TransferStatus]]] = {
    TransferStatus.SENT: frozenset({TransferStatus.PART_RECEIVED, TransferStatus.RECEIVED}),
    TransferStatus.PART_RECEIVED: frozenset({TransferStatus.SENT, TransferStatus.RECEIVED}),
    TransferStatus.RECEIVED: frozenset({TransferStatus.SENT, TransferStatus.PART_RECEIVED}),
}
"""Status -> what may follow; back leads the undo of a receipt."""


class TransferLine(NumberedLine):
    """One thing on its way.

    Attributes:
        source: the bin it left; `target` is the one it is meant for, empty for receiving.
        sent: what left; `received` has arrived; `lost` was given up on the
            way, or left it otherwise.
    """

    item: str
    lot: str = ""
    source: str
    target: str = ""
    sent: Quantity
    received: Quantity = ZERO
    lost: Quantity = ZERO

    @property
    def outstanding(self) -> Quantity:
        """What is still on its way."""
        return self.sent - self.received - self.lost


class Transfer(Lined[TransferLine]):
    """Goods that left one site for another together, numbered `TR-1`.

    Attributes:
        from_site, to_site: as the tab Locations names them.
        transit: the code of the location they lie in meanwhile.
    """

    type: Literal["transfer"] = "transfer"
    number: str
    status: TransferStatus = TransferStatus.SENT
    from_site: str
    to_site: str
    transit: str
    lines: tuple[TransferLine, ...]
    sent_by: str
    sent_on: date
    received_by: str = ""
    note: str = ""

    @property
    def is_open(self) -> bool:
        return self.status is not TransferStatus.RECEIVED
