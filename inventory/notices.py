"""What the bot has to say by itself: typed facts; `bot/` finds the words.

A notice travels in the transaction that caused it and leaves through the outbox, once. `message`
names the message it belongs to: the first notice of a name posts it, later ones edit it.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import Field, model_validator

from inventory.documents.approval import Approval
from inventory.documents.letter import SentLetter
from inventory.documents.remark import Remark
from inventory.documents.replenishment import Alert, Proposal
from inventory.place import Place
from inventory.record import Record
from inventory.warning import ManagersWarning


class Audience(StrEnum):
    """To which of the channels on the Settings tab a notice goes."""

    STOCK = "stock"
    MANAGERS = "managers"
    LOG = "log"
    ORDERS = "orders"
    PURCHASING = "purchasing"


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


class DocumentNotice(Record):
    """A document has changed: its message says how it stands when it leaves.

    It names the document instead of carrying it: an order of 200 lines that is fetched line by line
    would fill the journal with copies of itself.

    Attributes:
        number: the document's; its message has the same name. An order's begins a thread.
        thread: the order in whose thread it is said, empty for none (an order, a wave).
        channel: the id of the channel it is said in, empty for the one of its audience.
    """

    type: Literal["document"] = "document"
    audience: Audience = Audience.ORDERS
    number: str
    thread: str = ""
    channel: str = ""

    @property
    def message(self) -> str:
        return self.number


class RemarkNotice(Record):
    """Something said once in a document's thread.

    Attributes:
        number: its own, unique (`TX-12.1`).
    """

    type: Literal["remark"] = "remark"
    audience: Audience = Audience.ORDERS
    thread: str
    number: str
    remark: Remark

    @property
    def message(self) -> str:
        return self.number


class PaperKind(StrEnum):
    """What is printed of a shipment, a purchase order, a recall or a count."""

    PACKING_SLIP = "packing_slip"
    LABEL = "label"
    INVOICE = "invoice"
    CREDIT_NOTE = "credit_note"
    PURCHASE_ORDER = "purchase_order"
    RECALL_REPORT = "recall_report"
    CHART = "chart"
    COUNT_SHEET = "count_sheet"


class PaperNotice(Record):
    """A paper of a document, posted in a thread as a file.

    Attributes:
        number: its own, unique (`TX-12.1`).
        subject: the shipment, purchase order, recall or count it is a paper of.
        document: which credit note, empty for all of the shipment's.
    """

    type: Literal["paper"] = "paper"
    audience: Audience = Audience.ORDERS
    thread: str
    number: str
    paper: PaperKind
    subject: str
    document: str = ""

    @model_validator(mode="before")
    @classmethod
    def of_earlier(cls, said: object) -> object:
        """Read what was journaled while only shipments had papers."""
        return _renamed(said, {"shipment": "subject"})

    @property
    def message(self) -> str:
        return self.number


class LetterNotice(Record):
    """A letter to a customer or supplier: it leaves by mail, not by Slack.

    Attributes:
        document: the shipment, purchase order or recall it is about.
        reader: the code of the customer or supplier.
    """

    type: Literal["letter"] = "letter"
    document: str
    reader: str
    letter: SentLetter

    @model_validator(mode="before")
    @classmethod
    def of_earlier(cls, said: object) -> object:
        """Read what was journaled while only customers got letters."""
        return _renamed(said, {"shipment": "document", "customer": "reader"})

    @property
    def message(self) -> str:
        return self.letter.key


class AnswerNotice(Record):
    """The answer to what somebody wrote to the bot, or how it stands by now.

    It is worded when it is answered: a refusal leaves nothing behind that could be worded later.

    Attributes:
        place: where it was written.
        message: the name of the message that says it.
        number: its own, unique.
        body: what is said, as `bot` keeps it.
    """

    type: Literal["answer"] = "answer"
    place: Place
    message: str
    number: str
    body: str


Notice: TypeAlias = Annotated[
    ApprovalNotice
    | ProposalNotice
    | AlertNotice
    | WarningNotice
    | PostedNotice
    | DocumentNotice
    | RemarkNotice
    | PaperNotice
    | LetterNotice
    | AnswerNotice,
    Field(discriminator="type"),
]


def _renamed(said: object, names: Mapping[str, str]) -> object:
    """Return the fields of a notice by their names of today: a journal keeps those of its day."""
    if not isinstance(said, dict):
        return said
    fields: dict[str, Any] = said
    return {names.get(name, name): value for name, value in fields.items()}
