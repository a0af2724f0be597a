"""Letting go of what is not there any more, the least urgent order first, and saying so.

The same goes for lots that are held back, and for places where nothing is available: what nobody may
take is kept for nobody.
"""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from inventory.documents.order import Order, OrderLine
from inventory.documents.pick_list import PickLine, PickList
from inventory.documents.recall import ReleasedHold
from inventory.documents.remark import Remark, RemarkKind
from inventory.documents.shipment import Shipment, ShipmentStatus
from inventory.draft import Draft
from inventory.location import Location
from inventory.lot import Lot, lot_key
from inventory.outbound.fetching import packing_of, settle_list, without
from inventory.outbound.holding import lessened
from inventory.outbound.packing import unpacked
from inventory.outbound.stepping import put_order, put_shipment
from inventory.quantity import ZERO, trimmed
from inventory.stepping import remark, the
from inventory.stock_key import StockKey

RELEASED: Final = "released"
GONE: Final = Remark(kind=RemarkKind.RELEASED)


def release_overdrawn(draft: Draft) -> None:
    """Let go of holds on goods that are not there any more, the least urgent order first."""
    for key in draft.touched:
        over = -draft.free(*key)
        if over <= 0 or draft.reserved(*key) <= 0:
            continue
        for known in sorted(draft.book.open(Order), key=lambda one: one.rank, reverse=True):
            if over <= 0:
                break
            let_go = _let_go(draft, the(draft, Order, known.number), key, over, GONE)
            over -= sum((hold.quantity for hold in let_go), ZERO)


def release_at(draft: Draft, place: Location) -> None:
    """Let go of everything that is kept in a place which became one where nothing is available."""
    said = Remark(kind=RemarkKind.PLACE_CHANGED, other=place.kind.value)
    keys = (
        StockKey(item, place.code, lot)
        for item, kept in sorted(draft.book.held.items())
        for location, lot in kept
        if location == place.code
    )
    for key in list(keys):
        for number in _open_orders(draft):
            _let_go(draft, the(draft, Order, number), key, draft.reserved(*key), said)


def release_held_lots(draft: Draft) -> list[ReleasedHold]:
    """Let go of everything that is kept of lots which somebody holds back; return what was."""
    let_go: list[ReleasedHold] = []
    for key in _keys_of_held_lots(draft):
        lot = the(draft, Lot, lot_key(key.item, key.lot))
        said = Remark(kind=RemarkKind.LOT_HELD, other=lot.status.value, words=lot.reason)
        for number in _open_orders(draft):
            order = the(draft, Order, number)
            let_go += _let_go(draft, order, key, draft.reserved(*key), said)
    return let_go


def _open_orders(draft: Draft) -> list[str]:
    """Return the orders that are open, also those that an undo has just opened again."""
    reopened = (order.number for order in draft.changed(Order) if order.is_open)
    return list(dict.fromkeys((*(order.number for order in draft.book.open(Order)), *reopened)))


def _keys_of_held_lots(draft: Draft) -> list[StockKey]:
    """Return the balances of held lots that are kept for orders and may have come to be so now."""
    whole = draft.book.indexes.held_whole
    touched = [key for key in draft.touched if key.lot or key.item in whole]
    changed = {(lot.item, lot.code) for lot in draft.changed(Lot) if not lot.is_approved}
    if not (touched or changed):
        return []
    kept = (
        StockKey(item, location, lot)
        for item, lot in sorted(changed)
        for location, code in draft.book.held.get(item, {})
        if code == lot
    )
    return [
        key
        for key in dict.fromkeys((*touched, *kept))
        if draft.reserved(*key) > 0 and _is_held(draft, key)
    ]


def _is_held(draft: Draft, key: StockKey) -> bool:
    lot = draft.lot(key.item, key.lot)
    return lot is not None and not lot.is_approved


