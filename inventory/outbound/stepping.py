"""What the steps from order to doorstep share: documents changed by the table, and their papers."""

from inventory.documents.order import ORDER_TRANSITIONS, Order, status_of
from inventory.documents.pick_list import PICK_TRANSITIONS, PickList
from inventory.documents.shipment import SHIPMENT_TRANSITIONS, Shipment
from inventory.draft import Draft
from inventory.notices import PaperKind, PaperNotice
from inventory.stepping import put_document, require_step


def put_order(draft: Draft, order: Order) -> Order:
    """Change an order; its status follows from its lines.

    Raises:
        WrongStep: the table of transitions does not lead there.
    """
    settled = order.model_copy(update={"status": status_of(order)})
    require_step(draft.current(Order, order.number), settled, ORDER_TRANSITIONS)
    return put_document(draft, settled)


def put_pick_list(draft: Draft, pick_list: PickList) -> PickList:
    """Change a pick list.

    Raises:
        WrongStep: the table of transitions does not lead there.
    """
    require_step(draft.current(PickList, pick_list.number), pick_list, PICK_TRANSITIONS)
    return put_document(draft, pick_list)


def put_shipment(draft: Draft, shipment: Shipment) -> Shipment:
    """Change a shipment.

    Raises:
        WrongStep: the table of transitions does not lead there.
    """
    require_step(draft.current(Shipment, shipment.number), shipment, SHIPMENT_TRANSITIONS)
    return put_document(draft, shipment)


def print_paper(draft: Draft, shipment: Shipment, paper: PaperKind, *, document: str = "") -> None:
    """Have a paper of a shipment posted in its order's thread."""
    draft.tell(
        PaperNotice(
            thread=shipment.order,
            number=draft.next_remark(),
            paper=paper,
            subject=shipment.number,
            document=document,
        )
    )
