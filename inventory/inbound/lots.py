"""Lots as goods come in: the first receipt of a lot opens it, later ones may complete it.

A serial number is a lot of one piece, so that everything said of lots holds for it as well.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal

from inventory.commands import Line
from inventory.documents.purchase_order import PurchaseOrder
from inventory.draft import Draft
from inventory.errors import LotRefused
from inventory.inbound_errors import SerialsRefused
from inventory.item import Item
from inventory.lot import Lot
from inventory.lots.line_lots import LotParts, lot_named, lots_called, refuse_serials, serials_named
from inventory.quantity import ONE


def lots_received(draft: Draft, line: Line, item: Item, quantity: Decimal) -> LotParts:
    """Return which lots goods that come in belong to, and how much to each; they are noted.

    Returns:
        The lot and all of it; ("", all of it) for items without lots; one of each serial number.

    Raises:
        LotRefused: no lot is named, the item has none, or it contradicts what is known of the lot.
        SerialsRefused: a number cannot be read or lies here already, or their count is another.
    """
    refuse_serials(line, item)
    if item.is_serial:
        return tuple((serial, ONE) for serial in _serials_received(draft, line, item, quantity))
    if not item.is_lot_tracked:
        if line.lot or line.supplier_lot or line.expires_on or line.made_on:
            raise LotRefused(problem="not_tracked", item=item.sku, lot=line.lot)
        return (("", quantity),)
    if not line.lot:
        raise LotRefused(problem="missing", item=item.sku)
    code = lot_named(draft, item, line.lot)
    is_used = code in draft.lots_in_use(item.sku)
    _note(draft, line, _told(draft, line, item, code), is_used=is_used)
    return ((code, quantity),)


def _serials_received(draft: Draft, line: Line, item: Item, quantity: Decimal) -> Iterable[str]:
    """Return the numbers as they are known; each piece lies in one place only."""
    codes = lots_called(draft, item, serials_named(line, item, quantity))
    here = tuple(code for code in codes if draft.in_building(item.sku, code))
    if here:
        raise SerialsRefused(problem="known", item=item.sku, serials=here)
    used = draft.lots_in_use(item.sku)
    for code in codes:
        _note(draft, line, _told(draft, line, item, code), is_used=code in used)
    return codes


def _note(draft: Draft, line: Line, told: Lot, *, is_used: bool) -> None:
    """Open a lot, or complete what is known of it."""
    known = draft.current(Lot, told.key)
    if known is None:
        lot = told
    elif is_used:
        lot = _completed(line, known, told)
    else:  # empty since its receipt was undone, it starts afresh, but what was held stays held
        lot = told.model_copy(update={"status": known.status, "reason": known.reason})
    if lot != known:
        draft.put(lot)


def _told(draft: Draft, line: Line, item: Item, code: str) -> Lot:
    return Lot(
        item=item.sku,
        code=code,
        supplier_lot=line.supplier_lot or (line.lot if line.serials else ""),
        expires_on=line.expires_on or _expiry(item, line.made_on),
        made_on=line.made_on,
        supplier=_supplier_of(draft, line, item),
        receipt=draft.id,
        document=line.document,
    )


def _expiry(item: Item, made_on: date | None) -> date | None:
    if made_on is None or item.shelf_life_days is None:
        return None
    return made_on + timedelta(days=item.shelf_life_days)


def _supplier_of(draft: Draft, line: Line, item: Item) -> str:
    order = draft.current(PurchaseOrder, line.document.upper())
    return (order.supplier if order else "") or item.supplier


def _completed(line: Line, known: Lot, told: Lot) -> Lot:
    """Add what was not known of a lot; refuse what contradicts it."""
    contradicted = _contradicted(line, known)
    if contradicted:
        raise LotRefused(
            problem=contradicted,
            item=known.item,
            lot=known.code,
            expires_on=known.expires_on,
            made_on=known.made_on,
        )
    facts = ("expires_on", "made_on", "supplier_lot", "supplier")
    new = {fact: getattr(told, fact) for fact in facts if not getattr(known, fact)}
    return known.model_copy(update=new)


def _contradicted(line: Line, known: Lot) -> str:
    if line.expires_on and known.expires_on and line.expires_on != known.expires_on:
        return "another_expiry"
    if line.made_on and known.made_on and line.made_on != known.made_on:
        return "another_made_on"
    return ""