def _let_go(
    draft: Draft, order: Order, key: StockKey, over: Decimal, said: Remark
) -> list[ReleasedHold]:
    """Take so much out of the holds of an order, with everything that follows; say why.

    Returns:
        What was kept there and is not any more.
    """
    let_go: list[ReleasedHold] = []
    for line in order.lines:
        if line.item != key.item:
            continue
        holds = tuple(lessened(line.holds, key.location, key.lot, over))
        released = list(_released(order, line, line.model_copy(update={"holds": holds})))
        if released:
            order = order.with_line(line.model_copy(update={"holds": holds}))
            over -= sum((hold.quantity for hold in released), ZERO)
            let_go += released
    if let_go:
        put_order(draft, order)
        _shorten_shipments(draft, order, key)
        _shorten_stops(draft, the(draft, Order, order.number), key)
        facts = {**key._asdict(), "quantity": sum((hold.quantity for hold in let_go), ZERO)}
        remark(draft, order.number, said.model_copy(update=facts))
    return let_go


def _released(order: Order, before: OrderLine, after: OrderLine) -> Iterator[ReleasedHold]:
    """Yield by how much the holds of a line have lessened, place by place."""
    kept = {(hold.location, hold.lot, hold.origin): hold.quantity for hold in after.holds}
    for hold in before.holds:
        less = hold.quantity - kept.get((hold.location, hold.lot, hold.origin), ZERO)
        if less > 0:
            yield ReleasedHold(
                order=order.number,
                line=before.number,
                item=before.item,
                location=hold.location,
                lot=hold.lot,
                quantity=trimmed(less),
                origin=hold.origin,
            )


def _shorten_stops(draft: Draft, order: Order, key: StockKey) -> None:
    """Send nobody for what is kept there no more."""
    pick_list = draft.current(PickList, order.pick_list) if order.pick_list else None
    if pick_list is None:
        return
    for stop in pick_list.lines:
        if not stop.is_waiting or _place_of(stop) != (order.number, *key):
            continue
        line = order.line(stop.order_line)
        kept = sum(
            (
                hold.quantity
                for hold in (line.holds if line else ())
                if (hold.location, hold.lot, hold.origin) == (key.location, key.lot, "")
            ),
            ZERO,
        )
        gone = {"is_waiting": False, "short": stop.quantity, "reason": RELEASED}
        left = {"quantity": kept} if kept else gone
        pick_list = pick_list.with_line(stop.model_copy(update=left))
    if pick_list != draft.current(PickList, pick_list.number):
        settle_list(draft, pick_list)


def _place_of(stop: PickLine) -> tuple[str, str, str, str]:
    return (stop.order, stop.item, stop.location, stop.lot)


def _shorten_shipments(draft: Draft, order: Order, key: StockKey) -> None:
    """Take out of the shipments being prepared what is at packing no more, the newest first."""
    lines = {line.number: line for line in order.lines if line.item == key.item}
    there: defaultdict[tuple[int, str], Decimal] = defaultdict(lambda: ZERO)
    for kept_for in lines.values():
        for hold in kept_for.holds:
            if hold.is_picked and hold.lot == key.lot:
                there[kept_for.number, hold.location] += hold.quantity
    for number in order.shipments:
        shipment = the(draft, Shipment, number)
        for line in shipment.lines:
            if (line.item, line.lot) != (key.item, key.lot):
                continue
            place = (line.order_line, packing_of(draft, lines[line.order_line], line))
            kept = min(line.quantity, there[place])
            there[place] -= kept
            if kept < line.quantity:
                shipment = shipment.with_line(line.model_copy(update={"quantity": kept}))
        _put_or_cancel(draft, order, shipment)


def _put_or_cancel(draft: Draft, order: Order, shipment: Shipment) -> None:
    """Put what is left; boxes that were closed hold something else now and are opened."""
    if shipment == draft.current(Shipment, shipment.number):
        return
    if shipment.status is ShipmentStatus.PACKED:
        shipment = put_shipment(draft, unpacked(draft, shipment))
    if shipment.lines:
        put_shipment(draft, shipment)
        return
    current = the(draft, Order, order.number)
    if not current.pick_list:  # otherwise somebody is on the way to fill it
        put_order(draft, without(draft, current, shipment))
        return
    put_shipment(draft, shipment.model_copy(update={"status": ShipmentStatus.PICKING}))
