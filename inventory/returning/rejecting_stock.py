"""Vendor returns: goods that are no good are taken out of a bin, to be sent back to their supplier.

They are rejected like goods of a delivery, and settled in the same way. Whatever was kept of them
for an order is let go: nobody is to get it.
"""

from typing import Final

from inventory.base_command import Line
from inventory.documents.purchase_order import PurchaseOrder
from inventory.documents.rejection import Outlet
from inventory.draft import Draft
from inventory.errors import MissingPart, UnknownDocument, UnknownReason
from inventory.item import Item
from inventory.lines import place_with_stock, plan_lines, quantity_of
from inventory.location import LocationKind
from inventory.lots.line_lots import lots_at
from inventory.reasons import REJECT_REASONS
from inventory.return_commands import RejectStock
from inventory.returning.quarantining import quarantine

REJECTED_FROM: Final = frozenset(
    {LocationKind.RECEIVING, LocationKind.STORAGE, LocationKind.PACKING}
)
PURCHASE_PREFIX: Final = "PO-"


def plan_reject_stock(draft: Draft, command: RejectStock) -> None:
    """Bring each line, each lot of it, to quarantine as a rejection of its own.

    Raises:
        LineErrors, StockError: of the lines; nothing is taken unless all are good.
    """
    plan_lines(draft, command, _reject_line)


def _reject_line(draft: Draft, line: Line, item: Item) -> None:
    quantity = quantity_of("reject", line, item)
    source = place_with_stock(draft, "reject", line.location, kinds=REJECTED_FROM)
    _refuse_reason(line)
    purchase = _purchase(draft, line)
    for lot, part in lots_at(draft, line, item, source.code, quantity):
        quarantine(
            draft,
            item,
            part,
            source=source.code,
            lot=lot,
            reason=line.reason,
            note=line.note,
            photo=line.photo,
            planned=Outlet.RETURN_TO_VENDOR,
            purchase_order=purchase,
        )


def _refuse_reason(line: Line) -> None:
    if not line.reason:
        raise MissingPart(verb="reject", part="reason")
    if line.reason not in REJECT_REASONS:
        raise UnknownReason(reason=line.reason, known=REJECT_REASONS)


def _purchase(draft: Draft, line: Line) -> str:
    """Return the purchase order a line names, or what was written in its place."""
    number = line.document.strip()
    known = draft.current(PurchaseOrder, number.upper()) if number else None
    if known is None and number.upper().startswith(PURCHASE_PREFIX):
        raise UnknownDocument(number=number.upper())
    return known.number if known else number
