"""What the bot has to say by itself: typed facts; `bot/` finds the words.

A notice travels in the transaction that caused it and leaves through the outbox, once. `message`
names the message it belongs to: the first notice of a name posts it, later ones edit it.
"""

from enum import StrEnum
from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from inventory.approval import Approval
from inventory.place import Place
from inventory.record import Record
from inventory.replenishment import Alert, Proposal
from inventory.warning import ManagersWarning


class Audience(StrEnum):
    """To which of the channels on the Settings tab a notice goes."""

    STOCK = "stock"
    MANAGERS = "managers"
    LOG = "log"


class ApprovalNotice(Record):
    """A count or adjustment waits for a second person, or has been decided."""

    type: Literal["approval"] = "approval"
    audience: Audience = Audience.MANAGERS
    approval: Approval

    @property
    def message(self) -> str:
        return self.approval.number


class ProposalNotice(Record):
    """A reorder is proposed, changed or decided."""

    type: Literal["proposal"] = "proposal"
    audience: Audience = Audience.STOCK
    proposal: Proposal

    @property
    def message(self) -> str:
        return self.proposal.number


class AlertNotice(Record):
    """Items are low, or back."""

    type: Literal["alert"] = "alert"
    audience: Audience = Audience.STOCK
    alert: Alert

    @property
    def message(self) -> str:
        return self.alert.number


class WarningNotice(Record):
    """Something the managers should know about the workbook or the bot, or that it is over."""

    type: Literal["warning"] = "warning"
    audience: Audience = Audience.MANAGERS
    warning: ManagersWarning

    @property
    def message(self) -> str:
        return self.warning.number


class PostedNotice(Record):
    """What a form or button did, told in the conversation it came from.

    A slash command's answer travels in its acknowledgement; these have none that others can see.
    """

    type: Literal["posted"] = "posted"
    place: Place
    transaction: str

    @property
    def message(self) -> str:
        return self.transaction


Notice: TypeAlias = Annotated[
    ApprovalNotice | ProposalNotice | AlertNotice | WarningNotice | PostedNotice,
    Field(discriminator="type"),
]
