"""Papers: everything that is printed, already in words and exact numbers, and who prints it.

A paper is a value like any other: it is decided, kept and compared here. How it looks is the
business of `outside/documents/`.

    PaperError                      a paper could not be printed; nothing has left
    +-- UnprintableError            this paper cannot be: asking again gives the same answer
"""

from typing import Protocol

from inventory.billing.invoice import CreditNote, Invoice
from inventory.papers.count_sheet import CountSheet
from inventory.papers.packing_slip import PackingSlip
from inventory.papers.purchase_order_paper import PurchaseOrderPaper
from inventory.papers.recall_report import RecallReport
from inventory.papers.shipping_label import ShippingLabel
from inventory.papers.stock_label import LabelSheet

Paper = (
    PackingSlip
    | Invoice
    | CreditNote
    | ShippingLabel
    | LabelSheet
    | PurchaseOrderPaper
    | RecallReport
    | CountSheet
)


class PaperError(Exception):
    """A paper could not be printed."""


class UnprintableError(PaperError):
    """What a paper says cannot be put on it.

    Attributes:
        paper: the paper's type and number, `invoice INV-1`.
        reason: what stands in the way, for the log.
    """

    def __init__(self, *, paper: str, reason: str) -> None:
        super().__init__(f"{paper} cannot be printed: {reason}")
        self.paper = paper
        self.reason = reason


class Printer(Protocol):
    """Turns papers into files. Blocks; safe to call from any thread."""

    def print(self, paper: Paper) -> bytes:
        """Return the paper as PDF; the same paper gives the same bytes.

        Raises:
            PaperError: it could not be printed.
        """
        ...


def title_of(paper: Paper) -> str:
    """Name a paper as logs and errors do.

    Examples:
        >>> from inventory.address import Address
        >>> home = Address(name="Ana")
        >>> title_of(ShippingLabel(ship_from=home, ship_to=home, carrier="DHL", tracking="JD01"))
        'shipping label JD01'
    """
    number = paper.tracking if isinstance(paper, ShippingLabel) else paper.number
    return f"{paper.type.replace('_', ' ')} {number}".rstrip()
