"""Goods that are here already go to quarantine, and somebody has to decide about them."""

from decimal import Decimal
from typing import Final, TypedDict, Unpack

from inventory.condition import Disposition
from inventory.documents.purchase_order import PurchaseOrder
from inventory.documents.rejection import Outlet, Rejection
from inventory.draft import Draft
from inventory.item import Item
from inventory.location import CUSTOMER, Location, LocationKind
from inventory.lot import Lot, lot_key
from inventory.move import MoveKind
from inventory.people import IMPORT
from inventory.quantity import Quantity
from inventory.stepping import put_document

OUTLETS: Final[dict[Disposition, Outlet | None]] = {
    Disposition.QUARANTINE: None,
    Disposition.REFURBISH: Outlet.REFURBISH,
    Disposition.RETURN_TO_VENDOR: Outlet.RETURN_TO_VENDOR,
}
"""What goes to quarantine -> what is meant to become of it there."""


class Facts(TypedDict, total=False):
    """Parts of the rejection that is made of them."""

    lot: str
    reason: str
    note: str
    photo: str
    planned: Outlet | None
    purchase_order: str
    customer_return: str


def quarantine(
    draft: Draft, item: Item, quantity: Decimal, *, source: str, **facts: Unpack[Facts]
) -> Rejection:
    """Bring goods to the quarantine of their site, as a rejection of their own.

    Args:
        draft: that moves them.
        item: what is no good.
        quantity: in base units.
        source: where it lies, or the customer.
        facts: of the rejection.

    Raises:
        Inactive: there is no quarantine.
        NotEnough, Reserved: as for any move.
        NothingMoved: it lies there already.
    """
    lies = draft.book.get(Location, source)
    place = draft.place_of_kind(LocationKind.QUARANTINE, lies.site if lies else "")
    is_back = source == CUSTOMER
    lot, order = facts.get("lot", ""), facts.get("purchase_order", "")
    draft.move(
        MoveKind.RETURN if is_back else MoveKind.MOVE,
        item,
        quantity,
        source,
        place,
        lot=lot,
        reason=facts.get("reason", ""),
        document=facts.get("customer_return") or order,
        note=facts.get("note", ""),
    )
    return reject_what_lies(draft, item, quantity, place=place, source=source, **facts)


def reject_what_lies(
    draft: Draft,
    item: Item,
    quantity: Decimal,
    *,
    place: str,
    source: str,
    **facts: Unpack[Facts],
) -> Rejection:
    """Make a rejection of goods that a move of this draft has brought to quarantine."""
    lot, order = facts.get("lot", ""), facts.get("purchase_order", "")
    rejection = Rejection(
        number=draft.next_number(Rejection, "RJ"),
        item=item.sku,
        location=place,
        quantity=quantity,
        unit_cost=_cost(draft, item, order),
        supplier=_supplier(draft, item, lot, order),
        receipt=draft.id,
        rejected_by=draft.command.actor,
        rejected_on=draft.today,
        origin=source,
        **facts,
    )
    if draft.command.actor == IMPORT:  # years of it are not told
        draft.put(rejection)
        return rejection
    return put_document(draft, rejection)


def _supplier(draft: Draft, item: Item, lot: str, order: str) -> str:
    """Return whose goods they are: of the order they came with, of their lot, or of the item."""
    purchase = draft.current(PurchaseOrder, order.upper()) if order else None
    known = draft.current(Lot, lot_key(item.sku, lot)) if lot else None
    return (
        (purchase.supplier if purchase else "")
        or (known.supplier if known else "")
        or item.supplier
    )


def _cost(draft: Draft, item: Item, order: str) -> Quantity | None:
    purchase = draft.current(PurchaseOrder, order.upper()) if order else None
    lines = purchase.lines if purchase else ()
    return next((line.unit_cost for line in lines if line.item == item.sku), None)
