"""Fetching for an order without a pick list: `/pick 12 MUG-BLU @A-01 order:SO-7`."""

from decimal import Decimal

from inventory.documents.order import Order, OrderLine
from inventory.documents.pick_list import PickLine
from inventory.documents.shipment import Shipment, ShipmentStatus
from inventory.draft import Draft
from inventory.order_errors import (
    QuantityOutOfRange,
    WrongStep,
)
from inventory.outbound.fetching import fetch, go_on
from inventory.outbound.holding import lessened, split_holds
from inventory.quantity import ZERO
from inventory.stepping import the
from inventory.stock_key import StockKey


def pick_for_order(draft: Draft, order: Order, source: StockKey, quantity: Decimal) -> None:
    """Fetch goods for an order without a list: what is kept for it there first, then free ones.

    Raises:
        WrongStep: it has ended, or somebody fetches for it with a list.
        QuantityOutOfRange: more than is still to be fetched of the item.
    """
    if not order.is_open or order.pick_list:
        raise WrongStep(number=order.number, action="pick", status=order.status, by=order.pick_list)
    line = next((line for line in order.lines if _to_fetch(line, source.item)), None)
    most = _to_fetch(line, source.item) if line else ZERO
    if line is None or quantity > most:
        raise QuantityOutOfRange(
            number=order.number, item=source.item, quantity=quantity, least=ZERO, most=most
        )
    kept = lessened(line.holds, source.location, source.lot, quantity)
    over = sum((hold.quantity for hold in kept), ZERO) + quantity - line.outstanding
    if over > 0:
        _, kept = split_holds(tuple(kept), over)
    order = order.with_line(line.model_copy(update={"holds": tuple(kept)}))
    draft.put(order)
    stop = PickLine(
        number=0,
        order=order.number,
        order_line=line.number,
        item=line.item,
        location=source.location,
        lot=source.lot,
        quantity=quantity,
    )
    order = fetch(draft, order, stop, quantity, source.lot)
    for number in order.shipments:
        shipment = the(draft, Shipment, number)
        if shipment.status is ShipmentStatus.PICKING:
            go_on(draft, shipment)


def _to_fetch(line: OrderLine, item: str) -> Decimal:
    """Return how much of a line has still to be fetched, none where it is of another item."""
    return line.outstanding - line.picked if line.item == item else ZERO
