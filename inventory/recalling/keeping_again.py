"""What a recall had let go of is kept again, as far as it is free and the order still misses it."""

from collections.abc import Iterable

from inventory.documents.order import Hold, Order, OrderLine
from inventory.documents.pick_list import PickLine
from inventory.documents.recall import ReleasedHold
from inventory.documents.shipment import ShipmentStatus
from inventory.draft import Draft
from inventory.lot import LotStatus
from inventory.outbound.fetching import Fetched, add_to_shipment, go_on
from inventory.outbound.holding import add_hold
from inventory.outbound.reserving import reserve
from inventory.outbound.stepping import put_order
from inventory.quantity import Quantity


def keep_again(draft: Draft, released: Iterable[ReleasedHold]) -> list[ReleasedHold]:
    """Keep for orders what was kept for them; what they still miss is looked for elsewhere.

    An order that leaves whole is kept everything or nothing, as ever.

    Returns:
        What is kept again, and how much of it.
    """
    kept: list[ReleasedHold] = []
    orders: dict[str, None] = {}
    for one in released:
        orders[one.order] = None
        kept += _kept_again(draft, one)
    for number in orders:
        order = draft.current(Order, number)
        if order is None or not order.is_open:
            continue
        reserved = reserve(draft, order)
        if reserved != order:
            put_order(draft, reserved)
    return kept


def _kept_again(draft: Draft, one: ReleasedHold) -> list[ReleasedHold]:
    order = draft.current(Order, one.order)
    line = order.line(one.line) if order else None
    if order is None or line is None or not order.is_open or order.ships_whole:
        return []
    quantity = min(one.quantity, line.missing, draft.free(one.item, one.location, one.lot))
    if quantity <= 0 or draft.lot_status(one.item, one.lot) is not LotStatus.APPROVED:
        return []
    again = one.model_copy(update={"quantity": quantity})
    if one.origin:
        _keep_at_packing(draft, order, line, again)
    elif draft.book.kind_of(one.location).is_available:
        put_order(draft, _with_hold(order, line, again, quantity))
    else:
        return []
    return [again]


def _with_hold(order: Order, line: OrderLine, one: ReleasedHold, quantity: Quantity) -> Order:
    holds = list(line.holds)
    hold = Hold(location=one.location, lot=one.lot, quantity=quantity, origin=one.origin)
    add_hold(holds, hold)
    return order.with_line(line.model_copy(update={"holds": tuple(holds)}))


def _keep_at_packing(draft: Draft, order: Order, line: OrderLine, one: ReleasedHold) -> None:
    """Note what still lies at packing on the order's shipment again."""
    stop = PickLine(
        number=0,
        order=order.number,
        order_line=line.number,
        item=one.item,
        location=one.origin,
        lot=one.lot,
        quantity=one.quantity,
    )
    shipment = add_to_shipment(draft, order, stop, Fetched(one.quantity, one.lot, one.location))
    shipments = tuple(dict.fromkeys((*order.shipments, shipment.number)))
    kept = _with_hold(order, line, one, one.quantity)
    put_order(draft, kept.model_copy(update={"shipments": shipments}))
    if shipment.status is ShipmentStatus.PICKING and not order.pick_list:
        go_on(draft, shipment)
