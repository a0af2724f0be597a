"""Papers on demand: what was printed once can be printed again, as the book stands now."""

from inventory.correspondence_commands import PrintPaper
from inventory.counting.printing import print_count
from inventory.documents.cycle_count import CycleCount
from inventory.documents.purchase_order import PurchaseOrder
from inventory.documents.recall import Recall
from inventory.documents.shipment import Shipment
from inventory.draft import Draft
from inventory.inbound.sending import print_purchase
from inventory.notices import PaperKind
from inventory.outbound.printing import print_of_shipment
from inventory.recalling.closing import print_report
from inventory.stepping import notice_of, the


def plan_print(draft: Draft, command: PrintPaper) -> None:
    """Print a paper of a document once more; its message is told anew, and so are its buttons.

    Raises:
        UnknownDocument: no such shipment, purchase order, recall or count.
        WrongStep: the paper does not exist yet.
    """
    if command.paper is PaperKind.PURCHASE_ORDER:
        order = the(draft, PurchaseOrder, command.number)
        draft.tell(notice_of(order))
        print_purchase(draft, order)
        return
    if command.paper is PaperKind.RECALL_REPORT:
        recall = the(draft, Recall, command.number)
        draft.tell(notice_of(recall))
        print_report(draft, recall)
        return
    if command.paper is PaperKind.COUNT_SHEET:
        print_count(draft, the(draft, CycleCount, command.number))
        return
    shipment = the(draft, Shipment, command.number)
    draft.tell(notice_of(shipment))
    print_of_shipment(draft, shipment, command.paper)
