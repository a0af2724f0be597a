"""What a pick list leads to: stops made of holds, goods at packing, and what follows the last stop."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from inventory.bookkeeping.walk import walk_of
from inventory.customer import Customer
from inventory.documents.order import Hold, Order, OrderLine
from inventory.documents.pick_list import PickLine, PickList, PickStatus
from inventory.documents.shipment import PackingRule, Shipment, ShipmentLine, ShipmentStatus
from inventory.draft import Draft
from inventory.item import Item
from inventory.location import LocationKind
from inventory.move import MoveKind
from inventory.outbound.holding import add_hold, lessened
from inventory.outbound.stepping import put_order, put_pick_list, put_shipment
from inventory.quantity import ZERO
from inventory.stepping import the


class Fetched(NamedTuple):
    """What was taken from a bin, and where it was put."""

    quantity: Decimal
    lot: str
    packing: str


STILL_FILLED = (ShipmentStatus.PICKING, ShipmentStatus.CHECKING, ShipmentStatus.PACKING)


def stops_of(
    draft: Draft, orders: Iterable[Order], known: Sequence[PickLine] = ()
) -> tuple[PickLine, ...]:
    """Return stops for everything held in bins that no known stop waits for, in walking order.

    Args:
        draft: whose book knows the walk.
        orders: for which to fetch.
        known: the stops of the list so far; numbers go on after the highest of them.
    """
    waiting: defaultdict[tuple[object, ...], Decimal] = defaultdict(lambda: ZERO)
    for stop in known:
        if stop.is_waiting:
            waiting[stop.order, stop.order_line, stop.location, stop.lot] += stop.quantity
    wanted = [
        (order.number, line.number, line.item, hold.model_copy(update={"quantity": left}))
        for order in orders
        for line in order.lines
        for hold in line.holds
        if not hold.is_picked
        and (left := hold.quantity - waiting[order.number, line.number, hold.location, hold.lot])
        > 0
    ]
    wanted.sort(key=lambda stop: (*_walk(draft, stop[3].location), stop[2], stop[3].lot, stop[0]))
    last = max((stop.number for stop in known), default=0)
    return tuple(
        PickLine(
            number=number,
            order=order,
            order_line=line,
            item=item,
            location=hold.location,
            lot=hold.lot,
            quantity=hold.quantity,
        )
        for number, (order, line, item, hold) in enumerate(wanted, start=last + 1)
    )


def _walk(draft: Draft, code: str) -> tuple[int, str]:
    return (walk_of(draft.book.location(code)), code)


def fetch(draft: Draft, order: Order, stop: PickLine, quantity: Decimal, lot: str) -> Order:
    """Move goods from a bin to packing for an order line, and note them on its shipment.

    The goods are kept for the order at the stop; the lot may be another than the stop's.

    Raises:
        NotEnough, Reserved: the goods are not there, or not for this order.
    """
    item, line = the(draft, Item, stop.item), order.line(stop.order_line)
    assert line is not None  # noqa: S101 - a stop is made of a line, and lines stay for ever
    packing = draft.place_of_kind(LocationKind.PACKING)
    holds = lessened(line.holds, stop.location, stop.lot, quantity)
    draft.put(order.with_line(line.model_copy(update={"holds": tuple(holds)})))
    draft.move(
        MoveKind.PICK, item, quantity, stop.location, packing, lot=lot, document=order.number
    )
    add_hold(holds, Hold(location=packing, lot=lot, quantity=quantity, origin=stop.location))
    shipment = add_to_shipment(draft, order, stop, Fetched(quantity, lot, packing))
    return put_order(
        draft,
        order.with_line(line.model_copy(update={"holds": tuple(holds)})).model_copy(
            update={"shipments": tuple(dict.fromkeys((*order.shipments, shipment.number)))}
        ),
    )


def add_to_shipment(draft: Draft, order: Order, stop: PickLine, fetched: Fetched) -> Shipment:
    """Note goods that lie at packing on the shipment that is being filled for an order."""
    shipment = _shipment_of(draft, order)
    added = ShipmentLine(
        number=max((line.number for line in shipment.lines), default=0) + 1,
        order_line=stop.order_line,
        item=stop.item,
        lot=fetched.lot,
        quantity=fetched.quantity,
        origin=stop.location,
        packing=fetched.packing,
        picked_by=draft.command.actor,
        pick_list=order.pick_list,
        note=stop.words,
    )
    lines = (*shipment.lines, added)
    update = {"lines": lines, "status": ShipmentStatus.PICKING}
    return put_shipment(draft, shipment.model_copy(update=update))


def _shipment_of(draft: Draft, order: Order) -> Shipment:
    """Return the shipment that is being filled for an order, or a new one."""
    for number in reversed(order.shipments):
        known = the(draft, Shipment, number)
        if known.status in STILL_FILLED:
            return known
    customer = draft.current(Customer, order.customer)
    rules = (*(customer.packing_rules if customer else ()), *order.requirements)
    return Shipment(
        number=draft.next_number(Shipment, "SH"),
        status=ShipmentStatus.PICKING,
        to=order.customer,
        order=order.number,
        service=order.service or (customer.service if customer else ""),
        rules=tuple(PackingRule(text=rule) for rule in dict.fromkeys(rules)),
    )


def settle_list(draft: Draft, pick_list: PickList) -> PickList:
    """Put a pick list, and let go on what it waited for: orders fetched whole go to the check."""
    for number in pick_list.orders:
        if not pick_list.waits_for(number):
            finish_order(draft, the(draft, Order, number), pick_list)
    if not any(line.is_waiting for line in pick_list.lines):
        pick_list = pick_list.model_copy(update={"status": PickStatus.DONE})
    return put_pick_list(draft, pick_list)


def finish_order(draft: Draft, order: Order, pick_list: PickList) -> None:
    """Have nobody fetch for an order any more; shipments with nothing in them are cancelled."""
    if order.pick_list != pick_list.number:
        return
    order = order.model_copy(update={"pick_list": ""})
    for number in order.shipments:
        shipment = the(draft, Shipment, number)
        if not shipment.lines:
            order = without(draft, order, shipment)
        elif shipment.status is ShipmentStatus.PICKING:
            go_on(draft, shipment)
    put_order(draft, order)


def without(draft: Draft, order: Order, shipment: Shipment) -> Order:
    """Cancel a shipment with nothing in it; the caller puts the order, which prepares it no more."""
    put_shipment(draft, shipment.model_copy(update={"status": ShipmentStatus.CANCELLED}))
    left = tuple(number for number in order.shipments if number != shipment.number)
    return order.model_copy(update={"shipments": left})


def go_on(draft: Draft, shipment: Shipment) -> Shipment:
    """Put a shipment that is fetched whole: to the check, or past it."""
    needs_check = draft.book.rules.is_checked and not all(
        line.is_checked for line in shipment.lines
    )
    status = ShipmentStatus.CHECKING if needs_check else ShipmentStatus.PACKING
    return put_shipment(draft, shipment.model_copy(update={"status": status}))


def packing_of(draft: Draft, kept: OrderLine, line: ShipmentLine) -> str:
    """Return where a shipment's line lies: there may be several packing places, or another by now."""
    held = (h.location for h in kept.holds if h.is_picked and h.lot == line.lot)
    return line.packing or next(held, None) or draft.place_of_kind(LocationKind.PACKING)


def put_down(
    draft: Draft, order: Order, line: ShipmentLine, quantity: Decimal, target: str, **why: str
) -> Order:
    """Move picked goods out of packing and out of the order's hold; the caller puts the order.

    The target is the bin they came from, or where goods that are no good go; `why` is the move's
    reason and note.
    """
    kept = order.line(line.order_line)
    assert kept is not None  # noqa: S101 - a shipment's line is made of a line of its order
    packing = packing_of(draft, kept, line)
    holds = tuple(lessened(kept.holds, packing, line.lot, quantity))
    lighter = order.with_line(kept.model_copy(update={"holds": holds}))
    draft.put(lighter)
    draft.move(
        MoveKind.MOVE,
        the(draft, Item, line.item),
        quantity,
        packing,
        target,
        lot=line.lot,
        document=order.number,
        reason=why.get("reason", ""),
        note=why.get("note", ""),
    )
    return lighter
