"""What a paper says, in the order and the words in which its template sets it.

This is the edge where records become JSON: every number is already text here, and every text is
fit to be set (`outside/documents/text.py`). Templates arrange; they neither compute nor format.
"""

from typing import Final

from inventory.billing.invoice import CreditNote, Invoice
from inventory.papers.count_sheet import CountSheet
from inventory.papers.packing_slip import PackingSlip, SlipLine
from inventory.papers.paper import Paper
from inventory.papers.purchase_order_paper import PurchaseOrderPaper
from inventory.papers.recall_report import RecallReport
from inventory.papers.shipping_label import ShippingLabel
from inventory.papers.stock_label import LabelSheet
from outside.documents import words
from outside.documents.bills import bill_contents
from outside.documents.counts import count_contents
from outside.documents.parts import Contents, cleaned, facts, line_code, party
from outside.documents.purchases import purchase_contents
from outside.documents.recalls import recall_contents
from outside.documents.stock_labels import sheet_contents

LABEL_TEXT_MAX: Final = 300
"""Characters of one line of an address; more would not be legible on a label in any size."""


def contents_of(paper: Paper) -> Contents:  # noqa: PLR0911 - a table
    """Return everything a paper's template needs, ready for JSON.

    Raises:
        UnprintableError: a label is too small for its code.
    """
    match paper:
        case PackingSlip():
            return cleaned(_slip(paper)) | {"code": line_code(paper.order)}
        case ShippingLabel():
            return cleaned(_label(paper), most=LABEL_TEXT_MAX) | {"code": line_code(paper.tracking)}
        case LabelSheet():
            return sheet_contents(paper)
        case Invoice() | CreditNote():
            return cleaned(bill_contents(paper))
        case PurchaseOrderPaper():
            return cleaned(purchase_contents(paper))
        case RecallReport():
            return cleaned(recall_contents(paper))
        case CountSheet():
            return cleaned(count_contents(paper)) | {"code": line_code(paper.number)}


def _slip(slip: PackingSlip) -> Contents:
    return {
        "title": "Packing slip",
        "number": slip.number,
        "order": slip.order,
        "sender": slip.ship_from.name,
        "facts": facts(
            ("Date", words.day(slip.issued_on)),
            ("Order", slip.order),
            ("Your reference", slip.reference),
            ("Carrier", " ".join(filter(None, (slip.carrier, slip.service)))),
            ("Tracking", slip.tracking),
        ),
        "parties": [party("Ship to", slip.ship_to), party("Ship from", slip.ship_from)],
        "requirements": list(slip.requirements),
        "lines": [_slip_line(line) for line in slip.lines],
        "back_ordered": [_slip_line(line) for line in slip.back_ordered],
        "packages": [
            {"number": one.number, "kind": one.kind, "weight": words.kilograms(one.weight)}
            for one in slip.packages
        ],
        "weight": words.kilograms(slip.weight),
    }


def _slip_line(line: SlipLine) -> Contents:
    return {
        "sku": line.sku,
        "name": line.name,
        "quantity": words.number(line.quantity),
        "unit": line.unit,
        "notes": [text for text in (line.lot and f"Lot {line.lot}", line.note) if text],
    }


def _label(label: ShippingLabel) -> Contents:
    return {
        "title": "Shipping label",
        "sender": party("From", label.ship_from),
        "recipient": party("To", label.ship_to),
        "carrier": label.carrier,
        "service": label.service,
        "tracking": label.tracking,
        "package": f"{label.package} of {label.packages}",
        "facts": facts(("Order", label.order), ("Weight", words.kilograms(label.weight))),
    }
