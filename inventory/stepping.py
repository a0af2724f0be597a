"""What every step of every document shares: documents found, changed by the table, and told."""

from collections.abc import Mapping, Set
from enum import StrEnum
from typing import Final, Protocol, TypeVar

from inventory.book import Book
from inventory.documents.customer_return import CustomerReturn
from inventory.documents.cycle_count import CycleCount
from inventory.documents.order import Order
from inventory.documents.pick_list import PickList
from inventory.documents.purchase_order import (
    PURCHASE_TRANSITIONS,
    PurchaseOrder,
    PurchaseStatus,
)
from inventory.documents.putaway import Putaway
from inventory.documents.recall import Recall
from inventory.documents.rejection import Rejection
from inventory.documents.remark import Remark
from inventory.documents.replenishment import Proposal
from inventory.documents.review import Review
from inventory.documents.shipment import Shipment
from inventory.documents.stock_alert import Digest
from inventory.documents.transfer import TRANSFER_TRANSITIONS, Transfer
from inventory.draft import Draft
from inventory.errors import UnknownDocument
from inventory.notices import Audience, DocumentNotice, PaperKind, PaperNotice, RemarkNotice
from inventory.order_errors import WrongStep
from inventory.people import IMPORT
from inventory.record import Record

D = TypeVar("D", bound=Record)
E = TypeVar("E", bound=Record)
S = TypeVar("S", bound=StrEnum)
S_co = TypeVar("S_co", bound=StrEnum, covariant=True)

Ending = TypeVar("Ending", PickList, CycleCount, CustomerReturn)
Threaded = Order | PurchaseOrder | CycleCount | CustomerReturn | Recall | Proposal | Digest
"""What has a thread of its own, which its message begins."""

THREADED: Final[tuple[type[Threaded], ...]] = (
    Order,
    PurchaseOrder,
    CycleCount,
    CustomerReturn,
    Recall,
    Proposal,
    Digest,
)

Document = Threaded | PickList | Shipment | Rejection | Putaway | Transfer | Review
"""What has a message of its own that says how it stands."""

Told = TypeVar(
    "Told",
    Order,
    PurchaseOrder,
    CycleCount,
    CustomerReturn,
    Recall,
    Proposal,
    Digest,
    PickList,
    Shipment,
    Rejection,
    Putaway,
    Transfer,
    Review,
)

DOCUMENTS: Final = (*THREADED, PickList, Shipment, Rejection, Putaway, Transfer, Review)


def the(draft: Draft, model: type[D], number: str) -> D:
    """Return an entry as this draft leaves it so far, a document also in small letters.

    Raises:
        UnknownDocument: there is none of that number.
    """
    found = draft.current(model, number) or draft.current(model, number.strip().upper())
    if found is None:
        raise UnknownDocument(number=number)
    return found


def the_open(draft: Draft, model: type[Ending], number: str, action: str) -> Ending:
    """Return a document that is not done.

    Raises:
        UnknownDocument, WrongStep: there is none of that number, or it has ended.
    """
    found = the(draft, model, number)
    if not found.is_open:
        raise WrongStep(number=found.number, action=action, status=found.status)
    return found


def threaded(book: Book, number: str) -> Threaded | None:
    """Return the document that has a thread of its own by its number, None for no such one."""
    for each in dict.fromkeys((number, number.strip().upper())):
        for model in THREADED:
            if found := book.get(model, each):
                return found
    return None


def either(draft: Draft, one: type[D], other: type[E], number: str) -> D | E:
    """Return an entry of one of two kinds, as this draft leaves it so far.

    Raises:
        UnknownDocument: there is none of that number.
    """
    wanted = number.strip().upper()
    return draft.current(one, number) or draft.current(one, wanted) or the(draft, other, number)


class Stepped(Protocol[S_co]):
    """A document that goes from step to step."""

    @property
    def number(self) -> str:
        """What names it."""

    @property
    def status(self) -> S_co:
        """Where it stands."""


def require_step(
    before: Stepped[S] | None, after: Stepped[S], transitions: Mapping[S, Set[S]]
) -> None:
    """Refuse what the table of transitions does not know; a document begins anywhere.

    Raises:
        WrongStep: it does not lead there.
    """
    if before is None or after.status == before.status:
        return
    if after.status not in transitions[before.status]:
        raise WrongStep(number=after.number, action=after.status, status=before.status)


def put_document(draft: Draft, document: Told) -> Told:
    """Change a document, and have its message say how it stands now."""
    draft.put(document)
    draft.tell(notice_of(document), is_current=True)
    return document


def put_purchase(draft: Draft, order: PurchaseOrder) -> PurchaseOrder:
    """Change a purchase order; an import of what was ordered elsewhere, years of it, is not told.

    Raises:
        WrongStep: the table of transitions does not lead there.
    """
    require_step(draft.current(PurchaseOrder, order.number), order, PURCHASE_TRANSITIONS)
    is_past = draft.command.actor == IMPORT and order.status is not PurchaseStatus.DRAFT
    if is_past and order.thread is None:
        draft.put(order)
        return order
    return put_document(draft, order)


def put_transfer(draft: Draft, transfer: Transfer) -> Transfer:
    """Change a transfer.

    Raises:
        WrongStep: the table of transitions does not lead there.
    """
    require_step(draft.current(Transfer, transfer.number), transfer, TRANSFER_TRANSITIONS)
    return put_document(draft, transfer)


def notice_of(document: Document) -> DocumentNotice:  # noqa: PLR0911 - a table
    """Return the notice that has a document's message say how it stands."""
    match document:
        case PickList(orders=(only,)):
            return DocumentNotice(number=document.number, thread=only)
        case Shipment():
            return DocumentNotice(number=document.number, thread=document.order)
        case PurchaseOrder() | Proposal():
            return DocumentNotice(number=document.number, audience=Audience.PURCHASING)
        case Digest(number=number, channel=channel):
            return DocumentNotice(number=number, audience=Audience.STOCK, channel=channel)
        case CycleCount() | Recall() | Transfer() | Rejection(purchase_line=0, customer_return=""):
            return DocumentNotice(number=document.number, audience=Audience.STOCK)
        case Rejection() | Putaway():
            returned = document.customer_return if isinstance(document, Rejection) else ""
            return DocumentNotice(
                number=document.number,
                thread=returned or document.purchase_order,
                audience=Audience.PURCHASING if document.purchase_order else Audience.STOCK,
            )
        case _:
            audience = Audience.MANAGERS if isinstance(document, Review) else Audience.ORDERS
            return DocumentNotice(number=document.number, audience=audience)


def remark(
    draft: Draft, document: str, said: Remark, *, audience: Audience = Audience.ORDERS
) -> None:
    """Say something once in a document's thread."""
    draft.tell(
        RemarkNotice(thread=document, number=draft.next_remark(), remark=said, audience=audience)
    )


def post_paper(
    draft: Draft, document: str, paper: PaperKind, *, audience: Audience = Audience.ORDERS
) -> None:
    """Have a paper of a document posted once in its own thread."""
    notice = PaperNotice(
        thread=document,
        number=draft.next_remark(),
        paper=paper,
        subject=document,
        audience=audience,
    )
    draft.tell(notice)
