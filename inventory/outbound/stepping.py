"""What every step from order to doorstep shares: documents found, changed by the table, and told."""

from collections.abc import Mapping, Set
from enum import StrEnum
from typing import TypeVar

from inventory.documents.order import ORDER_TRANSITIONS, Order, status_of
from inventory.documents.pick_list import PICK_TRANSITIONS, PickList
from inventory.documents.remark import Remark
from inventory.documents.shipment import SHIPMENT_TRANSITIONS, Shipment
from inventory.draft import Draft
from inventory.errors import UnknownDocument
from inventory.notices import DocumentNotice, PaperKind, PaperNotice, RemarkNotice
from inventory.order_errors import WrongStep
from inventory.record import Record

D = TypeVar("D", bound=Record)
S = TypeVar("S", bound=StrEnum)
Stepping = TypeVar("Stepping", Order, PickList, Shipment)


def the(draft: Draft, model: type[D], number: str) -> D:
    """Return an entry as this draft leaves it so far, a document also in small letters.

    Raises:
        UnknownDocument: there is none of that number.
    """
    found = draft.current(model, number) or draft.current(model, number.strip().upper())
    if found is None:
        raise UnknownDocument(number=number)
    return found


def put_order(draft: Draft, order: Order) -> Order:
    """Change an order; its status follows from its lines.

    Raises:
        WrongStep: the table of transitions does not lead there.
    """
    before = draft.current(Order, order.number)
    settled = order.model_copy(update={"status": status_of(order)})
    if before is not None:
        _require_step(settled.number, before.status, settled.status, ORDER_TRANSITIONS)
    return _put(draft, settled)


def put_pick_list(draft: Draft, pick_list: PickList) -> PickList:
    """Change a pick list.

    Raises:
        WrongStep: the table of transitions does not lead there.
    """
    before = draft.current(PickList, pick_list.number)
    if before is not None:
        _require_step(pick_list.number, before.status, pick_list.status, PICK_TRANSITIONS)
    return _put(draft, pick_list)


def put_shipment(draft: Draft, shipment: Shipment) -> Shipment:
    """Change a shipment.

    Raises:
        WrongStep: the table of transitions does not lead there.
    """
    before = draft.current(Shipment, shipment.number)
    if before is not None:
        _require_step(shipment.number, before.status, shipment.status, SHIPMENT_TRANSITIONS)
    return _put(draft, shipment)


def notice_of(document: Order | PickList | Shipment) -> DocumentNotice:
    """Return the notice that has a document's message say how it stands."""
    match document:
        case PickList(orders=(only,)):
            return DocumentNotice(number=document.number, thread=only)
        case Shipment():
            return DocumentNotice(number=document.number, thread=document.order)
        case _:
            return DocumentNotice(number=document.number)


def print_paper(draft: Draft, shipment: Shipment, paper: PaperKind, *, document: str = "") -> None:
    """Have a paper of a shipment posted in its order's thread."""
    draft.tell(
        PaperNotice(
            thread=shipment.order,
            number=draft.next_remark(),
            paper=paper,
            shipment=shipment.number,
            document=document,
        )
    )


def remark(draft: Draft, document: str, said: Remark) -> None:
    """Say something once in a document's thread."""
    draft.tell(RemarkNotice(thread=document, number=draft.next_remark(), remark=said))


def _require_step(number: str, before: S, after: S, transitions: Mapping[S, Set[S]]) -> None:
    if after != before and after not in transitions[before]:
        raise WrongStep(number=number, action=after, status=before)


def _put(draft: Draft, document: Stepping) -> Stepping:
    """Change a document, and have its message say how it stands now."""
    draft.put(document)
    draft.tell(notice_of(document), is_current=True)
    return document
