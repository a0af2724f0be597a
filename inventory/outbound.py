"""What every step from order to doorstep shares: documents found, changed by the table, and told."""

from typing import TypeVar

from inventory.draft import Draft
from inventory.errors import UnknownDocument
from inventory.notices import (
    DocumentNotice,
    PaperKind,
    PaperNotice,
    RemarkNotice,
)
from inventory.order import ORDER_TRANSITIONS, Order, status_of
from inventory.order_errors import WrongStep
from inventory.pick_list import PICK_TRANSITIONS, PickList
from inventory.record import Record
from inventory.remark import Remark
from inventory.shipment import SHIPMENT_TRANSITIONS, Shipment

D = TypeVar("D", bound=Record)


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
    if before is not None and settled.status not in (
        before.status,
        *ORDER_TRANSITIONS[before.status],
    ):
        raise WrongStep(number=order.number, action=settled.status, status=before.status)
    draft.put(settled)
    draft.tell(notice_of(settled), is_current=True)
    return settled


def put_pick_list(draft: Draft, pick_list: PickList) -> PickList:
    """Change a pick list.

    Raises:
        WrongStep: the table of transitions does not lead there.
    """
    before = draft.current(PickList, pick_list.number)
    if before is not None and pick_list.status not in (
        before.status,
        *PICK_TRANSITIONS[before.status],
    ):
        raise WrongStep(number=before.number, action=pick_list.status, status=before.status)
    draft.put(pick_list)
    draft.tell(notice_of(pick_list), is_current=True)
    return pick_list


def put_shipment(draft: Draft, shipment: Shipment) -> Shipment:
    """Change a shipment.

    Raises:
        WrongStep: the table of transitions does not lead there.
    """
    before = draft.current(Shipment, shipment.number)
    if before is not None and shipment.status not in (
        before.status,
        *SHIPMENT_TRANSITIONS[before.status],
    ):
        raise WrongStep(number=before.number, action=shipment.status, status=before.status)
    draft.put(shipment)
    draft.tell(notice_of(shipment), is_current=True)
    return shipment


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
