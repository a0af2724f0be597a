"""Papers of a shipment once more: those that exist by now."""

from inventory.documents.shipment import Shipment
from inventory.draft import Draft
from inventory.notices import PaperKind
from inventory.order_errors import WrongStep
from inventory.outbound.crediting_invoices import credits_of
from inventory.outbound.labelling import labels_of
from inventory.outbound.stepping import print_paper


def print_of_shipment(draft: Draft, shipment: Shipment, paper: PaperKind) -> None:
    """Have a paper posted in the thread of its order.

    Raises:
        WrongStep: the paper does not exist yet.
    """
    has_left = shipment.shipped_on is not None and bool(shipment.packages)
    there_is = {
        PaperKind.PACKING_SLIP: bool(shipment.packages),
        PaperKind.LABEL: has_left or bool(labels_of(shipment)),
        PaperKind.INVOICE: bool(shipment.invoice),
        PaperKind.CREDIT_NOTE: bool(credits_of(draft.book, shipment.invoice)),
    }
    if not there_is.get(paper):
        raise WrongStep(number=shipment.number, action="print", status=shipment.status)
    print_paper(draft, shipment, paper)
