"""Papers on demand: what was printed once can be printed again, as the book stands now."""

from inventory.documents.shipment import Shipment
from inventory.draft import Draft
from inventory.notices import PaperKind
from inventory.order_commands import PrintPaper
from inventory.order_errors import WrongStep
from inventory.outbound.crediting_invoices import credits_of
from inventory.outbound.labelling import labels_of
from inventory.outbound.stepping import print_paper
from inventory.stepping import notice_of, the


def plan_print(draft: Draft, command: PrintPaper) -> None:
    """Print a paper of a shipment once more; its message is told anew, and so are its buttons.

    Raises:
        UnknownDocument: no such shipment.
        WrongStep: the paper does not exist yet.
    """
    shipment = the(draft, Shipment, command.number)
    has_left = shipment.shipped_on is not None and bool(shipment.packages)
    there_is = {
        PaperKind.PACKING_SLIP: bool(shipment.packages),
        PaperKind.LABEL: has_left or bool(labels_of(shipment)),
        PaperKind.INVOICE: bool(shipment.invoice),
        PaperKind.CREDIT_NOTE: bool(credits_of(draft.book, shipment.invoice)),
    }
    if not there_is[command.paper]:
        raise WrongStep(number=shipment.number, action="print", status=shipment.status)
    draft.tell(notice_of(shipment))
    print_paper(draft, shipment, command.paper)
