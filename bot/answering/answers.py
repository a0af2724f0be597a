"""What the clerk can answer, before anybody knows on which surface it will be shown."""

from dataclasses import dataclass
from typing import TypeAlias

from bot.language.order_draft import OrderDraft
from bot.language.purchase_draft import PurchaseDraft
from bot.language.recall_lines import RecallAsked
from bot.language.requests import Posting
from bot.language.return_draft import ReturnDraft
from bot.messages.message import Message
from bot.messages.unavailable import unavailable
from inventory.inbound.labelling import LabelRequest
from inventory.place import Place
from inventory.ports import JournalUnavailableError


@dataclass(frozen=True, slots=True, kw_only=True)
class Asker:
    """Who asks, under which key, and where the answer belongs.

    Attributes:
        is_announced: others learn of it through the outbox (forms and buttons).
        is_overheard: others read whatever is answered, for it was written in a channel.
    """

    user: str
    key: str
    place: Place
    is_announced: bool = False
    is_overheard: bool = False


@dataclass(frozen=True, slots=True)
class Handout:
    """A file for the asker alone.

    Attributes:
        comment: what is said with it.
    """

    name: str
    content: bytes
    comment: str


@dataclass(frozen=True, slots=True)
class Said:
    """A message; `is_public` where it changed stock, so that others see it too.

    Attributes:
        is_refusal: nothing was done.
        is_away: the journal did not answer, so that nobody knows whether anything was done.
        file: what has to be handed out before the message is true.
    """

    message: Message
    is_public: bool = False
    is_refusal: bool = False
    is_away: bool = False
    file: Handout | None = None


def away(error: JournalUnavailableError) -> Said:
    """Say that the journal is away, where the same request typed again would be another one."""
    return Said(unavailable(error), is_refusal=True, is_away=True)


@dataclass(frozen=True, slots=True)
class FormWanted:
    """The request leaves something out: a form asks for it, filled in as far as it goes.

    Attributes:
        delivery_of: the purchase order all of which is asked about at once, or empty.
        recall: the lots to be taken back, as far as they were named.
        returned: what was said of goods that come back.
    """

    verb: str
    posting: Posting | None = None
    order: OrderDraft | None = None
    labels: LabelRequest | None = None
    purchase: PurchaseDraft | None = None
    delivery_of: str = ""
    recall: RecallAsked | None = None
    returned: ReturnDraft | None = None


Answer: TypeAlias = Said | FormWanted
