"""Lots as goods come in: the first receipt of a lot opens it, later ones may complete it."""

from datetime import date, timedelta
from decimal import Decimal

from inventory.base_command import Line
from inventory.documents.purchase_order import PurchaseOrder
from inventory.draft import Draft
from inventory.errors import LotRefused
from inventory.item import Item
from inventory.lines import lot_named
from inventory.lot import Lot, lot_key


def lots_received(
    draft: Draft, line: Line, item: Item, quantity: Decimal
) -> tuple[tuple[str, Decimal], ...]:
    """Return which lots goods that come in belong to, and how much to each; they are noted.

    Raises:
        LotRefused: no lot is named, the item has none, or it contradicts what is known of the lot.
    """
    if not item.is_lot_tracked:
        if line.lot or line.expires_on:
            raise LotRefused(problem="not_tracked", item=item.sku, lot=line.lot)
        return (("", quantity),)
    if not line.lot:
        raise LotRefused(problem="missing", item=item.sku)
    code = lot_named(draft, item, line.lot)
    known = draft.current(Lot, lot_key(item.sku, code))
    told = _told(draft, line, item, code)
    if known is None or code not in draft.lots_in_use(item.sku):
        lot = told  # one that is empty since its receipt was undone starts afresh
    else:
        lot = _completed(line, known, told)
    if lot != known:
        draft.put(lot)
    return ((code, quantity),)


def _told(draft: Draft, line: Line, item: Item, code: str) -> Lot:
    order = draft.current(PurchaseOrder, line.document.upper())
    return Lot(
        item=item.sku,
        code=code,
        supplier_lot=line.supplier_lot,
        expires_on=line.expires_on or _expiry(item, line.made_on),
        made_on=line.made_on,
        supplier=(order.supplier if order else "") or item.supplier,
    )


def _expiry(item: Item, made_on: date | None) -> date | None:
    if made_on is None or item.shelf_life_days is None:
        return None
    return made_on + timedelta(days=item.shelf_life_days)


def _completed(line: Line, known: Lot, told: Lot) -> Lot:
    """Add what was not known of a lot; refuse what contradicts it."""
    if line.expires_on and known.expires_on and line.expires_on != known.expires_on:
        raise LotRefused(
            problem="another_expiry", item=known.item, lot=known.code, expires_on=known.expires_on
        )
    facts = ("expires_on", "made_on", "supplier_lot", "supplier")
    new = {fact: getattr(told, fact) for fact in facts if not getattr(known, fact)}
    return known.model_copy(update=new)
